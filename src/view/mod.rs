//! Plain values: exactly what a template may show. A page's view is therefore the list of what the page depends on.

pub mod chart;
mod data;
mod document;
mod prose;
mod rows;
mod search;
mod tiles;
mod value;

pub use chart::Chart;
pub use data::{Cells, Json, JsonText};
pub use document::{Document, Feed, FeedEntry, Sitemap, SitemapPage, WebManifest};
pub use prose::{Filling, Prose};
pub use rows::{Row, Rows, RowsField, RowsValue};
pub use search::{Catalogue, Entry, Passage, Shelf};
pub use tiles::{Ground, Mark, Tile, Tiles};
pub use value::{Card, Map, Shared, Value};

use crate::base::{Address, Digest, Hasher, Lang};

/// What one page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The template's name, for example `case-study.html`; the theme falls back to `record.html` and the like by itself.
    pub template: String,
    /// Where the page stands; its links are relative to this.
    pub address: Address,
    /// The language of the page's interface.
    pub lang: Lang,
    /// The variables of the template.
    pub data: Map,
}

impl Digest for View {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.template).text(self.address.as_str()).value(&self.lang).value(&self.data);
    }
}
