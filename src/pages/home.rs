//! The home page, the page of all kinds, and the page for addresses that do not exist.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::sorted;
use crate::model::{Date, RecordId, Value as ModelValue};
use crate::schema::{Kind, SortKey};
use crate::view::{Map, Value};

use super::plan::Page;
use super::shell::{self, Meta};
use super::site::Site;
use super::value::list_url;
use super::{describe, format, linked, list, map, prose};

/// The article whose body stands at the head of the home page.
const HOME_ARTICLE: &str = "home";

/// The variables of the home page.
pub(super) fn home(site: &Site, page: &Page) -> Map {
    let lang = &page.lang;
    let text = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone());
    let title: Arc<str> = text(&site.settings.title).unwrap_or_default();
    let mut meta = Meta::new(title);
    meta.description = text(&site.settings.description);
    meta.about = Some(linked::home(site, page, &meta));
    let article = site.model.schema.position("article").and_then(|kind| site.model.find(kind, HOME_ARTICLE));
    let introduction = article
        .filter(|id| site.plan.has(*id) && site.model.is_published(*id))
        .and_then(|id| site.model.record(id).body(lang))
        .map(|(_, body)| Value::Prose(prose::prose(site, body, lang).into()));
    Map::new()
        .with("page", shell::page(site, page, None, meta))
        .with("introduction", introduction)
        .with("kinds", kinds(site, lang, |kind| kind.id != "article"))
        .with("lists", lists(site, lang))
        .with("doors", doors(site, lang))
        .with("updated", updated(site).map(|date| format::date(site, date, lang)))
        .with("map", map::of_portal(site, lang))
}

/// The lists that the theme declares.
fn lists(site: &Site, lang: &Lang) -> Map {
    let mut lists = Map::new();
    for declared in site.theme.lists() {
        let Some(kind) = site.model.schema.position(&declared.kind) else { continue };
        if lists.get(&declared.id).is_some() {
            continue;
        }
        let ids: Vec<RecordId> = site.ordered(kind, lang).to_vec();
        let ids = match &declared.sort {
            Some(sort) => {
                sorted(&site.model, ids, &SortKey { field: sort.field.clone(), descending: sort.descending }, lang)
            }
            None => ids,
        };
        let own = declared.title.as_ref().and_then(|title| title.pick(lang)).map(|(_, title)| title.clone());
        let plural = site.model.schema.kinds()[kind].plural.pick(lang).map(|(_, plural)| plural.clone());
        let cards: Value = ids.iter().take(declared.limit).map(|id| list::card(site, *id, lang)).collect();
        let url = (!ids.is_empty()).then(|| list_url(site, kind, Vec::new(), lang));
        let list = Map::new().with("title", own.or(plural)).with("url", url).with("cards", cards);
        lists.insert(declared.id.clone(), list);
    }
    lists
}

/// The ways in that the theme offers, those with nothing behind them left out.
fn doors(site: &Site, lang: &Lang) -> Value {
    let text = |text: &Option<crate::base::Localised>| text.as_ref()?.pick(lang).map(|(_, text)| text.clone());
    let door = |door: &crate::theme::Door| {
        let places = door.kinds.iter().filter_map(|named| site.model.schema.position(&named.kind));
        let kinds: Vec<Value> = places
            .filter(|place| !site.ordered(*place, lang).is_empty())
            .map(|place| with_count(site, place, lang).into())
            .collect();
        let about = Map::new()
            .with("id", door.id.as_str())
            .with("title", text(&door.title).unwrap_or_else(|| door.id.as_str().into()))
            .with("text", text(&door.text));
        (!kinds.is_empty()).then(|| about.with("kinds", kinds).into())
    };
    site.theme.doors().iter().filter_map(door).collect()
}

/// The newest date on which an editor checked a published record against its sources.
fn updated(site: &Site) -> Option<&Date> {
    let reviewed = |id: RecordId| match site.model.value(id, "reviewed") {
        Some(ModelValue::Date(date)) => Some(date),
        _ => None,
    };
    let published = site.model.ids().filter(|id| site.plan.has(*id) && site.model.is_published(*id));
    published.filter_map(reviewed).max_by_key(|date| date.last_day())
}

/// The variables of the page of all kinds.
pub(super) fn browse(site: &Site, page: &Page) -> Map {
    let lang = &page.lang;
    let group = |key: &str, of: &dyn Fn(&Kind) -> bool| {
        let kinds = kinds(site, lang, of);
        let title = Value::Text(site.word(lang, key));
        let empty = matches!(&kinds, Value::List(kinds) if kinds.is_empty());
        (!empty).then(|| Map::new().with("title", title).with("kinds", kinds).into())
    };
    let groups = [
        group("group-narrative", &|kind| kind.narrative && !kind.vocabulary),
        group("group-data", &|kind| !kind.narrative && !kind.vocabulary),
        group("group-terms", &|kind| kind.vocabulary),
    ];
    let plurals = used(site, lang, |_| true).filter_map(|place| site.model.schema.kinds()[place].plural.pick(lang));
    let mut meta = Meta::new(site.word(lang, "browse"));
    meta.description = describe::parts(plurals.map(|(_, plural)| plural.clone()));
    meta.about = Some(linked::collection(site, page, &meta));
    Map::new()
        .with("page", shell::page(site, page, None, meta))
        .with("kinds", kinds(site, lang, |_| true))
        .with("groups", groups.into_iter().flatten().collect::<Value>())
}

/// The kinds that have published records, as links to their lists, with what they are and how many records they have.
fn kinds(site: &Site, lang: &Lang, of: impl Fn(&Kind) -> bool) -> Value {
    used(site, lang, of).map(|place| with_count(site, place, lang).into()).collect()
}

/// A kind as a link to its list, with what it is and how many records it has.
fn with_count(site: &Site, place: usize, lang: &Lang) -> Map {
    let help = site.model.schema.kinds()[place].help.as_ref();
    door(site, place, lang)
        .with("help", help.and_then(|help| help.pick(lang)).map(|(_, help)| help.clone()))
        .with("count", site.ordered(place, lang).len())
}

/// The kinds that have published records, by their places in the schema.
pub(super) fn used<'a>(
    site: &'a Site,
    lang: &'a Lang,
    of: impl Fn(&Kind) -> bool + 'a,
) -> impl Iterator<Item = usize> + 'a {
    let all = site.model.schema.kinds().iter().enumerate();
    all.filter(move |(place, kind)| of(kind) && !site.ordered(*place, lang).is_empty()).map(|(place, _)| place)
}

/// A kind as a link to its list.
pub(super) fn door(site: &Site, place: usize, lang: &Lang) -> Map {
    let kind = &site.model.schema.kinds()[place];
    Map::new()
        .with("id", kind.id.as_str())
        .with("kind", kind.id.as_str())
        .with("title", kind.plural.pick(lang).map(|(_, plural)| plural.clone()))
        .with("url", list_url(site, place, Vec::new(), lang))
}

/// The variables of the page for addresses that do not exist.
pub(super) fn not_found(site: &Site, page: &Page) -> Map {
    let mut meta = Meta::new(site.word(&page.lang, "not-found"));
    meta.description = Some(site.word(&page.lang, "not-found-text"));
    Map::new().with("page", shell::page(site, page, None, meta))
}
