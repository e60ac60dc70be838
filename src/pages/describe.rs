//! What a page says in a sentence or two: for search engines, previews of links, and feeds. Made from what the page shows.

use std::sync::Arc;

use crate::base::Lang;
use crate::model::RecordId;
use crate::view::Value;

use super::prose;
use super::site::Site;
use super::value::{self, Eyes};

/// The longest description, in characters.
const LONGEST: usize = 300;

/// Stands between parts of a description that are no sentences.
const JOINT: &str = " · ";

/// A record: its summary, else the beginning of its text, else what lists show of it. With the language that it is in.
pub(super) fn record(site: &Site, id: RecordId, lang: &Lang) -> Option<(Lang, Arc<str>)> {
    if let Some((found, summary)) = site.model.localised(id, "summary").and_then(|text| text.pick(lang)) {
        return Some((found.clone(), summary.clone()));
    }
    if let Some((found, body)) = site.model.record(id).body(lang) {
        let lead = prose::lead(site, body, lang);
        if !lead.is_empty() {
            return Some((found.clone(), shortened(&lead)));
        }
    }
    columns(site, id, lang).map(|text| (lang.clone(), text))
}

/// The kind of a record and the values of its columns; without any, what records of the kind are.
fn columns(site: &Site, id: RecordId, lang: &Lang) -> Option<Arc<str>> {
    let (kind, eyes) = (site.model.kind_of(id), Eyes { site, id, lang, expected: lang });
    let mut parts: Vec<String> = kind.label.pick(lang).map(|(_, label)| label.to_string()).into_iter().collect();
    for (place, field) in kind.fields.iter().enumerate().filter(|(_, field)| field.column && !field.internal) {
        let shown = plain(&value::field(eyes, field, site.model.record(id).values(place)));
        if let (Some(shown), Some((_, label))) = (shown, field.label.pick(lang)) {
            parts.push(format!("{label}: {shown}"));
        }
    }
    if parts.len() == 1 {
        parts.extend(kind.help.as_ref().and_then(|help| help.pick(lang)).map(|(_, help)| help.to_string()));
    }
    (!parts.is_empty()).then(|| shortened(&parts.join(JOINT)))
}

/// A value in plain words, where it has any.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        Value::List(items) => {
            let texts: Vec<String> = items.iter().filter_map(plain).collect();
            (!texts.is_empty()).then(|| texts.join(", "))
        }
        value => ["text", "title", "label"].iter().find_map(|name| value.map()?.get(name)).and_then(plain),
    }
}

/// Several parts, of which each that is there is shown.
pub(super) fn parts(parts: impl IntoIterator<Item = Arc<str>>) -> Option<Arc<str>> {
    let parts: Vec<Arc<str>> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| shortened(&parts.join(JOINT)))
}

/// The beginning of a text, cut at a blank.
fn shortened(text: &str) -> Arc<str> {
    match text.char_indices().nth(LONGEST) {
        None => text.into(),
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..cut]).into()
        }
    }
}
