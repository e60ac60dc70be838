//! Figures without a cite: in the sections of a text that must give their sources, and in whole kinds.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, RecordId, Text};
use crate::schema::Kind;

/// Reports figures whose sentence has no cite, and records of cited kinds that cite nothing.
pub(super) fn check(model: &Model, id: RecordId, diagnostics: &mut Diagnostics) {
    let (kind, record) = (model.kind_of(id), model.record(id));
    let unread = kind.position("cites").is_some_and(|place| record.unread.contains(&place));
    if kind.cited && !unread && model.values(id, "cites").is_empty() {
        let message = format!("`{}` cites no source", record.id);
        let help = "say where it is from: `cites = [\"A/HRC/35/20#54\"]`, the source and the place in it";
        diagnostics.push(Diagnostic::new(Code::FigureWithoutCite, record.origin.clone(), message).help(help));
    }
    for (_, body) in &record.bodies {
        in_body(kind, model.text(*body), diagnostics);
    }
}

fn in_body(kind: &Kind, text: &Text, diagnostics: &mut Diagnostics) {
    let cited = |section: &str| kind.section(section).is_some_and(|section| section.cited);
    let figures = text.parsed.markdown.figures.iter();
    for figure in figures.filter(|figure| kind.cited || figure.section.as_deref().is_some_and(cited)) {
        let help = "put the cite into the same sentence: `[[A/HRC/35/20#54]]`; for a list or a table, one at its end is enough";
        let message = "a figure in a sentence without a cite";
        diagnostics.push(Diagnostic::new(Code::FigureWithoutCite, text.origin(figure.span), message).help(help));
    }
}
