//! Reads a theme's templates into the engine, and reports what is wrong with any of them.

use tera::{Error, ErrorKind, Tera};

use crate::base::suggest::did_you_mean;
use crate::base::{Diagnostic, Diagnostics};
use crate::theme::{Template, Theme};

use super::{fault, filters, names};

/// The engine with every template that is sound, and the faults of the others.
///
/// A template is reached by its layer and name, and by its name alone in the top-most layer that has it: so a child's template can
/// extend the one that it replaces. The same order decides between components of one name.
pub(super) fn load(theme: &Theme) -> (Tera, Diagnostics) {
    let mut tera = engine(theme);
    if tera.add_raw_templates(texts(theme.templates())).is_ok() {
        return (tera, Vec::new());
    }
    // Now each is read alone.
    let mut tera = engine(theme);
    let mut diagnostics = Vec::new();
    let mut sound = Vec::new();
    let mut broken = Vec::new();
    for template in theme.templates() {
        match syntax(template) {
            None => sound.push(template),
            Some(diagnostic) => {
                diagnostics.push(diagnostic);
                broken.push(template);
            }
        }
    }
    if tera.add_raw_templates(texts(sound.iter().copied())).is_err() {
        add_one_by_one(theme, &mut tera, sound, broken, &mut diagnostics);
    }
    (tera, diagnostics)
}

/// An engine without templates.
fn engine(theme: &Theme) -> Tera {
    let mut tera = Tera::new();
    filters::register(&mut tera);
    let prefixes = theme.layers().iter().map(|layer| format!("{layer}/"));
    // This fails only in an engine that has templates already.
    let _ = tera.set_fallback_prefixes(prefixes.collect::<Vec<_>>());
    tera
}

/// The names and texts of templates.
fn texts<'a>(templates: impl IntoIterator<Item = &'a Template>) -> impl Iterator<Item = (String, &'a str)> {
    templates.into_iter().map(|template| (template.full_name(), template.text.as_ref()))
}

/// What is wrong with the syntax of a template.
fn syntax(template: &Template) -> Option<Diagnostic> {
    // Whatever it refers to is missing here; only how it is written is of interest.
    match Tera::new().add_raw_template(&template.full_name(), &template.text).err()?.kind() {
        ErrorKind::SyntaxError(report) => Some(fault::at(template, report.span().range.clone(), report.message())),
        _ => None,
    }
}

/// Adds templates after those that they need, and reports those that cannot be added. What only lacks a template with a fault of its
/// own is left out without a word.
fn add_one_by_one(
    theme: &Theme,
    tera: &mut Tera,
    mut waiting: Vec<&Template>,
    broken: Vec<&Template>,
    diagnostics: &mut Diagnostics,
) {
    loop {
        let before = waiting.len();
        waiting.retain(|template| tera.add_raw_template(&template.full_name(), &template.text).is_err());
        if waiting.len() == before {
            break;
        }
    }
    let mut found = Vec::new();
    for template in &waiting {
        let others: Vec<&Template> = waiting.iter().chain(&broken).copied().filter(|other| other != template).collect();
        if let Err(error) = tera.add_raw_template(&template.full_name(), &template.text) {
            found.append(&mut reference_faults(theme, template, &error, &others));
        }
    }
    if found.is_empty() && broken.is_empty() {
        for template in &waiting {
            let range = place(template, "extends").or_else(|| place(template, "include")).unwrap_or_default();
            found.push(fault::at(template, range, "the template extends or includes itself, by way of others"));
        }
    }
    diagnostics.append(&mut found);
}

/// The faults of a template whose syntax is sound. Those that only say that one of `others` is not there are left out.
fn reference_faults(theme: &Theme, template: &Template, error: &Error, others: &[&Template]) -> Diagnostics {
    let left_out = |name: &str| {
        theme.template(name).is_some_and(|found| others.contains(&found))
            || others.iter().any(|other| other.text.contains(&format!("component {name}(")))
    };
    match error.kind() {
        ErrorKind::MissingParent { parent, .. } if left_out(parent) => Vec::new(),
        ErrorKind::MissingParent { parent, .. } => {
            let range = place(template, "extends").unwrap_or_default();
            vec![with_help(theme, fault::at(template, range, &format!("there is no template `{parent}`")), parent)]
        }
        ErrorKind::CircularExtend { .. } => {
            let range = place(template, "extends").unwrap_or_default();
            let below =
                theme.templates().iter().find(|below| below.name == template.name && below.layer != template.layer);
            let help = below.map(|below| {
                format!(
                    "to build on the template of that name below, write `{{% extends \"{}\" %}}`",
                    below.full_name()
                )
            });
            vec![fault::at(template, range, "the template extends itself").maybe_help(help)]
        }
        ErrorKind::CircularInclude { .. } => {
            let range = place(template, "include").unwrap_or_default();
            vec![fault::at(template, range, "the template includes itself")]
        }
        ErrorKind::Msg(reports) => {
            let faults = reports.split("\n\n").filter_map(|report| located(template, report));
            let own = faults.filter(|(name, _)| !left_out(name));
            own.map(|(name, diagnostic)| with_help(theme, diagnostic, &name)).collect()
        }
        other => vec![fault::at(template, 0..0, &other.to_string())],
    }
}

/// A report of the engine, which is text, as a finding at its place; with the name that it is about.
///
/// It reads: `error: Unknown filter `x``, then `--> NAME:LINE:COLUMN`, the line, and `^^^` below it.
fn located(template: &Template, report: &str) -> Option<(String, Diagnostic)> {
    let report = report.trim_start();
    if report.starts_with("note:") {
        return None;
    }
    let mut lines = report.lines();
    let message = lines.next()?.trim_start_matches("error: ");
    let name = message.split('`').nth(1).unwrap_or("").to_owned();
    let range = lines.next().and_then(|arrow| {
        let mut numbers = arrow.rsplit(':').map(|number| number.trim().parse::<usize>().ok());
        let (column, line) = (numbers.next()??.checked_sub(1)?, numbers.next()??.checked_sub(1)?);
        let carets = lines.last()?.chars().filter(|c| *c == '^').count();
        let start = template.text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
        let bytes = |count: usize| template.text[start..].chars().take(count).map(char::len_utf8).sum::<usize>();
        Some(start + bytes(column)..start + bytes(column + carets))
    });
    let range = range.or_else(|| place(template, &format!("component {name}"))).unwrap_or_default();
    Some((name, fault::at(template, range, message)))
}

/// The finding with the nearest of the names that exist.
fn with_help(theme: &Theme, diagnostic: Diagnostic, wrong: &str) -> Diagnostic {
    let full: Vec<String> = theme.templates().iter().map(Template::full_name).collect();
    let message = &diagnostic.message;
    let help = if message.contains("filter") {
        did_you_mean(wrong, filters::NAMES.iter().copied())
    } else if message.contains("template") {
        did_you_mean(wrong, names(theme).chain(full.iter().map(String::as_str)))
    } else {
        None
    };
    diagnostic.maybe_help(help)
}

/// Where a word of a tag stands, to the end of its tag.
fn place(template: &Template, word: &str) -> Option<std::ops::Range<usize>> {
    let start = template.text.find(word)?;
    let length = template.text[start..].find("%}")?;
    Some(start..start + template.text[start..start + length].trim_end_matches(['-', ' ']).len())
}
