//! The site as a list of files that can be made on demand: what a build hands to whoever writes or serves it.

use std::sync::Arc;

use super::diagnostic::Diagnostics;
use super::hash::Hash;
use super::path::Address;

/// What part a file plays when the site is replaced on disk: assets go first, so that no page names a missing one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A style sheet, script, picture or attachment.
    Asset,
    /// A page or another document that links to files of the site.
    Page,
}

/// A file's bytes, with what was found while making them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Produced {
    /// The whole content.
    pub bytes: Vec<u8>,
    /// Findings; with an error among them the bytes must not be published.
    pub diagnostics: Diagnostics,
}

/// A file about to be made: what its bytes depend on is known, the bytes are not made yet.
pub struct Prepared {
    /// The hash of everything that the bytes depend on: an equal key promises equal bytes and diagnostics.
    pub key: Hash,
    /// Makes the bytes.
    pub produce: Box<dyn FnOnce() -> Produced + Send>,
}

/// One file of the site.
pub struct File {
    /// Where it stands.
    pub address: Address,
    /// Its part.
    pub role: Role,
    /// Works out what the file shows; pure, and may run on any thread.
    pub prepare: Box<dyn Fn() -> Prepared + Send + Sync>,
}

impl File {
    /// A file whose key is known beforehand.
    pub fn known(
        address: Address,
        role: Role,
        key: Hash,
        produce: impl Fn() -> Produced + Send + Sync + 'static,
    ) -> File {
        let produce = Arc::new(produce);
        let prepare = move || {
            let produce = produce.clone();
            Prepared { key, produce: Box::new(move || produce()) }
        };
        File { address, role, prepare: Box::new(prepare) }
    }
}

/// All files of the site, in the order of their addresses, each address once.
#[derive(Default)]
pub struct Files(Vec<File>);

impl Files {
    /// Orders the files by address. Addresses must differ: the page plan sees to it.
    pub fn new(mut files: Vec<File>) -> Files {
        files.sort_by(|a, b| a.address.cmp(&b.address));
        debug_assert!(files.windows(2).all(|pair| pair[0].address != pair[1].address), "two files at one address");
        Files(files)
    }

    /// The files in order.
    pub fn iter(&self) -> std::slice::Iter<'_, File> {
        self.0.iter()
    }

    /// The files as a slice.
    pub fn as_slice(&self) -> &[File] {
        &self.0
    }

    /// The file at an address.
    pub fn get(&self, address: &str) -> Option<&File> {
        self.0.binary_search_by(|file| file.address.as_str().cmp(address)).ok().map(|at| &self.0[at])
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
