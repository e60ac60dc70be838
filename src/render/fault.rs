//! What the template engine finds wrong, as findings at exact places of the theme's files.

use tera::{Error, ErrorKind};

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Origin, SourcePath, Span};
use crate::theme::{BUILT_IN, FOLDER, Template, Theme};

use super::names;

/// What is wrong with the rendering of `template`.
pub(super) fn rendering(theme: &Theme, template: &str, error: &Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => match theme.template(report.filename()) {
            Some(template) => at(template, report.span().range.clone(), report.message()),
            None => whole(theme, template, report.message()),
        },
        kind => whole(theme, template, &kind.to_string()),
    }
}

/// The finding that the theme has no template of this name.
pub(super) fn missing(theme: &Theme, name: &str) -> Diagnostic {
    let help = did_you_mean(name, names(theme)).unwrap_or_else(|| format!("add it as `templates/{name}` of the theme"));
    let layer = theme.layers().first().map_or(BUILT_IN, String::as_str);
    let origin = Origin::file(&SourcePath::new(format!("{FOLDER}/{layer}/templates/{name}")));
    Diagnostic::new(Code::TemplateError, origin, format!("the theme has no template `{name}`")).help(help)
}

/// A finding at a place of a template, in the engine's words.
pub(super) fn at(template: &Template, range: std::ops::Range<usize>, message: &str) -> Diagnostic {
    let (message, help) = plain(message);
    let text = &template.text;
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
    template.diagnostic(Code::TemplateError, Span::new(start, end), message).maybe_help(help)
}

fn whole(theme: &Theme, name: &str, message: &str) -> Diagnostic {
    match theme.template(name) {
        Some(template) => at(template, 0..0, message),
        None => missing(theme, name),
    }
}

/// The engine's message as a sentence of ours, with the names that it lists as advice.
fn plain(message: &str) -> (String, Option<String>) {
    let (what, known) = match message.split_once(". ") {
        Some((what, rest)) => (what, rest.split_once(": ")),
        None => (message, None),
    };
    let help = known.map(|(_, names)| {
        let names = names.replace('`', "");
        let wrong = what.split('`').nth(1).unwrap_or("");
        let list = format!("there is: {names}");
        did_you_mean(wrong, names.split(", ")).map_or(list.clone(), |nearest| format!("{nearest} {list}"))
    });
    let whole = if known.is_some() { what } else { message };
    let mut letters = whole.trim().trim_end_matches('.').chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    (first + letters.as_str(), help)
}
