//! The actions of a plan or an area, by area.

use std::sync::Arc;

use crate::domain::evidence::Assessor;
use crate::domain::progress::{Progress, is_measured};
use crate::model::{Date, RecordId, Value as ModelValue};
use crate::pages::{format, link, reported};
use crate::view::{Map, Value};

use super::{Whole, lists, sides};

/// A plan with more actions leaves those of its areas to the pages of the areas.
const MOST: usize = 75;

/// The areas with their actions, and the actions that stand in no area, where there are any.
pub(super) fn groups(whole: &Whole) -> Value {
    let site = whole.site;
    let mut groups: Vec<Value> = Vec::new();
    let parts = site.in_order(site.children(whole.id).to_vec(), whole.lang);
    let mut direct = Vec::new();
    for part in parts {
        match Whole::new(site, part, whole.lang) {
            Some(area) => groups.push(group(&area, Some(part), &all(&area), whole.tally.all() <= MOST)),
            None if site.derived.outcomes.contains_key(&part) => direct.push(part),
            // An area without actions has its place too.
            None => groups.push(empty(whole, part)),
        }
    }
    if !direct.is_empty() {
        groups.push(group(whole, None, &direct, true));
    }
    Value::List(groups)
}

/// All actions of a plan or an area in order, statements among them.
fn all(whole: &Whole) -> Vec<RecordId> {
    let actions = whole.tally.actions.iter().chain(&whole.tally.statements).copied();
    whole.site.in_order(actions.collect(), whole.lang)
}

fn group(whole: &Whole, area: Option<RecordId>, actions: &[RecordId], open: bool) -> Value {
    let site = whole.site;
    let shown = if open { actions } else { &[] };
    let reports = whole.reports(Assessor::ResponsibleBody);
    let inside = |ids: &Vec<RecordId>| ids.iter().filter(|id| actions.contains(id)).count();
    let mut from = 0;
    let counts = lists::parts(whole, Assessor::ResponsibleBody, &reports).into_iter().filter_map(|(id, label, ids)| {
        let count = inside(ids);
        let start = from;
        from += count;
        let count_of = Map::new().with("id", id).with("label", label).with("count", count).with("from", start);
        (count > 0).then(|| count_of.into())
    });
    let counts: Value = counts.collect();
    let dates: Vec<Date> = actions.iter().filter_map(|id| sides::due(&site.model, *id)).collect();
    let first = dates.iter().copied().min_by_key(Date::first_day);
    let last = dates.iter().copied().max_by_key(Date::last_day);
    let due = first.zip(last).map(|(first, last)| {
        let text = if first == last {
            format::date_text(site, &first, whole.lang)
        } else {
            let ends = [first, last].map(|date| format::date_text(site, &date, whole.lang));
            site.word(whole.lang, "period").replace("{from}", &ends[0]).replace("{to}", &ends[1])
        };
        Value::from(text)
    });
    Map::new()
        .with("area", area.map(|area| link::shared(site, area, whole.lang)))
        .with("total", from)
        .with("counts", counts)
        .with("leads", leads(whole, actions))
        .with("due", due)
        .with("progress", area.and(whole.tally.progress).map(|share| format::share(site, share, whole.lang)))
        .with("latest", super::changes::latest(whole, actions))
        .with("count", actions.len())
        .with("actions", shown.iter().map(|id| row(whole, *id).into()).collect::<Value>())
        .into()
}

fn empty(whole: &Whole, area: RecordId) -> Value {
    Map::new()
        .with("area", link::shared(whole.site, area, whole.lang))
        .with("total", 0)
        .with("counts", Value::List(Vec::new()))
        .with("leads", Value::List(Vec::new()))
        .with("due", Value::None)
        .with("progress", Value::None)
        .with("latest", Value::None)
        .with("count", 0)
        .with("actions", Value::List(Vec::new()))
        .into()
}

/// The bodies that lead one of the actions, by name.
fn leads(whole: &Whole, actions: &[RecordId]) -> Value {
    let mut leads: Vec<RecordId> = actions.iter().filter_map(|id| lists::lead(&whole.site.model, *id)).collect();
    leads.sort();
    leads.dedup();
    let mut named: Vec<(Arc<str>, RecordId)> =
        leads.into_iter().map(|lead| (link::title(whole.site, lead, whole.lang).1, lead)).collect();
    named.sort();
    named.into_iter().map(|(_, lead)| link::shared(whole.site, lead, whole.lang)).collect()
}

/// A link to an action, with the number that the plan gives it.
pub(super) fn named(whole: &Whole, action: RecordId) -> Map {
    let number = match whole.site.model.value(action, "number") {
        Some(ModelValue::Text(text)) => text.iter().next().map(|(_, text)| text.clone()),
        _ => None,
    };
    link::link(whole.site, action, whole.lang).with("number", number)
}

/// An action in one row: who leads it, when it is due, what each class reports, and how far its milestones are.
fn row(whole: &Whole, action: RecordId) -> Map {
    let (site, lang) = (whole.site, whole.lang);
    let outcome = whole.outcome(action);
    let statuses = outcome.map(|outcome| reported::statuses(site, action, None, &outcome.statuses, lang));
    let share = match outcome.map(|outcome| outcome.progress) {
        Some(Progress::Share(share)) => Some(format::share(site, share, lang)),
        _ => None,
    };
    let marked = outcome.filter(|_| is_measured(&site.model, action));
    let unreported = outcome.filter(|outcome| outcome.statuses.is_empty()).map(|_| whole.unreported(action));
    named(whole, action)
        .with("lead", lists::lead(&site.model, action).map(|lead| link::shared(site, lead, lang)))
        .with("due", sides::due(&site.model, action).map(|due| format::date(site, &due, lang)))
        .with("past_due", marked.is_some_and(|outcome| outcome.past_due))
        .with("due_soon", marked.is_some_and(|outcome| outcome.due_soon))
        .with("statement", whole.tally.statements.contains(&action))
        .with("statuses", statuses.unwrap_or_default())
        .with("unreported", unreported)
        .with("progress", share)
}
