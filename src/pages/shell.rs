//! What every page has: the variables `site` (alike for all pages of a language) and `page`.

use std::sync::Arc;

use crate::base::{Address, Lang};
use crate::model::{Date, RecordId, Value as ModelValue};
use crate::schema::Kind;
use crate::theme::Frame;
use crate::view::{Map, Value};

use super::aspect::{self, Aspect};
use super::plan::{Page, PageKind};
use super::site::Site;
use super::value::list_url;
use super::{documents, format, home, language, link, linked, search};

/// The version of casebook, for `site.generator`.
pub(super) const GENERATOR: &str = concat!("casebook ", env!("CARGO_PKG_VERSION"));

/// The variable `site` of a language.
pub fn shell(site: &Site, lang: &Lang) -> Map {
    let prefix = site.prefix(lang);
    let text = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone());
    let notices = ["notice-designations", "notice-not-un"].map(|key| Value::Text(site.word(lang, key)));
    let asset = |name: &str| site.theme.asset(name).map(|asset| Value::Url(asset.address.as_str().into()));
    let (search, search_index) = search::urls(site, lang);
    let own = site.settings.notices.iter().filter_map(text).map(Value::Text);
    Map::new()
        .with("title", text(&site.settings.title))
        .with("description", text(&site.settings.description))
        .with("lang", lang.as_str())
        .with("dir", lang.dir())
        .with("home", Value::Url(format!("{prefix}index.html").into()))
        .with("browse", Value::Url(format!("{prefix}browse.html").into()))
        .with("search", search)
        .with("search_index", search_index)
        .with("index_az", aspect::url(site, &Aspect::Index { number: 1, of: 1 }, lang))
        .with("root", Value::Url("index.html".into()))
        .with("base_url", site.settings.base_url.as_deref())
        .with("generator", GENERATOR)
        .with("frame", site.theme.frame().map(frame))
        .with("css", asset("style.css"))
        .with("extra_css", asset("extra.css"))
        .with("script", asset("script.js"))
        .with("menu", menu(site, lang))
        .with("footer", footer(site, lang))
        .with("as_of", site.dated.then(|| format::date(site, &Date::day(site.derived.as_of), lang)))
        .with("methodology", aspect::url(site, &Aspect::Methodology, lang))
        .with("data", site.settings.data.then(|| aspect::url(site, &Aspect::Data(None), lang)))
        .with("notice", notices.into_iter().chain(own).collect::<Value>())
}

/// The colours of a browser's frame.
fn frame(frame: &Frame) -> Map {
    Map::new()
        .with("light", frame.light.as_str())
        .with("dark", frame.dark.as_str())
        .with("background", frame.background.as_str())
}

/// The kinds that the theme chooses, then the portal's own; where the theme chooses none, all but the terms and the parts of other records. No
/// counts: with them, each new record would change every page.
fn menu(site: &Site, lang: &Lang) -> Value {
    let chosen = site.theme.menu();
    let first = chosen.iter().filter_map(|named| site.model.schema.position(&named.kind));
    let first: Vec<usize> = first.filter(|place| !site.ordered(*place, lang).is_empty()).collect();
    let of_its_own = |kind: &Kind| !kind.vocabulary && kind.parent.is_empty() && kind.id != "article";
    let rest = home::used(site, lang, |kind| of_its_own(kind) && (chosen.is_empty() || !kind.of_kit));
    let rest: Vec<usize> = rest.filter(|place| !first.contains(place)).collect();
    first.into_iter().chain(rest).map(|place| home::door(site, place, lang).into()).collect()
}

/// The pages of text that ask for a place in the footer.
fn footer(site: &Site, lang: &Lang) -> Value {
    let Some(kind) = site.model.schema.position("article") else { return Value::List(Vec::new()) };
    let place = |id: &RecordId| match site.model.value(*id, "menu") {
        Some(ModelValue::Integer(place)) => Some(*place),
        _ => None,
    };
    let mut pages: Vec<RecordId> = site.ordered(kind, lang).iter().copied().filter(|id| place(id).is_some()).collect();
    pages.sort_by_key(place);
    let url = |id: RecordId| site.record_address(id, lang).map(Value::Url);
    pages.into_iter().map(|id| crumb(link::title(site, id, lang).1, url(id).into())).collect()
}

/// What differs between pages in the variable `page`.
pub(super) struct Meta {
    /// The title in the window's bar.
    pub title: Arc<str>,
    /// The heading.
    pub heading: Arc<str>,
    /// One or two sentences for search engines and previews.
    pub description: Option<Arc<str>>,
    /// The way to the page, without the home page and without the page itself.
    pub breadcrumbs: Vec<Value>,
    /// The language of the content, where it is not that of the page.
    pub source_lang: Option<Lang>,
    /// Whether the page shows a draft.
    pub draft: bool,
    /// The picture of what the page shows, for previews: with its full address, so only where the portal knows its own.
    pub image: Option<Map>,
    /// What stands before and after what the page shows.
    pub neighbours: Option<Map>,
    /// What the page is about, as linked data.
    pub about: Option<Map>,
}

impl Meta {
    /// A page with a heading and nothing special.
    pub fn new(heading: Arc<str>) -> Meta {
        let title = heading.clone();
        Meta {
            title,
            heading,
            description: None,
            breadcrumbs: Vec::new(),
            source_lang: None,
            draft: false,
            image: None,
            neighbours: None,
            about: None,
        }
    }
}

/// The variable `page`.
pub(super) fn page(site: &Site, page: &Page, kind_id: Option<&str>, meta: Meta) -> Map {
    let address = page.address.as_str();
    let mut breadcrumbs = Vec::new();
    if page.kind != PageKind::Home {
        let home = Value::Url(format!("{}index.html", site.prefix(&page.lang)).into());
        breadcrumbs.push(crumb(site.word(&page.lang, "home"), home));
    }
    breadcrumbs.extend(meta.breadcrumbs);
    let moved = match &page.kind {
        PageKind::Redirect(id) => site.record_address(*id, &page.lang),
        _ => None,
    };
    let source_lang = meta.source_lang.map(|lang| {
        Map::new().with("lang", lang.as_str()).with("dir", lang.dir()).with("name", language::name(lang.as_str()))
    });
    let linked = match &page.kind {
        PageKind::NotFound | PageKind::Redirect(_) => Value::None,
        _ => linked::data(site, &meta.heading, &breadcrumbs, meta.about),
    };
    Map::new()
        .with("kind", name(&page.kind))
        .with("kind_id", kind_id)
        .with("title", meta.title)
        .with("heading", meta.heading)
        .with("description", meta.description)
        .with("url", Value::Url(address.into()))
        .with("canonical", canonical(site, moved.as_deref().unwrap_or(address)))
        .with("lang", page.lang.as_str())
        .with("dir", page.lang.dir())
        .with("source_lang", source_lang)
        .with("draft", meta.draft)
        .with("languages", languages(site, page))
        .with("breadcrumbs", breadcrumbs)
        .with("locale", language::locale(page.lang.as_str()))
        .with("image", meta.image)
        .with("neighbours", meta.neighbours)
        .with("feeds", feeds(site, page))
        .with("manifest", manifest(site, page))
        .with("linked", linked)
}

/// The feeds that a page has a part in: the portal's, and that of the kind which it lists.
fn feeds(site: &Site, page: &Page) -> Value {
    let of_kind = match &page.kind {
        PageKind::List(list) => Some(Some(list.kind)),
        _ => None,
    };
    let feed = |kind: Option<usize>| {
        let address = documents::feed_address(site, kind, &page.lang)?;
        let title = documents::feed_title(site, kind, &page.lang);
        Some(Map::new().with("title", title).with("url", Value::Url(address.into())).into())
    };
    of_kind.into_iter().chain([None]).filter_map(feed).collect()
}

/// The web manifest, for the home pages of a portal that knows its address.
fn manifest(site: &Site, page: &Page) -> Option<Value> {
    let wanted = page.kind == PageKind::Home && site.settings.base_url.is_some();
    wanted.then(|| Value::Url(documents::manifest_address(site, &page.lang).into()))
}

/// A step on the way to a page.
pub(super) fn crumb(title: Arc<str>, url: Value) -> Value {
    Map::new().with("title", title).with("url", url).into()
}

/// The step to a kind's list.
pub(super) fn kind_crumb(site: &Site, kind: usize, lang: &Lang) -> Value {
    let plural = site.model.schema.kinds()[kind].plural.pick(lang).map(|(_, plural)| plural.clone());
    crumb(plural.unwrap_or_default(), list_url(site, kind, Vec::new(), lang))
}

/// The same page in every language, where there are several.
fn languages(site: &Site, page: &Page) -> Value {
    let all = &site.model.languages;
    if all.len() < 2 || page.kind == PageKind::NotFound {
        return Value::List(Vec::new());
    }
    let path = page.address.as_str().strip_prefix(&site.prefix(&page.lang)).unwrap_or(page.address.as_str());
    let other = |lang: &Lang| {
        let address = Address::new(format!("{}{path}", site.prefix(lang)));
        Map::new()
            .with("lang", lang.as_str())
            .with("dir", lang.dir())
            .with("name", language::name(lang.as_str()))
            .with("url", Value::Url(address.as_str().into()))
            .with("canonical", canonical(site, address.as_str()))
            .with("current", *lang == page.lang)
            .into()
    };
    all.iter().map(other).collect()
}

/// The absolute address of a page, where the portal knows its own.
pub(super) fn canonical(site: &Site, address: &str) -> Option<String> {
    site.settings.base_url.as_ref().map(|base| format!("{base}{}", shown(address)))
}

/// The absolute address that a link of a view leads to.
pub(super) fn absolute(site: &Site, url: &Value) -> Option<String> {
    match url {
        Value::Url(address) => canonical(site, address),
        _ => None,
    }
}

/// An address as hosts show it: a home page has that of its folder.
pub(super) fn shown(address: &str) -> &str {
    match address.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => address,
    }
}

fn name(kind: &PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::Browse => "browse",
        PageKind::List(list) => match (list.all, list.filters.len()) {
            (true, _) => "all",
            (false, 0) => "index",
            (false, 1) => "facet",
            (false, _) => "pair",
        },
        PageKind::Record(_) => "record",
        PageKind::Aspect(aspect) => aspect.name(),
        PageKind::Withheld(_) => "withheld",
        PageKind::Redirect(_) => "redirect",
        PageKind::NotFound => "not-found",
    }
}
