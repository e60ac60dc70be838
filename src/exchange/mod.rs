//! The documents beside the pages, in the formats that other programs read: Atom, sitemaps, `robots.txt`, web manifests, CSV, JSON, and
//! rows for the script that filters lists.

mod atom;
mod csv;
mod json;
mod manifest;
mod rows;
mod sitemap;
#[cfg(test)]
mod tests;
mod xml;

use crate::view::Document;

/// The bytes of a document.
pub fn bytes(document: &Document) -> Vec<u8> {
    match document {
        Document::Feed(feed) => atom::feed(feed),
        Document::Sitemap(sitemap) => sitemap::pages(sitemap),
        Document::SitemapIndex(parts) => sitemap::index(parts),
        Document::Robots(sitemap) => robots(sitemap.as_deref()),
        Document::Manifest(portal) => manifest::manifest(portal),
        Document::Csv(rows) => csv::csv(rows),
        Document::Table(head, rows) => csv::table(head, rows),
        Document::Records(records) => json::list(records),
        Document::Json(text) => json::text(text),
        Document::Rows(rows) => rows::script(rows),
    }
}

fn robots(sitemap: Option<&str>) -> Vec<u8> {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(sitemap) = sitemap {
        text.push_str(&format!("\nSitemap: {sitemap}\n"));
    }
    text.into_bytes()
}
