//! A Markdown text ready to be shown: HTML with numbered holes, and what each hole shows on this portal.

use std::sync::Arc;

use crate::base::{Digest, Hash, Hasher, Lang};

use super::value::Map;

/// A text and what fills its holes. Two proses with equal hashes show the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Prose {
    hash: Hash,
    html: Arc<str>,
    fillings: Vec<Filling>,
}

/// What stands in one hole.
#[derive(Clone, Debug, PartialEq)]
pub enum Filling {
    /// Nothing: what should stand here is wrong, and was reported.
    Nothing,
    /// A link to a page of the portal, or its text alone where there is no page.
    Link {
        /// The page's address, perhaps with a fragment.
        url: Option<Arc<str>>,
        /// What the reader sees.
        text: Arc<str>,
        /// The language of the text, where it is not that of the prose.
        lang: Option<Lang>,
        /// `reference` or `cite`: the link's class.
        class: &'static str,
        /// A set formula that goes with the name, shown after it at its first mention.
        note: Option<Arc<str>>,
    },
    /// The value of an `href`: an address of the site, or a fragment of this page.
    Href(Arc<str>),
    /// A picture.
    Image {
        /// The picture's address.
        url: Arc<str>,
        /// Its text alternative.
        alt: Arc<str>,
        /// Its title.
        title: Option<Arc<str>>,
        /// Width and height in pixels, where known.
        size: Option<(u32, u32)>,
    },
    /// A word of the interface, by its key.
    Word(&'static str),
    /// A block that a template of the theme shows.
    Embed {
        /// The template: `embeds/records.html`.
        template: Arc<str>,
        /// Its variables.
        data: Map,
    },
}

impl Prose {
    /// A text with its fillings, one for each hole in order. `html_hash` is the hash of `html`, which is known where it was parsed.
    pub fn new(html: Arc<str>, html_hash: Hash, fillings: Vec<Filling>) -> Prose {
        let mut hasher = Hasher::new();
        hasher.hash(html_hash).value(&fillings[..]);
        Prose { hash: hasher.finish(), html, fillings }
    }

    /// The hash of everything that the prose shows.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The HTML with marks for holes (see `parse::markdown`).
    pub fn html(&self) -> &str {
        &self.html
    }

    /// What fills the holes, in order.
    pub fn fillings(&self) -> &[Filling] {
        &self.fillings
    }
}

impl Digest for Filling {
    fn digest(&self, hasher: &mut Hasher) {
        let optional = |hasher: &mut Hasher, text: &Option<Arc<str>>| {
            hasher.number(text.is_some().into()).text(text.as_deref().unwrap_or(""));
        };
        match self {
            Filling::Nothing => {
                hasher.number(0);
            }
            Filling::Link { url, text, lang, class, note } => {
                optional(hasher.number(1), url);
                optional(hasher.text(text).value(lang).text(class), note);
            }
            Filling::Href(url) => {
                hasher.number(2).text(url);
            }
            Filling::Image { url, alt, title, size } => {
                optional(hasher.number(3).text(url).text(alt), title);
                let (width, height) = size.unwrap_or_default();
                hasher.number(width.into()).number(height.into());
            }
            Filling::Word(key) => {
                hasher.number(4).text(key);
            }
            Filling::Embed { template, data } => {
                hasher.number(5).text(template).value(data);
            }
        }
    }
}

impl serde::Serialize for Prose {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let marked = self.html.replace('\u{E000}', "{hole ").replace('\u{E001}', "}");
        serializer.serialize_str(&marked)
    }
}
