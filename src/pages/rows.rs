//! The rows of a kind's list as data, for the script that filters and sorts them: what the list's cards show, and the facets.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Address, Lang};
use crate::domain::FacetValue;
use crate::model::{Date, Item, RecordId, Value as ModelValue};
use crate::schema::{Field, FieldType, Kind};
use crate::view::{Map, Row, Rows, RowsField, RowsValue, Value};

use super::plan::{ListPage, Page, rows as step};
use super::site::Site;
use super::value::{self, Eyes, list_url};
use super::{link, list, recommendation};

/// The longest list that can be filtered in the browser; longer ones have links only.
const MOST: usize = 1000;

/// What all rows may hold, in letters (those of scripts with thousands of signs count four), so that the whole takes at most 60 KB when it is
/// sent. Where there is more, rows come without the texts below their titles; where it still is, without the columns that hold most.
const LETTERS: usize = 150_000;

/// Whether a kind's list can be filtered in the browser.
pub(super) fn planned(site: &Site, kind: usize, lang: &Lang) -> bool {
    (2..=MOST).contains(&site.ordered(kind, lang).len())
}

/// Where the rows of a kind stand, without the folder of the language.
pub(super) fn address(kind: &Kind) -> String {
    format!("{}.js", name(kind))
}

fn name(kind: &Kind) -> String {
    format!("rows/{}", kind.folder)
}

/// What a page of a list says of the filters that work in the browser, where the kind has them: the rows, the page that filters them, and
/// what this page would be as a choice there.
pub(super) fn filters(site: &Site, page: &Page, list: &ListPage) -> Option<Value> {
    let kind = &site.model.schema.kinds()[list.kind];
    if !planned(site, list.kind, &page.lang) {
        return None;
    }
    let chosen = list.filters.iter().map(|(field, value)| {
        let field = &kind.fields[*field];
        format!("{}={}", parameter(&field.id), encoded(&facet_id(site, field, value)))
    });
    let query = if list.filters.is_empty() { "q=".to_owned() } else { chosen.collect::<Vec<_>>().join("&") };
    let here = list.filters.is_empty() && list.number == 1 && !list.all;
    Some(
        Map::new()
            .with("name", name(kind))
            .with("rows", Value::Url(format!("{}{}", site.prefix(&page.lang), address(kind)).into()))
            .with("url", list_url(site, list.kind, Vec::new(), &page.lang))
            .with("query", query)
            .with("here", here)
            .into(),
    )
}

/// The name of a facet in addresses: its id, unless the words and the order of a list have that name.
fn parameter(field: &str) -> String {
    if ["q", "sort"].contains(&field) { format!("{field}_") } else { field.to_owned() }
}

/// A value as part of a query.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// What a facet value is called in addresses: stable, and different from all others of its field.
fn facet_id(site: &Site, field: &Field, value: &FacetValue) -> Arc<str> {
    match (value, &field.ty) {
        (FacetValue::Ref(id), FieldType::Ref(kinds)) if kinds.len() > 1 => {
            format!("{}:{}", site.model.kind_of(*id).id, site.model.record(*id).id).into()
        }
        (FacetValue::Ref(id), _) => site.model.record(*id).id.clone(),
        (FacetValue::Text(text), _) => text.clone(),
    }
}

/// All rows of a kind's list.
pub(super) fn rows(site: &Site, kind: usize, lang: &Lang) -> Rows {
    let declared = &site.model.schema.kinds()[kind];
    let index = Address::new(format!("{}{}.html", site.prefix(lang), declared.folder));
    let ids = site.ordered(kind, lang);
    let mut rows: Vec<Row> = ids.iter().map(|id| row(site, *id, &index, lang)).collect();
    let mut fields = Vec::new();
    for (place, field) in declared.fields.iter().enumerate() {
        let wanted = field.column || field.facet || (field.id == "cites" && declared.cited);
        if wanted && !field.internal {
            let values = |id: &RecordId| {
                let eyes = Eyes { site, id: *id, lang, expected: lang };
                let items = site.model.record(*id).values(place).iter();
                items.filter_map(|item| of_item(eyes, field, item, &index)).collect()
            };
            fields.push(add(field_of(field, lang), ids.iter().map(values).collect(), &mut rows));
        }
    }
    if declared.id == recommendation::KIND {
        let briefs: Vec<Value> = ids.iter().map(|id| list::card(site, *id, lang)).collect();
        for (id, values) in [
            ("official", official as fn(&Site, &Map, &Address, &Lang) -> Vec<RowsValue>),
            ("standing", standing),
            ("part_leads", part_leads),
        ] {
            let field =
                RowsField { id: id.into(), label: None, ty: "text", facet: false, sort: false, values: Vec::new() };
            let of = |card: &Value| brief(card).map(|brief| values(site, brief, &index, lang)).unwrap_or_default();
            fields.push(add(field, briefs.iter().map(of).collect(), &mut rows));
        }
    }
    let mut all = Rows { name: name(declared), lang: lang.clone(), step: step(declared), texts: true, fields, rows };
    lighten(&mut all);
    all
}

/// Leaves out fields that no record has, and what would make the rows too heavy to send.
fn lighten(all: &mut Rows) {
    for place in (0..all.fields.len()).rev().filter(|place| all.fields[*place].values.is_empty()).collect::<Vec<_>>() {
        remove(all, place);
    }
    let row = |row: &Row| letters(&row.title) + row.url.len() + row.cells.iter().map(Vec::len).sum::<usize>();
    let value = |value: &RowsValue| letters(&value.title) + value.url.as_ref().map_or(0, String::len);
    let field = |field: &RowsField| field.values.iter().map(value).sum::<usize>();
    let texts: usize = all.rows.iter().map(|row| row.text.as_deref().map_or(0, letters)).sum();
    let mut rest = all.rows.iter().map(row).sum::<usize>() + all.fields.iter().map(field).sum::<usize>();
    all.texts = texts + rest <= LETTERS;
    if !all.texts {
        all.rows.iter_mut().for_each(|row| (row.text, row.text_lang) = (None, None));
    }
    while rest > LETTERS {
        let columns = all.fields.iter().enumerate().filter(|(_, field)| !field.facet);
        let Some((weight, place)) = columns.map(|(place, column)| (field(column), place)).max() else { break };
        rest -= weight;
        remove(all, place);
    }
}

fn remove(all: &mut Rows, place: usize) {
    all.fields.remove(place);
    all.rows.iter_mut().for_each(|row| {
        row.cells.remove(place);
    });
}

fn letters(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{0800}' { 1 } else { 4 }).sum()
}

fn row(site: &Site, id: RecordId, index: &Address, lang: &Lang) -> Row {
    let (title_lang, title) = link::title(site, id, lang);
    let card = list::card(site, id, lang);
    let text = match brief(&card) {
        Some(brief) => text(brief, "text").map(|found| (text(brief, "text_lang"), found)),
        None => {
            let summary = site.model.localised(id, "summary").and_then(|summary| summary.pick(lang));
            summary.map(|(text_lang, text)| (Some(text_lang.as_str().into()), text.clone()))
        }
    };
    let (text_lang, text) = text.unzip();
    Row {
        url: site.record_address(id, lang).map(|address| index.link_to(&address)).unwrap_or_default(),
        title,
        lang: (title_lang != *lang).then_some(title_lang),
        note: link::note(site, id, lang),
        draft: list::is_draft(site, id),
        text,
        text_lang: text_lang.flatten().map(|code| Lang::new(&code)).filter(|text_lang| text_lang != lang),
        cells: Vec::new(),
    }
}

fn field_of(field: &Field, lang: &Lang) -> RowsField {
    const SORTABLE: &[&str] =
        &["text", "bool", "integer", "decimal", "percent", "money", "date", "period", "choice", "ref", "symbol"];
    RowsField {
        id: field.id.clone(),
        label: field.label.pick(lang).map(|(_, label)| label.clone()),
        ty: field.ty.name(),
        facet: field.facet,
        sort: field.column && SORTABLE.contains(&field.ty.name()),
        values: field
            .choices()
            .iter()
            .map(|choice| RowsValue { id: Some(choice.id.as_str().into()), ..RowsValue::default() })
            .collect(),
    }
}

/// Fills a field with the values of each row, each once, and puts their places into the rows.
fn add(mut field: RowsField, cells: Vec<Vec<RowsValue>>, rows: &mut [Row]) -> RowsField {
    // Values with an id are told apart by it, others by their titles: two texts may read alike in two languages.
    let key = |value: &RowsValue| {
        (
            value.id.clone(),
            value.id.is_none().then(|| (value.title.clone(), value.url.clone(), value.when.clone(), value.by.clone())),
        )
    };
    let declared = field.values.len();
    let mut places: BTreeMap<_, usize> =
        field.values.iter().enumerate().map(|(place, value)| (key(value), place)).collect();
    let mut used = vec![false; declared];
    let mut found: Vec<Vec<usize>> = Vec::with_capacity(rows.len());
    for values in cells {
        let mut cell = Vec::with_capacity(values.len());
        for value in values {
            let place = *places.entry(key(&value)).or_insert(field.values.len());
            match place.cmp(&field.values.len()) {
                std::cmp::Ordering::Equal => field.values.push(value),
                _ if place < declared => {
                    field.values[place] = value;
                    used[place] = true;
                }
                _ => {}
            }
            if !cell.contains(&place) {
                cell.push(place);
            }
        }
        found.push(cell);
    }
    // Choices that no row has are left out.
    let shift: Vec<usize> =
        (0..field.values.len()).map(|place| used.iter().take(place).filter(|used| !**used).count()).collect();
    for (row, cell) in rows.iter_mut().zip(found) {
        row.cells.push(cell.into_iter().map(|place| place - shift[place]).collect());
    }
    let mut place = 0;
    field.values.retain(|_| {
        place += 1;
        place > declared || used[place - 1]
    });
    field
}

/// A value of a field; none for what stands in no cell, as long texts and nested tables.
fn of_item(eyes: Eyes, field: &Field, item: &Item, index: &Address) -> Option<RowsValue> {
    let Eyes { site, lang, .. } = eyes;
    let facet = |value: FacetValue| field.facet.then(|| facet_id(site, field, &value));
    let id: Option<Arc<str>> = match &item.value {
        ModelValue::Text(found) => {
            let (found_lang, title) = found.pick(lang)?;
            let id = found.iter().next().and_then(|(_, first)| facet(FacetValue::Text(first.clone())));
            let found_lang = (found_lang != lang).then(|| found_lang.clone());
            return Some(RowsValue { title: title.clone(), id, lang: found_lang, ..RowsValue::default() });
        }
        ModelValue::Bool(value) => {
            let title = site.word(lang, if *value { "yes" } else { "no" });
            let id = Some(if *value { "true".into() } else { "false".into() });
            return Some(RowsValue { title, id, ..RowsValue::default() });
        }
        ModelValue::Markdown(_) | ModelValue::Table(_) | ModelValue::Image { .. } => return None,
        ModelValue::Ref(target) => Some(facet_id(site, field, &FacetValue::Ref(*target))),
        ModelValue::Choice(id) => Some(id.clone()),
        ModelValue::Date(date) => Some(date.to_string().into()),
        ModelValue::Period(period) => {
            let end = |end: Option<Date>| end.map_or(String::new(), |end| end.to_string());
            Some(format!("{}/{}", end(period.from()), end(period.to())).into())
        }
        ModelValue::Integer(number) => Some(number.to_string().into()),
        ModelValue::Decimal(number) => Some(number.to_string().into()),
        ModelValue::Percent(percent) => Some(percent.0.to_string().into()),
        ModelValue::Money(money) => Some(format!("{} {}", money.currency.as_str(), money.amount).into()),
        ModelValue::Url(_) | ModelValue::Symbol(_) | ModelValue::Cite(_) | ModelValue::File(_) => None,
    };
    Some(RowsValue { id, ..of_map(value::value(eyes, field, item).map()?, index, lang)? })
}

/// A link, a cite, a choice, a date, a number, as values have them.
fn of_map(map: &Map, index: &Address, lang: &Lang) -> Option<RowsValue> {
    let named = ["text", "label", "title", "name"].into_iter().find_map(|name| Some((name, text(map, name)?)));
    let (name, title) = named?;
    let url = match map.get("url") {
        Some(Value::Url(address)) => Some(index.link_to(address)),
        Some(Value::Text(outside)) => Some(outside.to_string()),
        _ => None,
    };
    let title_lang = text(map, "lang").filter(|_| name == "title").map(|code| Lang::new(&code));
    let title_lang = title_lang.filter(|found| found != lang);
    Some(RowsValue { title, url, lang: title_lang, note: text(map, "note"), ..RowsValue::default() })
}

fn brief(card: &Value) -> Option<&Map> {
    card.map()?.get(recommendation::KIND)?.map()
}

fn text(map: &Map, name: &str) -> Option<Arc<str>> {
    match map.get(name) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

fn maps<'a>(map: &'a Map, name: &str) -> impl Iterator<Item = &'a Map> {
    let items = match map.get(name) {
        Some(Value::List(items)) => &items[..],
        _ => &[],
    };
    items.iter().filter_map(Value::map)
}

/// That the text is the official one.
fn official(site: &Site, brief: &Map, _: &Address, lang: &Lang) -> Vec<RowsValue> {
    let title = site.word(lang, "rec-official-mark");
    let is = brief.get("official") == Some(&Value::Bool(true));
    is.then(|| RowsValue { title, ..RowsValue::default() }).into_iter().collect()
}

/// What each class of assessors last reported.
fn standing(site: &Site, brief: &Map, _: &Address, lang: &Lang) -> Vec<RowsValue> {
    let date = |item: &Map, name: &str| text(item.get(name)?.map()?, "text");
    let one = |item: &Map| {
        let by = text(item, "assessor")?;
        let by = match text(item, "part") {
            Some(part) => format!("{by} ({})", site.word(lang, "part-n").replace("{part}", &part)).into(),
            None => by,
        };
        let when = date(item, "published")?;
        let when = match date(item, "stale_since") {
            Some(stale) => format!("{when}, {}", site.word(lang, "stale-since").replace("{date}", &stale)).into(),
            None => when,
        };
        let mark = text(item, "status_id").map(|status| format!("is-{status}"));
        Some(RowsValue { title: text(item, "status")?, mark, by: Some(by), when: Some(when), ..RowsValue::default() })
    };
    maps(brief, "standing").filter_map(one).collect()
}

/// Who leads which part.
fn part_leads(site: &Site, brief: &Map, index: &Address, lang: &Lang) -> Vec<RowsValue> {
    let one = |item: &Map| {
        let lead = item.get("lead")?.map()?;
        let part = site.word(lang, "part-n").replace("{part}", &text(item, "letter")?);
        Some(RowsValue { by: Some(format!("{part}:").into()), ..of_map(lead, index, lang)? })
    };
    maps(brief, "part_leads").filter_map(one).collect()
}
