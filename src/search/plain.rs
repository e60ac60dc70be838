//! The words of a Markdown text: its HTML without markup, in blocks that a link can lead to.

use crate::parse::markdown::{HOLE_CLOSE, HOLE_OPEN};
use crate::view::Passage;

/// Text that stands below one id of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// The id, or nothing before the first.
    pub anchor: String,
    /// The text; lines are apart where paragraphs, items or rows are.
    pub text: String,
}

/// Elements that end a line.
const LINES: &[&str] = &[
    "p",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "dt",
    "dd",
    "pre",
    "figcaption",
    "caption",
    "table",
    "ul",
    "ol",
    "div",
    "section",
    "figure",
    "br",
    "hr",
];

/// The text of a passage. Marks of footnotes are left out: they are numbers in the middle of sentences.
pub(super) fn blocks(passage: &Passage) -> Vec<Block> {
    let mut reader = Reader { blocks: vec![Block::default()], gap: Gap::None, left_out: false };
    let mut rest = &*passage.html;
    while let Some(at) = rest.find(['<', HOLE_OPEN]) {
        reader.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix(HOLE_OPEN) {
            let (number, after) = after.split_once(HOLE_CLOSE).unwrap_or(("", after));
            let shown = number.parse().ok().and_then(|number: usize| passage.shown.get(number));
            let shown: &str = shown.map_or("", |shown| shown);
            reader.left_out |= shown.is_empty();
            reader.push(shown);
            rest = after;
            continue;
        }
        let (tag, after) = rest[1..].split_once('>').unwrap_or((&rest[1..], ""));
        rest = after;
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or("");
        match name {
            "sup" if !tag.starts_with('/') && rest.starts_with("<a ") => {
                rest = rest.split_once("</sup>").map_or("", |(_, after)| after);
            }
            "td" | "th" => reader.gap = reader.gap.max(Gap::Word),
            name if LINES.contains(&name) => reader.gap = Gap::Line,
            _ => {}
        }
        if let Some(anchor) = id(tag) {
            reader.block(anchor);
        }
    }
    reader.text(rest);
    reader.blocks.retain(|block| !block.text.is_empty());
    reader.blocks
}

/// The id that an opening tag of a heading, paragraph or item gives.
fn id(tag: &str) -> Option<&str> {
    let (_, after) = tag.split_once(" id=\"")?;
    let (id, _) = after.split_once('"')?;
    (!id.contains(HOLE_OPEN)).then_some(id)
}

/// What parts the words to come from those before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Word,
    Line,
}

struct Reader {
    blocks: Vec<Block>,
    gap: Gap,
    /// Whether something that is not shown stood before the words to come.
    left_out: bool,
}

impl Reader {
    /// Begins a block, unless the last one is that of a mention that nothing followed.
    fn block(&mut self, anchor: &str) {
        if anchor.starts_with("fnref") {
            return;
        }
        match self.blocks.last_mut() {
            Some(last) if last.text.is_empty() => last.anchor = anchor.to_owned(),
            _ => self.blocks.push(Block { anchor: anchor.to_owned(), text: String::new() }),
        }
    }

    /// Adds text as HTML writes it.
    fn text(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('&') {
            self.push(&rest[..at]);
            let entity = ENTITIES.iter().find(|(name, _)| rest[at..].starts_with(name));
            let (length, shown) = entity.map_or((1, "&"), |(name, shown)| (name.len(), *shown));
            self.push(shown);
            rest = &rest[at + length..];
        }
        self.push(rest);
    }

    fn push(&mut self, text: &str) {
        let Some(last) = self.blocks.last_mut() else { return };
        for part in text.split_inclusive(|c: char| c.is_whitespace()) {
            let word = part.trim_end();
            if !word.is_empty() {
                // A cite that is left out takes the blank before it along.
                let closes = self.left_out && word.starts_with(['.', ',', ';', ':', ')', '!', '?']);
                self.left_out = false;
                match self.gap {
                    _ if last.text.is_empty() => {}
                    Gap::Word if closes => {}
                    Gap::None => {}
                    Gap::Word => last.text.push(' '),
                    Gap::Line => last.text.push('\n'),
                }
                self.gap = Gap::None;
                last.text.push_str(word);
            }
            if part.len() > word.len() {
                self.gap = self.gap.max(Gap::Word);
            }
        }
    }
}

/// What the HTML of texts escapes.
const ENTITIES: &[(&str, &str)] =
    &[("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str, shown: &[&str]) -> Vec<(String, String)> {
        let passage = Passage {
            html: html.into(),
            hash: Default::default(),
            shown: shown.iter().map(|text| (*text).into()).collect(),
            aside: false,
        };
        blocks(&passage).into_iter().map(|block| (block.anchor, block.text)).collect()
    }

    #[test]
    fn lines_blocks_and_holes() {
        let html = "<p>Rights &amp; duties<sup><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>.</p>\n<h2 id=\"results\">Results</h2>\n<p>In \u{E000}0\u{E001} the <em>court</em>s\nrule.</p><table><tr><td>a</td><td>b</td></tr></table>";
        assert_eq!(
            read(html, &["Peru"]),
            [
                (String::new(), "Rights & duties.".to_owned()),
                ("results".to_owned(), "Results\nIn Peru the courts rule.\na b".to_owned()),
            ]
        );
    }

    #[test]
    fn what_is_left_out_leaves_no_blank_before_a_stop() {
        assert_eq!(
            read("<p>One \u{E000}0\u{E001}. Two \u{E000}1\u{E001} three :</p>", &["", ""])[0].1,
            "One. Two three :"
        );
    }

    #[test]
    fn nothing_breaks_on_what_is_no_html() {
        for html in ["<", "a < b", "<p", "\u{E000}", "\u{E000}9\u{E001}", "&", "<sup><a ", "<h2 id=\"x"] {
            read(html, &[]);
        }
    }
}
