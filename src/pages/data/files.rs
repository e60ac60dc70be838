//! Which files of data there are, where they stand, and what each says.

use std::sync::OnceLock;

use crate::model::{Model, RecordId};
use crate::schema::published_schema;
use crate::view::{Cells, Document, JsonText};

use super::super::aspect::Aspect;
use super::super::plan::{ListPage, PageKind};
use super::super::site::Site;
use super::super::{address, list, matrix, treaties};
use super::columns::{self, Column};
use super::{FOLDER, PACKAGE, cells, json, language, nested, package, records, rows, tables};

/// What a file of data holds.
#[derive(Clone, Debug, PartialEq)]
pub enum DataFile {
    /// The rows of a list, by the place of its first page in the plan.
    Table(usize),
    /// The records of a list as JSON.
    Records(usize),
    /// A record as JSON.
    Record(RecordId),
    /// A nested table of all records of a kind, by the places of the kind and the field.
    Rows(usize, usize),
    /// How the records of a kind spread over two fields.
    Coverage(usize),
    /// What States did with treaties.
    Treaties,
    /// The form of a kind's records.
    Schema(usize),
    /// The list of all tables.
    Package,
}

/// What several files hold, made when it is asked for and kept for the others.
#[derive(Default, Clone)]
pub struct Cache {
    /// For each kind, the columns of its table.
    columns: Vec<OnceLock<Vec<Column>>>,
    /// For each record, its row.
    rows: Vec<OnceLock<Cells>>,
    /// For each record, its JSON without its text.
    records: Vec<OnceLock<JsonText>>,
}

impl Cache {
    /// Room for what a model holds.
    pub(in super::super) fn new(model: &Model) -> Cache {
        Cache {
            columns: model.schema.kinds().iter().map(|_| OnceLock::new()).collect(),
            rows: model.ids().map(|_| OnceLock::new()).collect(),
            records: model.ids().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Forgets what was made of a record.
    pub(in super::super) fn forget(&mut self, id: RecordId) {
        self.rows[id.0 as usize].take();
        self.records[id.0 as usize].take();
    }
}

/// All files of data, with their addresses.
pub(in super::super) fn files(site: &Site) -> Vec<(String, DataFile)> {
    if !site.settings.data {
        return Vec::new();
    }
    let mut files = Vec::new();
    let pages = site.plan.pages.iter().enumerate().filter(|(_, page)| page.lang == *language(site));
    for (place, page) in pages {
        match &page.kind {
            PageKind::List(list) if has_files(list) => {
                files.push((beside(page.address.as_str(), "csv"), DataFile::Table(place)));
                files.push((beside(page.address.as_str(), "json"), DataFile::Records(place)));
            }
            PageKind::Record(id) if site.shows(*id) => {
                files.push((beside(page.address.as_str(), "json"), DataFile::Record(*id)));
            }
            PageKind::Aspect(Aspect::Coverage { table, number: 1, .. }) => {
                files.push((beside(page.address.as_str(), "csv"), DataFile::Coverage(*table)));
            }
            PageKind::Aspect(Aspect::Treaties { number: 1, .. }) => {
                files.push((beside(page.address.as_str(), "csv"), DataFile::Treaties));
            }
            _ => {}
        }
    }
    for kind in kinds(site) {
        files.push((schema_address(site, kind), DataFile::Schema(kind)));
        let of_kind = filled(site, kind).into_iter();
        files.extend(of_kind.map(|field| (rows_address(site, kind, field), DataFile::Rows(kind, field))));
    }
    files.push((PACKAGE.to_owned(), DataFile::Package));
    files
}

/// What a file says.
pub(in super::super) fn document(site: &Site, file: &DataFile) -> Document {
    match file {
        DataFile::Table(page) => with_list(site, *page, |list, ids| {
            let rows = ids.iter().map(|id| row(site, *id)).collect();
            Document::Table(head(columns(site, list.kind)), rows)
        }),
        DataFile::Records(page) => {
            with_list(site, *page, |_, ids| Document::Records(ids.iter().map(|id| record(site, *id)).collect()))
        }
        DataFile::Record(id) => Document::Json(JsonText::new(json::record(site, *id, true).lines())),
        DataFile::Rows(kind, field) => {
            Document::Table(head(&row_columns(site, *kind, *field)), rows_of(site, *kind, *field))
        }
        DataFile::Coverage(table) => Document::Csv(matrix::rows(site, *table, language(site))),
        DataFile::Treaties => Document::Csv(treaties::rows(site, language(site))),
        DataFile::Schema(kind) => {
            let kind = &site.model.schema.kinds()[*kind];
            pretty(&published_schema(kind, &site.model.languages))
        }
        DataFile::Package => pretty(&package::package(site)),
    }
}

fn pretty(value: &serde_json::Value) -> Document {
    Document::Json(JsonText::new(format!("{value:#}")))
}

fn with_list(site: &Site, page: usize, say: impl Fn(&ListPage, &[RecordId]) -> Document) -> Document {
    match &site.plan.pages[page].kind {
        PageKind::List(list) => say(list, &list::records(site, list, language(site))),
        _ => Document::Records(Vec::new()),
    }
}

/// Whether a list has files of its own: the whole list of a kind or of a value, not its further parts, and not those of pairs.
pub(super) fn has_files(list: &ListPage) -> bool {
    list.number == 1 && !list.all && list.filters.len() < 2
}

/// The file beside a page.
pub(super) fn beside(page: &str, extension: &str) -> String {
    format!("{}.{extension}", page.strip_suffix(".html").unwrap_or(page))
}

/// The list of a kind, or of one of its values, as a file.
pub(super) fn list_address(site: &Site, list: &ListPage, extension: &str) -> String {
    let first = ListPage { number: 1, all: false, ..list.clone() };
    beside(&address::list(&site.model, &first), extension)
}

/// The whole list of a kind as a file.
pub(super) fn kind_list(site: &Site, kind: usize, extension: &str) -> String {
    let list = ListPage { kind, filters: Vec::new(), number: 1, of: 1, all: false, has_all: false };
    list_address(site, &list, extension)
}

/// Where a nested table stands.
pub(super) fn rows_address(site: &Site, kind: usize, field: usize) -> String {
    let kind = &site.model.schema.kinds()[kind];
    format!("{FOLDER}/{}/{}.csv", kind.id, kind.fields[field].id.replace('_', "-"))
}

/// Where the form of a kind's records is described.
pub(super) fn schema_address(site: &Site, kind: usize) -> String {
    format!("{FOLDER}/{}.schema.json", site.model.schema.kinds()[kind].id)
}

/// The kinds that have records, by their places.
pub(super) fn kinds(site: &Site) -> impl Iterator<Item = usize> {
    (0..site.model.schema.kinds().len()).filter(|kind| !records(site, *kind).is_empty())
}

/// The nested tables of a kind that have rows.
pub(super) fn filled(site: &Site, kind: usize) -> Vec<usize> {
    let filled = |place: usize| records(site, kind).iter().any(|id| !site.model.record(*id).values(place).is_empty());
    tables(&site.model.schema.kinds()[kind]).map(|(place, _)| place).filter(|place| filled(*place)).collect()
}

/// The columns of a kind's table.
pub(super) fn columns(site: &Site, kind: usize) -> &[Column] {
    site.data.columns[kind].get_or_init(|| {
        let kind = &site.model.schema.kinds()[kind];
        columns::of_records(crate::schema::published_fields(kind), &site.model.languages)
    })
}

/// The columns of a nested table.
pub(super) fn row_columns(site: &Site, kind: usize, field: usize) -> Vec<Column> {
    columns::of_rows(nested(&site.model.schema.kinds()[kind].fields[field]), &site.model.languages)
}

fn head(columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| column.name.clone()).collect()
}

/// The row of a record.
pub(super) fn row(site: &Site, id: RecordId) -> Cells {
    let kind = site.model.record(id).kind;
    let row = || cells::of_record(site, id, &site.model.schema.kinds()[kind].fields, columns(site, kind));
    site.data.rows[id.0 as usize].get_or_init(row).clone()
}

fn record(site: &Site, id: RecordId) -> JsonText {
    let record = || JsonText::new(json::record(site, id, false).compact());
    site.data.records[id.0 as usize].get_or_init(record).clone()
}

/// The rows of a nested table of all records of a kind, in the order of the records.
pub(super) fn rows_of(site: &Site, kind: usize, place: usize) -> Vec<Cells> {
    let field = &site.model.schema.kinds()[kind].fields[place];
    let columns = row_columns(site, kind, place);
    let of_record = |id: &RecordId| {
        let rows = rows::rows(site, *id, place, field).into_iter();
        let cells = |row: rows::Row| {
            let values = |place: usize| row.iter().find(|(at, _)| *at == place).map_or(&[][..], |(_, items)| *items);
            cells::row(site, *id, field.fields(), &columns, values)
        };
        rows.map(cells).collect::<Vec<Cells>>()
    };
    records(site, kind).iter().flat_map(of_record).collect()
}

/// How many rows a nested table has.
pub(super) fn count(site: &Site, kind: usize, place: usize) -> usize {
    let field = &site.model.schema.kinds()[kind].fields[place];
    records(site, kind).iter().map(|id| rows::rows(site, *id, place, field).len()).sum()
}
