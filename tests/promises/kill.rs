//! The program is killed while it builds: whatever the moment, the site that stands there is whole, and the next build completes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::generated;
use crate::project::*;
use crate::random::Random;

type Tree = BTreeMap<String, Vec<u8>>;

/// How many builds are killed.
const KILLS: usize = 100;

/// The first and the last file that is renamed.
const MANIFEST: &str = ".casebook/manifest";

/// How many of the kills must come while files are renamed.
const BETWEEN: usize = 5;

/// Follows all links from the home page, if there is one, and returns how many pages it reached.
fn assert_whole(tree: &Tree, when: &str) -> usize {
    let mut reached = BTreeSet::new();
    let mut open = vec!["index.html".to_owned()];
    if !tree.contains_key("index.html") {
        return 0;
    }
    while let Some(address) = open.pop() {
        if !reached.insert(address.clone()) {
            continue;
        }
        let page = std::str::from_utf8(&tree[&address]).unwrap();
        assert!(page.trim_end().ends_with("</html>"), "{when}: {address} is cut off");
        for target in links(page, &address) {
            assert!(tree.contains_key(&target), "{when}: {address} links to {target}, which is missing");
            if target.ends_with(".html") {
                open.push(target);
            }
        }
    }
    reached.len()
}

/// The addresses within the site that a page links to.
fn links(page: &str, address: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for attribute in ["href=\"", "src=\""] {
        for rest in page.split(attribute).skip(1) {
            let link = rest[..rest.find('"').unwrap()].split(['#', '?']).next().unwrap();
            if link.is_empty() || link.contains(':') {
                continue;
            }
            let mut parts: Vec<&str> = address.split('/').collect();
            parts.pop();
            for part in link.split('/') {
                match part {
                    "." => {}
                    ".." => assert!(parts.pop().is_some(), "{address} links out of the site: {link}"),
                    part => parts.push(part),
                }
            }
            found.insert(parts.join("/"));
        }
    }
    found
}

/// Puts a tree in the place of what stands in a folder.
fn restore(dir: &Path, tree: &Tree) {
    let _ = fs::remove_dir_all(dir);
    fs::create_dir_all(dir).unwrap();
    for (path, bytes) in tree {
        if path.ends_with('/') {
            fs::create_dir_all(dir.join(path)).unwrap();
        } else {
            write(dir, path, bytes);
        }
    }
}

/// The parts of a build that can be told apart from outside.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    /// From the start on.
    All,
    /// From the moment on at which new content is written to temporary files.
    Writing,
    /// From the moment on at which a certain file is renamed.
    Renaming,
}

/// What tells a file from the one that takes its place.
fn inode(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|found| found.ino())
}

/// Starts a build and waits for a phase to begin, or for the build's end. `file` is the one whose renaming counts.
fn start_and_wait(phase: Phase, root: &Path, output: &Path, file: &str) -> Child {
    let file = output.join(file);
    let old = inode(&file);
    let mut child = build_command(root, output).stderr(Stdio::null()).spawn().unwrap();
    let begun = || match phase {
        Phase::All => true,
        Phase::Writing => output.join(".casebook/tmp-new").exists(),
        Phase::Renaming => inode(&file) != old,
    };
    while !begun() && child.try_wait().unwrap().is_none() {}
    child
}

/// How long a build that nobody kills takes from the beginning of a phase.
fn measure(phase: Phase, root: &Path, output: &Path) -> Duration {
    let mut child = start_and_wait(phase, root, output, MANIFEST);
    let begin = Instant::now();
    assert!(child.wait().unwrap().success());
    begin.elapsed()
}

/// Generates both versions of the portal, and the tree that a clean build of each gives.
fn clean_trees(dir: &Path, roots: &[PathBuf; 2]) -> [Tree; 2] {
    [1, 2].map(|version| {
        let (root, clean) = (&roots[version - 1], dir.join(format!("clean-{version}")));
        generated::portal(root, version);
        build(root, &clean);
        tree(&clean)
    })
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    let dir = fast_folder();
    let path = |name: &str| dir.path().join(name);
    let (roots, output) = ([path("portal-1"), path("portal-2")], path("output"));
    let [old, new] = clean_trees(dir.path(), &roots);
    let pages = |tree: &Tree| tree.keys().filter(|path| path.ends_with(".html")).count();
    for (tree, when) in [(&old, "version 1"), (&new, "version 2")] {
        assert!(pages(tree) >= 200, "{when} has {} pages", pages(tree));
        // All but the page for addresses that do not exist.
        assert_eq!(assert_whole(tree, when), pages(tree) - 1);
    }
    let spans = [Phase::All, Phase::Writing].map(|phase| {
        let measured = [(); 2].map(|()| {
            restore(&output, &old);
            measure(phase, &roots[1], &output)
        });
        assert_same(&tree(&output), &new, "a build that nobody kills");
        (measured[0] + measured[1]) / 2
    });
    // Every page of the second version is another one than in the first.
    let renamed: Vec<&str> = new.keys().filter(|path| path.ends_with(".html")).map(String::as_str).collect();

    let mut random = Random::new(7919);
    let (mut before, mut between, mut after) = (0, 0, 0);
    for round in 0..KILLS {
        // Some of the builds are first ones.
        let nothing = Tree::new();
        let begun = if round % 7 == 0 { &nothing } else { &old };
        restore(&output, begun);
        let phase = [Phase::All, Phase::Writing, Phase::Renaming, Phase::Renaming][round % 4];
        let mut child = start_and_wait(phase, &roots[1], &output, random.pick(&renamed));
        match phase {
            Phase::All => thread::sleep(spans[0].mul_f64(random.fraction())),
            Phase::Writing => thread::sleep(spans[1].mul_f64(random.fraction())),
            // Which page it is makes the moment random.
            Phase::Renaming => {}
        }
        child.kill().unwrap();
        child.wait().unwrap();

        let when = format!("kill {round}, {phase:?}");
        let mut found = tree(&output);
        assert_whole(&found, &when);
        found.retain(|path, _| !path.starts_with(".casebook"));
        let is = |tree: &Tree| found.iter().eq(tree.iter().filter(|(path, _)| !path.starts_with(".casebook")));
        *(if is(begun) {
            &mut before
        } else if is(&new) {
            &mut after
        } else {
            &mut between
        }) += 1;
        build(&roots[1], &output);
        assert_same(&tree(&output), &new, &format!("the build after {when}"));
    }
    println!("killed before the renames {before}, between them {between}, after them {after} times; {spans:?}");
    assert!(between >= BETWEEN, "too few kills hit the renames: {before} before, {between} between, {after} after");
    assert!(before >= 5, "too few kills came before the renames: {before}");
}

/// Ctrl-C while the program builds: all is as before, or all is done.
#[test]
fn an_interrupt_leaves_nothing_half_done() {
    let dir = fast_folder();
    let path = |name: &str| dir.path().join(name);
    let (roots, output) = ([path("portal-1"), path("portal-2")], path("output"));
    let [old, new] = clean_trees(dir.path(), &roots);
    let mut random = Random::new(104_729);
    restore(&output, &old);
    let whole = measure(Phase::All, &roots[1], &output);
    let (mut stopped, mut done) = (0, 0);
    for round in 0..24 {
        restore(&output, &old);
        let phase = [Phase::All, Phase::Writing, Phase::Renaming][round % 3];
        let mut child = start_and_wait(phase, &roots[1], &output, MANIFEST);
        if phase == Phase::All {
            thread::sleep(whole.mul_f64(random.fraction()));
        }
        let id = child.id().to_string();
        // It may have come to its end in the meantime.
        let _ = std::process::Command::new("kill").args(["-INT", &id]).stderr(Stdio::null()).status().unwrap();
        let status = child.wait().unwrap();
        let found = tree(&output);
        match status.code() {
            Some(0) => {
                assert_same(&found, &new, &format!("round {round}, done"));
                done += 1;
            }
            // No code: it was interrupted before it could listen.
            Some(2) | None => {
                assert_same(&found, &old, &format!("round {round}, stopped"));
                stopped += 1;
            }
            other => panic!("round {round}: {other:?}"),
        }
    }
    assert!(stopped > 0 && done > 0, "{stopped} were stopped, {done} were done");
}
