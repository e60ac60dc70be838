//! Indicators: their observations as series, one for each combination of groups, and what each series is measured by.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil;

use crate::model::{Date, Decimal, Model, RecordId, Row, Value};

use super::suppression::{self, Cell, Sum};
use super::trend::{self, Direction, Point, Reason, Terms, Trend};

/// The field that holds the observations.
pub const FIELD: &str = "observations";

/// The observations of one combination of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// The groups, in order; none for the observations of all.
    pub groups: Vec<Arc<str>>,
    /// The observations, the earliest first.
    pub observations: Vec<Observation>,
}

/// One observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The place of its row in the record's field.
    pub place: usize,
    /// When it was observed.
    pub at: Date,
    /// The value; none where it is not shown, to protect persons.
    pub value: Option<Decimal>,
    /// What was counted: its own scope, or that of the indicator.
    pub scope: Option<Arc<str>>,
}

/// The series of an indicator that are known on a day: that of all first, then by their groups.
pub fn series(model: &Model, id: RecordId, as_of: civil::Date) -> Vec<Series> {
    let common = model.localised(id, "scope").and_then(|text| text.iter().next()).map(|(_, text)| text.clone());
    let mut series: BTreeMap<Vec<Arc<str>>, Vec<Observation>> = BTreeMap::new();
    for row in model.rows(id, FIELD) {
        let Some(at) = row.date("at").filter(|at| at.last_day() <= as_of) else { continue };
        let scope = row.text("scope").cloned().or_else(|| common.clone());
        let observation = Observation { place: row.place, at, value: row.decimal("value"), scope };
        series.entry(groups(&row)).or_default().push(observation);
    }
    let sorted = |(groups, mut observations): (Vec<Arc<str>>, Vec<Observation>)| {
        observations.sort_by(|a, b| (a.at, a.value, &a.scope).cmp(&(b.at, b.value, &b.scope)));
        Series { groups, observations }
    };
    series.into_iter().map(sorted).collect()
}

/// The groups of an observation, in order.
fn groups(row: &Row) -> Vec<Arc<str>> {
    let mut groups: Vec<Arc<str>> = row.texts("groups").map(|(text, _)| text.clone()).collect();
    groups.sort();
    groups.dedup();
    groups
}

/// What the series of an indicator are measured by.
pub fn terms(model: &Model, id: RecordId) -> Terms {
    let usual = Terms::default();
    let number = |field: &str| match model.value(id, field) {
        Some(Value::Decimal(number)) => Some(*number),
        _ => None,
    };
    let year = |field: &str| match model.value(id, field) {
        Some(Value::Date(date)) => Some(date.year()),
        _ => None,
    };
    Terms {
        direction: match model.value(id, "direction") {
            Some(Value::Choice(choice)) if **choice == *"up" => Some(Direction::Up),
            Some(Value::Choice(choice)) if **choice == *"down" => Some(Direction::Down),
            _ => None,
        },
        base_year: year("base_year").unwrap_or(usual.base_year),
        target: number("target"),
        target_year: year("target_by").unwrap_or(usual.target_year),
        limit: number("limit"),
    }
}

impl Series {
    /// How the series moves. Values that are not shown count for nothing.
    pub fn trend(&self, terms: &Terms) -> Result<Trend, Reason> {
        let point = |observation: &Observation| {
            let (year, scope) = (observation.at.year(), observation.scope.clone());
            observation.value.map(|value| Point { year, value, scope })
        };
        let points: Vec<Point> = self.observations.iter().filter_map(point).collect();
        let too_few = [Reason::NoObservation, Reason::OneObservation, Reason::BaseAfterData];
        match trend::trend(&points, terms) {
            Err(reason) if too_few.contains(&reason) && points.len() < self.observations.len() => Err(Reason::NotShown),
            found => found,
        }
    }
}

/// The rows of an indicator's observations whose values must not be shown: those that the author marks, numbers of persons that are
/// smaller than the indicator allows, and those from which one of them could be worked out.
pub fn suppressed(model: &Model, id: RecordId) -> Vec<usize> {
    let threshold = match model.value(id, "suppress_below") {
        Some(Value::Integer(threshold)) => Some(Decimal::from(*threshold)),
        _ => None,
    };
    let marked = |row: &Row| matches!(row.item("suppressed").map(|item| &item.value), Some(Value::Bool(true)));
    let rows: Vec<Row> = model.rows(id, FIELD).collect();
    if threshold.is_none() && !rows.iter().any(marked) {
        return Vec::new();
    }
    let counted = matches!(model.value(id, "measure"), Some(Value::Choice(choice)) if **choice == *"count");
    let dimensions = dimensions(model, id);
    // What was observed at one time and in one scope can be compared and added up.
    let mut cohorts: BTreeMap<(Date, Option<&Arc<str>>), Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        if let Some(at) = row.date("at") {
            cohorts.entry((at, row.text("scope"))).or_default().push(row);
        }
    }
    let mut found = Vec::new();
    for cohort in cohorts.values() {
        let cell = |row: &&Row| {
            let persons = match row.item("persons").map(|item| &item.value) {
                Some(Value::Integer(persons)) => Some(Decimal::from(*persons)),
                _ => row.decimal("value").filter(|_| counted),
            };
            Cell { count: persons, hidden: marked(row) }
        };
        let cells: Vec<Cell> = cohort.iter().map(cell).collect();
        let hidden = suppression::hidden(&cells, &sums(cohort, &dimensions), threshold.unwrap_or_default());
        found.extend(cohort.iter().zip(hidden).filter(|(_, hidden)| *hidden).map(|(row, _)| row.place));
    }
    found.sort_unstable();
    found
}

/// For each group of an indicator, its dimension.
fn dimensions(model: &Model, id: RecordId) -> BTreeMap<Arc<str>, Arc<str>> {
    let of = |row: Row| Some((row.text("name")?.clone(), row.text("dimension")?.clone()));
    model.rows(id, "groups").filter_map(of).collect()
}

/// The sums in a cohort: what differs in one group only, and in groups of one dimension, adds up to the same without that group.
fn sums(cohort: &[&Row], dimensions: &BTreeMap<Arc<str>, Arc<str>>) -> Vec<Sum> {
    let keys: Vec<Vec<Arc<str>>> = cohort.iter().map(|row| groups(row)).collect();
    let places: BTreeMap<&[Arc<str>], usize> = keys.iter().enumerate().map(|(at, key)| (&key[..], at)).collect();
    let mut sums: BTreeMap<(usize, &Arc<str>), Vec<usize>> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        for group in key {
            let Some(dimension) = dimensions.get(group) else { continue };
            let rest: Vec<Arc<str>> = key.iter().filter(|other| *other != group).cloned().collect();
            if let Some(total) = places.get(&rest[..]) {
                sums.entry((*total, dimension)).or_default().push(at);
            }
        }
    }
    sums.into_iter().map(|((total, _), parts)| Sum { total, parts }).collect()
}
