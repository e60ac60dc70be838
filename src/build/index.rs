//! The search index of a portal, as files of its site.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::files::{File, Files, Produced, Role};
use crate::base::{Address, Hash, Hasher, Lang};
use crate::pages::{self, Site};
use crate::search::{self, Part, Skipped, Terms};

use super::VERSION;
use super::memo::{Memo, Shelf, Words};

/// The index of a site, made when one of its files is asked for.
pub(super) struct Index {
    site: Arc<Site>,
    words: Arc<Words>,
    files: OnceLock<Files>,
}

impl Index {
    /// The index of a site. Nothing is made yet.
    pub fn new(site: Arc<Site>, words: Arc<Words>) -> Index {
        Index { site, words, files: OnceLock::new() }
    }

    /// All its files.
    pub fn files(&self) -> &Files {
        self.files.get_or_init(|| Files::new(files(&self.site, &self.words)))
    }

    /// Its file at an address. The index is not made for an address that no index has.
    pub fn file(&self, address: &str) -> Option<&File> {
        let mut folders = self.site.model.languages.iter().map(|lang| pages::index_folder(&self.site, lang));
        folders.any(|folder| address.starts_with(&folder)).then(|| self.files().get(address))?
    }
}

/// The index of a site: by itself, or if it is `wanted` among the files of the site, as these files.
pub(super) fn of_build(site: &Arc<Site>, memo: &Memo, wanted: bool) -> (Option<Arc<Index>>, Vec<File>) {
    match wanted {
        true => (None, files(site, &memo.words())),
        false => (Some(Arc::new(Index::new(site.clone(), memo.words()))), Vec::new()),
    }
}

/// The files of the index of every language; none where the portal has no search.
///
/// The names of shards tell their content, so the words of all pages are counted here; texts are made when they are asked for.
fn files(site: &Site, words: &Words) -> Vec<File> {
    if !site.settings.search {
        return Vec::new();
    }
    words.index(|terms| site.model.languages.iter().flat_map(|lang| of_language(site, lang, terms)).collect())
}

fn of_language(site: &Site, lang: &Lang, known: &Shelf<Terms>) -> Vec<File> {
    let skipped = Skipped::new();
    let catalogue = Arc::new(pages::catalogue(site, lang));
    let entries: Vec<_> = catalogue.shelves.iter().flat_map(|shelf| &shelf.entries).collect();
    let terms: Vec<Arc<Terms>> =
        entries.par_iter().map(|entry| known.get(Hash::of_value(*entry), || search::terms(entry, &skipped))).collect();
    let index = search::index(&catalogue, &terms, &skipped);
    let file = |part: Part, role: Role| {
        let address = Address::new(format!("{}{}", catalogue.folder, part.name));
        let key = Hasher::new().text(VERSION).hash(part.key).finish();
        File::known(address, role, key, move || Produced { bytes: (part.produce)(), diagnostics: Vec::new() })
    };
    let mut files: Vec<File> = index.parts.into_iter().map(|part| file(part, Role::Asset)).collect();
    files.push(file(index.manifest, Role::Page));
    files
}
