//! Holds the data of a view to the contract.

use crate::view::{Map, Value};

use super::shapes::{Field, Presence, Shape};
use super::{Kind, value_shape, variables};

/// Where the variables of a page differ from the contract of its template: `record.title: a text is missing`. The variables that every
/// page has, other than `page`, are not part of a view and may be missing.
pub fn mismatches(template: &str, data: &Map, kinds: &[Kind]) -> Vec<String> {
    let variables = variables(template, kinds);
    let kind = data.get("record").and_then(|record| text_of(record, "kind"));
    let fields = kind.and_then(|id| kinds.iter().find(|kind| kind.id == id));
    let mut check = Check { fields, found: Vec::new() };
    let given = |field: &&&Field| data.get(field.name).is_some() || !matches!(field.name, "site" | "words" | "assets");
    check.map("", data, variables.fields.iter().filter(given).copied());
    check.found
}

struct Check<'a> {
    fields: Option<&'a Kind>,
    found: Vec<String>,
}

impl Check<'_> {
    fn map<'f>(&mut self, path: &str, map: &Map, fields: impl Iterator<Item = &'f Field>) {
        let mut known = Vec::new();
        for field in fields {
            let path = join(path, field.name);
            known.push(field.name);
            match (map.get(field.name), field.presence) {
                (None, Presence::Sometimes) | (Some(Value::None), Presence::OrNone | Presence::Sometimes) => {}
                (None, _) => self.found.push(format!("{path}: {} is missing", field.shape)),
                (Some(Value::None), Presence::Always) => self.found.push(format!("{path}: {} is none", field.shape)),
                (Some(value), _) => self.value(&path, value, field.shape),
            }
        }
        let unknown = map.iter().filter(|(name, _)| !known.contains(name));
        self.found.extend(unknown.map(|(name, _)| format!("{}: not in the contract", join(path, name))));
    }

    fn value(&mut self, path: &str, value: &Value, shape: Shape) {
        if let Value::Repeated(value) = value {
            return self.value(path, value, shape);
        }
        if let Value::Shared(shared) | Value::Link(shared) = value {
            return self.value(path, &Value::Map(shared.map().clone()), shape);
        }
        match (shape, value) {
            (Shape::Any | Shape::Words, _)
            | (Shape::Text, Value::Text(_) | Value::Html(_))
            | (Shape::Html, Value::Html(_) | Value::Prose(_) | Value::Tiles(_) | Value::Chart(_))
            | (Shape::Html, Value::Card(_) | Value::Json(_))
            | (Shape::Url, Value::Url(_))
            | (Shape::Bool, Value::Bool(_))
            | (Shape::Number, Value::Integer(_)) => {}
            (Shape::List(item), Value::List(items)) => {
                items.iter().enumerate().for_each(|(at, value)| self.value(&format!("{path}[{at}]"), value, *item));
            }
            (Shape::Map(kind), Value::Map(map)) => {
                self.map(path, map, kind.fields.iter());
                if kind.name == "fact" {
                    self.fact(path, map);
                }
            }
            (Shape::Keyed(item), Value::Map(map)) => {
                map.iter().for_each(|(name, value)| self.value(&join(path, name), value, *item));
            }
            (Shape::Fields, Value::Map(map)) => self.record_fields(path, map),
            (shape, _) => self.found.push(format!("{path}: is not {shape}")),
        }
    }

    /// The value of a field and its type stand side by side.
    fn fact(&mut self, path: &str, map: &Map) {
        if let (Some(Value::Text(name)), Some(Value::Bool(list)), Some(value)) =
            (map.get("type"), map.get("list"), map.get("value"))
            && *value != Value::None
        {
            self.value(&join(path, "value"), value, value_shape(name, *list));
        }
    }

    fn record_fields(&mut self, path: &str, map: &Map) {
        let Some(kind) = self.fields else { return };
        for field in &kind.fields {
            match map.get(&field.id) {
                Some(Value::None) => {}
                Some(value) => self.value(&join(path, &field.id), value, value_shape(&field.type_name, field.list)),
                None => self.found.push(format!("{}: is missing", join(path, &field.id))),
            }
        }
        let unknown = map.iter().filter(|(name, _)| !kind.fields.iter().any(|field| field.id == *name));
        self.found.extend(unknown.map(|(name, _)| format!("{}: the kind has no such field", join(path, name))));
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn text_of<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    match value {
        Value::Map(map) => match map.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        },
        _ => None,
    }
}
