//! Comments: nothing about their authors is told that they did not agree to.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::Model;

/// Reports comments that name their author, or the type of organisation, against their own attribution.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for id in super::own(model) {
        for row in model.rows(id, "comments") {
            let attribution = row.choice("attribution").map_or("withheld", |choice| choice);
            for (field, needs) in [("by", &["named"][..]), ("organisation_type", &["named", "organisation-type"])] {
                let Some(item) = row.item(field).filter(|_| !needs.contains(&attribution)) else { continue };
                let message = match row.choice("attribution") {
                    Some(_) => format!("the comment has `{field}`, although its attribution is `{attribution}`"),
                    None => format!(
                        "the comment has `{field}`, but no `attribution`, and without one nothing is told of its author"
                    ),
                };
                let help = format!(
                    "leave `{field}` out, or, if the author agrees, write `attribution = \"{}\"`",
                    needs[needs.len() - 1]
                );
                diagnostics.push(Diagnostic::new(Code::CommentAttribution, item.origin.clone(), message).help(help));
            }
        }
    }
}
