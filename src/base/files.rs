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
#[derive(Clone)]
pub struct File {
    /// Where it stands.
    pub address: Address,
    /// Its part.
    pub role: Role,
    making: Making,
}

/// How a file is made.
#[derive(Clone)]
enum Making {
    /// By itself.
    Alone(Arc<dyn Fn() -> Prepared + Send + Sync>),
    /// By the maker of the site, which knows it by this number.
    ByMaker(usize),
}

/// Makes those files of a site that show its content: the same list of files can so stand for one state of the site after the other.
pub trait Maker: Send + Sync {
    /// Works out what the file with this number shows; pure.
    fn prepare(&self, number: usize) -> Prepared;
}

/// One for sites that have no such files.
struct Nothing;

impl Maker for Nothing {
    fn prepare(&self, _: usize) -> Prepared {
        Prepared { key: Hash::default(), produce: Box::new(Produced::default) }
    }
}

impl File {
    /// A file that the maker of the site knows by this number.
    pub fn numbered(address: Address, role: Role, number: usize) -> File {
        File { address, role, making: Making::ByMaker(number) }
    }

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
        File { address, role, making: Making::Alone(Arc::new(prepare)) }
    }
}

/// All files of the site, in the order of their addresses, each address once.
#[derive(Clone)]
pub struct Files {
    list: Arc<Vec<File>>,
    maker: Arc<dyn Maker>,
}

impl Default for Files {
    fn default() -> Files {
        Files::new(Vec::new())
    }
}

impl Files {
    /// Files that are each made by themselves.
    pub fn new(files: Vec<File>) -> Files {
        Files::made_by(files, Arc::new(Nothing))
    }

    /// Orders the files by address. Addresses must differ: the page plan sees to it.
    pub fn made_by(mut files: Vec<File>, maker: Arc<dyn Maker>) -> Files {
        files.sort_unstable_by(|a, b| a.address.cmp(&b.address));
        debug_assert!(files.windows(2).all(|pair| pair[0].address != pair[1].address), "two files at one address");
        Files { list: Arc::new(files), maker }
    }

    /// The same list of files, as another maker makes them.
    pub fn remade(&self, maker: Arc<dyn Maker>) -> Files {
        Files { list: self.list.clone(), maker }
    }

    /// These files and others, which are each made by themselves.
    pub fn and(&self, others: &Files) -> Files {
        Files::made_by(self.iter().chain(others.iter()).cloned().collect(), self.maker.clone())
    }

    /// Works out what a file of the list shows; pure, and may run on any thread.
    pub fn prepare(&self, file: &File) -> Prepared {
        match &file.making {
            Making::Alone(prepare) => prepare(),
            Making::ByMaker(number) => self.maker.prepare(*number),
        }
    }

    /// What stands in a file of the list.
    pub fn produce(&self, file: &File) -> Produced {
        (self.prepare(file).produce)()
    }

    /// The files in order.
    pub fn iter(&self) -> std::slice::Iter<'_, File> {
        self.list.iter()
    }

    /// The files as a slice.
    pub fn as_slice(&self) -> &[File] {
        &self.list
    }

    /// The file at an address.
    pub fn get(&self, address: &str) -> Option<&File> {
        self.list.binary_search_by(|file| file.address.as_str().cmp(address)).ok().map(|at| &self.list[at])
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
