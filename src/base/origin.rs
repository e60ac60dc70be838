//! A place in a source file: a byte range, and the file that it is a range of.

use super::path::SourcePath;

/// A byte range in one text, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`. Files larger than 4 GiB are refused when they are read, so the cast is safe.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    /// The same range in a text in which this span's text begins at byte `offset`.
    pub fn moved(self, offset: u32) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }

    /// The range as `usize`, to slice with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A span in a named file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file, relative to the project.
    pub path: SourcePath,
    /// The bytes in it.
    pub span: Span,
}

impl Origin {
    /// The place `span` in the file `path`.
    pub fn new(path: &SourcePath, span: Span) -> Origin {
        Origin { path: path.clone(), span }
    }

    /// The beginning of the file: for what concerns it as a whole.
    pub fn file(path: &SourcePath) -> Origin {
        Origin { path: path.clone(), span: Span::default() }
    }
}
