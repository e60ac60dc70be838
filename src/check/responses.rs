//! Responses to recommendations, which only the universal periodic review knows.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, RecordId, Value};

/// The fields that tell the response.
const FIELDS: &[&str] = &["response", "response_as_printed", "response_date", "response_document", "response_comment"];

/// Reports responses to recommendations that other mechanisms made.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let Some(kind) = model.schema.position("recommendation") else { return };
    for id in super::own(model).filter(|id| model.record(*id).kind == kind) {
        let made_by: Vec<RecordId> =
            model.values(id, "made_by").iter().filter_map(|item| mechanism(&item.value)).collect();
        if made_by.is_empty() || made_by.iter().any(|mechanism| is_review(model, *mechanism)) {
            continue;
        }
        for item in FIELDS.iter().filter_map(|field| model.values(id, field).first()) {
            let name = &model.record(made_by[0]).id;
            let message =
                format!("a response to a recommendation of `{name}`: only the universal periodic review has them");
            let help = "leave it out; what the State says about this recommendation is an entry of `evidence`";
            diagnostics.push(Diagnostic::new(Code::ResponseOutsideReview, item.origin.clone(), message).help(help));
        }
    }
}

fn mechanism(value: &Value) -> Option<RecordId> {
    match value {
        Value::Ref(mechanism) => Some(*mechanism),
        _ => None,
    }
}

fn is_review(model: &Model, mechanism: RecordId) -> bool {
    let ty = matches!(model.value(mechanism, "mechanism_type"), Some(Value::Choice(choice)) if **choice == *"upr");
    ty || *model.record(mechanism).id == *"UPR"
}
