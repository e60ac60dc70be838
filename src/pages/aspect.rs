//! Pages beside those of lists and records: one side of a record, or what is known of many records in one table.

use crate::base::Lang;
use crate::domain::Derived;
use crate::domain::rules::{self, Rule};
use crate::model::{Model, RecordId};
use crate::view::{Map, Value};

use super::plan::Page;
use super::shell::{self, Meta};
use super::site::Site;
use super::{form, linked, matrix, treaties};

/// What such a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The rules by which the portal works something out.
    Methodology,
    /// A part of the recommendations to a country, in the form of OHCHR's thematic list.
    Form {
        /// To whom.
        country: RecordId,
        /// Which part, from 1.
        number: usize,
        /// How many parts there are.
        of: usize,
    },
    /// A part of a table of how records spread over two fields.
    Coverage {
        /// Which table.
        table: usize,
        /// Which part, from 1.
        number: usize,
        /// How many parts there are.
        of: usize,
    },
    /// A part of the table of what States did with treaties.
    Treaties {
        /// Which part, from 1.
        number: usize,
        /// How many parts there are.
        of: usize,
    },
}

impl Aspect {
    /// The name that pages, and the template without its extension, have.
    pub fn name(&self) -> &'static str {
        match self {
            Aspect::Methodology => "methodology",
            Aspect::Form { .. } => "recommendations-form",
            Aspect::Coverage { .. } => "coverage",
            Aspect::Treaties { .. } => "treaties",
        }
    }

    /// The record that the page is about, where it is about one.
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Aspect::Form { country, .. } => Some(*country),
            Aspect::Methodology | Aspect::Coverage { .. } | Aspect::Treaties { .. } => None,
        }
    }

    /// Where it stands, without the folder of the language.
    pub(super) fn address(&self, model: &Model) -> String {
        match self {
            Aspect::Methodology => "methodology.html".to_owned(),
            Aspect::Form { country, number, .. } => form::address(model, *country, *number),
            Aspect::Coverage { table, number, .. } => matrix::address(model, *table, *number),
            Aspect::Treaties { number, .. } => treaties::address(model, *number),
        }
    }

    /// The variables of the page.
    pub(super) fn view(&self, site: &Site, page: &Page) -> Map {
        match self {
            Aspect::Methodology => methodology(site, page),
            Aspect::Form { country, number, of } => form::view(site, page, *country, *number, *of),
            Aspect::Coverage { table, number, of } => matrix::view(site, page, *table, *number, *of),
            Aspect::Treaties { number, of } => treaties::view(site, page, *number, *of),
        }
    }
}

/// Such pages as the portal has. A record that has no page has none of them either.
pub(super) fn planned(model: &Model, derived: &Derived, has_page: &[bool]) -> Vec<Aspect> {
    let mut planned = vec![Aspect::Methodology];
    planned.extend(form::planned(model, derived, has_page));
    planned.extend(matrix::planned(model));
    planned.extend(treaties::planned(model, derived));
    planned
}

/// Such pages about the records of a kind, as links from its list.
pub(super) fn of_kind(site: &Site, kind: usize, lang: &Lang) -> Value {
    matrix::links(site, kind, lang).into_iter().chain(treaties::links(site, kind, lang)).collect()
}

/// The address of such a page, for links to it.
pub(super) fn url(site: &Site, aspect: &Aspect, lang: &Lang) -> Value {
    Value::Url(format!("{}{}", site.prefix(lang), aspect.address(&site.model)).into())
}

fn methodology(site: &Site, page: &Page) -> Map {
    let lang = &page.lang;
    let mut meta = Meta::new(site.word(lang, "methodology"));
    meta.description = Some(site.word(lang, "methodology-about"));
    meta.about = Some(linked::collection(site, page, &meta));
    let rule = |rule: &Rule| Map::new().with("id", rule.to_string()).with("text", rule.words()).into();
    let about = Map::new()
        .with("url", url(site, &Aspect::Methodology, lang))
        .with("rules", rules::ALL.iter().map(rule).collect::<Value>())
        .with("stale_after", site.derived.terms.stale_after as usize)
        .with("due_soon", site.derived.terms.due_soon as usize);
    Map::new().with("page", shell::page(site, page, None, meta)).with("methodology", about)
}
