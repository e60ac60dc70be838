//! Who reports what: classes of assessors, statuses and rules in the words of the reader's language.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::evidence::{self, Assessor, Reported, Status, Statuses};
use crate::domain::rules::Rule;
use crate::model::{Date, RecordId};
use crate::view::{Map, Value};

use super::aspect::{self, Aspect};
use super::format;
use super::site::Site;

/// A class of assessors: `{ id, label }`.
pub(super) fn assessor(site: &Site, id: RecordId, assessor: Assessor, lang: &Lang) -> Map {
    choice(site, id, "assessor", assessor.id(), lang)
}

/// A status: `{ id, label }`.
pub(super) fn status(site: &Site, id: RecordId, status: Status, lang: &Lang) -> Map {
    choice(site, id, "status", status.id(), lang)
}

/// A choice of the evidence that records of a kind have, as the kind calls it in this language, else as the theme does.
fn choice(site: &Site, record: RecordId, field: &str, id: &str, lang: &Lang) -> Map {
    let kind = site.model.kind_of(record);
    let declared = kind.field(evidence::FIELD).and_then(|table| table.fields().iter().find(|known| known.id == field));
    let label = declared.and_then(|field| field.choice(id)).and_then(|choice| choice.label.pick(lang));
    let label = match label.filter(|(found, _)| *found == lang) {
        Some((_, label)) => label.clone(),
        None => site.word(lang, &format!("{field}-{id}")),
    };
    Map::new().with("id", id).with("label", label)
}

/// The label of one of these.
pub(super) fn label(choice: Map) -> Arc<str> {
    match choice.get("label") {
        Some(Value::Text(label)) => label.clone(),
        _ => Arc::default(),
    }
}

/// The statuses that classes of assessors report, side by side: of the whole, or of one part.
pub(super) fn statuses(site: &Site, id: RecordId, part: Option<&str>, statuses: &Statuses, lang: &Lang) -> Vec<Value> {
    statuses.iter().map(|(class, reported)| one(site, id, *class, part, reported, lang).into()).collect()
}

fn one(site: &Site, id: RecordId, class: Assessor, part: Option<&str>, reported: &Reported, lang: &Lang) -> Map {
    Map::new()
        .with("assessor", assessor(site, id, class, lang))
        .with("status", status(site, id, reported.status, lang))
        .with("part", part)
        .with("published", format::date(site, &reported.published, lang))
        .with("happened", reported.happened.map(|period| format::period(site, &period, lang)))
        .with("stale_since", reported.stale_since.map(|day| format::date(site, &Date::day(day), lang)))
}

/// A rule with the place where it is explained: `{ id, url }`.
pub(super) fn rule(site: &Site, rule: &Rule, lang: &Lang) -> Map {
    let url = match aspect::url(site, &Aspect::Methodology, lang) {
        Value::Url(url) => Value::Url(format!("{url}#{}", anchor(rule)).into()),
        other => other,
    };
    Map::new().with("id", rule.to_string()).with("url", url)
}

/// The anchor of a rule on the page about all rules.
pub(super) fn anchor(rule: &Rule) -> String {
    rule.to_string().replace('/', "-")
}
