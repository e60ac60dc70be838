//! How a plan or an area stands: what is reported, and by whom; what needs attention; progress by milestones; its actions; what changed.

mod actions;
mod changes;
mod figures;
mod lists;
mod sentences;
mod sides;

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::evidence::{self, Assessor, Status};
use crate::domain::money::Sums;
use crate::domain::progress::{Outcome, Reports, Tally};
use crate::domain::rules;
use crate::model::{Decimal, RecordId};
use crate::view::{Map, Value};

use super::aspect::{self, Aspect};
use super::site::Site;
use super::{format, reported};

pub(super) use figures::{of_record, of_timeline};
pub use lists::Side;
pub(super) use lists::{planned, view};

/// Derived fields of plans and areas, all of which the dashboard tells in its own way.
pub(super) const TOLD: &[&str] = &[
    "progress",
    "expected",
    "measured_count",
    "left_out_count",
    "statement_count",
    "not_assessed_count",
    "in_parts_count",
    "status_counts",
    "past_due_count",
    "due_soon_count",
    "without_lead_count",
    "unevidenced_count",
    "stale_count",
    "planned_total",
    "committed_total",
    "spent_total",
];

/// The last changes that the dashboard shows; all stand on a page of their own.
const CHANGES: usize = 10;

/// A plan or an area in the eyes of a reader.
#[derive(Clone, Copy)]
struct Whole<'a> {
    site: &'a Site,
    /// The plan or area.
    id: RecordId,
    tally: &'a Tally,
    lang: &'a Lang,
}

impl<'a> Whole<'a> {
    fn new(site: &'a Site, id: RecordId, lang: &'a Lang) -> Option<Whole<'a>> {
        let tally = site.derived.tallies.get(&id).filter(|tally| tally.all() > 0)?;
        Some(Whole { site, id, tally, lang })
    }

    /// The page with one of its lists.
    fn url(&self, side: Side, anchor: &str) -> Value {
        match aspect::url(self.site, &Aspect::Progress(self.id, side), self.lang) {
            Value::Url(url) if !anchor.is_empty() => Value::Url(format!("{url}#{anchor}").into()),
            url => url,
        }
    }

    fn reports(&self, assessor: Assessor) -> Reports {
        let Site { model, derived, .. } = self.site;
        Reports::of(model, self.tally, &derived.outcomes, assessor, derived.as_of)
    }

    fn outcome(&self, action: RecordId) -> Option<&'a Outcome> {
        self.site.derived.outcomes.get(&action)
    }

    /// An action of it, whose kind has the words for statuses; there is one.
    fn any_action(&self) -> RecordId {
        self.tally.actions.first().or(self.tally.statements.first()).copied().unwrap_or(self.id)
    }

    /// What is said of an action of which the responsible body reports no status.
    fn unreported(&self, action: RecordId) -> Arc<str> {
        let class = Assessor::ResponsibleBody;
        let of_part = |outcome: &Outcome| outcome.parts.values().any(|statuses| statuses.contains_key(&class));
        let entries = evidence::entries(&self.site.model, action);
        let spoke = |entry: &evidence::Entry| entry.assessor == Some(class) && !entry.withheld;
        let as_of = self.site.derived.as_of;
        self.word(match self.outcome(action) {
            Some(outcome) if of_part(outcome) => "in-parts",
            _ if entries.iter().any(|entry| entry.known(as_of) && spoke(entry)) => "unstated",
            _ => "no-report",
        })
    }

    fn word(&self, key: &str) -> Arc<str> {
        self.site.word(self.lang, key)
    }
}

/// How a plan or an area stands; nothing of what has no actions.
pub(super) fn dashboard(site: &Site, id: RecordId, lang: &Lang) -> Option<Map> {
    let whole = Whole::new(site, id, lang)?;
    let sides = lists::sides(&site.model, &site.derived, id);
    let changes = changes::newest(&whole, CHANGES);
    let all = sides.contains(&Side::Changes).then(|| whole.url(Side::Changes, ""));
    let told = Map::new()
        .with("total", whole.tally.actions.len())
        .with("reported", sentences::reported(&whole))
        .with("assessed", sentences::assessed(&whole, "assessed-class"))
        .with("silent", sentences::silent(&whole))
        .with("statements", sentences::statements(&whole))
        .with("attention", lists::attention(&whole))
        .with("mean", mean(&whole))
        .with("budgets", budgets(&whole))
        .with("groups", actions::groups(&whole))
        .with("changes", changes)
        .with("changes_url", all)
        .with("pages", lists::pages(&whole, None))
        .with("status_rule", reported::rule(site, &rules::STATUS, lang));
    Some(told)
}

/// What the responsible bodies report, and what others assess, in sentences.
pub(super) fn sentences(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let Some(whole) = Whole::new(site, id, lang) else { return Value::List(Vec::new()) };
    let of = |value: Value| match value {
        Value::List(sentences) => sentences,
        _ => Vec::new(),
    };
    let told = [sentences::reported(&whole), sentences::assessed(&whole, "assessed-class-stop")];
    Value::List(told.into_iter().flat_map(of).collect())
}

/// Progress by milestones: the mean, what it is made of and what is left out of it, and expected against actual.
fn mean(whole: &Whole) -> Option<Map> {
    let Whole { site, tally, lang, .. } = *whole;
    let percent = |share: Decimal| format::share(site, share, lang);
    let pace = tally.pace.as_ref().map(|pace| {
        Map::new()
            .with("expected", percent(pace.expected))
            .with("actual", percent(pace.actual))
            .with("text", sentences::pace(whole, pace.of.len()))
    });
    let mean = Map::new()
        .with("progress", percent(tally.progress?))
        .with("text", sentences::mean(whole))
        .with("pace", pace)
        .with("rule", reported::rule(site, &rules::PROGRESS, lang));
    Some(mean)
}

/// What the actions cost, by the stage that the money has reached.
fn budgets(whole: &Whole) -> Value {
    let Whole { site, tally, lang, .. } = *whole;
    let stage = |(id, sums): (&'static str, &Sums)| {
        let totals: Value = sums.totals().map(|money| format::money(site, &money, lang).into()).collect();
        let row = Map::new()
            .with("id", id)
            .with("label", whole.word(&format!("budget-{id}")))
            .with("totals", totals)
            .with("unknown", sums.unknown());
        (!sums.amounts.is_empty()).then(|| row.into())
    };
    let stages =
        [("planned", &tally.budgets.planned), ("committed", &tally.budgets.committed), ("spent", &tally.budgets.spent)];
    stages.into_iter().filter_map(stage).collect()
}

/// The order in which statuses stand in a bar: what is done first.
const ORDER: &[Status] = &[
    Status::Implemented,
    Status::PartiallyImplemented,
    Status::UnderWay,
    Status::NotStarted,
    Status::Discontinued,
    Status::NoLongerApplicable,
];
