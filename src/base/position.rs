//! Lines and columns, as editors count them: from 1, columns in characters.

use std::ops::Range;
use std::sync::Arc;

/// A place in a text, as people and their editors name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters (Unicode scalar values); a byte order mark is not counted.
    pub column: usize,
}

/// A text that knows where its lines begin. A line ends with a line feed, which a carriage return may precede.
#[derive(Clone, Debug)]
pub struct Lines {
    text: Arc<str>,
    /// The first byte of each line; never empty.
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of a text.
    pub fn new(text: Arc<str>) -> Lines {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(if text.starts_with('\u{feff}') { 3 } else { 0 }).chain(after_breaks).collect();
        Lines { text, starts }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are, an empty one after the last line feed included: at least one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The position of a byte; nothing if the text ends before it. A byte within a character, or within a line's end, has the
    /// position where that begins.
    pub fn position(&self, offset: usize) -> Option<Position> {
        if offset > self.text.len() {
            return None;
        }
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let range = self.range(line);
        let end = self.text.floor_char_boundary(offset.clamp(range.start, range.end));
        Some(Position { line, column: self.text[range.start..end].chars().count() + 1 })
    }

    /// The bytes of a line without its end; an empty range after the text for a line that does not exist.
    pub fn range(&self, line: usize) -> Range<usize> {
        let Some(start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return self.text.len()..self.text.len();
        };
        let rest = &self.text[*start..];
        let content = rest.find('\n').map_or(rest, |end| rest[..end].strip_suffix('\r').unwrap_or(&rest[..end]));
        *start..*start + content.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> Option<(usize, usize)> {
        Lines::new(text.into()).position(offset).map(|position| (position.line, position.column))
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(at("", 0), Some((1, 1)));
        assert_eq!(at("título = 1\nx", 9), Some((1, 9)));
        assert_eq!(at("تدريب x", 11), Some((1, 7)));
        assert_eq!(at("\u{feff}id,title", 3), Some((1, 1)));
        assert_eq!(at("\u{feff}id,title", 0), Some((1, 1)));
    }

    #[test]
    fn lines_end_with_either_line_end() {
        for (offset, expected) in
            [(0, (1, 1)), (1, (1, 2)), (2, (1, 2)), (3, (2, 1)), (4, (2, 2)), (5, (3, 1)), (6, (3, 2))]
        {
            assert_eq!(at("a\r\nb\nc", offset), Some(expected), "byte {offset}");
        }
        assert_eq!(at("a\n", 2), Some((2, 1)));
    }

    #[test]
    fn no_place_panics() {
        assert_eq!(at("é", 1), Some((1, 1)), "within a character");
        assert_eq!(at("abc", 3), Some((1, 4)), "at the end");
        assert_eq!(at("abc", 4), None, "after the end");
        let lines = Lines::new("abc\r\n".into());
        assert_eq!(
            (lines.count(), lines.range(1), lines.range(2), lines.range(9), lines.range(0)),
            (2, 0..3, 5..5, 5..5, 5..5)
        );
    }
}
