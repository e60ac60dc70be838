//! Reads a suite, holds its tests to what they expect, and writes what they find where that is asked for.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::project::Project;

/// A Markdown file of tests.
pub struct Suite {
    path: PathBuf,
    text: String,
    tests: Vec<Test>,
}

/// A second-level heading and what stands below it.
struct Test {
    name: String,
    blocks: Vec<Block>,
}

/// A fenced block.
pub struct Block {
    /// What stands behind the opening fence.
    pub info: String,
    /// The bytes of what stands between the fences.
    range: Range<usize>,
    /// What stands between the fences, with its last line end.
    pub text: String,
}

/// The info string of the block with the findings.
const FINDINGS: &str = "findings";

/// The names of all Markdown files beside this one, without their extension.
pub fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of the suites can be read");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.map(|path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned()).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

impl Suite {
    /// Reads a suite by its name.
    pub fn read(name: &str) -> Suite {
        let path = folder().join(format!("{name}.md"));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let tests = tests(&text);
        Suite { path, text, tests }
    }

    /// Runs all tests. With `CASEBOOK_ACCEPT` set, what they find becomes what they expect.
    pub fn hold(mut self) {
        let accept = std::env::var_os("CASEBOOK_ACCEPT").is_some();
        let mut wrong = String::new();
        // From the last to the first, so that what is written moves nothing that is still to be looked at.
        for test in self.tests.iter().rev() {
            let (expected, files) = test.blocks.split_last().expect("`tests` asks for blocks");
            let Some(found) = Project::new(&test.name, files).findings() else { continue };
            if found == expected.text {
                continue;
            }
            if accept {
                self.text.replace_range(expected.range.clone(), &found);
            } else {
                wrong.insert_str(0, &difference(&test.name, &expected.text, &found));
            }
        }
        if accept {
            fs::write(&self.path, &self.text).expect("the suite can be written");
        }
        assert!(wrong.is_empty(), "{}\n{wrong}\nTo accept: CASEBOOK_ACCEPT=1", self.path.display());
    }

    /// The codes in all findings that the suite expects.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let lines = self.tests.iter().filter_map(|test| test.blocks.last()).flat_map(|block| block.text.lines());
        lines.filter_map(|line| line.split_once("[")?.1.split_once("]: ")).map(|(code, _)| code)
    }
}

/// The lines of both that the other does not have.
fn difference(name: &str, expected: &str, found: &str) -> String {
    let lines = |mark: char, of: &str, other: &str| -> String {
        let missing = |line: &&str| !other.lines().any(|known| known == *line);
        of.lines().filter(missing).map(|line| format!("{mark} {line}\n")).collect()
    };
    let lines = lines('-', expected, found) + &lines('+', found, expected);
    format!("\n## {name}\n{}", if lines.is_empty() { "the lines are right, but not their order\n" } else { &lines })
}

fn tests(text: &str) -> Vec<Test> {
    let mut tests: Vec<Test> = Vec::new();
    let mut lines = lines(text).peekable();
    while let Some((_, line)) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            assert!(tests.iter().all(|test| test.name != name), "two tests are named `{name}`");
            tests.push(Test { name: name.to_owned(), blocks: Vec::new() });
        }
        let Some(fence) = fence(line) else { continue };
        let start = lines.peek().map_or(text.len(), |(start, _)| *start);
        let end = lines.find(|(_, line)| *line == fence).unwrap_or_else(|| panic!("the block `{line}` has no end")).0;
        let test = tests.last_mut().expect("blocks stand below a heading");
        let info = line[fence.len()..].trim().to_owned();
        test.blocks.push(Block { info, range: start..end, text: text[start..end].to_owned() });
    }
    for test in &tests {
        let last = test.blocks.last().map(|block| block.info.as_str());
        assert_eq!(last, Some(FINDINGS), "the last block of `{}` must be `{FINDINGS}`", test.name);
    }
    tests
}

/// Each line without its end, and where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |offset, line| {
        let start = *offset;
        *offset += line.len();
        Some((start, line.strip_suffix('\n').unwrap_or(line)))
    })
}

/// The fence that a line opens a block with.
fn fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    (length >= 3).then(|| &line[..length])
}
