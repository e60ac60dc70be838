//! All records of a portal, and the ways between them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Lang, Localised};
use crate::schema::{Field, Kind, Schema};

use super::record::{Record, RecordId, Standing};
use super::text::{Target, Text, TextId};
use super::value::{Item, Value};

/// The whole portal as typed records.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The kinds.
    pub schema: Arc<Schema>,
    /// The portal's languages, the default one first.
    pub languages: Vec<Lang>,
    /// The records in the order of their kinds, then ids.
    pub records: Vec<Record>,
    /// Ids that records had, by kind: each leads to the record that it is now.
    pub former: BTreeMap<(usize, Arc<str>), RecordId>,
    /// For each record, the records that name it, in order, each once.
    pub backlinks: Vec<Vec<RecordId>>,
}

impl Model {
    /// The record with an id of this model.
    pub fn record(&self, id: RecordId) -> &Record {
        &self.records[id.0 as usize]
    }

    /// The text with an id of this model.
    pub fn text(&self, id: TextId) -> &Text {
        &self.record(id.record).texts[id.index as usize]
    }

    /// The kind of a record.
    pub fn kind_of(&self, id: RecordId) -> &Kind {
        &self.schema.kinds()[self.record(id).kind]
    }

    /// Every record's id, in order.
    pub fn ids(&self) -> impl Iterator<Item = RecordId> + use<> {
        (0..self.records.len() as u32).map(RecordId)
    }

    /// The records of a kind, in the order of their ids.
    pub fn of_kind(&self, kind: usize) -> impl Iterator<Item = RecordId> + use<> {
        let start = self.records.partition_point(|record| record.kind < kind);
        let end = self.records.partition_point(|record| record.kind <= kind);
        (start as u32..end as u32).map(RecordId)
    }

    /// The record of a kind with an id.
    pub fn find(&self, kind: usize, id: &str) -> Option<RecordId> {
        let found = self.records.binary_search_by(|record| (record.kind, &*record.id).cmp(&(kind, id)));
        found.ok().map(|at| RecordId(at as u32))
    }

    /// The values of a record's field, by the field's name; a kind without that field gives none.
    pub fn values(&self, id: RecordId, field: &str) -> &[Item] {
        match self.kind_of(id).position(field) {
            Some(place) => self.record(id).values(place),
            None => &[],
        }
    }

    /// The first value of a record's field.
    pub fn value(&self, id: RecordId, field: &str) -> Option<&Value> {
        self.values(id, field).first().map(|item| &item.value)
    }

    /// A text field in all its languages.
    pub fn localised(&self, id: RecordId, field: &str) -> Option<&Localised> {
        match self.value(id, field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// What a reader of `lang` calls the record, and the language of that name; the id where it has no title.
    pub fn title(&self, id: RecordId, lang: &Lang) -> (Lang, Arc<str>) {
        match self.localised(id, "title").and_then(|title| title.pick(lang)) {
            Some((lang, title)) => (lang.clone(), title.clone()),
            None => (lang.clone(), self.record(id).id.clone()),
        }
    }

    /// Whether a record has a page with its content.
    pub fn is_published(&self, id: RecordId) -> bool {
        self.record(id).standing == Standing::Published
    }

    /// The record that this one is a part of.
    pub fn parent(&self, id: RecordId) -> Option<RecordId> {
        match self.value(id, "parent") {
            Some(Value::Ref(parent)) => Some(*parent),
            _ => None,
        }
    }

    /// Calls `visit` for every record that this one names: in public fields and nested tables, in cites and in prose.
    pub fn references(&self, id: RecordId, visit: &mut dyn FnMut(RecordId)) {
        let kind = self.kind_of(id);
        for (field, items) in self.record(id).all_values() {
            self.references_of(&kind.fields[field], items, visit);
        }
        for (_, text) in &self.record(id).bodies {
            self.references_in(*text, visit);
        }
    }

    /// Every reference turned around: for each record, the records that name it, in order, each once.
    pub fn references_back(&self) -> Vec<Vec<RecordId>> {
        let mut back = vec![Vec::new(); self.records.len()];
        for id in self.ids() {
            self.references(id, &mut |target| {
                if target != id && back[target.0 as usize].last() != Some(&id) {
                    back[target.0 as usize].push(id);
                }
            });
        }
        back
    }

    fn references_of(&self, field: &Field, items: &[Item], visit: &mut dyn FnMut(RecordId)) {
        if field.internal {
            return;
        }
        for item in items {
            match &item.value {
                Value::Ref(target) => visit(*target),
                Value::Cite(cite) => visit(cite.source),
                Value::Markdown(texts) => texts.iter().for_each(|(_, text)| self.references_in(*text, visit)),
                Value::Table(values) => {
                    values.iter().for_each(|(nested, items)| self.references_of(&field.fields()[*nested], items, visit))
                }
                _ => {}
            }
        }
    }

    fn references_in(&self, text: TextId, visit: &mut dyn FnMut(RecordId)) {
        for target in &self.text(text).targets {
            match target {
                Target::Record { record, .. } => visit(*record),
                Target::Cite(cite) => visit(cite.source),
                _ => {}
            }
        }
    }
}
