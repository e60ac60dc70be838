//! What follows from the records: who is published, what derived fields hold, how records group by facets.
//!
//! Logic that no declaration can express is plain Rust here; a kind asks for it by name.

mod facets;
mod logic;
mod order;
mod plan;
pub mod rules;
mod standing;
pub mod trend;

pub use facets::{Facet, FacetIndex, FacetTerm, FacetValue};
pub use logic::{Logic, Need, names};
pub use order::sorted;
pub use standing::set_standing;

use jiff::civil;

use crate::base::Diagnostics;
use crate::model::Model;

/// Fills the model with what follows from it on the day `as_of`; with `drafts`, drafts and future records count as published.
pub fn derive(model: &mut Model, as_of: civil::Date, drafts: bool) -> (FacetIndex, Diagnostics) {
    set_standing(model, as_of, drafts);
    let diagnostics = logic::run(model);
    (facets::index(model), diagnostics)
}
