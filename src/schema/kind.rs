//! A kind of records.

use crate::base::{Localised, Origin};

use super::field::Field;
use super::schema_org::ThingType;

/// A kind of records, as declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// The name in data files and references, in kebab case: `case-study`.
    pub id: String,
    /// What readers call one record.
    pub label: Localised,
    /// What readers call several.
    pub plural: Localised,
    /// What authors and readers are told.
    pub help: Option<Localised>,
    /// The folder below `content/`, and of the pages.
    pub folder: String,
    /// Whether records have a Markdown body.
    pub narrative: bool,
    /// Whether records are terms: a term of the kit gets a page once something in the portal refers to it.
    pub vocabulary: bool,
    /// Whether the items of top-level ordered lists are the numbered paragraphs of a document.
    pub numbered: bool,
    /// Whether each record must say where its facts come from.
    pub cited: bool,
    /// Whether records are about persons who can be identified, and so need `consent`.
    pub people: bool,
    /// The kinds that can be a record's parent; empty when records stand alone.
    pub parent: Vec<String>,
    /// The name of the domain logic that fills the derived fields.
    pub logic: Option<String>,
    /// The order of lists.
    pub sort: SortKey,
    /// The field with the date by which records are news: kinds that have one get a feed.
    pub feed: Option<String>,
    /// What a record is in the words of schema.org.
    pub schema_org: ThingType,
    /// Pairs of facets whose common values get pages too.
    pub facet_pairs: Vec<(String, String)>,
    /// The facet whose countries the map above a list of these records shows.
    pub map: Option<String>,
    /// The fields: those of every record first, then the kind's own.
    pub fields: Vec<Field>,
    /// The sections of a narrative body, in their order.
    pub sections: Vec<Section>,
    /// Whether the kind ships with casebook.
    pub of_kit: bool,
    /// Where it is declared.
    pub origin: Origin,
}

impl Kind {
    /// The field with an id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The place of a field in [`Kind::fields`], which is also its place in a record's values.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    /// The section with an id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }
}

/// The field that lists are ordered by; records that are equal in it follow their ids.
#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    /// A field's id, or `id`.
    pub field: String,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// A part of a narrative body, under a second-level heading with this id.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading's id.
    pub id: String,
    /// What readers see, and what `new` writes as heading.
    pub label: Localised,
    /// Whether a body must have it.
    pub required: bool,
    /// Whether each figure in it needs a cite.
    pub cited: bool,
}
