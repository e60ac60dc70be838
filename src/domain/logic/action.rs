//! Actions of plans: how far each has come, and the status that each class of assessors last reported.

use crate::domain::evidence;
use crate::domain::progress::{Budgets, Progress};
use crate::model::{Model, Value};

use super::evidence::{budgets, statuses};
use super::fill::{choice, fill_one, percent};
use super::{Day, Logic, Need};

/// Tells the progress of actions.
pub(super) const LOGIC: Logic = Logic {
    name: "action",
    needs: &[
        Need { field: evidence::FIELD, ty: "table", derived: false },
        Need { field: "statuses", ty: "table", derived: true },
        Need { field: "progress", ty: "percent", derived: true },
    ],
    run,
};

fn run(model: &mut Model, kind: usize, day: &Day) {
    for id in model.of_kind(kind) {
        let Some(outcome) = day.outcomes.get(&id) else { continue };
        fill_one(model, id, "progress", outcome.progress.share().map(percent));
        // An action of which nothing is recorded says nothing: that nobody assessed it is the default, not a finding.
        let told = !matches!(outcome.progress, Progress::NotAssessed | Progress::NotMeasured);
        fill_one(model, id, "progress_basis", told.then(|| choice(outcome.progress.id())));
        fill_one(model, id, "expected", outcome.expected.filter(|_| told).map(percent));
        statuses(model, id, &outcome.statuses, &outcome.parts);
        let due = model.value(id, "due").is_some();
        fill_one(model, id, "past_due", due.then_some(Value::Bool(outcome.past_due)));
        fill_one(model, id, "due_soon", due.then_some(Value::Bool(outcome.due_soon)));
        let unevidenced = outcome.completed_without_evidence;
        fill_one(model, id, "unevidenced", unevidenced.then_some(Value::Bool(true)));
        budgets(model, id, &Budgets::read(model, id));
    }
}
