//! Finds every place where a portal's files name a record.

use crate::base::{Origin, SourcePath};
use crate::model::{Item, Model, RecordId, Text, TextPlace, Value};
use crate::parse::markdown::HoleKind;
use crate::parse::{Node, NodeValue, toml};
use crate::schema::{Field, FieldType};
use crate::source::Sources;

use super::edits::Edits;
use super::names::Names;
use super::written::Written;
use super::{Move, text_of};
use crate::cli::refusal::Refusal;

/// What finding references needs.
pub(super) struct Search<'a> {
    pub model: &'a Model,
    pub sources: &'a Sources,
    pub names: &'a Names<'a>,
    /// The files that get other names.
    pub moves: &'a [Move],
}

impl Search<'_> {
    /// Changes every reference in the portal's files: in fields, internal ones too, and in texts.
    pub fn all(&self, edits: &mut Edits) -> Result<(), Refusal> {
        for id in self.model.ids() {
            let fields = &self.model.kind_of(id).fields;
            for (place, items) in self.model.record(id).all_values() {
                self.items(id, &fields[place], items, edits);
            }
            for text in self.model.record(id).texts.iter().filter(|text| !text.path.is_kit()) {
                self.text(text, edits)?;
            }
        }
        Ok(())
    }

    fn items(&self, id: RecordId, field: &Field, items: &[Item], edits: &mut Edits) {
        for item in items.iter().filter(|item| !item.origin.path.is_kit()) {
            match (&item.value, &field.ty) {
                // A parent that follows from the file is not written anywhere.
                (Value::Ref(_), _) if item.origin == self.model.record(id).origin => {}
                (Value::Ref(_), FieldType::Ref(to)) => {
                    let kinds: Vec<usize> = to.iter().filter_map(|kind| self.model.schema.position(kind)).collect();
                    self.value(&item.origin, &kinds, edits);
                }
                (Value::Cite(_), _) => {
                    let kinds: Vec<usize> = self.model.schema.position("source").into_iter().collect();
                    self.value(&item.origin, &kinds, edits);
                }
                (Value::Table(values), _) => {
                    values.iter().for_each(|(nested, items)| self.items(id, &field.fields()[*nested], items, edits));
                }
                _ => {}
            }
        }
    }

    /// A reference or cite in a field; in a cell, perhaps several with `|` between them.
    fn value(&self, origin: &Origin, kinds: &[usize], edits: &mut Edits) {
        let Some(file) = text_of(self.sources, &origin.path) else { return };
        let written = Written::value(&origin.path, &file, origin.span);
        let mut start = 0;
        for part in written.text.split('|') {
            self.name(&origin.path, &written, start..start + part.len(), kinds, edits);
            start += part.len() + 1;
        }
    }

    /// The name before a `#`, or all of the part.
    fn name(
        &self,
        path: &SourcePath,
        written: &Written,
        part: std::ops::Range<usize>,
        kinds: &[usize],
        edits: &mut Edits,
    ) {
        let name = written.text[part.clone()].split('#').next().unwrap_or_default();
        if let Some((place, text)) = self.names.change(name, kinds) {
            edits.reference(path, written, part.start + place.start..part.start + place.end, text);
        }
    }

    fn text(&self, text: &Text, edits: &mut Edits) -> Result<(), Refusal> {
        let Some(file) = text_of(self.sources, &text.path) else { return Ok(()) };
        let written = match text.place {
            TextPlace::Verbatim(from) => Written::verbatim(file.get(from as usize..).unwrap_or_default(), from),
            TextPlace::Within(span) => Written::value(&text.path, &file, span),
        };
        for hole in &text.parsed.markdown.holes {
            match &hole.kind {
                HoleKind::Reference { target, target_span, .. } => {
                    if written.text.get(target_span.range()) == Some(target) {
                        self.name(&text.path, &written, target_span.range(), &[], edits);
                    } else if self.names.change(target.split('#').next().unwrap_or_default(), &[]).is_some() {
                        return Err(by_hand(&text.path, &format!("[[{target}]]")));
                    }
                }
                HoleKind::Link { destination, destination_span } => {
                    self.link(text, &written, destination, destination_span.range(), edits)?;
                }
                HoleKind::Embed { name, body, body_span, .. } => {
                    self.embed(text, &written, name, body, body_span.range(), edits)?;
                }
                HoleKind::Image { .. } | HoleKind::Paragraph { .. } | HoleKind::Word(_) => {}
            }
        }
        Ok(())
    }

    /// A link to a file that gets another name.
    fn link(
        &self,
        text: &Text,
        written: &Written,
        destination: &str,
        place: std::ops::Range<usize>,
        edits: &mut Edits,
    ) -> Result<(), Refusal> {
        let path = destination.split('#').next().unwrap_or_default();
        let leads = |moved: &&Move| {
            let from = moved.from.as_str();
            [text.path.folder(), "content"].iter().any(|folder| joined(folder, path).as_deref() == Some(from))
        };
        let Some(moved) = self.moves.iter().find(leads) else { return Ok(()) };
        let last = path.rfind('/').map_or(0, |slash| slash + 1)..path.len();
        let mut change = |from: usize| {
            let part = from + last.start..from + last.end;
            edits.reference(&text.path, written, part, moved.to.file_name().to_owned());
        };
        if written.text.get(place.clone()) == Some(destination) {
            change(place.start);
            return Ok(());
        }
        // The destination stands where the link is defined: `[label]: destination`.
        let defined = |at: &usize| written.text[..*at].trim_end_matches(['<', ' ', '\t']).ends_with("]:");
        let places: Vec<usize> = written.text.match_indices(destination).map(|(at, _)| at).filter(defined).collect();
        places.iter().for_each(|at| change(*at));
        if places.is_empty() { Err(by_hand(&text.path, destination)) } else { Ok(()) }
    }

    /// The ids and conditions of a fenced embed.
    fn embed(
        &self,
        text: &Text,
        written: &Written,
        name: &str,
        body: &str,
        place: std::ops::Range<usize>,
        edits: &mut Edits,
    ) -> Result<(), Refusal> {
        let (table, _) = toml::parse(body);
        let named = table.get("kind").and_then(|entry| text_in(&entry.node));
        let default = (name == "figures").then_some("figure");
        let kind = named.or(default).and_then(|kind| self.model.schema.position(kind));
        let mut found: Vec<(&Node, Vec<usize>)> = Vec::new();
        // Some keys tell the kind of what they name.
        let plain = [("ids", kind), ("figures", self.model.schema.position("figure"))];
        let single = ["indicator", "plan", "area"].map(|key| (key, self.model.schema.position(key)));
        for (key, kind) in plain.into_iter().chain(single) {
            let Some((entry, kind)) = table.get(key).zip(kind) else { continue };
            match &entry.node.value {
                NodeValue::Array(items) => found.extend(items.iter().map(|item| (item, vec![kind]))),
                _ => found.push((&entry.node, vec![kind])),
            }
        }
        if let (Some(kind), Some(NodeValue::Table(conditions))) =
            (kind, table.get("where").map(|entry| &entry.node.value))
        {
            for entry in &conditions.entries {
                let field = self.model.schema.kinds()[kind].field(&entry.key);
                if let Some(FieldType::Ref(to)) = field.map(|field| &field.ty) {
                    let kinds = to.iter().filter_map(|kind| self.model.schema.position(kind)).collect();
                    found.push((&entry.node, kinds));
                }
            }
        }
        for (node, kinds) in found {
            let Some(id) = text_in(node) else { continue };
            if self.names.change(id, &kinds).is_none() {
                continue;
            }
            let value = Written::toml(&body[node.span.range()], node.span.start);
            let Some((part, new)) = self.names.change(&value.text, &kinds) else { continue };
            // Places in the body are places in the text.
            let in_body = value.place(part).range();
            edits.reference(&text.path, written, place.start + in_body.start..place.start + in_body.end, new);
        }
        Ok(())
    }
}

fn text_in(node: &Node) -> Option<&str> {
    match &node.value {
        NodeValue::Text(text) => Some(text),
        _ => None,
    }
}

/// A relative path as seen from a folder, where it stays in the project.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn by_hand(path: &SourcePath, what: &str) -> Refusal {
    Refusal::new(format!("`{what}` in {path} is written in a way that cannot be changed safely"))
        .help("write it plainly on one line, then rename again")
}
