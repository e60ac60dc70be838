//! A Markdown body becomes HTML with holes, an outline, and the facts that checks ask for.
//!
//! The text is read once and nothing here fails. What depends on the rest of the portal (the title of a record, the address of a
//! page, a word of the interface) is a [`Hole`] that a later stage fills with [`fill`]; so this stage knows no records, kinds or
//! addresses, and its result can be remembered under the hash of text and [`Options`].

mod anchors;
mod blocks;
mod citing;
mod contacts;
pub mod escape;
mod figures;
mod footnotes;
mod hole;
mod inlines;
mod links;
mod numerals;
mod prose;
mod raw_html;
mod render;
mod sentences;
mod tables;
mod wikilinks;
mod words;

pub use contacts::ContactKind;
pub use hole::{EMBEDS, HOLE_CLOSE, HOLE_OPEN, Hole, HoleKind, fill};

use crate::base::{Digest, Fault, Hasher, Span};

/// What happens to HTML that an author writes in a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// Kept where it is harmless: scripts, styles, event handlers, images and unknown elements are taken out.
    #[default]
    Clean,
    /// Left out, each piece with a fault.
    Refuse,
    /// Kept as it is.
    Allow,
}

/// How a body is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Items of ordered lists at the top level are the document's numbered paragraphs: each gets an id `para-N`.
    pub numbered: bool,
    /// What happens to HTML in the body.
    pub raw_html: RawHtml,
}

impl Digest for Options {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.number(self.numbered.into()).number(self.raw_html as u64);
    }
}

/// A body, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown {
    /// The HTML. A hole is a mark in it: [`HOLE_OPEN`], the decimal index into `holes`, [`HOLE_CLOSE`].
    pub html: String,
    /// What later stages fill in.
    pub holes: Vec<Hole>,
    /// The headings, in the order of the text.
    pub outline: Vec<Heading>,
    /// Every id in the HTML, in the order of the text.
    pub anchors: Vec<Anchor>,
    /// The numbered paragraphs, if [`Options::numbered`] asks for them.
    pub paragraphs: Vec<NumberedParagraph>,
    /// The plain text of the first paragraph, for descriptions. A reference stands as its label or as the mark of its hole, a cite not at
    /// all.
    pub lead: String,
    /// Figures that need a cite and have none, in the order of the text.
    pub figures: Vec<FigureMention>,
    /// Data by which a person could be reached or found, in the order of the text.
    pub contacts: Vec<ContactMention>,
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id in the HTML, unique in the body.
    pub id: String,
    /// Whether the author wrote the id, as `{#id}`.
    pub explicit: bool,
    /// Its text without markup.
    pub title: String,
    /// The whole heading.
    pub span: Span,
}

/// An id in the HTML, which a fragment can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The id.
    pub id: String,
    /// What bears it.
    pub span: Span,
}

/// A paragraph that is known by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedParagraph {
    /// The number as written.
    pub number: u64,
    /// The paragraph with all that belongs to it.
    pub span: Span,
}

/// A numeral with a unit, a percentage, a currency or a count noun whose sentence has no cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureMention {
    /// The numeral with its unit.
    pub span: Span,
    /// The id of the second-level heading under which it stands; `None` before the first.
    pub section: Option<String>,
}

/// A piece of contact data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactMention {
    /// What it is.
    pub kind: ContactKind,
    /// The address, number or position.
    pub span: Span,
}

/// Reads a body. The spans of the result and of the faults are relative to `text`.
pub fn parse(text: &str, options: &Options) -> (Markdown, Vec<Fault>) {
    render::render(&hole::without_marks(text), options)
}
