//! The charts of a plan or an area: what the responsible bodies report, what others assess, and the due dates.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::evidence::{Assessor, Status};
use crate::domain::progress::Reports;
use crate::model::{Date, RecordId, Value as ModelValue};
use crate::pages::chart::{self, Cell, Figure, Table};
use crate::pages::sentence::{Filler, text};
use crate::pages::site::Site;
use crate::pages::{format, reported};
use crate::view::Value;
use crate::view::chart::{
    Amount, Chart, Fill, Form, Key, Label, Part, Span, Stack, Stacked, Symbol, TimeMark, TimeRow, Timeline,
};

use super::lists::{self, NONE, PARTS, UNSTATED};
use super::{ORDER, Side, Whole, sides};

/// Actions in the picture of due dates; its table has all of them.
const ROWS: usize = 60;

/// The charts on the page of a plan or an area.
pub(in crate::pages) fn of_record(site: &Site, id: RecordId, lang: &Lang) -> Vec<Figure> {
    let Some(whole) = Whole::new(site, id, lang).filter(|whole| !whole.tally.actions.is_empty()) else {
        return Vec::new();
    };
    let classes: Vec<(Assessor, Reports)> = Assessor::ALL.iter().map(|class| (*class, whole.reports(*class))).collect();
    let reporting = |(_, reports): &&(Assessor, Reports)| reports.reported() > 0;
    let others: Vec<_> = classes.iter().skip(1).filter(reporting).collect();
    // An area of which nothing is reported needs no empty bar: the plan has one.
    let of_plan = site.model.parent(id).is_none();
    let own = classes.iter().take(1).find(|class| of_plan || reporting(class));
    own.map(|(class, reports)| responsible(&whole, *class, reports))
        .into_iter()
        .chain((!others.is_empty()).then(|| by_others(&whole, &others)))
        .collect()
}

/// One bar with the reports of the responsible bodies.
fn responsible(whole: &Whole, class: Assessor, reports: &Reports) -> Figure {
    let title = whole.word("chart-reports");
    let mut rows = Vec::new();
    let mut parts = Vec::new();
    for (id, label, actions) in lists::parts(whole, class, reports) {
        let url = address(whole, class, &id);
        let used: Vec<Fill> = parts.iter().map(|part: &Part| part.fill).collect();
        let label_of = Label::new(label.clone()).to(Some(url.clone()));
        parts.push(Part { label: label_of, amount: Amount::count(actions.len()), fill: fill(&id, &used) });
        rows.push(vec![Cell::new(label), Cell::count(actions.len()).to(Some(url))]);
    }
    let description = described(whole, class, reports);
    let table = Table { columns: vec![whole.word("report"), whole.word("actions")], rows };
    let stacked = Stacked { rows: vec![Stack { label: None, total: None, parts }], common: false };
    figure(whole, "reports", title, description, Form::Stacked(stacked), table)
}

/// A bar for each other class that assessed, on one scale.
fn by_others(whole: &Whole, others: &[&(Assessor, Reports)]) -> Figure {
    let (mut rows, mut stacks, mut told) = (Vec::new(), Vec::new(), Vec::new());
    let columns: Vec<(String, Arc<str>)> = columns(whole, others);
    for (class, reports) in others {
        let name = name(whole, *class);
        let lists = lists::parts(whole, *class, reports);
        // Each bar has all parts, those of none too: so the keys have one order.
        let part = |(id, label): &(String, Arc<str>)| {
            let count = lists.iter().find(|(known, _, _)| known == id).map_or(0, |(_, _, actions)| actions.len());
            Part { label: label.clone().into(), amount: Amount::count(count), fill: fill(id, &[]) }
        };
        stacks.push(Stack { label: Some(name.clone().into()), total: None, parts: columns.iter().map(part).collect() });
        let cell = |(column, _): &(String, Arc<str>)| match lists.iter().find(|(id, _, _)| id == column) {
            Some((id, _, actions)) => Cell::count(actions.len()).to(Some(address(whole, *class, id))),
            None => Cell::count(0),
        };
        rows.push(std::iter::once(Cell::new(name)).chain(columns.iter().map(cell)).collect());
        told.push(described(whole, *class, reports));
    }
    let heads = std::iter::once(whole.word("class")).chain(columns.iter().map(|(_, label)| label.clone()));
    let table = Table { columns: heads.collect(), rows };
    let form = Form::Stacked(Stacked { rows: stacks, common: true });
    figure(whole, "assessments", whole.word("chart-assessments"), told.join(" "), form, table)
}

/// The lists that any of the classes has, in their order.
fn columns(whole: &Whole, others: &[&(Assessor, Reports)]) -> Vec<(String, Arc<str>)> {
    let all: Vec<(String, Arc<str>)> = others
        .iter()
        .flat_map(|(class, reports)| lists::parts(whole, *class, reports))
        .map(|(id, label, _)| (id, label))
        .collect();
    let order = ORDER.iter().map(|status| status.id()).chain([PARTS, NONE]);
    order.filter_map(|id| all.iter().find(|(known, _)| known == id).cloned()).collect()
}

/// "Civil society: Under way 3, Implemented 2."
fn described(whole: &Whole, class: Assessor, reports: &Reports) -> String {
    let parts = lists::parts(whole, class, reports);
    let parts: Vec<String> = parts.iter().map(|(_, label, ids)| format!("{label} {}", ids.len())).collect();
    format!("{}: {}.", name(whole, class), parts.join(", "))
}

fn name(whole: &Whole, class: Assessor) -> Arc<str> {
    reported::label(reported::assessor(whole.site, whole.any_action(), class, whole.lang))
}

fn address(whole: &Whole, class: Assessor, id: &str) -> Arc<str> {
    match whole.url(Side::Status, &format!("{}-{id}", class.id())) {
        Value::Url(url) => url,
        _ => Arc::default(),
    }
}

/// A status looks the same in all charts. A report without one looks like none of those that are `used`, and there are too few looks for all.
fn fill(id: &str, used: &[Fill]) -> Fill {
    match Status::from_id(id) {
        Some(Status::Implemented) => Fill::Solid,
        Some(Status::PartiallyImplemented) => Fill::Rising,
        Some(Status::UnderWay) => Fill::Dotted,
        Some(Status::NotStarted) => Fill::Level,
        Some(Status::Discontinued) => Fill::Crossed,
        Some(Status::NoLongerApplicable) => Fill::Falling,
        None if id == PARTS => Fill::Upright,
        None if id == UNSTATED => {
            let free = [Fill::Falling, Fill::Crossed, Fill::Level, Fill::Rising];
            free.into_iter().find(|fill| !used.contains(fill)).unwrap_or(Fill::Dotted)
        }
        None => Fill::Empty,
    }
}

/// The actions with their periods and due dates, and the day of which everything is told.
pub(in crate::pages) fn of_timeline(site: &Site, id: RecordId, lang: &Lang) -> Vec<Figure> {
    let Some(whole) = Whole::new(site, id, lang) else { return Vec::new() };
    let mut dated: Vec<(Date, RecordId)> = whole
        .tally
        .actions
        .iter()
        .chain(&whole.tally.statements)
        .filter_map(|action| Some((sides::due(&site.model, *action)?, *action)))
        .collect();
    if dated.is_empty() {
        return Vec::new();
    }
    dated.sort_by_key(|(due, action)| (due.last_day(), *action));
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    for (due, action) in &dated {
        let outcome = whole.outcome(*action);
        let completed = outcome.is_some_and(|outcome| outcome.completed);
        let period = match site.model.value(*action, "period") {
            Some(ModelValue::Period(period)) => Some(*period),
            _ => None,
        };
        let span = period.map(|period| Span {
            from: period.from().map(|date| chart::start(&date)),
            to: period.to().map(|date| chart::end(&date)),
            fill: Fill::Level,
        });
        let date: Arc<str> = format::date_text(site, due, lang).into();
        let symbol = if completed { Symbol::Circle } else { Symbol::Ring };
        let mark = TimeMark { at: chart::end(due), symbol, text: Some(date.clone()) };
        let status = outcome.and_then(|outcome| outcome.statuses.get(&Assessor::ResponsibleBody));
        let status = match status {
            Some(found) => reported::label(reported::status(site, *action, found.status, lang)),
            None => whole.unreported(*action),
        };
        if rows.len() < ROWS {
            rows.push(TimeRow { label: chart::record(site, *action, lang), note: None, span, marks: vec![mark] });
        }
        cells.push(vec![Cell::record(site, *action, lang), Cell::date(site, due, lang), Cell::new(status)]);
    }
    let as_of = Date::day(site.derived.as_of);
    let told = Filler::Text(format::date_text(site, &as_of, lang).into());
    let keys =
        vec![Key::new(Symbol::Circle, whole.word("key-completed")), Key::new(Symbol::Ring, whole.word("key-open"))];
    let end = |dated: Option<&(Date, RecordId)>| {
        Filler::Text(dated.map(|(date, _)| format::date_text(site, date, lang)).unwrap_or_default().into())
    };
    let values = [("n", Filler::Number(dated.len(), None)), ("from", end(dated.first())), ("to", end(dated.last()))];
    let description = text(site, lang, "chart-due-about", &values);
    let as_of_text: Arc<str> = text(site, lang, "as-of", &[("date", told)]).into();
    let timeline = Timeline { rows, years: None, as_of: Some((chart::end(&as_of), as_of_text)), keys };
    let table =
        Table { columns: vec![whole.word("action"), whole.word("due"), whole.word("chart-reports")], rows: cells };
    let left_out = dated.len().saturating_sub(ROWS);
    let note = || whole.word("not-drawn-n").replace("{n}", &left_out.to_string()).into();
    let notes = (left_out > 0).then(note).into_iter().collect();
    let due = figure(&whole, "due", whole.word("chart-due"), description, Form::Timeline(timeline), table);
    vec![Figure { notes, ..due }]
}

fn figure(whole: &Whole, id: &str, title: Arc<str>, description: String, form: Form, table: Table) -> Figure {
    let chart = Chart { id: id.to_owned(), title, description: description.into(), lang: whole.lang.clone(), form };
    Figure { chart, table, notes: Vec::new() }
}
