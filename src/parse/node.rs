//! What a data file holds before anybody knows its kind: a tree of values, each with its place in the file.

use crate::base::Span;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The value's bytes in the file.
    pub span: Span,
    /// The value.
    pub value: NodeValue,
}

/// A value as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeValue {
    /// A TOML string.
    Text(String),
    /// A cell of a CSV file: its type, and whether it is a list, is for the field to say.
    Cell(String),
    /// A TOML integer.
    Integer(i64),
    /// A TOML float as it is written, so that no digit is lost.
    Float(String),
    /// A TOML boolean.
    Bool(bool),
    /// A TOML date, time or both, as it is written.
    Date(String),
    /// A TOML array; also an array of tables.
    Array(Vec<Node>),
    /// A TOML table.
    Table(Table),
    /// Something on a line that does not follow the rules of TOML. That was reported, so whoever asks for the value says no more.
    Broken,
}

/// Keys and values in the order in which they are written, each key once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key without quotes; in CSV the column's header, which may end in `@LANG`.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Table {
    /// The entry with this key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl NodeValue {
    /// What the value is, for messages: "a text", "a table".
    pub fn describe(&self) -> &'static str {
        match self {
            NodeValue::Text(_) | NodeValue::Cell(_) => "a text",
            NodeValue::Integer(_) => "a whole number",
            NodeValue::Float(_) => "a decimal number",
            NodeValue::Bool(_) => "true or false",
            NodeValue::Date(_) => "a date",
            NodeValue::Array(_) => "a list",
            NodeValue::Table(_) => "a table",
            NodeValue::Broken => "something that cannot be read",
        }
    }
}
