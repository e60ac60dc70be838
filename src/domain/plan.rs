//! Plans of action and their areas: how many published actions each has.

use std::collections::BTreeMap;

use crate::model::{Item, Model, RecordId, Value};

use super::logic::{Logic, Need};

/// Counts actions.
pub(super) const LOGIC: Logic =
    Logic { name: "plan", needs: &[Need { field: "action_count", ty: "integer" }], run: count_actions };

/// An action counts for its parent, and for what that is a part of.
fn count_actions(model: &mut Model, kind: usize) {
    let Some(actions) = model.schema.position("action") else { return };
    let Some(field) = model.schema.kinds()[kind].position("action_count") else { return };
    let mut counts: BTreeMap<RecordId, i64> = BTreeMap::new();
    for action in model.of_kind(actions).filter(|id| model.is_published(*id)) {
        let mut ancestor = model.parent(action);
        // Plan, area, action: a chain longer than this is a circle.
        for _ in 0..4 {
            let Some(id) = ancestor else { break };
            *counts.entry(id).or_default() += 1;
            ancestor = model.parent(id);
        }
    }
    for id in model.of_kind(kind).collect::<Vec<_>>() {
        let count = counts.get(&id).copied().unwrap_or(0);
        let record = &mut model.records[id.0 as usize];
        let item = Item { value: Value::Integer(count), origin: record.origin.clone() };
        record.set(field, vec![item]);
    }
}
