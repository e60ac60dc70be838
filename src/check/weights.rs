//! Weights from which no share can be made.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Diagnostics, Origin};
use crate::model::{Decimal, Item, Model, RecordId, Value};

const HELP: &str = "leave the weights out where all weigh the same; otherwise write numbers above zero";

/// Reports weights below zero, milestones whose weights are all zero, and areas and plans whose actions all weigh nothing.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let mut actions: BTreeMap<RecordId, Vec<(&Origin, Decimal)>> = BTreeMap::new();
    for id in super::own(model) {
        let weights: Vec<Option<&Item>> = model.rows(id, "milestones").map(|row| row.item("weight")).collect();
        let written: Vec<(&Origin, Decimal)> = weights.iter().flatten().filter_map(|item| weight(item)).collect();
        below(&written, diagnostics);
        if written.len() == weights.len() {
            nothing(&written, format!("the milestones of `{}` all weigh nothing", model.record(id).id), diagnostics);
        }
        let own: Vec<(&Origin, Decimal)> = model.values(id, "weight").iter().filter_map(weight).collect();
        below(&own, diagnostics);
        if let Some(parent) = model.parent(id) {
            // An action without a weight weighs one.
            let one = (&model.record(id).origin, Decimal::ONE);
            actions.entry(parent).or_default().push(own.first().copied().unwrap_or(one));
        }
    }
    for (parent, weights) in actions {
        nothing(&weights, format!("the actions below `{}` all weigh nothing", model.record(parent).id), diagnostics);
    }
}

fn weight(item: &Item) -> Option<(&Origin, Decimal)> {
    match item.value {
        Value::Decimal(weight) => Some((&item.origin, weight)),
        _ => None,
    }
}

fn below(weights: &[(&Origin, Decimal)], diagnostics: &mut Diagnostics) {
    for (origin, weight) in weights.iter().filter(|(_, weight)| *weight < Decimal::ZERO) {
        let message = format!("a weight cannot be below zero: {weight}");
        diagnostics.push(Diagnostic::new(Code::ZeroWeights, (*origin).clone(), message).help(HELP));
    }
}

fn nothing(weights: &[(&Origin, Decimal)], message: String, diagnostics: &mut Diagnostics) {
    if let Some((origin, _)) = weights.first().filter(|_| weights.iter().all(|(_, weight)| weight.is_zero())) {
        let message = format!("{message}, so that no progress can be worked out");
        diagnostics.push(Diagnostic::new(Code::ZeroWeights, (*origin).clone(), message).help(HELP));
    }
}
