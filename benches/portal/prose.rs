//! Sentences: patterns with slots, filled from the vocabulary.

use super::random::{Random, Zipf};
use super::words::{Words, capital, plural};

/// Writes the sentences of one text: it has its own subject, places and programme, to which it returns, as real texts do.
pub struct Writer<'a> {
    words: &'a Words,
    patterns: &'a Zipf,
    random: Random,
    subject: Vec<&'static str>,
    places: Vec<String>,
    programme: String,
}

/// The distribution of patterns, which all writers share.
pub fn patterns() -> Zipf {
    Zipf::new(PATTERNS.len(), 12)
}

impl<'a> Writer<'a> {
    /// A writer with a subject drawn from a stream of random numbers.
    pub fn new(words: &'a Words, patterns: &'a Zipf, mut random: Random) -> Writer<'a> {
        let subject = (0..14).map(|_| words.any_noun(&mut random)).collect();
        let mut places: Vec<String> = (0..3).map(|_| words.place(&mut random)).collect();
        places.push(Words::own_name(&mut random));
        let programme = Words::own_name(&mut random);
        Writer { words, patterns, random, subject, places, programme }
    }

    /// The stream, for what is beside the sentences.
    pub fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    /// A sentence without its full stop and without any figure.
    pub fn sentence(&mut self) -> String {
        let pattern = PATTERNS[self.patterns.rank(&mut self.random)];
        self.fill(pattern)
    }

    /// A sentence with figures, which need a cite.
    pub fn figures(&mut self) -> String {
        let pattern = self.random.pick(FIGURES);
        self.fill(pattern)
    }

    /// A title: of a text, or of a recommendation.
    pub fn title(&mut self, patterns: &[&str]) -> String {
        let pattern = self.random.pick(patterns);
        self.fill(pattern)
    }

    /// The words of a link to somewhere: a few, without any name.
    pub fn words_of_link(&mut self) -> String {
        self.fill_lower("the {a} {n} of {N}")
    }

    /// A cell of a table: a place, a plural, a year, a number or a percentage.
    pub fn cell(&mut self, column: usize) -> String {
        match column {
            0 => self.place(),
            1 => capital(&plural(self.noun())),
            2 => self.random.between(2004, 2025).to_string(),
            3 => thousands(self.random.between(3, 90_000)),
            _ => format!("{} %", self.random.between(1, 99)),
        }
    }

    /// A pattern with its slots filled, and a capital at its beginning.
    pub fn fill(&mut self, pattern: &str) -> String {
        capital(&self.fill_lower(pattern))
    }

    fn fill_lower(&mut self, pattern: &str) -> String {
        let mut text = String::with_capacity(pattern.len() * 2);
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            let word = self.slot(slot);
            let vowel = word.starts_with(['a', 'e', 'i', 'o']);
            if vowel && (text.ends_with(" a ") || text == "a " || text == "A ") {
                text.truncate(text.len() - 1);
                text.push_str("n ");
            }
            text.push_str(&word);
            rest = after;
        }
        text + rest
    }

    fn slot(&mut self, slot: &str) -> String {
        let (words, random) = (self.words, &mut self.random);
        match slot {
            "n" => self.noun().to_owned(),
            "N" => plural(self.noun()),
            "a" => words.adjective(random).to_owned(),
            "v" => words.verb(random).to_owned(),
            "i" => words.infinitive(random).to_owned(),
            "d" => words.adverb(random).to_owned(),
            "p" => self.place(),
            "g" => self.programme.clone(),
            "y" => random.between(2004, 2025).to_string(),
            "m" => random.pick(MONTHS).to_owned(),
            "c" => random.between(2, 98).to_string(),
            "k" => thousands(random.between(120, 48_000)),
            _ => unreachable!("no slot is called {slot}"),
        }
    }

    /// One noun in three is of the text's own subject.
    fn noun(&mut self) -> &'static str {
        match self.random.chance(35) {
            true => self.random.pick(&self.subject),
            false => self.words.noun(&mut self.random),
        }
    }

    /// Most places are the text's own.
    fn place(&mut self) -> String {
        match self.random.chance(85) {
            true => self.random.pick(&self.places),
            false => self.words.place(&mut self.random),
        }
    }
}

fn thousands(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", number / 1000, number % 1000),
    }
}

/// Titles of case studies.
pub const TITLES: &[&str] = &[
    "{a} {N} for {N} in {p}",
    "A {a} {n} that {v} {N}: the {g} programme",
    "From {n} to {n}: how {N} in {p} {v} their {N}",
    "{N} and {N} at one table in {p}",
    "The {g} {n} and its {a} {N}",
    "How a {n} in {p} {v} the {n} of {a} {N}",
    "{a} {n} after {y}: {N} in the {p} district",
    "Towards a {a} {n}: {N}, {N} and the {n} of {p}",
];

/// Titles of recommendations and actions.
pub const DEMANDS: &[&str] = &[
    "{i} the {n} of {a} {N}",
    "{i} {a} {N} with a view to {N} for all",
    "{i} the {n} and {i} {a} {N}",
    "{i} without delay the {a} {n} of {N}",
    "{i} {N} so that {a} {N} are reached",
];

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Sentences without figures, the most used first.
const PATTERNS: &[&str] = &[
    "the {n} of {N} {v} the {a} {n} in {p}",
    "in {p}, the {n} {v} {a} {N} and {N}",
    "the {a} {n} was {v} by {N} in {p}",
    "it {d} {v} a {n} on the {n} of {N}",
    "{N} and {N} took part in the {n} from the beginning",
    "according to the {n}, {N} were {d} {v}",
    "the {g} programme {v} {a} {N} and {v} the {n} of {N}",
    "this {v} the {n} that {N} have to {i} their {a} {N}",
    "the Ministry {v} a {n} to {i} the {N} that {N} had {v}",
    "as a result, {N} are now {d} {v} in the {n} of {p}",
    "until {y} there was no {n} for {N} in {p}",
    "they {v} {N}, {N} and {N} in all {N} of the {n}",
    "the {n} between {N} and the {n} was {d} {v}",
    "where {N} are {a}, the {n} has to {i} them first",
    "representatives of {N} {v} that the {n} should {i} {a} {N}",
    "the {n} was {v} in {m} {y} and {d} {v} since",
    "{d}, the {n} of {p} {v} a {a} {n} to {i} {N}",
    "no {n} can {i} {N} unless {N} are {v} {d}",
    "both the {n} and the {n} {v} {N} that are {a} and {a}",
    "the {a} {n} and the {n} of {N} remain {a}",
    "{N} who had {v} the {n} were {v} by the {n}",
    "with the support of the {n}, {N} {v} their own {n} of {N}",
    "the {n} did not {i} {N}, although the {n} had {v} it",
    "a {a} {n} showed that {N} {v} {N} in {p} and {p}",
    "it is the first {n} in {p} to {i} {a} {N} of {N}",
    "the {n} rests on the {n} of {N}, and on a {n} that {N} {v}",
    "what {v} the {n} was the {n} of {a} {N}, not the {n}",
    "{N} in {p} can now {i} a {n} in their own language",
    "before the {n}, {N} had to {i} {N} in another {n}",
    "the {n}, which {N} {v} in {y}, {d} {v} the {n} of {N}",
    "women and men {v} the {n} in separate {N}, so that each could {i} {N}",
    "the {n} asked the {n} to {i} {N} and to {i} the {n} of {a} {N}",
    "in its {n} of {y}, the {n} {v} {N} and {v} {a} {N}",
    "so far the {n} has {v} neither {N} nor {N}",
    "{a} {N} were {v} to {i} what {N} had {v}",
    "the {n} of {p} agreed to {i} {N}, provided that the {n} {v} {N}",
    "there are {N} that the {n} could not {i}, among them {N} and {N}",
    "each {n} has a {n} that {d} {v} the {a} {n}",
    "those who {v} the {n} say that {N} matter more than {N}",
    "it {v} a {n}, a {n} and a {n} for {a} {N}",
    "after the {n} of {m} {y}, the {a} {n} {v} {N} in {p}",
    "the {n} has since become part of the {n} of the {n}",
    "civil society {v} the {n} as {a}, but {v} the {n} of {N}",
    "the {n} was written together with {N}, and {v} by the {n} of {p}",
    "in places such as {p}, {p} and {p}, {N} had {d} {v} {N}",
    "to {i} the {n}, it {v} {N} on {a} {N} and on {N}",
    "one {n} out of several was {v}, because the {n} had no {a} {n}",
    "the {n} to {i} {N} follows from the {n} and from the {a} {n}",
    "that {n} is {a} wherever {N} are {a} or the {n} is {a}",
    "when the {n} ended, the {n} of {p} {v} its {N}",
];

/// Sentences with figures.
const FIGURES: &[&str] = &[
    "in {p}, {c} {N} {v} {k} {N} between {y} and {y}",
    "{k} {N} were {v}, and {c} per cent of them were {a}",
    "of {c} {N}, {c} were {v} before the end of {y}",
    "the {n} had {k} {N} in {y}, {c} per cent more than in the year before",
    "the {n} {v} {c} {N} for {a} {N} in {c} {N} of {p}",
    "about {k} {N} {v} the {a} {n} in {m} {y}",
    "the {n} cost USD {k} and {v} {c} {N}",
    "{c} per cent of the {N} in {p} {v} a {n}, against {c} per cent in {y}",
];
