//! A field of a kind: its type and what may be done with it.

use crate::base::{Localised, Origin};

use super::schema_org::Property;

/// The type of a field's values.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldType {
    /// Plain text, in one or more languages unless the field is not localised.
    Text,
    /// Markdown, in one or more languages.
    Markdown,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// An exact decimal number.
    Decimal,
    /// A percentage: 12.5 means 12.5 per cent.
    Percent,
    /// An amount in a currency: `USD 1250000`.
    Money,
    /// A year, a month or a day.
    Date,
    /// From a date to a date, either end open.
    Period,
    /// An address on the web, by e-mail or by telephone.
    Url,
    /// A UN document symbol.
    Symbol,
    /// A source and a place in it.
    Cite,
    /// One of a closed list.
    Choice(Vec<Choice>),
    /// A record of one of these kinds.
    Ref(Vec<String>),
    /// A nested record with these fields.
    Table(Vec<Field>),
    /// Observations over time, nested records with these fields: a date, a value, scope and cites.
    Series(Vec<Field>),
    /// A file beside the record, or below `content/`.
    File,
    /// A picture with its text alternative.
    Image,
}

impl FieldType {
    /// The names by which kinds declare types.
    pub const NAMES: &[&str] = &[
        "text", "markdown", "bool", "integer", "decimal", "percent", "money", "date", "period", "url", "symbol",
        "cite", "choice", "ref", "table", "series", "file", "image",
    ];

    /// The name by which a kind declares this type.
    pub fn name(&self) -> &'static str {
        match self {
            FieldType::Text => "text",
            FieldType::Markdown => "markdown",
            FieldType::Bool => "bool",
            FieldType::Integer => "integer",
            FieldType::Decimal => "decimal",
            FieldType::Percent => "percent",
            FieldType::Money => "money",
            FieldType::Date => "date",
            FieldType::Period => "period",
            FieldType::Url => "url",
            FieldType::Symbol => "symbol",
            FieldType::Cite => "cite",
            FieldType::Choice(_) => "choice",
            FieldType::Ref(_) => "ref",
            FieldType::Table(_) => "table",
            FieldType::Series(_) => "series",
            FieldType::File => "file",
            FieldType::Image => "image",
        }
    }

    /// Whether values can be grouped by: each distinct value gets a facet page.
    pub fn can_be_facet(&self) -> bool {
        matches!(self, FieldType::Choice(_) | FieldType::Ref(_) | FieldType::Bool | FieldType::Text)
    }
}

/// One of the values that a choice allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What data files hold.
    pub id: String,
    /// What readers see.
    pub label: Localised,
}

/// A declared field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key in data files, in snake case.
    pub id: String,
    /// The type of each value.
    pub ty: FieldType,
    /// Whether the field holds any number of values.
    pub list: bool,
    /// Whether a record must have it; for fields that a portal adds to a kit kind: a record that the portal wrote or amended.
    pub required: bool,
    /// Whether only the kind's logic may fill it.
    pub derived: bool,
    /// Whether lists of the kind can be narrowed by it.
    pub facet: bool,
    /// Whether tables of the kind show it.
    pub column: bool,
    /// Whether search looks into it.
    pub search: bool,
    /// Whether its value leads straight to the record when a reader types nothing else.
    pub code: bool,
    /// Whether its text may exist in several languages.
    pub localised: bool,
    /// Whether it is kept out of every public build.
    pub internal: bool,
    /// Whether the portal declared it, not the kit.
    pub of_portal: bool,
    /// What readers see.
    pub label: Localised,
    /// What authors are told.
    pub help: Option<Localised>,
    /// A value to show authors, as data files write it.
    pub example: Option<String>,
    /// The property of schema.org that its values fill.
    pub schema_org: Option<Property>,
    /// Where it is declared.
    pub origin: Origin,
}

impl Field {
    /// The fields of the nested record, for a table or a series.
    pub fn fields(&self) -> &[Field] {
        match &self.ty {
            FieldType::Table(fields) | FieldType::Series(fields) => fields,
            _ => &[],
        }
    }

    /// The values that a choice allows, in order.
    pub fn choices(&self) -> &[Choice] {
        match &self.ty {
            FieldType::Choice(choices) => choices,
            _ => &[],
        }
    }

    /// The label of a choice.
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.choices().iter().find(|choice| choice.id == id)
    }
}
