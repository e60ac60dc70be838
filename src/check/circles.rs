//! Records that are, by a way around, a part of themselves.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::{Item, Model, RecordId, Value};

/// The fields by which a record is a part of another.
const FIELDS: &[&str] = &["part_of", "parent", "within"];

/// Reports each circle once, at the first of its records.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut done: BTreeSet<RecordId> = BTreeSet::new();
    for id in super::own(model) {
        let mut way = vec![id];
        // Every record is looked at once: a way that meets one which was looked at before is known from there on.
        while let Some(next) = way.last().and_then(|last| above(model, *last)).map(|(next, _)| next) {
            if let Some(start) = way.iter().position(|known| *known == next) {
                report(model, &way[start..], diagnostics);
                break;
            }
            if done.contains(&next) {
                break;
            }
            way.push(next);
        }
        done.extend(way);
    }
}

/// What a record says that it is a part of.
fn above(model: &Model, id: RecordId) -> Option<(RecordId, &Item)> {
    let items = FIELDS.iter().flat_map(|field| model.values(id, field));
    items
        .filter_map(|item| match item.value {
            Value::Ref(target) => Some((target, item)),
            _ => None,
        })
        .next()
}

fn report(model: &Model, circle: &[RecordId], diagnostics: &mut Diagnostics) {
    let (Some(first), Some(last)) = (circle.iter().min(), circle.last()) else { return };
    let name = |id: RecordId| format!("`{}`", model.record(id).id);
    let message = match circle {
        [only] => format!("{} is a part of itself", name(*only)),
        _ => {
            let start = circle.iter().position(|id| id == first).unwrap_or(0);
            let names: Vec<String> =
                circle.iter().cycle().skip(start).take(circle.len() + 1).map(|id| name(*id)).collect();
            format!("these are parts of each other in a circle: {}", names.join(", "))
        }
    };
    let origin = above(model, *first).map_or(&model.record(*last).origin, |(_, item)| &item.origin);
    let help = "take one of these references out, so that one of them stands at the top";
    diagnostics.push(Diagnostic::new(Code::Circular, origin.clone(), message).help(help));
}
