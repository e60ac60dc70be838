//! The files of a project as values: the only stage that reads from the disk.

pub mod live;
mod scan;
mod stamp;
mod text;
pub mod watch;

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub use self::live::{Changes, Live, Survey};
pub use self::scan::{SourceFile, scan};
use crate::base::{Code, Diagnostic, Diagnostics, Hash, Origin, SourcePath};

/// The name of the settings file at the root of every project.
pub const SETTINGS: &str = "casebook.toml";

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it holds.
    pub content: Content,
    /// The hash of what it holds; for a text, without a byte order mark.
    pub hash: Hash,
    /// Its size in bytes; for a text, without a byte order mark.
    pub size: u64,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text, without a byte order mark.
    Text(Arc<str>),
    /// Any other bytes, in memory.
    Bytes(Arc<[u8]>),
    /// Any other bytes, left on the disk because they may be large.
    OnDisk(PathBuf),
}

impl Source {
    /// A text file.
    pub fn of_text(text: impl Into<Arc<str>>) -> Source {
        let text = text.into();
        Source { hash: Hash::of(text.as_bytes()), size: text.len() as u64, content: Content::Text(text) }
    }

    /// A picture or attachment in memory.
    pub fn of_bytes(bytes: impl Into<Arc<[u8]>>) -> Source {
        let bytes = bytes.into();
        Source { hash: Hash::of(&bytes), size: bytes.len() as u64, content: Content::Bytes(bytes) }
    }

    /// The text, if the file is one.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Bytes(_) | Content::OnDisk(_) => None,
        }
    }

    /// All bytes of the file, read from the disk where they are not in memory.
    pub fn bytes(&self) -> io::Result<Arc<[u8]>> {
        match &self.content {
            Content::Text(text) => Ok(text.as_bytes().into()),
            Content::Bytes(bytes) => Ok(bytes.clone()),
            Content::OnDisk(path) => std::fs::read(path).map(Into::into),
        }
    }
}

/// The files of a project in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(BTreeMap<SourcePath, Arc<Source>>);

impl Sources {
    /// A project of these texts, in memory.
    pub fn from_texts<P: AsRef<str>, T: Into<Arc<str>>>(texts: impl IntoIterator<Item = (P, T)>) -> Sources {
        texts.into_iter().map(|(path, text)| (SourcePath::new(path), Source::of_text(text))).collect()
    }

    /// Adds a file, in the place of one with this path.
    pub fn insert(&mut self, path: SourcePath, source: Source) {
        self.0.insert(path, Arc::new(source));
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &SourcePath) {
        self.0.remove(path);
    }

    /// The file with this path.
    pub fn get(&self, path: &SourcePath) -> Option<&Arc<Source>> {
        self.0.get(path)
    }

    /// All files in order.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Arc<Source>)> {
        self.0.iter()
    }

    /// The files below a folder, in order; `folder` has no final `/`.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a SourcePath, &'a Arc<Source>)> {
        let first = SourcePath::new(format!("{folder}/"));
        self.0.range(first..).take_while(move |(path, _)| path.below(folder).is_some())
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

impl FromIterator<(SourcePath, Source)> for Sources {
    fn from_iter<I: IntoIterator<Item = (SourcePath, Source)>>(sources: I) -> Sources {
        Sources(sources.into_iter().map(|(path, source)| (path, Arc::new(source))).collect())
    }
}

/// Reads the settings file and all files below `folders` of the project in `root`; a folder that is not there counts as empty.
///
/// Fails only if `root` itself cannot be read; a file that cannot be read is left out with a diagnostic.
pub fn read(root: &Path, folders: &[&str]) -> io::Result<(Sources, Diagnostics)> {
    let (files, mut diagnostics) = scan(root, folders)?;
    let loaded: Vec<Result<Source, Diagnostic>> = files.par_iter().map(load).collect();
    let mut sources = Sources::default();
    for (file, source) in files.into_iter().zip(loaded) {
        match source {
            Ok(source) => sources.insert(file.path, source),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    Ok((sources, diagnostics))
}

/// Reads one file: a text into memory, of any other file only the hash.
pub fn load(file: &SourceFile) -> Result<Source, Diagnostic> {
    let unreadable = |error: io::Error| unreadable(&file.path, &error);
    if !is_text(&file.path) {
        let opened = File::open(&file.disk).map_err(unreadable)?;
        let size = opened.metadata().map_err(unreadable)?.len();
        let hash = Hash::of_reader(opened).map_err(unreadable)?;
        return Ok(Source { content: Content::OnDisk(file.disk.clone()), hash, size });
    }
    if std::fs::metadata(&file.disk).map_err(unreadable)?.len() > u32::MAX.into() {
        let message = "the file is larger than 4 GiB";
        return Err(Diagnostic::new(Code::Unreadable, Origin::file(&file.path), message).help("split it"));
    }
    let bytes = std::fs::read(&file.disk).map_err(unreadable)?;
    text::decode(&file.path, bytes).map(Source::of_text)
}

/// Whether files with this extension are read as texts.
pub fn is_text(path: &SourcePath) -> bool {
    ["md", "toml", "csv", "html", "txt", "css", "js", "svg", "xml"].contains(&path.extension().as_str())
}

/// Whether the file is a photograph or drawing made of pixels, which may hold data about its making.
pub fn is_image(path: &SourcePath) -> bool {
    ["jpg", "jpeg", "png", "webp"].contains(&path.extension().as_str())
}

/// The finding that a file cannot be read; the system's own words are left out, because they differ between systems.
fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "it is not there, or it is a link that leads nowhere",
        io::ErrorKind::PermissionDenied => "you have no permission to read it",
        _ => "the system gives an error",
    };
    let help = match error.kind() {
        io::ErrorKind::NotFound => "put the file in its place, or delete the link",
        io::ErrorKind::PermissionDenied => "change the permissions of the file or folder",
        _ => "try to open it with another program",
    };
    Diagnostic::new(Code::Unreadable, Origin::file(path), format!("`{path}` cannot be read: {why}")).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_and_other_files_are_hashed() {
        let project = tempfile::tempdir().unwrap();
        let write = |path: &str, bytes: &[u8]| {
            let path = project.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        write("casebook.toml", b"title = \"x\"\n");
        write("content/sources/a.csv", b"\xef\xbb\xbfid\n1\n");
        write("content/sources/bad.csv", b"id\nM\xe9xico\n");
        write("content/case-studies/b.md", b"+++\n+++\n");
        write("content/case-studies/photo.JPG", b"\xff\xd8\xff");
        write("elsewhere/c.md", b"not read");
        let (sources, diagnostics) = read(project.path(), &["content", "kinds"]).unwrap();
        let paths: Vec<&str> = sources.iter().map(|(path, _)| path.as_str()).collect();
        let photo = "content/case-studies/photo.JPG";
        assert_eq!(paths, ["casebook.toml", "content/case-studies/b.md", photo, "content/sources/a.csv"]);
        assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::Encoding]);

        let table = sources.get(&SourcePath::new("content/sources/a.csv")).unwrap();
        assert_eq!(**table, Source::of_text("id\n1\n"));
        let photo = sources.get(&SourcePath::new(photo)).unwrap();
        assert!(matches!(photo.content, Content::OnDisk(_)));
        assert_eq!(photo.hash, Source::of_bytes(*b"\xff\xd8\xff").hash);
        assert_eq!(*photo.bytes().unwrap(), *b"\xff\xd8\xff");
        assert!(read(&project.path().join("nowhere"), &[]).is_err());
    }

    #[test]
    fn files_below_a_folder() {
        let sources =
            Sources::from_texts([("content-2/x.md", ""), ("content/b.md", ""), ("content/a/b.md", ""), ("z.md", "")]);
        let below: Vec<&str> = sources.below("content").map(|(path, _)| path.as_str()).collect();
        assert_eq!(below, ["content/a/b.md", "content/b.md"]);
    }
}
