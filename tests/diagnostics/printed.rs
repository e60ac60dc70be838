//! Findings as suites have them: the short format, with what is underlined and with the other places of a finding.

use std::fmt::Write;
use std::sync::Arc;

use casebook::base::{Diagnostic, Lines, Origin, SourcePath};
use casebook::cli::report::{Format, Printer, print};
use casebook::source::Sources;

/// So many characters of what is underlined are shown.
const SHOWN: usize = 60;

/// The findings, in this order.
pub fn printed(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        out += &short(diagnostic, sources);
        if let Some(text) = underlined(&diagnostic.origin, sources) {
            writeln!(out, "    ^ {text}").expect("a text takes everything");
        }
        for (origin, what) in &diagnostic.related {
            writeln!(out, "    {}: {what}", place(origin, sources)).expect("a text takes everything");
        }
    }
    out
}

fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let printer = Printer { format: Format::Short, colour: false, text_of: &|path| text(path, sources) };
    let mut out = Vec::new();
    print(std::slice::from_ref(diagnostic), &printer, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("the format is a text")
}

fn text(path: &SourcePath, sources: &Sources) -> Option<Arc<str>> {
    sources.get(path).and_then(|source| source.text().cloned())
}

/// What the span of a finding holds, on one line; nothing where it is empty.
fn underlined(origin: &Origin, sources: &Sources) -> Option<String> {
    if origin.span.start == origin.span.end {
        return None;
    }
    let text = text(&origin.path, sources)?;
    let held = text.get(origin.span.range()).unwrap_or_else(|| panic!("{origin:?} is not within its text"));
    let held = held.replace('\r', "␍").replace('\n', "␊");
    match held.chars().count() {
        0..=SHOWN => Some(held),
        _ => Some(held.chars().take(SHOWN).chain(['…']).collect()),
    }
}

fn place(origin: &Origin, sources: &Sources) -> String {
    let position = text(&origin.path, sources).and_then(|text| Lines::new(text).position(origin.span.start as usize));
    match position {
        Some(position) => format!("{}:{}:{}", origin.path, position.line, position.column),
        None => origin.path.to_string(),
    }
}
