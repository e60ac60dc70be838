//! Text, references, links and images: what stands in a line.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType};

use crate::base::{Code, Fault, Span};

use super::contacts::{ContactKind, contacts};
use super::escape::{escape_href, escape_text};
use super::hole::{HOLE_CLOSE, HOLE_OPEN, HoleKind};
use super::links::{self, Destination};
use super::prose::{CITE, NAME, OPAQUE};
use super::render::Renderer;
use super::{ContactMention, RawHtml, raw_html, wikilinks};

impl Renderer<'_> {
    /// Running text.
    pub fn inline_text(&mut self, text: &str, range: Range<usize>) {
        if text.starts_with('[') {
            self.look_at_bracket(range.start);
        }
        escape_text(&mut self.out.html, text);
        if let Some(plain) = &mut self.plain {
            plain.push_str(text);
        }
        if self.in_link {
            self.link_text(text, range);
        } else {
            self.prose.push(text, range);
        }
    }

    /// Code in a line.
    pub fn inline_code(&mut self, code: &str, range: Range<usize>) {
        self.html("<code>");
        escape_text(&mut self.out.html, code);
        self.html("</code>");
        if let Some(plain) = &mut self.plain {
            plain.push_str(code);
        }
        self.opaque(OPAQUE, range);
    }

    /// The end of a line inside a paragraph.
    pub fn line_break(&mut self, html: &str, range: Range<usize>) {
        self.html(html);
        if let Some(plain) = &mut self.plain {
            plain.push(' ');
        }
        if !self.in_link {
            self.prose.push(" ", range);
        }
    }

    /// The box of a task: a word, not a form control.
    pub fn task(&mut self, done: bool, range: Range<usize>) {
        let (class, word) = if done { ("done", "task-done") } else { ("open", "task-open") };
        self.html("<span class=\"task ");
        self.html(class);
        self.html("\">");
        self.word(word, range);
        self.html("</span> ");
    }

    /// The author's own HTML.
    pub fn raw_html(&mut self, html: &str, range: Range<usize>, inline: bool) {
        match self.options.raw_html {
            RawHtml::Refuse => {
                // its opening tag says it for both
                if inline && !html.starts_with("</") {
                    self.refuse_html(range);
                }
                return;
            }
            RawHtml::Clean | RawHtml::Allow => self.has_raw_html = true,
        }
        if inline && (html.starts_with("<sup") || html.starts_with("</sup")) {
            // the mark of a note, not a number before a word
            self.opaque(OPAQUE, range.clone());
        }
        for (id, at) in raw_html::ids(html) {
            let span = Span::new(range.start + at, (range.start + at + id.len()).min(range.end));
            let span = if self.text.get(span.range()) == Some(id) { span } else { range.clone().into() };
            if self.ids.take(id) {
                self.raw_anchors.push(super::Anchor { id: id.to_owned(), span });
            } else {
                self.faults.push(
                    Fault::new(
                        Code::DuplicateAnchor,
                        span,
                        format!("`{id}` is already the name of another place in this text"),
                    )
                    .help("give each place a name of its own"),
                );
            }
        }
        self.html(&raw_html::without_marks(html));
    }

    /// A link begins: a reference is taken in whole.
    pub fn link(&mut self, kind: LinkType, destination: &str, title: &str, range: Range<usize>) {
        if let LinkType::WikiLink { has_pothole } = kind {
            return self.reference(destination, has_pothole, range);
        }
        self.opaque(OPAQUE, range.clone());
        self.in_link = true;
        self.link_end = "</a>";
        if kind == LinkType::Email {
            self.contact(ContactKind::Email, links::destination_span(self.text, range, destination));
            self.html("<a href=\"mailto:");
            escape_href(&mut self.out.html, destination);
            return self.html("\">");
        }
        let span = links::destination_span(self.text, range.clone(), destination);
        let class = links::classify(destination);
        match class {
            Destination::Forbidden => {
                self.faults.push(links::forbidden(destination, span));
                self.link_end = "";
                return;
            }
            Destination::Mail => self.contact(ContactKind::Email, span),
            Destination::Phone => self.contact(ContactKind::Phone, span),
            Destination::Web => {}
            Destination::Relative if destination.is_empty() => self.faults.push(
                Fault::new(Code::DanglingLink, span, "this link leads nowhere")
                    .help("write an address between `(` and `)`"),
            ),
            Destination::Relative => {}
        }
        self.html("<a href=\"");
        if class == Destination::Relative {
            let destination = destination.to_owned();
            self.hole(range, HoleKind::Link { destination, destination_span: span });
        } else {
            escape_href(&mut self.out.html, destination.trim());
        }
        self.html(if class == Destination::Web { "\" rel=\"noopener\"" } else { "\"" });
        if !title.is_empty() {
            self.html(" title=\"");
            escape_text(&mut self.out.html, title);
            self.html("\"");
        }
        self.html(">");
    }

    /// A link ends.
    pub fn link_end(&mut self) {
        let end = std::mem::take(&mut self.link_end);
        self.html(end);
        self.in_link = false;
    }

    /// An image, to its end.
    pub fn image(&mut self, kind: LinkType, destination: &str, title: &str, range: Range<usize>) {
        if let LinkType::WikiLink { has_pothole } = kind {
            // `![[…]]` is an exclamation mark before a reference
            self.inline_text("!", range.start..range.start + 1);
            return self.reference(destination, has_pothole, range.start + 1..range.end);
        }
        let alt = self.plain_to_end();
        let alt = alt.trim();
        self.opaque(OPAQUE, range.clone());
        if let (Some(plain), Some(_)) = (&mut self.plain, &self.heading) {
            plain.push_str(alt);
        }
        let span = links::destination_span(self.text, range.clone(), destination);
        if !matches!(links::classify(destination), Destination::Web | Destination::Relative) {
            self.faults.push(links::forbidden(destination, span));
            return escape_text(&mut self.out.html, alt);
        }
        if alt.is_empty() {
            self.faults.push(
                Fault::new(
                    Code::NoTextAlternative,
                    range.clone(),
                    format!("the picture `{destination}` has no text alternative"),
                )
                .help("say between `[` and `]` what the picture shows"),
            );
        }
        let kind = HoleKind::Image {
            destination: destination.to_owned(),
            destination_span: span,
            alt: alt.to_owned(),
            title: (!title.is_empty()).then(|| title.to_owned()),
        };
        self.hole(range, kind);
    }

    /// `[[target]]` or `[[target|label]]`, to its end.
    fn reference(&mut self, written: &str, labelled: bool, range: Range<usize>) {
        let label = self.plain_to_end();
        let label = Some(label.trim()).filter(|label| labelled && !label.is_empty());
        // in a table the bar is written `\|`
        let unescaped = if labelled { written.strip_suffix('\\').unwrap_or(written) } else { written };
        let target = unescaped.trim();
        if target.is_empty() || target.contains(['[', ']']) {
            let message = if target.is_empty() { "names nothing" } else { "has brackets inside" };
            let source = &self.text[range.clone()];
            self.faults.push(
                Fault::new(Code::DanglingLink, range.clone(), format!("`{source}` {message}"))
                    .help("write a reference as `[[id]]` or `[[id|label]]`"),
            );
            return self.inline_text(label.unwrap_or(target), range);
        }
        if labelled && unescaped.len() == written.len() && wikilinks::spoils_a_header(self.text, range.start) {
            self.faults.push(wikilinks::in_table(self.text, range.clone()));
        }
        let start = range.start + 2 + (unescaped.len() - unescaped.trim_start().len());
        let target_span = if self.text.get(start..start + target.len()) == Some(target) {
            Span::new(start, start + target.len())
        } else {
            // With an escape or an entity inside, the target is not written as it reads.
            range.clone().into()
        };
        self.plain_reference(target, label);
        self.opaque(if target.contains('#') { CITE } else { NAME }, range.clone());
        let kind = HoleKind::Reference { target: target.to_owned(), label: label.map(str::to_owned), target_span };
        self.hole(range, kind);
    }

    /// A reference in the plain text of the first paragraph: its label, else a hole for the name that it will have; no cite.
    fn plain_reference(&mut self, target: &str, label: Option<&str>) {
        let index = self.out.holes.len();
        let Some(plain) = &mut self.plain else { return };
        match label {
            Some(label) => plain.push_str(label),
            None if target.contains('#') => plain.truncate(plain.trim_end().len()),
            None => plain.push_str(&format!("{HOLE_OPEN}{index}{HOLE_CLOSE}")),
        }
    }

    /// The plain text of everything up to the end of the element that has just begun.
    fn plain_to_end(&mut self) -> String {
        let mut plain = String::new();
        let mut depth = 0;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => plain.push_str(&text),
                Event::SoftBreak | Event::HardBreak => plain.push(' '),
                _ => {}
            }
        }
        plain
    }

    /// Adds to the prose something that is not read as prose.
    pub fn opaque(&mut self, mark: char, range: Range<usize>) {
        if !self.in_link {
            self.prose.push_mark(mark, range);
        }
    }

    fn contact(&mut self, kind: ContactKind, span: Span) {
        self.out.contacts.push(ContactMention { kind, span });
    }

    /// The text of a link states no figures, but it may hold contact data.
    fn link_text(&mut self, text: &str, range: Range<usize>) {
        if text.len() != range.len() {
            return;
        }
        for (kind, found) in contacts(text) {
            self.contact(kind, Span::new(range.start + found.start, range.start + found.end));
        }
    }

    /// Looks whether a bracket that stands as text was meant as the beginning of a reference or of a footnote's mark.
    fn look_at_bracket(&mut self, at: usize) {
        let before = self.text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        let rest = &self.text[at..self.text.floor_char_boundary(at + 300)];
        if at < self.brackets_seen || before % 2 == 1 || !rest.starts_with('[') {
            return;
        }
        if rest.starts_with("[[") {
            let (fault, end) = wikilinks::dangling(self.text, at);
            self.faults.push(fault);
            self.brackets_seen = end;
        } else if let Some(label) =
            rest.strip_prefix("[^").and_then(|rest| rest.split_once(']')).map(|(label, _)| label)
            && !label.is_empty()
            && !label.contains(|c: char| c.is_whitespace() || c == '[')
        {
            let span = Span::new(at, at + label.len() + 3);
            self.faults.push(
                Fault::new(Code::BrokenAnchor, span, format!("there is no footnote `{label}` in this text"))
                    .help(format!("write the footnote as a paragraph of its own: `[^{label}]: …`")),
            );
        }
    }
}
