//! The domain logic that kinds can ask for by name, and what each needs of the kinds that it works on.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::Model;

use super::plan;

/// Logic that fills the derived fields of kinds.
pub struct Logic {
    /// The name that a kind's `logic` gives.
    pub name: &'static str,
    /// The fields that a kind which asks for it must have.
    pub needs: &'static [Need],
    /// Fills the derived fields of all records of the kind at this place of the schema.
    pub run: fn(&mut Model, usize),
}

/// A field that logic needs.
pub struct Need {
    /// The field's id.
    pub field: &'static str,
    /// The name of its type.
    pub ty: &'static str,
}

/// All logic that there is.
const ALL: &[Logic] = &[plan::LOGIC];

/// The names of all logic that there is.
pub fn names() -> Vec<&'static str> {
    ALL.iter().map(|logic| logic.name).collect()
}

/// Runs the logic of every kind that asks for one and has what it needs; reports kinds that lack something.
pub(super) fn run(model: &mut Model) -> Diagnostics {
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
            let help = format!(
                "declare it: `[fields.{}]`, and below it `type = \"{}\"` and `derived = true`",
                need.field, need.ty
            );
            diagnostics.push(Diagnostic::new(Code::KindDeclaration, kind.origin.clone(), message).help(help));
        }
        if lacking.is_empty() {
            (logic.run)(model, place);
        }
    }
    diagnostics
}
