//! The project that a test describes, in memory or on a disk, and the findings of its build.

use std::fs;
use std::path::{Path, PathBuf};

use casebook::base::{Diagnostics, SourcePath, diagnostic};
use casebook::build::{Builder, Inputs};
use casebook::source::{Source, Sources};
use jiff::civil;

use crate::printed::printed;
use crate::suite::Block;

/// The settings of a test that gives none.
const SETTINGS: &str = "kit = 1\ntitle = \"Test\"\nlanguages = [\"en\"]\nbase_url = \"https://www.example.org/\"\n";

/// A source to cite, which every test has.
const SOURCE: &str = "[[source]]\nid = \"S/1\"\ntitle = \"A source\"\nplaces = [\"1-10\"]\n";

/// Where that source stands.
const SOURCE_FILE: &str = "content/sources/default.toml";

/// The day on which every test takes place.
const TODAY: civil::Date = civil::date(2026, 11, 21);

/// What a test describes.
pub struct Project<'a> {
    name: &'a str,
    files: Vec<(&'a str, Vec<u8>)>,
    links: Vec<(&'a str, &'a str)>,
    /// Files that are not there, not even by default.
    absent: Vec<&'a str>,
    /// Whether the files must be read from a disk to be what they are.
    on_disk: bool,
    drafts: bool,
    as_of: Option<civil::Date>,
    base_url: Option<String>,
}

impl<'a> Project<'a> {
    /// The project of these blocks.
    pub fn new(name: &'a str, blocks: &'a [Block]) -> Project<'a> {
        let mut project = Project {
            name,
            files: Vec::new(),
            links: Vec::new(),
            absent: Vec::new(),
            on_disk: false,
            drafts: false,
            as_of: None,
            base_url: None,
        };
        for block in blocks {
            project.block(block);
        }
        for (path, text) in [("casebook.toml", SETTINGS), (SOURCE_FILE, SOURCE)] {
            if project.files.iter().all(|(known, _)| *known != path) && !project.absent.contains(&path) {
                project.files.push((path, text.into()));
            }
        }
        project
    }

    fn block(&mut self, block: &'a Block) {
        let words: Vec<&str> = block.info.split(' ').collect();
        match words[..] {
            ["flags"] => block.text.lines().for_each(|line| self.flag(line)),
            ["link", path, "->", target] => {
                self.on_disk = true;
                self.links.push((path, target));
            }
            ["bytes", path] => {
                self.on_disk = true;
                self.files.push((path, hex(&block.text)));
            }
            ["copy", path, from] => {
                let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(from);
                let bytes = fs::read(&from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
                self.files.push((path, bytes));
            }
            [path, "absent"] => self.absent.push(path),
            [path, ref marks @ ..] => {
                let mut text = block.text.clone();
                for mark in marks {
                    match *mark {
                        "crlf" => text = text.replace('\n', "\r\n"),
                        "bom" => {
                            self.on_disk = true;
                            text.insert(0, '\u{feff}');
                        }
                        "no-end" => text.truncate(text.trim_end().len()),
                        other => panic!("{}: a file cannot be `{other}`", self.name),
                    }
                }
                self.files.push((path, text.into_bytes()));
            }
            [] => panic!("{}: a block says nothing", self.name),
        }
    }

    fn flag(&mut self, line: &str) {
        match line.split_once(" = ") {
            Some(("drafts", "true")) => self.drafts = true,
            Some(("as_of", day)) => self.as_of = Some(day.parse().expect("`as_of` is a day")),
            Some(("base_url", url)) => self.base_url = Some(url.to_owned()),
            _ => panic!("{}: the flag `{line}` is unknown", self.name),
        }
    }

    /// The findings of a build and of making every file, as a suite has them; nothing where the system has no links.
    pub fn findings(&self) -> Option<String> {
        if cfg!(not(unix)) && !self.links.is_empty() {
            return None;
        }
        let disk = tempfile::tempdir().expect("there is room for a folder");
        let (sources, reading) = if self.on_disk { self.read(disk.path()) } else { (self.in_memory(), Vec::new()) };
        let mut inputs = Inputs::new(sources, TODAY);
        (inputs.reading, inputs.drafts, inputs.as_of) = (reading, self.drafts, self.as_of);
        inputs.base_url.clone_from(&self.base_url);
        let mut diagnostics = build(&inputs);
        diagnostic::sort(&mut diagnostics);
        Some(printed(&diagnostics, &inputs.sources))
    }

    fn in_memory(&self) -> Sources {
        let file = |(path, bytes): &(&str, Vec<u8>)| {
            let path = SourcePath::new(path);
            let source = match String::from_utf8(bytes.clone()) {
                Ok(text) if casebook::source::is_text(&path) => Source::of_text(text),
                _ => Source::of_bytes(bytes.clone()),
            };
            (path, source)
        };
        self.files.iter().map(file).collect()
    }

    /// Writes the files into a folder and reads them from there. Beside the project stands a file `outside.md`.
    fn read(&self, disk: &Path) -> (Sources, Diagnostics) {
        let root = disk.join("project");
        fs::write(disk.join("outside.md"), "+++\ntitle = \"Outside\"\n+++\n").expect("the disk has room");
        let place = |path: &str| -> PathBuf {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("files stand in folders")).expect("the disk has room");
            path
        };
        for (path, bytes) in &self.files {
            fs::write(place(path), bytes).expect("the disk has room");
        }
        #[cfg(unix)]
        for (path, target) in &self.links {
            std::os::unix::fs::symlink(target, place(path)).expect("the disk has room");
        }
        casebook::source::read(&root, &["content", "kinds", "themes"]).expect("the folder can be read")
    }
}

fn build(inputs: &Inputs) -> Diagnostics {
    let built = Builder::new().build(inputs);
    let mut diagnostics = built.diagnostics;
    for file in built.files.iter() {
        diagnostics.extend(built.files.produce(file).diagnostics);
    }
    diagnostics
}

fn hex(text: &str) -> Vec<u8> {
    let byte = |word: &str| u8::from_str_radix(word, 16).unwrap_or_else(|_| panic!("`{word}` is no byte"));
    text.split_whitespace().map(byte).collect()
}
