//! What results show: titles, summaries and texts of pages, some pages to a file.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::{Hash, Hasher, Lang};
use crate::view::{Catalogue, Entry};

use super::index::{Part, stem};
use super::plain::{self, Block};
use super::script::script;
use super::terms::Terms;

/// The characters of texts in one file, for a small portal and for a large one; and how many files there should be between the two.
const SMALLEST: usize = 4 << 10;
const LARGEST: usize = 16 << 10;
const FILES: usize = 400;

/// Files that the manifest names; of more, it names lists of so many.
const NAMED: usize = 256;
const LISTED: usize = 128;

/// The files of texts, and for each that pages begin in the number of the first. A text that is longer than a file is continued in files of
/// its own.
pub(super) fn parts(catalogue: &Arc<Catalogue>, terms: &[Arc<Terms>]) -> (Vec<(usize, String)>, Vec<Part>) {
    let entries = || {
        catalogue
            .shelves
            .iter()
            .enumerate()
            .flat_map(|(at, shelf)| (0..shelf.entries.len()).map(move |place| (at, place)))
    };
    let places: Arc<[(usize, usize)]> = entries().collect();
    let length = |number: usize| {
        let entry = entry(catalogue, places[number]);
        120 + entry.title.1.len() + entry.summary.as_ref().map_or(0, |summary| summary.len()) + terms[number].length
    };
    let lengths: Vec<usize> = (0..places.len()).map(length).collect();
    let most = (lengths.iter().sum::<usize>() / FILES).clamp(SMALLEST, LARGEST);
    let (mut firsts, mut parts) = (Vec::new(), Vec::new());
    let mut from = 0;
    while from < places.len() {
        let mut to = from + 1;
        let mut size = lengths[from];
        while to < places.len() && size + lengths[to] <= most {
            size += lengths[to];
            to += 1;
        }
        let keys: Vec<Hash> = (from..to).map(|number| Hash::of_value(entry(catalogue, places[number]))).collect();
        let key = |part: usize| {
            let mut hasher = Hasher::new();
            // Another version may write the same texts in another way.
            hasher.text(env!("CARGO_PKG_VERSION")).value(&catalogue.lang).number(most as u64).number(part as u64);
            keys.iter().for_each(|key| {
                hasher.hash(*key);
            });
            hasher.finish()
        };
        // Only a page that stands alone in its file can be longer than one.
        let count = if to == from + 1 { size.div_ceil(most).max(1) } else { 1 };
        let name = |part: usize| stem("texts", key(part));
        firsts.push((from, name(0)));
        for part in 0..count {
            let (catalogue, places) = (catalogue.clone(), places.clone());
            let next = if part + 1 < count { name(part + 1) } else { String::new() };
            let name = name(part);
            let file = format!("{name}.js");
            let produce = move || {
                let pages = &places[from..to];
                if part > 0 {
                    let mut rest = piece(&blocks(entry(&catalogue, pages[0])), part, most);
                    rest.push(json!(next));
                    return script(&name, &rest);
                }
                let shown = pages.iter().map(|place| page(entry(&catalogue, *place), &catalogue.lang, most, &next));
                script(&name, &shown.collect::<Vec<Value>>())
            };
            parts.push(Part { name: file, key: key(part), produce: Box::new(produce) });
        }
        from = to;
    }
    if firsts.len() > NAMED {
        firsts = firsts.chunks(LISTED).map(|files| list(files, &mut parts)).collect();
    }
    (firsts, parts)
}

/// A list of files as a file of its own.
fn list(files: &[(usize, String)], parts: &mut Vec<Part>) -> (usize, String) {
    let mut hasher = Hasher::new();
    files.iter().for_each(|(first, name)| {
        hasher.number(*first as u64).text(name);
    });
    let key = hasher.finish();
    let name = stem("list", key);
    let bytes = script(&name, &files);
    parts.push(Part { name: format!("{name}.js"), key, produce: Box::new(move || bytes.clone()) });
    (files[0].0, name)
}

fn entry(catalogue: &Catalogue, (shelf, place): (usize, usize)) -> &Entry {
    &catalogue.shelves[shelf].entries[place]
}

/// A page as results show it; `next` names the file in which its text goes on.
fn page(entry: &Entry, lang: &Lang, most: usize, next: &str) -> Value {
    let other = |of: &Lang| if of == lang { "" } else { of.as_str() }.to_owned();
    let blocks = piece(&blocks(entry), 0, most);
    json!([
        &*entry.address,
        &*entry.title.1,
        other(&entry.title.0),
        entry.summary.as_deref().unwrap_or(""),
        other(&entry.lang),
        blocks,
        next,
    ])
}

fn blocks(entry: &Entry) -> Vec<Block> {
    entry.passages.iter().flat_map(plain::blocks).collect()
}

/// The blocks whose beginnings fall into one piece of `most` characters.
fn piece(blocks: &[Block], part: usize, most: usize) -> Vec<Value> {
    let mut start = 0;
    let mut found = Vec::new();
    for block in blocks {
        if start / most == part {
            found.push(json!([block.anchor, block.text]));
        }
        start += block.text.len();
    }
    found
}
