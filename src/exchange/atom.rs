//! Feeds, as RFC 4287 has them.

use std::io;

use crate::view::{Feed, FeedEntry};

use super::xml::Xml;

/// A feed as Atom.
pub(super) fn feed(feed: &Feed) -> Vec<u8> {
    let root = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", feed.lang.as_str())];
    Xml::document("feed", &root, |xml| {
        xml.text("id", &[], &feed.address)?;
        xml.text("title", &[], &feed.title)?;
        if let Some(subtitle) = &feed.subtitle {
            xml.text("subtitle", &[], subtitle)?;
        }
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &feed.address)])?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.page)])?;
        let newest = feed.entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or_default();
        xml.text("updated", &[], newest)?;
        xml.element("author", &[], |xml| xml.text("name", &[], &feed.author))?;
        xml.text("generator", &[], feed.generator)?;
        feed.entries.iter().try_for_each(|one| entry(xml, feed, one))
    })
}

fn entry(xml: &mut Xml, feed: &Feed, entry: &FeedEntry) -> io::Result<()> {
    let other = [("xml:lang", entry.lang.as_str())];
    let lang = if entry.lang == feed.lang { &[][..] } else { &other[..] };
    xml.element("entry", lang, |xml| {
        xml.text("id", &[], &entry.address)?;
        xml.text("title", &[], &entry.title)?;
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.address)])?;
        xml.text("updated", &[], &entry.updated)?;
        if let Some(published) = &entry.published {
            xml.text("published", &[], published)?;
        }
        xml.empty("category", &[("term", &entry.category.0), ("label", &entry.category.1)])?;
        match &entry.summary {
            Some(summary) => xml.text("summary", &[], summary),
            None => Ok(()),
        }
    })
}
