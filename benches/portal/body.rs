//! The text of a case study: sections with paragraphs, lists, tables and footnotes, in no dialect of Markdown yet.

use super::prose::Writer;
use super::random::Random;
use super::site::{Cite, Site};
use super::terms::{COUNTRIES, MECHANISMS, PERSONS, THEMES};

/// A part of a text.
pub enum Block {
    /// A heading: the id of the section, and its words.
    Heading(&'static str, &'static str),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List(Vec<Vec<Inline>>),
    /// A table: its rows, the first of which is its head.
    Table(Vec<Vec<String>>),
    /// A footnote with its number.
    Note(usize, Vec<Inline>),
}

/// A part of a line.
pub enum Inline {
    /// Words.
    Text(String),
    /// A link to another record, with words of its own or with the record's title.
    Reference(Target, Option<String>),
    /// Evidence.
    Cite(Cite),
    /// A link to somewhere else.
    Outside(String, String),
    /// The mention of a footnote.
    Mention(usize),
}

/// What a reference leads to, by its place.
#[derive(Clone, Copy)]
pub enum Target {
    /// A term: vocabulary and term.
    Term(usize, usize),
    /// A case study.
    Case(usize),
    /// A recommendation.
    Recommendation(usize),
    /// An action.
    Action(usize),
}

const SECTIONS: &[(&str, &str)] = &[
    ("context", "Context and human rights analysis"),
    ("standards", "Standards and recommendations relied on"),
    ("what-was-done", "What was done, and how people took part"),
    ("results", "Results, and who says so"),
    ("sustainability", "Sustainability"),
    ("lessons", "Challenges and lessons"),
];

/// Where the list and the tables stand, by section.
const LIST: usize = 2;
const TABLES: [usize; 2] = [3, 1];

const PARAGRAPHS: usize = 3;

/// The text of a case study.
pub fn body(site: &Site, number: usize) -> Vec<Block> {
    let mut writer = site.writer("body", number);
    let notes = writer.random().between(2, 4);
    let two_tables = writer.random().chance(50);
    let mut specials = specials(site, number, notes, &mut writer);
    let paragraphs = SECTIONS.len() * PARAGRAPHS;
    let mut blocks = Vec::new();
    for (section, (id, title)) in SECTIONS.iter().enumerate() {
        blocks.push(Block::Heading(id, title));
        for at in 0..PARAGRAPHS {
            let left = paragraphs - section * PARAGRAPHS - at;
            let share = specials.len().div_ceil(left);
            let here = specials.drain(..share).collect();
            blocks.push(Block::Paragraph(paragraph(&mut writer, here)));
        }
        if section == LIST {
            let items = 3 + writer.random().below(3);
            blocks.push(Block::List((0..items).map(|_| vec![text(writer.sentence())]).collect()));
        }
        if section == TABLES[0] || section == TABLES[1] && two_tables {
            table(site, &mut writer, &mut blocks);
        }
    }
    for note in 1..=notes {
        blocks.push(Block::Note(note, vec![text(format!("{}.", writer.sentence()))]));
    }
    blocks
}

/// What the text links to and rests on, in the order of its mention. Footnotes come in the order of their numbers.
fn specials(site: &Site, number: usize, notes: usize, writer: &mut Writer) -> Vec<Inline> {
    let (references, cites) = (writer.random().between(3, 5), writer.random().between(3, 4));
    let mut specials: Vec<Inline> = Vec::new();
    for at in 0..references {
        let words = writer.words_of_link();
        let random = writer.random();
        let target = target(site, number, at, random);
        let named = !matches!(target, Target::Term(..));
        specials.push(Inline::Reference(target, named.then_some(words)));
    }
    for _ in 0..cites {
        specials.push(Inline::Cite(site.cite(writer.random())));
    }
    if writer.random().chance(40) {
        let words = writer.words_of_link();
        let page = writer.random().below(9000);
        specials.push(Inline::Outside(words, format!("https://www.example.org/documents/{page}")));
    }
    specials.extend((0..notes).map(|_| Inline::Mention(0)));
    for at in (1..specials.len()).rev() {
        let other = writer.random().below(at + 1);
        specials.swap(at, other);
    }
    let mut note = 0;
    for special in &mut specials {
        if let Inline::Mention(number) = special {
            note += 1;
            *number = note;
        }
    }
    specials
}

/// The first reference of each text is to another text, the second to a recommendation, the others to terms and actions.
fn target(site: &Site, number: usize, at: usize, random: &mut Random) -> Target {
    let own = &site.cases[number].terms;
    let term = |random: &mut Random, vocabulary: usize| match own[vocabulary].as_slice() {
        [] => Target::Term(COUNTRIES, own[COUNTRIES][0]),
        terms => Target::Term(vocabulary, random.pick(terms)),
    };
    match at {
        0 => Target::Case(match random.below(site.cases.len()) {
            other if other == number => (other + 1) % site.cases.len(),
            other => other,
        }),
        1 => Target::Recommendation(random.below(site.recommendations.len())),
        2 => term(random, COUNTRIES),
        3 if random.chance(20) => Target::Action(random.below(site.actions.len())),
        _ => match random.below(3) {
            0 => term(random, THEMES),
            1 => term(random, PERSONS),
            _ => term(random, MECHANISMS),
        },
    }
}

/// A paragraph that holds these links, cites and footnotes, one a sentence.
fn paragraph(writer: &mut Writer, specials: Vec<Inline>) -> Vec<Inline> {
    let sentences = specials.len().max(3 + writer.random().below(2));
    let mut line = Vec::new();
    let mut specials = specials.into_iter();
    for at in 0..sentences {
        if at > 0 {
            line.push(text(" ".to_owned()));
        }
        sentence(writer, specials.next(), &mut line);
    }
    line
}

fn sentence(writer: &mut Writer, special: Option<Inline>, line: &mut Vec<Inline>) {
    let start = match &special {
        Some(Inline::Cite(_)) if writer.random().chance(75) => writer.figures(),
        _ => writer.sentence(),
    };
    let (before, after) = match &special {
        None | Some(Inline::Text(_)) => ("", "."),
        Some(Inline::Cite(_)) => (" ", "."),
        Some(Inline::Mention(_)) => (".", ""),
        Some(Inline::Outside(..)) => (", as told in ", "."),
        Some(Inline::Reference(Target::Term(COUNTRIES, _), _)) => (" in ", "."),
        Some(Inline::Reference(Target::Term(MECHANISMS, _), _)) => (", as requested by ", "."),
        Some(Inline::Reference(Target::Term(..), _)) => (" (a matter of **", "**)."),
        Some(Inline::Reference(Target::Case(_), _)) => ("; for another way see ", "."),
        Some(Inline::Reference(..)) => (", in answer to ", "."),
    };
    line.push(text(start + before));
    line.extend(special);
    if !after.is_empty() {
        line.push(text(after.to_owned()));
    }
}

/// A table, after a sentence that says where its figures are from.
fn table(site: &Site, writer: &mut Writer, blocks: &mut Vec<Block>) {
    let lead_in = writer.fill("the table shows the {n} of {N} by {n}");
    let cite = site.cite(writer.random());
    blocks.push(Block::Paragraph(vec![text(format!("{lead_in} ")), Inline::Cite(cite), text(".".to_owned())]));
    let (columns, rows) = (writer.random().between(3, 5), writer.random().between(4, 7));
    let head = ["Place", "Whom", "Year", "Number", "Share"];
    let mut table = vec![head[..columns].iter().map(|cell| (*cell).to_owned()).collect()];
    table.extend((0..rows).map(|_| (0..columns).map(|column| writer.cell(column)).collect::<Vec<_>>()));
    blocks.push(Block::Table(table));
}

fn text(words: String) -> Inline {
    Inline::Text(words)
}
