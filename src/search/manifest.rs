//! The manifest: what the searching script must know before it loads anything else.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::Address;
use crate::view::Catalogue;

use super::skipped::Skipped;
use super::words::{slug, stemmed};

/// Names every file of the index. Its form is that of the script's first argument.
#[derive(Serialize)]
pub(super) struct Manifest {
    lang: String,
    /// How many pages there are.
    count: usize,
    /// Kinds in the order of their pages: id, name, the number of the first page, how much pages count in hundredths.
    kinds: Vec<(String, String, usize, u32)>,
    /// The languages of texts whose forms are known.
    languages: Vec<String>,
    /// The script of each stemmer, by its language.
    stems: BTreeMap<String, String>,
    /// Words that queries in the language of the pages leave out, as its texts do.
    skipped: String,
    /// What facets are called in queries, and the name in keys.
    facets: BTreeMap<String, String>,
    /// Shards of words: the first key, the file of pages, the file of places.
    terms: Vec<(String, String, String)>,
    /// Shards of texts: the number of the first page, the file.
    texts: Vec<(usize, String)>,
    words: BTreeMap<String, String>,
}

/// A shard of words.
pub(super) struct Shard {
    pub first: String,
    pub terms: String,
    pub places: String,
}

impl Manifest {
    pub fn new(catalogue: &Catalogue, skipped: &Skipped, words: Vec<Shard>, texts: Vec<(usize, String)>) -> Manifest {
        let mut first = 0;
        let mut kinds = Vec::new();
        let mut languages: Vec<&crate::base::Lang> = vec![&catalogue.lang];
        for shelf in &catalogue.shelves {
            kinds.push((shelf.kind.to_string(), shelf.title.to_string(), first, shelf.weight));
            first += shelf.entries.len();
            for entry in &shelf.entries {
                if !languages.contains(&&entry.lang) {
                    languages.push(&entry.lang);
                }
            }
        }
        let here = Address::new(format!("{}index.js", catalogue.folder));
        let stemmed: Vec<&str> = languages.iter().filter_map(|lang| stemmed(lang)).collect();
        let stems = catalogue.stems.iter().filter(|(lang, _)| stemmed.contains(&&**lang));
        let left_out = skipped.of(&catalogue.lang).into_iter().flatten();
        let mut left_out: Vec<&str> = left_out.map(String::as_str).collect();
        left_out.sort_unstable();
        // The first name stands: keys come before what they are called in the language.
        let mut facets = BTreeMap::new();
        for (called, name) in &catalogue.facets {
            facets.entry(slug(called)).or_insert_with(|| name.to_string());
        }
        Manifest {
            lang: catalogue.lang.to_string(),
            count: first,
            kinds,
            stems: stems.map(|(lang, address)| (lang.to_string(), here.link_to(address))).collect(),
            languages: stemmed.into_iter().map(str::to_owned).collect(),
            skipped: left_out.join(" "),
            facets,
            terms: words.into_iter().map(|shard| (shard.first, shard.terms, shard.places)).collect(),
            texts,
            words: catalogue.words.iter().map(|(key, word)| (key.to_string(), word.to_string())).collect(),
        }
    }
}
