//! A portal in memory that tests can edit, and what a build makes of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casebook::base::{Address, Diagnostics, Hash, SourcePath};
use casebook::build::{Builder, Inputs};
use casebook::source::{self, Source, Sources};
use jiff::civil;

/// The folder of the small portal that most of these tests begin with.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/promises/portal")
}

/// Everything that a build depends on, ready to be changed.
#[derive(Clone)]
pub struct Portal {
    /// The files.
    pub sources: Sources,
    /// The date of the build.
    pub today: civil::Date,
    /// The date that goes before the settings'.
    pub as_of: Option<civil::Date>,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The address that goes before the settings'.
    pub base_url: Option<String>,
}

impl Portal {
    /// The small portal, on a day on which all but one of its dates are past. All its files are in memory.
    pub fn small() -> Portal {
        let (files, found) = source::read(&folder(), &["content", "kinds", "themes"]).unwrap();
        assert_eq!(found, []);
        let in_memory = |source: &Source| match source.text() {
            Some(text) => Source::of_text(text.clone()),
            None => Source::of_bytes(source.bytes().unwrap()),
        };
        let sources = files.iter().map(|(path, source)| (path.clone(), in_memory(source))).collect();
        Portal { sources, today: civil::date(2026, 6, 1), as_of: None, drafts: false, base_url: None }
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Arc<str> {
        let source = self.sources.get(&SourcePath::new(path)).unwrap_or_else(|| panic!("no file {path}"));
        source.text().unwrap_or_else(|| panic!("{path} is no text")).clone()
    }

    /// Writes a text file.
    pub fn write(&mut self, path: &str, text: impl Into<Arc<str>>) {
        self.sources.insert(SourcePath::new(path), Source::of_text(text));
    }

    /// Replaces one text by another, which must stand there exactly once.
    pub fn replace(&mut self, path: &str, old: &str, new: &str) {
        let text = self.text(path);
        assert_eq!(text.matches(old).count(), 1, "{path}: {old}");
        self.write(path, text.replace(old, new));
    }

    /// Deletes a file.
    pub fn remove(&mut self, path: &str) {
        self.text(path);
        self.sources.remove(&SourcePath::new(path));
    }

    /// The inputs of a build as it now is.
    pub fn inputs(&self) -> Inputs {
        let mut inputs = Inputs::new(self.sources.clone(), self.today);
        inputs.as_of = self.as_of;
        inputs.drafts = self.drafts;
        inputs.base_url = self.base_url.clone();
        inputs
    }
}

/// A file of the site as it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The hash of all that it depends on.
    pub key: Hash,
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// What was found while making it.
    pub diagnostics: Diagnostics,
}

/// A whole site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// The files by their addresses.
    pub files: BTreeMap<Address, Made>,
    /// The findings of the build, then those of the files in their order.
    pub diagnostics: Diagnostics,
    /// The files that were produced and not remembered.
    pub produced: Vec<Address>,
}

impl Site {
    /// Builds. A file whose address and key stand in `before` is not produced again, but taken from there.
    pub fn build(builder: &mut Builder, portal: &Portal, before: &Site) -> Site {
        let built = builder.build(&portal.inputs());
        let mut site = Site { diagnostics: built.diagnostics, ..Site::default() };
        for file in built.files.iter() {
            let prepared = built.files.prepare(file);
            let made = match before.files.get(&file.address).filter(|made| made.key == prepared.key) {
                Some(known) => known.clone(),
                None => {
                    site.produced.push(file.address.clone());
                    let produced = (prepared.produce)();
                    let (bytes, diagnostics) = (produced.bytes.into(), produced.diagnostics);
                    Made { key: prepared.key, bytes, diagnostics }
                }
            };
            site.diagnostics.extend(made.diagnostics.iter().cloned());
            site.files.insert(file.address.clone(), made);
        }
        site
    }

    /// What a program that remembers nothing makes.
    pub fn clean(portal: &Portal) -> Site {
        Site::build(&mut Builder::new(), portal, &Site::default())
    }

    /// How this site differs from another, in words; the first differences of each sort.
    pub fn differences(&self, other: &Site) -> Vec<String> {
        let mut found = Vec::new();
        for address in self.files.keys().filter(|address| !other.files.contains_key(*address)) {
            found.push(format!("only the first has {address}"));
        }
        for address in other.files.keys().filter(|address| !self.files.contains_key(*address)) {
            found.push(format!("only the second has {address}"));
        }
        for (address, one) in &self.files {
            let Some(two) = other.files.get(address) else { continue };
            if one.bytes != two.bytes {
                let texts = [one, two].map(|made| String::from_utf8_lossy(&made.bytes).into_owned());
                let line = texts[0].lines().zip(texts[1].lines()).position(|(one, two)| one != two);
                let shown = texts.each_ref().map(|text| line.and_then(|line| text.lines().nth(line)));
                found.push(format!("the bytes of {address} differ: {shown:?}"));
            }
            if one.key != two.key {
                found.push(format!("the keys of {address} differ"));
            }
            if one.diagnostics != two.diagnostics {
                found.push(format!("the findings of {address} differ: {:?} {:?}", one.diagnostics, two.diagnostics));
            }
        }
        if self.diagnostics != other.diagnostics {
            let differ = self.diagnostics.iter().zip(&other.diagnostics).find(|(one, two)| one != two);
            let counts = (self.diagnostics.len(), other.diagnostics.len());
            found.push(format!("the findings differ, {counts:?}: {differ:?}"));
        }
        found.truncate(12);
        found
    }
}
