//! Links to records and cites, as templates see them.

use std::sync::Arc;

use crate::base::{Lang, Localised};
use crate::model::{Cite, RecordId, Standing, Value as ModelValue};
use crate::view::{Map, Shared, Value};

use super::site::Site;

/// What a reader of `lang` calls a record, and the language of that.
pub(super) fn title(site: &Site, id: RecordId, lang: &Lang) -> (Lang, Arc<str>) {
    if site.model.record(id).standing == Standing::Withheld {
        return (lang.clone(), site.word(lang, "withheld"));
    }
    site.model.title(id, lang)
}

/// A link to a record. It is made once, however many pages show it.
pub(super) fn shared(site: &Site, id: RecordId, lang: &Lang) -> Value {
    Value::Link(site.link(id, lang, || Shared::new(link(site, id, lang))))
}

/// A link to a record, to which more is added.
pub(super) fn link(site: &Site, id: RecordId, lang: &Lang) -> Map {
    let record = site.model.record(id);
    let (title_lang, title) = title(site, id, lang);
    let url = site.record_address(id, lang).map(Value::Url);
    Map::new()
        .with("id", record.id.clone())
        .with("kind", site.model.kind_of(id).id.as_str())
        .with("title", title)
        .with("url", url)
        .with("lang", title_lang.as_str())
        .with("dir", title_lang.dir())
        .with("note", note(site, id, lang))
}

/// The set formula that goes with a record's name.
pub(super) fn note(site: &Site, id: RecordId, lang: &Lang) -> Option<Arc<str>> {
    let published = site.model.record(id).standing == Standing::Published;
    site.model
        .localised(id, "note")
        .filter(|_| published)
        .and_then(|note| note.pick(lang))
        .map(|(_, note)| note.clone())
}

/// What readers call a record, with the set formula that goes with the name after it, as plain text.
pub(super) fn named(site: &Site, id: RecordId, lang: &Lang) -> String {
    let (_, title) = title(site, id, lang);
    note(site, id, lang).map_or_else(|| title.to_string(), |note| format!("{title} [{note}]"))
}

/// A text in the best language for the reader; marked up with that language where it is not `expected`.
pub(super) fn localised(text: &Localised, lang: &Lang, expected: &Lang) -> Value {
    match text.pick(lang) {
        Some((found, text)) if found == expected => Value::Text(text.clone()),
        Some((found, text)) => {
            let text = crate::base::text::escape(text);
            Value::Html(format!("<span lang=\"{found}\" dir=\"{}\">{text}</span>", found.dir()).into())
        }
        None => Value::None,
    }
}

/// How a source is referred to in a sentence: its symbol, which has no language, or its title with the language of that. The symbol of one
/// that is withheld is not shown either.
pub(super) fn source_name(site: &Site, source: RecordId, lang: &Lang) -> (Option<Lang>, Arc<str>) {
    let withheld = site.model.record(source).standing == Standing::Withheld;
    match site.model.value(source, "symbol").filter(|_| !withheld) {
        Some(ModelValue::Symbol(symbol)) => (None, symbol.as_str().into()),
        _ => {
            let short =
                site.model.localised(source, "short_title").filter(|_| !withheld).and_then(|short| short.pick(lang));
            let (name_lang, name) = match short {
                Some((short_lang, short)) => (short_lang.clone(), short.clone()),
                None => title(site, source, lang),
            };
            (Some(name_lang), name)
        }
    }
}

/// A place in words: "para. 54".
fn place_words(site: &Site, cite: &Cite, lang: &Lang) -> Option<String> {
    let (key, value) = cite.place.as_ref()?.words();
    Some(site.word(lang, &format!("place-{key}")).replace("{place}", &value))
}

/// A cite in words.
pub(super) struct CiteWords {
    /// The words: "A/HRC/35/20, para. 54".
    pub text: Arc<str>,
    /// The place alone: "para. 54".
    pub place: Option<String>,
    /// Their language; none for a symbol alone.
    pub lang: Option<Lang>,
    /// Where it leads: to the paragraph, where a report of the portal presents it, else to the page of the source.
    pub url: Option<Arc<str>>,
}

/// A cite in the words of a language.
pub(super) fn cite_words(site: &Site, cite: &Cite, lang: &Lang) -> CiteWords {
    let (name_lang, name) = source_name(site, cite.source, lang);
    let place = place_words(site, cite, lang);
    let (lang_of_text, text) = match &place {
        Some(place) => {
            let text = site.word(lang, "cite-place").replace("{source}", &name).replace("{place}", place);
            (Some(lang.clone()), text.into())
        }
        None => (name_lang, name),
    };
    let anchor = cite.place.as_ref().map(|place| place.anchor());
    let report = anchor.as_ref().and_then(|anchor| site.report_with(cite.source, anchor, lang));
    let url = match (report, anchor) {
        (Some(report), Some(anchor)) => {
            site.record_address(report, lang).map(|address| format!("{address}#{anchor}").into())
        }
        _ => site.record_address(cite.source, lang),
    };
    CiteWords { text, place, lang: lang_of_text, url }
}

/// A cite as templates see it: a link to the source with the place.
pub(super) fn cite(site: &Site, cite: &Cite, lang: &Lang) -> Map {
    let CiteWords { text, url, place, .. } = cite_words(site, cite, lang);
    let (title_lang, title) = title(site, cite.source, lang);
    Map::new()
        .with("id", site.model.record(cite.source).id.clone())
        .with("kind", "source")
        .with("title", title)
        .with("url", url.map(Value::Url))
        .with("lang", title_lang.as_str())
        .with("dir", title_lang.dir())
        .with("note", Value::None)
        .with("symbol", source_name(site, cite.source, lang).1)
        .with("place", place)
        .with("text", text)
}
