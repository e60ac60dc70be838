//! The rows of nested tables, as far as everybody may see them.

use crate::model::{Date, Item, RecordId, Value};
use crate::schema::{Field, FieldType};

use super::super::recommendation::tells;
use super::super::site::Site;
use super::nested;

/// A row: for each public field that has values, its place among the nested fields and the values.
pub(in crate::pages) type Row<'a> = Vec<(usize, &'a [Item])>;

/// Dates from which on a row is a part of the portal.
const FROM: &[&str] = &["published", "moderated", "given", "withheld"];

/// When something was observed.
const AT: &str = "at";

/// When something was done: before that day, nothing is known of it, but the row says what is to be done.
const DONE: &str = "done";

/// The date since which a row is withheld: then it says nothing else.
const WITHHELD: &str = "withheld";

/// What may be told of the author of a row.
const ATTRIBUTION: &str = "attribution";

/// The rows of a record's nested table.
pub(in crate::pages) fn rows<'a>(site: &'a Site, id: RecordId, place: usize, field: &'a Field) -> Vec<Row<'a>> {
    let items = site.model.record(id).values(place);
    items.iter().filter_map(|item| row(site, field, item)).filter(|row| !row.is_empty()).collect()
}

fn row<'a>(site: &Site, field: &'a Field, item: &'a Item) -> Option<Row<'a>> {
    let Value::Table(values) = &item.value else { return None };
    let named = |name: &str| field.fields().iter().position(|nested| nested.id == name);
    let found = |name: &str| {
        let place = named(name)?;
        values.iter().find(|(at, _)| *at == place).and_then(|(_, items)| items.first()).map(|item| &item.value)
    };
    let is_later = |name: &&str| matches!(found(name), Some(Value::Date(date)) if later(site, date));
    let observed = matches!(field.ty, FieldType::Series(_)).then_some(AT);
    if FROM.iter().chain(&observed).any(is_later) {
        return None;
    }
    let withheld = found(WITHHELD).and(named(WITHHELD));
    let attribution = match found(ATTRIBUTION) {
        Some(Value::Choice(choice)) => Some(&**choice),
        _ => None,
    };
    let attributed = named(ATTRIBUTION).is_some();
    let shows = |(place, nested): &(usize, &Field)| match withheld {
        Some(withheld) => withheld == *place,
        None => !attributed || tells(attribution, &nested.id),
    };
    let values = |(place, _): (usize, &Field)| {
        let items = values.iter().find(|(at, _)| *at == place).map(|(_, items)| &items[..])?;
        let not_yet = Some(place) == named(DONE) && is_later(&DONE);
        (!items.is_empty() && !not_yet).then_some((place, items))
    };
    Some(nested(field).filter(shows).filter_map(values).collect())
}

fn later(site: &Site, date: &Date) -> bool {
    date.last_day() > site.derived.as_of
}
