//! Markdown texts outside of pages: as HTML that needs no style sheet, and as plain text.

use crate::base::Lang;
use crate::base::text::escape;
use crate::model::TextId;
use crate::parse::markdown::fill;
use crate::view::Filling;

use super::super::prose;
use super::super::site::Site;
use super::full;

/// The text with its references resolved. Blocks that pages draw (lists, charts, maps) are left out: what they show is data itself.
pub(super) fn html(site: &Site, id: TextId) -> String {
    let lang = &site.model.text(id).lang;
    let prose = prose::references(site, id, lang);
    let html = fill(prose.html(), |index, out| {
        if let Some(filling) = prose.fillings().get(index) {
            self::filling(site, filling, lang, out);
        }
    });
    html.trim().to_owned()
}

fn filling(site: &Site, filling: &Filling, lang: &Lang, out: &mut String) {
    match filling {
        Filling::Nothing | Filling::Embed { .. } => {}
        Filling::Link { url, text, lang, note, .. } => {
            let language = lang.as_ref().map(|lang| format!(" lang=\"{lang}\" dir=\"{}\"", lang.dir()));
            let (text, language) = (escape(text), language.unwrap_or_default());
            match url {
                Some(url) => out.push_str(&format!("<a href=\"{}\"{language}>{text}</a>", link(site, url))),
                None if language.is_empty() => out.push_str(&text),
                None => out.push_str(&format!("<span{language}>{text}</span>")),
            }
            if let Some(note) = note {
                out.push_str(&format!(" [{}]", escape(note)));
            }
        }
        Filling::Href(url) => out.push_str(&link(site, url)),
        Filling::Image { url, alt, title, .. } => {
            let title = title.as_ref().map(|title| format!(" title=\"{}\"", escape(title))).unwrap_or_default();
            out.push_str(&format!("<img src=\"{}\" alt=\"{}\"{title}>", link(site, url), escape(alt)));
        }
        Filling::Word(key) => out.push_str(&escape(&site.word(lang, key))),
    }
}

/// Where a link leads, safe in an attribute.
fn link(site: &Site, url: &str) -> String {
    let (address, fragment) = url.split_once('#').map_or((url, None), |(address, fragment)| (address, Some(fragment)));
    let address = if address.is_empty() { String::new() } else { full(site, address) };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    escape(&(address + &fragment)).into_owned()
}

/// Elements after which a new line begins.
const LINES: &[&str] =
    &["p", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "div", "pre", "figcaption", "dt", "dd"];

/// The text without markup: a line for each paragraph, item or row.
pub(super) fn plain(site: &Site, id: TextId) -> String {
    let html = html(site, id);
    let mut out = String::with_capacity(html.len());
    let mut rest = &html[..];
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = rest[at..end].trim_matches(['<', '>', '/']);
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let closes = rest[at..].starts_with("</") || name == "br";
        if closes && LINES.contains(&name) {
            out.push('\n');
        } else if closes && ["td", "th"].contains(&name) {
            out.push(' ');
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    unescape(&lines.join("\n"))
}

fn unescape(text: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", "\u{a0}")];
    // The sign itself comes last, so that what it was written with is not read again.
    named.iter().fold(text.to_owned(), |text, (written, sign)| text.replace(written, sign)).replace("&amp;", "&")
}
