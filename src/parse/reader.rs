//! Reads a declared table (settings, kinds, a theme's manifest) key by key, and reports every key that is wrong or unknown.

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics, Lang, Localised, Origin, SourcePath, Span};

use super::node::{Entry, Node, NodeValue, Table};

/// A table being read. Each getter takes a key's value in the type asked for; [`Reader::finish`] reports keys that nobody asked for.
pub struct Reader<'a> {
    path: &'a SourcePath,
    table: &'a Table,
    code: Code,
    asked: Vec<&'static str>,
    /// What was found wrong so far.
    pub diagnostics: Diagnostics,
}

impl<'a> Reader<'a> {
    /// Begins to read `table` of the file `path`; faults are reported with `code`.
    pub fn new(path: &'a SourcePath, table: &'a Table, code: Code) -> Reader<'a> {
        Reader { path, table, code, asked: Vec::new(), diagnostics: Vec::new() }
    }

    /// The entry with a key, as it is. One that cannot be read was reported, and is left out.
    pub fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        self.asked.push(key);
        self.table.get(key).filter(|entry| entry.node.value != NodeValue::Broken)
    }

    /// The place of a key's value; where there is none, `other`.
    pub fn span(&self, key: &str, other: Span) -> Span {
        self.table.get(key).map_or(other, |entry| entry.node.span)
    }

    /// A text that is not empty.
    pub fn text(&mut self, key: &'static str) -> Option<&'a str> {
        let entry = self.entry(key)?;
        self.as_text(&entry.node, key)
    }

    /// A text that must be there; `span` is what to underline where it is not.
    pub fn required_text(&mut self, key: &'static str, span: Span) -> Option<&'a str> {
        if self.table.get(key).is_none() {
            self.fault(span, format!("the key `{key}` is missing"), Some(format!("add `{key} = \"…\"`")));
        }
        self.text(key)
    }

    /// A text in one language (`default`), or a table with a text for each language.
    pub fn localised(&mut self, key: &'static str, default: &Lang) -> Option<Localised> {
        let entry = self.entry(key)?;
        let read = localised(&entry.node, default);
        read.map_err(|(span, message)| self.fault(span, format!("`{key}`: {message}"), None)).ok()
    }

    /// `true` or `false`; absent is false.
    pub fn flag(&mut self, key: &'static str) -> bool {
        match self.entry(key).map(|entry| &entry.node) {
            None => false,
            Some(Node { value: NodeValue::Bool(value), .. }) => *value,
            Some(node) => {
                self.wrong(node, key, "true or false");
                false
            }
        }
    }

    /// A whole number that is not negative.
    pub fn count(&mut self, key: &'static str) -> Option<u64> {
        let node = &self.entry(key)?.node;
        match node.value {
            NodeValue::Integer(number) if number >= 0 => Some(number as u64),
            NodeValue::Integer(_) => {
                self.fault(node.span, format!("`{key}` must not be negative"), None);
                None
            }
            _ => {
                self.wrong(node, key, "a whole number");
                None
            }
        }
    }

    /// A list of texts, or one text in place of a list of one; absent is empty.
    pub fn texts(&mut self, key: &'static str) -> Vec<(&'a str, Span)> {
        let Some(entry) = self.entry(key) else { return Vec::new() };
        match &entry.node.value {
            NodeValue::Array(items) => {
                items.iter().filter_map(|item| self.as_text(item, key).map(|text| (text, item.span))).collect()
            }
            _ => self.as_text(&entry.node, key).map(|text| (text, entry.node.span)).into_iter().collect(),
        }
    }

    /// A table of named entries, in order; absent is empty.
    pub fn entries(&mut self, key: &'static str) -> &'a [Entry] {
        match self.entry(key).map(|entry| &entry.node) {
            None => &[],
            Some(Node { value: NodeValue::Table(table), .. }) => &table.entries,
            Some(node) => {
                self.wrong(node, key, "a table");
                &[]
            }
        }
    }

    /// Reports a fault of this table.
    pub fn fault(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.diagnostics.push(Diagnostic::at(self.code, self.path, span, message).maybe_help(help));
    }

    /// The table being read.
    pub fn table(&self) -> &'a Table {
        self.table
    }

    /// The origin of a span in the file being read.
    pub fn origin(&self, span: Span) -> Origin {
        Origin::new(self.path, span)
    }

    /// Reports every key that was not asked for, with the nearest one that exists, and gives back all findings.
    pub fn finish(mut self) -> Diagnostics {
        for entry in &self.table.entries {
            if !self.asked.contains(&entry.key.as_str()) && entry.node.value != NodeValue::Broken {
                let help = did_you_mean(&entry.key, self.asked.iter().copied())
                    .unwrap_or_else(|| format!("the keys that exist here are: {}", self.asked.join(", ")));
                let message = format!("unknown key `{}`", entry.key);
                self.diagnostics.push(Diagnostic::at(Code::UnknownKey, self.path, entry.key_span, message).help(help));
            }
        }
        self.diagnostics
    }

    fn as_text(&mut self, node: &'a Node, key: &str) -> Option<&'a str> {
        match &node.value {
            NodeValue::Text(text) if !text.trim().is_empty() => Some(text),
            _ => {
                self.wrong(node, key, "a text that is not empty");
                None
            }
        }
    }

    fn wrong(&mut self, node: &Node, key: &str, expected: &str) {
        let message = format!("`{key}` is {}, but must be {expected}", node.value.describe());
        self.fault(node.span, message, None);
    }
}

/// Reads a text in one language (`default`), or a table `{ en = "…", es = "…" }`; the error is a place and what is wrong there.
pub fn localised(node: &Node, default: &Lang) -> Result<Localised, (Span, String)> {
    match &node.value {
        NodeValue::Text(text) | NodeValue::Cell(text) => Ok(Localised::new(default, text.as_str())),
        NodeValue::Broken => Ok(Localised::default()),
        NodeValue::Table(table) => {
            let mut localised = Localised::default();
            for entry in &table.entries {
                if !Lang::is_code(&entry.key) {
                    return Err((entry.key_span, format!("`{}` is no language code such as `en` or `es`", entry.key)));
                }
                let NodeValue::Text(text) = &entry.node.value else {
                    return Err((entry.node.span, format!("must be a text, but is {}", entry.node.value.describe())));
                };
                localised.set(&Lang::new(&entry.key), text.as_str());
            }
            Ok(localised)
        }
        other => Err((node.span, format!("must be a text, or a text for each language, but is {}", other.describe()))),
    }
}
