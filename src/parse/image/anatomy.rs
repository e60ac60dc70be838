//! A picture file taken apart.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Kind, Metadata};

/// The parts of a file that its picture needs, and what else was found.
pub(super) struct Anatomy<'a> {
    /// The width as stored, in pixels.
    pub width: u32,
    /// The height as stored, in pixels.
    pub height: u32,
    /// The EXIF orientation that viewers apply.
    pub orientation: u8,
    /// What was left out, by what it is.
    pub found: Found,
    /// What remains: joined, these are the file without metadata.
    pub kept: Vec<Cow<'a, [u8]>>,
}

/// Metadata that was found, each thing once.
pub(super) type Found = BTreeSet<Metadata>;

impl<'a> Anatomy<'a> {
    pub fn new() -> Anatomy<'a> {
        Anatomy { width: 0, height: 0, orientation: 1, found: Found::new(), kept: Vec::new() }
    }

    pub fn keep(&mut self, part: &'a [u8]) {
        self.kept.push(Cow::Borrowed(part));
    }

    pub fn write(&mut self, part: Vec<u8>) {
        self.kept.push(Cow::Owned(part));
    }

    pub fn note(&mut self, kind: Kind, what: &'static str) {
        self.found.insert(Metadata { kind, what });
    }

    /// Notes what stands after the end of the picture: often a video or a second, larger picture, each with metadata of its own.
    pub fn note_rest(&mut self, rest: &[u8]) {
        if rest.iter().any(|&byte| byte != 0) {
            self.note(Kind::Unread, "data after the end of the picture");
        } else if !rest.is_empty() {
            self.note(Kind::Other, "padding after the end of the picture");
        }
    }
}
