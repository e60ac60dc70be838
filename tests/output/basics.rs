//! Clean builds, second builds, changes, and what is remembered between them.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use casebook::output::{Memory, Options, write};

use crate::site::*;

fn first() -> Site {
    site(&[
        ("index.html", "home"),
        ("es/index.html", "inicio"),
        ("es/deep/a.html", "A"),
        ("assets/style-1.css", "css"),
        ("robots.txt", "robots"),
        ("old.html", "old"),
    ])
}

fn second() -> Site {
    site(&[
        ("index.html", "home, changed"),
        ("es/index.html", "inicio"),
        ("fr/index.html", "accueil"),
        ("assets/style-2.css", "css, changed"),
        ("robots.txt", "robots, changed"),
    ])
}

#[test]
fn a_clean_build_makes_all() {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("not/there/yet");
    let outcome = write_anew(&output, &first()).unwrap();
    assert!(outcome.published);
    assert_eq!((outcome.written, outcome.unchanged, outcome.deleted, outcome.rendered), (6, 0, 0, 6));
    assert_eq!((outcome.bytes, outcome.bytes_written), (23, 23));
    assert_eq!(tree(&output), clean_tree(&first()));
    assert!(fs::read_to_string(output.join(".casebook/manifest")).unwrap().contains(" es/deep/a.html\n"));
    assert!(!output.join(".casebook/tmp-new").exists());
}

#[cfg(unix)]
#[test]
fn permissions_are_the_usual_ones() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("foreign.txt"), "").unwrap();
    write_anew(dir.path(), &first()).unwrap();
    let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode();
    assert_eq!(mode("es/index.html"), mode("foreign.txt"));
}

#[test]
fn a_second_write_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut memory = Memory::new();
    write_with(dir.path(), &first(), &mut memory).unwrap();
    let before = times(dir.path());
    thread::sleep(Duration::from_millis(20));
    for memory in [&mut memory, &mut Memory::new()] {
        let outcome = write_with(dir.path(), &first(), memory).unwrap();
        assert_eq!((outcome.written, outcome.unchanged, outcome.deleted, outcome.bytes_written), (0, 6, 0, 0));
        assert_eq!(times(dir.path()), before);
    }
}

#[test]
fn changes_additions_and_deletions() {
    let dir = tempfile::tempdir().unwrap();
    write_anew(dir.path(), &first()).unwrap();
    let outcome = write_anew(dir.path(), &second()).unwrap();
    assert_eq!((outcome.written, outcome.unchanged, outcome.deleted), (4, 1, 3));
    assert_eq!(tree(dir.path()), clean_tree(&second()));
    assert_eq!(write_anew(dir.path(), &Site::new()).unwrap().deleted, 5);
    assert_eq!(
        tree(dir.path()),
        tree(dir.path()).into_iter().filter(|(path, _)| path.starts_with(".casebook")).collect()
    );
}

#[test]
fn a_file_takes_the_place_of_a_folder_and_the_reverse() {
    let dir = tempfile::tempdir().unwrap();
    let folders = site(&[("a/b/c", "1"), ("a/d", "2"), ("e", "3"), ("index.html", "4")]);
    let swapped = site(&[("a", "1"), ("e/f/g", "3"), ("index.html", "4")]);
    for one in [&folders, &swapped, &folders] {
        write_anew(dir.path(), one).unwrap();
        assert_eq!(tree(dir.path()), clean_tree(one));
    }
}

#[test]
fn what_is_remembered_is_not_produced_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut memory = Memory::new();
    let mut site = first();
    site.insert("z.html".to_owned(), "warning".to_owned());
    let full = write_with(dir.path(), &site, &mut memory).unwrap();
    assert_eq!((full.rendered, full.diagnostics.len()), (7, 1));

    site.insert("index.html".to_owned(), "home, changed".to_owned());
    let outcome = write_with(dir.path(), &site, &mut memory).unwrap();
    assert_eq!((outcome.rendered, outcome.written, outcome.unchanged), (1, 1, 6));
    assert_eq!(outcome.diagnostics, full.diagnostics);

    site.remove("z.html");
    let outcome = write_with(dir.path(), &site, &mut memory).unwrap();
    assert_eq!((outcome.rendered, outcome.deleted, outcome.diagnostics.len()), (0, 1, 0));
    assert_eq!(tree(dir.path()), clean_tree(&site));
}

/// Does something to a file of ours that somebody else may do.
type Damage = fn(&Path);

const DAMAGE: &[(&str, Damage)] = &[
    ("deleted", |path| fs::remove_file(path).unwrap()),
    ("changed", |path| fs::write(path, "something else").unwrap()),
    ("of equal length", |path| fs::write(path, "HOME").unwrap()),
    ("of equal length and time", |path| {
        let time = fs::metadata(path).unwrap().modified().unwrap();
        fs::write(path, "HOME").unwrap();
        fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    }),
    ("emptied", |path| fs::write(path, "").unwrap()),
];

#[test]
fn what_others_damaged_is_repaired() {
    for (name, damage) in DAMAGE {
        for settled in [false, true] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("index.html");
            let mut memory = Memory::new();
            write_with(dir.path(), &first(), &mut memory).unwrap();
            if settled {
                // An old time is one that the second write trusts.
                let old = fs::metadata(&path).unwrap().modified().unwrap() - Duration::from_secs(3600);
                fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
                write_with(dir.path(), &first(), &mut memory).unwrap();
            }
            damage(&path);
            let outcome = write_with(dir.path(), &first(), &mut memory).unwrap();
            assert_eq!((outcome.rendered, outcome.written), (1, 1), "{name}, settled: {settled}");
            assert_eq!(tree(dir.path()), clean_tree(&first()), "{name}, settled: {settled}");
        }
    }
}

#[test]
fn the_whole_folder_may_vanish() {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("output");
    let mut memory = Memory::new();
    write_with(&output, &first(), &mut memory).unwrap();
    fs::remove_dir_all(&output).unwrap();
    assert_eq!(write_with(&output, &first(), &mut memory).unwrap().written, 6);
    assert_eq!(tree(&output), clean_tree(&first()));
}

#[test]
fn diagnostics_stand_in_the_order_of_addresses() {
    let mut site = Site::new();
    for number in 0..500 {
        site.insert(format!("{number:03}.html"), format!("warning {number:03}"));
    }
    for threads in [1, 2, 7] {
        let dir = tempfile::tempdir().unwrap();
        let steps = Mutex::new(Vec::new());
        let progress = |done, total| steps.lock().unwrap().push((done, total));
        let options = Options { threads, progress: &progress, ..Options::default() };
        let outcome = write(dir.path(), &files(&site).0, &mut Memory::new(), &options).unwrap();
        let messages: Vec<&str> = outcome.diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert!(messages.is_sorted() && messages.len() == 500, "{threads} threads");
        let mut steps = steps.into_inner().unwrap();
        steps.sort();
        assert_eq!(steps, (1..=500).map(|done| (done, 500)).collect::<Vec<_>>());
    }
}

/// Many writes of random sites into one folder, with and without memory, some of them failing, with damage by others in between: after
/// each the folder is what a clean build leaves.
#[test]
fn random_writes_end_in_the_clean_state() {
    let mut random = Random(20_260_701);
    let dir = fast_folder();
    let mut memory = Memory::new();
    let mut last = Site::new();
    let names =
        ["index.html", "a.html", "a", "b/c.html", "b/d", "b/d/e.html", "f/g/h.css", "f/g/i.html", "f/j", "k.js"];
    for round in 0..400 {
        let mut site = Site::new();
        for name in names {
            let as_folder = format!("{name}/");
            if random.below(3) > 0
                && !site.keys().any(|other| other.starts_with(&as_folder) || name.starts_with(&format!("{other}/")))
            {
                site.insert(name.to_owned(), ["x", "y", "longer", "warning"][random.below(4) as usize].to_owned());
            }
        }
        if let Some(address) = last.keys().nth(random.below(12) as usize).filter(|address| site.contains_key(*address))
        {
            let path = dir.path().join(address);
            match random.below(3) {
                0 => fs::remove_file(path).unwrap(),
                _ => fs::write(path, "q").unwrap(),
            }
        }
        if random.below(8) == 0 {
            let mut failing = site.clone();
            failing.insert("z.html".to_owned(), "error".to_owned());
            let before = tree(dir.path());
            assert!(!write_with(dir.path(), &failing, &mut memory).unwrap().published);
            assert_eq!(tree(dir.path()), before, "round {round}");
        }
        if random.below(4) == 0 {
            memory = Memory::new();
        }
        let outcome = write_with(dir.path(), &site, &mut memory).unwrap();
        assert_eq!(outcome.written + outcome.unchanged, site.len());
        assert_eq!(outcome.diagnostics.len(), site.values().filter(|content| *content == "warning").count());
        assert_eq!(tree(dir.path()), clean_tree(&site), "round {round}");
        last = site;
    }
}
