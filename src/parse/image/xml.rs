//! XML, token by token, with the text of each. Stricter than browsers: what is doubtful is an error, so that nothing is read here in one way
//! and there in another.

use std::ops::Range;

/// One token.
pub(super) enum Token<'a> {
    /// The start of an element, which ends at once if it is `empty`.
    Open {
        name: &'a str,
        attributes: Vec<Attribute<'a>>,
        empty: bool,
    },
    Close {
        name: &'a str,
    },
    /// Text in which characters may be written as entities.
    Text,
    /// Text that is meant as it stands, without its marks.
    Verbatim(&'a str),
    Comment,
    /// An instruction to a program, without its marks.
    Instruction(&'a str),
    Doctype,
}

/// One attribute of an element.
pub(super) struct Attribute<'a> {
    /// Where the attribute stands in the text of its element, with the white space before it.
    pub place: Range<usize>,
    pub name: &'a str,
    /// The value as written, without its quotation marks.
    pub value: &'a str,
}

/// The token that `rest` begins with, its length, or what is wrong. `rest` is not empty.
pub(super) fn token(rest: &str) -> Result<(Token<'_>, usize), &'static str> {
    let marked = |begin: &str, end: &str| -> Option<Result<(&str, usize), &'static str>> {
        let inside = rest.strip_prefix(begin)?;
        let length = inside.find(end).ok_or("a comment or a similar part has no end");
        Some(length.map(|length| (&inside[..length], begin.len() + length + end.len())))
    };
    if let Some(found) = marked("<!--", "-->") {
        return found.map(|(_, length)| (Token::Comment, length));
    }
    if let Some(found) = marked("<![CDATA[", "]]>") {
        return found.map(|(text, length)| (Token::Verbatim(text), length));
    }
    if let Some(found) = marked("<?", "?>") {
        return found.map(|(text, length)| (Token::Instruction(text), length));
    }
    if rest.starts_with("<!") {
        return doctype(rest).map(|length| (Token::Doctype, length));
    }
    if let Some(found) = marked("</", ">") {
        let (name, length) = found?;
        return Ok((Token::Close { name: name.trim_end_matches(BLANK) }, length));
    }
    if rest.starts_with('<') {
        return open(rest);
    }
    Ok((Token::Text, rest.find('<').unwrap_or(rest.len())))
}

/// A name without its prefix, and the prefix, empty if there is none.
pub(super) fn split(name: &str) -> (&str, &str) {
    name.split_once(':').map_or((name, ""), |(prefix, local)| (local, prefix))
}

/// `text` with the characters that entities stand for.
pub(super) fn decode(text: &str) -> String {
    let mut parts = text.split('&');
    let mut decoded = parts.next().unwrap_or_default().to_string();
    for part in parts {
        match part.split_once(';').and_then(|(entity, after)| Some((character(entity)?, after))) {
            Some((character, after)) => {
                decoded.push(character);
                decoded.push_str(after);
            }
            None => {
                decoded.push('&');
                decoded.push_str(part);
            }
        }
    }
    decoded
}

const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

fn character(entity: &str) -> Option<char> {
    match entity {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(number) => u32::from_str_radix(number, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}

/// The length of a document type declaration.
fn doctype(rest: &str) -> Result<usize, &'static str> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') if rest.starts_with("<!DOCTYPE") => return Ok(at + 1),
            (None, b'[') => return Err("it declares entities of its own"),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(mark), _) if byte == mark => quote = None,
            _ => {}
        }
    }
    Err("a declaration in it has no end")
}

fn open(rest: &str) -> Result<(Token<'_>, usize), &'static str> {
    const UNFINISHED: &str = "the start of an element cannot be read";
    let ends = |c: char| BLANK.contains(&c) || "=/>\"'<".contains(c);
    let name = &rest[1..1 + rest[1..].find(ends).ok_or(UNFINISHED)?];
    if name.is_empty() {
        return Err(UNFINISHED);
    }
    let mut attributes = Vec::new();
    let mut at = 1 + name.len();
    loop {
        let blank = rest[at..].trim_start_matches(BLANK);
        if blank.starts_with('>') || blank.starts_with("/>") {
            let empty = blank.starts_with('/');
            let length = rest.len() - blank.len() + if empty { 2 } else { 1 };
            return Ok((Token::Open { name, attributes, empty }, length));
        }
        let length = blank.find(ends).ok_or(UNFINISHED)?;
        if length == 0 || blank.len() == rest.len() - at {
            return Err(UNFINISHED);
        }
        let (name, after) = blank.split_at(length);
        let after = after.trim_start_matches(BLANK).strip_prefix('=').ok_or(UNFINISHED)?.trim_start_matches(BLANK);
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or(UNFINISHED)?;
        let (value, after) = after[1..].split_once(quote).ok_or(UNFINISHED)?;
        if value.contains('<') {
            return Err(UNFINISHED);
        }
        let end = rest.len() - after.len();
        attributes.push(Attribute { place: at..end, name, value });
        at = end;
    }
}
