//! The work sheet of a country or area: its form of recommendations, its indicators, its treaties, and what it owes to human rights mechanisms.

use crate::base::Lang;
use crate::domain::reporting;
use crate::model::{RecordId, Value as ModelValue};
use crate::view::{Map, Value};

use super::site::Site;
use super::standing::naming;
use super::value::{self, Eyes};
use super::{form, link, measures, treaties};

/// The kind.
pub(super) const KIND: &str = "country";

/// What the page of a country has beyond its fields.
pub(super) fn sheet(site: &Site, id: RecordId, lang: &Lang) -> Map {
    let of_state = treaties::of_state(site, id, lang);
    let bound = matches!(&of_state, Value::List(treaties) if !treaties.is_empty());
    let events = reporting::events(&site.model, id);
    let stands = reporting::on(&events, site.derived.as_of);
    let told = |ids: &[RecordId]| ids.iter().map(|id| event(site, *id, lang)).collect::<Value>();
    // Of some events nothing but that they happened is known.
    let undated = naming(site, id, "reporting-event", "state", lang).into_iter();
    let undated: Vec<RecordId> = undated.filter(|id| site.model.value(*id, "on").is_none()).collect();
    let mut history: Vec<RecordId> = stands.history.into_iter().rev().collect();
    history.extend(undated);
    Map::new()
        .with("form", form::url(site, id, lang))
        .with("form_csv", form::csv_url(site, id, lang))
        .with("indicators", measures::of_country(site, id, lang))
        .with("treaties", of_state)
        .with("treaties_url", bound.then(|| treaties::url(site, lang)))
        .with("past_due", told(&stands.past_due))
        .with("ahead", told(&stands.ahead))
        .with("history", told(&history))
}

fn event(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let eyes = Eyes { site, id, lang, expected: lang };
    let kind_of_event = match site.model.value(id, "event_type") {
        Some(ModelValue::Choice(choice)) => choice.clone(),
        _ => "".into(),
    };
    link::link(site, id, lang)
        .with("event", value::named(eyes, "event_type"))
        .with("due", *kind_of_event == *"report-due")
        .with("before", value::named(eyes, "before"))
        .with("date", value::named(eyes, "on"))
        .with("cycle", value::named(eyes, "cycle"))
        .with("document", value::named(eyes, "document"))
        .into()
}
