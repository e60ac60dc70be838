//! Records that are like another one, with what they share.

use std::cmp::Reverse;

use crate::model::{Model, RecordId};

use super::facets::{FacetIndex, FacetValue};

/// A record that is like another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The record.
    pub id: RecordId,
    /// The terms that both have, the rarest first.
    pub shared: Vec<RecordId>,
}

/// A term that more records have than this says little of any of them, and is not looked at.
const COMMON: usize = 200;

/// What a shared term weighs that two records alone have.
const WEIGHT: usize = 1_000_000;

/// The records of the same kind that share most with a record: a term that `n` records have counts 1/n, so that a rare term tells more
/// than a common one. Records with equal sums follow the model's order.
pub fn related(model: &Model, facets: &FacetIndex, id: RecordId, limit: usize) -> Vec<Related> {
    let terms = terms(model, facets, id);
    let ids = || terms.iter().flat_map(|(_, holders)| holders.first().into_iter().chain(holders.last()));
    let (Some(first), Some(last)) = (ids().min(), ids().max()) else { return Vec::new() };
    // Every record of a large portal asks this, so sums stand by the record's number, and terms are only sought for what is shown.
    let mut sums = vec![0; (last.0 - first.0) as usize + 1];
    let mut found = Vec::new();
    for (place, (term, holders)) in terms.iter().enumerate() {
        let counted = |other| shares(terms[..place].iter().filter(|(known, _)| known == term), other).next().is_some();
        for other in holders.iter().filter(|other| **other != id && !counted(**other)) {
            let sum: &mut usize = &mut sums[(other.0 - first.0) as usize];
            if *sum == 0 {
                found.push(*other);
            }
            *sum += WEIGHT / holders.len();
        }
    }
    let rank = |id: &RecordId| (Reverse(sums[(id.0 - first.0) as usize]), *id);
    if found.len() > limit {
        found.select_nth_unstable_by_key(limit, rank);
        found.truncate(limit);
    }
    found.sort_by_key(rank);
    found.into_iter().map(|other| Related { id: other, shared: shared(&terms, other) }).collect()
}

/// The terms of a record, by facet, with all records that have them.
fn terms<'a>(model: &Model, facets: &'a FacetIndex, id: RecordId) -> Vec<(RecordId, &'a [RecordId])> {
    let all = facets.of_kind(model.record(id).kind).iter().flat_map(|facet| &facet.terms);
    all.filter_map(|term| match term.value {
        FacetValue::Ref(to) => Some((to, &term.records[..])),
        _ => None,
    })
    .filter(|(_, holders)| (2..=COMMON).contains(&holders.len()) && holders.binary_search(&id).is_ok())
    .collect()
}

/// Those of the terms that a record has.
fn shares<'a>(
    terms: impl Iterator<Item = &'a (RecordId, &'a [RecordId])>,
    id: RecordId,
) -> impl Iterator<Item = (usize, RecordId)> {
    let has = move |holders: &[RecordId]| holders.binary_search(&id).is_ok();
    terms.filter(move |(_, holders)| has(holders)).map(|(term, holders)| (holders.len(), *term))
}

/// The terms that a record has among these, the rarest first. One that two fields name is told once, as in the first of them.
fn shared(terms: &[(RecordId, &[RecordId])], id: RecordId) -> Vec<RecordId> {
    let mut shared: Vec<(usize, RecordId)> = Vec::new();
    for (holders, term) in shares(terms.iter(), id) {
        if !shared.iter().any(|(_, known)| *known == term) {
            shared.push((holders, term));
        }
    }
    shared.sort();
    shared.into_iter().map(|(_, term)| term).collect()
}
