//! Holds cites to the places that their sources declare.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Diagnostics, Origin};
use crate::model::{Cite, Declared, Item, Model, Places, Reason, RecordId, Value};

/// The places that each source declares; a source that declares none is not there, and accepts every place.
pub(super) type SourcePlaces = BTreeMap<RecordId, Places>;

/// Reads what all sources declare.
pub(super) fn declared(model: &Model) -> SourcePlaces {
    let Some(sources) = model.schema.position("source") else { return SourcePlaces::new() };
    let mut all = SourcePlaces::new();
    for id in model.of_kind(sources) {
        let places: Vec<Declared> = of_source(model, id).filter_map(|(_, place)| place.ok()).collect();
        if !places.is_empty() {
            all.insert(id, Places::new(places));
        }
    }
    all
}

/// What a source declares, each with where it is written, or why it cannot be read.
fn of_source(model: &Model, id: RecordId) -> impl Iterator<Item = (&Item, Result<Declared, Reason>)> {
    model.values(id, "places").iter().filter_map(|item| {
        let Value::Text(text) = &item.value else { return None };
        let (_, text) = text.iter().next()?;
        Some((item, Declared::parse(text)))
    })
}

/// Checks the places that a record declares, if it is a source, and the cites in its fields.
pub(super) fn check(model: &Model, places: &SourcePlaces, id: RecordId, diagnostics: &mut Diagnostics) {
    if model.kind_of(id).id == "source" {
        for (item, place) in of_source(model, id) {
            let fault = place.err().map(|reason| reason.fault(Code::BadCite, item.origin.span));
            diagnostics.extend(fault.map(|fault| fault.place(&item.origin.path, 0)));
        }
    }
    for (_, items) in model.record(id).all_values() {
        check_items(model, places, items, diagnostics);
    }
}

fn check_items(model: &Model, places: &SourcePlaces, items: &[Item], diagnostics: &mut Diagnostics) {
    for item in items {
        match &item.value {
            Value::Cite(cite) => diagnostics.extend(outside(model, places, cite, &item.origin)),
            Value::Table(values) => values.iter().for_each(|(_, items)| check_items(model, places, items, diagnostics)),
            _ => {}
        }
    }
}

/// The finding for a cite of a place that its source does not have.
pub(super) fn outside(model: &Model, places: &SourcePlaces, cite: &Cite, origin: &Origin) -> Option<Diagnostic> {
    let (place, declared) = (cite.place.as_ref()?, places.get(&cite.source)?);
    if declared.contains(place) {
        return None;
    }
    let source = model.record(cite.source);
    let known: Vec<&str> = declared.iter().collect();
    let message = format!("`{}` has no place `{place}`", source.id);
    let diagnostic = Diagnostic::new(Code::PlaceOutsideSource, origin.clone(), message);
    let help = format!("the source has {}; correct the cite, or complete `places` in the source", known.join(", "));
    let declared = model.values(cite.source, "places").first().map_or(&source.origin, |item| &item.origin);
    Some(diagnostic.help(help).related(declared.clone(), "its places are declared here"))
}
