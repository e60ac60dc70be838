//! Disks that are full or cannot be written, and paths that cannot be.

use std::fs;
use std::io::ErrorKind;
#[cfg(target_os = "linux")]
use std::path::Path;

use casebook::output::Failure;

#[cfg(target_os = "linux")]
use crate::mounting;
use crate::site::*;

fn kind(failure: &Failure) -> ErrorKind {
    match failure {
        Failure::Io { error, .. } => error.kind(),
        other => panic!("another failure: {other}"),
    }
}

fn page(site: &str) -> Site {
    crate::site::site(&[("index.html", site), ("a/b.html", "b")])
}

#[test]
fn a_file_in_the_place_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "theirs").unwrap();
    for path in ["file", "file/output", "file/deep/output"] {
        let failure = write_anew(&dir.path().join(path), &page("home")).unwrap_err();
        assert_eq!(kind(&failure), ErrorKind::NotADirectory);
        let text =
            format!("cannot write to `{}`: a file stands where a folder is needed", dir.path().join(path).display());
        assert_eq!(failure.to_string(), text);
        assert!(failure.help().contains("choose another output folder"));
    }
    assert_eq!(tree(dir.path()).len(), 1);
}

#[test]
fn a_name_that_is_too_long() {
    let dir = tempfile::tempdir().unwrap();
    write_anew(dir.path(), &page("home")).unwrap();
    let before = tree(dir.path());
    let long = "x".repeat(300);
    for address in
        [format!("{long}.html"), format!("a/{long}.html"), format!("new/{long}.html"), format!("new/{long}/a.html")]
    {
        let failure = write_anew(dir.path(), &site(&[("index.html", "changed"), (&address, "x")])).unwrap_err();
        assert_eq!(kind(&failure), ErrorKind::InvalidFilename, "{failure}");
        assert!(failure.help().contains("shorter"));
        assert_eq!(tree(dir.path()), before);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    if !mounting::is_possible("disk::a_full_disk_leaves_the_old_site") {
        return;
    }
    // Bytes run out, or files: while the new content is written, and while its folders are made.
    for inodes in [None, Some(40), Some(27), Some(20)] {
        let dir = tempfile::tempdir().unwrap();
        mounting::mount(&format!("size=400k,nr_inodes={}", inodes.unwrap_or(1000)), dir.path());
        let old: Site = (0..10).map(|number| (format!("{number}.html"), "old".repeat(1000))).collect();
        write_anew(dir.path(), &old).unwrap();
        let before = tree(dir.path());
        let new: Site = match inodes {
            None => (0..100).map(|number| (format!("{number}.html"), "new".repeat(5000))).collect(),
            Some(40) => (0..100).map(|number| (format!("{number}.html"), "new".to_owned())).collect(),
            Some(_) => (0..6).map(|number| (format!("{number}/{number}.html"), "new".to_owned())).collect(),
        };
        let failure = write_anew(dir.path(), &new).unwrap_err();
        assert_eq!(kind(&failure), ErrorKind::StorageFull, "{failure}");
        assert!(failure.to_string().ends_with("no space is left on the disk"), "{failure}");
        assert_eq!(failure.help(), "make room on the disk, then build again; the old site is untouched");
        assert_eq!(tree(dir.path()), before, "{inodes:?}");
        if inodes == Some(20) {
            assert!(failure.to_string().contains("make the folder"), "{failure}");
        }
        write_anew(dir.path(), &old).unwrap();
        assert_eq!(tree(dir.path()), before);
        mounting::unmount(dir.path());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_can_only_be_read() {
    if !mounting::is_possible("disk::a_disk_that_can_only_be_read") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    mounting::mount("size=400k", dir.path());
    write_anew(dir.path(), &page("home")).unwrap();
    let before = tree(dir.path());
    mounting::mount("remount,ro", dir.path());
    let failure = write_anew(dir.path(), &page("changed")).unwrap_err();
    assert_eq!(kind(&failure), ErrorKind::ReadOnlyFilesystem, "{failure}");
    assert_eq!(failure.help(), "choose an output folder on a disk that can be written; the old site is untouched");
    let failure = write_anew(&dir.path().join("new"), &page("changed")).unwrap_err();
    assert_eq!(kind(&failure), ErrorKind::ReadOnlyFilesystem, "{failure}");
    assert_eq!(tree(dir.path()), before);
    mounting::unmount(dir.path());
}

/// Not even the administrator may make a folder there.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_made() {
    let failure = write_anew(Path::new("/sys/casebook-output"), &page("home")).unwrap_err();
    assert!(matches!(kind(&failure), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem), "{failure}");
    assert!(failure.to_string().starts_with("cannot write to `/sys/casebook-output`: "), "{failure}");
}
