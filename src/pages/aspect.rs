//! Pages beside those of lists and records: one side of a record, or what is known of many records in one table.

use crate::base::Lang;
use crate::domain::Derived;
use crate::model::text::METHODOLOGY;
use crate::model::{Model, RecordId};
use crate::settings::Settings;
use crate::view::{Map, Value};

use super::plan::Page;
use super::progress::{self, Side};
use super::site::Site;
use super::{address, az, data, form, matrix, methodology, search, treaties};

/// What such a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The rules by which the portal works something out.
    Methodology,
    /// Where results of a search are shown.
    Search,
    /// A part of the index from A to Z.
    Index {
        /// Which part, from 1.
        number: usize,
        /// How many parts there are.
        of: usize,
    },
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
    /// A plan or an area from one side.
    Progress(RecordId, Side),
    /// The data to take away: all of it, or that of a kind by its place in the schema.
    Data(Option<usize>),
}

impl Aspect {
    /// The name that pages, and the template without its extension, have.
    pub fn name(&self) -> &'static str {
        match self {
            Aspect::Methodology => "methodology",
            Aspect::Search => "search",
            Aspect::Index { .. } => "a-z",
            Aspect::Form { .. } => "recommendations-form",
            Aspect::Coverage { .. } => "coverage",
            Aspect::Treaties { .. } => "treaties",
            Aspect::Progress(_, side) => side.name(),
            Aspect::Data(None) => "data",
            Aspect::Data(Some(_)) => "data-kind",
        }
    }

    /// The record that the page is about, where it is about one.
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Aspect::Form { country, .. } => Some(*country),
            Aspect::Methodology
            | Aspect::Search
            | Aspect::Index { .. }
            | Aspect::Coverage { .. }
            | Aspect::Treaties { .. }
            | Aspect::Data(_) => None,
            Aspect::Progress(id, _) => Some(*id),
        }
    }

    /// Where it stands, without the folder of the language.
    pub(super) fn address(&self, model: &Model) -> String {
        match self {
            Aspect::Methodology => METHODOLOGY.to_owned(),
            Aspect::Search => search::PAGE.to_owned(),
            Aspect::Index { number, .. } => az::address(*number),
            Aspect::Form { country, number, .. } => form::address(model, *country, *number),
            Aspect::Coverage { table, number, .. } => matrix::address(model, *table, *number),
            Aspect::Treaties { number, .. } => treaties::address(model, *number),
            Aspect::Progress(id, side) => below(model, *id, side.file()),
            Aspect::Data(None) => data::PAGE.to_owned(),
            Aspect::Data(Some(kind)) => data::address(model, *kind),
        }
    }

    /// The variables of the page.
    pub(super) fn view(&self, site: &Site, page: &Page) -> Map {
        match self {
            Aspect::Form { country, number, of } => form::view(site, page, *country, *number, *of),
            Aspect::Coverage { table, number, of } => matrix::view(site, page, *table, *number, *of),
            Aspect::Treaties { number, of } => treaties::view(site, page, *number, *of),
            Aspect::Methodology => methodology::methodology(site, page),
            Aspect::Search => search::page(site, page),
            Aspect::Index { number, of } => az::view(site, page, *number, *of),
            Aspect::Progress(id, side) => progress::view(site, page, *id, *side),
            Aspect::Data(kind) => data::view(site, page, *kind),
        }
    }
}

/// Such pages as the portal has. A record that has no page has none of them either.
pub(super) fn planned(model: &Model, derived: &Derived, has_page: &[bool], settings: &Settings) -> Vec<Aspect> {
    let mut planned = vec![Aspect::Methodology];
    planned.extend(settings.search.then_some(Aspect::Search));
    planned.extend(az::planned(model, has_page));
    planned.extend(progress::planned(model, derived, has_page));
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

/// A page in the folder that a record has for such pages: `plans/example/status.html`.
fn below(model: &Model, id: RecordId, file: &str) -> String {
    let page = address::record(model.kind_of(id), &address::record_slug(model, id));
    format!("{}/{file}", page.strip_suffix(".html").unwrap_or(&page))
}
