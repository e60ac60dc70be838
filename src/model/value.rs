//! The typed values of fields, each with the place where it is written.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::base::{Lang, Localised, Origin, SourcePath};

use super::date::Date;
use super::number::{Money, Percent};
use super::period::Period;
use super::place::Place;
use super::record::RecordId;
use super::symbol::Symbol;
use super::text::TextId;

/// A value and where it is written. Two are equal if their values are, wherever they are written.
#[derive(Clone, Debug)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// Where it is written; for a derived value, where its record is.
    pub origin: Origin,
}

impl PartialEq for Item {
    fn eq(&self, other: &Item) -> bool {
        self.value == other.value
    }
}

/// A value of a field's type.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Plain text.
    Text(Localised),
    /// Markdown, a text for each language, in the order in which they were given.
    Markdown(Vec<(Lang, TextId)>),
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// An exact decimal number.
    Decimal(Decimal),
    /// A percentage.
    Percent(Percent),
    /// An amount of money.
    Money(Money),
    /// A year, month or day.
    Date(Date),
    /// A period.
    Period(Period),
    /// An absolute address.
    Url(Arc<str>),
    /// A UN document symbol.
    Symbol(Symbol),
    /// A source and perhaps a place in it.
    Cite(Cite),
    /// The id of one of the field's choices.
    Choice(Arc<str>),
    /// Another record.
    Ref(RecordId),
    /// A nested record: for each field that has values, its place among the nested fields and the values.
    Table(Vec<(usize, Vec<Item>)>),
    /// A file of the project.
    File(SourcePath),
    /// A picture of the project.
    Image {
        /// The file.
        path: SourcePath,
        /// What it shows, for those who do not see it.
        alt: Localised,
    },
}

/// A resolved cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// The record of the source.
    pub source: RecordId,
    /// The place in it.
    pub place: Option<Place>,
}
