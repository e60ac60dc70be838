//! A Markdown text of a record, parsed, with what its links and references lead to.

use std::sync::Arc;

use crate::base::{Lang, Origin, SourcePath, Span};
use crate::parse::ParsedText;

use super::query::Query;
use super::record::RecordId;
use super::value::Cite;

/// A text's place in [`super::Model`]: the record that it belongs to, and its place among that record's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId {
    /// The record.
    pub record: RecordId,
    /// The place in [`super::Record::texts`].
    pub index: u32,
}

/// A Markdown text.
#[derive(Clone, Debug)]
pub struct Text {
    /// The field, by its place in the kind, or none for the body.
    pub field: Option<usize>,
    /// Its language.
    pub lang: Lang,
    /// The file that it stands in.
    pub path: SourcePath,
    /// Where in the file.
    pub place: TextPlace,
    /// The parsed text; spans in it are relative to its beginning.
    pub parsed: Arc<ParsedText>,
    /// What each hole leads to, in order.
    pub targets: Vec<Target>,
}

/// Where a text stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPlace {
    /// Verbatim from this byte on.
    Verbatim(u32),
    /// In a form (with escapes, say) in which places cannot be told apart: all of it is here.
    Within(Span),
}

/// What a hole in a text leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A record, perhaps a heading or paragraph of it.
    Record {
        /// The record.
        record: RecordId,
        /// An id in its page.
        anchor: Option<Arc<str>>,
    },
    /// A source and a place in it.
    Cite(Cite),
    /// An id in the text's own page.
    Anchor(Arc<str>),
    /// A file or picture of the project.
    File(SourcePath),
    /// The page on the rules by which the portal works something out.
    Methodology,
    /// Records to be shown in the text.
    Embed(Query),
    /// Nothing to look up.
    Plain,
    /// What is wrong was reported.
    Broken,
}

/// The destination by which texts link to the page on rules, and where that page stands.
pub const METHODOLOGY: &str = "methodology.html";

impl Text {
    /// The place in the file of a span of the text.
    pub fn origin(&self, span: Span) -> Origin {
        let span = match self.place {
            TextPlace::Verbatim(offset) => span.moved(offset),
            TextPlace::Within(whole) => whole,
        };
        Origin::new(&self.path, span)
    }
}
