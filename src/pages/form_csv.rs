//! The form of recommendations as a table for spreadsheets: the columns of the page, then what tells the rows apart.

use std::sync::Arc;

use crate::base::{Address, Lang};
use crate::model::RecordId;
use crate::view::{Map, Value};

use super::recommendation::brief;
use super::site::Site;
use super::{form, link, shell};

/// The columns of the form itself, by their words.
const FORM: &[&str] = &["form-recommendation", "form-position", "form-subjects", "form-assessment"];

/// All rows of a country's form, the heads of its columns first.
pub(super) fn rows(site: &Site, country: RecordId, lang: &Lang) -> Vec<Vec<String>> {
    let head = FORM.iter().chain(&["form-theme", "form-text", "form-id", "form-address"]);
    let mut rows = vec![head.map(|key| site.word(lang, key).to_string()).collect()];
    let here = Address::new(format!("{}{}", site.prefix(lang), form::csv_address(&site.model, country)));
    for (theme, ids) in form::groups(site, country, lang) {
        let theme = theme.map_or_else(|| site.word(lang, "form-no-theme"), |theme| link::title(site, theme, lang).1);
        rows.extend(ids.iter().map(|id| row(site, *id, &theme, &here, lang)));
    }
    rows
}

fn row(site: &Site, id: RecordId, theme: &str, here: &Address, lang: &Lang) -> Vec<String> {
    let brief = brief(site, id, lang);
    let word = |key: &str| site.word(lang, key).to_string();
    let official = matches!(brief.get("official"), Some(Value::Bool(true)));
    // A portal that does not know its own address links from the file.
    let link = |address: Arc<str>| shell::canonical(site, &address).unwrap_or_else(|| here.link_to(&address));
    let key = if official { "rec-official-mark" } else { "rec-summarised" };
    vec![
        recommendation(site, id, &brief, lang),
        position(&brief, word("none-recorded")),
        subjects(&brief, &word),
        assessment(&brief, &word),
        theme.to_owned(),
        if text(&brief, "text").is_some() { word(key) } else { String::new() },
        site.model.record(id).id.to_string(),
        site.record_address(id, lang).map(link).unwrap_or_default(),
    ]
}

/// The text, the States that recommend it, and where it stands.
fn recommendation(site: &Site, id: RecordId, brief: &Map, lang: &Lang) -> String {
    let said = text(brief, "text").unwrap_or_else(|| link::title(site, id, lang).1.to_string());
    let states = titles(brief, "recommending_states").map(|states| format!(" ({states})")).unwrap_or_default();
    lines([Some(said + &states), text(brief, "place")])
}

/// The response as it is recorded, and as it is printed; its date and its source.
fn position(brief: &Map, none: String) -> String {
    let Some(response) = text(brief, "response") else { return none };
    let printed = text(brief, "response_as_printed").map(|printed| format!(" (\u{201c}{printed}\u{201d})"));
    lines([
        Some(response + &printed.unwrap_or_default()),
        text(brief, "response_date"),
        text(brief, "response_document"),
    ])
}

fn subjects(brief: &Map, word: &impl Fn(&str) -> String) -> String {
    let named = |field: &str, key: &str| titles(brief, field).map(|titles| format!("{} {titles}", word(key)));
    lines([named("themes", "form-themes"), named("persons", "form-persons"), named("goals", "form-goals")])
}

/// For each class of assessors what it last reported, when and where; without any, that nobody assessed it.
fn assessment(brief: &Map, word: &impl Fn(&str) -> String) -> String {
    let Some(Value::List(standing)) = brief.get("standing") else { return word("unassessed") };
    let line = |standing: &Value| {
        let standing = standing.map()?;
        let part = text(standing, "part").map(|part| format!(" ({})", word("part-n").replace("{part}", &part)));
        let stale = text(standing, "stale_since").map(|since| word("stale-since").replace("{date}", &since));
        let about = [text(standing, "published"), stale, text(standing, "by"), titles(standing, "cites")];
        let about: Vec<String> = about.into_iter().flatten().collect();
        let (assessor, status) = (text(standing, "assessor")?, text(standing, "status")?);
        Some(format!("{assessor}{}: {status} ({})", part.unwrap_or_default(), about.join("; ")))
    };
    match lines(standing.iter().map(line)) {
        none if none.is_empty() => word("unassessed"),
        told => told,
    }
}

fn lines(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What readers see of a value.
fn text(of: &Map, name: &str) -> Option<String> {
    of.get(name).and_then(plain)
}

/// What readers see of several values.
fn titles(of: &Map, name: &str) -> Option<String> {
    let Some(Value::List(items)) = of.get(name) else { return None };
    let titles: Vec<String> = items.iter().filter_map(plain).collect();
    (!titles.is_empty()).then(|| titles.join("; "))
}

/// A name has the set formula after it that goes with it, if there is one.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        value => {
            let map = value.map()?;
            let name = ["text", "title", "label"].iter().find_map(|name| map.get(name)).and_then(plain)?;
            let note = text(map, "note").map(|note| format!(" [{note}]"));
            Some(name + &note.unwrap_or_default())
        }
    }
}
