//! One action: its milestones, its dates and its evidence, and what follows from them on a day.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{ToSpan, civil};

use crate::domain::evidence::{self, Assessor, Entry, Status, Statuses};
use crate::domain::rules::Terms;
use crate::model::{Date, Decimal, Model, Period, RecordId, Value};

use super::{Progress, WEIGHT, expected, share};

/// A step of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// By when it is to be done.
    pub due: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// How much it weighs among the milestones of its action.
    pub weight: Decimal,
    /// Whether it cites a source.
    pub cited: bool,
}

impl Milestone {
    /// Whether it is done on a day. A month or a year counts from its last day.
    pub fn is_done(&self, as_of: civil::Date) -> bool {
        self.done.is_some_and(|done| done.last_day() <= as_of)
    }
}

/// What an action's record says, as far as progress follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The record.
    pub record: RecordId,
    /// How much it weighs in the mean of its area and plan.
    pub weight: Decimal,
    /// Whether its plan makes a statement here and no commitment: it is then counted apart.
    pub statement: bool,
    /// By when it is to be done.
    pub due: Option<Date>,
    /// When it is to be worked on.
    pub period: Option<Period>,
    /// Whether a body has the lead.
    pub lead: bool,
    /// Whether its plan is one of which progress is measured.
    pub measured: bool,
    /// Its steps.
    pub milestones: Vec<Milestone>,
    /// Its evidence.
    pub entries: Vec<Entry>,
}

/// Where an action stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How far it has come.
    pub progress: Progress,
    /// The share of its period that is over, in hundredths.
    pub expected: Option<Decimal>,
    /// What each class of assessors reports of the action as a whole.
    pub statuses: Statuses,
    /// What each class reports of its parts.
    pub parts: BTreeMap<Arc<str>, Statuses>,
    /// Whether the responsible body reports it as completed.
    pub completed: bool,
    /// Whether it is reported as completed, by the responsible body or by all milestones, and nothing recorded cites a source for that.
    pub completed_without_evidence: bool,
    /// Whether its due date is over and it is not reported as completed.
    pub past_due: bool,
    /// Whether it is due within the set number of days and not reported as completed.
    pub due_soon: bool,
}

impl Outcome {
    /// Whether a class of assessors reported a status, of the whole or of a part.
    pub fn is_assessed(&self) -> bool {
        !self.statuses.is_empty() || self.parts.values().any(|statuses| !statuses.is_empty())
    }
}

impl Action {
    /// Reads an action from its record; `measured` tells whether its plan is one of which progress is measured.
    pub fn read(model: &Model, record: RecordId, measured: bool) -> Action {
        let milestones = model.rows(record, "milestones").map(|row| Milestone {
            due: row.date("due"),
            done: row.date("done"),
            weight: row.decimal("weight").unwrap_or(WEIGHT),
            cited: !row.items("sources").is_empty(),
        });
        Action {
            record,
            weight: match model.value(record, "weight") {
                Some(Value::Decimal(weight)) => *weight,
                _ => WEIGHT,
            },
            statement: is_statement(model, record),
            due: match model.value(record, "due") {
                Some(Value::Date(date)) => Some(*date),
                _ => None,
            },
            period: match model.value(record, "period") {
                Some(Value::Period(period)) => Some(*period),
                _ => None,
            },
            lead: !model.values(record, "lead").is_empty(),
            measured,
            milestones: milestones.collect(),
            entries: evidence::entries(model, record),
        }
    }

    /// Where the action stands on a day.
    pub fn on(&self, as_of: civil::Date, terms: &Terms) -> Outcome {
        let statuses = evidence::statuses(&self.entries, None, as_of, terms);
        let of_part = |part: Arc<str>| {
            let statuses = evidence::statuses(&self.entries, Some(&part), as_of, terms);
            (part, statuses)
        };
        let parts = evidence::parts(&self.entries, as_of).into_iter().map(of_part).collect();
        let progress = self.progress(as_of);
        let reported = statuses.get(&Assessor::ResponsibleBody).map(|reported| reported.status);
        let completed = reported == Some(Status::Implemented);
        let all_done = progress == Progress::Share(Decimal::ONE_HUNDRED);
        let cited = self.entries.iter().any(|entry| entry.known(as_of) && entry.cited)
            || self.milestones.iter().any(|milestone| milestone.is_done(as_of) && milestone.cited);
        let due = self.due.map(|due| due.last_day());
        let soon = as_of.checked_add(i64::from(terms.due_soon).days()).unwrap_or(civil::Date::MAX);
        Outcome {
            progress,
            expected: self.period.as_ref().filter(|_| self.measured).and_then(|period| expected(period, as_of)),
            statuses,
            parts,
            completed,
            completed_without_evidence: (completed || all_done) && !cited,
            past_due: !completed && due.is_some_and(|due| due < as_of),
            due_soon: !completed && due.is_some_and(|due| due >= as_of && due <= soon),
        }
    }

    fn progress(&self, as_of: civil::Date) -> Progress {
        if !self.measured {
            return Progress::NotMeasured;
        }
        if self.milestones.is_empty() {
            return match self.entries.iter().any(|entry| entry.known(as_of)) {
                true => Progress::StatusOnly,
                false => Progress::NotAssessed,
            };
        }
        let below = self.milestones.iter().any(|milestone| milestone.weight < Decimal::ZERO);
        let all = total(self.milestones.iter());
        let done = total(self.milestones.iter().filter(|milestone| milestone.is_done(as_of)));
        match (done, all) {
            (Some(done), Some(all)) if !below => share(done, all).map_or(Progress::NoWeight, Progress::Share),
            _ => Progress::NoWeight,
        }
    }
}

/// The sum of weights; nothing where it has too many digits.
fn total<'a>(milestones: impl IntoIterator<Item = &'a Milestone>) -> Option<Decimal> {
    milestones.into_iter().try_fold(Decimal::ZERO, |sum, milestone| sum.checked_add(milestone.weight))
}

/// Whether an action is a statement: by its own force, or where it has none, if each of its parts is one.
fn is_statement(model: &Model, record: RecordId) -> bool {
    const STATEMENT: &str = "statement";
    match model.value(record, "force") {
        Some(Value::Choice(force)) => **force == *STATEMENT,
        _ => {
            let mut parts = model.rows(record, "parts").peekable();
            parts.peek().is_some() && parts.all(|part| part.choice("force").is_some_and(|force| **force == *STATEMENT))
        }
    }
}
