//! The search index of a portal, as files of its site.

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::files::{File, Produced, Role};
use crate::base::{Address, Hash, Hasher};
use crate::pages::{self, Site};
use crate::search::{self, Part, Skipped, Terms};

use super::VERSION;
use super::memo::Memo;

/// The files of the index of every language; none where the portal has no search.
///
/// The names of shards tell their content, so the words of all pages are counted here; texts are made when they are asked for.
pub(super) fn files(site: &Site, memo: &Memo) -> Vec<File> {
    if !site.settings.search {
        return Vec::new();
    }
    let skipped = Skipped::new();
    let mut files = Vec::new();
    for lang in &site.model.languages {
        let catalogue = Arc::new(pages::catalogue(site, lang));
        let entries: Vec<_> = catalogue.shelves.iter().flat_map(|shelf| &shelf.entries).collect();
        let terms: Vec<Arc<Terms>> = entries
            .par_iter()
            .map(|entry| memo.terms(Hash::of_value(*entry), || search::terms(entry, &skipped)))
            .collect();
        let index = search::index(&catalogue, &terms, &skipped);
        let file = |part: Part, role: Role| {
            let address = Address::new(format!("{}{}", catalogue.folder, part.name));
            let key = Hasher::new().text(VERSION).hash(part.key).finish();
            File::known(address, role, key, move || Produced { bytes: (part.produce)(), diagnostics: Vec::new() })
        };
        files.extend(index.parts.into_iter().map(|part| file(part, Role::Asset)));
        files.push(file(index.manifest, Role::Page));
    }
    files
}
