//! A process is killed while it writes: whatever the moment, the site that stands there is whole, and the next write completes it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use casebook::base::Hash;
use casebook::output::{Memory, Options, write};

use crate::site::*;

const PAGES: usize = 300;
const FOLDER: &str = "CASEBOOK_TEST_KILL_FOLDER";
const VERSION: &str = "CASEBOOK_TEST_KILL_VERSION";

/// What the process to kill prints before it renames files, and after, followed by the microseconds between the two.
const PRODUCED: &str = "all is produced";
const RENAMED: &str = "all is in place, after microseconds: ";

/// Where page `number` stands in a version; in the second some are gone, some renamed, and some new.
fn address(number: usize, version: usize) -> Option<String> {
    match (version, number % 7) {
        (_, _) if number == 0 => Some("index.html".to_owned()),
        (1, 6) | (2, 0) => None,
        (2, 1) => Some(format!("renamed/{}/page-{number}.html", number % 3)),
        _ => Some(format!("folder-{}/page-{number}.html", number % 14)),
    }
}

/// A page: links to others and to an asset, its own checksum, and an end mark. Links are addresses.
fn page(number: usize, version: usize) -> String {
    let mut text = format!("<p>Page {number}</p>\n");
    if number % 7 == 2 {
        text += &format!("<p>version {version}</p>\n");
    }
    let style = if number.is_multiple_of(3) { version } else { 0 };
    text += &format!("<a href=\"assets/style-{style}.css\">\n");
    for step in [1, 2, 5, 11, 17, 101] {
        if let Some(target) = address((number + step) % PAGES, version) {
            text += &format!("<a href=\"{target}\">\n");
        }
    }
    text += &"<p>filler</p>\n".repeat(number % 50 * 10);
    let checksum = Hash::of(text.as_bytes());
    text + &format!("<!-- end {checksum} -->\n")
}

fn version(version: usize) -> Site {
    let pages = (0..PAGES).filter_map(|number| Some((address(number, version)?, page(number, version))));
    let assets = [0, version].map(|style| (format!("assets/style-{style}.css"), format!("/* {style} */\n")));
    pages.chain(assets).chain([("robots.txt".to_owned(), format!("# {version}\n"))]).collect()
}

/// Follows all links from the home page, if there is one, and returns how many files it reached.
fn assert_whole(dir: &Path, when: &str) -> usize {
    let mut reached = BTreeSet::new();
    let mut open = vec!["index.html".to_owned()];
    if !dir.join("index.html").exists() {
        return 0;
    }
    while let Some(address) = open.pop() {
        if !reached.insert(address.clone()) {
            continue;
        }
        let text = fs::read_to_string(dir.join(&address))
            .unwrap_or_else(|error| panic!("{when}: {address} is linked to: {error}"));
        if address.ends_with(".html") {
            let (body, end) = text.split_once("<!-- end ").unwrap_or_else(|| panic!("{when}: {address} has no end"));
            assert_eq!(end, format!("{} -->\n", Hash::of(body.as_bytes())), "{when}: {address} is damaged");
            open.extend(body.split("href=\"").skip(1).map(|rest| rest[..rest.find('"').unwrap()].to_owned()));
        }
    }
    reached.len()
}

/// Writes a site when another test starts it as a process to be killed; by itself it does nothing.
#[test]
fn process_to_kill() {
    let (Ok(dir), Ok(number)) = (std::env::var(FOLDER), std::env::var(VERSION)) else { return };
    let produced = OnceLock::new();
    let progress = |done, total| {
        if done == total {
            println!("\n{PRODUCED}");
            let _ = produced.set(Instant::now());
        }
    };
    let options = Options { threads: 2, progress: &progress, ..Options::default() };
    let site = version(number.parse().unwrap());
    write(Path::new(&dir), &files(&site).0, &mut Memory::new(), &options).unwrap();
    println!("{RENAMED}{}", produced.get().unwrap().elapsed().as_micros());
}

/// Starts a process that writes; the second value is its output.
fn start(dir: &Path, version: usize) -> (Child, impl Iterator<Item = String> + use<>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "kill::process_to_kill", "--nocapture"])
        .env(FOLDER, dir)
        .env(VERSION, version.to_string());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    (child, lines)
}

/// How long a process runs that nobody kills, and how much of that it renames.
fn measure(dir: &Path, version: usize) -> (Duration, Duration) {
    let begin = Instant::now();
    let (mut child, mut lines) = start(dir, version);
    let renames = lines.find_map(|line| line.strip_prefix(RENAMED)?.parse().ok()).unwrap();
    assert!(child.wait().unwrap().success());
    (begin.elapsed(), Duration::from_micros(renames))
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    let mut random = Random(7_919);
    let clean = clean_tree(&version(2));
    let dir = fast_folder();
    let measured = [(); 3].map(|()| {
        write_anew(dir.path(), &version(1)).unwrap();
        assert_eq!(assert_whole(dir.path(), "version 1"), version(1).len() - 1);
        measure(dir.path(), 2)
    });
    let [whole, renames] =
        [measured.map(|both| both.0), measured.map(|both| both.1)].map(|times| times.into_iter().min().unwrap());
    assert_eq!(tree(dir.path()), clean);
    assert_eq!(assert_whole(dir.path(), "version 2"), version(2).len() - 1);

    let (mut before, mut between, mut after) = (0, 0, 0);
    for round in 0..100 {
        // Some first builds; of the others half are killed at any moment, half while files are renamed.
        let first_build = round % 6 == 0;
        if first_build {
            fs::remove_dir_all(dir.path()).unwrap();
            fs::create_dir(dir.path()).unwrap();
        } else {
            write_anew(dir.path(), &version(1)).unwrap();
        }
        let old = tree(dir.path());
        let (mut child, mut lines) = start(dir.path(), 2);
        let span = if round % 2 == 0 && !first_build {
            whole
        } else {
            assert!(lines.any(|line| line == PRODUCED));
            renames
        };
        thread::sleep(span.mul_f64(random.below(1000) as f64 / 1000.0));
        child.kill().unwrap();
        child.wait().unwrap();

        assert_whole(dir.path(), &format!("round {round}"));
        let mut found = tree(dir.path());
        found.retain(|path, _| !path.starts_with(".casebook"));
        let is = |tree: &std::collections::BTreeMap<String, String>| {
            found.iter().eq(tree.iter().filter(|(path, _)| !path.starts_with(".casebook")))
        };
        *(if is(&old) {
            &mut before
        } else if is(&clean) {
            &mut after
        } else {
            &mut between
        }) += 1;
        write_anew(dir.path(), &version(2)).unwrap();
        assert_eq!(tree(dir.path()), clean, "round {round}");
    }
    println!(
        "killed before the renames {before}, between them {between}, after them {after} times; {whole:?}, {renames:?}"
    );
    assert!(between >= 5, "too few kills hit the renames: {before} before, {between} between, {after} after");
}
