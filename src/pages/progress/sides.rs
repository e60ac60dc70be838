//! The actions of a plan or an area in groups: by status, by responsible body, by due date.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::evidence::{Assessor, Reported};
use crate::domain::progress::{Progress, Silence, assessed_by_others};
use crate::domain::rules;
use crate::model::{Date, Model, RecordId, Value as ModelValue};
use crate::pages::sentence::{Filler, text};
use crate::pages::{format, link, reported};
use crate::view::{Map, Value};

use super::Whole;
use super::lists::{self, ROLES, lead};

/// A group of lists.
pub(super) struct Group(Map);

impl Group {
    /// The only group of a page.
    pub fn into_list(self) -> Value {
        Value::List(vec![self.0.into()])
    }
}

/// What is said of an action beside its title.
type Notes<'a> = &'a dyn Fn(RecordId) -> Vec<String>;

/// Lists under one heading. `of` is the record that the heading names.
pub(super) fn group(id: &str, title: Option<Arc<str>>, of: Option<Value>, sections: Vec<Value>) -> Group {
    let id = (!id.is_empty()).then_some(id);
    Group(Map::new().with("id", id).with("title", title).with("of", of).with("sections", sections))
}

/// A list of actions with its heading, its anchor and its count.
pub(super) fn section(
    whole: &Whole,
    id: &str,
    title: Option<Arc<str>>,
    about: Option<String>,
    rule: Option<Map>,
    actions: &[RecordId],
    notes: Notes,
) -> Value {
    let line = |action: RecordId| {
        let notes: Value = notes(action).into_iter().map(Value::from).collect();
        super::actions::named(whole, action).with("notes", notes).into()
    };
    let lines: Value = whole.site.in_order(actions.to_vec(), whole.lang).into_iter().map(line).collect();
    Map::new()
        .with("id", id)
        .with("title", title)
        .with("about", about)
        .with("rule", rule)
        .with("count", actions.len())
        .with("lines", lines)
        .into()
}

/// By what each class of assessors reports; then those of which nobody reports a status, and how progress was measured.
pub(super) fn by_status(whole: &Whole) -> Value {
    let (site, tally) = (whole.site, whole.tally);
    let mut groups = Vec::new();
    for class in Assessor::ALL {
        let reports = whole.reports(*class);
        if *class != Assessor::ResponsibleBody && reports.reported() == 0 {
            continue;
        }
        let sections = lists::parts(whole, *class, &reports).into_iter().map(|(id, title, actions)| {
            let anchor = format!("{}-{id}", class.id());
            section(whole, &anchor, Some(title), None, None, actions, &|action| notes_of_report(whole, action, *class))
        });
        let label = reported::label(reported::assessor(site, whole.any_action(), *class, whole.lang));
        let sections: Vec<Value> = sections.collect();
        if !sections.is_empty() {
            groups.push(group(class.id(), Some(label), None, sections).0.into());
        }
    }
    let silence = Silence::of(&site.model, tally, site.derived.as_of);
    let others = assessed_by_others(tally, &site.derived.outcomes);
    let paced = tally.pace.as_ref().map(|pace| pace.of.clone()).unwrap_or_default();
    let nothing = |_: RecordId| Vec::new();
    let of_others = |action: RecordId| notes_of_others(whole, action);
    let shares = |action: RecordId| notes_of_share(whole, action);
    let measured = tally.progress.is_some();
    type Part<'a> = (&'a str, &'a [RecordId], Notes<'a>);
    let parts: [(&str, Vec<Part>); 4] = [
        ("assessed-by-others", vec![("others", &others, &of_others)]),
        ("nobody", vec![("silent", &silence.silent, &nothing), ("unstated", &silence.unstated, &nothing)]),
        (
            "by-milestones",
            match measured {
                true => vec![
                    ("measured", &tally.measured, &shares),
                    ("left-out", &tally.left_out, &nothing),
                    ("paced", &paced, &shares),
                ],
                false => Vec::new(),
            },
        ),
        ("not-counted", vec![("statements", &tally.statements, &nothing)]),
    ];
    for (title, parts) in parts {
        let sections = parts.into_iter().filter(|(_, actions, _)| !actions.is_empty()).map(|(id, actions, notes)| {
            let about = (id == "silent").then(|| whole.word("not-assessed").to_string());
            let rule = (id == "measured").then(|| reported::rule(site, &rules::PROGRESS, whole.lang));
            section(whole, id, Some(whole.word(&format!("list-{id}"))), about, rule, actions, notes)
        });
        let sections: Vec<Value> = sections.collect();
        if !sections.is_empty() {
            groups.push(group(&format!("of-{title}"), Some(whole.word(title)), None, sections).0.into());
        }
    }
    Value::List(groups)
}

/// By the bodies that lead, support or are consulted; last those without a lead.
pub(super) fn by_body(whole: &Whole) -> Value {
    let model = &whole.site.model;
    let mut bodies: BTreeMap<RecordId, BTreeMap<usize, Vec<RecordId>>> = BTreeMap::new();
    let all = || whole.tally.actions.iter().chain(&whole.tally.statements).copied();
    for action in all() {
        for (place, (role, _)) in ROLES.iter().enumerate() {
            for body in refs(model, action, role) {
                bodies.entry(body).or_default().entry(place).or_default().push(action);
            }
        }
    }
    let mut named: Vec<(Arc<str>, RecordId)> =
        bodies.keys().map(|body| (link::title(whole.site, *body, whole.lang).1, *body)).collect();
    named.sort();
    let notes = |action: RecordId| notes_of_date(whole, action);
    let mut groups: Vec<Value> = Vec::new();
    for (_, body) in named {
        // The role comes first, so that no body called after another one and a role has an anchor of that one.
        let slug = crate::base::slug::slug(&model.record(body).id);
        let sections = bodies[&body].iter().map(|(place, actions)| {
            let (role, word) = ROLES[*place];
            section(whole, &format!("{role}-{slug}"), Some(whole.word(word)), None, None, actions, &notes)
        });
        let of = link::shared(whole.site, body, whole.lang);
        groups.push(group(&format!("body-{slug}"), None, Some(of), sections.collect()).0.into());
    }
    let unled: Vec<RecordId> = all().filter(|action| lead(model, *action).is_none()).collect();
    if !unled.is_empty() {
        let sections = vec![section(whole, "no-lead", None, None, None, &unled, &notes)];
        groups.push(group("of-no-lead", Some(whole.word("without-lead")), None, sections).0.into());
    }
    Value::List(groups)
}

/// By the year in which they are due; last those without a due date.
pub(super) fn by_date(whole: &Whole) -> Value {
    let mut years: BTreeMap<i16, Vec<(Date, RecordId)>> = BTreeMap::new();
    let mut open = Vec::new();
    for action in whole.tally.actions.iter().chain(&whole.tally.statements) {
        match due(&whole.site.model, *action) {
            Some(due) => years.entry(due.year()).or_default().push((due, *action)),
            None => open.push(*action),
        }
    }
    let notes = |action: RecordId| notes_of_owner(whole, action);
    let mut groups: Vec<Value> = Vec::new();
    for (year, mut actions) in years {
        actions.sort_by_key(|(due, action)| (due.last_day(), *action));
        let lines: Value = actions
            .iter()
            .map(|(_, action)| {
                let notes: Value = notes(*action).into_iter().map(Value::from).collect();
                super::actions::named(whole, *action).with("notes", notes).into()
            })
            .collect();
        let section = Map::new()
            .with("id", format!("due-{year}"))
            .with("title", Value::None)
            .with("about", Value::None)
            .with("rule", Value::None)
            .with("count", actions.len())
            .with("lines", lines);
        let title: Arc<str> = year.to_string().into();
        groups.push(group(&format!("year-{year}"), Some(title), None, vec![section.into()]).0.into());
    }
    if !open.is_empty() {
        let sections = vec![section(whole, "no-due", None, None, None, &open, &notes)];
        groups.push(group("of-no-due", Some(whole.word("without-due")), None, sections).0.into());
    }
    Value::List(groups)
}

/// The due date of an action.
pub(super) fn due(model: &Model, action: RecordId) -> Option<Date> {
    match model.value(action, "due") {
        Some(ModelValue::Date(date)) => Some(*date),
        _ => None,
    }
}

fn refs(model: &Model, action: RecordId, field: &str) -> Vec<RecordId> {
    let items = model.values(action, field).iter();
    items.filter_map(|item| if let ModelValue::Ref(body) = item.value { Some(body) } else { None }).collect()
}

/// Who leads, when it is due, and what the responsible body reports.
pub(super) fn notes_of_owner(whole: &Whole, action: RecordId) -> Vec<String> {
    let lead = lead(&whole.site.model, action).map(|lead| link::title(whole.site, lead, whole.lang).1.to_string());
    lead.into_iter().chain(notes_of_date(whole, action)).collect()
}

/// When it is due, and what the responsible body reports.
fn notes_of_date(whole: &Whole, action: RecordId) -> Vec<String> {
    let due = due(&whole.site.model, action).map(|due| dated(whole, "due-on", &due));
    let class = Assessor::ResponsibleBody;
    let report = whole.outcome(action).and_then(|outcome| outcome.statuses.get(&class));
    let report = report.map_or_else(|| whole.unreported(action).to_string(), |found| said(whole, action, class, found));
    due.into_iter().chain([report]).collect()
}

/// What a class reports, and when.
fn notes_of_report(whole: &Whole, action: RecordId, class: Assessor) -> Vec<String> {
    let Some(outcome) = whole.outcome(action) else { return Vec::new() };
    let dates = |found: &Reported| {
        let stale = found.stale_since.map(|day| dated(whole, "stale-since", &Date::day(day)));
        std::iter::once(dated(whole, "published-on", &found.published)).chain(stale).collect::<Vec<_>>()
    };
    if let Some(found) = outcome.statuses.get(&class) {
        return dates(found);
    }
    let of_part = |(part, statuses): (&Arc<str>, &BTreeMap<Assessor, Reported>)| {
        let found = statuses.get(&class)?;
        let status = reported::label(reported::status(whole.site, action, found.status, whole.lang));
        let values = [("part", Filler::Text(part.clone())), ("status", Filler::Text(status))];
        Some(text(whole.site, whole.lang, "part-status", &values))
    };
    outcome.parts.iter().filter_map(of_part).collect()
}

/// What others than the responsible body report, each class for itself.
fn notes_of_others(whole: &Whole, action: RecordId) -> Vec<String> {
    let Some(outcome) = whole.outcome(action) else { return Vec::new() };
    let all = std::iter::once(&outcome.statuses).chain(outcome.parts.values());
    let others = all.flatten().filter(|(class, _)| **class != Assessor::ResponsibleBody);
    others.map(|(class, found)| said(whole, action, *class, found)).collect()
}

/// The share of its milestones, or of its period that is over.
fn notes_of_share(whole: &Whole, action: RecordId) -> Vec<String> {
    let percent = |share| match format::share(whole.site, share, whole.lang).get("text") {
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    match whole.outcome(action).map(|outcome| (outcome.progress, outcome.expected)) {
        Some((Progress::Share(share), Some(expected))) => {
            let text_of = |key, share| text(whole.site, whole.lang, key, &[("n", Filler::Text(percent(share).into()))]);
            vec![text_of("progress-n", share), text_of("expected-n", expected)]
        }
        Some((Progress::Share(share), None)) => vec![percent(share)],
        _ => Vec::new(),
    }
}

/// "Civil society: under way (3 March 2026)".
fn said(whole: &Whole, action: RecordId, class: Assessor, found: &Reported) -> String {
    let class = reported::label(reported::assessor(whole.site, action, class, whole.lang));
    let status = reported::label(reported::status(whole.site, action, found.status, whole.lang));
    let date = format::date_text(whole.site, &found.published, whole.lang).into();
    let values = [("class", Filler::Text(class)), ("status", Filler::Text(status)), ("date", Filler::Text(date))];
    text(whole.site, whole.lang, "class-status", &values)
}

fn dated(whole: &Whole, key: &str, date: &Date) -> String {
    let date = format::date_text(whole.site, date, whole.lang);
    text(whole.site, whole.lang, key, &[("date", Filler::Text(date.into()))])
}
