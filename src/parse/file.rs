//! A source file in the form that its extension promises: data, rows, or front matter with a Markdown body.

use std::sync::Arc;

use crate::base::{Code, Fault, Hash, Span};

use super::csv::{self, Rows};
use super::markdown::{self, Markdown, Options};
use super::node::Table;
use super::toml;

/// The line that opens and closes front matter.
const FENCE: &str = "+++";

/// A parsed Markdown text with what was found wrong in it.
#[derive(Debug)]
pub struct ParsedText {
    /// The outline, holes and facts; its HTML has moved to `html`.
    pub markdown: Markdown,
    /// The HTML with marks for holes.
    pub html: Arc<str>,
    /// The hash of `html`.
    pub hash: Hash,
    /// Findings, with spans relative to the text.
    pub faults: Vec<Fault>,
}

/// What a source file holds. Spans are relative to the file, those inside a [`ParsedText`] to its text.
#[derive(Debug)]
pub enum Content {
    /// A Markdown file.
    Document {
        /// The front matter.
        front: Table,
        /// Where the body begins in the file.
        body: u32,
    },
    /// A TOML file.
    Table(Table),
    /// A CSV file.
    Rows(Rows),
}

/// A Markdown text, parsed.
pub fn text(text: &str, options: &Options) -> ParsedText {
    let (mut markdown, faults) = markdown::parse(text, options);
    let html: Arc<str> = std::mem::take(&mut markdown.html).into();
    ParsedText { markdown, hash: Hash::of(html.as_bytes()), html, faults }
}

/// The content of a file with this extension: `md`, `toml` or `csv`.
pub fn content(extension: &str, text: &str) -> (Content, Vec<Fault>) {
    match extension {
        "md" => document(text),
        "csv" => {
            let (rows, faults) = csv::parse(text);
            (Content::Rows(rows), faults)
        }
        _ => {
            let (table, faults) = toml::parse(text);
            (Content::Table(table), faults)
        }
    }
}

fn document(text: &str) -> (Content, Vec<Fault>) {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != FENCE {
        let help = match first.trim_end() {
            "---" => "begin and end the fields with a line `+++`, and write each as `title = \"…\"`",
            _ => "begin the file with a line `+++`, then the record's fields, then a line `+++`",
        };
        let fault = Fault::new(Code::FrontMatter, Span::new(0, first.trim_end().len()), "the file has no front matter");
        return (Content::Document { front: Table::default(), body: 0 }, vec![fault.help(help)]);
    }
    let mut offset = first.len();
    for line in lines {
        if line.trim_end() == FENCE {
            // Blanks in place of the opening fence keep every span relative to the file.
            let mut front = " ".repeat(FENCE.len());
            front.push_str(&text[FENCE.len()..offset]);
            let (table, faults) = toml::parse(&front);
            return (Content::Document { front: table, body: (offset + line.len()) as u32 }, faults);
        }
        offset += line.len();
    }
    let help = "write a second line `+++` between the record's fields and its text";
    let fault = Fault::new(Code::FrontMatter, Span::new(0, FENCE.len()), "the front matter is not closed");
    (Content::Document { front: Table::default(), body: text.len() as u32 }, vec![fault.help(help)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(text: &str) -> (Vec<String>, u32, Vec<Fault>) {
        let (Content::Document { front, body }, faults) = content("md", text) else { panic!("a document") };
        let values = front.entries.iter().map(|entry| text[entry.node.span.range()].to_owned()).collect();
        (values, body, faults)
    }

    #[test]
    fn front_matter_keeps_its_places() {
        let text = "+++\ntitle = \"A\"\n+++\nBody\n";
        assert_eq!(front(text), (vec!["\"A\"".to_owned()], 20, Vec::new()));
        let (values, body, faults) = front("+++\r\ntitle = \"A\"\r\n+++\r\nBody");
        assert_eq!((values[0].as_str(), body, faults.len()), ("\"A\"", 23, 0));
    }

    #[test]
    fn missing_or_open_front_matter_is_a_fault() {
        for text in ["Body", "", "---\ntitle: x\n---\n", "+++\ntitle = \"A\"\n"] {
            let (_, _, faults) = front(text);
            assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::FrontMatter], "{text:?}");
        }
    }
}
