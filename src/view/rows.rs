//! The rows of a list as data, for the script that filters and sorts them in the reader's browser. Links are relative to the list's first page.

use std::sync::Arc;

use serde::Serialize;

use crate::base::{Digest, Hasher, Lang};

/// All rows of a kind's list in one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rows {
    /// The name under which the script asks for them: `rows/recommendations`.
    #[serde(skip)]
    pub name: String,
    /// The language of everything that does not say otherwise.
    #[serde(serialize_with = "code")]
    pub lang: Lang,
    /// How many rows are shown at a time.
    pub step: usize,
    /// Whether the rows carry their texts.
    pub texts: bool,
    /// The fields in the order of each row's cells.
    pub fields: Vec<RowsField>,
    /// The rows in the order of the kind.
    pub rows: Vec<Row>,
}

/// A field, with each value that occurs in it once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowsField {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: Option<Arc<str>>,
    /// The name of its type.
    #[serde(rename = "type")]
    pub ty: &'static str,
    /// Whether the list can be narrowed by it.
    #[serde(skip_serializing_if = "no")]
    pub facet: bool,
    /// Whether the list can be sorted by it.
    #[serde(skip_serializing_if = "no")]
    pub sort: bool,
    /// Its values: of a choice in their declared order, of others as they occur.
    pub values: Vec<RowsValue>,
}

/// A value of a field.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RowsValue {
    /// What readers see.
    pub title: Arc<str>,
    /// What it is called in addresses; of dates and numbers, what they are sorted by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Arc<str>>,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The language of the title.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "code_of_some")]
    pub lang: Option<Lang>,
    /// A set formula that goes with the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Arc<str>>,
    /// How it is marked, for what is reported: a class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// Whose word it is, for what is reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Arc<str>>,
    /// When it was said, for what is reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Arc<str>>,
}

/// A record in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// Its page.
    pub url: String,
    /// Its title.
    pub title: Arc<str>,
    /// The language of the title.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "code_of_some")]
    pub lang: Option<Lang>,
    /// A set formula that goes with the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Arc<str>>,
    /// Whether it is a draft, which only shows while editing.
    #[serde(skip_serializing_if = "no")]
    pub draft: bool,
    /// The text that stands below the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Arc<str>>,
    /// The language of the text.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "code_of_some")]
    pub text_lang: Option<Lang>,
    /// For each field, the places of its values; written as a number where there is one.
    #[serde(serialize_with = "short")]
    pub cells: Vec<Vec<usize>>,
}

fn no(value: &bool) -> bool {
    !value
}

fn code<S: serde::Serializer>(lang: &Lang, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(lang.as_str())
}

fn code_of_some<S: serde::Serializer>(lang: &Option<Lang>, serializer: S) -> Result<S::Ok, S::Error> {
    match lang {
        Some(lang) => code(lang, serializer),
        None => serializer.serialize_none(),
    }
}

fn short<S: serde::Serializer>(cells: &[Vec<usize>], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Cell<'a> {
        One(usize),
        Many(&'a [usize]),
    }
    serializer.collect_seq(cells.iter().map(|cell| match cell[..] {
        [one] => Cell::One(one),
        _ => Cell::Many(cell),
    }))
}

impl Digest for Rows {
    fn digest(&self, hasher: &mut Hasher) {
        let Rows { name, lang, step, texts, fields, rows } = self;
        hasher.text(name).value(lang).number(*step as u64).number((*texts).into());
        fields[..].digest(hasher);
        rows[..].digest(hasher);
    }
}

impl Digest for RowsField {
    fn digest(&self, hasher: &mut Hasher) {
        let RowsField { id, label, ty, facet, sort, values } = self;
        hasher.text(id).text(ty).number((*facet).into()).number((*sort).into());
        optional([label], hasher);
        values[..].digest(hasher);
    }
}

impl Digest for RowsValue {
    fn digest(&self, hasher: &mut Hasher) {
        let RowsValue { title, id, url, lang, note, mark, by, when } = self;
        hasher.text(title).value(url).value(lang).value(mark);
        optional([id, note, by, when], hasher);
    }
}

impl Digest for Row {
    fn digest(&self, hasher: &mut Hasher) {
        let Row { url, title, lang, note, draft, text, text_lang, cells } = self;
        hasher.text(url).text(title).value(lang).number((*draft).into()).value(text_lang);
        optional([note, text], hasher);
        for cell in cells {
            hasher.number(cell.len() as u64);
            cell.iter().for_each(|place| {
                hasher.number(*place as u64);
            });
        }
    }
}

fn optional<const N: usize>(texts: [&Option<Arc<str>>; N], hasher: &mut Hasher) {
    for text in texts {
        hasher.number(text.is_some().into()).text(text.as_deref().unwrap_or_default());
    }
}
