//! A record: an id, a kind, and the values of its fields.

use std::sync::Arc;

use crate::base::{Lang, Origin};
use crate::schema::Kind;

use super::text::{Text, TextId};
use super::value::{Item, Value};

/// A record's place in [`super::Model`]: good as long as that model lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u32);

/// One record.
#[derive(Clone, Debug)]
pub struct Record {
    /// The place of its kind in the schema.
    pub kind: usize,
    /// Its id, unique within the kind.
    pub id: Arc<str>,
    /// Where it is declared.
    pub origin: Origin,
    /// The languages in which it has a body, each with the text; the default language first.
    pub bodies: Vec<(Lang, TextId)>,
    /// Its Markdown texts: bodies and fields.
    pub texts: Vec<Text>,
    /// Whether it ships with casebook.
    pub of_kit: bool,
    /// Whether the portal wrote it or a part of it.
    pub of_portal: bool,
    /// Whether and how it is published.
    pub standing: Standing,
    /// The fields, by their place in the kind, in which something is written that cannot be read, which was reported.
    pub unread: Vec<usize>,
    /// Values by the place of their field in the kind, in that order; a field without values is not there.
    values: Vec<(usize, Vec<Item>)>,
}

/// Whether and how a record is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// With all its content.
    #[default]
    Published,
    /// Not: it is a draft.
    Draft,
    /// Not: its `published` date is after the date of the build.
    Future,
    /// Not, ever: it is internal.
    Internal,
    /// Only a dated notice stands at its address.
    Withheld,
}

impl Record {
    /// A record without values, published until something says otherwise.
    pub fn new(kind: usize, id: &str, origin: Origin) -> Record {
        Record {
            kind,
            id: id.into(),
            origin,
            bodies: Vec::new(),
            texts: Vec::new(),
            of_kit: false,
            of_portal: false,
            standing: Standing::Published,
            unread: Vec::new(),
            values: Vec::new(),
        }
    }

    /// The values of the field at a place of the kind; none is an empty slice.
    pub fn values(&self, field: usize) -> &[Item] {
        match self.values.binary_search_by_key(&field, |(at, _)| *at) {
            Ok(found) => &self.values[found].1,
            Err(_) => &[],
        }
    }

    /// Sets the values of a field, in place of earlier ones.
    pub fn set(&mut self, field: usize, items: Vec<Item>) {
        match self.values.binary_search_by_key(&field, |(at, _)| *at) {
            Ok(found) if items.is_empty() => drop(self.values.remove(found)),
            Ok(found) => self.values[found].1 = items,
            Err(_) if items.is_empty() => {}
            Err(place) => self.values.insert(place, (field, items)),
        }
    }

    /// All fields that have values, by their places in the kind.
    pub fn all_values(&self) -> impl Iterator<Item = (usize, &[Item])> {
        self.values.iter().map(|(field, items)| (*field, &items[..]))
    }

    /// Whether the other record, of the same kind and id, differs from this one at most in words, and in where things are written: in its
    /// Markdown texts and in plain texts that have translations, such as titles, but are no facets. Whatever follows from other values and
    /// from references is then the same.
    pub fn differs_in_words_only(&self, other: &Record, kind: &Kind) -> bool {
        let alike = |(one, other): (&Text, &Text)| {
            one.field == other.field && one.lang == other.lang && one.targets == other.targets
        };
        self.values.len() == other.values.len()
            && self.values.iter().zip(&other.values).all(|(one, other)| same_but_for_words(one, other, kind))
            && self.unread == other.unread
            && self.bodies == other.bodies
            && (self.of_kit, self.of_portal) == (other.of_kit, other.of_portal)
            && self.texts.len() == other.texts.len()
            && self.texts.iter().zip(&other.texts).all(alike)
    }

    /// Whether all values, plain texts among them, are those of the other record.
    pub fn has_values_of(&self, other: &Record) -> bool {
        self.values == other.values
    }

    /// The body for a reader of `lang`: in that language, else in the first one there is.
    pub fn body(&self, lang: &Lang) -> Option<(&Lang, TextId)> {
        let best = self.bodies.iter().find(|(known, _)| known == lang).or(self.bodies.first());
        best.map(|(lang, text)| (lang, *text))
    }
}

/// Whether the values of a field are equal, or differ in plain texts alone.
fn same_but_for_words(one: &(usize, Vec<Item>), other: &(usize, Vec<Item>), kind: &Kind) -> bool {
    let languages = |items: &[Item]| match items {
        [Item { value: Value::Text(text), .. }] => Some(text.iter().map(|(lang, _)| lang.clone()).collect::<Vec<_>>()),
        _ => None,
    };
    let in_words = || {
        let field = &kind.fields[one.0];
        let plain = field.localised && !field.list && !field.facet && !field.internal;
        plain && languages(&one.1).is_some() && languages(&one.1) == languages(&other.1)
    };
    one.0 == other.0 && (one.1 == other.1 || in_words())
}
