//! Brackets that were meant as a reference and are none.

use std::ops::Range;

use crate::base::{Code, Fault, Span};

/// The finding for a `[[` at byte `at` of the text that opens no reference, and where it ends.
pub(super) fn dangling(text: &str, at: usize) -> (Fault, usize) {
    // a reference is short: looking further would make a text full of brackets slow
    let rest = &text[at..text.floor_char_boundary(at + 300)];
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let inner = &line[2..];
    let closed = inner.find("]]").map(|end| end + 4);
    let (end, message) = match closed {
        Some(end) => (end, format!("`{}` names nothing", &line[..end])),
        None => {
            let word = inner.find([' ', '\t', '|', '[']).unwrap_or(inner.len());
            (word + 2, format!("`{}` is not closed with `]]`", &line[..word + 2]))
        }
    };
    let fault = Fault::new(Code::DanglingLink, Span::new(at, at + end), message)
        .help("write a reference as `[[id]]` or `[[id|label]]`; for brackets as such write `\\[\\[`");
    (fault, at + end)
}

/// The references with an unescaped `|` in a row of a table, where the bar ends the cell.
pub(super) fn split_by_cells(text: &str, row: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let source = &text[row.clone()];
    if !source.contains('[') {
        return found;
    }
    let mut at = 0;
    while let Some(open) = source[at..].find("[[").map(|open| at + open) {
        let inner = &source[open + 2..];
        let Some(close) = inner.find("]]") else { break };
        let inner = &inner[..close];
        let end = open + 2 + close + 2;
        if !inner.contains("[[") && has_bare_bar(inner) {
            found.push(row.start + open..row.start + end);
        }
        at = if inner.contains("[[") { open + 2 } else { end };
    }
    found
}

/// The finding for a reference whose `|` ends a cell.
pub(super) fn in_table(text: &str, link: Range<usize>) -> Fault {
    let written = &text[link.clone()];
    Fault::new(Code::WikilinkInTable, link, format!("the `|` in `{written}` ends the cell of the table"))
        .help(format!("write `{}`", escape_bars(written)))
}

/// Whether the line at a byte is the header of what would be a table, were its cells not split by a reference: the next line
/// consists of bars, hyphens and colons.
pub(super) fn spoils_a_header(text: &str, at: usize) -> bool {
    let line_end = text[at..].find('\n').map(|end| at + end);
    let Some(end) = line_end else { return false };
    let next = text[end + 1..].lines().next().unwrap_or("").trim_matches(['>', ' ', '\t', '\r']);
    next.contains('|') && next.contains('-') && next.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn has_bare_bar(inner: &str) -> bool {
    let mut escaped = false;
    for byte in inner.bytes() {
        match byte {
            b'|' if !escaped => return true,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    false
}

fn escape_bars(link: &str) -> String {
    let mut out = String::new();
    let mut escaped = false;
    for c in link.chars() {
        if c == '|' && !escaped {
            out.push('\\');
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}
