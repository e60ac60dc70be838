//! Kinds of records and their fields, as declared in TOML: what validation, facets, tables, downloads and JSON Schema all follow.

mod consistent;
mod declare;
mod field;
mod json_schema;
mod kind;
mod published;
mod schema_org;

pub use declare::read;
pub use field::{Choice, Field, FieldType};
pub use json_schema::{file_schema, json_schema};
pub use kind::{Kind, Section, SortKey};
pub use published::{OWN, published_fields, published_name, published_schema};
pub use schema_org::{Family, Property, ThingType};

use std::collections::BTreeMap;

/// All kinds of a portal: those of the kit, with what the portal added, and its own.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    kinds: Vec<Kind>,
    by_id: BTreeMap<String, usize>,
}

impl Schema {
    /// A schema of these kinds, each id once.
    pub(crate) fn new(kinds: Vec<Kind>) -> Schema {
        let by_id = kinds.iter().enumerate().map(|(at, kind)| (kind.id.clone(), at)).collect();
        Schema { kinds, by_id }
    }

    /// The kinds in the order of their declaration: the kit's first.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The kind with an id.
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.position(id).map(|at| &self.kinds[at])
    }

    /// The place of a kind in [`Schema::kinds`].
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The kind whose records stand in a folder of `content/`.
    pub fn kind_of_folder(&self, folder: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.folder == folder)
    }
}
