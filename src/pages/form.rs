//! The recommendations to one country in the form of OHCHR's thematic list: the recommendation, the position on it, what it is about, and in
//! the column that the form leaves to its users, what each class of assessors last reported.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::{Derived, FacetValue};
use crate::model::{Model, RecordId, Value as ModelValue};
use crate::view::{Map, Value};

use super::aspect::{self, Aspect};
use super::plan::Page;
use super::recommendation::{KIND, field_place};
use super::shell::{self, Meta};
use super::site::Site;
use super::value::list_url;
use super::{address, describe, link, linked, list};

/// Rows on one part: each shows more than a row of a list does.
const ROWS: usize = 50;

/// The field that says to whom a recommendation is addressed.
const FIELD: &str = "countries";

/// The parts of the forms of all countries and areas that have recommendations with pages.
pub(super) fn planned(model: &Model, derived: &Derived, has_page: &[bool]) -> Vec<Aspect> {
    let facet = field_place(model, FIELD).and_then(|(kind, field)| derived.facets.facet(kind, field));
    let mut planned = Vec::new();
    for term in facet.into_iter().flat_map(|facet| &facet.terms) {
        let FacetValue::Ref(country) = term.value else { continue };
        let count = term.records.iter().filter(|id| has_page[id.0 as usize]).count();
        let of = count.div_ceil(ROWS);
        planned.extend((1..=of).map(|number| Aspect::Form { country, number, of }));
    }
    planned
}

/// Where a part stands: `countries/fji/recommendations-form.html`.
pub(super) fn address(model: &Model, country: RecordId, number: usize) -> String {
    let folder = format!("{}/{}", model.kind_of(country).folder, address::record_slug(model, country));
    format!("{folder}/recommendations-form{}.html", address::part(number))
}

/// The first part of a country's form, if it has one.
pub(super) fn url(site: &Site, country: RecordId, lang: &Lang) -> Option<Value> {
    let form = Aspect::Form { country, number: 1, of: 1 };
    (!recommendations(site, country, lang).is_empty()).then(|| aspect::url(site, &form, lang))
}

/// Where the whole form stands as a table for spreadsheets, without the folder of the language.
pub(super) fn csv_address(model: &Model, country: RecordId) -> String {
    let folder = format!("{}/{}", model.kind_of(country).folder, address::record_slug(model, country));
    format!("{folder}/recommendations-form.csv")
}

/// The same for links to it, if there is one.
pub(super) fn csv_url(site: &Site, country: RecordId, lang: &Lang) -> Option<Value> {
    let address = || format!("{}{}", site.prefix(lang), csv_address(&site.model, country));
    (!recommendations(site, country, lang).is_empty()).then(|| Value::Url(address().into()))
}

/// A theme, and its rows: each recommendation stands once, with the first of its themes that is published.
pub(super) type Group = (Option<RecordId>, Vec<RecordId>);

/// All rows of a country's form, by theme; those without a theme come last.
pub(super) fn groups(site: &Site, country: RecordId, lang: &Lang) -> Vec<Group> {
    let published = |value: &ModelValue| match value {
        ModelValue::Ref(theme) if site.model.is_published(*theme) => Some(*theme),
        _ => None,
    };
    let theme = |id: &RecordId| site.model.values(*id, "themes").iter().find_map(|item| published(&item.value));
    let mut rows: Vec<(Option<RecordId>, RecordId)> =
        recommendations(site, country, lang).iter().map(|id| (theme(id), *id)).collect();
    let order =
        |theme: &Option<RecordId>| (theme.is_none(), theme.map(|theme| link::title(site, theme, lang).1), *theme);
    rows.sort_by_cached_key(|(theme, _)| order(theme));
    let groups = rows.chunk_by(|a, b| a.0 == b.0);
    groups.map(|rows| (rows[0].0, rows.iter().map(|(_, id)| *id).collect())).collect()
}

/// The recommendations to a country, in the order of their kind.
fn recommendations(site: &Site, country: RecordId, lang: &Lang) -> Vec<RecordId> {
    let facet = field_place(&site.model, FIELD).and_then(|(kind, field)| site.derived.facets.facet(kind, field));
    let found = facet.map_or(&[][..], |facet| facet.records(&FacetValue::Ref(country)));
    site.in_order(found.to_vec(), lang)
}

/// The variables of a part.
pub(super) fn view(site: &Site, page: &Page, country: RecordId, number: usize, of: usize) -> Map {
    let lang = &page.lang;
    let (_, name) = link::title(site, country, lang);
    let heading: Arc<str> = site.word(lang, "form-title").replace("{country}", &name).into();
    let mut meta = Meta::new(heading.clone());
    if number > 1 {
        let number = site.word(lang, "page-number").replace("{n}", &number.to_string());
        meta.title = format!("{heading}, {number}").into();
    }
    meta.breadcrumbs = vec![shell::kind_crumb(site, site.model.record(country).kind, lang)];
    let of_country = site.record_address(country, lang).map(Value::Url);
    meta.breadcrumbs.extend(of_country.map(|url| shell::crumb(name, url)));
    let groups = groups(site, country, lang);
    let total: usize = groups.iter().map(|(_, rows)| rows.len()).sum();
    let counted = site.word(lang, "records-n").replace("{n}", &total.to_string());
    meta.description = describe::parts([counted.into(), site.word(lang, "form-about")]);
    meta.about = Some(linked::collection(site, page, &meta));

    let (first, end) = ((number - 1) * ROWS, number * ROWS);
    let mut at = 0;
    let mut shown = Vec::new();
    for (theme, rows) in &groups {
        let own: Vec<Value> = (at..)
            .zip(rows)
            .filter(|(at, _)| (first..end).contains(at))
            .map(|(_, id)| list::card(site, *id, lang))
            .collect();
        let group =
            Map::new().with("theme", theme.map(|theme| link::shared(site, theme, lang))).with("continued", at < first);
        at += rows.len();
        if !own.is_empty() {
            shown.push(group.with("rows", own).into());
        }
    }
    let url = |number: usize| aspect::url(site, &Aspect::Form { country, number, of }, lang);
    let all = field_place(&site.model, FIELD)
        .map(|(kind, field)| list_url(site, kind, vec![(field, FacetValue::Ref(country))], lang));
    let form = Map::new()
        .with("country", link::shared(site, country, lang))
        .with("total", total)
        .with("all", all)
        .with("csv", csv_url(site, country, lang))
        .with("groups", shown)
        .with("pager", list::parts(number, of, None, url));
    Map::new().with("page", shell::page(site, page, Some(KIND), meta)).with("form", form)
}
