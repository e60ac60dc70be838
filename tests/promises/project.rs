//! Portals and sites in folders, and the program that makes one from the other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// The date of all builds here, so that no test depends on the day on which it runs.
pub const AS_OF: &str = "2026-06-01";

/// What a run of the program gave back.
#[derive(Debug)]
pub struct Run {
    /// The exit status; none if it was killed.
    pub code: Option<i32>,
    /// What it printed on standard error.
    pub told: String,
}

/// A command of the program for a portal; it does not depend on the environment of the test.
pub fn command(name: &str, root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.args([name, "--as-of", AS_OF, "--root"]).arg(root).env_remove("SOURCE_DATE_EPOCH");
    command
}

/// A build into a folder that knows of no other: tests of one portal run at once.
pub fn build_command(root: &Path, output: &Path) -> Command {
    let mut command = command("build", root);
    command.arg("--no-cache").arg("--output").arg(output);
    command
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run { code: output.status.code(), told: String::from_utf8_lossy(&output.stderr).into_owned() }
}

/// Builds, which must succeed, and returns the summary.
pub fn build(root: &Path, output: &Path) -> String {
    let run = run(&mut build_command(root, output));
    assert_eq!(run.code, Some(0), "{}", run.told);
    run.told.lines().last().unwrap_or_default().to_owned()
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// Writes a file and the folders that it needs.
pub fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// All that stands below a folder: files with their bytes, folders with a final `/`.
pub fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(dir).unwrap().to_string_lossy().into_owned();
        if entry.file_type().is_dir() {
            found.insert(format!("{path}/"), Vec::new());
        } else {
            found.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// Fails with the paths at which two trees differ; a comparison of whole trees would print all of both.
pub fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, when: &str) {
    let paths = one.keys().chain(other.keys().filter(|path| !one.contains_key(*path)));
    let differ: Vec<&String> = paths.filter(|path| one.get(*path) != other.get(*path)).collect();
    assert!(differ.is_empty(), "{when}: {} paths differ: {:?}", differ.len(), &differ[..differ.len().min(12)]);
}

/// A folder in memory where the system has one, for tests that write and delete many thousands of files.
pub fn fast_folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}
