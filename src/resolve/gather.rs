//! Finds the records in the parsed files: which kind and id each has, and which entries belong to it.

use std::collections::BTreeSet;

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics, Lang, Origin, SourcePath, Span};
use crate::parse::{Content, Entry, NodeValue, Rows, Table};
use crate::schema::{FieldType, Kind};

use super::{File, Input};

/// A part of a record as one file has it.
pub(super) struct Raw<'a> {
    /// The place of its kind in the schema.
    pub kind: usize,
    /// The id.
    pub id: &'a str,
    /// Where the id is written, or the file that is named after it.
    pub origin: Origin,
    /// The file.
    pub path: &'a SourcePath,
    /// The file's text.
    pub text: &'a str,
    /// The fields.
    pub entries: Vec<&'a Entry>,
    /// Where the Markdown body begins, if there is one.
    pub body: Option<u32>,
    /// What part of the record this is.
    pub part: Part,
    /// The record of the file, for the records beside it that have a parent.
    pub beside: Option<(usize, &'a str)>,
    /// Whether parts of the file could not be read.
    pub incomplete: bool,
    /// Whether the file is named after this record.
    pub is_file_record: bool,
}

/// What a [`Raw`] is of its record. The order is that in which parts are put together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The kit's record.
    Kit,
    /// The portal's record, or what it changes in the kit's.
    Portal,
    /// A translation.
    Translation(Lang),
    /// A row of the nested table of a field, by its place in the kind.
    Nested(usize),
}

/// All parts of records, in the order of the files.
pub(super) fn gather<'a>(input: &Input<'a>, diagnostics: &mut Diagnostics) -> Vec<Raw<'a>> {
    let mut gatherer = Gatherer { input, diagnostics, raws: Vec::new(), strange: Vec::new() };
    for file in input.files {
        gatherer.file(file);
    }
    let raws = gatherer.raws;
    unlisted_languages(&raws, diagnostics);
    raws
}

/// Reports files such as `simore.es.md` beside `simore.md`, where `es` is not one of the portal's languages.
fn unlisted_languages(raws: &[Raw], diagnostics: &mut Diagnostics) {
    let ids: BTreeSet<(usize, &str)> = raws.iter().map(|raw| (raw.kind, raw.id)).collect();
    for raw in raws.iter().filter(|raw| raw.is_file_record && raw.part == Part::Portal) {
        let Some((id, code)) = raw.id.rsplit_once('.') else { continue };
        if Lang::is_code(code) && ids.contains(&(raw.kind, id)) {
            let message = format!("`{code}` is not one of the portal's languages, so this is no translation of `{id}`");
            let help = format!("add `{code}` to `languages` in casebook.toml, or give the file another name");
            diagnostics.push(Diagnostic::new(Code::UnknownLanguage, raw.origin.clone(), message).help(help));
        }
    }
}

struct Gatherer<'a, 'b> {
    input: &'b Input<'a>,
    diagnostics: &'b mut Diagnostics,
    raws: Vec<Raw<'a>>,
    /// Folders that were reported already.
    strange: Vec<&'a str>,
}

impl<'a> Gatherer<'a, '_> {
    fn file(&mut self, file: &'a File) {
        let kit = file.path.is_kit();
        let below = file.path.below(if kit { "kit:records" } else { "content" });
        let Some((folder, _)) = below.and_then(|below| below.split_once('/')) else {
            let message = format!("`{}` stands in no kind's folder, and is not read", file.path);
            let help = "move it into the folder of its kind, for example `content/case-studies/`";
            self.diagnostics.push(Diagnostic::new(Code::UnknownFile, Origin::file(&file.path), message).help(help));
            return;
        };
        let schema = &self.input.schema;
        let Some(kind) = schema.kind_of_folder(folder).and_then(|kind| schema.position(&kind.id)) else {
            self.unknown_folder(file, folder);
            return;
        };
        let part = if kit { Part::Kit } else { Part::Portal };
        match &*file.content {
            Content::Document { front, body } => self.document(file, kind, front, *body, part),
            Content::Table(table) => self.table(file, kind, table, part),
            Content::Rows(rows) => self.rows(file, kind, rows, part),
        }
    }

    fn unknown_folder(&mut self, file: &'a File, folder: &'a str) {
        if self.strange.contains(&folder) {
            return;
        }
        self.strange.push(folder);
        let folders: Vec<&str> = self.input.schema.kinds().iter().map(|kind| kind.folder.as_str()).collect();
        let help = did_you_mean(folder, folders.iter().copied()).unwrap_or_else(|| {
            format!("the folders are: {}; a kind of your own is declared in `kinds/NAME.toml`", folders.join(", "))
        });
        let message = format!("no kind has the folder `content/{folder}`");
        self.diagnostics.push(Diagnostic::new(Code::UnknownKind, Origin::file(&file.path), message).help(help));
    }

    fn document(&mut self, file: &'a File, kind: usize, front: &'a Table, body: u32, part: Part) {
        let (id, lang) = self.stem(file.path.stem());
        let part = lang.map_or(part, Part::Translation);
        let has_body = !file.text[body as usize..].trim().is_empty();
        let narrative = self.input.schema.kinds()[kind].narrative;
        if has_body && !narrative {
            let name = &self.input.schema.kinds()[kind].id;
            let start = body as usize + leading_blanks(&file.text[body as usize..]);
            let line = file.text[start..].find('\n').map_or(file.text.len(), |end| start + end);
            let message = format!("records of the kind `{name}` have no text below their fields");
            let origin = Origin::new(&file.path, Span::new(start, line));
            let help = "move the text into a field, or the record into a narrative kind";
            self.diagnostics.push(Diagnostic::new(Code::WrongType, origin, message).help(help));
        }
        if let Some(raw) =
            self.push(file, kind, id, Origin::file(&file.path), front.entries.iter().collect(), part, true)
        {
            raw.body = (has_body && narrative).then_some(body);
        }
    }

    fn table(&mut self, file: &'a File, kind: usize, table: &'a Table, part: Part) {
        let schema = &self.input.schema;
        let is_records = |entry: &&Entry| match &entry.node.value {
            NodeValue::Array(items) => {
                schema.kinds()[kind].field(&entry.key).is_none()
                    && items.iter().all(|item| matches!(item.value, NodeValue::Table(_)))
                    && !items.is_empty()
            }
            _ => false,
        };
        let (further, own): (Vec<&Entry>, Vec<&Entry>) = table.entries.iter().partition(is_records);
        let (id, lang) = self.stem(file.path.stem());
        let beside = (!own.is_empty()).then_some((kind, id));
        if !own.is_empty() {
            let part = lang.map_or(part.clone(), Part::Translation);
            self.push(file, kind, id, Origin::file(&file.path), own, part, true);
        }
        for entry in further {
            let Some(kind) = self.input.schema.position(&entry.key) else {
                let kinds = self.input.schema.kinds().iter().map(|kind| kind.id.as_str());
                let help =
                    did_you_mean(&entry.key, kinds).unwrap_or_else(|| "`casebook kinds` lists the kinds".to_owned());
                let message = format!("`{}` is no kind of records", entry.key);
                let origin = Origin::new(&file.path, entry.key_span);
                self.diagnostics.push(Diagnostic::new(Code::UnknownKind, origin, message).help(help));
                continue;
            };
            let NodeValue::Array(items) = &entry.node.value else { continue };
            for item in items {
                if let NodeValue::Table(table) = &item.value {
                    self.further(file, kind, table, item.span, &part, beside);
                }
            }
        }
    }

    /// A record in a `[[KIND]]` table.
    fn further(
        &mut self,
        file: &'a File,
        kind: usize,
        table: &'a Table,
        span: Span,
        part: &Part,
        beside: Option<(usize, &'a str)>,
    ) {
        let name = &self.input.schema.kinds()[kind].id;
        match table.get("id").map(|entry| &entry.node) {
            Some(node) => match &node.value {
                NodeValue::Text(id) => {
                    let entries = table.entries.iter().filter(|entry| entry.key != "id").collect();
                    let origin = Origin::new(&file.path, node.span);
                    if let Some(raw) = self.push(file, kind, id, origin, entries, part.clone(), false) {
                        raw.beside = beside;
                    }
                }
                NodeValue::Broken => {}
                other => {
                    let message = format!("`id` is {}, but must be a text", other.describe());
                    let help = "write it between quotes: `id = \"…\"`";
                    self.diagnostics.push(Diagnostic::at(Code::WrongType, &file.path, node.span, message).help(help));
                }
            },
            None => {
                let message = format!("this `{name}` has no `id`");
                let help = "give it one that will never change: `id = \"…\"`";
                self.diagnostics.push(Diagnostic::at(Code::MissingField, &file.path, span, message).help(help));
            }
        }
    }

    fn rows(&mut self, file: &'a File, kind: usize, rows: &'a Rows, part: Part) {
        let nested = nested_field(&self.input.schema.kinds()[kind], file.path.stem());
        let Some((first, _)) = rows.header.first() else { return };
        let named = if nested.is_some() {
            Some(first)
        } else {
            rows.header.iter().map(|(key, _)| key).find(|key| *key == "id")
        };
        let Some(named) = named else {
            let span = rows.header[0].1;
            let message = "the table has no column `id`";
            let help = "add a column `id`, with an id for each row that will never change";
            self.diagnostics.push(Diagnostic::at(Code::MissingField, &file.path, span, message).help(help));
            return;
        };
        for row in &rows.rows {
            match row.table.get(named).map(|entry| &entry.node) {
                Some(node) => {
                    let NodeValue::Cell(id) = &node.value else { continue };
                    let entries = row.table.entries.iter().filter(|entry| entry.key != *named).collect();
                    let origin = Origin::new(&file.path, node.span);
                    let part = nested.map_or(part.clone(), Part::Nested);
                    self.push(file, kind, id, origin, entries, part, false);
                }
                None => {
                    let message = format!("this row has nothing in the column `{named}`");
                    let help = match nested {
                        Some(_) => "write the id of the record that the row belongs to",
                        None => "give the row an id that will never change",
                    };
                    self.diagnostics.push(Diagnostic::at(Code::MissingField, &file.path, row.span, message).help(help));
                }
            }
        }
    }

    /// Keeps a part of a record, unless its id is none at all.
    #[allow(clippy::too_many_arguments)] // the parts of one plain value
    fn push(
        &mut self,
        file: &'a File,
        kind: usize,
        id: &'a str,
        origin: Origin,
        entries: Vec<&'a Entry>,
        part: Part,
        is_file_record: bool,
    ) -> Option<&mut Raw<'a>> {
        if let Some(problem) = bad_id(id) {
            let message =
                if id.is_empty() { "the id is empty".to_owned() } else { format!("`{id}` cannot be an id: {problem}") };
            let slug = crate::base::slug::slug(id);
            let help = match slug.is_empty() {
                true => "use letters without accents, digits, and `-`, `_`, `.`, `/`, `(`, `)` between them".to_owned(),
                false => format!("write `{slug}`, for example"),
            };
            self.diagnostics.push(Diagnostic::new(Code::BadId, origin.clone(), message).help(help));
            if slug.is_empty() {
                // It can have no page, and nothing could refer to it.
                return None;
            }
        }
        let (path, text) = (&file.path, &*file.text);
        let (body, beside, incomplete) = (None, None, file.incomplete);
        let raw = Raw { kind, id, origin, path, text, entries, body, part, beside, incomplete, is_file_record };
        self.raws.push(raw);
        self.raws.last_mut()
    }

    /// Splits `simore.es` into id and language, where `es` is one of the portal's languages.
    fn stem(&self, stem: &'a str) -> (&'a str, Option<Lang>) {
        match stem.rsplit_once('.') {
            Some((id, code)) if !id.is_empty() => {
                let lang = self.input.settings.languages.iter().find(|lang| lang.as_str() == code);
                lang.map_or((stem, None), |lang| (id, Some(lang.clone())))
            }
            _ => (stem, None),
        }
    }
}

/// The field whose nested records a CSV file of this name holds.
fn nested_field(kind: &Kind, stem: &str) -> Option<usize> {
    let place = kind.position(stem)?;
    matches!(kind.fields[place].ty, FieldType::Table(_) | FieldType::Series(_)).then_some(place)
}

fn leading_blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// What keeps a text from being an id, if anything does.
pub fn bad_id(id: &str) -> Option<&'static str> {
    let inner = |c: char| c.is_ascii_alphanumeric() || "-_./()".contains(c);
    if id.is_empty() {
        Some("it is empty")
    } else if id.len() > 120 {
        Some("it is longer than 120 characters")
    } else if !id.chars().all(inner) {
        Some("it has a character that addresses do not take")
    } else if !id.chars().any(|c| c.is_ascii_alphanumeric()) {
        Some("it has neither letter nor digit")
    } else {
        None
    }
}
