//! A text in Markdown. The two generators differ in how they write references and cites, and in nothing else.

use super::body::{Block, Inline, Target};
use super::site::Cite;

/// How a generator writes links within the site.
pub trait Dialect {
    /// A link to a record, with words of its own or with its title.
    fn reference(&self, target: Target, words: Option<&str>) -> String;
    /// A cite.
    fn cite(&self, cite: Cite) -> String;
}

/// The text of a body.
pub fn markdown(blocks: &[Block], dialect: &impl Dialect) -> String {
    let mut text = String::with_capacity(10_000);
    for block in blocks {
        match block {
            Block::Heading(id, title) => text.push_str(&format!("## {title} {{#{id}}}\n\n")),
            Block::Paragraph(line) => {
                inlines(line, dialect, &mut text);
                text.push_str("\n\n");
            }
            Block::List(items) => {
                for item in items {
                    text.push_str("- ");
                    inlines(item, dialect, &mut text);
                    text.push('\n');
                }
                text.push('\n');
            }
            Block::Table(rows) => table(rows, &mut text),
            Block::Note(number, line) => {
                text.push_str(&format!("[^{number}]: "));
                inlines(line, dialect, &mut text);
                text.push('\n');
            }
        }
    }
    text
}

fn inlines(line: &[Inline], dialect: &impl Dialect, text: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Reference(target, words) => text.push_str(&dialect.reference(*target, words.as_deref())),
            Inline::Cite(cite) => text.push_str(&dialect.cite(*cite)),
            Inline::Outside(words, address) => text.push_str(&format!("[{words}]({address})")),
            Inline::Mention(number) => text.push_str(&format!("[^{number}]")),
        }
    }
}

fn table(rows: &[Vec<String>], text: &mut String) {
    for (at, row) in rows.iter().enumerate() {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
        if at == 0 {
            text.push_str(&format!("|{}\n", " --- |".repeat(row.len())));
        }
    }
    text.push('\n');
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Texts as a list in TOML.
pub fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}
