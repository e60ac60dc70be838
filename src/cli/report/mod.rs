//! Findings on paper: one list of diagnostics, printed for people, for editors, for programs or for GitHub.

mod github;
mod human;
mod json;
mod located;
mod short;
mod snippet;

use std::io;
use std::sync::Arc;

use crate::base::{Diagnostic, SourcePath};

use located::Sources;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: the source line with the value underlined, and what to do.
    Human,
    /// One line a finding, as editors and `grep` like it: `path:line:column: error[code]: message (help)`.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands, which GitHub shows beside the changed lines.
    GitHub,
}

/// What printing needs besides the findings.
pub struct Printer<'a> {
    /// The format.
    pub format: Format,
    /// Whether the human format uses colours.
    pub colour: bool,
    /// The text of a source as it was read; nothing for a file that is not text or does not exist.
    pub text_of: &'a dyn Fn(&SourcePath) -> Option<Arc<str>>,
}

/// Prints findings, which must be in the order of [`crate::base::diagnostic::sort`]; nothing at all if there are none.
///
/// A finding whose text is missing, or too short for its span, is printed without line, column and source.
pub fn print(diagnostics: &[Diagnostic], printer: &Printer<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sources = Sources::of(diagnostics, printer.text_of);
    for diagnostic in diagnostics {
        match printer.format {
            Format::Human => human::print(diagnostic, &sources, printer.colour, out)?,
            Format::Short => short::print(diagnostic, &sources, out)?,
            Format::Json => json::print(diagnostic, &sources, out)?,
            Format::GitHub => github::print(diagnostic, &sources, out)?,
        }
    }
    if printer.format == Format::Human { human::print_total(diagnostics, printer.colour, out) } else { Ok(()) }
}
