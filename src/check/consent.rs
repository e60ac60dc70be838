//! Consent: a record about persons who can be identified says whether they agreed.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::Model;
use crate::schema::{Field, FieldType, Kind};

/// The field that says it.
const CONSENT: &str = "consent";

/// Whether a kind's texts may be about persons who can be identified.
pub(super) fn about_people(kind: &Kind) -> bool {
    kind.people || kind.field(CONSENT).is_some()
}

/// Reports records without consent, and kinds in which it cannot be written.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for kind in model.schema.kinds().iter().filter(|kind| kind.people && kind.field(CONSENT).is_none()) {
        let message = format!("records of the kind `{}` are about people, but it has no field `{CONSENT}`", kind.id);
        let help =
            "declare it: `[fields.consent]` with `type = \"choice\"`, `visibility = \"internal\"` and its choices";
        diagnostics.push(Diagnostic::new(Code::KindDeclaration, kind.origin.clone(), message).help(help));
    }
    for id in super::own(model).filter(|id| model.kind_of(*id).people) {
        let record = model.record(id);
        let Some(place) = model.kind_of(id).position(CONSENT) else { continue };
        if record.values(place).is_empty() && !record.unread.contains(&place) {
            let message = format!("`{}` does not say whether the persons in it agreed", record.id);
            let help = format!("ask them, then write {}", how(&model.kind_of(id).fields[place]));
            diagnostics.push(Diagnostic::new(Code::NoConsent, record.origin.clone(), message).help(help));
        }
    }
}

/// How the field is written.
fn how(field: &Field) -> String {
    let ids: Vec<String> = match &field.ty {
        FieldType::Choice(choices) => choices.iter().map(|choice| format!("`{CONSENT} = \"{}\"`", choice.id)).collect(),
        _ => Vec::new(),
    };
    if ids.is_empty() { format!("`{CONSENT} = …`") } else { ids.join(" or ") }
}
