//! What changed in a plan: the entries of evidence of all its actions, and the milestones that were done, the newest first.

use jiff::civil;

use crate::domain::evidence;
use crate::model::{Date, Model, RecordId, Value as ModelValue};
use crate::pages::{format, history, prose, reported};
use crate::view::{Map, Value};

use super::Whole;
use super::actions::named;

/// The most characters of what a source says that stand in a line.
const LONGEST: usize = 180;

/// Something that became known on a day.
struct Change {
    date: Date,
    /// The place of the action among those of the plan, and of the change in its action: of two of one day, the later place goes first.
    place: (usize, usize),
    told: Map,
}

/// Whether anything of an action is known on a day.
pub(super) fn any(model: &Model, action: RecordId, as_of: civil::Date) -> bool {
    evidence::entries(model, action).iter().any(|entry| entry.known(as_of))
        || model.rows(action, "milestones").filter_map(|row| row.date("done")).any(|done| done.last_day() <= as_of)
}

/// The newest changes.
pub(super) fn newest(whole: &Whole, most: usize) -> Value {
    all(whole).into_iter().take(most).map(|change| change.told.into()).collect()
}

/// The newest change among these actions.
pub(super) fn latest(whole: &Whole, actions: &[RecordId]) -> Value {
    let mut changes: Vec<Change> = actions.iter().enumerate().flat_map(|(at, id)| of_action(whole, at, *id)).collect();
    sort(&mut changes);
    changes.into_iter().next().map_or(Value::None, |change| change.told.into())
}

/// All changes, by the year in which they became known.
pub(super) fn by_year(whole: &Whole) -> Value {
    let changes = all(whole);
    let years = changes.chunk_by(|a, b| a.date.year() == b.date.year());
    years
        .map(|changes| {
            let told: Value = changes.iter().map(|change| change.told.clone().into()).collect();
            Map::new().with("year", changes[0].date.year().to_string()).with("changes", told).into()
        })
        .collect()
}

fn all(whole: &Whole) -> Vec<Change> {
    let actions = whole.tally.actions.iter().chain(&whole.tally.statements).copied();
    let actions = whole.site.in_order(actions.collect(), whole.lang);
    let mut changes: Vec<Change> = actions.iter().enumerate().flat_map(|(at, id)| of_action(whole, at, *id)).collect();
    sort(&mut changes);
    changes
}

fn sort(changes: &mut [Change]) {
    changes.sort_by(|a, b| (b.date.last_day(), a.place.0, b.place.1).cmp(&(a.date.last_day(), b.place.0, a.place.1)));
}

fn of_action(whole: &Whole, at: usize, action: RecordId) -> Vec<Change> {
    let (site, lang) = (whole.site, whole.lang);
    let events = history::events(site, action);
    let anchors = history::anchors(&events);
    let page = site.record_address(action, lang);
    let url = |anchor: &str| page.as_ref().map(|page| Value::Url(format!("{page}#{anchor}").into()));
    let slug = crate::base::slug::slug(&site.model.record(action).id);
    let change = |place: usize, date: Date, anchor: &str| {
        let told = Map::new()
            .with("id", format!("{slug}-{}", anchor.trim_start_matches("page-")))
            .with("date", format::date(site, &date, lang))
            .with("action", named(whole, action))
            .with("url", url(anchor));
        Change { date, place: (at, place), told }
    };
    let status = |status: Option<evidence::Status>| status.map(|status| reported::status(site, action, status, lang));
    let mut changes: Vec<Change> = Vec::new();
    for (place, (event, anchor)) in events.iter().zip(&anchors).enumerate() {
        let (entry, open) = (&event.entry, !event.entry.withheld);
        let mut new = change(place, entry.published, anchor);
        let class = entry.assessor.filter(|_| open).map(|class| reported::assessor(site, action, class, lang));
        new.told.insert("withheld", entry.withheld);
        new.told.insert("assessor", class);
        new.told.insert("part", entry.part.clone().filter(|_| open));
        new.told.insert("status", status(entry.status));
        new.told.insert("before", status(event.before.filter(|_| event.changed)));
        new.told.insert("changed", event.changed);
        new.told.insert("milestone", Value::None);
        let row = site.model.rows(action, evidence::FIELD).find(|row| row.place == entry.place).filter(|_| open);
        said(whole, &mut new.told, row.as_ref().and_then(|row| row.item("text")).map(|item| &item.value));
        changes.push(new);
    }
    for row in site.model.rows(action, "milestones") {
        let Some(done) = row.date("done").filter(|done| done.last_day() <= site.derived.as_of) else { continue };
        let name = row.item("name").and_then(|item| match &item.value {
            ModelValue::Text(text) => Some(crate::pages::link::localised(text, lang, lang)),
            _ => None,
        });
        let anchor = format!("page-milestone-{}", row.place + 1);
        let mut new = change(events.len() + row.place, done, &anchor);
        new.told.insert("withheld", false);
        new.told.insert("assessor", Value::None);
        new.told.insert("part", Value::None);
        new.told.insert("status", Value::None);
        new.told.insert("before", Value::None);
        new.told.insert("changed", false);
        new.told.insert("milestone", name.unwrap_or_default());
        said(whole, &mut new.told, None);
        changes.push(new);
    }
    changes
}

/// What a source says, in a few words: the beginning of its text, with the language of that.
fn said(whole: &Whole, told: &mut Map, text: Option<&ModelValue>) {
    let best = match text {
        Some(ModelValue::Markdown(texts)) => {
            texts.iter().find(|(known, _)| known == whole.lang).or(texts.first()).map(|(_, text)| *text)
        }
        _ => None,
    };
    let lang = best.map(|text| whole.site.model.text(text).lang.clone());
    let words = best.map(|text| shortened(&prose::lead(whole.site, text, whole.lang)));
    told.insert("text", words);
    told.insert("text_lang", lang.as_ref().map(|lang| lang.as_str()));
    told.insert("text_dir", lang.as_ref().map(|lang| lang.dir()));
}

/// The beginning of a text, up to the end of a word.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONGEST).collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head);
    format!("{}…", head.trim_end_matches([',', ';', ':', '.', ' ']))
}
