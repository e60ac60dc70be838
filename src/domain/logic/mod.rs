//! The domain logic that kinds can ask for by name, and what each needs of the kinds that it works on.

mod action;
mod cluster;
mod evidence;
mod fill;
mod fund;
mod indicator;
mod plan;
mod recommendation;

use std::collections::BTreeMap;

use jiff::civil;

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, RecordId};

use super::progress::{Outcome, Tally};
use super::rules::Terms;

/// What logic may use beside the model.
pub struct Day<'a> {
    /// The day on which everything stands as it is told.
    pub as_of: civil::Date,
    /// The lengths of time that the portal set.
    pub terms: Terms,
    /// Where every published action stands.
    pub outcomes: &'a BTreeMap<RecordId, Outcome>,
    /// What the actions of every area and plan come to.
    pub tallies: &'a BTreeMap<RecordId, Tally>,
}

/// Logic that fills the derived fields of kinds. It fills those that a kind declares, and leaves out what it has nothing to say about.
pub struct Logic {
    /// The name that a kind's `logic` gives.
    pub name: &'static str,
    /// The fields that a kind which asks for it must have.
    pub needs: &'static [Need],
    /// Fills the derived fields of all records of the kind at this place of the schema.
    pub run: fn(&mut Model, usize, &Day),
}

/// A field that logic needs.
pub struct Need {
    /// The field's id.
    pub field: &'static str,
    /// The name of its type.
    pub ty: &'static str,
    /// Whether the logic fills it.
    pub derived: bool,
}

/// All logic that there is.
const ALL: &[Logic] = &[
    plan::LOGIC,
    action::LOGIC,
    evidence::LOGIC,
    recommendation::LOGIC,
    cluster::LOGIC,
    fund::LOGIC,
    indicator::LOGIC,
];

/// The names of all logic that there is.
pub fn names() -> Vec<&'static str> {
    ALL.iter().map(|logic| logic.name).collect()
}

/// Runs the logic of every kind that asks for one and has what it needs; reports kinds that lack something.
pub(super) fn run(model: &mut Model, day: &Day) -> Diagnostics {
    let schema = model.schema.clone();
    let mut diagnostics = Vec::new();
    for (place, kind) in schema.kinds().iter().enumerate() {
        let Some(logic) = ALL.iter().find(|logic| Some(logic.name) == kind.logic.as_deref()) else { continue };
        let lacking: Vec<&Need> = logic
            .needs
            .iter()
            .filter(|need| kind.field(need.field).is_none_or(|field| field.ty.name() != need.ty))
            .collect();
        for need in &lacking {
            let message =
                format!("the logic `{}` needs a field `{}` of the type `{}`", logic.name, need.field, need.ty);
            let derived = if need.derived { " and `derived = true`" } else { "" };
            let help = format!("declare it: `[fields.{}]`, and below it `type = \"{}\"`{derived}", need.field, need.ty);
            diagnostics.push(Diagnostic::new(Code::KindDeclaration, kind.origin.clone(), message).help(help));
        }
        if lacking.is_empty() {
            (logic.run)(model, place, day);
        }
    }
    diagnostics
}
