//! Recommendations as pages show them: the text and whose words it is, who made it to whom, grades, comments, and what is done about it.

use std::sync::Arc;

use crate::base::{Lang, Localised};
use crate::model::{Model, RecordId, Row, Value as ModelValue};
use crate::view::{Map, Value};

use super::site::Site;
use super::standing::{implementing, standing, with_standing};
use super::value::{self, Eyes};
use super::{format, language, link};

/// The kind.
pub(super) const KIND: &str = "recommendation";

/// The fields that a brief has, as they are.
const SHOWN: &[&str] = &[
    "place",
    "made_by",
    "cycle",
    "made",
    "countries",
    "recommending_states",
    "response",
    "response_as_printed",
    "response_date",
    "response_document",
    "themes",
    "persons",
    "goals",
    "lead",
];

/// The place of the kind in the schema, and of one of its fields.
pub(super) fn field_place(model: &Model, field: &str) -> Option<(usize, usize)> {
    let kind = model.schema.position(KIND)?;
    Some((kind, model.schema.kinds()[kind].position(field)?))
}

/// A recommendation in brief, as lists, tables and its own page have it.
pub(super) fn brief(site: &Site, id: RecordId, lang: &Lang) -> Map {
    let eyes = eyes(site, id, lang);
    let shown = |name: &str| value::named(eyes, name);
    let official = site.model.localised(id, "official_text").filter(|text| text.pick(lang).is_some());
    let text = official.or_else(|| site.model.localised(id, "summary")).and_then(|text| text.pick(lang));
    let (text_lang, text) = text.map_or((lang, None), |(text_lang, text)| (text_lang, Some(text.clone())));
    let mut brief = Map::new()
        .with("text", text)
        .with("text_lang", text_lang.as_str())
        .with("text_dir", text_lang.dir())
        .with("official", official.is_some());
    for name in SHOWN {
        brief.insert(*name, shown(name));
    }
    let part_lead = |row: Row| {
        let (letter, lead) = (row.text("letter")?, value::nested(eyes, "parts", &row, "lead"));
        (lead != Value::None).then(|| Map::new().with("letter", letter.clone()).with("lead", lead).into())
    };
    brief
        .with("part_leads", site.model.rows(id, "parts").filter_map(part_lead).collect::<Value>())
        .with("standing", standing(site, id, lang))
}

/// What the page of a recommendation has beyond its fields.
pub(super) fn page(site: &Site, id: RecordId, lang: &Lang) -> Map {
    let text_lang = site.model.localised(id, "official_text").and_then(|text| text.pick(lang)).map(|(found, _)| found);
    Map::new()
        .with("brief", brief(site, id, lang))
        .with("text_language", text_lang.map(|text_lang| language::name(text_lang.as_str())))
        .with("grades", site.model.rows(id, "grades").filter_map(|row| grade(site, id, &row, lang)).collect::<Value>())
        .with("comments", comments(site, id, lang))
        .with(
            "actions",
            implementing(site, id, lang).into_iter().map(|action| with_standing(site, action, lang)).collect::<Value>(),
        )
}

fn eyes<'a>(site: &'a Site, id: RecordId, lang: &'a Lang) -> Eyes<'a> {
    Eyes { site, id, lang, expected: lang }
}

/// The value of a field of a row.
fn cell(site: &Site, id: RecordId, table: &str, row: &Row, name: &str, lang: &Lang) -> Value {
    value::nested(eyes(site, id, lang), table, row, name)
}

/// A grade with what it means on its own scale; none that was given after the day of which the portal tells.
fn grade(site: &Site, id: RecordId, row: &Row, lang: &Lang) -> Option<Value> {
    let (scale, value) = (row.record("scale")?, row.text("value")?);
    if is_later(site, row, &["given"]) {
        return None;
    }
    let mut of_scale = site.model.rows(scale, "grades").filter(|_| site.model.is_published(scale));
    let of_scale = of_scale.find(|known| known.text("value") == Some(value));
    let meaning = of_scale.and_then(|known| localised(known.item("label").map(|item| &item.value), lang));
    let part = |name: &str| cell(site, id, "grades", row, name, lang);
    let graded = Map::new()
        .with("value", value.clone())
        .with("meaning", meaning)
        .with("scale", link::shared(site, scale, lang))
        .with("paragraph", part("paragraph"))
        .with("given", part("given"))
        .with("sources", part("sources"));
    Some(graded.into())
}

fn localised(value: Option<&ModelValue>, lang: &Lang) -> Option<Arc<str>> {
    let text: &Localised = match value {
        Some(ModelValue::Text(text)) => text,
        _ => return None,
    };
    text.pick(lang).map(|(_, text)| text.clone())
}

/// Whether a row has a date after the day of which the portal tells in one of these fields.
fn is_later(site: &Site, row: &Row, fields: &[&str]) -> bool {
    fields.iter().filter_map(|field| row.date(field)).any(|date| date.last_day() > site.derived.as_of)
}

/// Comments, the earliest first. Of their authors nothing is told that the attribution does not allow, and without one, nothing at all.
fn comments(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let mut rows: Vec<Row> = site.model.rows(id, "comments").collect();
    rows.retain(|row| !is_later(site, row, &["published", "moderated", "withheld"]));
    let date = |row: &Row| row.date("withheld").or_else(|| row.date("published")).map(|date| (date.last_day(), date));
    rows.sort_by_key(|row| (date(row), row.place));
    rows.iter().map(|row| comment(site, id, row, lang).into()).collect()
}

/// Whether a field of a comment may be shown, by what its author lets be told.
pub(super) fn tells(attribution: Option<&str>, field: &str) -> bool {
    match field {
        "by" => attribution == Some("named"),
        "organisation_type" => matches!(attribution, Some("named" | "organisation-type")),
        _ => true,
    }
}

fn comment(site: &Site, id: RecordId, row: &Row, lang: &Lang) -> Map {
    let date = |name: &str| row.date(name).map(|date| format::date(site, &date, lang));
    if row.date("withheld").is_some() {
        return Map::new().with("withheld", date("withheld"));
    }
    let attribution = row.choice("attribution").map(|choice| &**choice);
    let by = row.record("by").filter(|by| tells(attribution, "by") && site.model.is_published(*by));
    let organisation_type = row.item("organisation_type").filter(|_| tells(attribution, "organisation_type"));
    let organisation_type = organisation_type.map(|item| &item.value);
    Map::new()
        .with("withheld", Value::None)
        .with("text", cell(site, id, "comments", row, "text", lang))
        .with("published", date("published"))
        .with("moderated", date("moderated"))
        .with("by", by.map(|by| link::shared(site, by, lang)))
        .with("organisation_type", localised(organisation_type, lang))
}
