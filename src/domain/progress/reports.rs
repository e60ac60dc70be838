//! The actions of an area or a plan by what is reported of them: for each class of assessors every action stands in exactly one list. Those of
//! which nobody says where they stand are listed for themselves.

use std::collections::BTreeMap;

use jiff::civil;

use crate::domain::evidence::{self, Assessor, Status};
use crate::model::{Date, Model, RecordId};

use super::{Outcome, Tally};

/// What one class of assessors reports of the actions of an area or a plan. Each action stands in one of the
/// lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reports {
    /// The actions of which the class reports each status as a whole.
    pub by_status: BTreeMap<Status, Vec<RecordId>>,
    /// The actions of which it reports a status of parts only.
    pub in_parts: Vec<RecordId>,
    /// The actions on which it reports without stating a status. Told of the responsible bodies alone: whoever else states none did not assess.
    pub unstated: Vec<RecordId>,
    /// The actions on which it reports nothing.
    pub none: Vec<RecordId>,
    /// The date of its newest report, with a status or without.
    pub newest: Option<Date>,
}

impl Reports {
    /// What a class reports by a day.
    pub fn of(
        model: &Model,
        tally: &Tally,
        outcomes: &BTreeMap<RecordId, Outcome>,
        assessor: Assessor,
        as_of: civil::Date,
    ) -> Reports {
        let mut reports = Reports::default();
        for id in &tally.actions {
            let Some(outcome) = outcomes.get(id) else { continue };
            let entries = evidence::entries(model, *id);
            let own =
                |entry: &&evidence::Entry| entry.known(as_of) && !entry.withheld && entry.assessor == Some(assessor);
            let newest = entries.iter().filter(own).map(|entry| entry.published).max_by_key(Date::last_day);
            let in_parts = outcome.parts.values().any(|statuses| statuses.contains_key(&assessor));
            let list = match outcome.statuses.get(&assessor) {
                Some(reported) => reports.by_status.entry(reported.status).or_default(),
                None if in_parts => &mut reports.in_parts,
                None if newest.is_some() && assessor == Assessor::ResponsibleBody => &mut reports.unstated,
                None => &mut reports.none,
            };
            list.push(*id);
            reports.newest = reports.newest.into_iter().chain(newest).max_by_key(Date::last_day);
        }
        reports
    }

    /// The number of actions of which the class reports a status, of the whole or of parts.
    pub fn reported(&self) -> usize {
        self.by_status.values().map(Vec::len).sum::<usize>() + self.in_parts.len()
    }
}

/// The actions of which nobody reports a status. Each stands in one of the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Silence {
    /// Those of which nothing at all is recorded.
    pub silent: Vec<RecordId>,
    /// Those of which something is recorded that states no status: an entry without one, or a milestone that was done.
    pub unstated: Vec<RecordId>,
}

impl Silence {
    /// The actions of a tally of which nobody reports a status on a day.
    pub fn of(model: &Model, tally: &Tally, as_of: civil::Date) -> Silence {
        let spoken = |id: &RecordId| {
            let done = |date: Date| date.last_day() <= as_of;
            evidence::entries(model, *id).iter().any(|entry| entry.known(as_of))
                || model.rows(*id, "milestones").filter_map(|row| row.date("done")).any(done)
        };
        let (unstated, silent) = tally.not_assessed.iter().copied().partition(spoken);
        Silence { silent, unstated }
    }
}

/// The actions of which anybody but the responsible bodies reports a status, of the whole or of a part.
pub fn assessed_by_others(tally: &Tally, outcomes: &BTreeMap<RecordId, Outcome>) -> Vec<RecordId> {
    let by_others = |id: &&RecordId| {
        outcomes.get(*id).is_some_and(|outcome| {
            let all = outcome.parts.values().chain([&outcome.statuses]);
            all.flat_map(BTreeMap::keys).any(|assessor| *assessor != Assessor::ResponsibleBody)
        })
    };
    tally.actions.iter().filter(by_others).copied().collect()
}
