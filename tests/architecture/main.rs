//! Holds `src/README.md` and the code together: who imports whom, what touches the world, the map of files, and their form.
//!
//! `CASEBOOK_ACCEPT=1 cargo test --test architecture` writes the map anew.

mod readme;
mod scan;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tree::{File, files, root};

/// A file of more lines has more than one subject.
const MOST_LINES: usize = 500;

fn readme_text() -> String {
    fs::read_to_string(root().join("src/README.md")).expect("src/README.md can be read")
}

fn hold(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The code that the rules on imports and on the world are about.
fn product() -> Vec<File> {
    files().into_iter().filter(|file| !file.is_test()).collect()
}

#[test]
fn stages_import_only_what_the_table_allows() {
    let readme = readme_text();
    let table = readme::imports(&readme);
    let mut faults = BTreeSet::new();
    for file in product() {
        let folder = file.folder();
        // The two roots see everything.
        let Some(allowed) = table.get(folder) else { continue };
        for path in scan::paths(&file.tokens(), &file.module()) {
            let target = path.get(1).map_or("*", String::as_str);
            if path[0] == "crate" && target != folder && !allowed.contains(&target) {
                faults.insert(format!("{}: `{folder}` may not import `{}`", file.path, path.join("::")));
            }
        }
    }
    hold(faults.into_iter().collect());
}

#[test]
fn every_folder_has_a_row_and_code_stands_in_folders() {
    let readme = readme_text();
    let table = readme::imports(&readme);
    let folders: BTreeSet<String> = product().iter().map(|file| file.folder().to_owned()).collect();
    let roots = ["lib.rs", "main.rs"];
    let strangers =
        folders.iter().filter(|folder| !roots.contains(&folder.as_str()) && !table.contains_key(folder.as_str()));
    let mut faults: Vec<String> =
        strangers.map(|folder| format!("src/{folder} has no row in the table of imports")).collect();
    let told: BTreeSet<&str> =
        readme::rows(&readme, "folders").iter().map(|(folder, _)| folder.trim_matches(['`', '/'])).collect();
    let known: BTreeSet<&str> = table.keys().copied().collect();
    faults.extend(
        known
            .symmetric_difference(&told)
            .map(|folder| format!("`{folder}` stands in one of the two tables of folders only")),
    );
    hold(faults);
}

#[test]
fn imports_go_one_way() {
    let readme = readme_text();
    let table = readme::imports(&readme);
    let mut faults = Vec::new();
    for (folder, allowed) in &table {
        faults.extend(
            allowed
                .iter()
                .filter(|name| !table.contains_key(*name))
                .map(|name| format!("{folder}: `{name}` has no row")),
        );
    }
    // Take away whatever imports nothing that is left, until nothing can be taken away.
    let mut left: BTreeMap<&str, Vec<&str>> = table.clone();
    loop {
        let free: Vec<&str> = left
            .iter()
            .filter(|(_, allowed)| !allowed.iter().any(|name| left.contains_key(name)))
            .map(|(folder, _)| *folder)
            .collect();
        if free.is_empty() {
            break;
        }
        free.iter().for_each(|folder| drop(left.remove(folder)));
    }
    faults.extend(left.keys().map(|folder| format!("`{folder}` imports itself, directly or through others")));
    hold(faults);
}

#[test]
fn the_world_is_touched_only_at_the_ends() {
    let readme = readme_text();
    let rules: Vec<(Vec<Vec<String>>, Vec<&str>)> = readme::rows(&readme, "world")
        .into_iter()
        .map(|(words, folders)| (readme::names(words).into_iter().map(scan::tokens).collect(), readme::names(folders)))
        .collect();
    assert!(rules.len() > 3, "the table of what touches the world is not read");
    let mut faults = BTreeSet::new();
    for file in product() {
        let tokens = file.tokens();
        let paths: Vec<Vec<String>> = scan::paths(&tokens, &file.module())
            .into_iter()
            .map(|path| path.join(" :: ").split(' ').map(str::to_owned).collect())
            .collect();
        for (words, folders) in &rules {
            for word in words.iter().filter(|_| !folders.contains(&file.folder())) {
                let stands_in = |text: &[String]| text.windows(word.len()).any(|part| part == &word[..]);
                if stands_in(&tokens) || paths.iter().any(|path| stands_in(path)) {
                    faults.insert(format!("{}: `{}` belongs to {}", file.path, word.concat(), folders.join(", ")));
                }
            }
        }
    }
    hold(faults.into_iter().collect());
}

#[test]
fn files_have_one_subject_and_say_which() {
    let mut faults = Vec::new();
    for file in files() {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{} has {lines} lines, more than {MOST_LINES}", file.path));
        }
        if !file.text.starts_with("//! ") {
            faults.push(format!("{} does not open with `//! ` and what it is about", file.path));
        }
    }
    hold(faults);
}

#[test]
fn the_map_shows_the_tree() {
    let readme = readme_text();
    let map = readme::map(&files());
    if std::env::var_os("CASEBOOK_ACCEPT").is_some() {
        let old = readme::part(&readme, "map").to_owned();
        let start = readme.find("<!-- map -->\n").expect("part() found it") + "<!-- map -->\n".len();
        let text = format!("{}{map}{}", &readme[..start], &readme[start + old.len()..]);
        return fs::write(root().join("src/README.md"), text).expect("src/README.md can be written");
    }
    let lines =
        |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<BTreeSet<String>>();
    let (shown, true_lines) = (lines(readme::part(&readme, "map")), lines(&map));
    let mut faults: Vec<String> =
        shown.difference(&true_lines).map(|line| format!("not so any more: {line}")).collect();
    faults.extend(true_lines.difference(&shown).map(|line| format!("missing: {line}")));
    if faults.is_empty() && readme::part(&readme, "map") != map {
        faults.push("the lines are right, but not their order".to_owned());
    }
    if !faults.is_empty() {
        faults.push("to write it anew: CASEBOOK_ACCEPT=1 cargo test --test architecture".to_owned());
    }
    hold(faults);
}
