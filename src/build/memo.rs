//! What a builder remembers between two builds: results of pure functions, under the hash of all that they received.
//!
//! Nothing is ever invalidated: an entry that the last build did not ask for is forgotten.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use crate::base::{Fault, Hash, Hasher};
use crate::parse::markdown::Options;
use crate::parse::{self, Content, ParsedText, image};
use crate::search::Terms;

/// A file in the form that its extension promises, with its faults.
#[derive(Debug)]
pub(super) struct ParsedFile {
    pub content: Arc<Content>,
    pub faults: Vec<Fault>,
}

/// What is known of a picture, or why it cannot be read.
pub(super) type Picture = Result<image::Facts, image::Reason>;

#[derive(Default)]
pub(super) struct Memo {
    files: Shelf<ParsedFile>,
    texts: Shelf<ParsedText>,
    pictures: Shelf<Picture>,
    terms: Arc<Words>,
}

impl Memo {
    /// Begins a build.
    pub fn begin(&mut self) {
        self.files.begin();
        self.texts.begin();
        self.pictures.begin();
    }

    /// Forgets what this build did not ask for.
    pub fn end(&mut self) {
        self.files.end();
        self.texts.end();
        self.pictures.end();
    }

    /// Files that this build had to parse.
    pub fn parsed_files(&self) -> usize {
        self.files.made.load(Ordering::Relaxed)
    }

    /// Texts that this build had to parse.
    pub fn parsed_texts(&self) -> usize {
        self.texts.made.load(Ordering::Relaxed)
    }

    /// The content of a file with this text, whose hash is given.
    pub fn file(&self, extension: &str, text: &str, hash: Hash) -> Arc<ParsedFile> {
        let key = Hasher::new().text(extension).hash(hash).finish();
        self.files.get(key, || {
            let (content, faults) = parse::file::content(extension, text);
            ParsedFile { content: Arc::new(content), faults }
        })
    }

    /// A Markdown text.
    pub fn text(&self, text: &str, options: &Options) -> Arc<ParsedText> {
        let key = Hasher::new().value(options).text(text).finish();
        self.texts.get(key, || parse::file::text(text, options))
    }

    /// What a picture file with this hash holds.
    pub fn picture(&self, hash: Hash, inspect: impl FnOnce() -> Picture) -> Arc<Picture> {
        self.pictures.get(hash, inspect)
    }

    /// Forgets a picture.
    pub fn forget_picture(&self, hash: Hash) {
        self.pictures.lock().remove(&hash);
    }

    /// The words of pages. They outlive a build, because the index may be made long after it.
    pub fn words(&self) -> Arc<Words> {
        self.terms.clone()
    }
}

/// The words of pages that search finds. An index that is made forgets what it did not ask for.
#[derive(Default)]
pub(super) struct Words(Mutex<Shelf<Terms>>);

impl Words {
    /// Makes an index; `make` asks for the words of each page.
    pub fn index<T>(&self, make: impl FnOnce(&Shelf<Terms>) -> T) -> T {
        let mut shelf = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        shelf.begin();
        let made = make(&shelf);
        shelf.end();
        made
    }
}

/// Remembered values by key. Many threads may ask; two that ask for the same at once both work it out, to the same result.
pub(super) struct Shelf<T> {
    entries: Mutex<HashMap<Hash, (usize, Arc<T>)>>,
    build: usize,
    made: AtomicUsize,
}

impl<T> Default for Shelf<T> {
    fn default() -> Shelf<T> {
        Shelf { entries: Mutex::default(), build: 0, made: AtomicUsize::new(0) }
    }
}

impl<T> Shelf<T> {
    fn begin(&mut self) {
        self.build += 1;
        self.made = AtomicUsize::new(0);
    }

    fn end(&mut self) {
        let build = self.build;
        self.lock().retain(|_, (asked, _)| *asked == build);
    }

    /// What is known under the key, or what `make` gives.
    pub fn get(&self, key: Hash, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some((asked, value)) = self.lock().get_mut(&key) {
            *asked = self.build;
            return value.clone();
        }
        let value = Arc::new(make());
        self.made.fetch_add(1, Ordering::Relaxed);
        self.lock().insert(key, (self.build, value.clone()));
        value
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Hash, (usize, Arc<T>)>> {
        // The map is whole even if a thread panicked while it held the lock.
        self.entries.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
