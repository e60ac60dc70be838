//! The author's own HTML: what is kept of it, and the ids in it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::links::{self, Destination};

/// The elements that may stand in a body: those that Markdown makes, and harmless ones beside them.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// The attributes that an element may have beside `id`, `class`, `lang`, `dir` and `title`.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel", "aria-label"]),
    ("blockquote", &["cite"]),
    ("details", &["open"]),
    ("div", &["role", "tabindex", "aria-label"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("section", &["aria-labelledby"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("time", &["datetime"]),
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    let attributes: HashMap<_, HashSet<_>> =
        ATTRIBUTES.iter().map(|(element, names)| (*element, names.iter().copied().collect())).collect();
    cleaner
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(["script", "style"].into())
        .generic_attributes(["id", "class", "lang", "dir", "title"].into())
        .tag_attributes(attributes)
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(UrlRelative::Custom(Box::new(relative)))
        .link_rel(None)
        .strip_comments(true);
    cleaner
});

/// Keeps relative URLs, the holes of our own links among them, but none that names a host.
fn relative(url: &str) -> Option<Cow<'_, str>> {
    (links::classify(url) == Destination::Relative).then_some(Cow::Borrowed(url))
}

/// The whole HTML of a body without anything that could do harm.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// The ids in a piece of HTML and where they stand in it.
pub(super) fn ids(html: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let Some(tag) = html.find('<') else { return found };
    for (at, name) in html.match_indices("id=") {
        if at < tag || !html[..at].ends_with(|c: char| c.is_ascii_whitespace()) {
            continue;
        }
        let start = at + name.len();
        let value = &html[start..];
        let (skip, end) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => (1, value[1..].find(quote)),
            _ => (0, value.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))),
        };
        if let Some(end) = end
            && end > 0
        {
            found.push((&value[skip..skip + end], start + skip));
        }
    }
    found
}

/// The HTML with numeric entities for the marks of holes replaced: cleaning would turn them into the characters.
pub(super) fn without_marks(html: &str) -> Cow<'_, str> {
    if !html.contains("&#") {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("&#") {
        out.push_str(before);
        let (digits, radix) = match after.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (after, 10),
        };
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let significant = digits[..length].trim_start_matches('0');
        if matches!(u32::from_str_radix(significant, radix), Ok(0xE000 | 0xE001)) {
            out.push('\u{FFFD}');
            rest = digits[length..].strip_prefix(';').unwrap_or(&digits[length..]);
        } else {
            out.push_str("&#");
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cleaning_keeps_and_takes() {
        for (html, expected) in [
            ("<p>a <b class=\"x\">b</b></p>", "<p>a <b class=\"x\">b</b></p>"),
            ("<script>alert(1)</script>x", "x"),
            ("<p style=\"color:red\" onclick=\"x()\" id=\"i\">a</p>", "<p id=\"i\">a</p>"),
            ("<a href=\"javascript:x\">a</a>", "<a>a</a>"),
            ("<a href=\"//host/x\">a</a>", "<a>a</a>"),
            ("<a href=\"x.html#y\">a</a>", "<a href=\"x.html#y\">a</a>"),
            (
                "<a href=\"\u{E000}0\u{E001}\">a</a>\u{E000}1\u{E001}",
                "<a href=\"\u{E000}0\u{E001}\">a</a>\u{E000}1\u{E001}",
            ),
            ("<img src=\"x\" onerror=\"y\">a", "a"),
            ("<iframe src=\"x\"></iframe><form><input></form>", ""),
            (
                "<details open=\"\"><summary>s</summary>t</details>",
                "<details open=\"\"><summary>s</summary>t</details>",
            ),
            ("<!-- note -->a", "a"),
        ] {
            assert_eq!(clean(html), expected, "{html}");
        }
    }

    #[test]
    fn ids_and_entities() {
        assert_eq!(ids("<p id=\"a\" class=x><b id='b'><i id=c>"), [("a", 7), ("b", 25), ("c", 34)]);
        assert_eq!(ids("grid=\"x\" id=\"y\""), []);
        assert_eq!(without_marks("&#xE000;1&#57345; &#x0e001x &#65; &#"), "\u{FFFD}1\u{FFFD} \u{FFFD}x &#65; &#");
    }
}
