//! Reads the fields of each record: every value in its declared type, every reference looked up.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::base::suggest::{did_you_mean, nearest};
use crate::base::{Code, Diagnostic, Diagnostics, Lang, Localised, Span};
use crate::model::{Item, Model, Record, RecordId, Text, TextId, TextPlace, Value};
use crate::parse::markdown::Options;
use crate::parse::{Entry, NodeValue};
use crate::schema::{Field, FieldType, Kind};

use super::Input;
use super::amend::Draft;
use super::gather::{Part, Raw};
use super::index::Index;
use super::write::how_to_write;

/// Reads records, each with what is wrong in it. What a text refers to is looked up later, when all records are there.
pub(super) fn read(input: &Input, drafts: &[(RecordId, &Draft)], index: &Index) -> Vec<(Record, Diagnostics)> {
    let sources = input.schema.position("source");
    let of_portal = |draft: &Draft| draft.parts.iter().any(|part| !part.path.is_kit());
    let (done, total) = (AtomicUsize::new(0), drafts.iter().filter(|(_, draft)| of_portal(draft)).count());
    let read = |(id, draft): &(RecordId, &Draft)| {
        let kind = &input.schema.kinds()[draft.kind];
        let record = Record::new(draft.kind, draft.id, draft.parts[0].origin.clone());
        let mut reading = Reading { input, index, kind, sources, id: *id, record, diagnostics: Vec::new() };
        reading.draft(draft);
        if of_portal(draft) {
            (input.told)(done.fetch_add(1, Ordering::Relaxed) + 1, total);
        }
        (reading.record, reading.diagnostics)
    };
    drafts.par_iter().map(read).collect()
}

/// The ids that records had.
pub(super) fn former(model: &Model) -> BTreeMap<(usize, Arc<str>), RecordId> {
    let mut former = BTreeMap::new();
    for id in model.ids() {
        let kind = model.record(id).kind;
        for old in model.values(id, "formerly").iter().filter_map(|item| plain_text(&item.value)) {
            former.entry((kind, old)).or_insert(id);
        }
    }
    former
}

fn plain_text(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Text(text) => text.iter().next().map(|(_, text)| text.clone()),
        _ => None,
    }
}

/// One record being read.
pub(super) struct Reading<'a> {
    pub input: &'a Input<'a>,
    pub index: &'a Index,
    pub kind: &'a Kind,
    /// The place of the kind `source`, which cites lead to.
    pub sources: Option<usize>,
    pub id: RecordId,
    pub record: Record,
    pub diagnostics: Diagnostics,
}

/// Where a value stands: its file, and the language of its texts.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub raw: &'a Raw<'a>,
    pub lang: &'a Lang,
}

impl<'a> Reading<'a> {
    fn draft(&mut self, draft: &Draft) {
        let english = Lang::new("en");
        let default = self.input.settings.default_language().clone();
        for raw in &draft.parts {
            // Rows of nested tables come from the kit as well.
            let kit = raw.path.is_kit();
            self.record.of_kit |= kit;
            self.record.of_portal |= !kit;
            let lang = match &raw.part {
                _ if kit => &english,
                Part::Translation(lang) => lang,
                _ => &default,
            };
            if let Part::Nested(field) = raw.part {
                self.nested(field, Context { raw, lang });
                continue;
            }
            for entry in &raw.entries {
                self.entry(entry, Context { raw, lang });
            }
            if let Some(offset) = raw.body {
                self.body(raw, lang, offset);
            }
        }
        if !self.record.of_kit || self.record.of_portal {
            let portal = draft.parts.iter().rfind(|part| part.part == Part::Portal);
            self.record.origin = portal.unwrap_or(&draft.parts[0]).origin.clone();
        }
        self.parent(draft);
        self.required(draft);
    }

    /// A record beside its file's record is a part of it, unless it says otherwise.
    fn parent(&mut self, draft: &Draft) {
        let Some(place) = self.kind.position("parent").filter(|_| !self.kind.parent.is_empty()) else { return };
        if !self.record.values(place).is_empty() {
            return;
        }
        let beside = draft.parts.iter().find_map(|part| part.beside);
        let fits = beside.filter(|(kind, _)| self.kind.parent.contains(&self.input.schema.kinds()[*kind].id));
        if let Some(super::index::Found::One(parent)) = fits.map(|(kind, id)| self.index.find(id, &[kind])) {
            let origin = self.record.origin.clone();
            self.record.set(place, vec![Item { value: Value::Ref(parent), origin }]);
        }
    }

    fn required(&mut self, draft: &Draft) {
        if draft.parts.iter().any(|part| part.incomplete) {
            return;
        }
        for (place, field) in self.kind.fields.iter().enumerate() {
            let asked = field.required && (!field.of_portal || self.record.of_portal);
            if !asked || !self.record.values(place).is_empty() || self.record.unread.contains(&place) {
                continue;
            }
            let code = if field.id == "parent" { Code::MissingParent } else { Code::MissingField };
            let message = format!("`{}` has no `{}`", self.record.id, field.id);
            let help = how_to_write(field, &self.record.origin.path);
            self.diagnostics.push(Diagnostic::new(code, self.record.origin.clone(), message).help(help));
        }
    }

    fn entry(&mut self, entry: &Entry, context: Context) {
        let (key, suffix) = match entry.key.split_once('@') {
            Some((key, lang)) => (key, Some(lang)),
            None => (entry.key.as_str(), None),
        };
        if entry.node.value == NodeValue::Broken {
            return self.record.unread.extend(self.kind.position(key));
        }
        let Some((place, field)) = self.field(entry, key, context) else { return };
        let mut lang = context.lang.clone();
        if let Some(code) = suffix {
            let Some(known) = self.input.settings.languages.iter().find(|lang| lang.as_str() == code) else {
                return self.unknown_language(code, entry.key_span, context);
            };
            lang = known.clone();
        }
        let translates = suffix.is_some() || matches!(context.raw.part, Part::Translation(_));
        let translatable = field.localised && matches!(field.ty, FieldType::Text | FieldType::Markdown);
        if translates && !translatable {
            let message = format!("a translation cannot set `{key}`: it is the same in every language");
            let help = "set it in the original, and leave it out here";
            let diagnostic =
                Diagnostic::at(Code::TranslationField, context.raw.path, entry.key_span, message).help(help);
            return self.diagnostics.push(diagnostic);
        }
        let before = self.diagnostics.len();
        let items = self.items(field, Some(place), &entry.node, Context { lang: &lang, ..context });
        if self.diagnostics.len() > before {
            self.record.unread.push(place);
        }
        let merged = if field.localised { merge(self.record.values(place), items) } else { items };
        self.record.set(place, merged);
    }

    fn field(&mut self, entry: &Entry, key: &str, context: Context) -> Option<(usize, &'a Field)> {
        let path = context.raw.path;
        let Some(place) = self.kind.position(key) else {
            let fields = self.kind.fields.iter().filter(|field| !field.derived).map(|field| field.id.as_str());
            let help = if key == "id" {
                "the id of this record is the name of its file; leave the key out".to_owned()
            } else {
                did_you_mean(key, fields.clone())
                    .unwrap_or_else(|| format!("`casebook kinds {}` lists the fields", self.kind.id))
            };
            // The field that was meant is not missing too.
            self.record.unread.extend(nearest(key, fields).into_iter().filter_map(|near| self.kind.position(near)));
            let message = format!("the kind `{}` has no field `{key}`", self.kind.id);
            self.diagnostics.push(Diagnostic::at(Code::UnknownKey, path, entry.key_span, message).help(help));
            return None;
        };
        let field = &self.kind.fields[place];
        if field.derived {
            let message = format!("`{key}` is worked out by casebook, and cannot be written");
            let diagnostic = Diagnostic::at(Code::DerivedField, path, entry.key_span, message);
            self.diagnostics.push(diagnostic.help("leave it out"));
            return None;
        }
        Some((place, field))
    }

    pub(super) fn unknown_language(&mut self, code: &str, span: Span, context: Context) {
        let listed: Vec<&str> = self.input.settings.languages.iter().map(|lang| lang.as_str()).collect();
        let message = format!("`{code}` is not one of the portal's languages");
        let help =
            format!("correct the code, or add it to `languages` in casebook.toml, which has: {}", listed.join(", "));
        self.diagnostics.push(Diagnostic::at(Code::UnknownLanguage, context.raw.path, span, message).help(help));
    }

    /// A row of the CSV file of a nested table.
    fn nested(&mut self, place: usize, context: Context) {
        let field = &self.kind.fields[place];
        let value = self.table(field, &context.raw.entries, context.raw.origin.span, context);
        let mut items = self.record.values(place).to_vec();
        items.push(Item { value, origin: context.raw.origin.clone() });
        self.record.set(place, items);
    }

    fn body(&mut self, raw: &Raw, lang: &Lang, offset: u32) {
        let text = &raw.text[offset as usize..];
        let id = self.text(None, lang, raw, TextPlace::Verbatim(offset), text);
        self.record.bodies.retain(|(known, _)| known != lang);
        self.record.bodies.push((lang.clone(), id));
    }

    /// Parses a Markdown text and keeps it with the record.
    pub(super) fn text(
        &mut self,
        field: Option<usize>,
        lang: &Lang,
        raw: &Raw,
        place: TextPlace,
        text: &str,
    ) -> TextId {
        let numbered = field.is_none() && self.kind.numbered;
        let options = Options { numbered, raw_html: self.input.settings.raw_html };
        let parsed = (self.input.markdown)(text, &options);
        let index = self.record.texts.len() as u32;
        let (lang, path) = (lang.clone(), raw.path.clone());
        self.record.texts.push(Text { field, lang, path, place, parsed, targets: Vec::new() });
        TextId { record: self.id, index }
    }
}

/// New texts beside those in other languages, new values in place of old ones.
fn merge(old: &[Item], new: Vec<Item>) -> Vec<Item> {
    if old.len() != new.len() {
        return new;
    }
    old.iter()
        .zip(new)
        .map(|(old, new)| {
            let value = match (&old.value, new.value) {
                (Value::Text(old), Value::Text(new)) => Value::Text(merge_texts(old, &new)),
                (Value::Markdown(old), Value::Markdown(new)) => {
                    let mut texts = old.clone();
                    texts.retain(|(lang, _)| new.iter().all(|(other, _)| other != lang));
                    texts.extend(new);
                    Value::Markdown(texts)
                }
                (_, value) => value,
            };
            Item { value, origin: new.origin }
        })
        .collect()
}

fn merge_texts(old: &Localised, new: &Localised) -> Localised {
    let mut texts = old.clone();
    new.iter().for_each(|(lang, text)| texts.set(lang, text.clone()));
    texts
}
