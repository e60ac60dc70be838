//! The part of a source that is shown with a finding: a few whole lines, and a span in them that fits a terminal.

use std::ops::Range;

use crate::base::Lines;

use super::located::Extent;

/// Lines wider than this are cut around the value.
pub const WIDTH: usize = 100;
/// A value in one line is underlined so far, in characters.
const LONGEST: usize = 80;
/// A span of more lines than this is shown by its first line.
const MOST_LINES: usize = 6;

/// Whole lines of a source.
pub struct Excerpt<'a> {
    /// The lines.
    pub text: &'a str,
    /// The number of the first.
    pub first_line: usize,
    /// The bytes of `text` to underline.
    pub marked: Range<usize>,
}

/// What to show of a text for a place in it; nothing where the text is empty.
pub fn excerpt<'a>(lines: &'a Lines, extent: &Extent) -> Option<Excerpt<'a>> {
    let text = lines.text();
    if text.trim().is_empty() {
        return None;
    }
    let first = lines.range(extent.start.line);
    let start = first.start + bytes(&text[first.clone()], extent.start.column - 1);
    let mut last_line = extent.end.line;
    let mut end = lines.range(last_line).start + bytes(&text[lines.range(last_line)], extent.end.column - 1);
    // A span that takes in the end of its last line is shown as ending before it.
    if extent.end.column == 1 && last_line > extent.start.line {
        last_line -= 1;
        end = lines.range(last_line).end;
    }
    let last = lines.range(last_line);
    let too_many = last_line - extent.start.line >= MOST_LINES;
    let too_wide = first.len() > WIDTH || last.len() > WIDTH;
    if last_line > extent.start.line && !too_many && !too_wide {
        let (text, marked) = (&text[first.start..last.end], start - first.start..end - first.start);
        return Some(Excerpt { text, first_line: extent.start.line, marked });
    }
    let rest = &text[start..end.clamp(start, first.end)];
    let end = start + bytes(rest, LONGEST);
    Some(Excerpt {
        text: &text[first.clone()],
        first_line: extent.start.line,
        marked: start - first.start..end - first.start,
    })
}

/// How many bytes the first `count` characters take.
fn bytes(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
}
