//! The shapes that values can have.

use std::fmt;

/// What a value is.
#[derive(Clone, Copy)]
pub enum Shape {
    /// Anything: it is not known beforehand.
    Any,
    /// A text, escaped when shown.
    Text,
    /// HTML, shown as it is.
    Html,
    /// A link relative to the page.
    Url,
    /// True or false.
    Bool,
    /// A whole number.
    Number,
    /// Several values of one shape.
    List(&'static Shape),
    /// A map with fixed names.
    Map(&'static Type),
    /// A map whose names are those of the portal or theme, with values of one shape.
    Keyed(&'static Shape),
    /// The fields of a record: those that its kind declares.
    Fields,
    /// The words of the interface.
    Words,
}

/// A map with fixed names.
pub struct Type {
    /// What it is called in messages and documentation.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// What it holds.
    pub fields: &'static [Field],
}

/// A named value.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub shape: Shape,
    /// Whether it is always there.
    pub presence: Presence,
    /// What it means.
    pub doc: &'static str,
}

/// Whether a value is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// There, and not none.
    Always,
    /// There, but perhaps none.
    OrNone,
    /// Perhaps not there at all.
    Sometimes,
}

/// A value that is always there.
pub(super) const fn field(name: &'static str, shape: Shape, doc: &'static str) -> Field {
    Field { name, shape, presence: Presence::Always, doc }
}

impl Field {
    /// The same, perhaps none.
    pub(super) const fn or_none(self) -> Field {
        Field { presence: Presence::OrNone, ..self }
    }

    /// The same, perhaps missing.
    pub(super) const fn sometimes(self) -> Field {
        Field { presence: Presence::Sometimes, ..self }
    }
}

impl Type {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl PartialEq for Shape {
    fn eq(&self, other: &Shape) -> bool {
        match (self, other) {
            (Shape::List(a), Shape::List(b)) | (Shape::Keyed(a), Shape::Keyed(b)) => a == b,
            (Shape::Map(a), Shape::Map(b)) => a.name == b.name,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

impl fmt::Debug for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Any => f.write_str("a value"),
            Shape::Text => f.write_str("a text"),
            Shape::Html => f.write_str("HTML"),
            Shape::Url => f.write_str("a link"),
            Shape::Bool => f.write_str("true or false"),
            Shape::Number => f.write_str("a number"),
            Shape::List(item) => write!(f, "a list: each {item}"),
            Shape::Map(kind) => write!(f, "a {}", kind.name),
            Shape::Keyed(item) => write!(f, "a map: each {item}"),
            Shape::Fields => f.write_str("the fields of the record's kind"),
            Shape::Words => f.write_str("the words of the interface"),
        }
    }
}
