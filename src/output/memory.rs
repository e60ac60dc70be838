//! What this process knows from its earlier writes, so that a file whose key is unchanged need not be produced again.
//!
//! A folder is shared with others, so nothing is taken for granted: a file counts as standing only if the system's record of it (length,
//! times, identity) is the one that was seen, and that record had settled when it was seen; otherwise its content is read and hashed.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use super::compare::Compared;
use crate::base::files::{File, Files};
use crate::base::{Address, Diagnostics, Hash};

/// A change within this time of another may leave a file's time as it was: the coarsest clock of a file system ticks every two seconds.
const SETTLED: Duration = Duration::from_secs(3);

/// What is known of the files written or found earlier. Empty for the first write; belongs to one folder, but is harmless with another.
#[derive(Default)]
pub struct Memory {
    /// The hash of the manifest that the last write left.
    pub(super) manifest: Option<Hash>,
    /// The files.
    pub(super) files: BTreeMap<Address, Entry>,
}

/// One file as it was last seen.
pub(super) struct Entry {
    /// The key of the content.
    pub key: Hash,
    /// The hash of the content.
    pub hash: Hash,
    /// Its length in bytes.
    pub length: u64,
    /// The findings of its producer.
    pub diagnostics: Diagnostics,
    /// The system's record, if it can be trusted to change with the content.
    pub stamp: Option<Stamp>,
}

/// The system's record of a file: if it is the same, so is the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// In bytes.
    pub length: u64,
    /// The time of the last change of the content.
    pub modified: Option<SystemTime>,
    /// On Unix: the file's number, and the time of the last change that no program can set.
    pub identity: Option<(u64, i64, i64)>,
}

impl Memory {
    /// Nothing known.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// How many files are known.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The addresses of the files that are known, in order.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> + Clone {
        self.files.keys()
    }

    /// The key from which the file at an address was made, if it is known.
    pub fn key(&self, address: &Address) -> Option<Hash> {
        self.files.get(address).map(|entry| entry.key)
    }

    /// What is known of the file at an address, if it was made from the same key.
    pub(super) fn get(&self, address: &Address, key: Hash) -> Option<&Entry> {
        self.files.get(address).filter(|entry| entry.key == key)
    }

    /// Notes a file that stands in the folder.
    pub(super) fn remember(&mut self, file: &File, compared: &Compared, stamp: Option<Stamp>) {
        let diagnostics = compared.diagnostics.clone();
        let entry = Entry { key: compared.key, hash: compared.hash, length: compared.length, diagnostics, stamp };
        self.files.insert(file.address.clone(), entry);
    }

    /// Forgets what is no longer part of the site.
    pub(super) fn keep_only(&mut self, files: &Files) {
        self.files.retain(|address, _| files.get(address.as_str()).is_some());
    }
}

impl Stamp {
    /// The record of a file.
    pub fn of(metadata: &Metadata) -> Stamp {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.ino(), metadata.ctime(), metadata.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let identity = None;
        Stamp { length: metadata.len(), modified: metadata.modified().ok(), identity }
    }

    /// Whether the file had been left alone for a while at the time `now`, by the clock of its file system.
    pub fn is_older_than(&self, now: Option<SystemTime>) -> bool {
        let age = self.modified.and_then(|modified| now?.duration_since(modified).ok());
        age.is_some_and(|age| age >= SETTLED)
    }
}
