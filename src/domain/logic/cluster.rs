//! Clusters: how many recommendations each holds, and how many of these were noted.

use crate::model::{Model, Value};

use super::fill::{count, fill_one};
use super::recommendation::naming;
use super::{Day, Logic, Need};

/// Counts recommendations.
pub(super) const LOGIC: Logic =
    Logic { name: "cluster", needs: &[Need { field: "recommendation_count", ty: "integer", derived: true }], run };

fn run(model: &mut Model, kind: usize, _: &Day) {
    let recommendations = naming(model, "recommendation", "clusters");
    for id in model.of_kind(kind) {
        let held = recommendations.get(&id);
        let noted = held.into_iter().flatten().filter(
            |held| matches!(model.value(**held, "response"), Some(Value::Choice(choice)) if **choice == *"noted"),
        );
        let noted = noted.count();
        fill_one(model, id, "recommendation_count", Some(count(held.map_or(0, |held| held.len()))));
        fill_one(model, id, "noted_count", (noted > 0).then(|| count(noted)));
    }
}
