//! Which charts each page has. What the page shows and the files of comma-separated values both follow from this one list.

use crate::base::Lang;
use crate::model::RecordId;
use crate::view::{Map, Value};

use super::aspect::Aspect;
use super::chart::Figure;
use super::plan::{Page, PageKind};
use super::progress::{self, Side};
use super::site::Site;
use super::{embed, measures, sums};

/// The charts of a page in order, each with an id of its own.
///
/// A page that has charts is asked here twice: for its view, and for the files. So whatever has none must be told by its kind alone.
pub(super) fn of_page(site: &Site, page: &Page) -> Vec<Figure> {
    match &page.kind {
        PageKind::Record(id) => {
            let mut figures = of_record(site, *id, &page.lang);
            figures.extend(embed::of_body(site, *id, &page.lang));
            figures
        }
        PageKind::Aspect(Aspect::Progress(id, Side::Timeline)) => progress::of_timeline(site, *id, &page.lang),
        _ => Vec::new(),
    }
}

/// The charts of a record's page, by the logic of its kind.
fn of_record(site: &Site, id: RecordId, lang: &Lang) -> Vec<Figure> {
    match site.model.kind_of(id).logic.as_deref() {
        Some("indicator") => measures::figures(site, id, lang),
        Some("fund") => sums::of_fund(site, id, lang),
        Some("plan") => progress::of_record(site, id, lang),
        Some(_) => sums::of_budget(site, id, lang),
        None => Vec::new(),
    }
}

/// The charts of a page as templates see them, without those that stand in its text.
pub(super) fn views(site: &Site, page: &Page) -> Value {
    let figures = match &page.kind {
        PageKind::Record(id) => of_record(site, *id, &page.lang),
        _ => of_page(site, page),
    };
    figures.iter().map(|figure| Value::Map(view(page, figure))).collect()
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
