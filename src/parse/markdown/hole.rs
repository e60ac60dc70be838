//! Holes: the places in the HTML that a later stage fills.

use std::borrow::Cow;
use std::fmt::Write;

use crate::base::Span;

/// Begins the mark of a hole: a private-use character that is taken out of every input.
pub const HOLE_OPEN: char = '\u{E000}';

/// Ends the mark of a hole.
pub const HOLE_CLOSE: char = '\u{E001}';

/// The first words of a fenced code block's info string that make it an embed instead of code.
pub const EMBEDS: &[&str] = &["figures", "records", "chart", "progress", "map", "timeline"];

/// A place in the HTML that a later stage fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// What it stands for in the text.
    pub span: Span,
    /// What is to be put there.
    pub kind: HoleKind,
}

/// What is to be put into a hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoleKind {
    /// A reference to a record or to a place in a source, `[[target]]` or `[[target|label]]`: the whole inline element.
    Reference {
        /// What is referred to, as written: `PRY`, `norm:CAT`, `A/HRC/35/20#54`.
        target: String,
        /// The text to show, without markup, if the author gave one.
        label: Option<String>,
        /// The target in the text.
        target_span: Span,
    },
    /// The value of an `href` that is no absolute URL: a path, a path and a fragment, or a fragment alone.
    Link {
        /// The destination, with escapes and entities resolved.
        destination: String,
        /// The destination in the text; the whole link where it is defined elsewhere or written with escapes.
        destination_span: Span,
    },
    /// The whole `img` element.
    Image {
        /// Path or http(s) URL, with escapes and entities resolved.
        destination: String,
        /// The destination in the text, or the whole image.
        destination_span: Span,
        /// The text alternative, without markup.
        alt: String,
        /// The title, unless it is already shown as the caption of a `figure` around the hole.
        title: Option<String>,
    },
    /// A fenced code block whose first word is one of [`EMBEDS`]: the whole block.
    Embed {
        /// The first word of the info string.
        name: String,
        /// The rest of the info string.
        argument: String,
        /// What stands between the fences, byte for byte; blanks stand for the marks of a list or quotation around it.
        body: String,
        /// The body in the text.
        body_span: Span,
    },
    /// The end of a numbered paragraph of a document: what is known of it stands here.
    Paragraph {
        /// Its number.
        number: u64,
        /// Its id in the page.
        anchor: String,
    },
    /// A word of the interface, which may stand in an attribute: `alert-note` (`-tip`, `-important`, `-warning`, `-caution`),
    /// `footnotes`, `footnote-back`, `table`, `task-done`, `task-open`.
    Word(&'static str),
}

/// The text with the two characters of the marks replaced, so that no input can forge a hole. Offsets stay the same.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    if text.contains(HOLE_OPEN) || text.contains(HOLE_CLOSE) {
        Cow::Owned(text.replace([HOLE_OPEN, HOLE_CLOSE], "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Appends the mark of a hole.
pub(super) fn push_mark(html: &mut String, index: usize) {
    // writing to a string cannot fail
    let _ = write!(html, "{HOLE_OPEN}{index}{HOLE_CLOSE}");
}

/// Copies `html` and calls `with(index, out)` for each hole, in the order in which they stand in the HTML.
pub fn fill(html: &str, mut with: impl FnMut(usize, &mut String)) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 4);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(HOLE_OPEN) {
        out.push_str(before);
        rest = after;
        if let Some((digits, after)) = after.split_once(HOLE_CLOSE)
            && let Ok(index) = digits.parse()
        {
            with(index, &mut out);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
