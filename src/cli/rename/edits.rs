//! Changes of texts by their places.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{SourcePath, Span};

use super::written::Written;

/// What is to be written where, by file; each change once.
#[derive(Default)]
pub(super) struct Edits {
    by_file: BTreeMap<SourcePath, BTreeSet<(Span, String)>>,
    references: BTreeMap<SourcePath, BTreeSet<Span>>,
}

impl Edits {
    /// Puts `text` in the place of a span.
    pub fn replace(&mut self, path: &SourcePath, span: Span, text: impl Into<String>) {
        self.by_file.entry(path.clone()).or_default().insert((span, text.into()));
    }

    /// Changes a part of a value, which is a reference.
    pub fn reference(&mut self, path: &SourcePath, written: &Written, part: std::ops::Range<usize>, text: String) {
        let span = written.place(part);
        self.references.entry(path.clone()).or_default().insert(span);
        self.replace(path, span, text);
    }

    /// The files with changes, in order.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.by_file.keys()
    }

    /// How many references change in a file.
    pub fn references_in(&self, path: &SourcePath) -> usize {
        self.references.get(path).map_or(0, BTreeSet::len)
    }

    /// The text of a file with its changes; nothing if two of them overlap.
    pub fn applied(&self, path: &SourcePath, text: &str) -> Option<String> {
        let mut changed = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for (span, new) in self.by_file.get(path).into_iter().flatten() {
            changed.push_str(text.get(at..span.range().start)?);
            changed.push_str(new);
            at = span.range().end;
        }
        changed.push_str(text.get(at..)?);
        Some(changed)
    }
}
