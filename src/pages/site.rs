//! Everything that views are made from, worked out once for all pages.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::base::{Hash, Lang, SourcePath};
use crate::domain::{Derived, sorted};
use crate::model::{Held, Model, RecordId, Scope, Value};
use crate::settings::Settings;
use crate::theme::Theme;
use crate::view::Shared;

use super::citations::Citations;
use super::data::Cache;
use super::map::Layout;
use super::plan::Plan;
use super::{address, az, documents};

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
pub struct Site {
    /// The records.
    pub model: Arc<Model>,
    /// What follows from them on the day of the build.
    pub derived: Derived,
    /// Whether somebody chose that day; then pages tell it.
    pub dated: bool,
    /// The portal's settings.
    pub settings: Arc<Settings>,
    /// The theme: its words, lists and expansions.
    pub theme: Arc<Theme>,
    /// The pages.
    pub plan: Arc<Plan>,
    /// The pictures and attachments that pages show, by their path.
    pub assets: BTreeMap<SourcePath, AssetFacts>,
    /// For each language and kind, the records with pages and content, in the kind's order.
    orders: Vec<Vec<Vec<RecordId>>>,
    /// For each language and record, its place in that order.
    ranks: Vec<Vec<u32>>,
    /// For each record, its parts, in the order of the default language.
    children: BTreeMap<RecordId, Vec<RecordId>>,
    /// For each record, the last part of its address.
    slugs: Vec<String>,
    /// The report that presents a source paragraph by paragraph.
    reports: BTreeMap<RecordId, RecordId>,
    /// Which records cite which places.
    pub(super) citations: Citations,
    /// For each kind, whether it has a record with a date by which it is news.
    newsworthy: Vec<bool>,
    /// For each language and record, its card, once a list has shown it.
    cards: Vec<Vec<OnceLock<Shared>>>,
    /// The same for links to records.
    links: Vec<Vec<OnceLock<Shared>>>,
    /// For each language, all records with pages in the order of their titles, once a page has asked for it.
    alphabets: Vec<OnceLock<Vec<az::Lettered>>>,
    /// Where countries stand on maps.
    pub(super) layout: Layout,
    /// Rows and records as data, once a file has held them.
    pub(super) data: Cache,
}

impl Site {
    /// Prepares the portal; `facts` are of every picture and attachment, of which those that pages show are kept.
    pub fn new(
        model: Arc<Model>,
        derived: Derived,
        dated: bool,
        settings: Arc<Settings>,
        theme: Arc<Theme>,
        plan: Arc<Plan>,
        facts: &BTreeMap<SourcePath, AssetFacts>,
    ) -> Site {
        let shown = |id: &RecordId| plan.has(*id) && model.is_published(*id);
        let orders: Vec<Vec<Vec<RecordId>>> = model
            .languages
            .iter()
            .map(|lang| {
                let of_kind = |(kind, declared): (usize, &crate::schema::Kind)| {
                    sorted(&model, model.of_kind(kind).filter(shown).collect(), &declared.sort, lang)
                };
                model.schema.kinds().iter().enumerate().map(of_kind).collect()
            })
            .collect();
        let rank = |kinds: &Vec<Vec<RecordId>>| {
            let mut ranks = vec![u32::MAX; model.records.len()];
            for ids in kinds {
                ids.iter().enumerate().for_each(|(rank, id)| ranks[id.0 as usize] = rank as u32);
            }
            ranks
        };
        let ranks = orders.iter().map(rank).collect();
        let mut children: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
        let mut reports = BTreeMap::new();
        for id in orders.first().into_iter().flatten().flatten().copied() {
            if let Some(parent) = model.parent(id) {
                children.entry(parent).or_default().push(id);
            }
            if let (true, Some(Value::Ref(source))) = (model.kind_of(id).numbered, model.value(id, "presents")) {
                reports.insert(*source, id);
            }
        }
        let citations = Citations::new(&model, &plan);
        let slugs = model.ids().map(|id| address::record_slug(&model, id)).collect();
        let assets = used_assets(&model, &plan, facts);
        let newsworthy = |ids: &Vec<RecordId>| ids.iter().any(|id| documents::news_date(&model, *id).is_some());
        let newsworthy = orders.first().into_iter().flatten().map(newsworthy).collect();
        let empty = || model.ids().map(|_| OnceLock::new()).collect();
        let cards = model.languages.iter().map(|_| empty()).collect();
        let links = model.languages.iter().map(|_| empty()).collect();
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
            assets,
            orders,
            ranks,
            children,
            slugs,
            reports,
            citations,
            newsworthy,
            cards,
            links,
            alphabets,
            layout,
            data,
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

    /// A link to a record, which `make` makes when it is shown for the first time.
    pub(super) fn link(&self, id: RecordId, lang: &Lang, make: impl FnOnce() -> Shared) -> Shared {
        self.links[self.place(lang)][id.0 as usize].get_or_init(make).clone()
    }

    /// All records with pages in the order of their titles, each with its letter.
    pub(super) fn alphabet(&self, lang: &Lang) -> &[az::Lettered] {
        self.alphabets[self.place(lang)].get_or_init(|| az::ordered(self, lang))
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
    pub fn record_address(&self, id: RecordId, lang: &Lang) -> Option<String> {
        let path = || address::record(self.model.kind_of(id), &self.slugs[id.0 as usize]);
        self.plan.has(id).then(|| format!("{}{}", self.prefix(lang), path()))
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
