//! The one pass over the events of the Markdown parser.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{DefaultBrokenLinkCallback, Event, OffsetIter, Parser};

use crate::base::{Code, Fault, Span};

use super::anchors::Ids;
use super::blocks::{Container, OpenHeading};
use super::citing::Citing;
use super::footnotes::Footnotes;
use super::hole::{Hole, HoleKind, push_mark};
use super::prose::Prose;
use super::tables::OpenTable;
use super::{Anchor, ContactMention, Markdown, Options, RawHtml, contacts, figures, raw_html};

type Extensions = pulldown_cmark::Options;

const EXTENSIONS: Extensions = Extensions::ENABLE_TABLES
    .union(Extensions::ENABLE_FOOTNOTES)
    .union(Extensions::ENABLE_STRIKETHROUGH)
    .union(Extensions::ENABLE_TASKLISTS)
    .union(Extensions::ENABLE_SMART_PUNCTUATION)
    .union(Extensions::ENABLE_HEADING_ATTRIBUTES)
    .union(Extensions::ENABLE_GFM)
    .union(Extensions::ENABLE_DEFINITION_LIST)
    .union(Extensions::ENABLE_WIKILINKS);

/// What is known between two events.
pub(super) struct Renderer<'a> {
    pub text: &'a str,
    pub options: Options,
    pub events: OffsetIter<'a, DefaultBrokenLinkCallback>,
    pub out: Markdown,
    pub faults: Vec<Fault>,
    pub ids: Ids,
    pub notes: Footnotes,
    /// What is open around the present event, outermost first.
    pub containers: Vec<Container>,
    pub heading: Option<OpenHeading>,
    pub table: Option<OpenTable>,
    /// How many tables have begun.
    pub tables: usize,
    /// The id of the second-level heading above.
    pub section: Option<String>,
    /// The plain text of an open heading, or of the first paragraph.
    pub plain: Option<String>,
    pub lead_found: bool,
    /// Where the content of the open paragraph begins in the HTML.
    pub paragraph: usize,
    /// How the open link ends.
    pub link_end: &'static str,
    pub in_link: bool,
    /// Everything before this byte of the text has been looked at for dangling brackets.
    pub brackets_seen: usize,
    pub prose: Prose,
    pub citing: Citing,
    /// Ids in the author's own HTML.
    pub raw_anchors: Vec<Anchor>,
    pub has_raw_html: bool,
}

/// Renders a text that holds no marks of holes.
pub(super) fn render(text: &str, options: &Options) -> (Markdown, Vec<Fault>) {
    let mut renderer = Renderer {
        text,
        options: *options,
        events: Parser::new_ext(text, EXTENSIONS).into_offset_iter(),
        out: Markdown { html: String::with_capacity(text.len() + text.len() / 2), ..Markdown::default() },
        faults: Vec::new(),
        ids: Ids::new(text),
        notes: Footnotes::default(),
        containers: Vec::new(),
        heading: None,
        table: None,
        tables: 0,
        section: None,
        plain: None,
        lead_found: false,
        paragraph: 0,
        link_end: "",
        in_link: false,
        brackets_seen: 0,
        prose: Prose::default(),
        citing: Citing::default(),
        raw_anchors: Vec::new(),
        has_raw_html: false,
    };
    while let Some((event, range)) = renderer.events.next() {
        renderer.event(event, range);
    }
    renderer.finish()
}

impl Renderer<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.inline_text(&text, range),
            Event::Code(code) => self.inline_code(&code, range),
            Event::Html(html) => self.raw_html(&html, range, false),
            Event::InlineHtml(html) => self.raw_html(&html, range, true),
            Event::FootnoteReference(label) => self.footnote_reference(&label, range),
            Event::SoftBreak => self.line_break("\n", range),
            Event::HardBreak => self.line_break("<br />\n", range),
            Event::Rule => {
                self.block();
                self.citing.interrupt();
                self.newline();
                self.html("<hr />\n");
            }
            Event::TaskListMarker(done) => self.task(done, range),
            // the extension is not on
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline_text(&text, range),
        }
    }

    /// Appends HTML.
    pub fn html(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    /// Begins a new line of HTML, if one is not just begun.
    pub fn newline(&mut self) {
        if !self.out.html.is_empty() && !self.out.html.ends_with('\n') {
            self.out.html.push('\n');
        }
    }

    /// Appends a hole.
    pub fn hole(&mut self, span: Range<usize>, kind: HoleKind) {
        push_mark(&mut self.out.html, self.out.holes.len());
        self.out.holes.push(Hole { span: span.into(), kind });
    }

    /// Appends a hole for a word of the interface.
    pub fn word(&mut self, word: &'static str, span: Range<usize>) {
        self.hole(span, HoleKind::Word(word));
    }

    /// Takes an id that the author wrote; where it is taken already that is a fault, and the id gets a number.
    pub fn explicit_id(&mut self, id: &str, span: Span) -> String {
        if self.ids.take(id) {
            return id.to_owned();
        }
        self.faults.push(
            Fault::new(
                Code::DuplicateAnchor,
                span,
                format!("`{id}` is already the name of another place in this text"),
            )
            .help("give each place a name of its own"),
        );
        self.ids.unique(id)
    }

    /// Notes an id of the HTML.
    pub fn anchor(&mut self, id: String, span: impl Into<Span>) {
        self.out.anchors.push(Anchor { id, span: span.into() });
    }

    /// A block begins or ends: what stands in the prose so far is complete.
    pub fn block(&mut self) {
        if self.prose.text.is_empty() {
            return;
        }
        let prose = std::mem::take(&mut self.prose);
        let contacts = contacts::contacts(&prose.text);
        if self.heading.is_none() {
            let sentences = match &self.table {
                Some(table) => figures::cell(&prose, &contacts, table.counts()),
                None => figures::block(&prose, &contacts),
            };
            self.citing.sentences(sentences, self.section.as_deref());
        }
        for (kind, range) in contacts {
            self.out.contacts.push(ContactMention { kind, span: prose.source(range) });
        }
        self.prose = prose;
        self.prose.clear();
    }

    fn finish(mut self) -> (Markdown, Vec<Fault>) {
        self.block();
        self.write_footnotes();
        let mut out = self.out;
        if self.has_raw_html && self.options.raw_html == RawHtml::Clean {
            out.html = raw_html::clean(&out.html);
            let kept: HashSet<&str> = raw_html::ids(&out.html).into_iter().map(|(id, _)| id).collect();
            self.raw_anchors.retain(|anchor| kept.contains(anchor.id.as_str()));
        }
        out.anchors.append(&mut self.raw_anchors);
        out.anchors.sort_by(|a, b| (a.span, &a.id).cmp(&(b.span, &b.id)));
        out.contacts.sort_by_key(|contact| (contact.span, contact.kind));
        out.contacts.dedup_by(|b, a| a.kind == b.kind && b.span.start < a.span.end);
        out.figures = self.citing.finish();
        self.faults.sort_by_key(|fault| fault.span);
        (out, self.faults)
    }
}
