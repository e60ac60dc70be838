//! The values that views are made of, with their JSON form for goldens and documentation.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::{Digest, Hash, Hasher};

use super::chart::Chart;
use super::prose::Prose;
use super::tiles::Tiles;

/// A value that a template can show.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: an empty field.
    #[default]
    None,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Plain text, escaped when shown.
    Text(Arc<str>),
    /// HTML made by casebook itself, shown as it is.
    Html(Arc<str>),
    /// A file of the site, by its address and perhaps a fragment; shown as a link relative to the page.
    Url(Arc<str>),
    /// A Markdown text with its references resolved; shown as HTML.
    Prose(Arc<Prose>),
    /// A map of equal squares; shown as HTML.
    Tiles(Arc<Tiles>),
    /// A chart; shown as HTML.
    Chart(Arc<Chart>),
    /// Several values.
    List(Vec<Value>),
    /// Named values.
    Map(Map),
    /// Named values that many pages show: made, and hashed, once for all of them.
    Shared(Shared),
    /// A value that stands in one view more than once.
    Repeated(Arc<Value>),
    /// A link to a record, shared as well; templates have it as HTML too, by the theme's component `link`.
    Link(Shared),
    /// A record as an entry of a list; shown as HTML, by the theme's component `card`.
    Card(Card),
    /// Named values for programs, with whole addresses; shown as JSON.
    Json(Map),
}

/// A record as an entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What is known of the record.
    pub record: Shared,
    /// How many facts are shown below its title and summary.
    pub cells: usize,
}

/// Named values that are held by several views.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared(Arc<Held>);

#[derive(Debug, PartialEq)]
struct Held {
    hash: Hash,
    map: Map,
    steady: bool,
}

impl Shared {
    /// These values, to be held by several views.
    pub fn new(map: Map) -> Shared {
        let steady = map.iter().all(|(_, value)| steady(value));
        Shared(Arc::new(Held { hash: Hash::of_value(&map), map, steady }))
    }

    /// The values.
    pub fn map(&self) -> &Map {
        &self.0.map
    }

    /// Their hash.
    pub fn hash(&self) -> Hash {
        self.0.hash
    }

    /// Whether templates see the same on every page of a language.
    pub fn steady(&self) -> bool {
        self.0.steady
    }
}

fn steady(value: &Value) -> bool {
    match value {
        Value::None | Value::Bool(_) | Value::Integer(_) | Value::Text(_) | Value::Html(_) | Value::Url(_) => true,
        Value::Tiles(_) | Value::Chart(_) | Value::Json(_) => true,
        Value::Prose(_) | Value::Card(_) => false,
        Value::List(items) => items.iter().all(steady),
        Value::Map(map) => map.iter().all(|(_, value)| steady(value)),
        Value::Shared(shared) | Value::Link(shared) => shared.steady(),
        Value::Repeated(value) => steady(value),
    }
}

/// Named values in a fixed order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map(Vec<(Cow<'static, str>, Value)>);

impl Map {
    /// No values.
    pub fn new() -> Map {
        Map::default()
    }

    /// The same values and one more, last. A name must be new.
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Map {
        self.insert(name, value);
        self
    }

    /// Adds a value, last. A name must be new.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) {
        let name = name.into();
        debug_assert!(self.get(&name).is_none(), "`{name}` is there already");
        self.0.push((name, value.into()));
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// All names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The same, with names that tell whether they last as long as the program.
    pub fn entries(&self) -> impl Iterator<Item = (&Cow<'static, str>, &Value)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Value {
    /// The same, to be put into a view more than once.
    pub fn repeated(self) -> Value {
        match self {
            Value::List(_) | Value::Map(_) => Value::Repeated(self.into()),
            simple => simple,
        }
    }

    /// The named values of a map.
    pub fn map(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            Value::Shared(shared) | Value::Link(shared) => Some(shared.map()),
            Value::Repeated(value) => value.map(),
            _ => None,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Value {
        Value::Integer(value as i64)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::Text(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::Text(value.into())
    }
}

impl From<Arc<str>> for Value {
    fn from(value: Arc<str>) -> Value {
        Value::Text(value)
    }
}

impl From<Map> for Value {
    fn from(value: Map) -> Value {
        Value::Map(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(value: Vec<Value>) -> Value {
        Value::List(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::None, T::into)
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Value {
        Value::List(items.into_iter().collect())
    }
}

impl Digest for Value {
    fn digest(&self, hasher: &mut Hasher) {
        match self {
            Value::None => hasher.number(0),
            Value::Bool(value) => hasher.number(1).number((*value).into()),
            Value::Integer(value) => hasher.number(2).number(*value as u64),
            Value::Text(text) => hasher.number(3).text(text),
            Value::Html(html) => hasher.number(4).text(html),
            Value::Url(address) => hasher.number(5).text(address),
            Value::Prose(prose) => hasher.number(6).hash(prose.hash()),
            Value::List(items) => hasher.number(7).value(&items[..]),
            Value::Map(map) => hasher.number(8).value(map),
            Value::Shared(shared) => hasher.number(9).hash(shared.hash()),
            Value::Tiles(tiles) => hasher.number(10).value(&**tiles),
            Value::Chart(chart) => hasher.number(11).value(&**chart),
            Value::Repeated(value) => hasher.number(14).value(&**value),
            Value::Link(shared) => hasher.number(13).hash(shared.hash()),
            Value::Card(card) => hasher.number(12).hash(card.record.hash()).number(card.cells as u64),
            Value::Json(map) => hasher.number(15).value(map),
        };
    }
}

impl Digest for Map {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.number(self.0.len() as u64);
        for (name, value) in &self.0 {
            hasher.text(name).value(value);
        }
    }
}

/// The form in which views are documented and compared: addresses and texts as strings, prose as its HTML with numbered holes.
impl serde::Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::None => serializer.serialize_none(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Integer(value) => serializer.serialize_i64(*value),
            Value::Text(text) | Value::Html(text) | Value::Url(text) => serializer.serialize_str(text),
            Value::Prose(prose) => prose.serialize(serializer),
            Value::Tiles(tiles) => tiles.serialize(serializer),
            Value::Chart(chart) => chart.serialize(serializer),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(map) | Value::Json(map) => map.serialize(serializer),
            Value::Shared(shared) | Value::Link(shared) => shared.map().serialize(serializer),
            Value::Repeated(value) => value.serialize(serializer),
            Value::Card(card) => card.record.map().serialize(serializer),
        }
    }
}

impl serde::Serialize for Map {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}
