//! Values of a view become values of the template engine, with links relative to the page.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::base::{Address, Diagnostics, Lang};
use crate::view::{Card, Map, Prose, Shared, Value};

use super::shared::Key;
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
        engine_value(value, self)
    }
}

/// Whatever a value is converted for.
trait Place {
    /// Links are relative to this.
    fn address(&self) -> &Address;

    /// The HTML of a text.
    fn html(&self, prose: &Prose) -> String;

    /// A value that others show too, if it can be had from where it was made for them.
    fn known(&self, shared: &Shared) -> Option<tera::Value>;

    /// The HTML of an entry of a list.
    fn card(&self, card: &Card) -> tera::Value;
}

impl Place for Page<'_> {
    fn address(&self) -> &Address {
        self.address
    }

    fn html(&self, prose: &Prose) -> String {
        let html = self.prose(prose);
        self.size.set(self.size.get() + html.len());
        html
    }

    fn known(&self, shared: &Shared) -> Option<tera::Value> {
        let key = Key::new(shared, self.address)?;
        self.renderer.made.get(key, || Some(to_engine(&Named { map: shared.map(), place: self })))
    }

    fn card(&self, card: &Card) -> tera::Value {
        let make = || self.card_html(card).map(|html| tera::Value::safe_string(&html));
        let made = match Key::new(&card.record, self.address) {
            Some(key) => self.renderer.cards.get(key.among(card.cells, self.lang), make),
            None => make(),
        };
        made.unwrap_or_else(tera::Value::none)
    }
}

/// Where no texts with holes are.
struct WithoutProse<'a>(&'a Address);

impl Place for WithoutProse<'_> {
    fn address(&self) -> &Address {
        self.0
    }

    fn html(&self, _: &Prose) -> String {
        String::new()
    }

    fn known(&self, _: &Shared) -> Option<tera::Value> {
        None
    }

    fn card(&self, _: &Card) -> tera::Value {
        tera::Value::none()
    }
}

/// The values of a map for pages whose links start where those of `address` do. No texts with holes are in it.
pub(super) fn without_prose(map: &Map, address: &Address) -> tera::Value {
    to_engine(&Named { map, place: &WithoutProse(address) })
}

/// Named texts.
pub(super) fn texts<'a>(texts: impl Iterator<Item = (&'a str, &'a Arc<str>)>) -> tera::Value {
    let map: tera::Map = texts.map(|(key, text)| (key.to_owned().into(), tera::Value::normal_string(text))).collect();
    map.into()
}

fn engine_value<P: Place>(value: &Value, place: &P) -> tera::Value {
    to_engine(&Shown { value, place })
}

fn to_engine(value: &impl Serialize) -> tera::Value {
    // The engine's maps can only be built without being copied by way of serde. Every name is a text, so this cannot fail.
    tera::Value::try_from_serializable(value).unwrap_or_else(|_| tera::Value::none())
}

/// A value where it is shown.
struct Shown<'a, P> {
    value: &'a Value,
    place: &'a P,
}

/// Named values where they are shown.
struct Named<'a, P> {
    map: &'a Map,
    place: &'a P,
}

impl<P: Place> Serialize for Named<'_, P> {
    /// Names that are known when casebook is built, as nearly all are, go in as they are; others are copied.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Named { map, place } = self;
        let fixed = |name: &Cow<'static, str>| match name {
            Cow::Borrowed(name) => Some(*name),
            Cow::Owned(_) => None,
        };
        if map.entries().all(|(name, _)| fixed(name).is_some()) {
            let mut fields = serializer.serialize_struct("", map.len())?;
            for (name, value) in map.entries() {
                fields.serialize_field(fixed(name).unwrap_or_default(), &Shown { value, place: *place })?;
            }
            return fields.end();
        }
        let mut entries = serializer.serialize_map(Some(map.len()))?;
        for (name, value) in map.entries() {
            entries.serialize_entry(name, &Shown { value, place: *place })?;
        }
        entries.end()
    }
}

impl<P: Place> Serialize for Shown<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let place = self.place;
        match self.value {
            Value::None => serializer.serialize_none(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Integer(value) => serializer.serialize_i64(*value),
            Value::Text(text) => serializer.serialize_str(text),
            // A value of the engine's own passes through unchanged, and stays marked as HTML.
            Value::Html(html) => tera::Value::safe_string(html).serialize(serializer),
            Value::Prose(prose) => tera::Value::safe_string(&place.html(prose)).serialize(serializer),
            Value::Tiles(tiles) => tera::Value::safe_string(&map::svg(tiles, place.address())).serialize(serializer),
            Value::Chart(chart) => tera::Value::safe_string(&chart::svg(chart, place.address())).serialize(serializer),
            Value::Card(card) => place.card(card).serialize(serializer),
            Value::Url(target) => serializer.serialize_str(&html::href(place.address(), target)),
            Value::List(items) => serializer.collect_seq(items.iter().map(|value| Shown { value, place })),
            Value::Map(map) => Named { map, place }.serialize(serializer),
            Value::Shared(shared) => match place.known(shared) {
                Some(known) => known.serialize(serializer),
                None => Named { map: shared.map(), place }.serialize(serializer),
            },
        }
    }
}
