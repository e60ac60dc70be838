//! The documents beside the pages: which there are, where they stand, and what each says.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Address, Lang};
use crate::model::{Date, RecordId, Value};
use crate::view::{Document, Feed, FeedEntry, Sitemap, SitemapPage, WebManifest};

use super::aspect::Aspect;
use super::chart::Figure;
use super::data::DataFile;
use super::plan::PageKind;
use super::shell::{GENERATOR, absolute, canonical, shown};
use super::site::Site;
use super::value::list_url;
use super::{charts, data, describe, form, form_csv, link, rows};

/// Entries of a feed.
const ENTRIES: usize = 30;

/// Addresses in one file of a sitemap.
const ADDRESSES: usize = 50_000;

/// The icons that a web manifest names, where the theme has them: asset, type, sizes.
const ICONS: &[(&str, &str, &str)] = &[
    ("icon.svg", "image/svg+xml", "any"),
    ("icon-192.png", "image/png", "192x192"),
    ("icon-512.png", "image/png", "512x512"),
];

/// A document: where it stands and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedDocument {
    /// Its address.
    pub address: Address,
    kind: DocumentKind,
}

#[derive(Clone, Debug, PartialEq)]
enum DocumentKind {
    /// Of the portal, or of a kind by its place in the schema.
    Feed(Lang, Option<usize>),
    /// The whole sitemap, or the index of its parts.
    Sitemap,
    /// A part of a long sitemap, from 1.
    SitemapPart(usize),
    Robots,
    Manifest(Lang),
    /// The figures of a chart: the page by its place in the plan, and the chart's id.
    Chart(usize, String),
    /// The recommendations to a country.
    Form(Lang, RecordId),
    /// Data to take away.
    Data(DataFile),
    /// The rows of a kind's list, the kind by its place in the schema.
    Rows(Lang, usize),
}

/// All documents of the portal. What needs full addresses is there only where the portal knows its own.
pub fn documents(site: &Site) -> Vec<PlannedDocument> {
    let planned = |address: String, kind| PlannedDocument { address: Address::new(address), kind };
    let mut documents = vec![planned("robots.txt".to_owned(), DocumentKind::Robots)];
    for (place, page) in site.plan.pages.iter().enumerate() {
        let table = |figure: Figure| {
            planned(charts::csv_address(page, &figure.chart.id), DocumentKind::Chart(place, figure.chart.id))
        };
        documents.extend(charts::of_page(site, page).into_iter().map(table));
    }
    let form = |page: &super::Page| match &page.kind {
        PageKind::Aspect(Aspect::Form { country, number: 1, .. }) => {
            let address = format!("{}{}", site.prefix(&page.lang), form::csv_address(&site.model, *country));
            Some(planned(address, DocumentKind::Form(page.lang.clone(), *country)))
        }
        _ => None,
    };
    documents.extend(site.plan.pages.iter().filter_map(form));
    // A table that is named as a chart of some other page gives way to it.
    let taken: BTreeSet<String> = documents.iter().map(|document| document.address.to_string()).collect();
    let files = data::files(site).into_iter().filter(|(address, _)| !taken.contains(address));
    documents.extend(files.map(|(address, file)| planned(address, DocumentKind::Data(file))));
    for lang in &site.model.languages {
        for (kind, declared) in site.model.schema.kinds().iter().enumerate() {
            if rows::planned(site, kind, lang) {
                let address = format!("{}{}", site.prefix(lang), rows::address(declared));
                documents.push(planned(address, DocumentKind::Rows(lang.clone(), kind)));
            }
        }
    }
    if site.settings.base_url.is_none() {
        return documents;
    }
    for lang in &site.model.languages {
        documents.push(planned(manifest_address(site, lang), DocumentKind::Manifest(lang.clone())));
        let kinds = (0..site.model.schema.kinds().len()).map(Some);
        for kind in std::iter::once(None).chain(kinds) {
            let feed = feed_address(site, kind, lang);
            documents.extend(feed.map(|address| planned(address, DocumentKind::Feed(lang.clone(), kind))));
        }
    }
    documents.push(planned("sitemap.xml".to_owned(), DocumentKind::Sitemap));
    let parts = parts(site);
    let further = (1..=parts).filter(|_| parts > 1);
    documents.extend(further.map(|part| planned(part_address(part), DocumentKind::SitemapPart(part))));
    documents
}

/// What a document says.
pub fn document(site: &Site, planned: &PlannedDocument) -> Document {
    match &planned.kind {
        DocumentKind::Feed(lang, kind) => Document::Feed(feed(site, planned, *kind, lang)),
        DocumentKind::Sitemap => match parts(site) {
            0 | 1 => Document::Sitemap(sitemap(site, 1)),
            parts => {
                Document::SitemapIndex((1..=parts).filter_map(|part| canonical(site, &part_address(part))).collect())
            }
        },
        DocumentKind::SitemapPart(part) => Document::Sitemap(sitemap(site, *part)),
        DocumentKind::Robots => Document::Robots(canonical(site, "sitemap.xml")),
        DocumentKind::Manifest(lang) => Document::Manifest(manifest(site, planned, lang)),
        DocumentKind::Data(file) => data::document(site, file),
        DocumentKind::Form(lang, country) => Document::Csv(form_csv::rows(site, *country, lang)),
        DocumentKind::Rows(lang, kind) => Document::Rows(rows::rows(site, *kind, lang)),
        DocumentKind::Chart(page, id) => {
            let figures = charts::of_page(site, &site.plan.pages[*page]);
            let figure = figures.iter().find(|figure| figure.chart.id == *id);
            Document::Csv(figure.map(Figure::csv).unwrap_or_default())
        }
    }
}

/// Where a feed stands, of the portal or of one kind, if there is one.
pub(super) fn feed_address(site: &Site, kind: Option<usize>, lang: &Lang) -> Option<String> {
    site.settings.base_url.as_ref()?;
    let prefix = site.prefix(lang);
    match kind {
        None => site.has_feeds().then(|| format!("{prefix}feed.xml")),
        Some(kind) => {
            site.has_feed(kind).then(|| format!("{prefix}feeds/{}.xml", site.model.schema.kinds()[kind].folder))
        }
    }
}

/// What a feed is called.
pub(super) fn feed_title(site: &Site, kind: Option<usize>, lang: &Lang) -> Arc<str> {
    let title = site.settings.title.pick(lang).map(|(_, title)| title.clone()).unwrap_or_default();
    let plural = kind.and_then(|kind| site.model.schema.kinds()[kind].plural.pick(lang));
    plural.map_or(title.clone(), |(_, plural)| format!("{plural} – {title}").into())
}

/// Where the web manifest of a language stands.
pub(super) fn manifest_address(site: &Site, lang: &Lang) -> String {
    format!("{}site.webmanifest", site.prefix(lang))
}

/// The date by which a record is news, if its kind has feeds and it has that date.
pub(super) fn news_date(model: &crate::model::Model, id: RecordId) -> Option<Date> {
    match model.value(id, model.kind_of(id).feed.as_deref()?) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

fn feed(site: &Site, planned: &PlannedDocument, kind: Option<usize>, lang: &Lang) -> Feed {
    let text = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone());
    let kinds = match kind {
        Some(kind) => kind..kind + 1,
        None => 0..site.model.schema.kinds().len(),
    };
    let dated = kinds.filter(|kind| site.has_feed(*kind)).flat_map(|kind| site.ordered(kind, lang));
    let mut dated: Vec<(Date, RecordId)> = dated.filter_map(|id| Some((news_date(&site.model, *id)?, *id))).collect();
    dated.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.cmp(other)));
    let page = match kind {
        Some(kind) => absolute(site, &list_url(site, kind, Vec::new(), lang)),
        None => canonical(site, &format!("{}index.html", site.prefix(lang))),
    };
    let subtitle = match kind {
        Some(kind) => site.model.schema.kinds()[kind].help.as_ref().and_then(text),
        None => text(&site.settings.description),
    };
    Feed {
        address: canonical(site, planned.address.as_str()).unwrap_or_default(),
        page: page.unwrap_or_default(),
        title: feed_title(site, kind, lang),
        subtitle,
        author: text(&site.settings.title).unwrap_or_default(),
        generator: GENERATOR,
        lang: lang.clone(),
        entries: dated.iter().take(ENTRIES).filter_map(|(date, id)| entry(site, *date, *id, lang)).collect(),
    }
}

fn entry(site: &Site, date: Date, id: RecordId, lang: &Lang) -> Option<FeedEntry> {
    let kind = site.model.kind_of(id);
    let (title_lang, title) = link::title(site, id, lang);
    let published = match site.model.value(id, "published") {
        Some(Value::Date(date)) => Some(moment(*date)),
        _ => None,
    };
    Some(FeedEntry {
        address: canonical(site, &site.record_address(id, lang)?)?,
        title,
        summary: describe::record(site, id, lang).map(|(_, text)| text),
        lang: title_lang,
        updated: moment(date),
        published,
        category: (kind.id.clone(), kind.label.pick(lang).map(|(_, label)| label.clone()).unwrap_or_default()),
    })
}

/// A date as a moment: the beginning of its last day in universal time, so that a year is news when it is over.
fn moment(date: Date) -> String {
    format!("{}T00:00:00Z", date.last_day())
}

/// The pages that search engines are told of: those of the default language stand for all.
fn listed(site: &Site) -> impl Iterator<Item = (&str, &PageKind)> {
    let default = site.model.languages.first();
    let pages = site.plan.pages.iter().filter(move |page| Some(&page.lang) == default);
    let listed = pages.filter(|page| match &page.kind {
        PageKind::Home | PageKind::Browse | PageKind::Record(_) => true,
        PageKind::List(_) | PageKind::Aspect(_) => true,
        PageKind::Withheld(_) | PageKind::Redirect(_) | PageKind::NotFound => false,
    });
    listed.map(|page| (page.address.as_str(), &page.kind))
}

/// Pages in one file, each with its address in every language.
fn pages_in_part(site: &Site) -> usize {
    (ADDRESSES / site.model.languages.len().max(1)).max(1)
}

fn parts(site: &Site) -> usize {
    listed(site).count().div_ceil(pages_in_part(site))
}

fn part_address(part: usize) -> String {
    format!("sitemap-{part}.xml")
}

fn sitemap(site: &Site, part: usize) -> Sitemap {
    let size = pages_in_part(site);
    let page = |(address, kind): (&str, &PageKind)| {
        let reviewed = match kind {
            PageKind::Record(id) => site.model.value(*id, "reviewed"),
            _ => None,
        };
        let reviewed = match reviewed {
            Some(Value::Date(date)) => Some(date.to_string()),
            _ => None,
        };
        SitemapPage { path: shown(address).to_owned(), reviewed }
    };
    Sitemap {
        base: site.settings.base_url.clone().unwrap_or_default(),
        languages: site.model.languages.iter().map(|lang| (lang.clone(), site.prefix(lang))).collect(),
        pages: listed(site).skip((part - 1) * size).take(size).map(page).collect(),
    }
}

fn manifest(site: &Site, planned: &PlannedDocument, lang: &Lang) -> WebManifest {
    let text = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone());
    let icon = |(name, kind, sizes): &(&str, &'static str, &'static str)| {
        let asset = site.theme.asset(name)?;
        Some((planned.address.link_to(asset.address.as_str()), *kind, *sizes))
    };
    WebManifest {
        name: text(&site.settings.title).unwrap_or_default(),
        description: text(&site.settings.description),
        lang: lang.clone(),
        icons: ICONS.iter().filter_map(icon).collect(),
        colours: site.theme.frame().map(|frame| (frame.light.clone(), frame.background.clone())),
    }
}
