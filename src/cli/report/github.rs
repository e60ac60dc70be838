//! Workflow commands, which GitHub shows as annotations beside the lines of a change.

use std::io;

use crate::base::{Diagnostic, Severity};

use super::located::{Extent, Sources, one_line};

/// Prints one finding.
pub fn print(diagnostic: &Diagnostic, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    write!(out, "::{command} file={}", property(diagnostic.origin.path.as_str()))?;
    if let Some(Extent { start, end }) = sources.extent(&diagnostic.origin) {
        write!(out, ",line={}", start.line)?;
        // GitHub refuses columns of an annotation that spans lines.
        if start.line == end.line {
            write!(out, ",col={},endLine={},endColumn={}", start.column, end.line, end.column)?;
        } else {
            write!(out, ",endLine={}", end.line)?;
        }
    }
    let mut text = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        text += &format!("\n{help}");
    }
    for (origin, what) in &diagnostic.related {
        text += &format!("\n{}: {what}", sources.place(origin));
    }
    writeln!(out, ",title={}::{}", property(diagnostic.code.id()), data(&text))
}

/// Escapes what follows `::`, line by line.
fn data(text: &str) -> String {
    text.lines().map(|line| one_line(line).replace('%', "%25")).collect::<Vec<_>>().join("%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
