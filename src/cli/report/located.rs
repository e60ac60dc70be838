//! From byte ranges to lines and columns, reading each text once.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::base::{Diagnostic, Lines, Origin, Position, SourcePath};

/// The texts that findings point into.
pub struct Sources(BTreeMap<SourcePath, Option<Lines>>);

/// Where a span begins and ends, the end exclusive.
#[derive(Clone, Copy)]
pub struct Extent {
    pub start: Position,
    pub end: Position,
}

impl Sources {
    /// All texts that these findings point into, each read once.
    pub fn of(diagnostics: &[Diagnostic], text_of: &dyn Fn(&SourcePath) -> Option<Arc<str>>) -> Sources {
        let mut sources = BTreeMap::new();
        let origins =
            diagnostics.iter().flat_map(|d| std::iter::once(&d.origin).chain(d.related.iter().map(|(at, _)| at)));
        for Origin { path, .. } in origins {
            if !sources.contains_key(path) {
                sources.insert(path.clone(), text_of(path).map(Lines::new));
            }
        }
        Sources(sources)
    }

    /// The lines of a text.
    pub fn lines(&self, path: &SourcePath) -> Option<&Lines> {
        self.0.get(path)?.as_ref()
    }

    /// Where an origin begins and ends, if its text is there and long enough.
    pub fn extent(&self, origin: &Origin) -> Option<Extent> {
        let lines = self.lines(&origin.path)?;
        let start = lines.position(origin.span.start as usize)?;
        let end = lines.position(origin.span.end as usize)?;
        Some(Extent { start, end: end.max(start) })
    }

    /// `path:line:column`, or the path alone.
    pub fn place(&self, origin: &Origin) -> String {
        let path = one_line(origin.path.as_str());
        match self.extent(origin) {
            Some(Extent { start, .. }) => format!("{path}:{}:{}", start.line, start.column),
            None => path,
        }
    }
}

/// A text that came from a file or its name, safe for one line of a terminal: control characters and characters that turn the
/// direction of writing are replaced.
pub fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// "1 error", "2 errors".
pub fn counted(number: usize, noun: impl fmt::Display) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
