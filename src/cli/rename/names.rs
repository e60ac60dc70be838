//! Which record a name leads to, and which name leads to it once an id has changed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Model, RecordId, Value};

/// All names of all records, and the change of one id.
pub(super) struct Names<'a> {
    model: &'a Model,
    /// The record whose id changes.
    pub record: RecordId,
    /// Its kind.
    pub kind: usize,
    /// Its new id.
    pub new: &'a str,
    all: BTreeMap<String, Vec<(Form, usize, RecordId)>>,
}

/// How a name belongs to its record; a present id hides the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Id,
    Alias,
    Former,
}

impl<'a> Names<'a> {
    pub fn new(model: &'a Model, record: RecordId, new: &'a str) -> Names<'a> {
        let mut all: BTreeMap<String, Vec<(Form, usize, RecordId)>> = BTreeMap::new();
        let mut add = |name: &str, form, id: RecordId| {
            all.entry(name.to_owned()).or_default().push((form, model.record(id).kind, id));
        };
        for id in model.ids() {
            add(&model.record(id).id, Form::Id, id);
            for (field, form) in [("aliases", Form::Alias), ("formerly", Form::Former)] {
                for item in model.values(id, field) {
                    if let Value::Text(text) = &item.value {
                        text.iter().for_each(|(_, name)| add(name, form, id));
                    }
                }
            }
        }
        all.values_mut().for_each(|known| known.sort());
        Names { model, record, kind: model.record(record).kind, new, all }
    }

    /// Another record of the kind that the new id leads to already, by whatever name.
    pub fn taken(&self) -> Option<RecordId> {
        let known = self.all.get(self.new)?;
        known.iter().find(|(_, kind, id)| *kind == self.kind && *id != self.record).map(|(_, _, id)| *id)
    }

    /// What must be written in a reference, so that it leads where it led before: the bytes of `written` and their new text. Nothing
    /// where it can stay as it is. `kinds` are those that the reference may lead to; none means all.
    pub fn change(&self, written: &str, kinds: &[usize]) -> Option<(Range<usize>, String)> {
        let kinds_of = |prefix: &str| self.model.schema.position(prefix.trim());
        let colon = written.find(':').filter(|colon| kinds_of(&written[..*colon]).is_some());
        let named = colon.and_then(|colon| kinds_of(&written[..colon]));
        let start = colon.map_or(0, |colon| colon + 1);
        let id = written[start..].trim();
        let start = start + (written[start..].len() - written[start..].trim_start().len());
        let place = start..start + id.len();
        let among = named.map_or(kinds.to_vec(), |kind| vec![kind]);
        if named.is_some_and(|kind| !kinds.is_empty() && !kinds.contains(&kind)) {
            return None;
        }
        let (form, found) = self.find(id, &among)?;
        let changed = |text: String| (text != id).then_some((place, text));
        if found == self.record {
            // An alias stays an alias.
            let qualified = named.is_none() && self.others_have_new_id(kinds);
            let text = if qualified { self.with_kind(found, self.new) } else { self.new.to_owned() };
            return if form == Form::Alias { None } else { changed(text) };
        }
        // This name of another record would lead to ours, or to both.
        let ours_too = kinds.is_empty() || kinds.contains(&self.kind);
        if named.is_none() && id == self.new && ours_too { changed(self.with_kind(found, id)) } else { None }
    }

    /// The record that a name leads to, where it leads to one only.
    fn find(&self, name: &str, kinds: &[usize]) -> Option<(Form, RecordId)> {
        let known = self.all.get(name)?;
        let fitting: Vec<_> = known.iter().filter(|(_, kind, _)| kinds.is_empty() || kinds.contains(kind)).collect();
        match &fitting[..] {
            [(form, _, id)] => Some((*form, *id)),
            [(Form::Id, _, id), (other, ..), ..] if *other != Form::Id => Some((Form::Id, *id)),
            _ => None,
        }
    }

    fn others_have_new_id(&self, kinds: &[usize]) -> bool {
        let known = self.all.get(self.new).map_or(&[][..], |known| known);
        known.iter().any(|(form, kind, id)| {
            *form == Form::Id && *id != self.record && (kinds.is_empty() || kinds.contains(kind))
        })
    }

    fn with_kind(&self, record: RecordId, id: &str) -> String {
        format!("{}:{id}", self.model.kind_of(record).id)
    }
}
