//! Records that are like another one, with what they share.

use std::collections::BTreeMap;

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
    let mut found: BTreeMap<RecordId, (usize, Vec<(usize, RecordId)>)> = BTreeMap::new();
    for facet in facets.of_kind(model.record(id).kind) {
        for term in &facet.terms {
            let FacetValue::Ref(shared) = term.value else { continue };
            let holders = term.records.len();
            if !(2..=COMMON).contains(&holders) || term.records.binary_search(&id).is_err() {
                continue;
            }
            for other in term.records.iter().filter(|other| **other != id) {
                let (sum, terms) = found.entry(*other).or_default();
                if !terms.iter().any(|(_, known)| *known == shared) {
                    *sum += WEIGHT / holders;
                    terms.push((holders, shared));
                }
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(id, (sum, _))| (std::cmp::Reverse(*sum), *id));
    found.truncate(limit);
    found
        .into_iter()
        .map(|(id, (_, mut terms))| {
            terms.sort();
            Related { id, shared: terms.into_iter().map(|(_, term)| term).collect() }
        })
        .collect()
}
