//! `casebook build --explain PAGE`: why a page was rendered, told from what the last build left.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::suggest::did_you_mean;
use crate::base::{Address, Hash, SourcePath};
use crate::build::{Built, Common};
use crate::model::{Model, RecordId};
use crate::output::Memory;
use crate::pages::{self, PageKind};
use crate::source::Sources;
use crate::view::{Filling, Map, Prose, Value};

/// Files that are named, at most.
const NAMED: usize = 8;

/// What the last build was made from.
pub struct Before<'a> {
    /// What all pages are made with.
    pub common: &'a Common,
    /// The hash of each source.
    pub sources: &'a BTreeMap<String, Hash>,
    /// What is known of the files that it wrote.
    pub memory: &'a Memory,
}

/// The address that somebody means by the name of a page; else what to do.
pub fn address<'a>(written: &str, known: impl Iterator<Item = &'a Address> + Clone) -> Result<Address, String> {
    let plain = written.trim_start_matches("./").trim_start_matches('/').trim_start_matches("output/");
    let plain = if plain.is_empty() || plain.ends_with('/') { format!("{plain}index.html") } else { plain.to_owned() };
    if let Some(address) = known.clone().find(|address| address.as_str() == plain) {
        return Ok(address.clone());
    }
    let near = did_you_mean(&plain, known.map(Address::as_str));
    Err(near.unwrap_or_else(|| "name it by its address in the site, such as `case-studies/simore.html`".to_owned()))
}

/// The sentences for a file of the site, one a line.
pub fn explain(address: &Address, built: &Built, sources: &Sources, before: Option<&Before>) -> Vec<String> {
    let Some(file) = built.files.get(address.as_str()) else { return Vec::new() };
    let Some(before) = before else {
        return vec![format!("{address}: rendered, because nothing is known of an earlier build into this folder")];
    };
    let key = built.files.prepare(file).key;
    match before.memory.key(address) {
        Some(known) if known == key => {
            return vec![format!("{address}: not rendered, because all that it is made from is as it was")];
        }
        Some(_) => {}
        None => return vec![format!("{address}: rendered, because the last build had no such file")],
    }
    let page = built.site.plan.pages.iter().find(|page| page.address == *address);
    let now = built.common();
    let mut reasons = Vec::new();
    if let Some(page) = page {
        if now.theme != before.common.theme {
            reasons.push("the theme changed");
        }
        if now.shells.get(&page.lang) != before.common.shells.get(&page.lang) {
            reasons.push("what every page shows changed: the title, the menu, the footer or the names of style sheets and scripts");
        }
    }
    if reasons.is_empty() {
        reasons.push(if page.is_some() { "what it shows changed" } else { "what it holds changed" });
    }
    let mut lines = vec![format!("{address}: rendered, because {}", reasons.join(", and "))];
    let changed = changed(sources, before.sources);
    let mut told = page.map_or_else(Vec::new, |page| shown(built, page, &changed));
    if told.is_empty() {
        told = changed.iter().map(|(path, what)| format!("{path} {what}")).collect();
    }
    let more = told.len().saturating_sub(NAMED);
    lines.extend(told.into_iter().take(NAMED).map(|line| format!("  {line}")));
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    lines
}

/// The sources that differ, each with how.
fn changed(now: &Sources, before: &BTreeMap<String, Hash>) -> BTreeMap<SourcePath, &'static str> {
    let mut changed = BTreeMap::new();
    for (path, source) in now.iter() {
        match before.get(path.as_str()) {
            Some(hash) if *hash == source.hash => {}
            Some(_) => drop(changed.insert(path.clone(), "changed")),
            None => drop(changed.insert(path.clone(), "is new")),
        }
    }
    let gone = before.keys().map(SourcePath::new).filter(|path| now.get(path).is_none());
    changed.extend(gone.map(|path| (path, "is gone")));
    changed
}

/// Those of the changed sources that hold a record which the page is about or names.
fn shown(built: &Built, page: &pages::Page, changed: &BTreeMap<SourcePath, &'static str>) -> Vec<String> {
    let (site, model) = (&built.site, &built.model);
    let own = match &page.kind {
        PageKind::Record(id) | PageKind::Withheld(id) | PageKind::Redirect(id) => Some(*id),
        _ => None,
    };
    let mut addresses = BTreeSet::new();
    links(&pages::view(site, page).data, &mut addresses);
    let mut told: BTreeMap<&SourcePath, Vec<String>> = BTreeMap::new();
    for id in model.ids() {
        let is_named = || site.record_address(id, &page.lang).is_some_and(|address| addresses.contains(&*address));
        let paths = paths(model, id);
        let mut held = paths.iter().filter_map(|path| changed.get_key_value(path)).peekable();
        if held.peek().is_none() || (own != Some(id) && !is_named()) {
            continue;
        }
        let name = &model.record(id).id;
        let what =
            if own == Some(id) { "this page's record".to_owned() } else { format!("`{name}`, which the page shows") };
        held.for_each(|(path, _)| told.entry(path).or_default().push(what.clone()));
    }
    told.into_iter().map(|(path, records)| format!("{path} {}: it holds {}", changed[path], some(&records))).collect()
}

fn some(records: &[String]) -> String {
    match records {
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first}, and {} more that it shows", rest.len()),
        [] => String::new(),
    }
}

/// The files in which parts of a record stand.
fn paths(model: &Model, id: RecordId) -> BTreeSet<SourcePath> {
    let record = model.record(id);
    let values = record.all_values().flat_map(|(_, items)| items).map(|item| &item.origin.path);
    let texts = record.texts.iter().map(|text| &text.path);
    std::iter::once(&record.origin.path).chain(values).chain(texts).cloned().collect()
}

/// The addresses that a view leads to.
fn links(map: &Map, found: &mut BTreeSet<String>) {
    map.iter().for_each(|(_, value)| links_of(value, found));
}

fn links_of(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Url(target) => drop(found.insert(plain(target))),
        Value::Prose(prose) => links_of_text(prose, found),
        Value::List(items) => items.iter().for_each(|item| links_of(item, found)),
        Value::Map(map) => links(map, found),
        Value::Shared(shared) | Value::Link(shared) => links(shared.map(), found),
        Value::Repeated(value) => links_of(value, found),
        Value::Card(card) => links(card.record.map(), found),
        _ => {}
    }
}

fn links_of_text(prose: &Prose, found: &mut BTreeSet<String>) {
    for filling in prose.fillings() {
        match filling {
            Filling::Href(target) => drop(found.insert(plain(target))),
            Filling::Link { url: Some(url), .. } => drop(found.insert(plain(url))),
            Filling::Embed { data, .. } => links(data, found),
            _ => {}
        }
    }
}

/// An address without its fragment.
fn plain(target: &str) -> String {
    target.split('#').next().unwrap_or_default().to_owned()
}
