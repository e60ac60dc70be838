//! Same inputs, same bytes: wherever the portal stands, however many threads work, in whatever order its files were made.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::project::*;

/// The files of the demonstration portal, which is this repository.
fn demonstration() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parts = ["casebook.toml", "content", "kinds", "themes"].map(|part| root.join(part));
    let parts = parts.into_iter().filter(|part| part.exists());
    let entries = parts.flat_map(walkdir::WalkDir::new).map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        (entry.path().strip_prefix(root).unwrap().to_owned(), fs::read(entry.path()).unwrap())
    };
    entries.map(read).collect()
}

fn lay_out<'a>(root: &Path, files: impl Iterator<Item = &'a (PathBuf, Vec<u8>)>) {
    files.for_each(|(path, bytes)| write(root, path.to_str().unwrap(), bytes));
}

#[test]
fn equal_inputs_give_equal_bytes() {
    let files = demonstration();
    assert!(files.len() > 20);
    let dir = tempfile::tempdir().unwrap();
    let (near, far) = (dir.path().join("near"), dir.path().join("a folder/much/further away"));
    let mut sorted: Vec<_> = files.iter().collect();
    sorted.sort();
    lay_out(&near, sorted.iter().copied());
    lay_out(&far, sorted.iter().rev().copied());

    let first = dir.path().join("first");
    let result = run(build_command(&near, &first).args(["--threads", "1"]));
    assert_eq!(result.code, Some(0), "{}", result.told);
    let expected = tree(&first);
    assert!(expected.len() > 500);

    for (threads, environment) in [
        ("1", [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8"), ("SOURCE_DATE_EPOCH", "0")]),
        ("2", [("TZ", "Etc/GMT+12"), ("LC_ALL", "C"), ("SOURCE_DATE_EPOCH", "4000000000")]),
        ("7", [("TZ", ""), ("LC_ALL", "ar"), ("HOME", "/nowhere")]),
    ] {
        let output = dir.path().join(format!("output with {threads} threads"));
        let result = run(build_command(&far, &output).args(["--threads", threads]).envs(environment));
        assert_eq!(result.code, Some(0), "{}", result.told);
        assert_same(&tree(&output), &expected, &format!("{threads} threads"));
    }

    // From inside the portal, into its own folder.
    let mut inside = std::process::Command::new(env!("CARGO_BIN_EXE_casebook"));
    let result = run(inside.args(["build", "--as-of", AS_OF]).current_dir(&far));
    assert_eq!(result.code, Some(0), "{}", result.told);
    assert_same(&tree(&far.join("output")), &expected, "in the portal's own folder");
}

#[test]
fn the_findings_are_the_same_too() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (dir.path().join("one"), dir.path().join("and/another"));
    for root in [&one, &other] {
        copy(&crate::portal::folder(), root);
        write(
            root,
            "content/stories/bad.md",
            "+++\ntitle = 3\nplaces = [\"XXX\", \"YYY\"]\n+++\n\n[[nowhere]] [[CAT]]\n",
        );
        write(root, "content/stories/worse.toml", "title = \"x\ntold = [\n");
        write(
            root,
            "themes/own/templates/list.html",
            "{% extends \"portal/list.html\" %}{% block results %}{{ list.x }}{% endblock %}",
        );
    }
    let told = |root: &Path, threads: &str| {
        let result = run(command("check", root).args(["--threads", threads, "--quiet"]));
        assert_eq!(result.code, Some(1));
        result.told
    };
    let expected = told(&one, "1");
    assert!(expected.matches("error").count() >= 5, "{expected}");
    for threads in ["1", "2", "5"] {
        assert_eq!(told(&other, threads), expected);
    }
}

/// When each file was last written.
fn times(dir: &Path) -> Vec<(PathBuf, SystemTime)> {
    let files = walkdir::WalkDir::new(dir).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap())).collect()
}

#[test]
fn a_second_build_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("output");
    build(&crate::portal::folder(), &output);
    let (before, when) = (tree(&output), times(&output));
    let summary = build(&crate::portal::folder(), &output);
    assert!(summary.contains(": 0 written, "), "{summary}");
    assert!(summary.contains(" unchanged, 0 deleted"), "{summary}");
    assert_same(&tree(&output), &before, "the second build");
    assert_eq!(times(&output), when);
}

#[test]
fn what_was_there_before_leaves_no_trace() {
    let dir = tempfile::tempdir().unwrap();
    let (root, output, anew) = (dir.path().join("portal"), dir.path().join("output"), dir.path().join("anew"));
    copy(&crate::portal::folder(), &root);
    build(&root, &output);
    let begun = tree(&output);
    // Another state, and back.
    fs::remove_file(root.join("content/case-studies/radio.md")).unwrap();
    let told = run(&mut build_command(&root, &output));
    assert_eq!(told.code, Some(1), "the radio is named elsewhere: {}", told.told);
    assert_same(&tree(&output), &begun, "a build with errors");
    copy(&crate::portal::folder(), &root);
    write(&root, "content/stories/more.md", "+++\ntitle = \"More\"\nplaces = [\"SEN\"]\n+++\n\nMore.\n");
    build(&root, &output);
    build(&root, &anew);
    assert_same(&tree(&output), &tree(&anew), "with one story more");
    assert!(tree(&output).contains_key("stories/places/sen.html"));
    fs::remove_file(root.join("content/stories/more.md")).unwrap();
    build(&root, &output);
    assert_same(&tree(&output), &begun, "and without it again");
}
