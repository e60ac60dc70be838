//! Records with evidence, of any kind: the status that each class of assessors last reported, and the sums of budgets.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::evidence::{self, Statuses};
use crate::domain::progress::Budgets;
use crate::model::{Date, Model, RecordId, Value};

use super::fill::{choice, fill_rows, fill_sums, text};
use super::{Day, Logic, Need};

/// Tells the status by class of assessor.
pub(super) const LOGIC: Logic = Logic {
    name: "evidence",
    needs: &[
        Need { field: evidence::FIELD, ty: "table", derived: false },
        Need { field: "statuses", ty: "table", derived: true },
    ],
    run,
};

fn run(model: &mut Model, kind: usize, day: &Day) {
    for id in model.of_kind(kind) {
        of_record(model, id, day);
    }
}

/// Fills `statuses` from the record's evidence, and the sums of its budgets.
pub(super) fn of_record(model: &mut Model, id: RecordId, day: &Day) {
    let entries = evidence::entries(model, id);
    let whole = evidence::statuses(&entries, None, day.as_of, &day.terms);
    let of_part = |part: Arc<str>| {
        let statuses = evidence::statuses(&entries, Some(&part), day.as_of, &day.terms);
        (part, statuses)
    };
    let parts = evidence::parts(&entries, day.as_of).into_iter().map(of_part).collect();
    statuses(model, id, &whole, &parts);
    budgets(model, id, &Budgets::read(model, id));
}

/// Fills `statuses`: first of the whole, then of each part.
pub(super) fn statuses(model: &mut Model, id: RecordId, whole: &Statuses, parts: &BTreeMap<Arc<str>, Statuses>) {
    let mut rows = Vec::new();
    let all = std::iter::once((None, whole)).chain(parts.iter().map(|(part, statuses)| (Some(part), statuses)));
    for (part, statuses) in all {
        for (assessor, reported) in statuses {
            rows.push(vec![
                ("assessor", Some(choice(assessor.id()))),
                ("status", Some(choice(reported.status.id()))),
                ("part", part.and_then(|part| text(model, part))),
                ("published", Some(Value::Date(reported.published))),
                ("happened", reported.happened.map(Value::Period)),
                ("stale_since", reported.stale_since.map(|day| Value::Date(Date::day(day)))),
            ]);
        }
    }
    fill_rows(model, id, "statuses", rows);
}

/// Fills the sums of budgets.
pub(super) fn budgets(model: &mut Model, id: RecordId, budgets: &Budgets) {
    fill_sums(model, id, "planned_total", &budgets.planned);
    fill_sums(model, id, "committed_total", &budgets.committed);
    fill_sums(model, id, "spent_total", &budgets.spent);
}
