//! Reads the fenced embeds of a text: which records they show.

use std::sync::Arc;

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Span};
use crate::model::{Condition, Query, Target, Text};
use crate::parse::markdown::{Hole, HoleKind};
use crate::parse::{Entry, Node, NodeValue, reader, toml};
use crate::schema::{Field, FieldType, Kind, SortKey};

use super::index::Found;
use super::links::Links;

/// The embeds that show something; others are recognised and refused.
const WORKING: &[&str] = &["records", "figures"];

/// The keys that an embed takes.
const KEYS: &[&str] = &["kind", "ids", "where", "sort", "limit", "title"];

/// The query of an embed, with every fault pointing into the fenced block.
pub(super) fn read(links: &Links, text: &Text, hole: &Hole, report: &mut dyn FnMut(Option<Diagnostic>)) -> Target {
    let HoleKind::Embed { name, body, body_span, .. } = &hole.kind else { return Target::Broken };
    let mut faults = Faults { code: Code::Embed, text, offset: body_span.start, found: false, report };
    if !WORKING.contains(&name.as_str()) {
        let message = format!("the embed `{name}` is not available yet");
        let help = format!("the embeds that work are: {}", WORKING.join(", "));
        (faults.report)(Some(Diagnostic::new(Code::Embed, text.origin(hole.span), message).help(help)));
        return Target::Broken;
    }
    let (table, wrong) = toml::parse(body);
    for fault in &wrong {
        faults.add(fault.span, fault.message.clone(), fault.help.clone());
    }
    if faults.found {
        return Target::Broken;
    }
    for entry in table.entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
        let help = did_you_mean(&entry.key, KEYS.iter().copied())
            .unwrap_or_else(|| format!("the keys are: {}", KEYS.join(", ")));
        faults.add(entry.key_span, format!("an embed has no key `{}`", entry.key), Some(help));
    }
    let default = if name == "figures" { Some("figure") } else { None };
    let named = table.get("kind").and_then(|entry| text_of(&entry.node)).or(default);
    let kind = named.and_then(|kind| links.model.schema.position(kind));
    let Some(place) = kind else {
        let kinds = links.model.schema.kinds().iter().map(|kind| kind.id.as_str());
        let help = named.and_then(|kind| did_you_mean(kind, kinds));
        let help = help.unwrap_or_else(|| "say which records: `kind = \"case-study\"`".to_owned());
        let message = match named {
            Some(kind) => format!("`{kind}` is no kind of records"),
            None => "the embed does not say of which kind its records are".to_owned(),
        };
        match table.get("kind") {
            Some(entry) => faults.add(entry.node.span, message, Some(help)),
            None => {
                let start = hole.span.start;
                let fence = Span { start, end: (start + name.len() as u32 + 3).min(hole.span.end) };
                (faults.report)(Some(Diagnostic::new(Code::Embed, text.origin(fence), message).help(help)));
            }
        }
        return Target::Broken;
    };
    let kind = &links.model.schema.kinds()[place];
    let mut query = Query {
        form: name.as_str().into(),
        kind: place,
        ids: Vec::new(),
        conditions: Vec::new(),
        sort: None,
        limit: None,
        title: None,
    };
    for entry in &table.entries {
        match entry.key.as_str() {
            "ids" => ids(links, place, &entry.node, &mut query, &mut faults),
            "where" => conditions(links, kind, entry, &mut query, &mut faults),
            "sort" => query.sort = sort(kind, &entry.node, &mut faults),
            "limit" => match entry.node.value {
                NodeValue::Integer(limit) if limit > 0 => query.limit = Some(limit as usize),
                _ => faults.add(entry.node.span, "`limit` must be a whole number above 0", None),
            },
            "title" => match reader::localised(&entry.node, &text.lang) {
                Ok(title) => query.title = Some(title),
                Err((span, message)) => faults.add(span, format!("`title` {message}"), None),
            },
            _ => {}
        }
    }
    if faults.found { Target::Broken } else { Target::Embed(query) }
}

struct Faults<'a> {
    code: Code,
    text: &'a Text,
    offset: u32,
    found: bool,
    report: &'a mut dyn FnMut(Option<Diagnostic>),
}

impl Faults<'_> {
    fn add(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        let origin = self.text.origin(span.moved(self.offset));
        (self.report)(Some(Diagnostic::new(self.code, origin, message).maybe_help(help)));
        self.found = true;
    }

    /// The finding of a look-up, placed in the block; a former id is no fault.
    fn found(&mut self, diagnostic: Option<Diagnostic>, found: &Found) {
        (self.report)(diagnostic);
        self.found |= !matches!(found, Found::One(_) | Found::Former(_));
    }
}

fn ids(links: &Links, kind: usize, node: &Node, query: &mut Query, faults: &mut Faults) {
    let NodeValue::Array(items) = &node.value else {
        return faults.add(node.span, "`ids` must be a list of ids", None);
    };
    for item in items {
        let Some(id) = text_of(item) else {
            faults.add(item.span, "an id must be a text", None);
            continue;
        };
        let found = links.index.find(id, &[kind]);
        let origin = faults.text.origin(item.span.moved(faults.offset));
        faults.found(links.index.report(&found, id, &[kind], origin, Code::UnknownReference), &found);
        if let Found::One(record) | Found::Former(record) = found {
            query.ids.push(record);
        }
    }
}

fn conditions(links: &Links, kind: &Kind, entry: &Entry, query: &mut Query, faults: &mut Faults) {
    let NodeValue::Table(table) = &entry.node.value else {
        return faults.add(entry.node.span, "`where` must be a table: `where = { themes = \"…\" }`", None);
    };
    for entry in &table.entries {
        let Some(place) = kind.position(&entry.key) else {
            let help = did_you_mean(&entry.key, kind.fields.iter().map(|field| field.id.as_str()));
            let help = help.or_else(|| Some(format!("`casebook kinds {}` lists the fields", kind.id)));
            faults.add(entry.key_span, format!("the kind `{}` has no field `{}`", kind.id, entry.key), help);
            continue;
        };
        if let Some(condition) = condition(links, &kind.fields[place], &entry.node, faults) {
            query.conditions.push((place, condition));
        }
    }
}

fn condition(links: &Links, field: &Field, node: &Node, faults: &mut Faults) -> Option<Condition> {
    match (&field.ty, &node.value) {
        (FieldType::Bool, NodeValue::Bool(value)) => {
            Some(Condition::Text(if *value { "true" } else { "false" }.into()))
        }
        (FieldType::Choice(choices), NodeValue::Text(text)) => {
            if choices.iter().any(|choice| choice.id == *text) {
                return Some(Condition::Text(text.as_str().into()));
            }
            let help = did_you_mean(text, choices.iter().map(|choice| choice.id.as_str()));
            faults.add(node.span, format!("`{text}` is no choice of `{}`", field.id), help);
            None
        }
        (FieldType::Text, NodeValue::Text(text)) => Some(Condition::Text(Arc::from(text.as_str()))),
        (FieldType::Ref(to), NodeValue::Text(id)) => {
            let kinds: Vec<usize> = to.iter().filter_map(|kind| links.model.schema.position(kind)).collect();
            let found = links.index.find(id, &kinds);
            let origin = faults.text.origin(node.span.moved(faults.offset));
            faults.found(links.index.report(&found, id, &kinds, origin, Code::UnknownReference), &found);
            match found {
                Found::One(record) | Found::Former(record) => Some(Condition::Ref(record)),
                _ => None,
            }
        }
        _ => {
            let (message, help) = match &field.ty {
                FieldType::Bool => {
                    (format!("`{}` is true or false", field.id), "write `true` or `false` without quotes")
                }
                FieldType::Choice(_) | FieldType::Text => {
                    (format!("`{}` is a text", field.id), "write one text between quotes")
                }
                FieldType::Ref(_) => {
                    (format!("`{}` is a reference", field.id), "write the id of one record between quotes")
                }
                _ => {
                    let message = format!("records cannot be chosen by `{}`", field.id);
                    (message, "choose by a field that is a choice, a reference, a text or true/false")
                }
            };
            faults.add(node.span, message, Some(help.to_owned()));
            None
        }
    }
}

fn sort(kind: &Kind, node: &Node, faults: &mut Faults) -> Option<SortKey> {
    let written = text_of(node).unwrap_or_default();
    let field = written.trim_start_matches('-');
    if field != "id" && kind.field(field).is_none() {
        let help = did_you_mean(field, kind.fields.iter().map(|field| field.id.as_str()));
        faults.add(node.span, format!("the kind `{}` has no field `{field}` to sort by", kind.id), help);
        return None;
    }
    Some(SortKey { field: field.to_owned(), descending: written.starts_with('-') })
}

fn text_of(node: &Node) -> Option<&str> {
    match &node.value {
        NodeValue::Text(text) => Some(text),
        _ => None,
    }
}
