//! How commands end: 0 all is well, 1 the files have errors, 2 the command could not do its work.

use std::fs;
use std::path::Path;

use crate::portal;
use crate::project::*;

/// The small portal in a folder of its own, with one more file.
fn with(root: &Path, path: &str, text: &str) {
    copy(&portal::folder(), root);
    write(root, path, text);
}

#[test]
fn all_is_well() {
    let dir = tempfile::tempdir().unwrap();
    build(&portal::folder(), &dir.path().join("output"));
    let checked = run(&mut command("check", &portal::folder()));
    assert_eq!(checked.code, Some(0), "{}", checked.told);
}

#[test]
fn there_is_no_portal() {
    let dir = tempfile::tempdir().unwrap();
    for (root, told) in
        [(dir.path().join("nowhere"), "there is no folder"), (dir.path().to_owned(), "there is no casebook.toml in")]
    {
        for name in ["build", "check"] {
            let result = run(&mut command(name, &root));
            assert_eq!(result.code, Some(2), "{}", result.told);
            assert!(result.told.contains(told) && result.told.contains("help: "), "{}", result.told);
        }
    }
    assert!(tree(dir.path()).is_empty());
    let wrong = run(command("build", &portal::folder()).arg("--no-such-option"));
    assert_eq!(wrong.code, Some(2), "{}", wrong.told);
}

#[test]
fn errors_stop_a_build_before_it_writes() {
    let dir = tempfile::tempdir().unwrap();
    let (root, output) = (dir.path().join("portal"), dir.path().join("output"));
    copy(&portal::folder(), &root);
    build(&root, &output);
    let before = tree(&output);
    // In content, in a template as such, and in a template once it shows something.
    for (path, text) in [
        ("content/stories/bad.md", "+++\ntitle = \"Bad\"\nplaces = [\"XXX\"]\n+++\n"),
        (
            "themes/own/templates/list.html",
            "{% extends \"portal/list.html\" %}{% block results %}{% if %}{% endblock %}",
        ),
        (
            "themes/own/templates/news.html",
            "{% extends \"record.html\" %}{% block body %}{{ 1 / record.title }}{% endblock %}",
        ),
    ] {
        write(&root, path, text);
        for output in [output.clone(), dir.path().join("another")] {
            let result = run(&mut build_command(&root, &output));
            assert_eq!(result.code, Some(1), "{path}: {}", result.told);
            assert!(result.told.contains(path), "{path}: {}", result.told);
        }
        assert_eq!(run(&mut command("check", &root)).code, Some(1), "{path}");
        fs::remove_file(root.join(path)).unwrap();
        assert!(!dir.path().join("another").exists(), "{path}");
        assert_same(&tree(&output), &before, path);
    }
    build(&root, &output);
    assert_same(&tree(&output), &before, "repaired");
}

#[test]
fn warnings_stop_only_a_strict_build() {
    let dir = tempfile::tempdir().unwrap();
    let (root, output) = (dir.path().join("portal"), dir.path().join("output"));
    with(&root, "content/stories/more.md", "+++\ntitle = \"More\"\n+++\n\nSee [[case-study:mobile-courts]].\n");
    for name in ["build", "check"] {
        let mut command = command(name, &root);
        if name == "build" {
            command.arg("--output").arg(&output);
        }
        let strict = run(command.arg("--strict"));
        assert_eq!(strict.code, Some(1), "{}", strict.told);
        assert!(strict.told.contains("former-id"), "{}", strict.told);
    }
    assert!(!output.exists());
    let lax = run(&mut build_command(&root, &output));
    assert_eq!(lax.code, Some(0), "{}", lax.told);
    assert!(lax.told.contains("former-id"), "{}", lax.told);
    assert!(output.join("stories/more.html").exists());
}

#[test]
fn a_file_stands_where_the_output_should() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "file", "theirs");
    for output in ["file", "file/output"] {
        let result = run(&mut build_command(&portal::folder(), &dir.path().join(output)));
        assert_eq!(result.code, Some(2), "{}", result.told);
        assert!(result.told.contains("a file stands where a folder is needed"), "{}", result.told);
    }
    assert_eq!(fs::read_to_string(dir.path().join("file")).unwrap(), "theirs");
    assert_eq!(tree(dir.path()).len(), 1);
}

#[test]
fn somebody_elses_file_stands_where_a_page_should() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "stories/maria.html", "theirs");
    let before = tree(dir.path());
    let result = run(&mut build_command(&portal::folder(), dir.path()));
    assert_eq!(result.code, Some(2), "{}", result.told);
    assert!(result.told.contains("stories/maria.html"), "{}", result.told);
    assert_same(&tree(dir.path()), &before, "a file in the way");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    use crate::mounting;
    if !mounting::is_possible("ends::a_full_disk_leaves_the_old_site") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let (root, disk) = (dir.path().join("portal"), dir.path().join("disk"));
    copy(&portal::folder(), &root);
    fs::create_dir(&disk).unwrap();
    mounting::mount("size=8m", &disk);
    let output = disk.join("output");
    build(&root, &output);
    let before = tree(&output);
    // No more room than for a part of what changes: each page.
    let size: usize = before.values().map(|bytes| bytes.len().next_multiple_of(4096)).sum();
    mounting::mount(&format!("remount,size={}k", size / 1024 + 300), &disk);
    copy(&portal::folder(), &root);
    let settings = fs::read_to_string(root.join("casebook.toml")).unwrap();
    write(&root, "casebook.toml", settings.replace("Casebook of two rivers", "Another title"));
    for _ in 0..2 {
        let result = run(&mut build_command(&root, &output));
        assert_eq!(result.code, Some(2), "{}", result.told);
        assert!(result.told.contains("no space is left on the disk"), "{}", result.told);
        assert!(result.told.contains("the old site is untouched"), "{}", result.told);
        assert_same(&tree(&output), &before, "a full disk");
    }
    mounting::mount("remount,size=16m", &disk);
    build(&root, &output);
    assert!(fs::read_to_string(output.join("index.html")).unwrap().contains("Another title"));
    mounting::unmount(&disk);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_can_only_be_read() {
    use crate::mounting;
    if !mounting::is_possible("ends::a_disk_that_can_only_be_read") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    mounting::mount("size=1m", dir.path());
    mounting::mount("remount,ro", dir.path());
    let result = run(&mut build_command(&portal::folder(), &dir.path().join("output")));
    assert_eq!(result.code, Some(2), "{}", result.told);
    assert!(result.told.contains("help: "), "{}", result.told);
    assert!(tree(dir.path()).is_empty());
    mounting::unmount(dir.path());
}

#[test]
fn the_portals_own_folders_are_no_place_for_the_site() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("portal");
    copy(&portal::folder(), &root);
    let before = tree(&root);
    for output in [root.clone(), dir.path().to_owned(), root.join("content"), root.join("themes/new/folder")] {
        let result = run(command("build", &root).arg("--output").arg(&output));
        assert_eq!(result.code, Some(2), "{}", result.told);
        assert!(result.told.contains("where the portal is"), "{}", result.told);
        assert_eq!(tree(&root), before, "{}", output.display());
    }
}
