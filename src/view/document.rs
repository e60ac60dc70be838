//! What the documents beside the pages say: feeds, the sitemap, rules for robots, the web manifest, data. Plain values, as views are.

use std::sync::Arc;

use crate::base::{Digest, Hasher, Lang};

use super::data::{Cells, JsonText};
use super::rows::Rows;

/// A document that programs read.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// What is new, as Atom.
    Feed(Feed),
    /// Pages that search engines may show.
    Sitemap(Sitemap),
    /// The parts of a sitemap that is too long for one file, by their absolute addresses.
    SitemapIndex(Vec<String>),
    /// What robots may do: everything. With the absolute address of the sitemap, where there is one.
    Robots(Option<String>),
    /// The portal as something to be kept on a phone.
    Manifest(WebManifest),
    /// A table as comma-separated values: rows of cells, the first with the names of the columns.
    Csv(Vec<Vec<String>>),
    /// A table of records as comma-separated values: the names of the columns, and a row for each record.
    Table(Vec<String>, Vec<Cells>),
    /// A list of records as JSON.
    Records(Vec<JsonText>),
    /// A JSON text.
    Json(JsonText),
    /// The rows of a list, for the script that filters them.
    Rows(Rows),
}

/// A feed. All addresses are absolute; moments are as RFC 3339 has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Its own address, which is also its id.
    pub address: String,
    /// The page that shows the same.
    pub page: String,
    /// Its name.
    pub title: Arc<str>,
    /// What it is about, in a sentence.
    pub subtitle: Option<Arc<str>>,
    /// Who speaks.
    pub author: Arc<str>,
    /// What made it.
    pub generator: &'static str,
    /// The language of its own texts.
    pub lang: Lang,
    /// The newest first; at least one.
    pub entries: Vec<FeedEntry>,
}

/// An entry of a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedEntry {
    /// The address of its page, which is also its id.
    pub address: String,
    /// Its title.
    pub title: Arc<str>,
    /// What it says, in a sentence or two, as plain text.
    pub summary: Option<Arc<str>>,
    /// The language of title and summary.
    pub lang: Lang,
    /// The moment by which it is new.
    pub updated: String,
    /// When it came to the portal, where that is known.
    pub published: Option<String>,
    /// The id of its kind, and what readers call one such record.
    pub category: (String, Arc<str>),
}

/// Pages, each of which exists in every language.
#[derive(Clone, Debug, PartialEq)]
pub struct Sitemap {
    /// The portal's public address, with a final `/`.
    pub base: String,
    /// The languages and their folders, with a final `/` or empty; the default one first.
    pub languages: Vec<(Lang, String)>,
    /// The pages.
    pub pages: Vec<SitemapPage>,
}

/// A page in a sitemap.
#[derive(Clone, Debug, PartialEq)]
pub struct SitemapPage {
    /// Its address below the folder of each language.
    pub path: String,
    /// A year, month or day: when its content was last looked at.
    pub reviewed: Option<String>,
}

/// A web manifest. Links are relative to it.
#[derive(Clone, Debug, PartialEq)]
pub struct WebManifest {
    /// The portal's name.
    pub name: Arc<str>,
    /// What it is, in a sentence.
    pub description: Option<Arc<str>>,
    /// The language of its texts.
    pub lang: Lang,
    /// The icons: link, type, sizes.
    pub icons: Vec<(String, &'static str, &'static str)>,
    /// The colours of the frame and of the paper.
    pub colours: Option<(String, String)>,
}

impl Digest for Document {
    fn digest(&self, hasher: &mut Hasher) {
        match self {
            Document::Feed(feed) => feed.digest(hasher.number(0)),
            Document::Sitemap(sitemap) => sitemap.digest(hasher.number(1)),
            Document::SitemapIndex(parts) => parts[..].digest(hasher.number(2)),
            Document::Robots(sitemap) => sitemap.digest(hasher.number(3)),
            Document::Manifest(manifest) => manifest.digest(hasher.number(4)),
            Document::Csv(rows) => {
                hasher.number(5).number(rows.len() as u64);
                rows.iter().for_each(|row| row[..].digest(hasher));
            }
            Document::Table(head, rows) => {
                head[..].digest(hasher.number(6));
                rows[..].digest(hasher);
            }
            Document::Records(records) => records[..].digest(hasher.number(7)),
            Document::Json(text) => text.digest(hasher.number(8)),
            Document::Rows(rows) => rows.digest(hasher.number(9)),
        }
    }
}

impl Digest for Feed {
    fn digest(&self, hasher: &mut Hasher) {
        let Feed { address, page, title, subtitle, author, generator, lang, entries } = self;
        hasher.text(address).text(page).text(title).text(author).text(generator).value(lang);
        optional(subtitle.as_deref(), hasher);
        entries[..].digest(hasher);
    }
}

impl Digest for FeedEntry {
    fn digest(&self, hasher: &mut Hasher) {
        let FeedEntry { address, title, summary, lang, updated, published, category } = self;
        hasher.text(address).text(title).value(lang).text(updated).value(published);
        hasher.text(&category.0).text(&category.1);
        optional(summary.as_deref(), hasher);
    }
}

impl Digest for Sitemap {
    fn digest(&self, hasher: &mut Hasher) {
        let Sitemap { base, languages, pages } = self;
        hasher.text(base).number(languages.len() as u64);
        for (lang, folder) in languages {
            hasher.value(lang).text(folder);
        }
        hasher.number(pages.len() as u64);
        for page in pages {
            hasher.text(&page.path).value(&page.reviewed);
        }
    }
}

impl Digest for WebManifest {
    fn digest(&self, hasher: &mut Hasher) {
        let WebManifest { name, description, lang, icons, colours } = self;
        hasher.text(name).value(lang).number(icons.len() as u64);
        optional(description.as_deref(), hasher);
        for (link, kind, sizes) in icons {
            hasher.text(link).text(kind).text(sizes);
        }
        hasher.number(colours.is_some().into());
        if let Some((frame, paper)) = colours {
            hasher.text(frame).text(paper);
        }
    }
}

fn optional(text: Option<&str>, hasher: &mut Hasher) {
    hasher.number(text.is_some().into());
    if let Some(text) = text {
        hasher.text(text);
    }
}
