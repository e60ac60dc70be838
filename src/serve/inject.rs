//! What the preview adds to a page on its way to the browser, and what it must know of the page.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::{Hash, Hasher};

/// What decides whether an open page must be loaded again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The hash of the page, but for the addresses of its style sheets.
    pub hash: String,
    /// The addresses of its style sheets, as they stand in it.
    pub sheets: Vec<String>,
}

/// The outline of a page.
pub fn outline(html: &str) -> Outline {
    let mut hasher = Hasher::new();
    let mut sheets = Vec::new();
    let mut hashed = 0;
    for (_, tag) in tags(html, "link") {
        let attributes = attributes(html, tag);
        let value =
            |name: &str| attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, range)| range);
        let is_sheet = value("rel").is_some_and(|rel| {
            let mut words = html[rel.clone()].split_ascii_whitespace();
            words.any(|word| word.eq_ignore_ascii_case("stylesheet"))
        });
        if let (true, Some(href)) = (is_sheet, value("href")) {
            sheets.push(unescaped(&html[href.clone()]).into_owned());
            hasher.text(&html[hashed..href.start]);
            hashed = href.end;
        }
    }
    let hash: Hash = hasher.text(&html[hashed..]).finish();
    Outline { hash: hash.to_string(), sheets }
}

/// The page with the preview's script, and with a policy that lets it run.
pub fn inject(html: &str, script: &str) -> String {
    let mut page = String::with_capacity(html.len() + script.len() + 64);
    let mut done = 0;
    for (_, tag) in tags(html, "meta") {
        let attributes = attributes(html, tag);
        let value =
            |name: &str| attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, range)| range);
        let is_policy = value("http-equiv")
            .is_some_and(|name| html[name.clone()].trim().eq_ignore_ascii_case("content-security-policy"));
        if let (true, Some(content)) = (is_policy, value("content")) {
            page.push_str(&html[done..content.start]);
            page.push_str(&policy(&html[content.clone()]));
            done = content.end;
        }
    }
    let rest = &html[done..];
    let head = find(rest, "</head").unwrap_or(rest.len());
    page.push_str(&rest[..head]);
    page.push_str(script);
    page.push_str(&rest[head..]);
    page
}

/// The policy, extended by what the preview's script needs: to be loaded from here, and to hear from here.
fn policy(policy: &str) -> String {
    let mut directives: Vec<String> = policy.split(';').map(|part| part.trim().to_owned()).collect();
    directives.retain(|directive| !directive.is_empty());
    let name_of = |directive: &str| directive.split_ascii_whitespace().next().unwrap_or("").to_ascii_lowercase();
    let default = directives.iter().find(|directive| name_of(directive) == "default-src").cloned();
    for name in ["script-src", "script-src-elem", "connect-src"] {
        match directives.iter_mut().find(|directive| name_of(directive) == name) {
            Some(directive) => *directive = with_self(directive, name),
            // Without the narrower one the wider counts.
            None if name == "script-src-elem" => {}
            None => directives.extend(default.as_deref().map(|default| with_self(default, name))),
        }
    }
    directives.join("; ")
}

/// The sources of a directive and this server, as the directive `name`.
fn with_self(directive: &str, name: &str) -> String {
    // In HTML the quotes may be written in another way.
    let is = |source: &str, word: &str| source.replace("&#39;", "'").replace("&#x27;", "'").eq_ignore_ascii_case(word);
    let sources =
        directive.split_ascii_whitespace().skip(1).filter(|source| !is(source, "'none'") && !is(source, "'self'"));
    std::iter::once(name).chain(["'self'"]).chain(sources).collect::<Vec<_>>().join(" ")
}

/// The text with what HTML writes as references in attributes.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&amp;", "&")
        .into()
}

/// The tags with this name, comments left out: where each begins, and the place of its attributes.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let begin = at + html[at..].find('<')?;
            let rest = &html[begin + 1..];
            if rest.starts_with("!--") {
                at = begin + rest.find("-->").map_or(rest.len() + 1, |end| end + 4);
                continue;
            }
            at = begin + 1;
            let is_named = rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
                && rest[name.len()..].starts_with(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
            if is_named {
                let from = begin + 1 + name.len();
                let to = from + end_of_tag(&html[from..]);
                at = to;
                return Some((begin, from..to));
            }
        }
    })
}

/// Where the tag ends in whose attributes the text begins: at a `>` that stands in no quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The names of attributes, and where their values are.
fn attributes(html: &str, tag: Range<usize>) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let bytes = html.as_bytes();
    let is_space = |at: usize| bytes[at].is_ascii_whitespace() || bytes[at] == b'/';
    let skip = |from: usize, while_true: &dyn Fn(usize) -> bool| {
        (from..tag.end).find(|at| !while_true(*at)).unwrap_or(tag.end)
    };
    let mut at = skip(tag.start, &is_space);
    while at < tag.end {
        let name_end = skip(at + 1, &|at| !is_space(at) && bytes[at] != b'=');
        let name = &html[at..name_end];
        let equals = skip(name_end, &|at| bytes[at].is_ascii_whitespace());
        if equals >= tag.end || bytes[equals] != b'=' {
            found.push((name, name_end..name_end));
            at = skip(equals, &is_space);
            continue;
        }
        let begin = skip(equals + 1, &|at| bytes[at].is_ascii_whitespace());
        let value = match bytes.get(begin).filter(|_| begin < tag.end) {
            Some(quote @ (b'"' | b'\'')) => begin + 1..skip(begin + 1, &|at| bytes[at] != *quote),
            _ => begin..skip(begin, &|at| !bytes[at].is_ascii_whitespace()),
        };
        at = skip((value.end + 1).min(tag.end), &is_space);
        found.push((name, value));
    }
    found
}

/// Where an ASCII text stands first, in whatever case.
fn find(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    text.windows(wanted.len()).position(|part| part.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><head><meta charset=utf-8>\
        <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\">\
        <link rel=\"stylesheet\" href=\"../a.1.css\"><link rel=icon href=x.svg></head><body>text</body>";

    #[test]
    fn the_script_stands_at_the_end_of_the_head() {
        let page = inject(PAGE, "<script src=s></script>");
        assert!(page.contains("x.svg><script src=s></script></head>"), "{page}");
        let policy = "content=\"default-src 'none'; img-src 'self'; script-src 'self'; connect-src 'self'\"";
        assert!(page.contains(policy), "{page}");
        assert_eq!(inject("text", "<s>"), "text<s>");
        assert_eq!(inject("<HEAD></HEAD>", "<s>"), "<HEAD><s></HEAD>");
    }

    #[test]
    fn policies_are_extended_and_not_loosened() {
        for (before, after) in [
            ("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'"),
            ("script-src 'none'", "script-src 'self'"),
            (
                "script-src https://x.example ; connect-src 'self'",
                "script-src 'self' https://x.example; connect-src 'self'",
            ),
            ("default-src 'self' data:", "default-src 'self' data:; script-src 'self' data:; connect-src 'self' data:"),
            ("img-src 'self'", "img-src 'self'"),
            ("Script-Src-Elem 'none'", "script-src-elem 'self'"),
            ("", ""),
        ] {
            assert_eq!(policy(before), after, "{before}");
        }
    }

    #[test]
    fn sheets_do_not_count_in_the_hash() {
        let before = outline(PAGE);
        assert_eq!(before.sheets, ["../a.1.css"]);
        let after = outline(&PAGE.replace("a.1.css", "a.22.css"));
        assert_eq!((after.sheets, after.hash == before.hash), (vec!["../a.22.css".to_owned()], true));
        assert_ne!(outline(&PAGE.replace("x.svg", "y.svg")).hash, before.hash);
        assert_ne!(outline(&PAGE.replace("text", "texts")).hash, before.hash);
    }

    #[test]
    fn any_text_can_be_looked_at() {
        for html in [
            "",
            "<",
            "<link",
            "<link ",
            "<link rel",
            "<link rel=",
            "<link rel=\"",
            "<link =x>",
            "<!--",
            "<meta / = '>",
            "<link href=a rel=stylesheet>",
        ] {
            outline(html);
            inject(html, "");
        }
        assert_eq!(
            outline("<!-- <link rel=stylesheet href=a> --><LINK HREF='b?x&amp;y' REL='preload StyleSheet' />").sheets,
            ["b?x&y"]
        );
    }
}
