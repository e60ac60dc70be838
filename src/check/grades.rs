//! Grades, each on the scale that it names.

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::Model;

/// Reports grades that their scale does not have.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let Some(kind) = model.schema.position("grade-scale") else { return };
    for id in super::own(model) {
        for row in model.rows(id, "grades") {
            let Some(scale) = row.record("scale").filter(|scale| model.record(*scale).kind == kind) else { continue };
            let known: Vec<&str> =
                model.rows(scale, "grades").filter_map(|grade| grade.text("value")).map(|value| &**value).collect();
            for (value, item) in row.texts("value").filter(|(value, _)| !known.contains(&&***value)) {
                let record = model.record(scale);
                let message = format!("the scale `{}` has no grade `{value}`", record.id);
                let help = did_you_mean(value, known.iter().copied())
                    .unwrap_or_else(|| format!("its grades are: {}", known.join(", ")));
                let diagnostic = Diagnostic::new(Code::GradeOffScale, item.origin.clone(), message).help(help);
                diagnostics.push(match record.origin.path.is_kit() {
                    true => diagnostic,
                    false => diagnostic.related(record.origin.clone(), "the scale"),
                });
            }
        }
    }
}
