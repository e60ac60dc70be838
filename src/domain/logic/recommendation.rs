//! Recommendations: the status that each class of assessors last reported, and how many actions implement each.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::evidence;
use crate::model::{Model, RecordId, Value};

use super::evidence::of_record;
use super::fill::{count, fill_one};
use super::{Day, Logic, Need};

/// Tells the status of recommendations.
pub(super) const LOGIC: Logic = Logic {
    name: "recommendation",
    needs: &[
        Need { field: evidence::FIELD, ty: "table", derived: false },
        Need { field: "statuses", ty: "table", derived: true },
        Need { field: "action_count", ty: "integer", derived: true },
    ],
    run,
};

fn run(model: &mut Model, kind: usize, day: &Day) {
    let counts = naming(model, "action", "recommendations");
    for id in model.of_kind(kind) {
        of_record(model, id, day);
        fill_one(model, id, "action_count", counts.get(&id).map(|records| count(records.len())));
    }
}

/// For each record, the published records of a kind that name it in a field.
pub(super) fn naming(model: &Model, kind: &str, field: &str) -> BTreeMap<RecordId, BTreeSet<RecordId>> {
    let mut naming: BTreeMap<RecordId, BTreeSet<RecordId>> = BTreeMap::new();
    let Some(kind) = model.schema.position(kind) else { return naming };
    let Some(field) = model.schema.kinds()[kind].position(field) else { return naming };
    for id in model.of_kind(kind).filter(|id| model.is_published(*id)) {
        for item in model.record(id).values(field) {
            if let Value::Ref(target) = item.value {
                naming.entry(target).or_default().insert(id);
            }
        }
    }
    naming
}
