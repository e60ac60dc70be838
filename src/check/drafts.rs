//! References from what is published to what is not: drafts, records of a later day, internal ones.

use crate::base::{Code, Diagnostic, Diagnostics, Origin};
use crate::model::{Model, RecordId, Scope, Standing, Value};

/// Reports each public reference of a published record to one that readers cannot see.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    if model.ids().all(|id| model.is_published(id)) {
        return;
    }
    for id in model.ids().filter(|id| model.is_published(*id)) {
        model.walk(id, Scope::Public, &mut |part| {
            let Some(target) = part.record().filter(|target| !model.is_published(*target)) else { return };
            let origin = part.origin();
            // What the kit itself says is not for the portal to correct.
            if !origin.path.is_kit() {
                diagnostics.extend(reference(model, target, origin));
            }
        });
    }
}

fn reference(model: &Model, target: RecordId, origin: Origin) -> Option<Diagnostic> {
    let record = model.record(target);
    let name = &record.id;
    let (code, message, help, what) = match record.standing {
        Standing::Published | Standing::Withheld => return None,
        Standing::Draft => (
            Code::RefersToDraft,
            format!("`{name}` is a draft, and this record is published"),
            "publish both, or take the reference out until then",
            "the draft",
        ),
        Standing::Future => (
            Code::RefersToDraft,
            format!("`{name}` is not published {}, and this record is", until(model, target)),
            "publish both on the same day, or take the reference out until then",
            "the record of a later day",
        ),
        Standing::Internal => (
            Code::RefersToInternal,
            format!("`{name}` is internal, and this record is public"),
            "take the reference out, or move it into an internal field",
            "the internal record",
        ),
    };
    let reason = reason(model, target).unwrap_or_else(|| record.origin.clone());
    Some(Diagnostic::new(code, origin, message).help(help).related(reason, what))
}

/// "before 2027-01-01", where the record says it itself.
fn until(model: &Model, target: RecordId) -> String {
    match model.value(target, "published") {
        Some(Value::Date(date)) => format!("before {date}"),
        _ => "yet".to_owned(),
    }
}

/// Where it is written that a record is not published; a part of another one need not say so itself.
fn reason(model: &Model, target: RecordId) -> Option<Origin> {
    let field = match model.record(target).standing {
        Standing::Draft => "draft",
        Standing::Future => "published",
        Standing::Internal => "visibility",
        Standing::Published | Standing::Withheld => return None,
    };
    model.values(target, field).first().map(|item| item.origin.clone())
}
