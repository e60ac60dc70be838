//! Small sites to write, and folders to compare.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use casebook::base::files::{File, Files, Produced, Role};
use casebook::base::{Address, Code, Diagnostic, Hash, SourcePath, Span};
use casebook::output::{Failure, Memory, Options, Outcome, write};

/// Address and content of every file. A content that begins with `warning` or `error` is produced with such a diagnostic.
pub type Site = BTreeMap<String, String>;

/// A site of these files.
pub fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(address, content)| (address.to_string(), content.to_string())).collect()
}

/// The site as files on demand, with a counter of producers that ran.
pub fn files(site: &Site) -> (Files, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let files = site.iter().map(|(address, content)| {
        let (text, count) = (content.clone(), count.clone());
        let path = SourcePath::new(format!("{address}.md"));
        let produce = move || {
            count.fetch_add(1, Ordering::Relaxed);
            let code = [("warning", Code::UnusedTerm), ("error", Code::BadDate)];
            let found = code.iter().filter(|(word, _)| text.starts_with(word));
            let diagnostics = found.map(|(_, code)| Diagnostic::at(*code, &path, Span::default(), &*text)).collect();
            Produced { bytes: text.clone().into_bytes(), diagnostics }
        };
        let role = if address.ends_with(".html") { Role::Page } else { Role::Asset };
        let key = Hash::of(format!("{address} {content}").as_bytes());
        File::known(Address::new(address.as_str()), role, key, produce)
    });
    (Files::new(files.collect()), count)
}

/// Writes the site with what is remembered.
pub fn write_with(dir: &Path, site: &Site, memory: &mut Memory) -> Result<Outcome, Failure> {
    let (files, count) = files(site);
    let result = write(dir, &files, memory, &Options { threads: 2, ..Options::default() });
    if let Ok(outcome) = &result {
        assert_eq!(outcome.rendered, count.load(Ordering::Relaxed), "the count of producers that ran");
    }
    result
}

/// Writes the site as a new process would.
pub fn write_anew(dir: &Path, site: &Site) -> Result<Outcome, Failure> {
    write_with(dir, site, &mut Memory::new())
}

/// What stands in the folder below `dir`, by path: the content of files, `-> target` of links, `folder` of folders.
pub fn tree(dir: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(dir).unwrap().to_string_lossy().into_owned();
        let content = match entry.file_type() {
            kind if kind.is_dir() => "folder".to_owned(),
            kind if kind.is_symlink() => format!("-> {}", fs::read_link(entry.path()).unwrap().display()),
            _ => String::from_utf8(fs::read(entry.path()).unwrap()).unwrap(),
        };
        found.insert(path, content);
    }
    found
}

/// A folder in memory where the system has one, for tests that write and delete many thousands of files.
pub fn fast_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// The tree that writing this site into an empty folder leaves.
pub fn clean_tree(site: &Site) -> BTreeMap<String, String> {
    let dir = fast_folder();
    write_anew(dir.path(), site).unwrap();
    let found = tree(dir.path());
    let contents: Site = found
        .iter()
        .filter(|(path, content)| !path.starts_with(".casebook") && *content != "folder")
        .map(|(path, content)| (path.clone(), content.clone()))
        .collect();
    assert_eq!(&contents, site);
    found
}

/// The time of the last change of each file and folder of the site.
pub fn times(dir: &Path) -> BTreeMap<String, SystemTime> {
    let time = |path: &String| fs::symlink_metadata(dir.join(path)).unwrap().modified().unwrap();
    tree(dir).into_keys().filter(|path| path != ".casebook").map(|path| (path.clone(), time(&path))).collect()
}

/// Small reproducible random numbers.
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
