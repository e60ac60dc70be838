//! The plain text of one block, with a way back to the source.

use std::ops::Range;

use crate::base::Span;

/// Stands for a reference with a place in a source: a cite.
pub(super) const CITE: char = '\u{FFF9}';
/// Stands for a reference to a record.
pub(super) const NAME: char = '\u{FFFA}';
/// Stands for code, a link or an image: nothing that is read as prose.
pub(super) const OPAQUE: char = '\u{FFFC}';

/// Plain text that grows piece by piece.
#[derive(Default)]
pub(super) struct Prose {
    /// The text, with marks in place of references, links and code.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the plain text and where it comes from.
struct Piece {
    plain: usize,
    source: Range<usize>,
    /// The same bytes, so that offsets inside carry over.
    same: bool,
}

impl Prose {
    /// Adds text that the source has at `source`, perhaps in another form (an entity, a straight quotation mark).
    pub fn push(&mut self, text: &str, source: Range<usize>) {
        let same = source.len() == text.len();
        if let Some(last) = self.pieces.last()
            && same
            && last.same
            && last.source.start + (self.text.len() - last.plain) == source.start
        {
            self.text.push_str(text);
            return;
        }
        self.pieces.push(Piece { plain: self.text.len(), source, same });
        self.text.push_str(text);
    }

    /// Adds one of the marks.
    pub fn push_mark(&mut self, mark: char, source: Range<usize>) {
        self.push(mark.encode_utf8(&mut [0; 4]), source.start..source.start.max(source.end));
    }

    /// Where in the source a range of the plain text stands.
    pub fn source(&self, plain: Range<usize>) -> Span {
        let Some(first) = self.piece(plain.start) else { return Span::default() };
        let Some(last) = self.piece(plain.end.saturating_sub(1)) else { return Span::default() };
        let start = if first.same { first.source.start + (plain.start - first.plain) } else { first.source.start };
        let end = if last.same { last.source.start + (plain.end - last.plain) } else { last.source.end };
        Span::new(start, end.max(start))
    }

    fn piece(&self, plain: usize) -> Option<&Piece> {
        self.pieces[..self.pieces.partition_point(|piece| piece.plain <= plain)].last()
    }

    /// Forgets everything but the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }
}
