//! A fenced block and its keys, read one by one. What is wrong is shown inside the block.

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Localised, Span};
use crate::model::{Query, RecordId, Text};
use crate::parse::{Node, NodeValue, Table, reader, toml};
use crate::resolve::index::Found;
use crate::resolve::links::Links;
use crate::schema::{Kind, SortKey};

use super::conditions;

/// A block that is being read.
pub struct Block<'a> {
    pub links: &'a Links<'a>,
    pub text: &'a Text,
    /// What stands between the fences.
    pub table: Table,
    /// Whether anything wrong was found.
    pub found: bool,
    /// The whole block in the text, and its first word.
    whole: (Span, &'a str),
    offset: u32,
    report: &'a mut dyn FnMut(Option<Diagnostic>),
}

impl<'a> Block<'a> {
    /// The block with these contents, unless they cannot be read at all, which is reported.
    pub fn read(
        links: &'a Links,
        text: &'a Text,
        whole: (Span, &'a str),
        (body, span): (&str, Span),
        report: &'a mut dyn FnMut(Option<Diagnostic>),
    ) -> Option<Block<'a>> {
        let (table, wrong) = toml::parse(body);
        let mut block = Block { links, text, table, found: false, whole, offset: span.start, report };
        for fault in &wrong {
            block.fault(fault.span, fault.message.clone(), fault.help.clone());
        }
        (!block.found).then_some(block)
    }

    /// Reports something about the block.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        (self.report)(Some(diagnostic));
        self.found = true;
    }

    /// Reports what is wrong at a place of its body.
    pub fn fault(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        let origin = self.text.origin(span.moved(self.offset));
        self.report(Diagnostic::new(Code::Embed, origin, message).maybe_help(help));
    }

    /// Reports what the block lacks, at its opening fence.
    pub fn lacks(&mut self, message: impl Into<String>, help: impl Into<String>) {
        let (span, name) = self.whole;
        let fence = Span { start: span.start, end: (span.start + name.len() as u32 + 3).min(span.end) };
        self.report(Diagnostic::new(Code::Embed, self.text.origin(fence), message).help(help.into()));
    }

    /// Reports the keys that are none of these.
    pub fn keys(&mut self, known: &[&str]) {
        let unknown = self.table.entries.iter().filter(|entry| !known.contains(&entry.key.as_str()));
        let unknown: Vec<(Span, String)> = unknown.map(|entry| (entry.key_span, entry.key.clone())).collect();
        for (span, key) in unknown {
            let help = did_you_mean(&key, known.iter().copied())
                .unwrap_or_else(|| format!("the keys are: {}", known.join(", ")));
            self.fault(span, format!("an embed has no key `{key}`"), Some(help));
        }
    }

    /// The value of a key.
    pub fn node(&self, key: &str) -> Option<Node> {
        self.table.get(key).map(|entry| entry.node.clone())
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// The kind of the records, or what goes without saying.
    pub fn kind(&mut self, default: Option<&str>) -> Option<usize> {
        let entry = self.node("kind");
        let named = entry.as_ref().and_then(text_of).or(default).map(str::to_owned);
        let kind = named.as_deref().and_then(|kind| self.links.model.schema.position(kind));
        if kind.is_none() {
            let kinds = self.links.model.schema.kinds().iter().map(|kind| kind.id.as_str());
            let help = named.as_deref().and_then(|kind| did_you_mean(kind, kinds));
            let help = help.unwrap_or_else(|| "say which records: `kind = \"case-study\"`".to_owned());
            let message = match &named {
                Some(kind) => format!("`{kind}` is no kind of records"),
                None => "the embed does not say of which kind its records are".to_owned(),
            };
            match entry {
                Some(node) => self.fault(node.span, message, Some(help)),
                None => self.lacks(message, help),
            }
        }
        kind
    }

    /// What is declared of a kind.
    pub fn declared(&self, kind: usize) -> &'a Kind {
        &self.links.model.schema.kinds()[kind]
    }

    /// The records of a kind that a key names.
    pub fn ids(&mut self, key: &str, kind: usize) -> Vec<RecordId> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let NodeValue::Array(items) = &node.value else {
            self.fault(node.span, format!("`{key}` must be a list of ids"), None);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.record(item, &[kind])).collect()
    }

    /// The record that a text names.
    pub fn record(&mut self, node: &Node, kinds: &[usize]) -> Option<RecordId> {
        let Some(id) = text_of(node) else {
            self.fault(node.span, "an id must be a text", None);
            return None;
        };
        let found = self.links.index.find(id, kinds);
        let origin = self.text.origin(node.span.moved(self.offset));
        // A former id is reported, and is no fault.
        (self.report)(self.links.index.report(&found, id, kinds, origin, Code::UnknownReference));
        match found {
            Found::One(record) | Found::Former(record) => Some(record),
            _ => {
                self.found = true;
                None
            }
        }
    }

    /// The conditions of `where`.
    pub fn narrow(&mut self, query: &mut Query) {
        conditions::read(self, query);
    }

    /// The order.
    pub fn sort(&mut self, kind: usize) -> Option<SortKey> {
        let node = self.node("sort")?;
        let kind = self.declared(kind);
        let written = text_of(&node).unwrap_or_default();
        let field = written.trim_start_matches('-');
        if field != "id" && kind.field(field).is_none() {
            let help = did_you_mean(field, kind.fields.iter().map(|field| field.id.as_str()));
            self.fault(node.span, format!("the kind `{}` has no field `{field}` to sort by", kind.id), help);
            return None;
        }
        Some(SortKey { field: field.to_owned(), descending: written.starts_with('-') })
    }

    /// How many at most.
    pub fn limit(&mut self) -> Option<usize> {
        let node = self.node("limit")?;
        match node.value {
            NodeValue::Integer(limit) if limit > 0 => return Some(limit as usize),
            _ => self.fault(node.span, "`limit` must be a whole number above 0", None),
        }
        None
    }

    /// The heading.
    pub fn title(&mut self) -> Option<Localised> {
        let node = self.node("title")?;
        match reader::localised(&node, &self.text.lang) {
            Ok(title) => return Some(title),
            Err((span, message)) => self.fault(span, format!("`title` {message}"), None),
        }
        None
    }

    /// One of several words.
    pub fn choice(&mut self, key: &str, choices: &[&str]) -> Option<usize> {
        let node = self.node(key)?;
        let written = text_of(&node).unwrap_or_default();
        let place = choices.iter().position(|choice| *choice == written);
        if place.is_none() {
            let help = did_you_mean(written, choices.iter().copied());
            let help = help.unwrap_or_else(|| format!("it can be: {}", choices.join(", ")));
            self.fault(node.span, format!("`{key}` cannot be `{written}`"), Some(help));
        }
        place
    }
}

/// The text that a node holds.
pub fn text_of(node: &Node) -> Option<&str> {
    match &node.value {
        NodeValue::Text(text) => Some(text),
        _ => None,
    }
}
