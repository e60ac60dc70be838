//! Paragraphs, headings, lists, quotations, code: the blocks of a body.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use crate::base::{Code, Fault, Span};

use super::escape::escape_text;
use super::hole::{EMBEDS, HOLE_CLOSE, HOLE_OPEN, HoleKind};
use super::render::Renderer;
use super::{Heading, NumberedParagraph, RawHtml};

/// A block that holds blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// A list; its items are numbered paragraphs, of which the next would have this number.
    Numbered(u64),
    /// A numbered paragraph, with its id.
    Paragraph(u64, String),
    /// Any other list, item, quotation or footnote.
    Other,
}

/// A heading whose end is not yet reached.
pub(super) struct OpenHeading {
    /// Where its content begins in the HTML.
    content: usize,
    id: Option<String>,
    classes: Vec<String>,
}

impl Renderer<'_> {
    /// An element begins.
    pub fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => return self.html("<em>"),
            Tag::Strong => return self.html("<strong>"),
            Tag::Strikethrough => return self.html("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => return self.link(link_type, &dest_url, &title, range),
            Tag::Image { link_type, dest_url, title, .. } => return self.image(link_type, &dest_url, &title, range),
            _ => self.block(),
        }
        match tag {
            Tag::Paragraph => {
                self.newline();
                self.html("<p>");
                self.paragraph = self.out.html.len();
                if self.containers.is_empty() && !self.lead_found {
                    self.plain = Some(String::new());
                }
            }
            Tag::Heading { id, classes, .. } => {
                self.citing.interrupt();
                self.newline();
                self.plain = Some(String::new());
                self.heading = Some(OpenHeading {
                    content: self.out.html.len(),
                    id: id.filter(|id| !id.is_empty()).map(|id| id.to_string()),
                    classes: classes.iter().map(|class| class.to_string()).collect(),
                });
            }
            Tag::BlockQuote(kind) => self.quotation(kind, range),
            Tag::CodeBlock(kind) => self.code_block(kind, range),
            Tag::HtmlBlock => {
                self.newline();
                if self.options.raw_html == RawHtml::Refuse {
                    self.refuse_html(range);
                }
            }
            Tag::List(first) => self.list(first),
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(label) => self.footnote_definition(&label, range),
            Tag::DefinitionList => self.open("<dl>\n", true),
            Tag::DefinitionListTitle => self.open("<dt>", false),
            Tag::DefinitionListDefinition => self.open("<dd>", true),
            Tag::Table(alignments) => self.table(alignments, range),
            Tag::TableHead => self.table_row(range, true),
            Tag::TableRow => self.table_row(range, false),
            Tag::TableCell => self.table_cell(),
            // inline elements, above, and extensions that are not on
            _ => {}
        }
    }

    /// An element ends.
    /// An element ends.
    pub fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis => return self.html("</em>"),
            TagEnd::Strong => return self.html("</strong>"),
            TagEnd::Strikethrough => return self.html("</del>"),
            TagEnd::Link => return self.link_end(),
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level, range.clone()),
            _ => self.block(),
        }
        match tag {
            TagEnd::BlockQuote(_) => self.close("</blockquote>\n"),
            TagEnd::List(ordered) => {
                self.citing.close();
                self.close(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.end_item(range),
            TagEnd::FootnoteDefinition => self.end_footnote_definition(),
            TagEnd::DefinitionList => self.close("</dl>\n"),
            TagEnd::DefinitionListTitle => self.html("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_row(true),
            TagEnd::TableRow => self.end_table_row(false),
            TagEnd::TableCell => self.end_table_cell(),
            _ => {}
        }
    }

    fn open(&mut self, html: &str, container: bool) {
        self.newline();
        self.html(html);
        if container {
            self.containers.push(Container::Other);
        }
    }

    fn close(&mut self, html: &str) {
        self.containers.pop();
        self.html(html);
    }

    fn end_paragraph(&mut self) {
        if self.containers.is_empty()
            && !self.lead_found
            && let Some(plain) = self.plain.take()
            && self.prose.text.contains(|c: char| c.is_alphanumeric() || c == super::prose::NAME)
        {
            self.out.lead = plain.trim().to_owned();
            self.lead_found = true;
        }
        self.block();
        if !self.figure() {
            self.html("</p>\n");
        }
    }

    /// Turns a paragraph that holds only an image with a title into a figure with a caption.
    fn figure(&mut self) -> bool {
        let content =
            self.out.html[self.paragraph..].strip_prefix(HOLE_OPEN).and_then(|mark| mark.strip_suffix(HOLE_CLOSE));
        let Some(Ok(index)) = content.map(str::parse::<usize>) else { return false };
        let Some(HoleKind::Image { title, .. }) = self.out.holes.get_mut(index).map(|hole| &mut hole.kind) else {
            return false;
        };
        let Some(title) = title.take() else { return false };
        let html = &mut self.out.html;
        html.replace_range(self.paragraph - "<p>".len()..self.paragraph, "<figure>");
        html.push_str("<figcaption>");
        escape_text(html, &title);
        html.push_str("</figcaption></figure>\n");
        true
    }

    fn end_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        self.block();
        let Some(heading) = self.heading.take() else { return };
        let title = self.plain.take().unwrap_or_default().trim().to_owned();
        let span = trimmed(self.text, range);
        let explicit = heading.id.is_some();
        let id = match heading.id {
            Some(id) => {
                let place = id_span(self.text, span, &id);
                self.explicit_id(&id, place)
            }
            None => self.ids.of_title(&title),
        };
        let mut tag = format!("<{level} id=\"");
        escape_text(&mut tag, &id);
        for (index, class) in heading.classes.iter().enumerate() {
            tag.push_str(if index == 0 { "\" class=\"" } else { " " });
            escape_text(&mut tag, class);
        }
        tag.push_str("\">");
        self.out.html.insert_str(heading.content, &tag);
        self.html("</");
        self.html(&level.to_string());
        self.html(">\n");
        if level == HeadingLevel::H2 {
            self.section = Some(id.clone());
        }
        self.anchor(id.clone(), span);
        self.out.outline.push(Heading { level: level as u8, id, explicit, title, span });
    }

    fn quotation(&mut self, kind: Option<BlockQuoteKind>, range: Range<usize>) {
        self.newline();
        self.containers.push(Container::Other);
        let Some(kind) = kind else { return self.html("<blockquote>\n") };
        let word = match kind {
            BlockQuoteKind::Note => "alert-note",
            BlockQuoteKind::Tip => "alert-tip",
            BlockQuoteKind::Important => "alert-important",
            BlockQuoteKind::Warning => "alert-warning",
            BlockQuoteKind::Caution => "alert-caution",
        };
        self.html("<blockquote class=\"alert ");
        self.html(word);
        self.html("\">\n<p class=\"alert-title\">");
        self.word(word, range);
        self.html("</p>\n");
    }

    fn list(&mut self, first: Option<u64>) {
        self.citing.open(false);
        self.newline();
        let numbered = self.options.numbered && self.containers.is_empty();
        match first {
            None => self.html("<ul>\n"),
            Some(1) => self.html("<ol>\n"),
            Some(first) => self.html(&format!("<ol start=\"{first}\">\n")),
        }
        self.containers.push(match first {
            Some(first) if numbered => Container::Numbered(first),
            _ => Container::Other,
        });
    }

    fn item(&mut self, range: Range<usize>) {
        self.citing.item();
        self.newline();
        let numbered = match self.containers.last_mut() {
            Some(Container::Numbered(next)) => {
                let number = written_number(&self.text[range.clone()]).unwrap_or(*next);
                *next = number.saturating_add(1);
                Some(number)
            }
            _ => None,
        };
        let Some(number) = numbered else {
            self.containers.push(Container::Other);
            return self.html("<li>");
        };
        let span = trimmed(self.text, range);
        let marker = Span::new(span.start as usize, span.start as usize + number_length(&self.text[span.range()]));
        let id = self.explicit_id(&format!("para-{number}"), marker);
        self.html("<li id=\"");
        self.html(&id);
        self.html(&format!("\" class=\"numbered\" value=\"{number}\">"));
        self.containers.push(Container::Paragraph(number, id.clone()));
        self.anchor(id, span);
        self.out.paragraphs.push(NumberedParagraph { number, span });
    }

    fn end_item(&mut self, range: Range<usize>) {
        if let Some(Container::Paragraph(number, anchor)) = self.containers.pop() {
            self.hole(range, HoleKind::Paragraph { number, anchor });
        }
        self.html("</li>\n");
    }

    /// Renders a code block to its end, or leaves a hole for an embed.
    fn code_block(&mut self, kind: CodeBlockKind<'_>, range: Range<usize>) {
        self.citing.interrupt();
        self.newline();
        let info = match &kind {
            CodeBlockKind::Fenced(info) => info.trim(),
            CodeBlockKind::Indented => "",
        };
        let (name, argument) = info.split_once(char::is_whitespace).unwrap_or((info, ""));
        if EMBEDS.contains(&name) {
            let (body, body_span) = self.embed_body(&range);
            let (name, argument) = (name.to_owned(), argument.trim().to_owned());
            self.hole(range, HoleKind::Embed { name, argument, body, body_span });
            return self.html("\n");
        }
        self.html("<pre><code");
        if !name.is_empty() {
            self.html(" class=\"language-");
            escape_text(&mut self.out.html, name);
            self.html("\"");
        }
        self.html(">");
        for (event, _) in self.events.by_ref() {
            match event {
                Event::End(_) => break,
                Event::Text(text) => escape_text(&mut self.out.html, &text),
                _ => {}
            }
        }
        self.html("</code></pre>\n");
    }

    fn embed_body(&mut self, block: &Range<usize>) -> (String, Span) {
        let mut body = String::new();
        let mut span: Option<Range<usize>> = None;
        for (event, range) in self.events.by_ref() {
            match event {
                Event::End(_) => break,
                Event::Text(_) => {
                    // blanks for what stands before each line of a block in a list or a quotation, so that places in the body are
                    // places in the text
                    let before = span.as_ref().map_or(0, |span| range.start.saturating_sub(span.end));
                    body.extend(std::iter::repeat_n(' ', before));
                    body.push_str(&self.text[range.clone()]);
                    span = Some(span.map_or(range.start, |span| span.start)..range.end);
                }
                _ => {}
            }
        }
        // an empty body stands after the line of the opening fence
        let first_line = self.text[block.clone()].find('\n').map_or(block.end, |end| block.start + end + 1);
        (body, span.unwrap_or(first_line..first_line).into())
    }

    /// A piece of the author's own HTML that the portal does not accept.
    pub fn refuse_html(&mut self, range: Range<usize>) {
        let span = trimmed(self.text, range);
        let source = &self.text[span.range()];
        let first = source.lines().next().unwrap_or(source);
        self.faults.push(
            Fault::new(Code::RawHtml, span, format!("this portal accepts no HTML in texts: `{first}`"))
                .help("write it in Markdown; for a `<` as such write `\\<`"),
        );
    }
}

/// A range without the blanks and line ends at its end.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Span {
    let source = &text[range.clone()];
    let start = range.start + (source.len() - source.trim_start().len());
    Span::new(start.min(range.end), (range.start + source.trim_end().len()).max(start.min(range.end)))
}

/// The number that an item of an ordered list is written with.
fn written_number(item: &str) -> Option<u64> {
    let item = item.trim_start();
    item[..number_length(item)].parse().ok()
}

fn number_length(item: &str) -> usize {
    item.bytes().take_while(u8::is_ascii_digit).count()
}

/// Where a heading's id is written.
fn id_span(text: &str, heading: Span, id: &str) -> Span {
    let source = &text[heading.range()];
    match source.rfind(&format!("#{id}")) {
        Some(at) => {
            let start = heading.start as usize + at + 1;
            Span::new(start, start + id.len())
        }
        None => heading,
    }
}
