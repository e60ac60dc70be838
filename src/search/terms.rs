//! The words of one page, counted: what is remembered of it, so that an edit of one text costs one text.

use std::collections::{HashMap, HashSet};

use crate::view::Entry;

use super::digits::push_number;
use super::plain;
use super::skipped::Skipped;
use super::words::{self, fold, is_mere_letter};

/// Positions between two texts of a page, so that no phrase reaches from one into the other.
const APART: u32 = 1000;

/// The words of a page, each once, in the order in which they first stand there.
#[derive(Debug, Default)]
pub struct Terms {
    /// The words in lower case, one after the other.
    words: String,
    /// Where they stand, as digits, one after the other.
    places: String,
    terms: Vec<Span>,
    /// The characters of its texts, without markup.
    pub(super) length: usize,
}

#[derive(Debug)]
struct Span {
    word_end: u32,
    places_end: u32,
    count: u32,
    title: u8,
    weight: u8,
}

/// A word of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term<'a> {
    /// In lower case.
    pub word: &'a str,
    /// The number of words of the title, or of the name, that it stands in; 0 where it stands in none.
    pub title: u8,
    /// How much it weighs, 1 to 63.
    pub weight: u8,
    /// How often it stands in the page.
    pub count: u32,
    /// Where: as digits, the first position plus one, then what is added to the last.
    pub places: &'a str,
}

impl Terms {
    /// The words of a page.
    pub(super) fn iter(&self) -> impl Iterator<Item = Term<'_>> {
        let (mut word, mut place) = (0, 0);
        self.terms.iter().map(move |span| {
            let (from, at) = (word, place);
            (word, place) = (span.word_end as usize, span.places_end as usize);
            Term {
                word: &self.words[from..word],
                title: span.title,
                weight: span.weight,
                count: span.count,
                places: &self.places[at..place],
            }
        })
    }
}

/// Counts the words of a page.
pub fn terms(entry: &Entry, skipped: &Skipped) -> Terms {
    let mut counter = Counter { skipped: skipped.of(&entry.lang), ..Counter::default() };
    // Names come first, since none of their words is skipped: WHO is the World Health Organization.
    let skipped = std::mem::take(&mut counter.skipped);
    entry.names.iter().for_each(|name| counter.title(name));
    counter.skipped = skipped;
    if !entry.part {
        counter.title(&entry.title.1);
    }
    if let Some(summary) = &entry.summary {
        counter.text(summary, Field::Summary);
    }
    let mut length = 0;
    for passage in &entry.passages {
        for block in plain::blocks(passage) {
            length += block.text.len();
            counter.text(&block.text, if passage.aside { Field::Aside } else { Field::Prose });
        }
    }
    entry.labels.iter().for_each(|label| counter.label(label));
    Terms { length, ..counter.finish() }
}

/// Where in a page a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Summary,
    Prose,
    Aside,
}

/// How often a word stands where.
#[derive(Default)]
struct Count {
    title: u32,
    /// The number of words of the shortest title that it stands in.
    of: u32,
    summary: u32,
    prose: u32,
    aside: u32,
    label: bool,
}

#[derive(Default)]
struct Counter<'a> {
    /// The words that the page's language leaves out.
    skipped: Option<&'a HashSet<String>>,
    /// The number of each word; none for one that is skipped.
    known: HashMap<Box<str>, Option<u32>>,
    words: Vec<(Box<str>, Count)>,
    /// Words and their positions.
    stands: Vec<(u32, u32)>,
    place: u32,
    /// Words of all titles, of summary and prose.
    title: u32,
    summary: u32,
    prose: u32,
}

impl Counter<'_> {
    fn title(&mut self, text: &str) {
        let before = self.stands.len();
        self.text(text, Field::Title);
        let of = (self.stands.len() - before) as u32;
        self.title = self.title.max(of);
        for (word, _) in &self.stands[before..] {
            let count = &mut self.words[*word as usize].1;
            count.of = if count.of == 0 { of } else { count.of.min(of) };
        }
    }

    fn text(&mut self, text: &str, field: Field) {
        let from = self.place;
        let mut last = 0;
        let counted = words::words(text, |word, place| {
            last = place + 1;
            let Some(number) = number(&mut self.known, &mut self.words, self.skipped, word) else { return };
            let count = &mut self.words[number as usize].1;
            match field {
                Field::Title => count.title += 1,
                Field::Summary => count.summary += 1,
                Field::Prose => count.prose += 1,
                Field::Aside => count.aside += 1,
            }
            self.stands.push((number, from + place));
        });
        match field {
            Field::Title | Field::Aside => {}
            Field::Summary => self.summary += counted,
            Field::Prose => self.prose += counted,
        }
        self.place = from + last + APART;
    }

    fn label(&mut self, text: &str) {
        words::words(text, |word, _| {
            if let Some(number) = number(&mut self.known, &mut self.words, self.skipped, word) {
                self.words[number as usize].1.label = true;
            }
        });
    }

    fn finish(mut self) -> Terms {
        self.stands.sort_unstable();
        let mut terms = Terms::default();
        let mut stands = self.stands.iter().peekable();
        for (number, (word, count)) in self.words.iter().enumerate() {
            terms.words.push_str(word);
            let (mut times, mut before) = (0, 0);
            while let Some((_, place)) = stands.next_if(|(of, _)| *of as usize == number) {
                push_number(&mut terms.places, place + 1 - before);
                before = place + 1;
                times += 1;
            }
            terms.terms.push(Span {
                word_end: terms.words.len() as u32,
                places_end: terms.places.len() as u32,
                count: times,
                title: count.of.min(63) as u8,
                weight: self.weight(count),
            });
        }
        terms
    }

    /// How much a word tells of a page, from 1 to 63: a title tells more than a summary, that more than prose, and notes tell least; twice is not twice as
    /// much; and a word weighs less in a long text. The shape is that of BM25F, with fixed lengths in place of the collection's means, so
    /// that an edit of one page leaves the weights of all others as they are.
    fn weight(&self, count: &Count) -> u8 {
        let share = |times: u32, base: f32, length: u32, usual: f32| {
            times as f32 / (base + (1.0 - base) * length as f32 / usual)
        };
        let sum = 8.0 * share(count.title.min(2), 0.5, self.title, 8.0)
            + 3.0 * share(count.summary, 0.5, self.summary, 30.0)
            + share(count.prose, 0.25, self.prose, 600.0)
            + 0.25 * share(count.aside, 1.0, 0, 600.0).min(2.0)
            + if count.label { 1.5 } else { 0.0 };
        // Of two pages with the same words in the same places, the one that tells more answers more.
        let told = 0.75 + 0.25 * (self.prose as f32 / 250.0).min(1.0);
        (63.0 * told * sum / (sum + 3.0)).round().clamp(1.0, 63.0) as u8
    }
}

/// The number of a word of this page; none where it is skipped.
fn number(
    known: &mut HashMap<Box<str>, Option<u32>>,
    words: &mut Vec<(Box<str>, Count)>,
    skipped: Option<&HashSet<String>>,
    word: &str,
) -> Option<u32> {
    if let Some(number) = known.get(word) {
        return *number;
    }
    let skipped = is_mere_letter(word) || skipped.is_some_and(|skipped| skipped.contains(&fold(word)));
    let number = (!skipped).then_some(words.len() as u32);
    known.insert(word.into(), number);
    if number.is_some() {
        words.push((word.into(), Count::default()));
    }
    number
}

#[cfg(test)]
mod tests {
    use crate::base::Lang;
    use crate::view::Passage;

    use super::*;

    fn entry(title: &str, summary: &str, prose: &str) -> Entry {
        let en = Lang::new("en");
        Entry {
            address: "a.html".into(),
            title: (en.clone(), title.into()),
            names: Vec::new(),
            summary: Some(summary.into()),
            lang: en,
            passages: vec![Passage { html: prose.into(), hash: Default::default(), shown: Vec::new(), aside: false }],
            labels: vec!["Peru".into()],
            codes: Vec::new(),
            facets: Vec::new(),
            part: false,
        }
    }

    #[test]
    fn words_are_counted_with_their_places() {
        let terms =
            terms(&entry("Prison reform", "The reform of a prison.", "<p>Reform, reform!</p>"), &Skipped::new());
        let found: Vec<String> = terms
            .iter()
            .map(|term| format!("{} t{} w{} {}x {}", term.word, term.title, term.weight, term.count, term.places))
            .collect();
        // Positions: title 0 and 1; summary from 1002, its words 0, 1, 2, 3, 4; prose from 2007.
        assert_eq!(found, ["prison t2 w41 2x 1kV", "reform t2 w42 4x 2gViV1", "peru t0 w16 0x "]);
    }

    #[test]
    fn titles_weigh_more_than_summaries_and_those_more_than_prose() {
        let weight = |entry: Entry| {
            terms(&entry, &Skipped::new()).iter().find(|term| term.word == "prison").map(|term| term.weight)
        };
        let in_title = weight(entry("Prison", "x y", "z"));
        let in_summary = weight(entry("x", "prison y", "z"));
        let in_prose = weight(entry("x", "y", "prison z"));
        assert!(in_title > in_summary && in_summary > in_prose, "{in_title:?} {in_summary:?} {in_prose:?}");
    }
}
