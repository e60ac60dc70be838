//! Records by their dates.

use crate::base::Lang;
use crate::model::{Date, Model, Query, RecordId, Value as ModelValue};
use crate::pages::chart::{self, Cell, Figure, Table};
use crate::pages::format;
use crate::pages::site::Site;
use crate::schema::{Field, FieldType};
use crate::view::Value;
use crate::view::chart::{Chart, Fill, Form, Key, Span, Symbol, TimeMark, TimeRow, Timeline};

/// Dates that tell of the record and not of what it is about.
const OF_THE_RECORD: &[&str] = &["reviewed", "review_by", "published", "withheld"];

/// The part of a year that can be seen as a stretch of time.
const BRIEF: f64 = 0.2;

/// Rows on one picture.
const ROWS: usize = 40;

/// The records with a date, the earliest first unless the embed has an order; none where no record has one.
pub fn figure(site: &Site, query: &Query, lang: &Lang) -> Option<Figure> {
    let (kind, mut ids) = match query.ids.is_empty() {
        false => actions(site, super::shown(site, query)?)?,
        true => (query.kind, super::select(site, query, lang)),
    };
    let declared = &site.model.schema.kinds()[kind];
    let dated = |field: &&Field| {
        !field.internal
            && matches!(field.ty, FieldType::Date | FieldType::Period)
            && !OF_THE_RECORD.contains(&&*field.id)
    };
    ids.retain(|id| declared.fields.iter().filter(dated).any(|field| site.model.value(*id, &field.id).is_some()));
    if query.sort.is_none() {
        ids.sort_by_cached_key(|id| first(&site.model, *id, declared.fields.iter().filter(dated)));
    }
    let most = query.limit.unwrap_or(ROWS);
    let left_out = ids.len().saturating_sub(most);
    ids.truncate(most);
    if ids.is_empty() {
        return None;
    }
    let used = |field: &&Field| ids.iter().any(|id| site.model.value(*id, &field.id).is_some());
    let fields: Vec<&Field> = declared.fields.iter().filter(dated).filter(used).collect();
    // A period of a few days is a date, on a scale of years.
    let short = |field: &Field| ids.iter().any(|id| brief(site, *id, field).is_some());
    let marked = || fields.iter().filter(|field| matches!(field.ty, FieldType::Date) || short(field));
    let label = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone()).unwrap_or_default();
    let keys = marked().enumerate().map(|(place, field)| Key::new(look(place), label(&field.label))).collect();
    let row = |id: &RecordId| TimeRow {
        label: chart::record(site, *id, lang),
        note: None,
        span: fields.iter().find_map(|field| span(site, *id, field)),
        marks: marked().enumerate().filter_map(|(place, field)| mark(site, *id, field, place, lang)).collect(),
    };
    let rows = ids.iter().map(row).collect();
    let columns = std::iter::once(label(&declared.label)).chain(fields.iter().map(|field| label(&field.label)));
    let cells = |id: &RecordId| {
        let dates = fields.iter().map(|field| cell(site, *id, field, lang));
        std::iter::once(Cell::record(site, *id, lang)).chain(dates).collect()
    };
    let table = Table { columns: columns.collect(), rows: ids.iter().map(cells).collect() };
    let mut notes = Vec::new();
    if left_out > 0 {
        notes.push(site.word(lang, "not-shown-n").replace("{n}", &left_out.to_string()).into());
    }
    let form = Form::Timeline(Timeline { rows, keys, ..Timeline::default() });
    let chart = Chart {
        id: String::new(),
        title: label(&declared.plural),
        description: table.words(),
        lang: lang.clone(),
        form,
    };
    Some(Figure { chart, table, notes })
}

/// The actions below a plan.
fn actions(site: &Site, plan: RecordId) -> Option<(usize, Vec<RecordId>)> {
    let kind = site.model.schema.position("action")?;
    let mut found = Vec::new();
    let mut open = vec![plan];
    while let Some(id) = open.pop() {
        open.extend(site.children(id).iter().rev());
        found.extend((site.model.record(id).kind == kind && site.shows(id)).then_some(id));
    }
    Some((kind, found))
}

/// The earliest of a record's dates.
fn first<'a>(model: &Model, id: RecordId, fields: impl Iterator<Item = &'a Field>) -> Option<Date> {
    let dates = fields.filter_map(|field| match model.value(id, &field.id)? {
        ModelValue::Date(date) => Some(*date),
        ModelValue::Period(period) => period.from().or(period.to()),
        _ => None,
    });
    dates.min()
}

fn look(place: usize) -> Symbol {
    [Symbol::Lozenge, Symbol::Circle, Symbol::Box, Symbol::Triangle][place % 4]
}

/// The middle of a period that is too short to be seen as one.
fn brief(site: &Site, id: RecordId, field: &Field) -> Option<f64> {
    let Some(ModelValue::Period(period)) = site.model.value(id, &field.id) else { return None };
    let (from, to) = (chart::start(&period.from()?), chart::end(&period.to()?));
    (to - from < BRIEF).then_some((from + to) / 2.0)
}

fn span(site: &Site, id: RecordId, field: &Field) -> Option<Span> {
    match site.model.value(id, &field.id)? {
        ModelValue::Period(period) if brief(site, id, field).is_none() => Some(Span {
            from: period.from().map(|date| chart::start(&date)),
            to: period.to().map(|date| chart::end(&date)),
            fill: Fill::Dotted,
        }),
        _ => None,
    }
}

fn mark(site: &Site, id: RecordId, field: &Field, place: usize, lang: &Lang) -> Option<TimeMark> {
    let at = match site.model.value(id, &field.id)? {
        ModelValue::Date(date) => chart::end(date),
        _ => brief(site, id, field)?,
    };
    Some(TimeMark { at, symbol: look(place), text: Some(cell(site, id, field, lang).text) })
}

fn cell(site: &Site, id: RecordId, field: &Field, lang: &Lang) -> Cell {
    match site.model.value(id, &field.id) {
        Some(ModelValue::Date(date)) => Cell::date(site, date, lang),
        Some(ModelValue::Period(period)) => match format::period(site, period, lang).get("text") {
            Some(Value::Text(text)) => Cell { plain: Some(period.to_string().into()), ..Cell::new(text.clone()) },
            _ => Cell::default(),
        },
        _ => Cell::new(site.word(lang, "not-stated")),
    }
}
