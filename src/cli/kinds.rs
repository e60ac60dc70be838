//! `casebook kinds [KIND]`: the kinds of records, the fields of a kind, the ids of its records.

use crate::base::suggest::did_you_mean;
use crate::base::{Lang, Localised};
use crate::model::Model;
use crate::schema::{Field, FieldType, Kind, Schema};

use super::refusal::Refusal;

/// The width of the text, in characters.
const WIDTH: usize = 100;

/// What was asked for: all kinds, or one kind with its fields; with a model, the ids of its records instead.
pub fn text(schema: &Schema, asked: Option<&str>, ids: Option<&Model>, lang: &Lang) -> Result<String, Refusal> {
    match (asked, ids) {
        (None, None) => Ok(list(schema, lang)),
        (None, Some(_)) => Err(Refusal::new("the ids of which kind?").help("name it: `casebook kinds theme --ids`")),
        (Some(asked), ids) => {
            let kind = find(schema, asked)?;
            Ok(ids.map_or_else(|| one(kind, lang), |model| records(model, kind, lang)))
        }
    }
}

/// The kind with an id, or whose folder it is.
pub fn find<'a>(schema: &'a Schema, asked: &str) -> Result<&'a Kind, Refusal> {
    schema.kind(asked).or_else(|| schema.kind_of_folder(asked)).ok_or_else(|| {
        let help = did_you_mean(asked, schema.kinds().iter().map(|kind| kind.id.as_str()));
        let help = help.unwrap_or_else(|| "`casebook kinds` lists them".to_owned());
        Refusal::new(format!("there is no kind `{asked}`")).help(help)
    })
}

/// A table of all kinds: those that hold the content, the portal's own, and the vocabularies.
fn list(schema: &Schema, lang: &Lang) -> String {
    const GROUPS: [&str; 4] = [
        "With a text (.md)",
        "Data (.toml or .csv)",
        "Vocabularies, with records that come with casebook",
        "Kinds of this portal",
    ];
    let group = |kind: &Kind| match kind {
        Kind { of_kit: false, .. } => 3,
        Kind { vocabulary: true, .. } => 2,
        Kind { narrative: true, .. } => 0,
        _ => 1,
    };
    let length = |of: fn(&Kind) -> &str| schema.kinds().iter().map(|kind| of(kind).len()).max().unwrap_or(0).max(6);
    let (id, folder) = (length(|kind| &kind.id), length(|kind| &kind.folder));
    let mut text = String::new();
    for (place, heading) in GROUPS.iter().enumerate() {
        let kinds: Vec<&Kind> = schema.kinds().iter().filter(|kind| group(kind) == place).collect();
        if kinds.is_empty() {
            continue;
        }
        text.push_str(&format!("{heading}\n\n  {:id$}  {:folder$}  fields  what it is\n", "kind", "folder"));
        for kind in kinds {
            let what = kind.help.as_ref().map_or_else(|| words(&kind.plural, lang), |help| words(help, lang));
            let head = format!("  {:id$}  {:folder$}  {:>6}  ", kind.id, kind.folder, kind.fields.len());
            text.push_str(&wrapped(&head, head.len(), what));
        }
        text.push('\n');
    }
    text.push_str("`casebook kinds KIND` lists the fields of a kind, `casebook kinds KIND --ids` its records.\n");
    text
}

/// A kind with all its fields and sections.
fn one(kind: &Kind, lang: &Lang) -> String {
    let mut text = format!("{}: {}\n", kind.id, words(&kind.label, lang));
    if let Some(help) = &kind.help {
        text.push_str(&wrapped("  ", 2, words(help, lang)));
    }
    let forms = if kind.narrative { "Markdown, TOML or CSV files" } else { "TOML or CSV files" };
    text.push_str(&format!("  {forms} in content/{}/\n", kind.folder));
    if !kind.parent.is_empty() {
        text.push_str(&format!("  Each is a part of: {}\n", kind.parent.join(", ")));
    }
    for (holds, note) in [
        (kind.cited, "Each must say where its facts come from: `cites`"),
        (kind.people, "Each is about persons who can be identified, and needs `consent`"),
        (kind.numbered, "Ordered lists in its text are numbered paragraphs that can be linked to"),
    ] {
        if holds {
            text.push_str(&format!("  {note}\n"));
        }
    }
    text.push_str("\nFields\n\n");
    kind.fields.iter().for_each(|each| field(each, "  ", lang, &mut text));
    if !kind.sections.is_empty() {
        text.push_str("Sections of the text\n\n");
        let width = kind.sections.iter().map(|section| section.id.len()).max().unwrap_or(0);
        for section in &kind.sections {
            let marks = marks(&[(section.required, "required"), (section.cited, "figures need a cite")]);
            text.push_str(&format!("  {:width$}  {}{marks}\n", section.id, words(&section.label, lang)));
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// A field, and below it those of its nested record.
fn field(field: &Field, indent: &str, lang: &Lang, text: &mut String) {
    let mut of_type = match &field.ty {
        FieldType::Ref(to) => format!("ref to {}", to.join(" or ")),
        ty => ty.name().to_owned(),
    };
    if field.list {
        of_type = format!("list of {of_type}");
    }
    let translated = field.localised && matches!(field.ty, FieldType::Text | FieldType::Markdown);
    let marks = marks(&[
        (field.required, "required"),
        (field.derived, "worked out, not written"),
        (field.facet, "facet"),
        (field.column, "column"),
        (field.search, "searched"),
        (field.code, "leads straight to the record"),
        (translated, "can be translated"),
        (field.internal, "never published"),
        (field.of_portal, "of this portal"),
    ]);
    text.push_str(&format!("{indent}{}: {of_type}{marks}\n", field.id));
    let inner = format!("{indent}    ");
    let label = words(&field.label, lang);
    let help = field.help.as_ref().map_or(String::new(), |help| format!(": {}", words(help, lang)));
    text.push_str(&wrapped(&inner, inner.len(), &format!("{label}{help}")));
    if let Some(example) = &field.example {
        text.push_str(&format!("{inner}Example: {example}\n"));
    }
    if let FieldType::Choice(choices) = &field.ty {
        let width = choices.iter().map(|choice| choice.id.len()).max().unwrap_or(0);
        for choice in choices {
            text.push_str(&format!("{inner}- {:width$}  {}\n", choice.id, words(&choice.label, lang)));
        }
    }
    text.push('\n');
    field.fields().iter().for_each(|nested| self::field(nested, &inner, lang, text));
}

/// The ids of all records of a kind, with their titles; a star marks those of the portal.
fn records(model: &Model, kind: &Kind, lang: &Lang) -> String {
    let ids: Vec<_> = model.schema.position(&kind.id).into_iter().flat_map(|place| model.of_kind(place)).collect();
    let width = ids.iter().map(|id| model.record(*id).id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for id in &ids {
        let mark = if model.record(*id).of_portal { "*" } else { " " };
        text.push_str(&format!("{mark} {:width$}  {}\n", model.record(*id).id, model.title(*id, lang).1));
    }
    let own = ids.iter().filter(|id| model.record(**id).of_portal).count();
    let plural = words(&kind.plural, lang);
    text.push_str(&format!("\n{plural}: {}, of which {own} written or amended by this portal (*)\n", ids.len()));
    text
}

/// ` (required, facet)`, or nothing.
fn marks(marks: &[(bool, &str)]) -> String {
    let marks: Vec<&str> = marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| *mark).collect();
    if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) }
}

fn words<'a>(text: &'a Localised, lang: &Lang) -> &'a str {
    text.pick(lang).map_or("", |(_, text)| text)
}

/// `head` and the words of `text`, broken into lines; from the second line on with so many blanks before them.
fn wrapped(head: &str, indent: usize, text: &str) -> String {
    let mut lines = head.to_owned();
    let mut column = head.chars().count();
    let mut first = true;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !first && column + 1 + length > WIDTH {
            lines.push('\n');
            lines.push_str(&" ".repeat(indent));
            column = indent;
            first = true;
        }
        if !first {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
        first = false;
    }
    lines.push('\n');
    lines
}
