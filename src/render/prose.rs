//! Fills the holes of a Markdown text: links, words of the interface, pictures, and blocks that the theme shows.

use std::fmt::Write;

use crate::base::Lang;
use crate::view::{Filling, Prose};

use super::convert::Page;
use super::link::{self, escaped};

/// A hole is written as this character, its number, and [`CLOSE`].
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

impl Page<'_> {
    /// The text as HTML.
    pub fn prose(&self, prose: &Prose) -> String {
        let mut html = String::with_capacity(prose.html().len() * 5 / 4);
        let text = link::unmarked(prose.html());
        let mut rest = &*text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            html.push_str(before);
            let Some((number, after)) = after.split_once(CLOSE) else {
                rest = after;
                continue;
            };
            if let Some(filling) = number.parse().ok().and_then(|number: usize| prose.fillings().get(number)) {
                self.fill(filling, &mut html);
            }
            rest = after;
        }
        html.push_str(rest);
        html
    }

    fn fill(&self, filling: &Filling, html: &mut String) {
        match filling {
            Filling::Nothing => {}
            Filling::Href(target) => html.push_str(&link::marked(target)),
            Filling::Word(key) => {
                // Words are kept under the names that templates can write, which have no hyphen.
                let word = self.renderer.theme.words().get(self.lang, &key.replace('-', "_"));
                html.push_str(&escaped(word.map_or(*key, |word| word)));
            }
            Filling::Link { url, text, lang, class, note } => {
                self.link(html, url.as_deref(), text, lang.as_ref(), class);
                if let Some(note) = note {
                    html.push_str(" <span class=\"note\">");
                    html.push_str(&escaped(note));
                    html.push_str("</span>");
                }
            }
            Filling::Image { url, alt, title, size } => {
                html.push_str("<img");
                attribute_as_is(html, "src", &link::marked(url));
                attribute(html, "alt", alt);
                if let Some(title) = title {
                    attribute(html, "title", title);
                }
                if let Some((width, height)) = size {
                    // Writing to a string cannot fail.
                    let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
                }
                html.push_str(" loading=\"lazy\" decoding=\"async\">");
            }
            Filling::Embed { template, data } => {
                let outside = self.in_text.replace(true);
                html.push_str(&String::from_utf8_lossy(&self.render(template, data)));
                self.in_text.set(outside);
            }
        }
    }

    fn link(&self, html: &mut String, url: Option<&str>, text: &str, lang: Option<&Lang>, class: &str) {
        let element = if url.is_some() { "a" } else { "span" };
        html.push('<');
        html.push_str(element);
        attribute(html, "class", class);
        if let Some(url) = url {
            attribute_as_is(html, "href", &link::marked(url));
        }
        if let Some(lang) = lang {
            attribute(html, "lang", lang.as_str());
            attribute(html, "dir", lang.dir());
        }
        html.push('>');
        // A symbol and its paragraph keep their order inside a sentence that runs from right to left.
        let isolated = class == "cite";
        html.push_str(if isolated { "<bdi>" } else { "" });
        html.push_str(&escaped(text));
        html.push_str(if isolated { "</bdi>" } else { "" });
        html.push_str("</");
        html.push_str(element);
        html.push('>');
    }
}

fn attribute(html: &mut String, name: &str, value: &str) {
    attribute_as_is(html, name, &escaped(value));
}

fn attribute_as_is(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    html.push_str(value);
    html.push('"');
}
