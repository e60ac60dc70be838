//! Small disks of a test's own, which can be full or forbid to be written.

use std::path::Path;
use std::process::Command;

/// Runs the test of this name again where it may mount, with [`mount`]. Says whether this is that run.
///
/// Mounting needs a name space of its own; where the system grants none the test fails, unless `CASEBOOK_NO_MOUNT` is set.
pub fn is_possible(name: &str) -> bool {
    const INSIDE: &str = "CASEBOOK_TEST_MAY_MOUNT";
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    if std::env::var_os("CASEBOOK_NO_MOUNT").is_some() {
        eprintln!("{name} was NOT run: CASEBOOK_NO_MOUNT is set");
        return false;
    }
    let command = |options: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(options).arg("--mount").arg("--");
        command
    };
    let all: [&[&str]; 2] = [&["--map-root-user"], &[]];
    let allowed = all.into_iter().find(|options| {
        let probe = command(options).args(["mount", "-t", "tmpfs", "none", "/tmp"]).output();
        probe.is_ok_and(|output| output.status.success())
    });
    let options = allowed
        .expect("this system refuses `unshare --mount`: set CASEBOOK_NO_MOUNT=1 to leave out the tests that mount");
    let mut run = command(options);
    run.arg(std::env::current_exe().unwrap()).args(["--exact", name, "--nocapture"]).env(INSIDE, "1");
    let output = run.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    false
}

/// Mounts a disk in memory on a folder, with options of `mount`.
pub fn mount(options: &str, dir: &Path) {
    let status = Command::new("mount").args(["-t", "tmpfs", "-o", options, "none"]).arg(dir).status().unwrap();
    assert!(status.success());
}

/// Takes it away again.
pub fn unmount(dir: &Path) {
    assert!(Command::new("umount").arg(dir).status().unwrap().success());
}
