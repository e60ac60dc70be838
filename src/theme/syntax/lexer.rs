//! Cuts a template into the tokens of its tags.

use crate::base::Span;

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// `{{`
    Output,
    /// `{%`
    Tag,
    /// `}}` or `%}`
    End,
    /// A name or keyword.
    Ident(String),
    /// A literal text.
    Text(String),
    /// A number.
    Number,
    /// An operator or bracket.
    Sign(&'static str),
}

/// Longer signs stand before those that they begin with.
const SIGNS: &[&str] = &[
    "...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?[", "+", "-", "*", "/", "%", "!", ".", ",", ":", "~", "|",
    "=", ">", "<", "(", ")", "[", "]", "{", "}", "@", "?",
];

/// The tokens of all tags, in order. Text between tags, comments and raw blocks are left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let open = at + found;
        let rest = &text[open..];
        if rest.starts_with("{#") {
            at = rest.find("#}").map_or(text.len(), |end| open + end + 2);
        } else if let Some(end) = raw(rest) {
            at = open + end;
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            at = tag(text, open, &mut tokens);
        } else {
            at = open + 1;
        }
    }
    tokens
}

/// The length of a raw block, if the text begins with one.
fn raw(text: &str) -> Option<usize> {
    let is = |text: &str, word: &str| {
        let inside = text.strip_prefix("{%")?;
        let inside = inside.strip_prefix('-').unwrap_or(inside).trim_start().strip_prefix(word)?.trim_start();
        let after = inside.strip_prefix('-').unwrap_or(inside).strip_prefix("%}")?;
        Some(text.len() - after.len())
    };
    let mut at = is(text, "raw")?;
    while let Some(found) = text[at..].find("{%") {
        at += found;
        if let Some(length) = is(&text[at..], "endraw") {
            return Some(at + length);
        }
        at += 2;
    }
    Some(text.len())
}

/// Reads the tag that begins at `open`, and returns where it ends.
fn tag(text: &str, open: usize, tokens: &mut Vec<Token>) -> usize {
    let (kind, end) = if text[open..].starts_with("{{") { (Kind::Output, "}}") } else { (Kind::Tag, "%}") };
    let mut at = open + 2;
    at += usize::from(text[at..].starts_with('-'));
    let mut push = |kind, start, end| tokens.push(Token { kind, span: Span::new(start, end) });
    push(kind, open, at);
    loop {
        at = text.len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else { return at };
        let trimmed = rest.strip_prefix('-').unwrap_or(rest);
        if trimmed.starts_with(end) {
            let start = at;
            at += rest.len() - trimmed.len() + end.len();
            push(Kind::End, start, at);
            return at;
        }
        let start = at;
        if first.is_ascii_alphabetic() || first == '_' {
            at += rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            push(Kind::Ident(text[start..at].to_owned()), start, at);
        } else if first.is_ascii_digit() {
            at += rest.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(rest.len());
            push(Kind::Number, start, at);
        } else if matches!(first, '"' | '\'' | '`') {
            let (content, length) = quoted(rest, first);
            at += length;
            push(Kind::Text(content), start, at);
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            at += sign.len();
            push(Kind::Sign(sign), start, at);
        } else {
            at += first.len_utf8();
        }
    }
}

/// A quoted text without its quotes and escapes, and its whole length.
fn quoted(text: &str, quote: char) -> (String, usize) {
    let mut content = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, c)) = letters.next() {
        match c {
            '\\' => content.extend(letters.next().map(|(_, escaped)| escaped)),
            c if c == quote => return (content, at + c.len_utf8()),
            c => content.push(c),
        }
    }
    (content, text.len())
}
