//! What search knows of a page.

use std::sync::Arc;

use crate::base::{Digest, Hash, Hasher, Lang};

/// A page that search can find.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its address.
    pub address: Arc<str>,
    /// Its title, and the language of that.
    pub title: (Lang, Arc<str>),
    /// Other names of what it shows: acronyms, formal names, names in a text of its time.
    pub names: Vec<Arc<str>>,
    /// What it says in a sentence or two.
    pub summary: Option<Arc<str>>,
    /// The language of summary and passages.
    pub lang: Lang,
    /// Its other texts.
    pub passages: Vec<Passage>,
    /// Words that tell what it is about and of which kind it is, without standing in it.
    pub labels: Vec<Arc<str>>,
    /// What leads straight to it when it is typed alone.
    pub codes: Vec<Arc<str>>,
    /// By which values it can be narrowed down: names of facets, each with ways to call one value.
    pub facets: Vec<(Arc<str>, Arc<str>)>,
    /// Whether it is a part of a page, whose title names the page: then that is not searched.
    pub part: bool,
}

/// A text of a page: HTML with marks for holes, and the words that each hole shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The HTML.
    pub html: Arc<str>,
    /// Its hash.
    pub hash: Hash,
    /// What stands in the holes, in order.
    pub shown: Vec<Arc<str>>,
    /// Whether it is a note beside the page's own text: what somebody reports or comments.
    pub aside: bool,
}

/// Entries of one kind, which stand one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelf {
    /// The id of the kind; `list` for pages that are no records.
    pub kind: Arc<str>,
    /// What readers call its records.
    pub title: Arc<str>,
    /// How much they count beside other pages with the same words, in hundredths.
    pub weight: u32,
    /// The entries, in their order.
    pub entries: Vec<Entry>,
}

/// Everything that search finds in one language of the portal.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    /// The language of the pages.
    pub lang: Lang,
    /// The folder of the index in addresses, with a final `/`.
    pub folder: String,
    /// The entries by kind.
    pub shelves: Vec<Shelf>,
    /// What facets are called in queries: each way to call one, and its name.
    pub facets: Vec<(Arc<str>, Arc<str>)>,
    /// Words of the interface by their keys.
    pub words: Vec<(Arc<str>, Arc<str>)>,
    /// The script of a stemmer, by the language: its address.
    pub stems: Vec<(Arc<str>, Arc<str>)>,
}

impl Digest for Passage {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.hash(self.hash).number(self.aside.into()).number(self.shown.len() as u64);
        self.shown.iter().for_each(|shown| {
            hasher.text(shown);
        });
    }
}

impl Digest for Entry {
    fn digest(&self, hasher: &mut Hasher) {
        let Entry { address, title, names, summary, lang, passages, labels, codes, facets, part } = self;
        hasher.number((*part).into()).text(address).value(&title.0).text(&title.1).value(lang);
        hasher.number(summary.is_some().into()).text(summary.as_deref().unwrap_or(""));
        for texts in [names, labels, codes] {
            hasher.number(texts.len() as u64);
            texts.iter().for_each(|text| {
                hasher.text(text);
            });
        }
        passages[..].digest(hasher);
        hasher.number(facets.len() as u64);
        for (name, value) in facets {
            hasher.text(name).text(value);
        }
    }
}
