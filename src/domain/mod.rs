//! What follows from the records: who is published, what derived fields hold, how records group by facets.
//!
//! Logic that no declaration can express is plain Rust here; a kind asks for it by name.

pub mod changes;
pub mod coverage;
pub mod evidence;
mod facets;
pub mod indicator;
mod logic;
pub mod money;
mod order;
pub mod progress;
pub mod ratification;
mod related;
pub mod reporting;
pub mod rules;
mod standing;
pub mod suppression;
pub mod trend;

pub(crate) use facets::facet_value;
pub use facets::{Facet, FacetIndex, FacetTerm, FacetValue};
pub use logic::{Day, Logic, Need, names};
pub use order::sorted;
pub use related::{Related, related};
pub use standing::{forget_later_rows, set_standing};

use std::collections::BTreeMap;

use jiff::civil;

use crate::base::Diagnostics;
use crate::model::{Model, RecordId};

use progress::{Outcome, Tally};

/// What follows from the records and is no part of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    /// The day on which everything stands as it is told.
    pub as_of: civil::Date,
    /// The lengths of time that the portal set.
    pub terms: rules::Terms,
    /// How the records of each kind group by its facets.
    pub facets: FacetIndex,
    /// Where every published action stands.
    pub outcomes: BTreeMap<RecordId, Outcome>,
    /// What the actions of every area and plan come to, with the lists behind the numbers.
    pub tallies: BTreeMap<RecordId, Tally>,
}

/// Fills the model with what follows from it on the day `as_of`; with `drafts`, drafts and future records count as published.
pub fn derive(model: &mut Model, as_of: civil::Date, drafts: bool, terms: &rules::Terms) -> (Derived, Diagnostics) {
    set_standing(model, as_of, drafts);
    if !drafts {
        forget_later_rows(model, as_of);
    }
    let (outcomes, tallies) = progress::of_parents(model, as_of, terms);
    let day = Day { as_of, terms: *terms, outcomes: &outcomes, tallies: &tallies };
    let diagnostics = logic::run(model, &day);
    let facets = facets::index(model);
    (Derived { as_of, terms: *terms, facets, outcomes, tallies }, diagnostics)
}

/// What [`derive`] makes of `resolved`, where these records differ from those that it filled `before` in the words of their texts only:
/// all that follows from values is as it was. Nothing where one of them is of a kind with logic, which may change records in other ways.
pub fn reworded(before: &Model, resolved: &Model, ids: &[RecordId], as_of: civil::Date, drafts: bool) -> Option<Model> {
    if ids.iter().any(|id| before.kind_of(*id).logic.is_some()) {
        return None;
    }
    let mut model = before.clone();
    for &id in ids {
        model.records[id.0 as usize] = resolved.records[id.0 as usize].clone();
        model.record_mut(id).standing = before.record(id).standing;
    }
    if !drafts {
        standing::forget_later_rows_of(&mut model, ids, as_of);
    }
    Some(model)
}
