//! A record: an id, a kind, and the values of its fields.

use std::sync::Arc;

use crate::base::{Lang, Origin};

use super::text::{Text, TextId};
use super::value::Item;

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

    /// The body for a reader of `lang`: in that language, else in the first one there is.
    pub fn body(&self, lang: &Lang) -> Option<(&Lang, TextId)> {
        let best = self.bodies.iter().find(|(known, _)| known == lang).or(self.bodies.first());
        best.map(|(lang, text)| (lang, *text))
    }
}
