//! Indicators: observations that do not fit what the indicator declares, and bases and targets from which no trend can be told.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil;

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics};
use crate::domain::indicator::{self, FIELD};
use crate::model::date::Precision;
use crate::model::{Date, Model, RecordId, Row, Value};

/// Reports what does not fit.
pub(super) fn check(model: &Model, as_of: civil::Date, diagnostics: &mut Diagnostics) {
    for id in super::own(model).filter(|id| model.kind_of(*id).field(FIELD).is_some()) {
        groups(model, id, diagnostics);
        units(model, id, diagnostics);
        duplicates(model, id, diagnostics);
        base(model, id, as_of, diagnostics);
    }
}

/// Observations of groups that are not declared, or of two groups of one dimension; groups of dimensions that are not declared.
fn groups(model: &Model, id: RecordId, diagnostics: &mut Diagnostics) {
    let dimensions: Vec<&str> =
        model.rows(id, "dimensions").filter_map(|row| row.text("name")).map(|name| &**name).collect();
    let mut of_group: BTreeMap<&str, &str> = BTreeMap::new();
    let mut fault = |origin: &crate::base::Origin, message: String, help: String| {
        diagnostics.push(Diagnostic::new(Code::OutsideDimensions, origin.clone(), message).help(help));
    };
    for row in model.rows(id, "groups") {
        let (Some(name), Some(dimension)) = (row.text("name"), row.text("dimension")) else { continue };
        of_group.insert(name, dimension);
        if let Some(item) = row.item("dimension").filter(|_| !dimensions.contains(&&**dimension)) {
            let help = declare(dimension, &dimensions, "dimensions");
            fault(&item.origin, format!("the indicator has no dimension `{dimension}`"), help);
        }
    }
    let known: Vec<&str> = of_group.keys().copied().collect();
    for row in model.rows(id, FIELD) {
        let mut taken: Vec<(&str, &str)> = Vec::new();
        for (group, item) in row.texts("groups") {
            let Some((name, dimension)) = of_group.get_key_value(&**group) else {
                fault(&item.origin, format!("the indicator has no group `{group}`"), declare(group, &known, "groups"));
                continue;
            };
            if let Some((other, _)) = taken.iter().find(|(_, of)| of == dimension) {
                let message =
                    format!("an observation cannot be of `{other}` and `{name}` at once: both are of `{dimension}`");
                fault(&item.origin, message, "make an observation of each, or leave one of the groups out".to_owned());
            }
            taken.push((name, dimension));
        }
    }
}

fn declare(name: &str, known: &[&str], table: &str) -> String {
    did_you_mean(name, known.iter().copied()).unwrap_or_else(|| match known {
        [] => format!("declare it: `[[{table}]]`, and below it `name = \"{name}\"` and a label"),
        _ => format!("declared are: {}", known.join(", ")),
    })
}

/// Observations in another unit than the indicator's.
fn units(model: &Model, id: RecordId, diagnostics: &mut Diagnostics) {
    let declared: Vec<&Arc<str>> =
        model.localised(id, "unit").into_iter().flat_map(|unit| unit.iter().map(|(_, text)| text)).collect();
    for row in model.rows(id, FIELD) {
        for (unit, item) in row.texts("unit").filter(|(unit, _)| !declared.contains(unit)) {
            let message = format!("`{unit}` is not the unit of the indicator");
            let help = match declared.first() {
                Some(own) => format!("it is measured in `{own}`; convert the value, or make another indicator of it"),
                None => format!("say what the indicator is measured in: `unit = \"{unit}\"`"),
            };
            diagnostics.push(Diagnostic::new(Code::UnknownUnit, item.origin.clone(), message).help(help));
        }
    }
}

/// Two observations of the same groups, scope and time; a year and a month of it are the same time.
fn duplicates(model: &Model, id: RecordId, diagnostics: &mut Diagnostics) {
    type Of<'a> = (Vec<&'a Arc<str>>, Option<&'a Arc<str>>, i16);
    let mut seen: BTreeMap<Of, Vec<(Date, Row)>> = BTreeMap::new();
    for row in model.rows(id, FIELD) {
        let Some(at) = row.date("at") else { continue };
        let mut groups: Vec<&Arc<str>> = row.texts("groups").map(|(group, _)| group).collect();
        groups.sort();
        let earlier = seen.entry((groups, row.text("scope"), at.year())).or_default();
        let same =
            |other: &Date| *other == at || at.precision() == Precision::Year || other.precision() == Precision::Year;
        if let (Some((_, other)), Some(item)) = (earlier.iter().find(|(other, _)| same(other)), row.item("at")) {
            let message = format!("there is another observation for {}", at.year());
            let help = "keep the one that the source states; where two sources differ, say so in the text, or give them different scopes";
            let diagnostic = Diagnostic::new(Code::DuplicateObservation, item.origin.clone(), message).help(help);
            let place = other.item("at").map_or(&other.item.origin, |item| &item.origin);
            diagnostics.push(diagnostic.related(place.clone(), "the other one is here"));
        }
        earlier.push((at, row));
    }
}

/// A base of zero, and a target that is the base.
fn base(model: &Model, id: RecordId, as_of: civil::Date, diagnostics: &mut Diagnostics) {
    let terms = indicator::terms(model, id);
    let all = indicator::series(model, id, as_of);
    let Some(all) = all.iter().find(|series| series.groups.is_empty()) else { return };
    let Some(base) = all.observations.iter().find(|observation| observation.at.year() >= terms.base_year) else {
        return;
    };
    let Some(value) = base.value else { return };
    let at = model.rows(id, FIELD).nth(base.place).and_then(|row| row.item("value"));
    if let Some(item) = at.filter(|_| value.is_zero()) {
        let message = format!("the base value, of {}, is zero: no rate of growth can be told from it", base.at);
        let help = "set `base_year` to a year with a value, or leave the trend untold: the page says why there is none";
        diagnostics.push(Diagnostic::new(Code::ZeroBaseline, item.origin.clone(), message).help(help));
    }
    for item in model.values(id, "target") {
        if matches!(item.value, Value::Decimal(target) if target == value) {
            let message = format!("the target is the base value, that of {}: no growth leads to it", base.at);
            let help = "correct the target or `base_year`; for a value that is to be kept, leave the target out and say so in the text";
            let diagnostic = Diagnostic::new(Code::TargetIsBaseline, item.origin.clone(), message).help(help);
            diagnostics.push(match at {
                Some(base) => diagnostic.related(base.origin.clone(), "the base value"),
                None => diagnostic,
            });
        }
    }
}
