//! Indicators: values that must not be shown are taken out, and the trend is told, with all that it follows from or the reason why not.

use crate::domain::indicator::{self, FIELD};
use crate::domain::rules;
use crate::domain::trend::{self, Point, Reason, Status, Trend};
use crate::model::{Date, Decimal, Item, Model, RecordId, Value};

use super::fill::{choice, fill_one, text};
use super::{Day, Logic, Need};

/// Tells trends.
pub(super) const LOGIC: Logic =
    Logic { name: "indicator", needs: &[Need { field: FIELD, ty: "series", derived: false }], run };

fn run(model: &mut Model, kind: usize, day: &Day) {
    for id in model.of_kind(kind) {
        // First of all, so that nothing which follows from a value tells it.
        for place in indicator::suppressed(model, id) {
            suppress(model, id, place);
        }
        of_record(model, id, day);
    }
}

fn of_record(model: &mut Model, id: RecordId, day: &Day) {
    let all = indicator::series(model, id, day.as_of);
    let terms = indicator::terms(model, id);
    // The series of all tells the trend; without one, those of the groups do together.
    let (found, status, score) = match all.iter().find(|series| series.groups.is_empty()) {
        Some(series) => {
            let found = series.trend(&terms);
            let told = found.as_ref().ok().map(|trend| (trend.status, trend.score));
            (found, told.map(|told| told.0), told.map(|told| told.1))
        }
        None => of_groups(&all.iter().map(|series| series.trend(&terms)).collect::<Vec<_>>()),
    };
    if all.is_empty() {
        return;
    }
    let trend = found.as_ref().ok();
    let reason = found.as_ref().err().filter(|_| status.is_none());
    fill_one(model, id, "trend", status.map(|status| choice(status.id())));
    fill_one(model, id, "trend_reason", reason.map(|reason| choice(reason.id())));
    fill_one(model, id, "trend_score", score.map(|score| Value::Decimal(rounded(score, 4))));
    fill_one(model, id, "trend_rate", trend.and_then(|trend| trend.rate).map(|rate| Value::Decimal(rounded(rate, 6))));
    let factor = trend.and_then(|trend| trend.factor);
    fill_one(model, id, "trend_factor", factor.map(|factor| Value::Decimal(rounded(factor, 6))));
    let rule = text(model, &rules::TREND.to_string());
    fill_one(model, id, "trend_rule", rule);
    observed(model, id, "base_value", "base_at", trend.map(|trend| &trend.base));
    observed(model, id, "latest_value", "latest_at", trend.map(|trend| &trend.latest));
}

type Found = (Result<Trend, Reason>, Option<Status>, Option<Decimal>);

/// The trend of several series together, which has no rate nor base of its own; or the reason of the first that has none.
fn of_groups(trends: &[Result<Trend, Reason>]) -> Found {
    let reason = trends.iter().find_map(|trend| trend.as_ref().err()).copied().unwrap_or(Reason::NoObservation);
    let combined = trend::combined(trends);
    (Err(reason), combined.map(|told| told.0), combined.map(|told| told.1))
}

fn observed(model: &mut Model, id: RecordId, value: &str, at: &str, point: Option<&Point>) {
    fill_one(model, id, value, point.map(|point| Value::Decimal(point.value)));
    let year = point.and_then(|point| Date::parse(&format!("{:04}", point.year)).ok());
    fill_one(model, id, at, year.map(Value::Date));
}

fn rounded(number: Decimal, places: u32) -> Decimal {
    number.round_dp(places).normalize()
}

/// Takes the value out of an observation, and marks it.
fn suppress(model: &mut Model, id: RecordId, place: usize) {
    let schema = model.schema.clone();
    let kind = &schema.kinds()[model.record(id).kind];
    let Some(field) = kind.position(FIELD) else { return };
    let nested = |name: &str| kind.fields[field].fields().iter().position(|nested| nested.id == name);
    let mut items = model.record(id).values(field).to_vec();
    let Some(Item { value: Value::Table(cells), origin }) = items.get_mut(place) else { return };
    cells.retain(|(cell, _)| ![nested("value"), nested("persons"), nested("suppressed")].contains(&Some(*cell)));
    if let Some(mark) = nested("suppressed") {
        cells.push((mark, vec![Item { value: Value::Bool(true), origin: origin.clone() }]));
        cells.sort_by_key(|(cell, _)| *cell);
    }
    model.record_mut(id).set(field, items);
}
