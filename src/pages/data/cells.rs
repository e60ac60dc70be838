//! What stands in the cells of a table.

use crate::model::{Item, RecordId, Value};
use crate::schema::{Field, FieldType};
use crate::view::Cells;

use super::super::link;
use super::super::site::Site;
use super::columns::{Column, Part};
use super::{full, language, text};

/// The row of a record.
pub(super) fn of_record(site: &Site, id: RecordId, fields: &[Field], columns: &[Column]) -> Cells {
    row(site, id, fields, columns, |place| site.model.record(id).values(place))
}

/// A row of a nested table.
pub(super) fn row<'a>(
    site: &Site,
    id: RecordId,
    fields: &[Field],
    columns: &[Column],
    values: impl Fn(usize) -> &'a [Item],
) -> Cells {
    Cells::new(columns.iter().map(|column| match (column.field, &column.part) {
        (Some(place), part) => cell(site, &fields[place], part, values(place)),
        (None, Part::Url) => address(site, id).unwrap_or_default(),
        (None, _) => site.model.record(id).id.to_string(),
    }))
}

/// Where a record's page stands, in the default language.
pub(super) fn address(site: &Site, id: RecordId) -> Option<String> {
    site.record_address(id, language(site)).map(|address| full(site, &address))
}

/// The id by which data refers to a record: with its kind, where the field may refer to records of several.
pub(super) fn reference(site: &Site, field: &Field, id: RecordId) -> String {
    let record = site.model.record(id);
    match &field.ty {
        FieldType::Ref(kinds) if kinds.len() > 1 => format!("{}:{}", site.model.kind_of(id).id, record.id),
        _ => record.id.to_string(),
    }
}

fn cell(site: &Site, field: &Field, part: &Part, items: &[Item]) -> String {
    if !field.list {
        return items.first().and_then(|item| value(site, field, part, &item.value)).unwrap_or_default();
    }
    let cells = items.iter().filter(|item| names_public(site, &item.value));
    let cells: Vec<String> = cells.map(|item| value(site, field, part, &item.value).unwrap_or_default()).collect();
    // The separator may stand in a text too.
    let escaped = |cell: &String| cell.replace('\\', "\\\\").replace('|', "\\|");
    if cells.iter().all(String::is_empty) {
        return String::new();
    }
    cells.iter().map(escaped).collect::<Vec<_>>().join("|")
}

/// Whether everybody may see what a value refers to, if it refers to something.
pub(super) fn names_public(site: &Site, value: &Value) -> bool {
    match value {
        Value::Ref(target) => site.shows(*target),
        Value::Cite(cite) => site.shows(cite.source),
        _ => true,
    }
}

fn value(site: &Site, field: &Field, part: &Part, value: &Value) -> Option<String> {
    if !names_public(site, value) {
        return None;
    }
    match (value, part) {
        (Value::Text(text), Part::Text(lang)) => text.get(lang).map(|text| text.to_string()),
        (Value::Text(text), _) => text.iter().next().map(|(_, text)| text.to_string()),
        (Value::Markdown(texts), Part::Text(lang)) => {
            texts.iter().find(|(known, _)| known == lang).map(|(_, id)| text::plain(site, *id))
        }
        (Value::Markdown(texts), _) => texts.first().map(|(_, id)| text::plain(site, *id)),
        (Value::Bool(value), _) => Some(value.to_string()),
        (Value::Integer(number), _) => Some(number.to_string()),
        (Value::Decimal(number), _) => Some(number.to_string()),
        (Value::Percent(percent), _) => Some(percent.to_string()),
        (Value::Money(money), Part::Currency) => Some(money.currency.to_string()),
        (Value::Money(money), _) => Some(money.amount.to_string()),
        (Value::Date(date), _) => Some(date.to_string()),
        (Value::Period(period), Part::To) => period.to().map(|date| date.to_string()),
        (Value::Period(period), _) => period.from().map(|date| date.to_string()),
        (Value::Url(url), _) => Some(url.to_string()),
        (Value::Symbol(symbol), _) => Some(symbol.as_str().to_owned()),
        (Value::Choice(choice), _) => Some(choice.to_string()),
        (Value::Ref(target), Part::Name) => Some(link::named(site, *target, language(site))),
        (Value::Ref(target), _) => Some(reference(site, field, *target)),
        (Value::Cite(cite), Part::Name) => Some(link::cite_words(site, cite, language(site)).text.to_string()),
        (Value::Cite(cite), _) => {
            let place = cite.place.as_ref().map(|place| format!("#{place}"));
            Some(format!("{}{}", site.model.record(cite.source).id, place.unwrap_or_default()))
        }
        (Value::Image { alt, .. }, Part::Alt) => alt.pick(language(site)).map(|(_, alt)| alt.to_string()),
        (Value::File(path) | Value::Image { path, .. }, _) => {
            site.asset_address(path).map(|address| full(site, &address))
        }
        (Value::Table(_), _) => None,
    }
}
