//! Errors of authors, locks, and requests to stop: the old site stays as it was.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use casebook::base::files::{File, Files, Produced, Role};
use casebook::base::{Address, Hash};
use casebook::output::{Failure, Memory, Options, write};

use crate::site::*;

fn old() -> Site {
    site(&[("index.html", "home"), ("a/b.html", "b"), ("c.css", "c")])
}

#[test]
fn an_error_leaves_the_folder_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut memory = Memory::new();
    write_with(dir.path(), &old(), &mut memory).unwrap();
    let (before, when) = (tree(dir.path()), times(dir.path()));
    let new =
        site(&[("index.html", "changed"), ("a/b.html", "error 1"), ("d/e.html", "error 2"), ("f.html", "warning")]);
    for memory in [&mut memory, &mut Memory::new()] {
        let outcome = write_with(dir.path(), &new, memory).unwrap();
        assert!(!outcome.published);
        assert_eq!((outcome.written, outcome.deleted, outcome.rendered), (0, 0, 4));
        let messages: Vec<&str> = outcome.diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, ["error 1", "error 2", "warning"]);
        assert_eq!((tree(dir.path()), times(dir.path())), (before.clone(), when.clone()));
    }
    // What did not change is remembered even so.
    assert_eq!(write_with(dir.path(), &old(), &mut memory).unwrap().rendered, 0);
}

#[test]
fn a_first_build_with_errors_leaves_no_folder() {
    let dir = tempfile::tempdir().unwrap();
    let outcome = write_anew(&dir.path().join("some/output"), &site(&[("index.html", "error")])).unwrap();
    assert!(!outcome.published);
    assert!(tree(dir.path()).is_empty());
}

#[test]
fn only_one_process_writes_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().to_owned();
    let inner = move || {
        let failure = write_anew(&path, &old()).unwrap_err();
        assert!(matches!(failure, Failure::Locked { .. }), "{failure}");
        assert_eq!(failure.to_string(), format!("another casebook is writing to `{}`", path.display()));
        Produced { bytes: b"home".to_vec(), diagnostics: Vec::new() }
    };
    let file = File::known(Address::new("index.html"), Role::Page, Hash::of(b"home"), inner);
    write(dir.path(), &Files::new(vec![file]), &mut Memory::new(), &Options::default()).unwrap();
    assert_eq!(tree(dir.path()), clean_tree(&site(&[("index.html", "home")])));
    write_anew(dir.path(), &old()).unwrap();
}

/// Many threads that write to one folder at once: each succeeds or finds it locked, none breaks anything.
#[test]
fn writers_that_collide_leave_a_whole_site() {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("output");
    let failing = &site(&[("index.html", "error")]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..100 {
                    match write_anew(&output, failing) {
                        Ok(outcome) => assert!(!outcome.published),
                        Err(Failure::Locked { .. }) => {}
                        Err(failure) => panic!("{failure}"),
                    }
                }
            });
        }
    });
    // The one that made the folder may not have been the last to leave it.
    assert!(tree(dir.path()).values().all(|content| content == "folder"));
    write_anew(&output, &old()).unwrap();
    assert_eq!(tree(&output), clean_tree(&old()));
}

#[test]
fn a_request_to_stop_leaves_the_folder_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    write_anew(dir.path(), &old()).unwrap();
    let before = tree(dir.path());
    let new: Site = (0..50).map(|number| (format!("{number}.html"), "new".to_owned())).collect();
    for after in [0, 10, 50] {
        let asked = AtomicBool::new(after == 0);
        let stop = || asked.load(Ordering::Relaxed);
        let progress = |done, _| asked.fetch_or(done >= after, Ordering::Relaxed);
        let options = Options {
            threads: 2,
            stop: &stop,
            progress: &|done, total| {
                progress(done, total);
            },
        };
        let failure = write(dir.path(), &files(&new).0, &mut Memory::new(), &options).unwrap_err();
        assert!(matches!(failure, Failure::Stopped), "{failure}");
        assert_eq!(tree(dir.path()), before);
    }
}

#[test]
fn what_a_killed_process_left_is_removed() {
    let dir = tempfile::tempdir().unwrap();
    write_anew(dir.path(), &old()).unwrap();
    fs::create_dir_all(dir.path().join(".casebook/tmp-old/deep")).unwrap();
    fs::write(dir.path().join(".casebook/tmp-new"), "a file").unwrap();
    write_anew(dir.path(), &old()).unwrap();
    assert_eq!(tree(dir.path()), clean_tree(&old()));
}
