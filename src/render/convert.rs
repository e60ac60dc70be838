//! Values of a view become values of the template engine, with links relative to the page.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::base::{Address, Diagnostics, Lang};
use crate::view::{Map, Prose, Value};

use super::shell::Linked;
use super::{Renderer, chart, html, map};

/// A page being made.
pub(super) struct Page<'a> {
    pub renderer: &'a Renderer,
    pub address: &'a Address,
    pub lang: &'a Lang,
    pub shell: Arc<Linked>,
    pub diagnostics: RefCell<Diagnostics>,
    /// The bytes of the long texts that were converted so far: how much the page will need at least.
    pub size: Cell<usize>,
}

impl Page<'_> {
    /// The value as templates see it.
    pub fn value(&self, value: &Value) -> tera::Value {
        engine_value(value, self.address, &|prose| {
            let html = self.prose(prose);
            self.size.set(self.size.get() + html.len());
            html
        })
    }
}

/// The values of a map for pages whose links start where those of `address` do. No texts with holes are in it.
pub(super) fn without_prose(map: &Map, address: &Address) -> tera::Value {
    // A map in a value is only borrowed by what converts it, and this is done once for many pages.
    engine_value(&Value::Map(map.clone()), address, &|_| String::new())
}

/// Named texts.
pub(super) fn texts<'a>(texts: impl Iterator<Item = (&'a str, &'a Arc<str>)>) -> tera::Value {
    let map: tera::Map = texts.map(|(key, text)| (key.to_owned().into(), tera::Value::normal_string(text))).collect();
    map.into()
}

fn engine_value(value: &Value, address: &Address, prose: &dyn Fn(&Prose) -> String) -> tera::Value {
    // The engine's maps can only be built without being copied by way of serde. Every name is a text, so this cannot fail.
    tera::Value::try_from_serializable(&Shown { value, address, prose }).unwrap_or_else(|_| tera::Value::none())
}

/// A value with what its links and texts depend on.
struct Shown<'a> {
    value: &'a Value,
    address: &'a Address,
    prose: &'a dyn Fn(&Prose) -> String,
}

impl<'a> Shown<'a> {
    fn inner(&self, value: &'a Value) -> Shown<'a> {
        Shown { value, ..*self }
    }

    /// Names that are known when casebook is built, as nearly all are, go in as they are; others are copied.
    fn map<S: Serializer>(&self, map: &'a Map, serializer: S) -> Result<S::Ok, S::Error> {
        let fixed = |name: &Cow<'static, str>| match name {
            Cow::Borrowed(name) => Some(*name),
            Cow::Owned(_) => None,
        };
        if map.entries().all(|(name, _)| fixed(name).is_some()) {
            let mut fields = serializer.serialize_struct("", map.len())?;
            for (name, value) in map.entries() {
                fields.serialize_field(fixed(name).unwrap_or_default(), &self.inner(value))?;
            }
            return fields.end();
        }
        let mut entries = serializer.serialize_map(Some(map.len()))?;
        for (name, value) in map.entries() {
            entries.serialize_entry(name, &self.inner(value))?;
        }
        entries.end()
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Value::None => serializer.serialize_none(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Integer(value) => serializer.serialize_i64(*value),
            Value::Text(text) => serializer.serialize_str(text),
            // A value of the engine's own passes through unchanged, and stays marked as HTML.
            Value::Html(html) => tera::Value::safe_string(html).serialize(serializer),
            Value::Prose(prose) => tera::Value::safe_string(&(self.prose)(prose)).serialize(serializer),
            Value::Tiles(tiles) => tera::Value::safe_string(&map::svg(tiles, self.address)).serialize(serializer),
            Value::Chart(chart) => tera::Value::safe_string(&chart::svg(chart, self.address)).serialize(serializer),
            Value::Url(target) => serializer.serialize_str(&html::href(self.address, target)),
            Value::List(items) => serializer.collect_seq(items.iter().map(|item| self.inner(item))),
            Value::Map(map) => self.map(map, serializer),
            Value::Shared(shared) => self.map(shared.map(), serializer),
        }
    }
}
