//! Lists of records: the index of a kind, its facet pages, and the cards that stand in them.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::{Facet, FacetTerm, FacetValue};
use crate::model::RecordId;
use crate::schema::{Field, FieldType};
use crate::view::{Card, Map, Shared, Value};

use super::plan::{self, ListPage, Page};
use super::shell::{self, Meta};
use super::site::Site;
use super::value::{self, Eyes, list_url};
use super::{address, aspect, data, describe, elsewhere, form, link, linked, recommendation, rows};

/// The values of one facet that a list page shows: of terms, whose own list has all of them, and of others.
const TERMS: usize = 8;
const VALUES: usize = 50;

/// A list of texts that is shorter than this has room for more facts.
const SHORT: usize = 50;

/// A record in a list: a link with summary and the kind's columns; with its cites, where the kind asks every record for them. It is
/// made once, however many lists show it.
pub(super) fn card(site: &Site, id: RecordId, lang: &Lang) -> Value {
    Value::Shared(shared_card(site, id, lang))
}

/// A record as an entry of a list of texts, which has so many entries in all.
fn text_card(site: &Site, id: RecordId, lang: &Lang, total: usize) -> Value {
    Value::Card(Card { record: shared_card(site, id, lang), cells: if total < SHORT { 6 } else { 3 } })
}

/// A record that another one's page leads to: a link with summary. It is made once, however many pages show it.
pub(super) fn teaser(site: &Site, id: RecordId, lang: &Lang) -> Value {
    Value::Shared(site.teaser(id, lang, || Shared::new(new_teaser(site, id, lang))))
}

fn new_teaser(site: &Site, id: RecordId, lang: &Lang) -> Map {
    let summary = site.model.localised(id, "summary").map_or(Value::None, |text| link::localised(text, lang, lang));
    link::link(site, id, lang)
        .with("link", link::shared(site, id, lang))
        .with("summary", summary)
        .with("draft", is_draft(site, id))
}

fn shared_card(site: &Site, id: RecordId, lang: &Lang) -> Shared {
    site.card(id, lang, || Shared::new(new_card(site, id, lang)))
}

fn new_card(site: &Site, id: RecordId, lang: &Lang) -> Map {
    let (kind, record) = (site.model.kind_of(id), site.model.record(id));
    let eyes = Eyes { site, id, lang, expected: lang };
    let cells = columns(kind).map(|(place, field)| value::cell(eyes, field, record.values(place)));
    let mut card = new_teaser(site, id, lang).with("cells", cells.collect::<Value>());
    if kind.id == recommendation::KIND {
        card.insert("recommendation", recommendation::brief(site, id, lang));
    }
    if let Some(place) = kind.position("cites").filter(|_| kind.cited) {
        card.insert("cites", value::field(eyes, &kind.fields[place], record.values(place)));
    }
    card
}

/// Whether a record is a draft that is shown because the build shows drafts.
pub(super) fn is_draft(site: &Site, id: RecordId) -> bool {
    matches!(site.model.value(id, "draft"), Some(crate::model::Value::Bool(true)))
}

fn columns(kind: &crate::schema::Kind) -> impl Iterator<Item = (usize, &Field)> {
    kind.fields.iter().enumerate().filter(|(_, field)| field.column && !field.internal)
}

/// The variables of a page of a list.
pub(super) fn list(site: &Site, page: &Page, list: &ListPage) -> Map {
    let lang = &page.lang;
    let kind = &site.model.schema.kinds()[list.kind];
    let text = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone());
    let plural: Arc<str> = text(&kind.plural).unwrap_or_default();
    let ids = records(site, list, lang);
    let shown = if list.all { &ids[..] } else { ids.chunks(plan::rows(kind)).nth(list.number - 1).unwrap_or(&[]) };

    let (rows, texts) = if kind.narrative { (&[][..], shown) } else { (shown, &[][..]) };
    let filters = filters(site, list, lang);
    let heading = heading(site, list, lang);
    let mut meta = Meta::new(heading.clone());
    if list.number > 1 {
        let number = site.word(lang, "page-number").replace("{n}", &list.number.to_string());
        meta.title = format!("{heading}, {number}").into();
    }
    let narrowed = filters.iter().map(|(label, value)| Arc::from(format!("{label}: {value}")));
    let number =
        (list.number > 1).then(|| site.word(lang, "page-number").replace("{n}", &list.number.to_string()).into());
    let total = site.word(lang, "records-n").replace("{n}", &ids.len().to_string());
    let help = kind.help.as_ref().and_then(text);
    meta.description = describe::parts(narrowed.chain(number).chain([total.into()]).chain(help));
    meta.about = Some(linked::list(site, page, list, ids.len(), &meta));
    if !list.filters.is_empty() {
        meta.breadcrumbs.push(shell::kind_crumb(site, list.kind, lang));
    }
    let term = match &list.filters[..] {
        [(_, FacetValue::Ref(id))] => Some(link::shared(site, *id, lang)),
        _ => None,
    };
    let facets = if list.filters.is_empty() { facets(site, list, lang) } else { pairs(site, list, &ids, lang) };
    let tables = tables(site, list, lang);
    let filters = filters.into_iter().map(|(label, title)| Map::new().with("label", label).with("title", title).into());
    let column = |(place, field): (usize, &Field)| {
        let used = shown.iter().any(|id| !site.model.record(*id).values(place).is_empty());
        value::head(lang, field).with("used", used).into()
    };
    let about = Map::new()
        .with("kind", kind.id.as_str())
        .with("title", plural)
        .with("help", kind.help.as_ref().and_then(text))
        .with("narrative", kind.narrative)
        .with("total", ids.len())
        .with("columns", columns(kind).map(column).collect::<Value>())
        .with("rows", rows.iter().map(|id| card(site, *id, lang)).collect::<Value>())
        .with("texts", texts.iter().map(|id| text_card(site, *id, lang, ids.len())).collect::<Value>())
        .with("pager", pager(site, list, lang))
        .with("facets", facets)
        .with("term", term)
        .with("elsewhere", elsewhere::elsewhere(site, list, lang))
        .with("filters", filters.collect::<Value>())
        .with("tables", tables)
        .with("data", data::of_list(site, list, lang))
        .with("live", rows::filters(site, page, list));
    let map = super::map::of_list(site, list, &ids, lang);
    Map::new().with("page", shell::page(site, page, Some(&kind.id), meta)).with("list", about).with("map", map)
}

/// The labels of the fields that narrow a list, each with the value.
fn filters(site: &Site, list: &ListPage, lang: &Lang) -> Vec<(Arc<str>, Arc<str>)> {
    let kind = &site.model.schema.kinds()[list.kind];
    let filter = |(field, value): &(usize, FacetValue)| {
        let field = &kind.fields[*field];
        let label = field.label.pick(lang).map(|(_, label)| label.clone()).unwrap_or_default();
        (label, value_title(site, field, value, lang).1)
    };
    list.filters.iter().map(filter).collect()
}

/// What a list is called: the plural of its kind, with the values that narrow it.
pub(super) fn heading(site: &Site, list: &ListPage, lang: &Lang) -> Arc<str> {
    let plural = site.model.schema.kinds()[list.kind].plural.pick(lang);
    let plural = plural.map(|(_, plural)| plural.clone()).unwrap_or_default();
    let values: Vec<Arc<str>> = filters(site, list, lang).into_iter().map(|(_, value)| value).collect();
    if values.is_empty() { plural } else { format!("{plural}: {}", values.join(", ")).into() }
}

/// The tables that show the same records in another way.
fn tables(site: &Site, list: &ListPage, lang: &Lang) -> Value {
    match &list.filters[..] {
        [] => aspect::of_kind(site, list.kind, lang),
        [(_, FacetValue::Ref(id))] if site.model.schema.position(recommendation::KIND) == Some(list.kind) => {
            form::url(site, *id, lang).map(|url| shell::crumb(site.word(lang, "form-link"), url)).into_iter().collect()
        }
        _ => Value::List(Vec::new()),
    }
}

/// The records of a list in the order of their kind.
pub(super) fn records(site: &Site, list: &ListPage, lang: &Lang) -> Vec<RecordId> {
    let with = |(field, value): &(usize, FacetValue)| {
        site.derived.facets.facet(list.kind, *field).map_or(&[][..], |facet| facet.records(value))
    };
    match &list.filters[..] {
        [] => site.ordered(list.kind, lang).to_vec(),
        [one] => site.in_order(with(one).to_vec(), lang),
        [one, other, ..] => {
            let other = with(other);
            site.in_order(with(one).iter().copied().filter(|id| other.binary_search(id).is_ok()).collect(), lang)
        }
    }
}

/// What a facet value is called, and in which language.
pub(super) fn value_title(site: &Site, field: &Field, value: &FacetValue, lang: &Lang) -> (Lang, Arc<str>) {
    match value {
        FacetValue::Ref(id) => link::title(site, *id, lang),
        FacetValue::Text(text) => {
            let label = field.choice(text).and_then(|choice| choice.label.pick(lang));
            match label {
                Some((label_lang, label)) => (label_lang.clone(), label.clone()),
                None if field.ty.name() == "bool" => {
                    (lang.clone(), site.word(lang, if **text == *"true" { "yes" } else { "no" }))
                }
                None => (lang.clone(), text.clone()),
            }
        }
    }
}

/// All facets of a kind, for its index.
fn facets(site: &Site, list: &ListPage, lang: &Lang) -> Value {
    let all = site.derived.facets.of_kind(list.kind).iter();
    all.filter_map(|facet| {
        let terms = facet.terms.iter().map(|term| (term, count(site, term))).collect();
        show(site, list, facet, terms, lang, |value| vec![(facet.field, value)])
    })
    .collect()
}

/// The facets that can narrow a facet page further: those that the kind declares as pairs with its own.
fn pairs(site: &Site, list: &ListPage, ids: &[RecordId], lang: &Lang) -> Value {
    let [(own, value)] = &list.filters[..] else { return Value::List(Vec::new()) };
    let kind = &site.model.schema.kinds()[list.kind];
    let mut shown = Vec::new();
    for (first, second) in &kind.facet_pairs {
        let (Some(first), Some(second)) = (kind.position(first), kind.position(second)) else { continue };
        let other = if first == *own {
            second
        } else if second == *own {
            first
        } else {
            continue;
        };
        let Some(facet) = site.derived.facets.facet(list.kind, other) else { continue };
        let terms = facet.terms.iter().zip(facet.counts(ids)).filter(|(_, count)| *count >= plan::PAIR);
        let filters = |chosen: FacetValue| {
            let (mine, theirs) = ((*own, value.clone()), (other, chosen));
            if first == *own { vec![mine, theirs] } else { vec![theirs, mine] }
        };
        shown.extend(show(site, list, facet, terms.collect(), lang, filters));
    }
    Value::List(shown)
}

fn count(site: &Site, term: &FacetTerm) -> usize {
    term.records.iter().filter(|id| site.plan.has(**id)).count()
}

/// A facet with its most used values, each a link.
fn show(
    site: &Site,
    list: &ListPage,
    facet: &Facet,
    terms: Vec<(&FacetTerm, usize)>,
    lang: &Lang,
    filters: impl Fn(FacetValue) -> Vec<(usize, FacetValue)>,
) -> Option<Value> {
    let field = &site.model.schema.kinds()[list.kind].fields[facet.field];
    let mut named: Vec<_> = terms
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(term, count)| (value_title(site, field, &term.value, lang), term, count))
        .collect();
    named.sort_by(|((_, a), _, count_a), ((_, b), _, count_b)| count_b.cmp(count_a).then_with(|| a.cmp(b)));
    if named.is_empty() {
        return None;
    }
    let terms = match &field.ty {
        FieldType::Ref(kinds) if kinds.len() == 1 => site.model.schema.position(&kinds[0]),
        _ => None,
    };
    let most = if terms.is_some() { TERMS } else { VALUES };
    let more = named.len().saturating_sub(most);
    let all = terms.filter(|_| more > 0).map(|terms| list_url(site, terms, Vec::new(), lang));
    let values = named.into_iter().take(most).map(|((title_lang, title), term, count)| {
        Map::new()
            .with("title", title)
            .with("url", list_url(site, list.kind, filters(term.value.clone()), lang))
            .with("count", count)
            .with("current", list.filters.iter().any(|(at, value)| *at == facet.field && *value == term.value))
            .with("lang", title_lang.as_str())
            .with("dir", title_lang.dir())
            .into()
    });
    let label = field.label.pick(lang).map(|(_, label)| label.clone());
    let values: Value = values.collect();
    Some(
        Map::new()
            .with("id", field.id.as_str())
            .with("label", label)
            .with("values", values)
            .with("more", more)
            .with("all", all)
            .into(),
    )
}

fn pager(site: &Site, list: &ListPage, lang: &Lang) -> Value {
    let url = |number: usize, all: bool| {
        let target = ListPage { number, all, ..list.clone() };
        Value::Url(format!("{}{}", site.prefix(lang), address::list(&site.model, &target)).into())
    };
    let number = if list.all { 0 } else { list.number };
    parts(number, list.of, list.has_all.then(|| url(1, true)), |number| url(number, false))
}

/// Leads through the parts of something long; nothing where there is but one. `number` is that of the part at hand, 0 where it is all of them.
pub(super) fn parts(number: usize, of: usize, all: Option<Value>, url: impl Fn(usize) -> Value) -> Value {
    if of < 2 {
        return Value::None;
    }
    let page =
        |other: usize| Map::new().with("number", other).with("url", url(other)).with("current", other == number).into();
    Map::new()
        .with("number", number.max(1))
        .with("count", of)
        .with("previous", (number > 1).then(|| url(number - 1)))
        .with("next", (number > 0 && number < of).then(|| url(number + 1)))
        .with("pages", (1..=of).map(page).collect::<Value>())
        .with("all", all)
        .into()
}
