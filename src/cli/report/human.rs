//! For people: what is wrong, where, the source line with the value underlined, and what to do.

use std::collections::BTreeSet;
use std::io;

use annotate_snippets::{AnnotationKind, Group, Level, Origin as Header, Renderer, Snippet};
use anstyle::Style;

use crate::base::{Diagnostic, Origin, Severity};

use super::located::{Sources, counted, one_line};
use super::snippet::{self, Excerpt};

/// Prints one finding, and an empty line after it.
pub fn print(diagnostic: &Diagnostic, sources: &Sources, colour: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let title = level(diagnostic.severity()).primary_title(one_line(&diagnostic.message)).id(diagnostic.code.id());
    let mut group = underlined(Group::with_title(title), &diagnostic.origin, sources);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(lines(help)));
    }
    if diagnostic.pages > 1 {
        group = group.element(Level::NOTE.message(format!("found on {}", counted(diagnostic.pages, "page"))));
    }
    let mut groups = vec![group];
    for (origin, what) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(lines(what));
        groups.push(underlined(Group::with_title(title), origin, sources));
    }
    writeln!(out, "{}\n", renderer(colour).render(&groups))
}

/// Prints how many findings there are, and how to learn more.
pub fn print_total(diagnostics: &[Diagnostic], colour: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let of = |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity() == severity);
    let counts: Vec<(Severity, usize)> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity, of(severity).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let Some((worst, _)) = counts.first() else { return Ok(()) };
    let words: Vec<String> = counts.iter().map(|(severity, count)| counted(*count, severity)).collect();
    let words = match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    };
    let files: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.origin.path.as_str()).collect();
    let total = format!("{words} in {}", counted(files.len(), "file"));
    writeln!(out, "{}", renderer(colour).render(&[Group::with_title(level(*worst).primary_title(total))]))?;
    if let Some(first) = of(*worst).next() {
        let dim = if colour { Style::new().dimmed() } else { Style::new() };
        writeln!(out, "{dim}To read more about a code: casebook explain {}{dim:#}", first.code)?;
    }
    Ok(())
}

/// The group with the source that an origin points at, or with its path alone where there is no source to show.
fn underlined<'a>(group: Group<'a>, origin: &Origin, sources: &'a Sources) -> Group<'a> {
    let path = one_line(origin.path.as_str());
    let Some((lines, extent)) = sources.lines(&origin.path).zip(sources.extent(origin)) else {
        return group.element(Header::path(path));
    };
    let Some(Excerpt { text, first_line, marked }) = snippet::excerpt(lines, &extent) else {
        return group.element(Header::path(path).line(extent.start.line).char_column(extent.start.column));
    };
    let marked = AnnotationKind::Primary.span(marked);
    group.element(Snippet::source(text).path(path).line_start(first_line).fold(false).annotation(marked))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }.term_width(snippet::WIDTH)
}

/// A text of several lines, each made safe.
fn lines(text: &str) -> String {
    text.lines().map(one_line).collect::<Vec<_>>().join("\n")
}
