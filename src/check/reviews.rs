//! Reviews whose day has passed.

use jiff::civil;

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::{Model, Value};

/// Reports records whose `review_by` is before the day of the build; a month or a year counts from its last day.
pub(super) fn check(model: &Model, as_of: civil::Date, diagnostics: &mut Diagnostics) {
    for id in super::own(model) {
        for item in model.values(id, "review_by") {
            let Value::Date(date) = &item.value else { continue };
            if date.last_day() < as_of {
                let message = format!("`{}` was to be reviewed by {date}", model.record(id).id);
                let help = "compare it with its sources, then set `reviewed` and a new `review_by`";
                diagnostics.push(Diagnostic::new(Code::ReviewPassed, item.origin.clone(), message).help(help));
            }
        }
    }
}
