//! The numbered paragraphs of a report: each must be a place of the source that the report presents.

use crate::base::{Code, Diagnostic, Diagnostics, Origin, Span};
use crate::model::place::Series;
use crate::model::{Declared, Model, Place, Places, RecordId, Text, Value};

/// The field of a numbered kind that names the source.
const PRESENTS: &str = "presents";

/// Reports paragraphs that the source does not have.
pub(super) fn check(model: &Model, id: RecordId, diagnostics: &mut Diagnostics) {
    if !model.kind_of(id).numbered {
        return;
    }
    let Some(item) = model.values(id, PRESENTS).first() else { return };
    let Value::Ref(source) = item.value else { return };
    let places = places(model, source);
    if places.is_empty() {
        return;
    }
    for (_, body) in &model.record(id).bodies {
        in_body(model, source, &places, model.text(*body), diagnostics);
    }
}

fn in_body(model: &Model, source: RecordId, places: &Places, text: &Text, diagnostics: &mut Diagnostics) {
    for paragraph in &text.parsed.markdown.paragraphs {
        let number = paragraph.number.to_string();
        if Place::parse(&number).is_ok_and(|place| places.contains(&place)) {
            continue;
        }
        let start = paragraph.span.start as usize;
        let span = Span::new(start, (start + number.len()).min(paragraph.span.end as usize));
        let record = model.record(source);
        let message = format!("`{}` has no paragraph `{number}`", record.id);
        let help = match places.last(Series::Paragraph) {
            Some(last) => format!("its last paragraph is {last}; number this one as the document does"),
            None => format!("the source declares: {}", places.iter().collect::<Vec<_>>().join(", ")),
        };
        let diagnostic = Diagnostic::new(Code::PlaceOutsideSource, text.origin(span), message);
        diagnostics.push(diagnostic.help(help).related(declared(model, source), "its places are declared here"));
    }
}

/// The places that a source declares. What cannot be read was reported when the cites were checked.
fn places(model: &Model, source: RecordId) -> Places {
    let texts = model.values(source, "places").iter().filter_map(|item| match &item.value {
        Value::Text(text) => text.iter().next().map(|(_, text)| text),
        _ => None,
    });
    Places::new(texts.filter_map(|text| Declared::parse(text).ok()).collect())
}

fn declared(model: &Model, source: RecordId) -> Origin {
    let first = model.values(source, "places").first();
    first.map_or_else(|| model.record(source).origin.clone(), |item| item.origin.clone())
}
