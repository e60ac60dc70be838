//! The parts of `src/README.md` that tests read or write: tables and the map, each between two markers.

use std::collections::BTreeMap;

use crate::tree::File;

/// The text between `<!-- NAME -->` and `<!-- /NAME -->`.
pub fn part<'a>(readme: &'a str, name: &str) -> &'a str {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = readme.find(&open).unwrap_or_else(|| panic!("src/README.md has no {open}")) + open.len();
    let end = readme[start..].find(&close).unwrap_or_else(|| panic!("src/README.md has no {close}"));
    &readme[start..start + end]
}

/// The two cells of each row of a table, without its head.
pub fn rows<'a>(readme: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    part(readme, name)
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .filter_map(|line| line.trim().strip_prefix('|')?.strip_suffix('|')?.split_once('|'))
        .map(|(left, right)| (left.trim(), right.trim()))
        .collect()
}

/// Names separated by commas; none where the cell begins with "nothing".
pub fn names(cell: &str) -> Vec<&str> {
    if cell.starts_with("nothing") {
        Vec::new()
    } else {
        cell.split(',').map(|name| name.trim().trim_matches('`')).collect()
    }
}

/// What each folder may import.
pub fn imports(readme: &str) -> BTreeMap<&str, Vec<&str>> {
    let rows = rows(readme, "imports");
    let all: Vec<&str> = rows.iter().flat_map(|(folders, _)| names(folders)).collect();
    let mut table = BTreeMap::new();
    for (folders, allowed) in rows {
        for folder in names(folders) {
            let allowed = if allowed == "everything" {
                all.iter().copied().filter(|name| *name != folder).collect()
            } else {
                names(allowed)
            };
            assert!(table.insert(folder, allowed).is_none(), "the table has two rows for `{folder}`");
        }
    }
    table
}

/// The map as it must be: each folder with what its `mod.rs` says of itself, and its files with their first sentences.
pub fn map(files: &[File]) -> String {
    let mut map = String::new();
    let mut folder = None;
    for file in files.iter().filter(|file| file.path.starts_with("src/")) {
        let path = file.path.trim_start_matches("src/");
        let (top, rest) = path.split_once('/').unwrap_or(("", path));
        if folder != Some(top) {
            let about = files
                .iter()
                .find(|file| file.path == format!("src/{top}/mod.rs"))
                .map_or(String::new(), first_sentence);
            let heading = if top.is_empty() { "The crate itself".to_owned() } else { format!("`{top}/`: {about}") };
            map += &format!("\n**{heading}**\n\n");
            folder = Some(top);
        }
        if rest != "mod.rs" {
            map += &format!("- `{rest}`: {}\n", first_sentence(file));
        }
    }
    map + "\n"
}

/// The first sentence of a file's `//!` text, its first letter as it stands.
fn first_sentence(file: &File) -> String {
    let lines = file.text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    let paragraph = lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
    paragraph[..end].replace("[`", "`").replace("`]", "`")
}
