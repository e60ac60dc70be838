//! Pages of single records: with their content, withheld, or moved.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::{FacetValue, related};
use crate::model::{Backlink, RecordId, Value as ModelValue};
use crate::schema::{Field, FieldType, Kind};
use crate::view::{Map, Value};

use super::plan::Page;
use super::shell::{self, Meta};
use super::site::Site;
use super::value::{self, Eyes, list_url};
use super::{
    charts, citations, cluster, country, data, describe, format, history, link, linked, list, measures, neighbours,
    progress, prose, recommendation,
};

/// Fields that every page shows in its own way, or not at all.
const APART: &[&str] = &["title", "summary", "draft", "published", "visibility", "withheld", "formerly", "slug"];

/// Records that a role in the backlinks shows.
const BACKLINKS: usize = 50;

/// Related records that a page shows, and shared terms that it names for each.
const RELATED: usize = 3;
const REASONS: usize = 3;

/// The variables of a record's page.
pub(super) fn record(site: &Site, page: &Page, id: RecordId) -> Map {
    let lang = &page.lang;
    let (kind, record) = (site.model.kind_of(id), site.model.record(id));
    let (title_lang, title) = link::title(site, id, lang);
    let body = record.body(lang);
    let content_lang = body.map_or(&title_lang, |(lang, _)| lang);

    let mut meta = Meta::new(title.clone());
    meta.description = describe::record(site, id, lang).map(|(_, text)| text);
    meta.source_lang = (content_lang != lang).then(|| content_lang.clone());
    meta.draft = list::is_draft(site, id);
    meta.breadcrumbs = breadcrumbs(site, id, lang);
    meta.image = picture(site, id, lang);
    meta.neighbours = neighbours::neighbours(site, id, lang);
    meta.about = Some(linked::record(site, page, id, content_lang, &meta));

    let text = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone());
    let summary =
        site.model.localised(id, "summary").map_or(Value::None, |text| link::localised(text, lang, content_lang));
    let dashboard = progress::dashboard(site, id, lang);
    let has_history = history::has(site, id);
    let steps = history::steps(Eyes { site, id, lang, expected: content_lang });
    let of_action = site.derived.outcomes.contains_key(&id);
    let told = [
        (dashboard.is_some(), progress::TOLD),
        (has_history, history::TOLD),
        (of_action && has_history, history::STEPS),
    ];
    let told: Vec<&str> = told.into_iter().filter(|(is, _)| *is).flat_map(|(_, fields)| fields).copied().collect();
    let (fields, facts) = fields(site, kind, id, lang, content_lang, &told);
    let mut about = Map::new()
        .with("id", record.id.clone())
        .with("kind", kind.id.as_str())
        .with("label", text(&kind.label))
        .with("index", list_url(site, record.kind, Vec::new(), lang))
        .with("url", Value::Url(page.address.as_str().into()))
        .with("lang", content_lang.as_str())
        .with("dir", content_lang.dir())
        .with("title", title)
        .with("title_lang", title_lang.as_str())
        .with("title_dir", title_lang.dir())
        .with("summary", summary)
        .with("fields", fields)
        .with("facts", facts)
        .with("body", body.map(|(_, text)| Value::Prose(prose::prose(site, text, lang).into())))
        .with("outline", body.map_or(Value::List(Vec::new()), |(_, text)| outline(site, text)))
        .with("charts", charts::views(site, page))
        .with("children", children(site, id, lang))
        .with("related", alike(site, kind, id, lang))
        .with("backlinks", backlinks(site, id, lang))
        .with("json", data::of_record(site, id));
    match kind.id.as_str() {
        "source" => about.insert("citations", citations::of_source(site, id, lang)),
        recommendation::KIND => about.insert("recommendation", recommendation::page(site, id, lang)),
        "cluster" => about.insert("cluster", cluster::page(site, id, lang)),
        country::KIND => about.insert("sheet", country::sheet(site, id, lang)),
        _ => {}
    }
    if kind.logic.as_deref() == Some("indicator") {
        about.insert("newest", measures::newest(site, id, lang));
    }
    if let Some(dashboard) = dashboard {
        about.insert("progress", dashboard);
    }
    if has_history {
        about.insert("standing", history::standing(site, id, lang));
        about.insert("history", history::history(Eyes { site, id, lang, expected: content_lang }));
    }
    if let Some(steps) = steps.filter(|_| has_history) {
        about.insert("steps", steps);
    }
    let expanded = expanded(site, kind, id, lang);
    if expanded.iter().next().is_some() {
        about.insert("expanded", expanded);
    }
    Map::new().with("page", shell::page(site, page, Some(&kind.id), meta)).with("record", about)
}

/// Whether a field is among those that a record's page shows one after the other.
pub(super) fn shows(field: &Field) -> bool {
    !field.internal && !APART.contains(&field.id.as_str())
}

/// Every public field by its name, and those with values as rows of a table, without those that are `told` elsewhere.
fn fields(site: &Site, kind: &Kind, id: RecordId, lang: &Lang, expected: &Lang, told: &[&str]) -> (Map, Value) {
    let eyes = Eyes { site, id, lang, expected };
    let (mut fields, mut facts) = (Map::new(), Vec::new());
    for (place, declared) in kind.fields.iter().enumerate() {
        if !shows(declared) {
            continue;
        }
        let items = site.model.record(id).values(place);
        let shown = value::field(eyes, declared, items).repeated();
        if !items.is_empty() && !told.contains(&declared.id.as_str()) {
            let mut fact = value::head(lang, declared);
            fact.insert("value", shown.clone());
            facts.push(fact.into());
        }
        fields.insert(declared.id.clone(), shown);
    }
    (fields, Value::List(facts))
}

/// The way to a record's page, without the home page.
pub(super) fn breadcrumbs(site: &Site, id: RecordId, lang: &Lang) -> Vec<Value> {
    let ancestors = ancestors(site, id);
    let step = |part: &RecordId| {
        let address = site.record_address(*part, lang)?;
        Some(shell::crumb(link::title(site, *part, lang).1, Value::Url(address)))
    };
    let mut steps: Vec<Value> = ancestors.iter().filter_map(step).collect();
    let top = ancestors.last().filter(|_| !steps.is_empty()).unwrap_or(&id);
    steps.push(shell::kind_crumb(site, site.model.record(*top).kind, lang));
    steps.reverse();
    steps
}

/// What a record is a part of, what that is a part of, and so on. A chain longer than this is a circle.
fn ancestors(site: &Site, id: RecordId) -> Vec<RecordId> {
    std::iter::successors(site.model.parent(id), |part| site.model.parent(*part)).take(8).collect()
}

fn outline(site: &Site, text: crate::model::TextId) -> Value {
    let headings = site.model.text(text).parsed.markdown.outline.iter();
    headings
        .filter(|heading| matches!(heading.level, 2 | 3))
        .map(|heading| {
            Map::new()
                .with("id", heading.id.as_str())
                .with("title", heading.title.as_str())
                .with("level", usize::from(heading.level))
                .into()
        })
        .collect()
}

/// The parts of a record, by kind.
fn children(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let parts = site.in_order(site.children(id).to_vec(), lang);
    let groups = parts.chunk_by(|a, b| site.model.record(*a).kind == site.model.record(*b).kind);
    groups
        .map(|ids| {
            let kind = site.model.kind_of(ids[0]);
            let title = kind.plural.pick(lang).map(|(_, plural)| plural.clone());
            let entries: Value = ids.iter().map(|id| entry(site, *id, lang)).collect();
            Map::new().with("kind", kind.id.as_str()).with("title", title).with("entries", entries).into()
        })
        .collect()
}

/// A part of a record with its own parts.
fn entry(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let parts = site.in_order(site.children(id).to_vec(), lang);
    let parts: Value = parts.into_iter().map(|part| link::shared(site, part, lang)).collect();
    Map::new().with("card", list::card(site, id, lang)).with("parts", parts).into()
}

/// Texts that are like this one, with what they share.
fn alike(site: &Site, kind: &Kind, id: RecordId, lang: &Lang) -> Value {
    if !kind.narrative || kind.numbered || kind.vocabulary {
        return Value::List(Vec::new());
    }
    let found =
        related(&site.model, &site.derived.facets, id, RELATED).into_iter().filter(|found| site.plan.has(found.id));
    found
        .map(|found| {
            let shared = found.shared.iter().filter(|term| site.plan.has(**term)).take(REASONS);
            let shared: Value = shared.map(|term| link::shared(site, *term, lang)).collect();
            Map::new().with("card", list::teaser(site, found.id, lang)).with("shared", shared).into()
        })
        .collect()
}

/// The published records that name this one, by kind and by the field that names it; its own parts, which stand above, are left out.
fn backlinks(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let mut named: Vec<Backlink> = site.model.backlinks[id.0 as usize]
        .iter()
        .filter(|link| site.model.parent(link.from) != Some(id) && site.plan.has(link.from))
        .copied()
        .collect();
    named.sort_by_key(|link| (site.model.record(link.from).kind, link.field.is_none(), link.field));
    let kind_of = |link: &Backlink| site.model.record(link.from).kind;
    let groups = named.chunk_by(|a, b| kind_of(a) == kind_of(b)).filter_map(|group| {
        let place = kind_of(&group[0]);
        let kind = &site.model.schema.kinds()[place];
        let mut from: Vec<RecordId> = group.iter().map(|link| link.from).collect();
        from.sort();
        from.dedup();
        let count = site.in_order(from, lang).len();
        let roles = group.chunk_by(|a, b| a.field == b.field).map(|links| role(site, place, links, id, lang));
        let title = kind.plural.pick(lang).map(|(_, plural)| plural.clone());
        let about = Map::new().with("kind", kind.id.as_str()).with("title", title).with("count", count);
        (count > 0).then(|| about.with("roles", roles.collect::<Value>()).into())
    });
    groups.collect()
}

/// The records of one kind that name `id` in one field, or in no field.
fn role(site: &Site, kind: usize, links: &[Backlink], id: RecordId, lang: &Lang) -> Value {
    let place = links[0].field;
    let field = place.map(|place| &site.model.schema.kinds()[kind].fields[place]);
    let label = field.and_then(|field| field.label.pick(lang)).map(|(_, label)| label.clone());
    let ids = site.in_order(links.iter().map(|link| link.from).collect(), lang);
    Map::new()
        .with("field", field.map(|field| field.id.as_str()))
        .with("label", label)
        .with("count", ids.len())
        .with("url", place.and_then(|place| facet_of(site, kind, place, id, lang)))
        .with("cards", ids.iter().take(BACKLINKS).map(|from| list::teaser(site, *from, lang)).collect::<Value>())
        .into()
}

/// The list of the records of a kind that name `id` in a field, if that is a facet.
fn facet_of(site: &Site, kind: usize, field: usize, id: RecordId, lang: &Lang) -> Option<Value> {
    let value = FacetValue::Ref(id);
    let facet = site.derived.facets.facet(kind, field)?;
    let planned = facet.records(&value).iter().any(|id| site.plan.has(*id));
    planned.then(|| list_url(site, kind, vec![(field, value)], lang))
}

/// What the theme asks for beyond the record's own fields: links that a path of reference fields leads to.
fn expanded(site: &Site, kind: &Kind, id: RecordId, lang: &Lang) -> Map {
    let mut expanded = Map::new();
    for expand in site.theme.expands().iter().filter(|expand| expand.kind == kind.id) {
        if expanded.get(&expand.path).is_some() {
            continue;
        }
        let mut reached = vec![id];
        for step in expand.path.split('.') {
            let mut next = Vec::new();
            let shown = |from: &RecordId| *from == id || site.model.is_published(*from);
            for from in reached.into_iter().filter(shown) {
                let public = site
                    .model
                    .kind_of(from)
                    .field(step)
                    .is_some_and(|field| !field.internal && matches!(field.ty, FieldType::Ref(_)));
                for item in site.model.values(from, step).iter().filter(|_| public) {
                    if let ModelValue::Ref(target) = &item.value
                        && !next.contains(target)
                    {
                        next.push(*target);
                    }
                }
            }
            reached = next;
        }
        let links: Value = reached.into_iter().map(|target| link::shared(site, target, lang)).collect();
        expanded.insert(expand.path.clone(), links);
    }
    expanded
}

/// The first picture among a record's fields, for previews; drawings are none that they show.
fn picture(site: &Site, id: RecordId, lang: &Lang) -> Option<Map> {
    let fields = site.model.kind_of(id).fields.iter().enumerate().filter(|(_, field)| !field.internal);
    let mut items = fields.flat_map(|(place, _)| site.model.record(id).values(place));
    items.find_map(|item| {
        let ModelValue::Image { path, alt } = &item.value else { return None };
        let url = site.asset_address(path).filter(|_| path.extension() != "svg")?;
        let (width, height) = site.assets.get(path).and_then(|facts| facts.size).unzip();
        let image = Map::new()
            .with("url", shell::canonical(site, &url)?)
            .with("alt", alt.pick(lang).map(|(_, alt)| alt.clone()))
            .with("width", width.map(|width| width as usize))
            .with("height", height.map(|height| height as usize));
        Some(image)
    })
}

/// The variables of a page that says no more than that a record is withheld, and since when.
pub(super) fn withheld(site: &Site, page: &Page, id: RecordId) -> Map {
    let lang = &page.lang;
    let kind = site.model.kind_of(id);
    let since = match site.model.value(id, "withheld") {
        Some(ModelValue::Date(date)) => Some(format::date(site, date, lang)),
        _ => None,
    };
    let mut meta = Meta::new(site.word(lang, "withheld"));
    meta.description = Some(site.word(lang, "withheld-text"));
    if !site.ordered(site.model.record(id).kind, lang).is_empty() {
        meta.breadcrumbs.push(shell::kind_crumb(site, site.model.record(id).kind, lang));
    }
    let label = kind.label.pick(lang).map(|(_, label)| label.clone());
    let about = Map::new().with("kind", kind.id.as_str()).with("label", label).with("date", since);
    Map::new().with("page", shell::page(site, page, Some(&kind.id), meta)).with("record", about)
}

/// The variables of a page that leads on to a record's present address.
pub(super) fn redirect(site: &Site, page: &Page, id: RecordId) -> Map {
    let lang = &page.lang;
    let title: Arc<str> = link::title(site, id, lang).1;
    let target = site.record_address(id, lang).map(Value::Url);
    let meta = Meta::new(title.clone());
    Map::new()
        .with("page", shell::page(site, page, Some(&site.model.kind_of(id).id), meta))
        .with("target", target)
        .with("target_title", title)
}
