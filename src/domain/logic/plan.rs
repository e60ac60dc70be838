//! Plans of action and their areas: how many published actions each has, and what these come to.

use crate::domain::progress::Tally;
use crate::model::{Model, RecordId};

use super::evidence::budgets;
use super::fill::{choice, count, fill_one, fill_rows, percent};
use super::{Day, Logic, Need};

/// Counts actions.
pub(super) const LOGIC: Logic =
    Logic { name: "plan", needs: &[Need { field: "action_count", ty: "integer", derived: true }], run };

fn run(model: &mut Model, kind: usize, day: &Day) {
    let empty = Tally::default();
    for id in model.of_kind(kind) {
        let tally = day.tallies.get(&id).unwrap_or(&empty);
        fill_one(model, id, "action_count", Some(count(tally.all())));
        budgets(model, id, &tally.budgets);
        // Where neither dates nor evidence are recorded, there is nothing to count; and what does not occur is not told.
        if tally.recorded {
            counts(model, id, tally);
        }
    }
}

fn counts(model: &mut Model, id: RecordId, tally: &Tally) {
    fill_one(model, id, "progress", tally.progress.map(percent));
    fill_one(model, id, "expected", tally.pace.as_ref().map(|pace| percent(pace.expected)));
    let mean = tally.progress.is_some();
    for (field, list, told) in [
        ("measured_count", &tally.measured, mean),
        ("left_out_count", &tally.left_out, mean),
        ("statement_count", &tally.statements, true),
        ("not_assessed_count", &tally.not_assessed, true),
        ("in_parts_count", &tally.in_parts, true),
        ("past_due_count", &tally.past_due, true),
        ("due_soon_count", &tally.due_soon, true),
        ("without_lead_count", &tally.without_lead, true),
        ("unevidenced_count", &tally.completed_without_evidence, true),
        ("stale_count", &tally.stale, true),
    ] {
        fill_one(model, id, field, (told && !list.is_empty()).then(|| count(list.len())));
    }
    let mut rows = Vec::new();
    for (assessor, statuses) in &tally.by_status {
        for (status, actions) in statuses {
            rows.push(vec![
                ("assessor", Some(choice(assessor.id()))),
                ("status", Some(choice(status.id()))),
                ("count", Some(count(actions.len()))),
            ]);
        }
    }
    fill_rows(model, id, "status_counts", rows);
}
