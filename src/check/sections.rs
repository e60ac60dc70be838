//! The sections of narrative bodies: those that a kind requires are there, and there are no others.

use crate::base::suggest::nearest;
use crate::base::{Code, Diagnostic, Diagnostics, Lang, Origin};
use crate::model::{Model, RecordId, Text};
use crate::parse::markdown::Heading;
use crate::schema::{Kind, Section};

/// Reports sections that are missing and sections that are unknown, in each language that a record has a body in.
pub(super) fn check(model: &Model, id: RecordId, diagnostics: &mut Diagnostics) {
    let (kind, record) = (model.kind_of(id), model.record(id));
    if !kind.narrative || kind.sections.is_empty() {
        return;
    }
    for (_, body) in &record.bodies {
        in_body(kind, model.text(*body), diagnostics);
    }
    if record.bodies.is_empty() {
        let required = kind.sections.iter().filter(|section| section.required);
        let lang = model.languages.first();
        let path = &record.origin.path;
        let help = |section| match path.extension().as_str() {
            "md" => add(section, lang),
            _ => format!(
                "a text stands in a Markdown file, such as `{}/{}.md`: {}",
                path.folder(),
                record.id,
                add(section, lang)
            ),
        };
        diagnostics.extend(required.map(|section| missing(section, record.origin.clone(), help(section))));
    }
}

fn in_body(kind: &Kind, text: &Text, diagnostics: &mut Diagnostics) {
    let headings: Vec<&Heading> =
        text.parsed.markdown.outline.iter().filter(|heading| heading.level == SECTION_LEVEL).collect();
    let has = |section: &Section| headings.iter().any(|heading| heading.explicit && heading.id == section.id);
    // Sections that a heading stands for which does not say so rightly: that heading is reported, and it is enough.
    let mut half: Vec<&str> = Vec::new();
    for heading in &headings {
        if heading.explicit && kind.section(&heading.id).is_some() {
            continue;
        }
        let origin = text.origin(heading.span);
        let meant = meant(kind, heading).filter(|section| !has(section));
        half.extend(meant.map(|section| section.id.as_str()));
        diagnostics.push(match meant {
            Some(section) if section.required && !heading.explicit => {
                missing(section, origin, format!("write `{}`", marked(heading, section)))
            }
            meant => unknown(kind, heading, meant, origin),
        });
    }
    let required = kind.sections.iter().filter(|section| section.required);
    for section in required.filter(|section| !has(section) && !half.contains(&section.id.as_str())) {
        diagnostics.push(missing(section, Origin::file(&text.path), add(section, Some(&text.lang))));
    }
}

/// The level of headings that begin a section.
const SECTION_LEVEL: u8 = 2;

/// The section that a heading without a declared id seems to begin.
fn meant<'a>(kind: &'a Kind, heading: &Heading) -> Option<&'a Section> {
    if heading.explicit {
        let near = nearest(&heading.id, kind.sections.iter().map(|section| section.id.as_str()));
        return near.first().and_then(|id| kind.section(id));
    }
    let title = heading.title.to_lowercase();
    let fits = |section: &&Section| {
        section.id == heading.id || section.label.iter().any(|(_, label)| label.to_lowercase() == title)
    };
    kind.sections.iter().find(fits)
}

fn missing(section: &Section, origin: Origin, help: String) -> Diagnostic {
    let message = format!("the text has no section `{}`", section.id);
    Diagnostic::new(Code::MissingSection, origin, message).help(help)
}

fn unknown(kind: &Kind, heading: &Heading, meant: Option<&Section>, origin: Origin) -> Diagnostic {
    let message = if heading.explicit {
        format!("`{}` is no section of the kind `{}`", heading.id, kind.id)
    } else {
        format!("the heading `{}` does not say which section of the kind `{}` it begins", heading.title, kind.id)
    };
    let help = match meant {
        Some(section) if heading.explicit => format!("did you mean `{}`?", section.id),
        Some(section) => format!("write `{}`", marked(heading, section)),
        None => {
            let ids: Vec<String> = kind.sections.iter().map(|section| format!("`{{#{}}}`", section.id)).collect();
            format!("end it with one of {}; or write `### {}`, one level lower", ids.join(", "), heading.title)
        }
    };
    Diagnostic::new(Code::UnknownSection, origin, message).help(help)
}

/// The advice to add a section, with the line that begins it in the words of its kind.
fn add(section: &Section, lang: Option<&Lang>) -> String {
    let label = lang.and_then(|lang| section.label.pick(lang)).map_or(section.id.as_str(), |(_, label)| label);
    format!("add the heading `## {label} {{#{}}}` and the text below it", section.id)
}

/// The author's heading as it begins a section.
fn marked(heading: &Heading, section: &Section) -> String {
    format!("## {} {{#{}}}", heading.title, section.id)
}
