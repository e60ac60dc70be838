//! Goes through everything that a record holds and names: in fields, in nested tables, in prose.

use crate::base::{Origin, SourcePath, Span};
use crate::parse::markdown::{Hole, HoleKind};
use crate::schema::Field;

use super::graph::Model;
use super::query::Query;
use super::record::RecordId;
use super::text::{Target, Text, TextId};
use super::value::{Cite, Item, Value};

/// How much of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What the public sees: no internal fields.
    Public,
    /// All of it.
    All,
}

/// Something that a record holds.
pub struct Part<'a> {
    /// What it is.
    pub held: Held<'a>,
    /// The field of the record, by its place in the kind, if it stands in a value of its own there and not in a text.
    pub field: Option<usize>,
    written: Written<'a>,
}

/// What a record can hold or name.
#[derive(Clone, Copy)]
pub enum Held<'a> {
    /// A Markdown text; what it names follows.
    Text(&'a Text),
    /// Another record, by its name.
    Record(RecordId),
    /// A record that a text shows, by its name in a block.
    Shown(RecordId),
    /// A source, perhaps a place in it.
    Cite(&'a Cite),
    /// A file or picture.
    File(&'a SourcePath),
}

/// Where a part is written: worked out only where it is asked for.
#[derive(Clone, Copy)]
enum Written<'a> {
    Item(&'a Item),
    Text(&'a Text, Span),
}

impl Part<'_> {
    /// Where it is written.
    pub fn origin(&self) -> Origin {
        match self.written {
            Written::Item(item) => item.origin.clone(),
            Written::Text(text, span) => text.origin(span),
        }
    }

    /// The record that it names, in whichever way.
    pub fn record(&self) -> Option<RecordId> {
        match self.held {
            Held::Record(record) | Held::Shown(record) => Some(record),
            Held::Cite(cite) => Some(cite.source),
            Held::Text(_) | Held::File(_) => None,
        }
    }
}

impl Model {
    /// Calls `visit` for all that a record holds, in order: its fields, then its bodies.
    pub fn walk<'a>(&'a self, id: RecordId, scope: Scope, visit: &mut dyn FnMut(Part<'a>)) {
        let kind = self.kind_of(id);
        for (place, items) in self.record(id).all_values() {
            Walk { model: self, field: place, scope, visit }.values(&kind.fields[place], items);
        }
        for (_, body) in &self.record(id).bodies {
            text(self, *body, visit);
        }
    }
}

struct Walk<'a, 'v> {
    model: &'a Model,
    field: usize,
    scope: Scope,
    visit: &'v mut dyn FnMut(Part<'a>),
}

impl<'a> Walk<'a, '_> {
    fn values(&mut self, field: &'a Field, items: &'a [Item]) {
        if field.internal && self.scope == Scope::Public {
            return;
        }
        for item in items {
            match &item.value {
                Value::Ref(target) => self.visit(item, Held::Record(*target)),
                Value::Cite(cite) => self.visit(item, Held::Cite(cite)),
                Value::File(path) | Value::Image { path, .. } => self.visit(item, Held::File(path)),
                Value::Markdown(texts) => texts.iter().for_each(|(_, id)| text(self.model, *id, self.visit)),
                Value::Table(nested) => {
                    nested.iter().for_each(|(place, items)| self.values(&field.fields()[*place], items));
                }
                _ => {}
            }
        }
    }

    fn visit(&mut self, item: &'a Item, held: Held<'a>) {
        (self.visit)(Part { held, field: Some(self.field), written: Written::Item(item) });
    }
}

fn text<'a>(model: &'a Model, id: TextId, visit: &mut dyn FnMut(Part<'a>)) {
    let text = model.text(id);
    let mut part = |held, span| visit(Part { held, field: None, written: Written::Text(text, span) });
    part(Held::Text(text), Span::default());
    for (hole, target) in text.parsed.markdown.holes.iter().zip(&text.targets) {
        match target {
            Target::Record { record, .. } => part(Held::Record(*record), name_of(hole)),
            Target::Cite(cite) => part(Held::Cite(cite), name_of(hole)),
            Target::File(path) => part(Held::File(path), name_of(hole)),
            Target::Embed(query) => embed(model, hole, query, &mut part),
            Target::Anchor(_) | Target::Methodology | Target::Plain | Target::Broken => {}
        }
    }
}

/// The records that an embed names one by one.
fn embed<'a>(model: &Model, hole: &Hole, query: &Query, part: &mut dyn FnMut(Held<'a>, Span)) {
    let HoleKind::Embed { body, body_span, .. } = &hole.kind else { return };
    for record in &query.ids {
        let id = &model.record(*record).id;
        // An id that is written in another way, with its kind or as it was formerly, is somewhere in the block.
        let found = body.find(&format!("\"{id}\"")).map(|at| Span::new(at, at + id.len() + 2).moved(body_span.start));
        part(Held::Shown(*record), found.unwrap_or(hole.span));
    }
}

/// Where the name of the target is written.
fn name_of(hole: &Hole) -> Span {
    match &hole.kind {
        HoleKind::Reference { target_span, .. } => *target_span,
        HoleKind::Link { destination_span, .. } | HoleKind::Image { destination_span, .. } => *destination_span,
        HoleKind::Embed { .. } | HoleKind::Paragraph { .. } | HoleKind::Word(_) => hole.span,
    }
}
