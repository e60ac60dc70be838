//! Linked data: what a page is about, in the words of schema.org. It states what the records state, and nothing else.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::FacetValue;
use crate::model::{Item, RecordId, Value as ModelValue};
use crate::schema::{Family, Field, Kind, Property};
use crate::view::{Map, Value};

use super::link;
use super::plan::{ListPage, Page};
use super::shell::{Meta, absolute, canonical};
use super::site::Site;
use super::value::list_url;

/// The most places, terms and sources that are named of one record.
const MOST: usize = 20;

/// The field with the sources of a record's facts; other cites are a matter of their own.
const CITES: &str = "cites";

/// What a page is about, with the way to the page.
pub(super) fn data(site: &Site, heading: &Arc<str>, breadcrumbs: &[Value], about: Option<Map>) -> Value {
    let mut nodes: Vec<Value> = about.map(Value::Map).into_iter().collect();
    if !breadcrumbs.is_empty() {
        nodes.push(way(site, heading, breadcrumbs).into());
    }
    if nodes.is_empty() {
        return Value::None;
    }
    Value::Json(Map::new().with("@context", "https://schema.org").with("@graph", nodes))
}

/// The breadcrumbs, and the page itself at their end.
fn way(site: &Site, heading: &Arc<str>, breadcrumbs: &[Value]) -> Map {
    let mut steps = Vec::new();
    let mut step = |name: Value, address: Option<String>| {
        let mut item = Map::new().with("@type", "ListItem").with("position", steps.len() + 1).with("name", name);
        put(&mut item, "item", address);
        steps.push(item.into());
    };
    for crumb in breadcrumbs {
        let Some(crumb) = crumb.map() else { continue };
        step(crumb.get("title").cloned().unwrap_or_default(), crumb.get("url").and_then(|url| absolute(site, url)));
    }
    // The last step is the page at hand, and needs no address.
    step(heading.clone().into(), None);
    typed("BreadcrumbList").with("itemListElement", steps)
}

/// The portal, for its home page.
pub(super) fn home(site: &Site, page: &Page, meta: &Meta) -> Map {
    let mut node = named("WebSite", "name", page, meta, site);
    node.insert("inLanguage", page.lang.as_str());
    put(&mut node, "publisher", publisher(site, &page.lang));
    node
}

/// A page that leads to records.
pub(super) fn collection(site: &Site, page: &Page, meta: &Meta) -> Map {
    let mut node = named("CollectionPage", "name", page, meta, site);
    node.insert("inLanguage", page.lang.as_str());
    node.insert("isPartOf", website(site, &page.lang));
    node
}

/// A list: how many records it has, and what they have in common.
pub(super) fn list(site: &Site, page: &Page, list: &ListPage, total: usize, meta: &Meta) -> Map {
    let mut node = collection(site, page, meta);
    let common = list.filters.iter().filter_map(|(_, value)| match value {
        FacetValue::Ref(id) => thing(site, *id, &page.lang),
        FacetValue::Text(_) => None,
    });
    put(&mut node, "about", one_or_several(common.map(Value::Map).collect()));
    node.insert("mainEntity", typed("ItemList").with("numberOfItems", total));
    node
}

/// A record, as its kind declares it.
pub(super) fn record(site: &Site, page: &Page, id: RecordId, content_lang: &Lang, meta: &Meta) -> Map {
    let (kind, lang) = (site.model.kind_of(id), &page.lang);
    let family = kind.schema_org.family;
    let name = if kind.schema_org.name.ends_with("Article") { "headline" } else { "name" };
    let mut node = named(kind.schema_org.name, name, page, meta, site);
    if let Some(Value::Text(image)) = meta.image.as_ref().and_then(|image| image.get("url")) {
        node.insert("image", image.clone());
    }
    let facts = facts(site, kind, id, lang, &mut node);
    let terms = || one_or_several(facts.terms.clone());
    let places = || one_or_several(facts.places.clone());
    match family {
        Family::Text | Family::Work => {
            put(&mut node, "about", terms());
            put(&mut node, "spatialCoverage", places());
        }
        Family::Event => {
            put(&mut node, "about", terms());
            put(&mut node, "location", places());
        }
        Family::Place => put(&mut node, "containedInPlace", places()),
        Family::Thing => {}
    }
    if kind.schema_org.is_term() {
        let mut set = typed("DefinedTermSet");
        put(&mut set, "name", kind.plural.pick(lang).map(|(_, plural)| plural.clone()));
        put(&mut set, "url", absolute(site, &list_url(site, site.model.record(id).kind, Vec::new(), lang)));
        node.insert("inDefinedTermSet", set);
    }
    let parent = site.model.parent(id).and_then(|parent| thing(site, parent, lang));
    let about_page = |node: &mut Map, whole: Map| {
        node.insert("inLanguage", content_lang.as_str());
        if let Some(ModelValue::Date(reviewed)) = site.model.value(id, "reviewed") {
            node.insert("dateModified", reviewed.to_string());
        }
        node.insert("isPartOf", whole);
        put(node, "publisher", publisher(site, lang));
        put(node, "citation", one_or_several(facts.sources.clone()));
    };
    if family == Family::Text {
        about_page(&mut node, parent.unwrap_or_else(|| website(site, lang)));
    } else {
        // What was reviewed, and belongs to the portal, is the page and not the thing that it tells of.
        let mut own = typed("WebPage");
        put(&mut own, "url", canonical(site, page.address.as_str()));
        about_page(&mut own, website(site, lang));
        if family == Family::Work {
            put(&mut node, "isPartOf", parent);
        }
        node.insert("mainEntityOfPage", own);
    }
    node
}

/// What a record's fields refer to.
struct Facts {
    places: Vec<Value>,
    terms: Vec<Value>,
    sources: Vec<Value>,
}

/// Fills the properties that the kind's fields declare, and collects what they refer to.
fn facts(site: &Site, kind: &Kind, id: RecordId, lang: &Lang, node: &mut Map) -> Facts {
    let mut facts = Facts { places: Vec::new(), terms: Vec::new(), sources: Vec::new() };
    let mut seen: Vec<RecordId> = Vec::new();
    for (place, field) in kind.fields.iter().enumerate().filter(|(_, field)| !field.internal) {
        let items = site.model.record(id).values(place);
        if let Some(property) = field.schema_org {
            fill(property, field, items, lang, node);
        }
        for item in items {
            let (target, name) = match &item.value {
                ModelValue::Ref(target) => (*target, None),
                ModelValue::Cite(cite) if field.id == CITES => {
                    (cite.source, Some(link::source_name(site, cite.source, lang).1))
                }
                _ => continue,
            };
            if seen.contains(&target) || !site.model.is_published(target) {
                continue;
            }
            seen.push(target);
            let of = site.model.kind_of(target).schema_org;
            let list = match (&name, of.family) {
                (Some(_), _) => &mut facts.sources,
                (None, Family::Place) => &mut facts.places,
                (None, _) if of.is_term() => &mut facts.terms,
                _ => continue,
            };
            if list.len() < MOST {
                list.extend(match name {
                    Some(name) => Some(Value::Text(name)),
                    None => thing(site, target, lang).map(Value::Map),
                });
            }
        }
    }
    facts
}

/// The values of a field as a property.
fn fill(property: Property, field: &Field, items: &[Item], lang: &Lang, node: &mut Map) {
    let mut values: Vec<Value> = Vec::new();
    for item in items {
        match &item.value {
            ModelValue::Date(date) => values.push(date.to_string().into()),
            ModelValue::Period(period) if property.name == "startDate" => {
                values.extend(period.from().map(|from| from.to_string().into()));
                let end = period.to().map(|to| to.to_string()).filter(|_| !field.list && node.get("endDate").is_none());
                put(node, "endDate", end);
            }
            ModelValue::Period(period) => values.push(period.to_string().into()),
            ModelValue::Text(text) => values.extend(text.pick(lang).map(|(_, text)| text.clone().into())),
            ModelValue::Symbol(symbol) => values.push(symbol.as_str().into()),
            ModelValue::Url(url) => values.push(url.clone().into()),
            _ => {}
        }
    }
    if node.get(property.name).is_none() {
        put(node, property.name, one_or_several(values));
    }
}

/// A record that another one names.
fn thing(site: &Site, id: RecordId, lang: &Lang) -> Option<Map> {
    if !site.model.is_published(id) {
        return None;
    }
    let mut thing = typed(site.model.kind_of(id).schema_org.name).with("name", link::title(site, id, lang).1);
    put(&mut thing, "url", site.record_address(id, lang).and_then(|address| canonical(site, &address)));
    Some(thing)
}

fn website(site: &Site, lang: &Lang) -> Map {
    let mut node = typed("WebSite");
    put(&mut node, "name", site.settings.title.pick(lang).map(|(_, title)| title.clone()));
    put(&mut node, "url", canonical(site, &format!("{}index.html", site.prefix(lang))));
    node
}

fn publisher(site: &Site, lang: &Lang) -> Option<Map> {
    let (_, name) = site.settings.publisher.pick(lang)?;
    Some(typed("Organization").with("name", name.clone()))
}

/// A node with a name, a description and the page's address.
fn named(of: &'static str, name: &'static str, page: &Page, meta: &Meta, site: &Site) -> Map {
    let mut node = typed(of).with(name, meta.heading.clone());
    put(&mut node, "description", meta.description.clone());
    put(&mut node, "url", canonical(site, page.address.as_str()));
    node
}

fn typed(of: &'static str) -> Map {
    Map::new().with("@type", of)
}

fn one_or_several(mut values: Vec<Value>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Value::List(values)),
    }
}

/// Adds what is there: an empty property says nothing.
fn put(node: &mut Map, name: &'static str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        node.insert(name, value);
    }
}
