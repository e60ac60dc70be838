//! Footnotes: numbered in the order of their first mention, listed at the end with links back.

use std::collections::HashMap;
use std::ops::Range;

use crate::base::Span;
use crate::base::slug::slug;

use super::blocks::{Container, trimmed};
use super::escape::escape_text;
use super::prose::OPAQUE;
use super::render::Renderer;

/// The footnotes of a body.
#[derive(Default)]
pub(super) struct Footnotes {
    notes: Vec<Note>,
    /// The index of a note by its label, folded as references are matched.
    by_label: HashMap<String, usize>,
    /// The notes that are mentioned, in the order of their first mention.
    mentioned: Vec<usize>,
    /// Definitions that are open: the note, and the HTML before it.
    open: Vec<(Option<usize>, String)>,
}

struct Note {
    id: String,
    /// The ids of its references.
    references: Vec<String>,
    /// Its number, once it is mentioned.
    number: usize,
    definition: Option<(Span, String)>,
}

impl Renderer<'_> {
    /// The mark of a footnote in a text.
    pub fn footnote_reference(&mut self, label: &str, range: Range<usize>) {
        let index = self.note(label);
        let note = &mut self.notes.notes[index];
        if note.references.is_empty() {
            self.notes.mentioned.push(index);
            note.number = self.notes.mentioned.len();
        }
        let number = note.number;
        let base = match note.references.len() {
            0 => format!("fnref-{number}"),
            others => format!("fnref-{number}-{}", others + 1),
        };
        let id = self.ids.unique(&base);
        note.references.push(id.clone());
        let target = note.id.clone();
        self.html("<sup><a href=\"#");
        escape_text(&mut self.out.html, &target);
        self.html("\" id=\"");
        self.html(&id);
        self.html(&format!("\">{number}</a></sup>"));
        self.anchor(id, range.clone());
        self.opaque(OPAQUE, range);
    }

    /// A footnote's text begins.
    pub fn footnote_definition(&mut self, label: &str, range: Range<usize>) {
        self.citing.interrupt();
        let index = self.note(label);
        let span = trimmed(self.text, range);
        let second = self.notes.notes[index].definition.is_some();
        if second {
            // the first one holds; taking the id again makes the fault
            let id = self.notes.notes[index].id.clone();
            let mark = Span::new(span.start as usize, (span.start as usize + label.len() + 3).min(span.end as usize));
            let mark = if self.text.is_char_boundary(mark.end as usize) { mark } else { span };
            self.explicit_id(&id, mark);
        } else {
            self.notes.notes[index].definition = Some((span, String::new()));
        }
        let before = std::mem::take(&mut self.out.html);
        self.notes.open.push(((!second).then_some(index), before));
        self.containers.push(Container::Other);
    }

    /// A footnote's text ends.
    pub fn end_footnote_definition(&mut self) {
        self.citing.interrupt();
        self.containers.pop();
        let Some((index, before)) = self.notes.open.pop() else { return };
        let html = std::mem::replace(&mut self.out.html, before);
        if let Some((_, text)) = index.and_then(|index| self.notes.notes[index].definition.as_mut()) {
            *text = html;
        }
    }

    /// Writes the list of all footnotes; those without a mention stand last.
    pub fn write_footnotes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        let unmentioned = (0..notes.notes.len()).filter(|index| notes.notes[*index].references.is_empty());
        let order: Vec<usize> = notes.mentioned.iter().copied().chain(unmentioned).collect();
        let Some((first, _)) = order.first().and_then(|first| notes.notes[*first].definition.as_ref()) else { return };
        let first = *first;
        let title = self.ids.unique("footnotes");
        self.newline();
        self.html(&format!("<section class=\"footnotes\" aria-labelledby=\"{title}\">\n<h2 id=\"{title}\">"));
        self.word("footnotes", first.range());
        self.html("</h2>\n<ol>\n");
        self.anchor(title, first);
        for index in order {
            self.write_footnote(&notes.notes[index]);
        }
        self.html("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, note: &Note) {
        let Some((span, text)) = &note.definition else { return };
        self.html("<li id=\"");
        escape_text(&mut self.out.html, &note.id);
        self.html("\">\n");
        self.anchor(note.id.clone(), *span);
        // the links back belong to the last paragraph, if the note ends with one
        let (text, end) = match text.strip_suffix("</p>\n") {
            Some(text) => (text, "</p>\n"),
            None => (text.as_str(), ""),
        };
        self.html(text);
        for (index, id) in note.references.iter().enumerate() {
            self.html(&format!(" <a href=\"#{id}\" class=\"footnote-back\" aria-label=\""));
            self.word("footnote-back", span.range());
            let number = note.number;
            // links to different places need different names
            let name = if index == 0 { number.to_string() } else { format!("{number}-{}", index + 1) };
            self.html(&format!(" {name}\">↩</a>"));
        }
        self.html(end);
        self.newline();
        self.html("</li>\n");
    }

    /// The index of the note with this label, which need not be defined yet.
    fn note(&mut self, label: &str) -> usize {
        let folded = label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if let Some(index) = self.notes.by_label.get(&folded) {
            return *index;
        }
        let index = self.notes.notes.len();
        let name = match slug(label) {
            name if name.is_empty() => (index + 1).to_string(),
            name => name,
        };
        let id = self.ids.unique(&format!("fn-{name}"));
        self.notes.by_label.insert(folded, index);
        self.notes.notes.push(Note { id, references: Vec::new(), number: 0, definition: None });
        index
    }
}
