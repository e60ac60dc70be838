//! The rows of nested tables, read by the names of their fields.

use std::sync::Arc;

use super::date::Date;
use super::graph::Model;
use super::number::{Decimal, Money};
use super::period::Period;
use super::record::RecordId;
use super::value::{Item, Value};
use crate::schema::Field;

/// A row of a nested table or series. A field that the kind does not declare has no values.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The place of the row among the values of the record's field.
    pub place: usize,
    /// The row as a value, with the place where it is written.
    pub item: &'a Item,
    fields: &'a [Field],
    values: &'a [(usize, Vec<Item>)],
}

impl Model {
    /// The rows of a record's nested table, by the field's name.
    pub fn rows(&self, id: RecordId, field: &str) -> impl Iterator<Item = Row<'_>> {
        let kind = self.kind_of(id);
        let place = kind.position(field);
        let fields = place.map_or(&[][..], |place| kind.fields[place].fields());
        let items = place.map_or(&[][..], |place| self.record(id).values(place));
        items.iter().enumerate().filter_map(move |(place, item)| match &item.value {
            Value::Table(values) => Some(Row { place, item, fields, values }),
            _ => None,
        })
    }
}

impl<'a> Row<'a> {
    /// The values of a field.
    pub fn items(&self, field: &str) -> &'a [Item] {
        let declared = self.fields.iter().position(|known| known.id == field);
        let found = declared.and_then(|place| self.values.iter().find(|(at, _)| *at == place));
        found.map_or(&[], |(_, items)| items)
    }

    /// The first value of a field, with the place where it is written.
    pub fn item(&self, field: &str) -> Option<&'a Item> {
        self.items(field).first()
    }

    /// A date.
    pub fn date(&self, field: &str) -> Option<Date> {
        match self.item(field)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// A period.
    pub fn period(&self, field: &str) -> Option<Period> {
        match self.item(field)?.value {
            Value::Period(period) => Some(period),
            _ => None,
        }
    }

    /// An exact number.
    pub fn decimal(&self, field: &str) -> Option<Decimal> {
        match self.item(field)?.value {
            Value::Decimal(number) => Some(number),
            _ => None,
        }
    }

    /// An amount of money.
    pub fn money(&self, field: &str) -> Option<Money> {
        match self.item(field)?.value {
            Value::Money(money) => Some(money),
            _ => None,
        }
    }

    /// The id of a choice.
    pub fn choice(&self, field: &str) -> Option<&'a Arc<str>> {
        match &self.item(field)?.value {
            Value::Choice(choice) => Some(choice),
            _ => None,
        }
    }

    /// Another record.
    pub fn record(&self, field: &str) -> Option<RecordId> {
        match self.item(field)?.value {
            Value::Ref(record) => Some(record),
            _ => None,
        }
    }

    /// A text, in the first language that it has.
    pub fn text(&self, field: &str) -> Option<&'a Arc<str>> {
        self.texts(field).next().map(|(text, _)| text)
    }

    /// All texts of a field, in the first language that each has, with the places where they are written.
    pub fn texts(&self, field: &str) -> impl Iterator<Item = (&'a Arc<str>, &'a Item)> + use<'a> {
        self.items(field).iter().filter_map(|item| match &item.value {
            Value::Text(text) => text.iter().next().map(|(_, text)| (text, item)),
            _ => None,
        })
    }
}
