//! Dates that cannot follow each other as they do.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::domain::evidence;
use crate::model::{Model, RecordId, Value};

/// Reports milestones that were done before their action began, and sources published before what they report.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for id in super::own(model) {
        milestones(model, id, diagnostics);
        for row in model.rows(id, evidence::FIELD) {
            let (Some(published), Some(happened)) = (row.date("published"), row.period("happened")) else { continue };
            let (Some(item), Some(first)) = (row.item("happened"), happened.first_day()) else { continue };
            if first > published.last_day() {
                let message =
                    format!("what happened in {happened} cannot stand in a source that was published in {published}");
                let help = "correct one of the dates; `published` is the date of the source, not of this entry";
                diagnostics.push(Diagnostic::new(Code::DateOrder, item.origin.clone(), message).help(help));
            }
        }
    }
}

fn milestones(model: &Model, id: RecordId, diagnostics: &mut Diagnostics) {
    let Some(Value::Period(period)) = model.value(id, "period") else { return };
    let (Some(from), Some(begin)) = (period.from(), period.first_day()) else { return };
    for row in model.rows(id, "milestones") {
        let (Some(done), Some(item)) = (row.date("done"), row.item("done")) else { continue };
        if done.last_day() < begin {
            let message = format!("this milestone was done in {done}, before the action began in {from}");
            let help = "correct the date, or let the period begin earlier";
            let began = model.values(id, "period").first().map(|item| item.origin.clone());
            let mut diagnostic = Diagnostic::new(Code::DateOrder, item.origin.clone(), message).help(help);
            if let Some(began) = began {
                diagnostic = diagnostic.related(began, "the period of the action");
            }
            diagnostics.push(diagnostic);
        }
    }
}
