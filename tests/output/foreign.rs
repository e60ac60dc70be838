//! Files of others in the output folder, and addresses that must not be written to.

use std::fs;
use std::path::Path;

use casebook::output::{Failure, ObstacleKind};

use crate::site::*;

fn small() -> Site {
    site(&[("index.html", "home"), ("a/b.html", "b")])
}

fn obstacles(failure: &Failure) -> Vec<(String, ObstacleKind)> {
    match failure {
        Failure::InTheWay { obstacles, .. } => obstacles
            .iter()
            .map(|one| (one.path.file_name().unwrap().to_string_lossy().into_owned(), one.kind))
            .collect(),
        other => panic!("another failure: {other}"),
    }
}

fn refused_and_untouched(dir: &Path, site: &Site) -> Failure {
    let before = tree(dir);
    let failure = write_anew(dir, site).unwrap_err();
    assert_eq!(tree(dir), before);
    failure
}

#[test]
fn files_of_others_stay() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(".gitignore"), "*").unwrap();
    fs::create_dir_all(dir.path().join("theirs/empty")).unwrap();
    write_anew(dir.path(), &small()).unwrap();
    fs::write(dir.path().join("a/notes.txt"), "mine").unwrap();
    write_anew(dir.path(), &site(&[("theirs/x.html", "x")])).unwrap();
    assert_eq!(fs::read_to_string(dir.path().join("a/notes.txt")).unwrap(), "mine");
    write_anew(dir.path(), &Site::new()).unwrap();
    let found: Vec<String> = tree(dir.path()).into_keys().filter(|path| !path.starts_with(".casebook")).collect();
    assert_eq!(found, [".gitignore", "a", "a/notes.txt", "theirs", "theirs/empty"]);
}

#[test]
fn a_foreign_file_is_never_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("a")).unwrap();
    fs::write(dir.path().join("index.html"), "theirs").unwrap();
    fs::write(dir.path().join("a/b.html"), "theirs").unwrap();
    let failure = refused_and_untouched(dir.path(), &small());
    let names = obstacles(&failure);
    assert_eq!(names, [("b.html".to_owned(), ObstacleKind::File), ("index.html".to_owned(), ObstacleKind::File)]);
    assert!(failure.to_string().contains(&format!("`{}`", dir.path().join("a/b.html").display())), "{failure}");
    assert_eq!(failure.help(), "move them away, or choose another output folder");
}

#[test]
fn twenty_obstacles_are_named_and_the_others_counted() {
    let dir = tempfile::tempdir().unwrap();
    let site: Site = (0..25).map(|number| (format!("{number}.html"), "ours".to_owned())).collect();
    for address in site.keys() {
        fs::write(dir.path().join(address), "theirs").unwrap();
    }
    let failure = refused_and_untouched(dir.path(), &site);
    assert_eq!(obstacles(&failure).len(), 20);
    assert!(failure.to_string().ends_with("and 5 more"), "{failure}");
}

#[test]
fn a_foreign_file_with_the_same_content_is_adopted() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("index.html"), "home").unwrap();
    let outcome = write_anew(dir.path(), &small()).unwrap();
    assert_eq!((outcome.written, outcome.unchanged), (1, 1));
    assert_eq!(tree(dir.path()), clean_tree(&small()));
    write_anew(dir.path(), &site(&[("a/b.html", "b")])).unwrap();
    assert!(!dir.path().join("index.html").exists());
}

/// A lost manifest takes nothing away: what fits is adopted.
#[test]
fn a_lost_manifest_is_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let flat = site(&[("index.html", "home"), ("b.html", "b")]);
    write_anew(dir.path(), &flat).unwrap();
    fs::remove_dir_all(dir.path().join(".casebook")).unwrap();
    assert_eq!(write_anew(dir.path(), &flat).unwrap().unchanged, 2);
    assert_eq!(tree(dir.path()), clean_tree(&flat));
}

#[test]
fn a_page_that_somebody_changed_is_kept_when_it_leaves_the_site() {
    let dir = tempfile::tempdir().unwrap();
    write_anew(dir.path(), &small()).unwrap();
    fs::write(dir.path().join("a/b.html"), "edited by hand").unwrap();
    let outcome = write_anew(dir.path(), &site(&[("index.html", "home")])).unwrap();
    assert_eq!((outcome.deleted, outcome.kept.len()), (0, 1));
    assert_eq!(fs::read_to_string(dir.path().join("a/b.html")).unwrap(), "edited by hand");
    // It is theirs now.
    assert_eq!(obstacles(&refused_and_untouched(dir.path(), &small())).len(), 1);
}

#[test]
fn a_folder_in_the_place_of_a_file_is_refused_unless_it_is_emptied() {
    let dir = tempfile::tempdir().unwrap();
    write_anew(dir.path(), &small()).unwrap();
    fs::write(dir.path().join("a/notes.txt"), "mine").unwrap();
    let failure = refused_and_untouched(dir.path(), &site(&[("a", "now a file")]));
    assert_eq!(obstacles(&failure), [("a".to_owned(), ObstacleKind::Folder)]);
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("a"), "a file").unwrap();
    let failure = refused_and_untouched(other.path(), &small());
    assert_eq!(obstacles(&failure), [("a".to_owned(), ObstacleKind::File)]);
}

#[cfg(unix)]
#[test]
fn links_are_not_written_through() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("target"), "home").unwrap();
    let before = tree(outside.path());
    // A link with the right content behind it, one that leads nowhere, and a folder that leads out.
    for target in [outside.path().join("target"), outside.path().join("nothing")] {
        let dir = tempfile::tempdir().unwrap();
        symlink(target, dir.path().join("index.html")).unwrap();
        let failure = refused_and_untouched(dir.path(), &small());
        assert_eq!(obstacles(&failure), [("index.html".to_owned(), ObstacleKind::Link)]);
    }
    let dir = tempfile::tempdir().unwrap();
    symlink(outside.path(), dir.path().join("a")).unwrap();
    let failure = refused_and_untouched(dir.path(), &small());
    assert_eq!(obstacles(&failure), [("a".to_owned(), ObstacleKind::Link)]);
    assert_eq!(tree(outside.path()), before);
}

/// A folder of ours is replaced by a link to a folder with the same files: nothing there is deleted.
#[cfg(unix)]
#[test]
fn nothing_is_deleted_through_a_link() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("b.html"), "b").unwrap();
    fs::create_dir(outside.path().join("c")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    write_anew(dir.path(), &site(&[("a/b.html", "b"), ("a/c/d.html", "d")])).unwrap();
    fs::remove_dir_all(dir.path().join("a")).unwrap();
    std::os::unix::fs::symlink(outside.path(), dir.path().join("a")).unwrap();
    let before = tree(outside.path());
    assert_eq!(write_anew(dir.path(), &site(&[("index.html", "home")])).unwrap().deleted, 0);
    assert_eq!(tree(outside.path()), before);
}

/// The folder itself may be a link: that is its owner's choice. Our own folder in it may not.
#[cfg(unix)]
#[test]
fn links_to_the_folder_and_to_our_own() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("real")).unwrap();
    symlink("real", dir.path().join("output")).unwrap();
    write_anew(&dir.path().join("output"), &small()).unwrap();
    assert_eq!(tree(&dir.path().join("real")), clean_tree(&small()));

    let other = tempfile::tempdir().unwrap();
    symlink(dir.path().join("real"), other.path().join(".casebook")).unwrap();
    let failure = refused_and_untouched(other.path(), &small());
    assert!(failure.to_string().contains("it is not a folder"), "{failure}");
    assert_eq!(tree(&dir.path().join("real")), clean_tree(&small()));
}

#[test]
fn addresses_that_lead_elsewhere_are_refused() {
    for address in
        ["../out.html", "/tmp/out.html", "a/../../b", "", "a//b", "a/", ".casebook/manifest", "C:/x", "a\\b", "a\nb"]
    {
        let dir = tempfile::tempdir().unwrap();
        let failure = refused_and_untouched(dir.path(), &site(&[(address, "x")]));
        assert!(matches!(failure, Failure::BadAddress { .. }), "{address}: {failure}");
    }
    let dir = tempfile::tempdir().unwrap();
    let failure = refused_and_untouched(dir.path(), &site(&[("a", "x"), ("a/b", "y")]));
    assert_eq!(failure.to_string(), "no file of the site can stand at `a/b`");
}

/// On a disk where upper and lower case name the same file, a file that changes its spelling is replaced, not lost: two names of one file
/// stand for such a disk.
#[cfg(unix)]
#[test]
fn a_new_spelling_of_the_same_file_is_not_deleted() {
    let dir = tempfile::tempdir().unwrap();
    write_anew(dir.path(), &site(&[("Photo.JPG", "x"), ("Page.html", "1")])).unwrap();
    for (old, new) in [("Photo.JPG", "photo.jpg"), ("Page.html", "page.html")] {
        fs::hard_link(dir.path().join(old), dir.path().join(new)).unwrap();
    }
    let outcome = write_anew(dir.path(), &site(&[("photo.jpg", "x"), ("page.html", "2")])).unwrap();
    assert_eq!((outcome.written, outcome.deleted), (2, 0));
    assert_eq!(fs::read_to_string(dir.path().join("photo.jpg")).unwrap(), "x");
    assert_eq!(fs::read_to_string(dir.path().join("page.html")).unwrap(), "2");
}
