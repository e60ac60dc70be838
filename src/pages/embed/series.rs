//! One indicator over the years.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::indicator;
use crate::model::{Decimal, RecordId, Row, Value as ModelValue};
use crate::pages::chart::{self, Cell, Figure, Table};
use crate::pages::link;
use crate::pages::site::Site;
use crate::view::chart::{Axis, Chart, Form, Line, Lines, Point, Run, Target};

/// The observations of all, in runs of one scope each; none where there is no value to show.
pub fn figure(site: &Site, id: RecordId, lang: &Lang) -> Option<Figure> {
    if !site.shows(id) {
        return None;
    }
    let mut rows: Vec<Row> =
        site.model.rows(id, indicator::FIELD).filter(|row| row.items("groups").is_empty()).collect();
    rows.sort_by_key(|row| row.date("at"));
    let pattern = pattern(site, id, lang);
    let mut runs: Vec<Run> = Vec::new();
    let mut before: Option<Option<Arc<str>>> = None;
    let mut table =
        Table { columns: vec![site.word(lang, "chart-at"), site.word(lang, "chart-value")], rows: Vec::new() };
    for row in &rows {
        let Some(at) = row.date("at") else { continue };
        let scope = row.text("scope").cloned();
        let value = row.decimal("value");
        let shown = value.as_ref().map(|value| chart::amount(site, value, &pattern, lang));
        let words = shown.as_ref().map_or_else(|| site.word(lang, "chart-not-shown"), |amount| amount.text.clone());
        let figure =
            value.as_ref().map_or_else(|| Cell::new(words.clone()), |value| Cell::amount(words.clone(), value));
        table.rows.push(vec![Cell::date(site, &at, lang), figure]);
        let Some(amount) = shown else {
            // The line does not run on over a value that is not shown.
            before = None;
            continue;
        };
        if before.as_ref() != Some(&scope) {
            runs.push(Run { scope: scope.clone().map(Into::into), points: Vec::new() });
            before = Some(scope);
        }
        let when = crate::pages::format::date_text(site, &at, lang).into();
        if let Some(run) = runs.last_mut() {
            run.points.push(Point { at: chart::year(&at), when, amount, estimate: false });
        }
    }
    let values: Vec<f64> = runs.iter().flat_map(|run| &run.points).map(|point| point.amount.value).collect();
    if values.is_empty() {
        return None;
    }
    let mut notes = Vec::new();
    let mut scopes: Vec<&Arc<str>> =
        runs.iter().filter_map(|run| run.scope.as_ref()).map(|scope| &scope.text).collect();
    scopes.dedup();
    if scopes.len() > 1 {
        notes.push(site.word(lang, "chart-break"));
    }
    let decimal = |field: &str| match site.model.value(id, field) {
        Some(ModelValue::Decimal(number)) => Some(*number),
        _ => None,
    };
    let target = decimal("target").map(|value| target(site, id, &value, &pattern, lang));
    let limit = decimal("limit").map(|value| chart::amount(site, &value, &pattern, lang));
    let reach = values.iter().copied().chain(target.as_ref().map(|target| target.amount.value));
    let reach: Vec<f64> = reach.chain(limit.as_ref().map(|limit| limit.value)).collect();
    let (title_lang, title) = link::title(site, id, lang);
    let unit = site.model.localised(id, "unit").and_then(|unit| unit.pick(lang)).map(|(_, unit)| unit.clone());
    let axis: Axis = chart::axis(site, reach, true, &pattern, unit.filter(|_| pattern == "{n}"), lang);
    let line = Line { label: link_label(title_lang, &title, lang), runs };
    let lines = Lines { lines: vec![line], axis, targets: target.into_iter().collect(), limit, ..Lines::default() };
    let chart =
        Chart { id: String::new(), description: table.words(), title, lang: lang.clone(), form: Form::Lines(lines) };
    Some(Figure { chart, table, notes })
}

fn link_label(title_lang: Lang, title: &Arc<str>, lang: &Lang) -> crate::view::chart::Label {
    let label = crate::view::chart::Label::new(title.clone());
    if title_lang == *lang { label } else { label.in_lang(title_lang) }
}

fn target(site: &Site, id: RecordId, value: &Decimal, pattern: &str, lang: &Lang) -> Target {
    let amount = chart::amount(site, value, pattern, lang);
    let by = match site.model.value(id, "target_by") {
        Some(ModelValue::Date(date)) => Some(*date),
        _ => None,
    };
    let label = match by {
        Some(date) => site.word(lang, "chart-target-by").replace("{year}", &date.year().to_string()),
        None => site.word(lang, "chart-target").to_string(),
    };
    Target { at: by.map(|date| f64::from(date.year())), label: label.replace("{value}", &amount.text).into(), amount }
}

/// How values read: percentages with their sign, others as plain numbers, whose unit stands above the chart.
fn pattern(site: &Site, id: RecordId, lang: &Lang) -> String {
    match site.model.value(id, "measure") {
        Some(ModelValue::Choice(choice)) if **choice == *"percentage" => site.word(lang, "percent").to_string(),
        _ => "{n}".to_owned(),
    }
}
