//! Which charts each page has. What the page shows and the files of comma-separated values both follow from this one list.

use crate::view::{Map, Value};

use super::chart::Figure;
use super::embed;
use super::plan::{Page, PageKind};
use super::site::Site;

/// The charts of a page in order, each with an id of its own.
///
/// A page that has charts is asked here twice: for its view, and for the files. So whatever has none must be told by its kind alone.
pub(super) fn of_page(site: &Site, page: &Page) -> Vec<Figure> {
    match &page.kind {
        PageKind::Record(id) => embed::of_body(site, *id, &page.lang),
        _ => Vec::new(),
    }
}

/// The charts of a page as templates see them.
pub(super) fn views(site: &Site, page: &Page) -> Value {
    of_page(site, page).iter().map(|figure| Value::Map(view(page, figure))).collect()
}

/// One chart of a page as templates see it.
pub(super) fn view(page: &Page, figure: &Figure) -> Map {
    figure.view(Some(csv_address(page, &figure.chart.id)))
}

/// Where the file of a chart stands: beside its page.
pub(super) fn csv_address(page: &Page, id: &str) -> String {
    file_beside(page.address.as_str(), id)
}

/// The same, by the address of the page.
pub(super) fn file_beside(page: &str, id: &str) -> String {
    format!("{}-{id}.csv", page.strip_suffix(".html").unwrap_or(page))
}
