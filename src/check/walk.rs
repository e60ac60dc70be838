//! Goes through everything that a record holds, with the place where each thing is written.

use crate::base::{Origin, SourcePath, Span};
use crate::model::{Item, Model, Query, RecordId, Target, Text, TextId, Value};
use crate::parse::markdown::{Hole, HoleKind};
use crate::schema::Field;

/// How much of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// What the public sees: no internal fields.
    Public,
    /// All of it.
    All,
}

/// Something that a record holds.
pub(super) enum Part<'a> {
    /// A Markdown text; the references in it follow.
    Text(&'a Text),
    /// The name of another record.
    Record(RecordId, Origin),
    /// The path of a file or picture.
    File(&'a SourcePath, Origin),
}

/// Calls `visit` for all that a record holds: in fields, in nested tables, in prose.
pub(super) fn walk<'a>(model: &'a Model, id: RecordId, scope: Scope, visit: &mut dyn FnMut(Part<'a>)) {
    let kind = model.kind_of(id);
    let record = model.record(id);
    for (field, items) in record.all_values() {
        values(model, &kind.fields[field], items, scope, visit);
    }
    for (_, body) in &record.bodies {
        text(model, *body, visit);
    }
}

fn values<'a>(model: &'a Model, field: &'a Field, items: &'a [Item], scope: Scope, visit: &mut dyn FnMut(Part<'a>)) {
    if field.internal && scope == Scope::Public {
        return;
    }
    for item in items {
        match &item.value {
            Value::Ref(target) => visit(Part::Record(*target, item.origin.clone())),
            Value::Cite(cite) => visit(Part::Record(cite.source, item.origin.clone())),
            Value::File(path) | Value::Image { path, .. } => visit(Part::File(path, item.origin.clone())),
            Value::Markdown(texts) => texts.iter().for_each(|(_, id)| text(model, *id, visit)),
            Value::Table(nested) => {
                for (place, items) in nested {
                    values(model, &field.fields()[*place], items, scope, visit);
                }
            }
            _ => {}
        }
    }
}

fn text<'a>(model: &'a Model, id: TextId, visit: &mut dyn FnMut(Part<'a>)) {
    let text = model.text(id);
    visit(Part::Text(text));
    for (hole, target) in text.parsed.markdown.holes.iter().zip(&text.targets) {
        match target {
            Target::Record { record, .. } => visit(Part::Record(*record, text.origin(written(hole)))),
            Target::Cite(cite) => visit(Part::Record(cite.source, text.origin(written(hole)))),
            Target::File(path) => visit(Part::File(path, text.origin(written(hole)))),
            Target::Embed(query) => embed(model, text, hole, query, visit),
            Target::Anchor(_) | Target::Plain | Target::Broken => {}
        }
    }
}

/// The records that an embed names one by one.
fn embed<'a>(model: &'a Model, text: &'a Text, hole: &Hole, query: &Query, visit: &mut dyn FnMut(Part<'a>)) {
    let HoleKind::Embed { body, body_span, .. } = &hole.kind else { return };
    for record in &query.ids {
        let id = &model.record(*record).id;
        // An id that is written in another way, with its kind or as it was formerly, is somewhere in the block.
        let found = body.find(&format!("\"{id}\"")).map(|at| Span::new(at, at + id.len() + 2).moved(body_span.start));
        visit(Part::Record(*record, text.origin(found.unwrap_or(hole.span))));
    }
}

/// Where the name of the target is written.
fn written(hole: &Hole) -> Span {
    match &hole.kind {
        HoleKind::Reference { target_span, .. } => *target_span,
        HoleKind::Link { destination_span, .. } | HoleKind::Image { destination_span, .. } => *destination_span,
        HoleKind::Embed { .. } | HoleKind::Word(_) => hole.span,
    }
}
