//! Areas and plans: their actions counted and listed, so that behind every number stands what it counts.

use std::collections::BTreeMap;

use jiff::civil;

use crate::domain::evidence::{Assessor, Status};
use crate::domain::money::{Amount, Sums};
use crate::domain::rules::Terms;
use crate::model::{Decimal, Model, RecordId, Value};

use super::{Action, Outcome, PLACES};

/// What the actions of an area or a plan come to on a day. Each list is in the order of the records, and its length is the count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The actions that are counted: all but statements.
    pub actions: Vec<RecordId>,
    /// The actions that are statements and counted nowhere else.
    pub statements: Vec<RecordId>,
    /// The mean of the shares of the actions that have one, by the actions' weights, from 0 to 100.
    pub progress: Option<Decimal>,
    /// The actions that the mean is made of.
    pub measured: Vec<RecordId>,
    /// The actions that have no share and are left out of the mean.
    pub left_out: Vec<RecordId>,
    /// Expected against actual, of the actions that have both.
    pub pace: Option<Pace>,
    /// For each class of assessors, the actions of which it reports each status as a whole.
    pub by_status: BTreeMap<Assessor, BTreeMap<Status, Vec<RecordId>>>,
    /// The actions of which entries report a status of parts only.
    pub in_parts: Vec<RecordId>,
    /// The actions of which nobody reports a status: neither done nor undone.
    pub not_assessed: Vec<RecordId>,
    /// The actions whose due date is over and that are not reported as completed.
    pub past_due: Vec<RecordId>,
    /// The actions that are due soon and not reported as completed.
    pub due_soon: Vec<RecordId>,
    /// The actions without a lead, in plans that have owners and dates.
    pub without_lead: Vec<RecordId>,
    /// The actions that are reported as completed and for which nothing that is recorded cites a source.
    pub completed_without_evidence: Vec<RecordId>,
    /// The actions for which a status is older than the set age.
    pub stale: Vec<RecordId>,
    /// Whether anything at all is recorded: milestones, evidence, or a due date.
    pub recorded: bool,
    /// The actions' budgets.
    pub budgets: Budgets,
    /// The sums from which the means are made.
    means: Means,
}

/// Expected against actual progress, of the same actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The mean of the shares of the actions' periods that are over.
    pub expected: Decimal,
    /// The mean of the actions' progress.
    pub actual: Decimal,
    /// The actions.
    pub of: Vec<RecordId>,
}

/// Sums of money by the stage that it has reached, a sum for each currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budgets {
    /// What is planned.
    pub planned: Sums,
    /// What somebody has undertaken to pay.
    pub committed: Sums,
    /// What is spent.
    pub spent: Sums,
}

impl Budgets {
    /// The budgets of a record.
    pub fn read(model: &Model, record: RecordId) -> Budgets {
        let mut budgets = Budgets::default();
        for row in model.rows(record, "budgets") {
            let amount = Amount { record, place: row.place, money: row.money("amount") };
            match row.choice("stage").map(|stage| &**stage) {
                Some("planned") => budgets.planned.add(amount),
                Some("committed") => budgets.committed.add(amount),
                Some("spent") => budgets.spent.add(amount),
                _ => {}
            }
        }
        budgets
    }

    fn add(&mut self, other: &Budgets) {
        for (sums, more) in [
            (&mut self.planned, &other.planned),
            (&mut self.committed, &other.committed),
            (&mut self.spent, &other.spent),
        ] {
            more.amounts.iter().for_each(|amount| sums.add(*amount));
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Means {
    actual: Mean,
    paced: Mean,
    expected: Mean,
    pace: Vec<RecordId>,
}

/// A weighted mean being made; nothing once it has too many digits.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mean(Option<(Decimal, Decimal)>);

impl Default for Mean {
    fn default() -> Mean {
        Mean(Some((Decimal::ZERO, Decimal::ZERO)))
    }
}

impl Mean {
    fn add(&mut self, value: Decimal, weight: Decimal) {
        self.0 = self.0.and_then(|(sum, weights)| {
            Some((sum.checked_add(value.checked_mul(weight)?)?, weights.checked_add(weight)?))
        });
    }

    fn get(&self) -> Option<Decimal> {
        let (sum, weights) = self.0?;
        let mean = sum.checked_div(weights)?;
        Some(mean.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED).round_dp(PLACES).normalize())
    }
}

impl Tally {
    /// The tally of these actions, each with where it stands.
    pub fn of<'a>(actions: impl IntoIterator<Item = (&'a Action, &'a Outcome, &'a Budgets)>) -> Tally {
        let mut tally = Tally::default();
        actions.into_iter().for_each(|(action, outcome, budgets)| tally.add(action, outcome, budgets));
        tally.finish();
        tally
    }

    /// The number of actions, statements among them.
    pub fn all(&self) -> usize {
        self.actions.len() + self.statements.len()
    }

    fn add(&mut self, action: &Action, outcome: &Outcome, budgets: &Budgets) {
        let id = action.record;
        self.recorded |= !action.milestones.is_empty() || !action.entries.is_empty() || action.due.is_some();
        self.budgets.add(budgets);
        if action.statement {
            return self.statements.push(id);
        }
        self.actions.push(id);
        // A weight below zero is reported as an error; it must not lead a mean out of its bounds.
        let weight = action.weight.max(Decimal::ZERO);
        match outcome.progress.share() {
            Some(share) => {
                self.measured.push(id);
                self.means.actual.add(share, weight);
                if let Some(expected) = outcome.expected {
                    self.means.paced.add(share, weight);
                    self.means.expected.add(expected, weight);
                    self.means.pace.push(id);
                }
            }
            None => self.left_out.push(id),
        }
        for (assessor, reported) in &outcome.statuses {
            self.by_status.entry(*assessor).or_default().entry(reported.status).or_default().push(id);
        }
        let stale = outcome.statuses.values().any(|reported| reported.stale_since.is_some());
        for (holds, list) in [
            (outcome.statuses.is_empty() && outcome.is_assessed(), &mut self.in_parts),
            (!outcome.is_assessed(), &mut self.not_assessed),
            (outcome.past_due, &mut self.past_due),
            (outcome.due_soon, &mut self.due_soon),
            (action.measured && !action.lead, &mut self.without_lead),
            (outcome.completed_without_evidence, &mut self.completed_without_evidence),
            (stale, &mut self.stale),
        ] {
            if holds {
                list.push(id);
            }
        }
    }

    fn finish(&mut self) {
        let mut lists = vec![
            &mut self.actions,
            &mut self.statements,
            &mut self.measured,
            &mut self.left_out,
            &mut self.in_parts,
            &mut self.not_assessed,
            &mut self.past_due,
            &mut self.due_soon,
            &mut self.without_lead,
            &mut self.completed_without_evidence,
            &mut self.stale,
            &mut self.means.pace,
        ];
        lists.extend(self.by_status.values_mut().flat_map(BTreeMap::values_mut));
        lists.into_iter().for_each(|list| list.sort());
        for sums in [&mut self.budgets.planned, &mut self.budgets.committed, &mut self.budgets.spent] {
            sums.amounts.sort();
        }
        self.progress = self.means.actual.get();
        self.pace = match (self.means.expected.get(), self.means.paced.get()) {
            (Some(expected), Some(actual)) => Some(Pace { expected, actual, of: self.means.pace.clone() }),
            _ => None,
        };
    }
}

/// Where every published action stands on a day, and the tally of everything that has actions below it: areas and plans.
pub fn of_parents(
    model: &Model,
    as_of: civil::Date,
    terms: &Terms,
) -> (BTreeMap<RecordId, Outcome>, BTreeMap<RecordId, Tally>) {
    let mut outcomes = BTreeMap::new();
    let tallies = tallies(model, as_of, terms, |id, outcome| {
        outcomes.insert(id, outcome.clone());
        above(model, id)
    });
    (outcomes, tallies)
}

/// The tally of the actions of each body that leads any; actions without a lead stand under nobody.
pub fn of_leads(model: &Model, as_of: civil::Date, terms: &Terms) -> BTreeMap<Option<RecordId>, Tally> {
    tallies(model, as_of, terms, |id, _| match model.value(id, "lead") {
        Some(Value::Ref(lead)) => vec![Some(*lead)],
        _ => vec![None],
    })
}

/// The published actions under each of the keys that `keys` gives them.
fn tallies<K: Ord>(
    model: &Model,
    as_of: civil::Date,
    terms: &Terms,
    mut keys: impl FnMut(RecordId, &Outcome) -> Vec<K>,
) -> BTreeMap<K, Tally> {
    let mut tallies = BTreeMap::<K, Tally>::new();
    let Some(kind) = model.schema.position("action") else { return tallies };
    for id in model.of_kind(kind).filter(|id| model.is_published(*id)) {
        let measured = is_measured(model, id);
        let action = Action::read(model, id, measured);
        let outcome = action.on(as_of, terms);
        let budgets = Budgets::read(model, id);
        for key in keys(id, &outcome) {
            tallies.entry(key).or_default().add(&action, &outcome, &budgets);
        }
    }
    tallies.values_mut().for_each(Tally::finish);
    tallies
}

/// What an action is a part of: its area and plan. A chain that is longer is a circle.
fn above(model: &Model, id: RecordId) -> Vec<RecordId> {
    std::iter::successors(model.parent(id), |part| model.parent(*part)).take(4).collect()
}

/// Whether progress is measured of a plan, an area or an action: not of priorities without owner or date.
pub fn is_measured(model: &Model, id: RecordId) -> bool {
    let priorities = |part: RecordId| matches!(model.value(part, "plan_type"), Some(Value::Choice(choice)) if **choice == *"priorities");
    !priorities(id) && !above(model, id).into_iter().any(priorities)
}
