//! A question that a fenced embed asks of the portal: which records to show in a text.

use std::sync::Arc;

use crate::base::Localised;
use crate::schema::SortKey;

use super::record::RecordId;

/// Which records, in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// How they are shown: `records` or `figures`.
    pub form: Arc<str>,
    /// The kind of the records, by its place in the schema.
    pub kind: usize,
    /// These records and no others, in this order; empty for all.
    pub ids: Vec<RecordId>,
    /// Conditions that all must hold: the field, by its place in the kind, holds the value.
    pub conditions: Vec<(usize, Condition)>,
    /// The order; the kind's own where none is given.
    pub sort: Option<SortKey>,
    /// At most so many.
    pub limit: Option<usize>,
    /// A heading.
    pub title: Option<Localised>,
}

/// What a field must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A reference to this record.
    Ref(RecordId),
    /// This choice or text, or `true` or `false`.
    Text(Arc<str>),
}
