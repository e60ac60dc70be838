//! All records of a portal, and the ways between them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Lang, Localised};
use crate::schema::{Kind, Schema};

use super::record::{Record, RecordId, Standing};
use super::text::{Text, TextId};
use super::value::{Item, Value};
use super::walk::{Held, Scope};

/// The whole portal as typed records.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The kinds.
    pub schema: Arc<Schema>,
    /// The portal's languages, the default one first.
    pub languages: Vec<Lang>,
    /// The records in the order of their kinds, then ids.
    pub records: Vec<Arc<Record>>,
    /// Ids that records had, by kind: each leads to the record that it is now.
    pub former: Arc<BTreeMap<(usize, Arc<str>), RecordId>>,
    /// For each record, what names it, in order.
    pub backlinks: Arc<Vec<Vec<Backlink>>>,
}

/// A record that names another one, and as what. One that names it in a field and in its text as well is there for the field alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// The record that names the other one.
    pub from: RecordId,
    /// The field that names it, by its place in the kind of `from`; none where a cite or a text does.
    pub field: Option<usize>,
}

impl Model {
    /// The record with an id of this model.
    pub fn record(&self, id: RecordId) -> &Record {
        &self.records[id.0 as usize]
    }

    /// The record with an id of this model, to be changed.
    pub fn record_mut(&mut self, id: RecordId) -> &mut Record {
        Arc::make_mut(&mut self.records[id.0 as usize])
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

    /// Turns every public reference around, for [`Model::backlinks`].
    pub fn link_back(&mut self) {
        let mut back: Vec<Vec<Backlink>> = vec![Vec::new(); self.records.len()];
        for from in self.ids() {
            for (target, link) in self.links_from(from) {
                back[target.0 as usize].push(link);
            }
        }
        self.backlinks = Arc::new(back);
    }

    /// Does the same after these records have changed, which are here as they were `before`.
    pub fn link_back_again(&mut self, changed: &[RecordId], before: &Model) {
        for &from in changed {
            let (old, new) = (before.links_from(from), self.links_from(from));
            if old == new {
                continue;
            }
            let back = Arc::make_mut(&mut self.backlinks);
            for (target, _) in old {
                back[target.0 as usize].retain(|link| link.from != from);
            }
            for (target, link) in new {
                let links = &mut back[target.0 as usize];
                let place = links.partition_point(|known| *known < link);
                links.insert(place, link);
            }
        }
    }

    /// What a record names for everybody to see, itself aside: each record once for each field that names it, or once where none does.
    fn links_from(&self, from: RecordId) -> Vec<(RecordId, Backlink)> {
        let mut links = Vec::new();
        self.walk(from, Scope::Public, &mut |part| {
            let (target, field) = match part.held {
                Held::Record(target) => (target, part.field),
                Held::Cite(cite) => (cite.source, None),
                Held::Text(_) | Held::Shown(_) | Held::File(_) => return,
            };
            if target != from {
                links.push((target, Backlink { from, field }));
            }
        });
        links.sort_unstable();
        links.dedup();
        let of_target = |links: &[(RecordId, Backlink)]| {
            // What no field names comes first.
            let further = links.len() > 1 && links[0].1.field.is_none();
            links[usize::from(further)..].to_vec()
        };
        links.chunk_by(|one, other| one.0 == other.0).flat_map(of_target).collect()
    }

    /// The record that this one is a part of.
    pub fn parent(&self, id: RecordId) -> Option<RecordId> {
        match self.value(id, "parent") {
            Some(Value::Ref(parent)) => Some(*parent),
            _ => None,
        }
    }
}
