//! A value as its file has it: the text that it stands for, with the place of each of its bytes.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::{SourcePath, Span};

/// A text and where its bytes stand in the file.
pub(super) struct Written<'a> {
    /// What the value says: without quotes, escapes resolved.
    pub text: Cow<'a, str>,
    places: Places,
}

enum Places {
    /// Byte for byte from here on.
    From(u32),
    /// The bytes of the file that each byte stands for.
    Each(Vec<Range<u32>>),
}

impl<'a> Written<'a> {
    /// A text that stands in the file as it is, from this byte on.
    pub fn verbatim(text: &'a str, from: u32) -> Written<'a> {
        Written { text: Cow::Borrowed(text), places: Places::From(from) }
    }

    /// The value at `span` of a file: a TOML string with its quotes, or what stands in a cell of a CSV file.
    pub fn value(path: &SourcePath, file: &'a str, span: Span) -> Written<'a> {
        let raw = file.get(span.range()).unwrap_or_default();
        if path.extension() != "csv" {
            return Written::toml(raw, span.start);
        }
        let quoted = file[..span.range().start].trim_end_matches([' ', '\t']).ends_with('"');
        if !quoted || !raw.contains("\"\"") {
            return Written::verbatim(raw, span.start);
        }
        let mut each = Each::default();
        let mut at = 0;
        while let Some(c) = raw[at..].chars().next() {
            let length = if raw[at..].starts_with("\"\"") { 2 } else { c.len_utf8() };
            each.push(c, at..at + length);
            at += length;
        }
        each.written(span.start)
    }

    /// A TOML string with its quotes, of which `raw` is the text and `from` the place of its first byte.
    pub fn toml(raw: &'a str, from: u32) -> Written<'a> {
        for (quotes, basic) in [("\"\"\"", true), ("'''", false), ("\"", true), ("'", false)] {
            let inner = raw.strip_prefix(quotes).and_then(|rest| rest.strip_suffix(quotes));
            let Some(mut inner) = inner else { continue };
            let mut start = quotes.len();
            if quotes.len() == 3 {
                let stripped = inner.strip_prefix("\r\n").or_else(|| inner.strip_prefix('\n')).unwrap_or(inner);
                start += inner.len() - stripped.len();
                inner = stripped;
            }
            if !basic || !inner.contains('\\') {
                return Written::verbatim(inner, from + start as u32);
            }
            return unescaped(inner).written(from + start as u32);
        }
        Written::verbatim(raw, from)
    }

    /// The bytes of the file that a part of the text stands for.
    pub fn place(&self, part: Range<usize>) -> Span {
        match &self.places {
            Places::From(from) => Span::from(part).moved(*from),
            Places::Each(each) => {
                let end = each.last().map_or(0, |last| last.end);
                let start = each.get(part.start).map_or(end, |place| place.start);
                let end = part.end.checked_sub(1).and_then(|last| each.get(last)).map_or(start, |place| place.end);
                Span { start, end: end.max(start) }
            }
        }
    }
}

/// Characters being collected, each with its bytes in the raw text.
#[derive(Default)]
struct Each {
    text: String,
    places: Vec<Range<usize>>,
}

impl Each {
    fn push(&mut self, c: char, raw: Range<usize>) {
        self.text.push(c);
        self.places.extend(std::iter::repeat_n(raw, c.len_utf8()));
    }

    fn written(self, from: u32) -> Written<'static> {
        let moved = |place: Range<usize>| place.start as u32 + from..place.end as u32 + from;
        Written { text: Cow::Owned(self.text), places: Places::Each(self.places.into_iter().map(moved).collect()) }
    }
}

/// What stands between the quotes of a basic string, with its escapes resolved.
fn unescaped(raw: &str) -> Each {
    let mut each = Each::default();
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        let rest = &raw[at + c.len_utf8()..];
        if c != '\\' {
            each.push(c, at..at + c.len_utf8());
            at += c.len_utf8();
            continue;
        }
        let code = |digits: usize| rest.get(1..1 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let (meant, length) = match rest.chars().next() {
            Some('b') => (Some('\u{8}'), 2),
            Some('t') => (Some('\t'), 2),
            Some('n') => (Some('\n'), 2),
            Some('f') => (Some('\u{c}'), 2),
            Some('r') => (Some('\r'), 2),
            Some('e') => (Some('\u{1b}'), 2),
            Some('x') => (code(2).and_then(char::from_u32), 4),
            Some('u') => (code(4).and_then(char::from_u32), 6),
            Some('U') => (code(8).and_then(char::from_u32), 10),
            Some(c) if c.is_ascii_whitespace() => {
                // A backslash at the end of a line takes away all blanks up to the next text.
                (None, 1 + rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len())
            }
            Some(c) => (Some(c), 1 + c.len_utf8()),
            None => (None, 1),
        };
        let end = (at + length).min(raw.len());
        meant.into_iter().for_each(|c| each.push(c, at..end));
        at = raw.ceil_char_boundary(end);
    }
    each
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::parse::{NodeValue, csv, toml};

    /// The place of `part` in the value of `a` in a TOML text, as the file has it.
    fn place<'a>(file: &'a str, part: &str) -> &'a str {
        let (table, _) = toml::parse(file);
        let node = &table.get("a").unwrap().node;
        let NodeValue::Text(text) = &node.value else { panic!("{node:?}") };
        let written = Written::value(&SourcePath::new("a.toml"), file, node.span);
        assert_eq!(written.text, *text, "{file}");
        let at = text.find(part).unwrap();
        &file[written.place(at..at + part.len()).range()]
    }

    #[test]
    fn every_form_of_string_is_read_as_the_parser_does() {
        for file in [
            "a = \"x [[id]] y\"",
            "a = 'x [[id]] \\n'",
            "a = \"é\\n\\t\\\"\\u00e9\\U0001F600 [[id]] \\\\\"",
            "a = \"\"\"\nx\n[[id]]\n\"\"\"",
            "a = \"\"\"\nx \\\n   more [[id]] \\\n\n  end\"\"\"",
            "a = '''\nx\n[[id]]'''",
            "a = \"\"\"\r\nx \\\r\n [[id]] y\"\"\"",
        ] {
            assert_eq!(place(file, "id"), "id", "{file}");
        }
        assert_eq!(place("a = \"x\\u0069d\"", "id"), "\\u0069d");
    }

    #[test]
    fn cells_with_quotes() {
        let file = "id,text\n1,\"say \"\"[[id]]\"\" and \"\"more\"\"\"\n2,5\" \"\"\n";
        let (rows, _) = csv::parse(file);
        for (row, part) in [(0, "id"), (0, "more"), (1, "5\"")] {
            let node = &rows.rows[row].table.get("text").unwrap().node;
            let NodeValue::Cell(text) = &node.value else { panic!("{node:?}") };
            let written = Written::value(&SourcePath::new("a.csv"), file, node.span);
            assert_eq!(written.text, *text);
            let at = text.find(part).unwrap();
            assert_eq!(&file[written.place(at..at + part.len()).range()], part);
        }
    }

    proptest! {
        #[test]
        fn any_string_is_read_as_the_parser_does(inner in "([a-zé \\\\\"nu0-9\n]|\\\\n|\\\\u00e9|\\\\\n){0,20}", quotes in "\"|\"\"\"|'|'''") {
            let file = format!("a = {quotes}{inner}{quotes}");
            let (table, faults) = toml::parse(&file);
            let Some(entry) = table.get("a").filter(|_| faults.is_empty()) else { return Ok(()) };
            let NodeValue::Text(text) = &entry.node.value else { return Ok(()) };
            let written = Written::value(&SourcePath::new("a.toml"), &file, entry.node.span);
            prop_assert_eq!(&*written.text, text.as_str());
            for (at, c) in text.char_indices() {
                let raw = file.get(written.place(at..at + c.len_utf8()).range());
                prop_assert!(raw.is_some_and(|raw| raw.starts_with('\\') || raw.starts_with(c)));
            }
        }
    }
}
