//! Pictures that tell more than they show: where they were taken, and with which device.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Diagnostics, Origin, SourcePath};
use crate::model::{Held, Model, Scope};
use crate::parse::image::{Facts, Format, Kind, Reason};

/// Reports each use of such a picture in what a published record shows, and of pictures that cannot be read.
pub(super) fn check(
    model: &Model,
    images: &BTreeMap<SourcePath, Result<Facts, Reason>>,
    diagnostics: &mut Diagnostics,
) {
    let bad: BTreeMap<&SourcePath, Problem> =
        images.iter().filter_map(|(path, facts)| Some((path, problem(path, facts)?))).collect();
    if bad.is_empty() {
        return;
    }
    for id in model.ids().filter(|id| model.is_published(*id)) {
        model.walk(id, Scope::Public, &mut |part| {
            if let Held::File(path) = part.held
                && let Some(problem) = bad.get(path)
            {
                diagnostics.push(problem.found(part.origin()));
            }
        });
    }
}

/// What is wrong with a picture.
struct Problem {
    code: Code,
    message: String,
    help: String,
}

impl Problem {
    fn found(&self, origin: Origin) -> Diagnostic {
        Diagnostic::new(self.code, origin, &self.message).help(&self.help)
    }
}

fn problem(path: &SourcePath, facts: &Result<Facts, Reason>) -> Option<Problem> {
    let facts = match facts {
        Ok(facts) => facts,
        Err(reason) => {
            let message = format!("the picture `{path}` cannot be published: {reason}");
            return Some(Problem { code: Code::BadImage, message, help: reason.help.to_owned() });
        }
    };
    // Data in a form that is not read may be of any kind, so it counts as if it were of the worst.
    let telling =
        facts.metadata.iter().filter(|found| matches!(found.kind, Kind::Location | Kind::Device | Kind::Unread));
    let mut what: Vec<&str> = telling.map(|found| found.what).collect();
    what.dedup();
    if what.is_empty() {
        return None;
    }
    let message = format!("the picture `{path}` carries hidden data: {}", what.join(", "));
    let help = match facts.format {
        Format::Avif | Format::Heic => {
            format!(
                "convert it to JPEG, PNG or WebP, then run `casebook strip` on that: data in {} files cannot be taken out",
                facts.format.name()
            )
        }
        _ => format!("run `casebook strip {path}`"),
    };
    Some(Problem { code: Code::LocationData, message, help })
}
