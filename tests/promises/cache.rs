//! What one build leaves for the next makes it faster, and never another one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::portal;
use crate::project::*;

/// A copy of the small portal and a folder for its site.
struct Project {
    dir: tempfile::TempDir,
}

impl Project {
    fn new() -> Project {
        let dir = tempfile::tempdir().unwrap();
        copy(&portal::folder(), &dir.path().join("portal"));
        Project { dir }
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("portal")
    }

    fn output(&self) -> PathBuf {
        self.dir.path().join("output")
    }

    fn left(&self) -> PathBuf {
        self.root().join(".casebook/last-build")
    }

    fn command(&self) -> Command {
        let mut command = command("build", &self.root());
        command.arg("--output").arg(self.output()).arg("--timings");
        command
    }

    /// Builds, which must succeed; tells whether the site was worked out, and what was printed of it.
    fn build(&self) -> (bool, String) {
        self.run(&mut self.command())
    }

    fn run(&self, command: &mut Command) -> (bool, String) {
        let run = run(command);
        assert_eq!(run.code, Some(0), "{}", run.told);
        let summary = run.told.lines().find(|line| line.contains(" written, ")).unwrap_or_default();
        let summary = summary.split(" in ").next().unwrap_or_default().to_owned();
        (run.told.contains("make and compare"), summary)
    }

    /// The site as a build that knows nothing of any other makes it.
    fn clean(&self) -> std::collections::BTreeMap<String, Vec<u8>> {
        let clean = self.dir.path().join("clean");
        let _ = fs::remove_dir_all(&clean);
        build(&self.root(), &clean);
        tree(&clean)
    }

    fn assert_clean(&self) {
        let clean = self.clean();
        let site = tree(&self.output());
        assert_eq!(site.keys().collect::<Vec<_>>(), clean.keys().collect::<Vec<_>>());
        assert!(site == clean);
    }
}

fn files(site: &Path) -> usize {
    tree(site).keys().filter(|path| !path.ends_with('/') && !path.starts_with(".casebook")).count()
}

#[test]
fn where_nothing_changed_nothing_is_worked_out() {
    let project = Project::new();
    let (worked, first) = project.build();
    assert!(worked);
    let before = tree(&project.output());
    let unchanged = format!(": 0 written, {} unchanged, 0 deleted", files(&project.output()));
    let (worked, second) = project.build();
    assert!(!worked && second.ends_with(&unchanged), "{second}");
    // The same numbers of records and pages as the first time.
    assert_eq!(first.split(':').next(), second.split(':').next());
    assert!(tree(&project.output()) == before);
    assert_eq!(fs::read_to_string(project.root().join(".casebook/.gitignore")).unwrap(), "*\n");
    let (worked, third) = project.run(project.command().arg("--no-cache"));
    assert!(worked && third.ends_with(&unchanged), "{third}");
    project.assert_clean();
}

#[test]
fn without_a_cache_nothing_is_left() {
    let project = Project::new();
    project.run(project.command().arg("--no-cache"));
    assert!(!project.root().join(".casebook").exists());
}

#[test]
fn whatever_changes_is_made_anew() {
    let project = Project::new();
    project.build();
    let home = project.output().join("index.html");
    let text = fs::read(&home).unwrap();

    // By hand, also where length and time stay as they were.
    fs::write(&home, "mine").unwrap();
    assert!(project.build().1.contains(": 1 written"));
    let time = fs::metadata(&home).unwrap().modified().unwrap();
    let other: Vec<u8> = text.iter().map(|byte| if *byte == b'e' { b'a' } else { *byte }).collect();
    fs::write(&home, &other).unwrap();
    fs::File::options().write(true).open(&home).unwrap().set_modified(time).unwrap();
    assert!(project.build().1.contains(": 1 written"));
    fs::remove_file(&home).unwrap();
    assert!(project.build().1.contains(": 1 written"));
    assert!(!project.build().0);
    assert_eq!(fs::read(&home).unwrap(), text);

    // A source, and back again.
    let source = project.root().join("casebook.toml");
    let settings = fs::read_to_string(&source).unwrap();
    fs::write(&source, settings.replacen("two rivers", "three rivers", 1)).unwrap();
    assert!(project.build().0);
    project.assert_clean();
    assert!(!project.build().0);
    fs::write(&source, settings).unwrap();
    assert!(project.build().0);
    project.assert_clean();

    // The whole site, and the site elsewhere.
    fs::remove_dir_all(project.output()).unwrap();
    assert!(project.build().0);
    project.assert_clean();
    let mut elsewhere = command("build", &project.root());
    elsewhere.arg("--timings").arg("--output").arg(project.dir.path().join("elsewhere"));
    assert!(project.run(&mut elsewhere).0);
    assert!(tree(&project.dir.path().join("elsewhere")) == project.clean());

    // The list of what is ours.
    project.build();
    fs::write(project.output().join(".casebook/manifest"), "# nothing\n").unwrap();
    assert!(project.build().0);
    assert!(!project.build().0);
}

#[test]
fn options_count() {
    let project = Project::new();
    project.build();
    for option in [&["--drafts"][..], &["--base-url", "https://portal.example/"]] {
        assert!(project.run(project.command().args(option)).0, "{option:?}");
        assert!(!project.run(project.command().args(option)).0, "{option:?}");
    }
    let mut later = Command::new(env!("CARGO_BIN_EXE_casebook"));
    later.args(["build", "--timings", "--as-of", "2026-06-02", "--root"]).arg(project.root());
    later.arg("--output").arg(project.output());
    assert!(project.run(&mut later).0);
    assert!(project.build().0);
    project.assert_clean();
}

#[test]
fn what_is_not_as_it_was_left_counts_as_not_there() {
    let project = Project::new();
    project.build();
    let whole = fs::read(project.left()).unwrap();
    let text = String::from_utf8(whole.clone()).unwrap();
    let program = text.lines().nth(1).unwrap();
    let mut spoilt: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"casebook cache 1\n".to_vec(),
        vec![0xFF; 4096],
        text.replacen(program, &program.chars().rev().collect::<String>(), 1).into_bytes(),
        text.replacen("index.html", "other.html", 1).into_bytes(),
    ];
    spoilt.extend((1..8).map(|part| whole[..whole.len() * part / 8].to_vec()));
    for bytes in spoilt {
        fs::write(project.left(), &bytes).unwrap();
        assert!(project.build().0, "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(200)]));
        assert!(!project.build().0);
    }
    fs::remove_dir_all(project.root().join(".casebook")).unwrap();
    assert!(project.build().0);
    // Where nothing can be left, the site is made all the same.
    fs::remove_dir_all(project.root().join(".casebook")).unwrap();
    fs::write(project.root().join(".casebook"), "a file").unwrap();
    assert!(project.build().0);
    project.assert_clean();
}

#[test]
fn findings_are_told_again() {
    let project = Project::new();
    write(&project.root(), "content/stories/unknown.txt", "no record");
    let first = run(&mut project.command());
    let second = run(&mut project.command());
    let findings = |told: &str| told.split("\n\n").filter(|part| part.contains("warning[")).count();
    assert!(findings(&first.told) > 0, "{}", first.told);
    assert!(!second.told.contains("make and compare"), "{}", second.told);
    let until = |told: &str| told[..told.find(" written, ").unwrap()].rsplit_once('\n').unwrap().0.to_owned();
    assert_eq!(until(&first.told), until(&second.told));
    let strict = run(project.command().arg("--strict"));
    assert_eq!(strict.code, Some(1), "{}", strict.told);
}

#[test]
fn two_builds_at_once_leave_a_whole_cache() {
    let project = Project::new();
    let children: Vec<_> = (0..4)
        .map(|number| {
            let mut command = command("build", &project.root());
            command.arg("--output").arg(project.dir.path().join(format!("output-{number}"))).arg("-q");
            command.spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let text = fs::read_to_string(project.left()).unwrap();
    assert!(text.starts_with("casebook cache 1\n"));
    assert_eq!(fs::read_dir(project.root().join(".casebook")).unwrap().count(), 2);
    let clean = project.clean();
    for number in 0..4 {
        assert!(tree(&project.dir.path().join(format!("output-{number}"))) == clean);
    }
    project.build();
    assert!(!project.build().0);
}

#[test]
fn files_that_have_stood_for_a_while_are_not_read_again() {
    let project = Project::new();
    project.build();
    let stamps = || {
        let text = fs::read_to_string(project.left()).unwrap();
        text.lines().filter(|line| line.split(' ').nth(3).is_some_and(|stamp| stamp.contains('.'))).count()
    };
    let settled = SystemTime::now() + Duration::from_secs(4);
    while SystemTime::now() < settled {
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(!project.build().0);
    assert_eq!(stamps(), files(&project.output()));
    assert!(!project.build().0);
}

#[test]
fn why_a_page_was_rendered_is_told() {
    let project = Project::new();
    let explain = |page: &str| run(project.command().args(["--explain", page]));
    let told = |page: &str| {
        let run = explain(page);
        assert_eq!(run.code, Some(0), "{}", run.told);
        // Findings come before, the summary after.
        let lines = run.told.lines().skip_while(|line| !line.contains("rendered, because"));
        let lines: Vec<&str> = lines.take_while(|line| !line.contains(" written, ")).collect();
        lines.join("\n")
    };
    let write = |path: &str, change: &dyn Fn(String) -> String| {
        let path = project.root().join(path);
        fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
    };
    let page = "case-studies/courts.html";
    let first = "case-studies/courts.html: rendered, because nothing is known of an earlier build into this folder";
    assert_eq!(told(page), first);
    let nothing = "case-studies/courts.html: not rendered, because nothing has changed since the last build";
    assert_eq!(told("/output/case-studies/courts.html"), nothing);

    write("content/case-studies/courts.md", &|text| text + "\nOne more sentence.\n");
    let own = "case-studies/courts.html: rendered, because what it shows changed\n  \
               content/case-studies/courts.md changed: it holds this page's record";
    assert_eq!(told(page), own);
    write("content/stories/maria.md", &|text| text.replacen("title = \"", "title = \"New ", 1));
    let named = "case-studies/wells.html: rendered, because what it shows changed\n  \
                 content/stories/maria.md changed: it holds `maria`, which the page shows";
    assert_eq!(told("case-studies/wells.html"), named);
    write("content/case-studies/courts.md", &|text| text + "\nAnd one more.\n");
    let other = "case-studies/radio.html: not rendered, because all that it is made from is as it was";
    assert_eq!(told("case-studies/radio.html"), other);
    write("casebook.toml", &|text| text.replacen("Casebook of", "Stories of", 1));
    assert!(told(page).starts_with("case-studies/courts.html: rendered, because what every page shows changed"));
    write("themes/own/templates/story.html", &|text| text.replacen("\"told\"", "\"told by\"", 1));
    assert!(told(page).starts_with("case-studies/courts.html: rendered, because the theme changed"));

    let run = explain("case-studies/court.html");
    assert_eq!(run.code, Some(2), "{}", run.told);
    assert!(run.told.contains("the site has no page `case-studies/court.html`"), "{}", run.told);
    assert!(run.told.contains("did you mean `case-studies/courts.html`"), "{}", run.told);
}
