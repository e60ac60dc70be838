//! All pages together: which words stand in which of them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::{Hash, Lang};
use crate::view::{Catalogue, Entry};

use super::digits::{push_digit, push_number};
use super::manifest::{Manifest, Shard};
use super::script::script;
use super::skipped::Skipped;
use super::terms::{Term, Terms};
use super::texts;
use super::words::{Stems, code, fold, slug};

/// The characters of one shard of words, for a small portal and for a large one; and how many shards there should be between the two.
const SMALLEST: usize = 4 << 10;
const LARGEST: usize = 32 << 10;
const SHARDS: usize = 100;

/// Digits of a hash in the name of a file.
const NAME: usize = 10;

/// The files of the index of one language. Their names are relative to the folder of the index.
pub struct Index {
    /// The parts that the manifest names.
    pub parts: Vec<Part>,
    /// The manifest: it names all others, and its own name never changes.
    pub manifest: Part,
}

/// A file of the index.
pub struct Part {
    /// Its name, with extension.
    pub name: String,
    /// The hash of all that its bytes depend on.
    pub key: Hash,
    /// Makes the bytes.
    pub produce: Box<dyn Fn() -> Vec<u8> + Send + Sync>,
}

/// The name of a part without extension: it tells the content, whose hash the key is.
pub(super) fn stem(kind: &str, key: Hash) -> String {
    format!("{kind}-{}", key.short(NAME))
}

impl Part {
    /// A part whose bytes are there already; its name tells its content.
    fn made(kind: &str, value: &str) -> (String, Part) {
        let key = Hash::of(value.as_bytes());
        let stem = stem(kind, key);
        let bytes: Arc<[u8]> = script(&stem, &value).into();
        (stem.clone(), Part { name: format!("{stem}.js"), key, produce: Box::new(move || bytes.to_vec()) })
    }
}

/// The index of a catalogue; `terms` are those of its entries, in their order.
pub fn index(catalogue: &Arc<Catalogue>, terms: &[Arc<Terms>], skipped: &Skipped) -> Index {
    let entries: Vec<&Entry> = catalogue.shelves.iter().flat_map(|shelf| &shelf.entries).collect();
    let mut collection = Collection::default();
    for (number, (entry, terms)) in entries.iter().zip(terms).enumerate() {
        collection.page(number as u32, entry, terms);
    }
    let (mut parts, words) = collection.shards();
    let (of_texts, mut texts) = texts::parts(catalogue, terms);
    parts.append(&mut texts);
    let manifest = Manifest::new(catalogue, skipped, words, of_texts);
    let bytes: Arc<[u8]> = script("index", &manifest).into();
    let key = Hash::of(&bytes);
    let manifest = Part { name: "index.js".to_owned(), key, produce: Box::new(move || bytes.to_vec()) };
    Index { parts, manifest }
}

/// What is known of one form of a word: the pages that it stands in, and where.
struct Form {
    key: Box<str>,
    form: Box<str>,
    pages: String,
    places: String,
    last: Option<u32>,
}

/// All forms, in the order in which they were first met.
#[derive(Default)]
struct Collection {
    forms: Vec<Form>,
    /// The number of each key and form.
    known: HashMap<(Box<str>, Box<str>), usize>,
    /// For each language, its stemmer and the number of each word as it is written.
    languages: Vec<(Lang, Stems, HashMap<Box<str>, usize>)>,
}

impl Collection {
    fn page(&mut self, page: u32, entry: &Entry, terms: &Terms) {
        let language = self.language(&entry.lang);
        for term in terms.iter() {
            let form = self.form(language, term.word);
            self.stands(form, page, term);
        }
        for typed in &entry.codes {
            self.mark(page, format!("={}", code(typed)));
        }
        for (name, value) in &entry.facets {
            self.mark(page, format!(":{name}:{}", slug(value)));
        }
    }

    fn language(&mut self, lang: &Lang) -> usize {
        self.languages.iter().position(|(known, ..)| known == lang).unwrap_or_else(|| {
            self.languages.push((lang.clone(), Stems::new(lang), HashMap::new()));
            self.languages.len() - 1
        })
    }

    /// The number of a word's form in a language.
    fn form(&mut self, language: usize, word: &str) -> usize {
        let (_, stems, words) = &mut self.languages[language];
        if let Some(number) = words.get(word) {
            return *number;
        }
        let key = stems.key(word);
        let form = fold(word);
        let number = numbered(&mut self.known, &mut self.forms, &key, &form);
        words.insert(word.into(), number);
        number
    }

    fn stands(&mut self, form: usize, page: u32, term: Term) {
        let form = &mut self.forms[form];
        if form.last == Some(page) {
            // Two spellings of one form: the first that the page has stands for both.
            return;
        }
        let gap = form.last.map_or(page + 1, |last| page - last);
        form.last = Some(page);
        push_number(&mut form.pages, gap * 2 + u32::from(term.title > 0));
        if term.title > 0 {
            push_digit(&mut form.pages, term.title.into());
        }
        push_digit(&mut form.pages, term.weight.into());
        push_number(&mut form.places, term.count);
        form.places.push_str(term.places);
    }

    /// Notes that a page has something that is no word: a code, or a value of a facet.
    fn mark(&mut self, page: u32, key: String) {
        let form = numbered(&mut self.known, &mut self.forms, &key, "");
        self.stands(form, page, Term { word: "", title: 0, weight: 0, count: 0, places: "" });
    }

    /// The shards, in the order of their keys, and what the manifest says of them.
    fn shards(mut self) -> (Vec<Part>, Vec<Shard>) {
        self.forms.sort_unstable_by(|a, b| by_units(&a.key, &b.key).then_with(|| by_units(&a.form, &b.form)));
        let size = |form: &Form| form.key.len() + form.form.len() + form.pages.len() + 3;
        let total: usize = self.forms.iter().map(size).sum();
        let most = (total / SHARDS).clamp(SMALLEST, LARGEST);
        let (mut parts, mut shards) = (Vec::new(), Vec::new());
        let (mut pages, mut places, mut first) = (String::new(), String::new(), "");
        for group in self.forms.chunk_by(|a, b| a.key == b.key) {
            let key = &*group[0].key;
            if !pages.is_empty() && pages.len() + group.iter().map(size).sum::<usize>() > most {
                finish(&mut parts, &mut shards, first, &mut pages, &mut places);
            }
            if pages.is_empty() {
                first = key;
            }
            pages.push_str(key);
            places.push_str(key);
            for form in group {
                for (out, digits) in [(&mut pages, &form.pages), (&mut places, &form.places)] {
                    out.push('\t');
                    out.push_str(&form.form);
                    out.push('\t');
                    out.push_str(digits);
                }
            }
            pages.push('\n');
            places.push('\n');
        }
        if !pages.is_empty() {
            finish(&mut parts, &mut shards, first, &mut pages, &mut places);
        }
        (parts, shards)
    }
}

fn finish(parts: &mut Vec<Part>, shards: &mut Vec<Shard>, first: &str, pages: &mut String, places: &mut String) {
    let (terms, part) = Part::made("terms", pages);
    parts.push(part);
    let (of_places, part) = Part::made("places", places);
    parts.push(part);
    shards.push(Shard { first: first.to_owned(), terms, places: of_places });
    pages.clear();
    places.clear();
}

fn numbered(known: &mut HashMap<(Box<str>, Box<str>), usize>, forms: &mut Vec<Form>, key: &str, form: &str) -> usize {
    *known.entry((key.into(), form.into())).or_insert_with(|| {
        forms.push(Form {
            key: key.into(),
            form: form.into(),
            pages: String::new(),
            places: String::new(),
            last: None,
        });
        forms.len() - 1
    })
}

/// The order of texts in scripts, by units of UTF-16.
fn by_units(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}
