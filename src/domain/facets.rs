//! Groups the published records of each kind by the values of its facets.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Model, RecordId, Value};

/// A value that records are grouped by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetValue {
    /// A record.
    Ref(RecordId),
    /// A choice, a text, or `true` or `false`.
    Text(Arc<str>),
}

/// A value and the records that have it, in the order of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetTerm {
    /// The value.
    pub value: FacetValue,
    /// The records.
    pub records: Vec<RecordId>,
}

/// A facet of a kind: its field, and the values that are used.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The field, by its place in the kind.
    pub field: usize,
    /// The values in a fixed order.
    pub terms: Vec<FacetTerm>,
}

/// The facets of all kinds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FacetIndex {
    kinds: Vec<Vec<Facet>>,
}

impl FacetIndex {
    /// The facets of the kind at a place of the schema, in the order of its fields.
    pub fn of_kind(&self, kind: usize) -> &[Facet] {
        self.kinds.get(kind).map_or(&[], |facets| &facets[..])
    }

    /// The facet of a field.
    pub fn facet(&self, kind: usize, field: usize) -> Option<&Facet> {
        self.of_kind(kind).iter().find(|facet| facet.field == field)
    }
}

impl Facet {
    /// For each value, how many of these records have it.
    pub fn counts(&self, among: &[RecordId]) -> Vec<usize> {
        let most = among.iter().map(|id| id.0 as usize + 1).max().unwrap_or(0);
        // A flag for each record is asked much faster than a list is searched, and there are as many questions as records in the portal.
        let mut are_among = vec![false; most];
        among.iter().for_each(|id| are_among[id.0 as usize] = true);
        let is_among = |id: &&RecordId| are_among.get(id.0 as usize).copied().unwrap_or(false);
        self.terms.iter().map(|term| term.records.iter().filter(is_among).count()).collect()
    }

    /// The records with a value.
    pub fn records(&self, value: &FacetValue) -> &[RecordId] {
        match self.terms.binary_search_by(|term| term.value.cmp(value)) {
            Ok(found) => &self.terms[found].records,
            Err(_) => &[],
        }
    }
}

/// The facet values of a field's value, if it can be grouped by.
pub(crate) fn facet_value(value: &Value) -> Option<FacetValue> {
    match value {
        Value::Ref(record) => Some(FacetValue::Ref(*record)),
        Value::Choice(choice) => Some(FacetValue::Text(choice.clone())),
        Value::Bool(value) => Some(FacetValue::Text(if *value { "true".into() } else { "false".into() })),
        Value::Text(text) => text.iter().next().map(|(_, text)| FacetValue::Text(text.clone())),
        _ => None,
    }
}

/// Whether readers may know of what a value names: of a record that is withheld there is no list.
fn is_public(model: &Model, value: &FacetValue) -> bool {
    !matches!(value, FacetValue::Ref(record) if !model.is_published(*record))
}

/// Groups the published records.
pub(super) fn index(model: &Model) -> FacetIndex {
    let kinds = (0..model.schema.kinds().len()).map(|kind| of_kind(model, kind)).collect();
    FacetIndex { kinds }
}

fn of_kind(model: &Model, kind: usize) -> Vec<Facet> {
    let fields = &model.schema.kinds()[kind].fields;
    let facets = fields.iter().enumerate().filter(|(_, field)| field.facet && !field.internal);
    facets
        .map(|(field, _)| {
            let mut terms: BTreeMap<FacetValue, Vec<RecordId>> = BTreeMap::new();
            for id in model.of_kind(kind).filter(|id| model.is_published(*id)) {
                let values = model.record(id).values(field).iter().filter_map(|item| facet_value(&item.value));
                for value in values.filter(|value| is_public(model, value)) {
                    let records = terms.entry(value).or_default();
                    if records.last() != Some(&id) {
                        records.push(id);
                    }
                }
            }
            Facet { field, terms: terms.into_iter().map(|(value, records)| FacetTerm { value, records }).collect() }
        })
        .collect()
}
