//! The index from A to Z: every record by its title, in parts of equal length, so that each language has the same pages.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::base::Lang;
use crate::domain::sorted;
use crate::model::{Model, RecordId};
use crate::schema::SortKey;
use crate::view::{Map, Value};

use super::aspect::{self, Aspect};
use super::plan::Page;
use super::shell::{self, Meta};
use super::site::Site;
use super::{address, link, list};

/// A record, with the letter under which it stands.
pub(super) type Lettered = (Arc<str>, RecordId);

/// Records on one page.
const ROWS: usize = 250;

/// Stands for all titles that begin with a digit, and for those that begin with neither letter nor digit.
const DIGITS: &str = "0–9";
const OTHERS: &str = "#";

/// Stands for all titles that begin with one of the characters of a script that has thousands.
const CHARACTERS: &str = "字";

/// The parts that the index has: one for a portal without records too, so that links to it lead somewhere.
pub(super) fn planned(model: &Model, has_page: &[bool]) -> Vec<Aspect> {
    let count = model.ids().filter(|id| has_page[id.0 as usize] && model.is_published(*id)).count();
    let of = count.div_ceil(ROWS).max(1);
    (1..=of).map(|number| Aspect::Index { number, of }).collect()
}

/// Where a part stands, without the folder of the language.
pub(super) fn address(number: usize) -> String {
    format!("a-z{}.html", address::part(number))
}

/// All records with a page, in the order of their titles, each with the letter under which it stands.
pub(super) fn ordered(site: &Site, lang: &Lang) -> Vec<Lettered> {
    let key = SortKey { field: "title".to_owned(), descending: false };
    let ids = sorted(&site.model, site.model.ids().filter(|id| site.shows(*id)).collect(), &key, lang);
    let mut lettered: Vec<Lettered> = ids.into_iter().map(|id| (letter(site, id, lang), id)).collect();
    // The order of titles counts signs at their beginning, the letters do not.
    lettered.sort_by_key(|(letter, _)| {
        let class = [OTHERS, DIGITS].iter().position(|known| **known == **letter).unwrap_or(2);
        (class, **letter == *CHARACTERS, letter.clone())
    });
    lettered
}

/// The variables of a part.
pub(super) fn view(site: &Site, page: &Page, number: usize, of: usize) -> Map {
    let lang = &page.lang;
    let heading = site.word(lang, "index-az");
    let mut meta = Meta::new(heading.clone());
    meta.description = Some(site.word(lang, "index-az-about"));
    if number > 1 {
        let part = site.word(lang, "page-number").replace("{n}", &number.to_string());
        meta.title = format!("{heading}, {part}").into();
    }
    let url = |number: usize| aspect::url(site, &Aspect::Index { number, of }, lang);
    let all = site.alphabet(lang);
    let shown = all.chunks(ROWS).nth(number - 1).unwrap_or(&[]);
    let groups = shown.chunk_by(|(a, _), (b, _)| a == b).map(|group| {
        let entry = |(_, id): &Lettered| {
            let label = site.model.kind_of(*id).label.pick(lang).map(|(_, label)| label.clone());
            link::link(site, *id, lang).with("label", label).into()
        };
        let entries: Value = group.iter().map(entry).collect();
        Map::new()
            .with("letter", group[0].0.clone())
            .with("anchor", anchor(&group[0].0))
            .with("entries", entries)
            .into()
    });
    let about = Map::new()
        .with("total", all.len())
        .with("letters", letters(all, number, &url))
        .with("groups", groups.collect::<Value>())
        .with("pager", list::parts(number, of, None, url));
    Map::new().with("page", shell::page(site, page, None, meta)).with("index", about)
}

/// Each letter, with the part in which its first title stands.
fn letters(all: &[Lettered], number: usize, url: &dyn Fn(usize) -> Value) -> Value {
    let mut place = 0;
    let of_letter = |group: &[Lettered]| {
        let letter = &group[0].0;
        let part = place / ROWS + 1;
        place += group.len();
        let target = match url(part) {
            Value::Url(address) => Value::Url(format!("{address}#{}", anchor(letter)).into()),
            other => other,
        };
        Map::new().with("letter", letter.clone()).with("url", target).with("current", part == number).into()
    };
    all.chunk_by(|(a, _), (b, _)| a == b).map(of_letter).collect()
}

/// The letter under which a title stands.
fn letter(site: &Site, id: RecordId, lang: &Lang) -> Arc<str> {
    let (_, title) = link::title(site, id, lang);
    match title.nfd().find(|c| c.is_alphanumeric()) {
        None => OTHERS.into(),
        Some(c) if c.is_numeric() => DIGITS.into(),
        Some('\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}') => {
            CHARACTERS.into()
        }
        Some(c) => c.to_uppercase().collect::<String>().into(),
    }
}

/// The id of a letter's heading.
fn anchor(letter: &str) -> String {
    let codes: Vec<String> = letter.chars().map(|c| format!("{:x}", u32::from(c))).collect();
    format!("page-letter-{}", codes.join("-"))
}
