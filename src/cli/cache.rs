//! What one `casebook build` leaves for the next: the folder `.casebook` beside `casebook.toml`.
//!
//! It holds one file, `last-build`: plain text, of this program and for one output folder. It can be deleted at any time, and whatever is
//! not exactly as it was written counts as not there. Its lines:
//!
//! ```text
//! casebook cache 1
//! PROGRAM             the hash of the program's file: another one does not read on
//! CHECKSUM            the hash of all that follows
//! BUILD               the hash of everything that the build depended on
//! FOLDER              the hash of the output folder's path
//! RECORDS PAGES       how many there were
//! THEME LANG=HASH …   what all pages were made with: the theme, and what the pages of a language show alike
//! SOURCES             how many lines with sources follow
//! HASH PATH
//! FINDINGS            how many lines with findings follow
//! ...
//! ...                 what is known of the output folder (see `output::stored`)
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::base::{Diagnostics, Hash, Hasher, Lang, stored};
use crate::build::{Common, Inputs};
use crate::output::Memory;
use crate::source::Sources;

const NAME: &str = "casebook cache 1";

/// Where builds leave something for each other.
pub struct Cache {
    folder: PathBuf,
    program: Hash,
}

/// A build that ended well.
pub struct Last {
    /// The hash of everything that it depended on.
    pub build: Hash,
    /// The portal's records.
    pub records: usize,
    /// The pages.
    pub pages: usize,
    /// What all pages were made with.
    pub common: Common,
    /// The hash of each source.
    pub sources: BTreeMap<String, Hash>,
    /// The findings, in order.
    pub diagnostics: Diagnostics,
    /// What is known of the output folder.
    pub memory: Memory,
}

impl Cache {
    /// The cache of the portal in a folder; nothing where this program cannot tell itself from others.
    pub fn of(root: &Path) -> Option<Cache> {
        let program = fs::File::open(std::env::current_exe().ok()?).and_then(Hash::of_reader).ok()?;
        Some(Cache { folder: root.join(".casebook"), program })
    }

    /// What the last build into an output folder left.
    pub fn read(&self, output: &Path) -> Option<Last> {
        let text = fs::read_to_string(self.folder.join("last-build")).ok()?;
        let (name, text) = text.split_once('\n')?;
        let (program, text) = text.split_once('\n')?;
        let (checksum, text) = text.split_once('\n')?;
        if name != NAME || program != self.program.to_string() || checksum != Hash::of(text.as_bytes()).to_string() {
            return None;
        }
        let (build, text) = text.split_once('\n')?;
        let (folder, text) = text.split_once('\n')?;
        let (counts, text) = text.split_once('\n')?;
        let (common, text) = text.split_once('\n')?;
        let (count, mut text) = text.split_once('\n')?;
        let mut sources = BTreeMap::new();
        for _ in 0..count.parse().ok()? {
            let (line, rest) = text.split_once('\n')?;
            let (hash, path) = line.split_once(' ')?;
            sources.insert(path.to_owned(), Hash::parse(hash)?);
            text = rest;
        }
        let (findings, mut text) = text.split_once('\n')?;
        if folder != place(output)?.to_string() {
            return None;
        }
        let (records, pages) = counts.split_once(' ')?;
        let mut diagnostics = Vec::new();
        for _ in 0..findings.parse().ok()? {
            let (line, rest) = text.split_once('\n')?;
            diagnostics.push(stored::from_line(line)?);
            text = rest;
        }
        Some(Last {
            build: Hash::parse(build)?,
            records: records.parse().ok()?,
            pages: pages.parse().ok()?,
            common: common_of(common)?,
            sources,
            diagnostics,
            memory: Memory::from_text(text)?,
        })
    }

    /// Leaves a build into an output folder for the next one. Where nothing can be written, the next one takes longer: that is no fault.
    pub fn leave(&self, output: &Path, last: &Last) {
        let Some(place) = place(output) else { return };
        let mut text = format!("{}\n{place}\n{} {}\n{}", last.build, last.records, last.pages, last.common.theme);
        // Writing to a string cannot fail.
        for (lang, shell) in &last.common.shells {
            let _ = write!(text, " {lang}={shell}");
        }
        let _ = writeln!(text, "\n{}", last.sources.len());
        for (path, hash) in &last.sources {
            let _ = writeln!(text, "{hash} {path}");
        }
        let _ = writeln!(text, "{}", last.diagnostics.len());
        for found in &last.diagnostics {
            let _ = writeln!(text, "{}", stored::to_line(found));
        }
        text.push_str(&last.memory.to_text());
        let _ = self.write(&text);
    }

    fn write(&self, text: &str) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let ignore = self.folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(&ignore, "*\n")?;
        }
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        write!(file, "{NAME}\n{}\n{}\n", self.program, Hash::of(text.as_bytes()))?;
        file.write_all(text.as_bytes())?;
        file.persist(self.folder.join("last-build"))?;
        Ok(())
    }
}

/// What all pages were made with, from a line.
fn common_of(line: &str) -> Option<Common> {
    let mut words = line.split(' ');
    let theme = Hash::parse(words.next()?)?;
    let shell = |word: &str| {
        let (lang, hash) = word.split_once('=')?;
        Some((Lang::new(lang), Hash::parse(hash)?))
    };
    Some(Common { theme, shells: words.map(shell).collect::<Option<_>>()? })
}

/// The hash of each source, by its path. A path with a line break in it makes what is left unreadable, which costs time and nothing else.
pub fn hashes(sources: &Sources) -> BTreeMap<String, Hash> {
    sources.iter().map(|(path, source)| (path.as_str().to_owned(), source.hash)).collect()
}

/// The hash of an output folder's full path.
fn place(output: &Path) -> Option<Hash> {
    let path = output.canonicalize().ok()?;
    Some(Hash::of(path.as_os_str().as_encoded_bytes()))
}

/// The hash of everything that a build depends on.
pub fn key(inputs: &Inputs) -> Hash {
    let Inputs { sources, reading, today, as_of, drafts, index, base_url } = inputs;
    let mut hasher = Hasher::new();
    for (path, source) in sources.iter() {
        hasher.text(path.as_str()).hash(source.hash);
    }
    hasher.text("options").text(&today.to_string()).value(&as_of.map(|date| date.to_string())).value(base_url);
    hasher.number((*drafts).into()).number((*index).into());
    for found in reading {
        hasher.text(&stored::to_line(found));
    }
    hasher.finish()
}
