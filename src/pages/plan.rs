//! The list of all pages, with their addresses; two pages at one address are found here.

use std::collections::BTreeMap;

use crate::base::slug::{is_reserved, slug};
use crate::base::suggest::did_you_mean;
use crate::base::{Address, Code, Diagnostic, Diagnostics, Lang, SourcePath};
use crate::domain::{Derived, FacetValue};
use crate::model::{Model, RecordId, Scope, Standing};
use crate::schema::Kind;
use crate::settings::{self, Settings};

use super::aspect::{self, Aspect};
use super::{address, data, map};

/// Rows on one page of a list: of texts, which stand there with summary and facts; of kinds with a map, which takes the rest of what a page
/// may weigh; and of others.
const TEXTS: usize = 25;
const ROWS_BY_MAP: usize = 50;
pub(super) const ROWS: usize = 100;

/// The longest list that is also shown on one page.
const ALL_ROWS: usize = 500;

/// Records that a pair of facet values must share to get a page.
pub(super) const PAIR: usize = 3;

/// A page: where it stands and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its address.
    pub address: Address,
    /// The language of its interface.
    pub lang: Lang,
    /// What it is about.
    pub kind: PageKind,
}

/// What a page is about.
#[derive(Clone, Debug, PartialEq)]
pub enum PageKind {
    /// The portal as a whole.
    Home,
    /// All kinds.
    Browse,
    /// Records of a kind.
    List(ListPage),
    /// A record.
    Record(RecordId),
    /// One side of a record, or many records in one table.
    Aspect(Aspect),
    /// A record whose content is withheld.
    Withheld(RecordId),
    /// An address that a record had.
    Redirect(RecordId),
    /// Shown by hosts for addresses that do not exist.
    NotFound,
}

/// A page of a list of records.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage {
    /// The kind, by its place in the schema.
    pub kind: usize,
    /// What the records have in common: fields by their places in the kind, and values; none, one or two.
    pub filters: Vec<(usize, FacetValue)>,
    /// The number of this page, from 1.
    pub number: usize,
    /// How many pages the list has.
    pub of: usize,
    /// Whether all rows stand on this page.
    pub all: bool,
    /// Whether there is a page with all rows.
    pub has_all: bool,
}

/// How many records of a kind stand on one page of a list.
pub(super) fn rows(kind: &Kind) -> usize {
    // The list of countries has a map of all records.
    match (kind.narrative, kind.map.is_some() || kind.id == map::COUNTRY) {
        (true, _) => TEXTS,
        (false, true) => ROWS_BY_MAP,
        (false, false) => ROWS,
    }
}

/// All pages of the portal.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The pages in the order of their addresses.
    pub pages: Vec<Page>,
    /// For each record, whether it has a page (of its content, or that it is withheld).
    pub has_page: Vec<bool>,
}

impl Plan {
    /// Whether a record has a page.
    pub fn has(&self, id: RecordId) -> bool {
        self.has_page.get(id.0 as usize).copied().unwrap_or(false)
    }
}

/// Plans the pages of a portal and reports addresses that clash or are reserved.
pub fn plan(model: &Model, derived: &Derived, settings: &Settings) -> (Plan, Diagnostics) {
    let mut pages = Vec::new();
    let mut diagnostics = Vec::new();
    let complete = complete(model, settings, &mut diagnostics);
    let has_page = with_pages(model, &complete);
    for lang in &model.languages {
        let mut planner = Planner {
            model,
            derived,
            settings,
            has_page: &has_page,
            lang,
            prefix: address::prefix(model, lang),
            data: settings.data,
            pages: &mut pages,
        };
        planner.all();
    }
    let default = model.languages.first();
    pages.push(Page {
        address: Address::new("404.html"),
        lang: default.cloned().unwrap_or_else(|| Lang::new("en")),
        kind: PageKind::NotFound,
    });
    reserved(model, &has_page, &mut diagnostics);
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    clashes(model, &mut pages, &mut diagnostics);
    (Plan { pages, has_page }, diagnostics)
}

/// The vocabularies of which every term has a page, by their places in the schema. Reports what is none.
fn complete(model: &Model, settings: &Settings, diagnostics: &mut Diagnostics) -> Vec<usize> {
    let vocabularies = || model.schema.kinds().iter().filter(|kind| kind.vocabulary).map(|kind| kind.id.as_str());
    let mut complete = Vec::new();
    for (name, span) in &settings.pages_for_all {
        let (message, help) = match model.schema.kind(name) {
            Some(kind) if kind.vocabulary => {
                complete.extend(model.schema.position(name));
                continue;
            }
            Some(_) => {
                let message = format!("`{name}` is no vocabulary, so all of its records have pages anyway");
                (
                    message,
                    format!("leave it out; the vocabularies are: {}", vocabularies().collect::<Vec<_>>().join(", ")),
                )
            }
            None => {
                let help = did_you_mean(name, vocabularies());
                (
                    format!("there is no kind `{name}`"),
                    help.unwrap_or_else(|| "`casebook kinds` lists the kinds".to_owned()),
                )
            }
        };
        let path = SourcePath::new(settings::FILE);
        diagnostics.push(Diagnostic::at(Code::Settings, &path, *span, message).help(help));
    }
    complete
}

/// Published and withheld records have pages; terms of the kit only once the portal's own records lead to them, or where the portal
/// wants pages for all terms of their kind.
fn with_pages(model: &Model, complete: &[usize]) -> Vec<bool> {
    let visible = |id: RecordId| matches!(model.record(id).standing, Standing::Published | Standing::Withheld);
    let mut has_page = vec![false; model.records.len()];
    let wanted = |id: RecordId| model.record(id).of_portal || complete.contains(&model.record(id).kind);
    let mut open: Vec<RecordId> = model.ids().filter(|id| wanted(*id) && visible(*id)).collect();
    open.iter().for_each(|id| has_page[id.0 as usize] = true);
    while let Some(id) = open.pop() {
        if model.record(id).standing != Standing::Published {
            continue;
        }
        model.walk(id, Scope::Public, &mut |part| {
            if let Some(target) = part.record()
                && visible(target)
                && !has_page[target.0 as usize]
            {
                has_page[target.0 as usize] = true;
                open.push(target);
            }
        });
    }
    has_page
}

struct Planner<'a> {
    model: &'a Model,
    derived: &'a Derived,
    settings: &'a Settings,
    has_page: &'a [bool],
    lang: &'a Lang,
    prefix: String,
    /// Whether data can be taken away.
    data: bool,
    pages: &'a mut Vec<Page>,
}

impl Planner<'_> {
    fn all(&mut self) {
        self.page("index.html", PageKind::Home);
        self.page("browse.html", PageKind::Browse);
        for aspect in aspect::planned(self.model, self.derived, self.has_page, self.settings) {
            let address = aspect.address(self.model);
            self.page(&address, PageKind::Aspect(aspect));
        }
        if self.data {
            self.page(data::PAGE, PageKind::Aspect(Aspect::Data(None)));
        }
        let schema = self.model.schema.clone();
        for (kind, declared) in schema.kinds().iter().enumerate() {
            let records: Vec<RecordId> = self.model.of_kind(kind).filter(|id| self.has_page[id.0 as usize]).collect();
            for &id in &records {
                let slug = address::record_slug(self.model, id);
                let address = address::record(declared, &slug);
                match self.model.record(id).standing {
                    Standing::Withheld => self.page(&address, PageKind::Withheld(id)),
                    _ => self.page(&address, PageKind::Record(id)),
                }
            }
            let former = self.model.former.iter().filter(|((of, _), id)| *of == kind && self.has_page[id.0 as usize]);
            for ((_, old), id) in former {
                let slug = slug(old);
                // A former id that another record has was reported as such.
                if !is_reserved(&slug) && self.model.find(kind, old).is_none() {
                    self.page(&address::record(declared, &slug), PageKind::Redirect(*id));
                }
            }
            let published = records.iter().filter(|id| self.model.is_published(**id)).count();
            if published > 0 {
                self.lists(kind, Vec::new(), published);
                if self.data {
                    self.page(&data::address(self.model, kind), PageKind::Aspect(Aspect::Data(Some(kind))));
                }
                self.facet_lists(kind);
            }
        }
    }

    fn facet_lists(&mut self, kind: usize) {
        for facet in self.derived.facets.of_kind(kind) {
            for term in &facet.terms {
                let count = self.count(&term.records);
                if count > 0 {
                    self.lists(kind, vec![(facet.field, term.value.clone())], count);
                }
            }
        }
        let schema = self.model.schema.clone();
        let declared = &schema.kinds()[kind];
        for (first, second) in &declared.facet_pairs {
            let (Some(first), Some(second)) = (declared.position(first), declared.position(second)) else { continue };
            let (Some(a), Some(b)) = (self.derived.facets.facet(kind, first), self.derived.facets.facet(kind, second))
            else {
                continue;
            };
            for one in &a.terms {
                for other in &b.terms {
                    let shared: Vec<RecordId> =
                        one.records.iter().filter(|id| other.records.binary_search(id).is_ok()).copied().collect();
                    let count = self.count(&shared);
                    if count >= PAIR {
                        let filters = vec![(first, one.value.clone()), (second, other.value.clone())];
                        self.lists(kind, filters, count);
                    }
                }
            }
        }
    }

    fn count(&self, records: &[RecordId]) -> usize {
        records.iter().filter(|id| self.has_page[id.0 as usize]).count()
    }

    fn lists(&mut self, kind: usize, filters: Vec<(usize, FacetValue)>, count: usize) {
        let of = count.div_ceil(rows(&self.model.schema.kinds()[kind])).max(1);
        let has_all = of > 1 && count <= ALL_ROWS;
        let first = ListPage { kind, filters, number: 1, of, all: false, has_all };
        for number in 1..=of {
            self.list(ListPage { number, ..first.clone() });
        }
        if has_all {
            self.list(ListPage { all: true, ..first });
        }
    }

    fn list(&mut self, list: ListPage) {
        let address = address::list(self.model, &list);
        self.page(&address, PageKind::List(list));
    }

    fn page(&mut self, address: &str, kind: PageKind) {
        let address = Address::new(format!("{}{address}", self.prefix));
        self.pages.push(Page { address, lang: self.lang.clone(), kind });
    }
}

/// Reports slugs that cannot be the name of a page.
fn reserved(model: &Model, has_page: &[bool], diagnostics: &mut Diagnostics) {
    for id in model.ids().filter(|id| has_page[id.0 as usize]) {
        let slug = address::record_slug(model, id);
        if is_reserved(&slug) || crate::base::slug::slug(&slug) != slug {
            let origin = model.values(id, "slug").first().map_or(&model.record(id).origin, |item| &item.origin);
            let message = format!("a page cannot be named `{slug}.html`");
            let plain = crate::base::slug::slug(&slug);
            let help = match is_reserved(&plain) {
                true => "casebook or an operating system keeps that name: set `slug = \"…\"` to another one".to_owned(),
                false => format!("write `slug = \"{plain}\"`: lower-case letters, digits and hyphens only"),
            };
            diagnostics.push(Diagnostic::new(Code::ReservedAddress, origin.clone(), message).help(help));
        }
    }
    for ((_, old), id) in
        model.former.iter().filter(|((_, old), id)| has_page[id.0 as usize] && is_reserved(&slug(old)))
    {
        let origin = model.values(*id, "formerly").first().map_or(&model.record(*id).origin, |item| &item.origin);
        let message = format!("no page can have led on from `{old}`");
        let help = "leave the id out: no page of casebook's ever had it";
        diagnostics.push(Diagnostic::new(Code::ReservedAddress, origin.clone(), message).help(help));
    }
}

/// Reports pages whose addresses are equal where case does not count, and keeps the first of them. A redirect to the very record whose
/// page stands there gives way in silence.
fn clashes(model: &Model, pages: &mut Vec<Page>, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut keep = vec![true; pages.len()];
    let order = |page: &Page| u8::from(matches!(page.kind, PageKind::Redirect(_)));
    let mut places: Vec<usize> = (0..pages.len()).collect();
    places.sort_by_key(|at| (order(&pages[*at]), *at));
    for at in places {
        let folded = pages[at].address.as_str().to_lowercase();
        let Some(&first) = seen.get(&folded) else {
            seen.insert(folded, at);
            continue;
        };
        keep[at] = false;
        if let (PageKind::Redirect(from), PageKind::Redirect(to) | PageKind::Record(to) | PageKind::Withheld(to)) =
            (&pages[at].kind, &pages[first].kind)
            && from == to
        {
            continue;
        }
        let (one, other) = (origin(model, &pages[at]), origin(model, &pages[first]));
        let Some(place) = one.or(other) else { continue };
        let redirect = matches!(pages[at].kind, PageKind::Redirect(_));
        let message = match redirect {
            true => format!("this former id would lead on from `{}`, where another page stands", pages[at].address),
            false => format!("two pages have the address `{}`", pages[at].address),
        };
        let help = match redirect {
            true => "take the former id out, or give the other record another id",
            false => "change one of the ids, or set `slug = \"…\"` in one of the records",
        };
        let mut diagnostic = Diagnostic::new(Code::AddressClash, place.clone(), message);
        if let Some(other) = other.filter(|other| *other != place) {
            diagnostic = diagnostic.related(other.clone(), "the other one is made from this");
        }
        diagnostics.push(diagnostic.help(help));
    }
    let mut at = 0;
    pages.retain(|_| {
        at += 1;
        keep[at - 1]
    });
}

/// The record that a page's address comes from.
fn origin<'a>(model: &'a Model, page: &Page) -> Option<&'a crate::base::Origin> {
    let id = match &page.kind {
        PageKind::Record(id) | PageKind::Withheld(id) => *id,
        PageKind::Redirect(id) => {
            return Some(model.values(*id, "formerly").first().map_or(&model.record(*id).origin, |item| &item.origin));
        }
        PageKind::List(list) => match list.filters.last() {
            Some((_, FacetValue::Ref(id))) => *id,
            _ => return Some(&model.schema.kinds()[list.kind].origin),
        },
        PageKind::Aspect(aspect) => aspect.record()?,
        _ => return None,
    };
    Some(model.values(id, "slug").first().map_or(&model.record(id).origin, |item| &item.origin))
}
