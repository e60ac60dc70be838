//! Everything that views are made from, worked out once for all pages.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::{Hash, Lang, SourcePath};
use crate::domain::{Derived, sorted};
use crate::model::{Held, Model, RecordId, Scope, Value};
use crate::schema::{FieldType, Kind};
use crate::settings::Settings;
use crate::theme::Theme;
use crate::view::Shared;

use super::citations::Citations;
use super::data::Cache;
use super::map::Layout;
use super::plan::Plan;
use super::{address, az, documents, matrix};

/// What is known of a picture or attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFacts {
    /// The hash of its content.
    pub hash: Hash,
    /// Its size in bytes.
    pub bytes: u64,
    /// Width and height in pixels, for pictures.
    pub size: Option<(u32, u32)>,
}

/// The portal, ready to be shown.
#[derive(Clone)]
pub struct Site {
    /// The records.
    pub model: Arc<Model>,
    /// What follows from them on the day of the build.
    pub derived: Arc<Derived>,
    /// Whether somebody chose that day; then pages tell it.
    pub dated: bool,
    /// The portal's settings.
    pub settings: Arc<Settings>,
    /// The theme: its words, lists and expansions.
    pub theme: Arc<Theme>,
    /// The pages.
    pub plan: Arc<Plan>,
    /// The pictures and attachments that pages show, by their path.
    pub assets: Arc<BTreeMap<SourcePath, AssetFacts>>,
    /// For each language and kind, the records with pages and content, in the kind's order.
    orders: Arc<Vec<Vec<Vec<RecordId>>>>,
    /// For each language and record, its place in that order.
    ranks: Arc<Vec<Vec<u32>>>,
    /// For each record, its parts, in the order of the default language.
    children: Arc<BTreeMap<RecordId, Vec<RecordId>>>,
    /// For each record, the last part of its address.
    slugs: Arc<Vec<String>>,
    /// For each language and record, the address of the page that it has or would have.
    addresses: Arc<Vec<Vec<Arc<str>>>>,
    /// The report that presents a source paragraph by paragraph.
    reports: Arc<BTreeMap<RecordId, RecordId>>,
    /// Which records cite which places.
    pub(super) citations: Arc<Citations>,
    /// For each kind, whether it has a record with a date by which it is news.
    newsworthy: Arc<Vec<bool>>,
    /// For each language and record, its card, once a list has shown it.
    cards: Vec<Vec<OnceLock<Shared>>>,
    /// The same for links to records, with and without summaries.
    teasers: Vec<Vec<OnceLock<Shared>>>,
    links: Vec<Vec<OnceLock<Shared>>>,
    /// For each language, all records with pages in the order of their titles, once a page has asked for it.
    alphabets: Vec<OnceLock<Arc<Vec<az::Lettered>>>>,
    /// The tables of coverage, once a page has asked for them.
    pub(super) tables: matrix::Tables,
    /// Where countries stand on maps.
    pub(super) layout: Arc<Layout>,
    /// Rows and records as data, once a file has held them.
    pub(super) data: Cache,
}

impl Site {
    /// Prepares the portal; `facts` are of every picture and attachment, of which those that pages show are kept.
    pub fn new(
        model: Arc<Model>,
        derived: Arc<Derived>,
        dated: bool,
        settings: Arc<Settings>,
        theme: Arc<Theme>,
        plan: Arc<Plan>,
        facts: &BTreeMap<SourcePath, AssetFacts>,
    ) -> Site {
        let shown = |id: &RecordId| plan.has(*id) && model.is_published(*id);
        let all: Vec<usize> = (0..model.schema.kinds().len()).collect();
        let mut orders = vec![vec![Vec::new(); all.len()]; model.languages.len()];
        order(&mut orders, &model, &shown, &all);
        let ranks = ranks(&orders, &model);
        let children = children(&orders, &model);
        let reports = reports(&orders, &model);
        let citations = Citations::new(&model, &plan);
        let slugs: Vec<String> = model.ids().map(|id| address::record_slug(&model, id)).collect();
        let address = |lang, id: RecordId| {
            let path = address::record(model.kind_of(id), &slugs[id.0 as usize]);
            Arc::from(address::prefix(&model, lang) + &path)
        };
        let addresses = |lang| model.ids().map(|id| address(lang, id)).collect();
        let addresses = model.languages.iter().map(addresses).collect();
        let assets = used_assets(&model, &plan, facts);
        let newsworthy = |ids: &Vec<RecordId>| ids.iter().any(|id| documents::news_date(&model, *id).is_some());
        let newsworthy = orders.first().into_iter().flatten().map(newsworthy).collect();
        let cards = room(&model);
        let teasers = room(&model);
        let links = room(&model);
        let alphabets = model.languages.iter().map(|_| OnceLock::new()).collect();
        let layout = Layout::new(&model);
        let data = Cache::new(&model);
        Site {
            model,
            derived,
            dated,
            settings,
            theme,
            plan,
            assets: Arc::new(assets),
            orders: Arc::new(orders),
            ranks: Arc::new(ranks),
            children: Arc::new(children),
            slugs: Arc::new(slugs),
            addresses: Arc::new(addresses),
            reports: Arc::new(reports),
            citations: Arc::new(citations),
            newsworthy: Arc::new(newsworthy),
            cards,
            teasers,
            links,
            alphabets,
            tables: Default::default(),
            layout: Arc::new(layout),
            data,
        }
    }

    /// The same portal after the words of these records have changed, and nothing else but perhaps the theme.
    pub fn again(&self, model: Arc<Model>, theme: Arc<Theme>, reworded: &[RecordId]) -> Site {
        let mut site = Site { model, theme, ..self.clone() };
        let same = |id: &&RecordId| site.model.record(**id).has_values_of(self.model.record(**id));
        let renamed: Vec<RecordId> = reworded.iter().filter(|id| !same(id)).copied().collect();
        if !renamed.is_empty() {
            site.order_again(&renamed);
        }
        let new_theme = !Arc::ptr_eq(&site.theme, &self.theme);
        if !renamed.is_empty() || new_theme {
            // What was made for pages has titles of other records and the theme's words in it.
            site.links = room(&site.model);
            site.teasers = room(&site.model);
            site.alphabets = site.model.languages.iter().map(|_| OnceLock::new()).collect();
            site.layout = Arc::new(Layout::new(&site.model));
        }
        if !renamed.is_empty() || new_theme || reworded.iter().any(|id| shows_elsewhere(&site.model, &self.model, *id))
        {
            site.cards = room(&site.model);
            site.data = Cache::new(&site.model);
        }
        for &id in reworded {
            let made = site.cards.iter_mut().chain(&mut site.teasers);
            made.for_each(|made| drop(made[id.0 as usize].take()));
            site.data.forget(id);
        }
        site
    }

    /// Orders the kinds of records that stand in another order after these records have got other titles or texts.
    fn order_again(&mut self, renamed: &[RecordId]) {
        let model = &*self.model;
        let by_words = |(place, kind): (usize, &Kind)| {
            // What is ordered by a record that it names is ordered by that record's title.
            let by_name = matches!(kind.field(&kind.sort.field).map(|field| &field.ty), Some(FieldType::Ref(_)));
            (by_name || renamed.iter().any(|id| model.record(*id).kind == place)).then_some(place)
        };
        let kinds: Vec<usize> = model.schema.kinds().iter().enumerate().filter_map(by_words).collect();
        let shown = |id: &RecordId| self.plan.has(*id) && model.is_published(*id);
        let mut orders = (*self.orders).clone();
        order(&mut orders, model, &shown, &kinds);
        if orders != *self.orders {
            self.reports = Arc::new(reports(&orders, model));
            self.ranks = Arc::new(ranks(&orders, model));
            self.children = Arc::new(children(&orders, model));
            self.orders = Arc::new(orders);
        }
    }

    /// The place of a language among the portal's.
    fn place(&self, lang: &Lang) -> usize {
        self.model.languages.iter().position(|known| known == lang).unwrap_or(0)
    }

    /// The records of a kind with pages, in its order.
    pub fn ordered(&self, kind: usize, lang: &Lang) -> &[RecordId] {
        &self.orders[self.place(lang)][kind]
    }

    /// Whether a record has a page with its content.
    pub fn shows(&self, id: RecordId) -> bool {
        self.plan.has(id) && self.model.is_published(id)
    }

    /// These records of one kind in its order, without those that have no page.
    pub fn in_order(&self, mut ids: Vec<RecordId>, lang: &Lang) -> Vec<RecordId> {
        let ranks = &self.ranks[self.place(lang)];
        ids.retain(|id| ranks[id.0 as usize] != u32::MAX);
        ids.sort_by_key(|id| (self.model.record(*id).kind, ranks[id.0 as usize]));
        ids
    }

    /// A record's card, which `make` makes when it is shown for the first time.
    pub(super) fn card(&self, id: RecordId, lang: &Lang, make: impl FnOnce() -> Shared) -> Shared {
        self.cards[self.place(lang)][id.0 as usize].get_or_init(make).clone()
    }

    /// A link to a record with its summary, which `make` makes when it is shown for the first time.
    pub(super) fn teaser(&self, id: RecordId, lang: &Lang, make: impl FnOnce() -> Shared) -> Shared {
        self.teasers[self.place(lang)][id.0 as usize].get_or_init(make).clone()
    }

    /// A link to a record, which `make` makes when it is shown for the first time.
    pub(super) fn link(&self, id: RecordId, lang: &Lang, make: impl FnOnce() -> Shared) -> Shared {
        self.links[self.place(lang)][id.0 as usize].get_or_init(make).clone()
    }

    /// All records with pages in the order of their titles, each with its letter.
    pub(super) fn alphabet(&self, lang: &Lang) -> &[az::Lettered] {
        self.alphabets[self.place(lang)].get_or_init(|| Arc::new(az::ordered(self, lang)))
    }

    /// The records before and after one in the order of its kind.
    pub(super) fn beside(&self, id: RecordId, lang: &Lang) -> (Option<RecordId>, Option<RecordId>) {
        let rank = self.ranks[self.place(lang)][id.0 as usize] as usize;
        let all = self.ordered(self.model.record(id).kind, lang);
        (rank.checked_sub(1).and_then(|rank| all.get(rank)).copied(), all.get(rank.saturating_add(1)).copied())
    }

    /// Whether records of a kind are news, by their date.
    pub(super) fn has_feed(&self, kind: usize) -> bool {
        self.newsworthy.get(kind).copied().unwrap_or(false)
    }

    /// Whether there is any such kind.
    pub(super) fn has_feeds(&self) -> bool {
        self.newsworthy.contains(&true)
    }

    /// The parts of a record.
    pub fn children(&self, id: RecordId) -> &[RecordId] {
        self.children.get(&id).map_or(&[], |ids| &ids[..])
    }

    /// The address of a record's page in a language, if it has one.
    pub fn record_address(&self, id: RecordId, lang: &Lang) -> Option<Arc<str>> {
        self.plan.has(id).then(|| self.addresses[self.place(lang)][id.0 as usize].clone())
    }

    /// The last part of a record's address.
    pub(super) fn slug(&self, id: RecordId) -> &str {
        &self.slugs[id.0 as usize]
    }

    /// The folder of a language in addresses, with a final `/`, or nothing.
    pub fn prefix(&self, lang: &Lang) -> String {
        address::prefix(&self.model, lang)
    }

    /// The address of a picture or attachment.
    pub fn asset_address(&self, path: &SourcePath) -> Option<Arc<str>> {
        self.assets.get(path).map(|facts| address::asset(path, facts.hash))
    }

    /// The report that shows a source's paragraphs, if it has this anchor.
    pub fn report_with(&self, source: RecordId, anchor: &str, lang: &Lang) -> Option<RecordId> {
        let report = *self.reports.get(&source)?;
        self.has_anchor(report, anchor, lang).then_some(report)
    }

    /// Whether the body that a reader of `lang` sees on a record's page has this anchor.
    pub fn has_anchor(&self, id: RecordId, anchor: &str, lang: &Lang) -> bool {
        let body = self.model.record(id).body(lang).filter(|_| self.model.is_published(id));
        body.is_some_and(|(_, body)| {
            self.model.text(body).parsed.markdown.anchors.iter().any(|known| known.id == anchor)
        })
    }

    /// A word of the interface, by its key as word files have it; the key itself where the theme does not have the word.
    pub fn word(&self, lang: &Lang, key: &str) -> Arc<str> {
        // Templates see keys as names, which have no hyphen.
        self.theme.words().get(lang, &key.replace('-', "_")).cloned().unwrap_or_else(|| key.into())
    }
}

/// Puts the records of these kinds that pages show in the order of their kind, for each language.
fn order(
    orders: &mut [Vec<Vec<RecordId>>],
    model: &Model,
    shown: &(dyn Fn(&RecordId) -> bool + Sync),
    kinds: &[usize],
) {
    for (lang, orders) in model.languages.iter().zip(orders) {
        let of_kind = |kind: &usize| {
            let ids = model.of_kind(*kind).filter(shown).collect();
            sorted(model, ids, &model.schema.kinds()[*kind].sort, lang)
        };
        let found: Vec<Vec<RecordId>> = kinds.par_iter().map(of_kind).collect();
        for (kind, ids) in kinds.iter().zip(found) {
            orders[*kind] = ids;
        }
    }
}

/// For each language and record, its place in the order of its kind; of one that pages do not show the largest number.
fn ranks(orders: &[Vec<Vec<RecordId>>], model: &Model) -> Vec<Vec<u32>> {
    let of_language = |kinds: &Vec<Vec<RecordId>>| {
        let mut ranks = vec![u32::MAX; model.records.len()];
        for ids in kinds {
            ids.iter().enumerate().for_each(|(rank, id)| ranks[id.0 as usize] = rank as u32);
        }
        ranks
    };
    orders.iter().map(of_language).collect()
}

/// For each record, its parts, in the order of the default language.
fn children(orders: &[Vec<Vec<RecordId>>], model: &Model) -> BTreeMap<RecordId, Vec<RecordId>> {
    let mut children: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
    for id in orders.first().into_iter().flatten().flatten().copied() {
        if let Some(parent) = model.parent(id) {
            children.entry(parent).or_default().push(id);
        }
    }
    children
}

/// The report that presents a source paragraph by paragraph; of several the last in their order.
fn reports(orders: &[Vec<Vec<RecordId>>], model: &Model) -> BTreeMap<RecordId, RecordId> {
    let presented = |id: RecordId| match model.value(id, "presents") {
        Some(Value::Ref(source)) if model.kind_of(id).numbered => Some((*source, id)),
        _ => None,
    };
    orders.first().into_iter().flatten().flatten().copied().filter_map(presented).collect()
}

/// Whether the texts of a record stand on the cards of others, or decide where the cites on them lead, and differ from what they were.
fn shows_elsewhere(now: &Model, before: &Model, id: RecordId) -> bool {
    let (texts, old) = (&now.record(id).texts, &before.record(id).texts);
    let in_cards = now.kind_of(id).numbered;
    texts
        .iter()
        .zip(old)
        .any(|(text, old)| (in_cards || text.field.is_some()) && !Arc::ptr_eq(&text.parsed, &old.parsed))
}

/// Room for something of each record in each language.
fn room(model: &Model) -> Vec<Vec<OnceLock<Shared>>> {
    let of_language = |_: &Lang| model.ids().map(|_| OnceLock::new()).collect();
    model.languages.iter().map(of_language).collect()
}

/// The facts of the files that published records show in public fields and texts.
fn used_assets(
    model: &Model,
    plan: &Plan,
    facts: &BTreeMap<SourcePath, AssetFacts>,
) -> BTreeMap<SourcePath, AssetFacts> {
    let mut used = BTreeMap::new();
    for id in model.ids().filter(|id| !facts.is_empty() && plan.has(*id) && model.is_published(*id)) {
        model.walk(id, Scope::Public, &mut |part| {
            if let Held::File(path) = part.held
                && let Some(known) = facts.get(path)
            {
                used.insert(path.clone(), known.clone());
            }
        });
    }
    used
}
