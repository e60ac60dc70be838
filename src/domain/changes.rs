//! What became known between two days: entries of evidence with the statuses that they changed, and milestones that were done.

use jiff::civil;

use crate::model::{Date, Model, RecordId};

use super::evidence::{self, Event};

/// What became known of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The record.
    pub record: RecordId,
    /// The entries, the earliest first.
    pub events: Vec<Event>,
    /// The milestones that were done, by their places in the record's field, the earliest first.
    pub milestones: Vec<(Date, usize)>,
}

/// What became known after the day `since`, until `as_of`, of every published record, in the order of the records. Those of which nothing
/// became known are left out.
pub fn since(model: &Model, since: civil::Date, as_of: civil::Date) -> Vec<Changes> {
    let has =
        |field: &str| -> Vec<bool> { model.schema.kinds().iter().map(|kind| kind.field(field).is_some()).collect() };
    let (evidence, milestones) = (has(evidence::FIELD), has("milestones"));
    let told = model.ids().filter(|id| model.is_published(*id)).filter(|id| {
        let kind = model.record(*id).kind;
        evidence[kind] || milestones[kind]
    });
    let of_record = |record: RecordId| {
        let events = evidence::changes(&evidence::entries(model, record), since, as_of);
        let done = model.rows(record, "milestones").filter_map(|row| Some((row.date("done")?, row.place)));
        let mut milestones: Vec<(Date, usize)> =
            done.filter(|(done, _)| done.last_day() > since && done.last_day() <= as_of).collect();
        milestones.sort();
        Changes { record, events, milestones }
    };
    told.map(of_record).filter(|changes| !changes.events.is_empty() || !changes.milestones.is_empty()).collect()
}
