//! The history of a record: every entry of its evidence in order with the status that it changed, and where the record stands by each class
//! of assessors. Nothing of it vanishes; of an entry that is withheld, the day stands there and nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Lang;
use crate::domain::evidence::{self, Event, Statuses};
use crate::domain::progress::{Action, Progress, is_measured};
use crate::domain::rules;
use crate::model::{Date, Decimal, RecordId, Row};
use crate::view::{Map, Value};

use super::sentence::{Filler, text};
use super::site::Site;
use super::value::{self, Eyes};
use super::{format, reported};

/// Fields that a record's history tells in its own way.
pub(super) const TOLD: &[&str] = &[evidence::FIELD, "statuses"];

/// Fields of actions that its steps and its standing tell.
pub(super) const STEPS: &[&str] =
    &["milestones", "progress", "progress_basis", "expected", "past_due", "due_soon", "unevidenced"];

/// Whether records of this kind have a history.
pub(super) fn has(site: &Site, id: RecordId) -> bool {
    site.model.kind_of(id).field(evidence::FIELD).is_some_and(|field| !field.internal && !field.fields().is_empty())
}

/// What is known of a record on the day, the earliest first.
pub(super) fn events(site: &Site, id: RecordId) -> Vec<Event> {
    evidence::history(&evidence::entries(&site.model, id), site.derived.as_of)
}

/// The anchors of these events: by date and class, so that they stay when others are added.
pub(super) fn anchors(events: &[Event]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let anchor = |event: &Event| {
        let class = event.entry.assessor.filter(|_| !event.entry.withheld).map_or("withheld", |class| class.id());
        let base = format!("page-report-{}-{class}", event.entry.published);
        let count = seen.entry(base.clone()).or_default();
        *count += 1;
        if *count == 1 { base } else { format!("{base}-{count}") }
    };
    events.iter().map(anchor).collect()
}

/// The entries of a record in order.
pub(super) fn history(eyes: Eyes) -> Value {
    let events = events(eyes.site, eyes.id);
    let anchors = anchors(&events);
    events.iter().zip(anchors).map(|(event, anchor)| shown(eyes, event, anchor).into()).collect()
}

fn shown(eyes: Eyes, event: &Event, anchor: String) -> Map {
    let Eyes { site, id, lang, .. } = eyes;
    let entry = &event.entry;
    let open = !entry.withheld;
    let row = site.model.rows(id, evidence::FIELD).find(|row| row.place == entry.place).filter(|_| open);
    let field = |name: &str| row.as_ref().map_or(Value::None, |row| value::nested(eyes, evidence::FIELD, row, name));
    let status = |status: Option<evidence::Status>| status.map(|status| reported::status(site, id, status, lang));
    let sources = row.as_ref().map(|row| value::nested_list(eyes, evidence::FIELD, row, "sources"));
    Map::new()
        .with("id", anchor)
        .with("withheld", entry.withheld)
        .with("published", format::date(site, &entry.published, lang))
        .with("happened", entry.happened.filter(|_| open).map(|period| format::period(site, &period, lang)))
        .with("assessor", entry.assessor.filter(|_| open).map(|class| reported::assessor(site, id, class, lang)))
        .with("by", field("by"))
        .with("part", entry.part.clone().filter(|_| open))
        .with("status", status(entry.status))
        .with("before", status(event.before.filter(|_| event.changed)))
        .with("changed", event.changed)
        .with("text", field("text"))
        .with("sources", sources.unwrap_or(Value::List(Vec::new())))
}

/// Where a record stands: what each class of assessors last reported, of the whole and of its parts.
pub(super) fn standing(site: &Site, id: RecordId, lang: &Lang) -> Map {
    let entries = evidence::entries(&site.model, id);
    let (as_of, terms) = (site.derived.as_of, &site.derived.terms);
    let events = events(site, id);
    let anchors = anchors(&events);
    let places: BTreeMap<usize, &str> =
        events.iter().zip(&anchors).map(|(event, anchor)| (event.entry.place, anchor.as_str())).collect();
    let linked = |part: Option<&str>| -> Value {
        let found: Statuses = evidence::statuses(&entries, part, as_of, terms);
        let anchor_of = |place: usize| Value::Url(format!("#{}", places.get(&place).copied().unwrap_or("")).into());
        let anchors: Vec<Value> = found.values().map(|reported| anchor_of(reported.place)).collect();
        let maps = reported::statuses(site, id, part, &found, lang).into_iter().zip(anchors);
        maps.map(|(map, url)| if let Value::Map(map) = map { map.with("url", url).into() } else { map }).collect()
    };
    // Of some parts, entries say something without a status.
    let with_status = |part: &Arc<str>| !evidence::statuses(&entries, Some(part), as_of, terms).is_empty();
    let part = |part: Arc<str>| Map::new().with("part", part.clone()).with("reports", linked(Some(&part))).into();
    let parts: Value = evidence::parts(&entries, as_of).into_iter().filter(with_status).map(part).collect();
    Map::new()
        .with("reports", linked(None))
        .with("parts", parts)
        .with("findings", findings(site, id, lang))
        .with("rule", reported::rule(site, &rules::STATUS, lang))
}

/// What needs attention of an action, in plans that have owners and dates.
fn findings(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let Some(outcome) = site.derived.outcomes.get(&id).filter(|_| is_measured(&site.model, id)) else {
        return Value::List(Vec::new());
    };
    let found = [
        ("past-due", outcome.past_due),
        ("due-soon", outcome.due_soon),
        ("unevidenced", outcome.completed_without_evidence),
    ];
    let days = Filler::Number(site.derived.terms.due_soon as usize, None);
    let finding = |(id, holds): (&'static str, bool)| {
        let about = text(site, lang, &format!("{id}-about"), &[("n", days.clone())]);
        let told = Map::new().with("id", id).with("label", site.word(lang, id)).with("about", about);
        holds.then(|| told.with("rule", reported::rule(site, &rules::PROGRESS, lang)).into())
    };
    found.into_iter().filter_map(finding).collect()
}

/// The milestones of an action, and how far they are.
pub(super) fn steps(eyes: Eyes) -> Option<Map> {
    let Eyes { site, id, lang, .. } = eyes;
    let outcome = site.derived.outcomes.get(&id)?;
    let measured = is_measured(&site.model, id);
    let action = Action::read(&site.model, id, measured);
    if action.milestones.is_empty() {
        return None;
    }
    let as_of = site.derived.as_of;
    let weighted = action.milestones.iter().any(|step| step.weight != Decimal::ONE);
    let step = |(row, step): (Row, &crate::domain::progress::Milestone)| {
        let done = step.done.filter(|_| step.is_done(as_of));
        let date = |date: Date| format::date(site, &date, lang);
        let sources = value::nested_list(eyes, "milestones", &row, "sources");
        let past_due = measured && done.is_none() && step.due.is_some_and(|due| due.last_day() < as_of);
        Map::new()
            .with("id", format!("page-milestone-{}", row.place + 1))
            .with("name", value::nested(eyes, "milestones", &row, "name"))
            .with("due", step.due.map(date))
            .with("done", done.map(date))
            .with("past_due", past_due)
            .with("weight", weighted.then(|| format::number(site, &step.weight, lang)))
            .with("sources", sources)
            .into()
    };
    let rows = site.model.rows(id, "milestones").zip(&action.milestones);
    let percent = |share: Decimal| format::share(site, share, lang);
    let share = match outcome.progress {
        Progress::Share(share) => Some(percent(share)),
        _ => None,
    };
    let told = Map::new()
        .with("items", rows.map(step).collect::<Value>())
        .with("done", action.milestones.iter().filter(|step| step.is_done(as_of)).count())
        .with("progress", share)
        .with("expected", outcome.expected.filter(|_| outcome.progress.share().is_some()).map(percent))
        .with("rule", reported::rule(site, &rules::PROGRESS, lang));
    Some(told)
}
