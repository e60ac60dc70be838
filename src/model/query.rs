//! A question that a fenced embed asks of the portal: which records to show in a text, and how.

use std::sync::Arc;

use crate::base::Localised;
use crate::schema::SortKey;

use super::record::RecordId;

/// Which records, in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// How they are shown.
    pub form: Form,
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

/// How an embed shows records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As cards.
    Records,
    /// As key figures.
    Figures,
    /// One indicator over the years.
    Series,
    /// Key figures as dots.
    Dots,
    /// How many records have each value of a field.
    Counts {
        /// The field, by its place in the kind.
        by: usize,
        /// Whether the counts are shown as parts of a whole; otherwise as bars.
        whole: bool,
    },
    /// How far one plan or area has come.
    Progress,
    /// By their dates; of a plan, its actions.
    Timeline,
    /// By the countries that they name.
    Map,
}

impl Form {
    /// The name of the theme's template for it.
    pub fn template(self) -> &'static str {
        match self {
            Form::Records => "embeds/records.html",
            Form::Figures => "embeds/figures.html",
            Form::Series | Form::Dots | Form::Counts { .. } => "embeds/chart.html",
            Form::Progress => "embeds/progress.html",
            Form::Timeline => "embeds/timeline.html",
            Form::Map => "embeds/map.html",
        }
    }
}

impl Query {
    /// All records of a kind.
    pub fn new(form: Form, kind: usize) -> Query {
        Query { form, kind, ids: Vec::new(), conditions: Vec::new(), sort: None, limit: None, title: None }
    }
}

/// What a field must hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A reference to this record.
    Ref(RecordId),
    /// This choice or text, or `true` or `false`.
    Text(Arc<str>),
}
