//! What search finds: every record with a page, and the lists of records. And the page on which it is shown.

use std::sync::Arc;

use crate::base::text::escape;
use crate::base::{Hash, Lang};
use crate::model::{RecordId, TextId, Value as ModelValue};
use crate::schema::{Field, FieldType, Kind};
use crate::view::{Catalogue, Entry, Map, Passage, Shelf, Value};

use super::plan::{ListPage, Page, PageKind};
use super::shell::{self, Meta};
use super::site::Site;
use super::{address, data, describe, link, list, prose};

/// The folder of an index, below that of its language, and the file in it that names all others.
const FOLDER: &str = "search/";
const MANIFEST: &str = "search/index.js";

/// Where the page stands.
pub(super) const PAGE: &str = "search.html";

/// The languages whose scripts for the forms of words a theme may have, as `stem-en.js`.
const STEMS: &[&str] = &["ar", "en", "es", "fr", "ru"];

/// What begins the keys of words that the searching script shows.
const WORDS: &str = "search_";

/// What the shelf of pages is called that are no records.
const LISTS: &str = "list";

/// How much pages of a kind count beside others that hold the same words, in hundredths: texts that tell a whole story are what readers look
/// for first; a paragraph of a document has a part of it only; and lists are a way to records, not an answer.
const OF_TEXTS: u32 = 130;
const OF_DATA: u32 = 100;
const OF_DOCUMENTS: u32 = 70;
const OF_LISTS: u32 = 50;

/// The page with a field and its results; the results are a matter of the script.
pub(super) fn page(site: &Site, page: &Page) -> Map {
    let mut meta = Meta::new(site.word(&page.lang, "search"));
    meta.description = Some(site.word(&page.lang, "search-about"));
    Map::new().with("page", shell::page(site, page, None, meta))
}

/// The page and the file that names the index, for links to them; nothing where the portal has no search.
pub(super) fn urls(site: &Site, lang: &Lang) -> (Option<Value>, Option<Value>) {
    let url = |path: &str| site.settings.search.then(|| Value::Url(format!("{}{path}", site.prefix(lang)).into()));
    (url(PAGE), url(MANIFEST))
}

/// The folder of the index of a language, with a final `/`.
pub fn index_folder(site: &Site, lang: &Lang) -> String {
    format!("{}{FOLDER}", site.prefix(lang))
}

/// Everything that readers of a language can find.
pub fn catalogue(site: &Site, lang: &Lang) -> Catalogue {
    let kinds = site.model.schema.kinds();
    let mut shelves: Vec<Shelf> = (0..kinds.len())
        .filter(|kind| !site.ordered(*kind, lang).is_empty())
        .map(|kind| Shelf {
            kind: kinds[kind].id.as_str().into(),
            title: picked(&kinds[kind].plural, lang),
            weight: weight(&kinds[kind]),
            entries: site.ordered(kind, lang).iter().flat_map(|id| records(site, *id, lang)).collect(),
        })
        .collect();
    let lists = site.plan.pages.iter().filter(|page| page.lang == *lang).filter_map(|page| entry_of_list(site, page));
    let title = site.word(lang, "search-lists");
    shelves.push(Shelf { kind: LISTS.into(), title, weight: OF_LISTS, entries: lists.collect() });
    let word = |(key, word): (&str, &Arc<str>)| Some((key.strip_prefix(WORDS)?.into(), word.clone()));
    let stem = |lang: &&str| {
        let asset = site.theme.asset(&format!("stem-{lang}.js"))?;
        Some((Arc::from(*lang), Arc::from(asset.address.as_str())))
    };
    Catalogue {
        lang: lang.clone(),
        folder: index_folder(site, lang),
        shelves,
        facets: facet_names(site, lang),
        words: site.theme.words().all(lang).filter_map(word).collect(),
        stems: STEMS.iter().filter_map(stem).collect(),
    }
}

fn picked(text: &crate::base::Localised, lang: &Lang) -> Arc<str> {
    text.pick(lang).map(|(_, text)| text.clone()).unwrap_or_default()
}

fn weight(kind: &Kind) -> u32 {
    match (kind.numbered, kind.narrative) {
        (true, _) => OF_DOCUMENTS,
        (false, true) => OF_TEXTS,
        (false, false) => OF_DATA,
    }
}

/// A record; with the paragraphs of a document as entries of their own, since each has its own subject and its own place in the page.
fn records(site: &Site, id: RecordId, lang: &Lang) -> Vec<Entry> {
    let Some(mut entry) = record(site, id, lang) else { return Vec::new() };
    if !site.model.kind_of(id).numbered {
        return vec![entry];
    }
    let mut paragraphs = Vec::new();
    for passage in std::mem::take(&mut entry.passages) {
        for (number, html) in pieces(&passage.html) {
            let hash = Hash::of(html.as_bytes());
            let piece = Passage { html: html.into(), hash, shown: passage.shown.clone(), aside: passage.aside };
            match number {
                Some(number) => paragraphs.push(paragraph(site, &entry, number, piece, lang)),
                None => entry.passages.push(piece),
            }
        }
    }
    std::iter::once(entry).chain(paragraphs).collect()
}

/// The pieces of a document's HTML: its numbered paragraphs, and what stands between them.
fn pieces(html: &str) -> Vec<(Option<&str>, &str)> {
    let mut cuts: Vec<usize> =
        ["<h2", "<h3", PARAGRAPH].iter().flat_map(|begin| html.match_indices(begin)).map(|(at, _)| at).collect();
    cuts.extend([0, html.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |ends: &[usize]| {
        let piece = &html[ends[0]..ends[1]];
        let number = piece.strip_prefix(PARAGRAPH).and_then(|rest| rest.split('"').next());
        (number.filter(|number| number.bytes().all(|byte| byte.is_ascii_digit())), piece)
    };
    cuts.windows(2).map(piece).collect()
}

/// How a numbered paragraph begins.
const PARAGRAPH: &str = "<li id=\"para-";

fn paragraph(site: &Site, report: &Entry, number: &str, passage: Passage, lang: &Lang) -> Entry {
    let place = site.word(lang, "place-para").replace("{place}", number);
    let title = site.word(lang, "cite-place").replace("{source}", &report.title.1).replace("{place}", &place);
    let mut labels = report.labels.clone();
    labels.push(report.title.1.clone());
    Entry {
        address: format!("{}#para-{number}", report.address).into(),
        title: (report.title.0.clone(), title.into()),
        names: Vec::new(),
        summary: None,
        lang: report.lang.clone(),
        passages: vec![passage],
        labels,
        codes: Vec::new(),
        facets: report.facets.clone(),
        part: true,
    }
}

fn record(site: &Site, id: RecordId, lang: &Lang) -> Option<Entry> {
    let (kind, record) = (site.model.kind_of(id), site.model.record(id));
    let title = link::title(site, id, lang);
    let text_lang = record.body(lang).map_or(&title.0, |(lang, _)| lang).clone();
    let mut entry = Entry {
        address: site.record_address(id, lang)?,
        summary: describe::record(site, id, lang).map(|(_, summary)| summary),
        names: Vec::new(),
        passages: Vec::new(),
        labels: vec![picked(&kind.label, lang), picked(&kind.plural, lang)],
        codes: Vec::new(),
        facets: Vec::new(),
        part: false,
        title,
        lang: text_lang,
    };
    if is_code(&record.id) {
        entry.codes.push(record.id.clone());
    }
    for (place, items) in record.all_values() {
        let field = &kind.fields[place];
        if field.internal || matches!(field.id.as_str(), "title" | "summary") {
            continue;
        }
        for item in items {
            plain_value(site, field, &item.value, lang, &mut entry);
        }
    }
    passages(site, id, lang, &mut entry);
    Some(entry)
}

/// What search takes from a value that is no Markdown.
fn plain_value(site: &Site, field: &Field, value: &ModelValue, lang: &Lang, entry: &mut Entry) {
    match value {
        ModelValue::Text(text) => {
            let Some((_, text)) = text.pick(lang) else { return };
            if field.code {
                entry.codes.push(text.clone());
            }
            match (field.search, field.localised) {
                (true, true) => {
                    let html: Arc<str> = escape(text).into();
                    let hash = Hash::of(html.as_bytes());
                    entry.passages.push(Passage { html, hash, shown: Vec::new(), aside: false });
                }
                (true, false) => entry.names.push(text.clone()),
                (false, _) => {}
            }
            if field.facet {
                facet(field, std::slice::from_ref(text), entry);
            }
        }
        ModelValue::Symbol(symbol) if field.code => {
            entry.codes.push(symbol.as_str().into());
            entry.names.push(symbol.as_str().into());
        }
        ModelValue::Choice(choice) if field.facet => {
            let label = field.choice(choice).map(|known| picked(&known.label, lang));
            entry.labels.extend(label.clone());
            facet(field, &[Some(choice.clone()), label].map(Option::unwrap_or_default), entry);
        }
        ModelValue::Ref(target) if field.facet && site.model.is_published(*target) => {
            let (_, title) = link::title(site, *target, lang);
            facet(field, &[site.model.record(*target).id.clone(), title.clone()], entry);
            entry.labels.push(title);
        }
        _ => {}
    }
}

/// Notes a value under the names that its facet has in queries: that of the field, and those of the kinds that it refers to.
fn facet(field: &Field, calls: &[Arc<str>], entry: &mut Entry) {
    let names = facet_keys(field);
    for name in names {
        for call in calls {
            let marked = (name.as_str().into(), call.clone());
            if !call.is_empty() && !entry.facets.contains(&marked) {
                entry.facets.push(marked);
            }
        }
    }
}

fn facet_keys(field: &Field) -> Vec<String> {
    let mut names = vec![field.id.replace('_', "-")];
    if let FieldType::Ref(kinds) = &field.ty {
        names.extend(kinds.iter().cloned());
    }
    names
}

/// Every way to call a facet in a query: by its key, and in the words of the language.
fn facet_names(site: &Site, lang: &Lang) -> Vec<(Arc<str>, Arc<str>)> {
    let kinds = site.model.schema.kinds();
    let mut names: Vec<(Arc<str>, Arc<str>)> = Vec::new();
    let mut add = |called: Arc<str>, name: &str| {
        if !called.is_empty() && !names.iter().any(|(known, _)| *known == called) {
            names.push((called, name.into()));
        }
    };
    add("kind".into(), "kind");
    add(site.word(lang, "search-kind"), "kind");
    let fields = || (0..kinds.len()).flat_map(|kind| used_facets(site, kind, &kinds[kind]));
    for field in fields() {
        for key in facet_keys(field) {
            add(key.as_str().into(), &key);
        }
    }
    for kind in fields().flat_map(facet_keys).filter_map(|key| site.model.schema.kind(&key)) {
        add(picked(&kind.label, lang), &kind.id);
        add(picked(&kind.plural, lang), &kind.id);
    }
    for field in fields() {
        add(picked(&field.label, lang), &field.id.replace('_', "-"));
    }
    names
}

fn used_facets<'a>(site: &'a Site, place: usize, kind: &'a Kind) -> impl Iterator<Item = &'a Field> {
    site.derived.facets.of_kind(place).iter().map(|facet| &kind.fields[facet.field])
}

/// The Markdown texts that readers of a language see: fields, with the rows of nested tables that everybody may see, then the body.
fn passages(site: &Site, id: RecordId, lang: &Lang, entry: &mut Entry) {
    let (kind, record) = (site.model.kind_of(id), site.model.record(id));
    let mut add = |text: TextId, aside: bool| {
        let parsed = &site.model.text(text).parsed;
        let shown = prose::shown(site, text, lang);
        entry.passages.push(Passage { html: parsed.html.clone(), hash: parsed.hash, shown, aside });
    };
    for (place, items) in record.all_values() {
        let field = &kind.fields[place];
        if field.internal {
            continue;
        }
        if field.fields().is_empty() {
            items.iter().filter_map(|item| text_of(&item.value, lang)).for_each(|text| add(text, false));
            continue;
        }
        for (_, items) in data::rows(site, id, place, field).into_iter().flatten() {
            items.iter().filter_map(|item| text_of(&item.value, lang)).for_each(|text| add(text, true));
        }
    }
    record.body(lang).into_iter().for_each(|(_, text)| add(text, false));
}

/// The text of a Markdown value in a language, else the first that there is.
fn text_of(value: &ModelValue, lang: &Lang) -> Option<TextId> {
    let ModelValue::Markdown(texts) = value else { return None };
    texts.iter().find(|(known, _)| known == lang).or(texts.first()).map(|(_, text)| *text)
}

/// Whether an id is a code rather than a name: it has no two small letters in a row, as `PRY`, `16.a` and `A/HRC/35/20`.
fn is_code(id: &str) -> bool {
    !id.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_lowercase))
}

/// The first page of a list; of pairs, which their parts lead to, there is no entry.
fn entry_of_list(site: &Site, page: &Page) -> Option<Entry> {
    let PageKind::List(shown @ ListPage { number: 1, all: false, .. }) = &page.kind else { return None };
    if shown.filters.len() > 1 {
        return None;
    }
    let kind = &site.model.schema.kinds()[shown.kind];
    Some(Entry {
        address: format!("{}{}", site.prefix(&page.lang), address::list(&site.model, shown)).into(),
        title: (page.lang.clone(), list::heading(site, shown, &page.lang)),
        names: Vec::new(),
        summary: None,
        lang: page.lang.clone(),
        passages: Vec::new(),
        labels: vec![picked(&kind.label, &page.lang)],
        codes: Vec::new(),
        facets: Vec::new(),
        part: false,
    })
}
