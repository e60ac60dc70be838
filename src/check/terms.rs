//! Terms that the portal adds to a vocabulary and does not use.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, RecordId, Scope};

/// Reports published terms of the portal that no other record names, in internal fields and embeds neither.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let unlinked: Vec<RecordId> = super::own(model)
        .filter(|id| model.kind_of(*id).vocabulary && model.is_published(*id) && !model.record(*id).of_kit)
        .filter(|id| model.backlinks.get(id.0 as usize).is_none_or(Vec::is_empty))
        .collect();
    if unlinked.is_empty() {
        return;
    }
    let mut used = vec![false; model.records.len()];
    for id in model.ids() {
        model.walk(id, Scope::All, &mut |part| {
            if let Some(target) = part.record() {
                used[target.0 as usize] |= target != id;
            }
        });
    }
    for id in unlinked.into_iter().filter(|id| !used[id.0 as usize]) {
        let (record, kind) = (model.record(id), model.kind_of(id));
        let message = format!("no record refers to the {} `{}`", kind.id, record.id);
        let help = "name it where it applies, or delete it; perhaps the records use another id for the same";
        diagnostics.push(Diagnostic::new(Code::UnusedTerm, record.origin.clone(), message).help(help));
    }
}
