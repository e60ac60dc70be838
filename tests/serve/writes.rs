//! `casebook serve --write` and `casebook build --watch`: the output folder follows too, and Ctrl-C leaves nothing half done.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::portal::{Portal, SOON, WELLS, WELLS_PAGE};
use crate::server::{AS_OF, Server};

/// Waits until a file has a text.
fn wait_for(file: &Path, wanted: &str) {
    let start = Instant::now();
    while !fs::read_to_string(file).is_ok_and(|text| text.contains(wanted)) {
        assert!(start.elapsed() < 3 * SOON, "{} never had `{wanted}`", file.display());
        sleep(Duration::from_millis(20));
    }
}

/// Every file of a folder, but those that are casebook's own.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => folders.extend((entry.file_name() != ".casebook").then(|| entry.path())),
                false => {
                    let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                    found.push((name, fs::read(entry.path()).unwrap()));
                }
            }
        }
    }
    found.sort();
    found
}

/// A clean build of a portal.
fn clean(portal: &Portal) -> Vec<(String, Vec<u8>)> {
    let dir = tempfile::tempdir().unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["build", "--quiet", "--as-of", AS_OF, "--root"])
        .arg(portal.root())
        .arg("--output")
        .arg(dir.path())
        .output()
        .unwrap();
    assert!(built.status.success());
    files(dir.path())
}

#[test]
fn a_preview_can_write_too() {
    let portal = Portal::new();
    let output = portal.at("site");
    let _server = Server::start(portal.root(), &["--write", "--output", output.to_str().unwrap()]);
    wait_for(&output.join("index.html"), "two rivers");
    portal.add(WELLS, "Written as well.");
    wait_for(&output.join(WELLS_PAGE), "Written as well.");
    // The file that is written last is the list of files.
    sleep(Duration::from_millis(300));
    assert_eq!(files(&output), clean(&portal));
}

#[test]
fn a_watched_build_writes_after_every_change_without_errors() {
    let portal = Portal::new();
    let page = portal.at("output").join(WELLS_PAGE);
    let mut build = watch(&portal);
    wait_for(&page, "Wells for all");
    let good = portal.text(WELLS);
    portal.save(WELLS, &format!("{good}\nNever written [[nobody]].\n"));
    sleep(Duration::from_millis(700));
    portal.save(WELLS, &format!("{good}\nWritten at last.\n"));
    wait_for(&page, "Written at last.");
    assert!(!fs::read_to_string(&page).unwrap().contains("Never written"));
    sleep(Duration::from_millis(300));
    assert_eq!(files(&portal.at("output")), clean(&portal));
    assert_eq!(interrupt(&mut build), Some(0));
}

#[test]
fn ctrl_c_leaves_nothing_half_done() {
    let portal = Portal::new();
    for pause in [5, 300, 900] {
        let mut build = watch(&portal);
        sleep(Duration::from_millis(pause));
        // Before the program has begun to listen for it, Ctrl-C ends it at once.
        let status = interrupt(&mut build);
        assert!(matches!(status, Some(0) | None), "{status:?}");
    }
    let output = portal.at("output");
    assert!(!output.join(".casebook/tmp-new").exists());
}

fn watch(portal: &Portal) -> Child {
    Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["build", "--watch", "--quiet", "--as-of", AS_OF, "--root"])
        .arg(portal.root())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Presses Ctrl-C and waits for the end.
fn interrupt(child: &mut Child) -> Option<i32> {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    child.wait().unwrap().code()
}
