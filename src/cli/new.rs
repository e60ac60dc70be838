//! `casebook new KIND "Title"`: a file for a new record, with every field explained in it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::base::slug::{is_reserved, slug};
use crate::base::{Lang, Localised, SourcePath};
use crate::model::Model;
use crate::resolve::bad_id;
use crate::schema::{Field, FieldType, Kind};

use super::kinds;
use super::refusal::Refusal;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The id of the kind, or its folder.
    pub kind: &'a str,
    /// The title of the record, in the language of the file.
    pub title: &'a str,
    /// The id; made from the title where it is not given.
    pub id: Option<&'a str>,
    /// The language: another than the portal's default asks for a translation of the record with the id.
    pub lang: Option<&'a str>,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Where.
    pub path: SourcePath,
    /// What it holds.
    pub text: String,
}

/// The file for a new record, or for a translation, of this portal.
///
/// What authors must write has a placeholder that the check refuses; everything else is a comment. Refused: a kind or language that
/// does not exist, an id that cannot be one or is taken, a translation of nothing.
pub fn file(model: &Model, request: &Request) -> Result<NewFile, Refusal> {
    let kind = kinds::find(&model.schema, request.kind)?;
    let default = model.languages.first().cloned().unwrap_or_else(|| Lang::new("en"));
    let title = &request.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Refusal::new("the title is empty"));
    }
    let lang = match request.lang {
        None => default.clone(),
        Some(code) => model.languages.iter().find(|lang| lang.as_str() == code).cloned().ok_or_else(|| {
            let listed: Vec<String> = model.languages.iter().map(|lang| format!("`{lang}`")).collect();
            Refusal::new(format!("`{code}` is not one of the portal's languages"))
                .help(format!("the languages in casebook.toml are {}", listed.join(", ")))
        })?,
    };
    let taken = |id: &str| model.schema.position(&kind.id).and_then(|place| model.find(place, id));
    if lang != default {
        let Some(id) = request.id else {
            return Err(Refusal::new("which record is translated?").help("name it: `--id ID`"));
        };
        if taken(id).is_none() {
            let message = format!("there is no `{}` with the id `{id}` to translate", kind.id);
            return Err(Refusal::new(message).help(format!("`casebook kinds {} --ids` lists them", kind.id)));
        }
        if !can_be_file(id, &model.languages) {
            let help = format!("translate it where it stands: `title = {{ {default} = \"…\", {lang} = \"…\" }}`");
            return Err(Refusal::new(format!("`{id}` does not stand in a file of its own")).help(help));
        }
        let extension = if kind.narrative { "md" } else { "toml" };
        let path = SourcePath::new(format!("content/{}/{id}.{lang}.{extension}", kind.folder));
        return Ok(NewFile { path, text: translation(kind, title, &lang) });
    }
    let id = match request.id {
        Some(id) => id.to_owned(),
        None => slug(title),
    };
    if id.is_empty() {
        let message = format!("no id can be made from the title `{title}`");
        return Err(Refusal::new(message).help("choose one of ASCII letters, digits and hyphens: `--id ID`"));
    }
    if let Some(problem) = bad_id(&id) {
        let help = "use letters, digits, and `-`, `_`, `.`, `/`, `(`, `)` between them";
        return Err(Refusal::new(format!("`{id}` cannot be an id: {problem}")).help(help));
    }
    if is_reserved(&slug(&id)) {
        let message = format!("`{id}` cannot be the name of a page");
        return Err(Refusal::new(message).help("choose another id: `--id ID`"));
    }
    if let Some(record) = taken(&id) {
        let place = &model.record(record).origin.path;
        let where_it_is =
            if place.is_kit() { "it comes with casebook".to_owned() } else { format!("it stands in {place}") };
        let message = format!("there is a `{}` with the id `{id}` already: {where_it_is}", kind.id);
        return Err(Refusal::new(message).help("choose another id: `--id ID`"));
    }
    let kin = model.schema.position(&kind.id).into_iter().flat_map(|place| model.of_kind(place));
    if let Some(twin) = kin.map(|id| &model.record(id).id).find(|known| slug(known) == slug(&id)) {
        let message = format!("`{id}` would have the address of `{twin}`");
        return Err(Refusal::new(message).help("choose another id: `--id ID`"));
    }
    let is_file = can_be_file(&id, &model.languages);
    if !is_file && kind.narrative {
        let message = format!("`{id}` cannot be the name of a file, and a `{}` needs one for its text", kind.id);
        return Err(Refusal::new(message).help("choose an id without `/`: `--id ID`"));
    }
    let name = if is_file { id.clone() } else { slug(&id) };
    let extension = if kind.narrative { "md" } else { "toml" };
    let path = SourcePath::new(format!("content/{}/{name}.{extension}", kind.folder));
    Ok(NewFile { path, text: text(kind, title, (!is_file).then_some(&*id), &default) })
}

/// Writes the file, with the folders that it needs; never over another one.
pub fn write(root: &Path, file: &NewFile) -> Result<(), Refusal> {
    let path = root.join(file.path.as_str());
    let other = path.with_extension(if file.path.extension() == "md" { "toml" } else { "md" });
    if other.exists() {
        let name = other.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let message = format!("`{}/{name}` is there already, and would be the same record", file.path.folder());
        return Err(Refusal::new(message).help("choose another id: `--id ID`"));
    }
    let written = fs::create_dir_all(path.parent().unwrap_or(root)).and_then(|()| {
        let mut new = OpenOptions::new().write(true).create_new(true).open(&path)?;
        new.write_all(file.text.as_bytes()).and_then(|()| new.sync_all()).inspect_err(|_| drop(fs::remove_file(&path)))
    });
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Refusal::new(format!("`{}` is there already", file.path)).help("choose another id: `--id ID`")
        }
        _ => Refusal::new(format!("`{}` cannot be written: {error}", file.path)),
    })
}

/// Whether a file can be named after a record with this id.
pub(super) fn can_be_file(id: &str, languages: &[Lang]) -> bool {
    let ends_in_language =
        id.rsplit_once('.').is_some_and(|(_, end)| languages.iter().any(|lang| lang.as_str() == end));
    let is_ignored = id.starts_with('.') || id.eq_ignore_ascii_case("readme");
    !id.contains('/') && !ends_in_language && !is_ignored
}

/// The text of the file: fields, and for a narrative kind the headings of its sections. With `id`, the record stands in a `[[KIND]]`
/// table, because no file can be named after it.
fn text(kind: &Kind, title: &str, id: Option<&str>, lang: &Lang) -> String {
    let mut fields = String::new();
    if let Some(id) = id {
        fields.push_str(&format!("[[{}]]\nid = {}\n", kind.id, quoted(id)));
    }
    fields.push_str(&format!("title = {}\n", quoted(title)));
    let written: Vec<&Field> = kind.fields.iter().filter(|field| !field.derived && field.id != "title").collect();
    let is_table = |field: &Field| matches!(field.ty, FieldType::Table(_) | FieldType::Series(_));
    let asked =
        |field: &Field| field.required || kind.cited && field.id == "cites" || kind.people && field.id == "consent";
    let (required, others): (Vec<&Field>, Vec<&Field>) =
        written.iter().partition(|field| asked(field) && !is_table(field));
    let (tables, plain): (Vec<&Field>, Vec<&Field>) = others.into_iter().partition(|field| is_table(field));
    for field in required {
        fields.push_str(&format!("\n{}", explained(field, lang)));
        fields.push_str(&format!("{} = {}\n", field.id, if field.list { "[\"\"]" } else { "\"\"" }));
    }
    fields.push_str(
        "\n# What follows may be left out. To use a field, take away the `#` before it, in a table before each line.\n",
    );
    for field in plain {
        fields.push_str(&format!("\n{}# {} = {}\n", explained(field, lang), field.id, example(field)));
    }
    for field in tables {
        let mark = if asked(field) { "" } else { "# " };
        // Below `[[action]]`, a table of its own field is `[[action.evidence]]`.
        let place = id.map_or_else(|| field.id.clone(), |_| format!("{}.{}", kind.id, field.id));
        let header = if field.list || matches!(field.ty, FieldType::Series(_)) {
            format!("[[{place}]]")
        } else {
            format!("[{place}]")
        };
        fields.push_str(&format!("\n{}{mark}{header}\n", explained(field, lang)));
        for nested in field.fields() {
            let note = comment(nested, lang);
            let active = asked(field) && nested.required;
            let value = if active { "\"\"".to_owned() } else { example(nested) };
            fields.push_str(&format!("{}{} = {value} # {note}\n", if active { "" } else { "# " }, nested.id));
        }
    }
    if !kind.narrative {
        return fields;
    }
    if !kind.sections.is_empty() {
        fields.push_str(&format!("\n{}", about_sections(kind)));
    }
    let mut text = format!("+++\n{fields}+++\n");
    for section in &kind.sections {
        text.push_str(&format!("\n## {} {{#{}}}\n", words(&section.label, lang), section.id));
    }
    if kind.sections.is_empty() {
        text.push('\n');
    }
    text
}

/// The text of a translation: only what differs between languages.
fn translation(kind: &Kind, title: &str, lang: &Lang) -> String {
    let mut fields = format!("title = {}\n", quoted(title));
    fields.push_str("\n# Translate what the original has of these, and leave out the rest. All other fields stay in the original.\n");
    for field in kind.fields.iter().filter(|field| !field.derived && field.localised && field.id != "title") {
        if matches!(field.ty, FieldType::Text | FieldType::Markdown) {
            fields.push_str(&format!("\n{}# {} = {}\n", explained(field, lang), field.id, example(field)));
        }
    }
    if !kind.narrative {
        return fields;
    }
    let mut text = format!("+++\n{fields}+++\n");
    for section in &kind.sections {
        text.push_str(&format!("\n## {} {{#{}}}\n", words(&section.label, lang), section.id));
    }
    text
}

fn about_sections(kind: &Kind) -> String {
    let named = |holds: fn(&crate::schema::Section) -> bool| {
        let ids: Vec<&str> =
            kind.sections.iter().filter(|section| holds(section)).map(|section| section.id.as_str()).collect();
        ids.join(", ")
    };
    let mut text = "# Below: the sections of the text. Leave out those on which your sources are silent.\n".to_owned();
    for (ids, what) in [
        (named(|section| section.required), "Required"),
        (
            named(|section| section.cited),
            "Every figure needs its source, as [[A/HRC/35/20#54]] before the full stop, in",
        ),
    ] {
        if !ids.is_empty() {
            text.push_str(&format!("# {what}: {ids}.\n"));
        }
    }
    text
}

/// The comment lines above a field.
fn explained(field: &Field, lang: &Lang) -> String {
    let mut text = format!("# {}: {}\n", field.id, comment(field, lang));
    if let FieldType::Choice(choices) = &field.ty {
        for choice in choices {
            text.push_str(&format!("#   \"{}\": {}\n", choice.id, words(&choice.label, lang)));
        }
    }
    text
}

/// Label, help and form of a field, on one line.
fn comment(field: &Field, lang: &Lang) -> String {
    let mut parts = vec![words(&field.label, lang).trim_end_matches('.').to_owned()];
    if let Some(help) = &field.help {
        parts.push(words(help, lang).trim_end_matches('.').to_owned());
    }
    match &field.ty {
        FieldType::Ref(to) => parts.push(format!("The id of a record of the kind {}", to.join(" or "))),
        FieldType::Choice(_) => parts.push("One of these".to_owned()),
        _ => {}
    }
    if field.list && !matches!(field.ty, FieldType::Table(_)) {
        parts.push("Any number, with commas between them".to_owned());
    }
    if field.internal {
        parts.push("Never published".to_owned());
    }
    let line = parts.join(". ").replace(['\n', '\r', '\t'], " ");
    if matches!(field.ty, FieldType::Choice(_)) { format!("{line}:") } else { format!("{line}.") }
}

/// A value as TOML that shows the form of the field.
fn example(field: &Field) -> String {
    let one = match (&field.ty, &field.example) {
        (FieldType::Bool, _) => "true".to_owned(),
        (FieldType::Integer | FieldType::Decimal | FieldType::Percent, Some(example)) => example.clone(),
        (FieldType::Integer, None) => "1".to_owned(),
        (FieldType::Decimal | FieldType::Percent, None) => "12.5".to_owned(),
        (FieldType::Image, _) => "{ file = \"photo.jpg\", alt = \"What the picture shows\" }".to_owned(),
        (FieldType::Markdown, None) => "\"\"\"…\"\"\"".to_owned(),
        (FieldType::Choice(choices), None) => quoted(choices.first().map_or("…", |choice| choice.id.as_str())),
        (_, Some(example)) => quoted(example),
        (FieldType::Date, None) => quoted("2017-05-23"),
        (FieldType::Period, None) => quoted("2011/2016"),
        (FieldType::Money, None) => quoted("USD 1250000"),
        (FieldType::Url, None) => quoted("https://www.example.org/"),
        (FieldType::Symbol, None) => quoted("A/HRC/35/20"),
        (FieldType::Cite, None) => quoted("A/HRC/35/20#54"),
        (_, None) => quoted("…"),
    };
    if field.list { format!("[{one}]") } else { one }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn words<'a>(text: &'a Localised, lang: &Lang) -> &'a str {
    text.pick(lang).map_or("", |(_, text)| text)
}
