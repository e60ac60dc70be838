//! One JSON object a line, for programs.

use std::io;

use serde::Serialize;

use crate::base::{Diagnostic, Origin};

use super::located::Sources;

/// A finding. Keys are never left out, so that readers need not ask whether they exist.
#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: String,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<Related<'a>>,
    pages: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

/// Lines and columns count from 1, columns in characters; the end is exclusive. All four are null where the place is not known.
#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// Prints one finding.
pub fn print(diagnostic: &Diagnostic, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let finding = Finding {
        code: diagnostic.code.id(),
        severity: diagnostic.severity().to_string(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        place: place(&diagnostic.origin, sources),
        related: diagnostic
            .related
            .iter()
            .map(|(origin, message)| Related { message, place: place(origin, sources) })
            .collect(),
        pages: diagnostic.pages,
    };
    serde_json::to_writer(&mut *out, &finding)?;
    writeln!(out)
}

fn place<'a>(origin: &'a Origin, sources: &Sources) -> Place<'a> {
    let extent = sources.extent(origin);
    Place {
        path: origin.path.as_str(),
        line: extent.map(|extent| extent.start.line),
        column: extent.map(|extent| extent.start.column),
        end_line: extent.map(|extent| extent.end.line),
        end_column: extent.map(|extent| extent.end.column),
    }
}
