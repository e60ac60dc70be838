//! Data to take away: lists as CSV and JSON, records as JSON, nested tables as CSV, and what describes them all.
//!
//! There is one set for the portal, in no language's folder; it follows the default language where a table can have one only.

mod cells;
mod columns;
mod files;
mod json;
mod links;
mod package;
mod rows;
mod shown;
mod text;

pub(super) use files::{Cache, DataFile, document, files};
pub(super) use links::{beside_page, of_list, of_record};
pub(super) use rows::rows;
pub(super) use shown::{PAGE, address, kind_address, view};

use crate::base::Lang;
use crate::model::RecordId;
use crate::schema::{Field, Kind, published_fields};

use super::site::Site;

/// The package that lists all tables.
const PACKAGE: &str = "datapackage.json";

/// The folder of nested tables and schemas.
const FOLDER: &str = "data";

/// The nested tables of a kind that everybody may see, with their places in it.
fn tables(kind: &Kind) -> impl Iterator<Item = (usize, &Field)> {
    published_fields(kind).filter(|(_, field)| !field.fields().is_empty())
}

/// The public fields of a nested table, with their places in it.
fn nested(field: &Field) -> impl Iterator<Item = (usize, &Field)> {
    field.fields().iter().enumerate().filter(|(_, nested)| !nested.internal)
}

/// The language that tables follow where they can have one only.
fn language(site: &Site) -> &Lang {
    &site.model.languages[0]
}

/// The records of a kind in the order of its list.
fn records(site: &Site, kind: usize) -> &[RecordId] {
    site.ordered(kind, language(site))
}

/// Where something stands for everybody: with the portal's own address, where it is known.
fn full(site: &Site, address: &str) -> String {
    super::shell::canonical(site, address).unwrap_or_else(|| address.to_owned())
}
