//! Values of a view become values of the template engine.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::base::{Diagnostics, Hash, Hasher, Lang};
use crate::view::{Card, Map, Prose, Shared, Tiles, Value};

use super::shared::Made;
use super::{Renderer, Shell, chart, json, link, map};

/// A page being made.
pub(super) struct Page<'a> {
    pub renderer: &'a Renderer,
    pub lang: &'a Lang,
    pub shell: &'a Shell,
    /// Whether what is made stands inside of a record's text, which may be in another language than the page.
    pub in_text: Cell<bool>,
    /// The hashes of the page's language, outside and inside of such a text.
    pub places: [Hash; 2],
    pub diagnostics: RefCell<Diagnostics>,
    /// Values that stand on the page more than once, by where they are kept.
    pub repeated: RefCell<HashMap<*const Value, tera::Value>>,
    /// The bytes of the long texts that were converted so far: how much the page will need at least.
    pub size: Cell<usize>,
}

impl Page<'_> {
    /// The value as templates see it.
    pub fn value(&self, value: &Value) -> tera::Value {
        to_engine(&Shown { value, page: Some(self) })
    }

    /// Named values as templates see them.
    pub fn values(&self, map: &Map) -> tera::Value {
        to_engine(&Named { map, page: Some(self), html: None })
    }

    /// What is known by its content, in this language and place; else it is made, and kept unless something was found wrong with it, so that
    /// each page reports that.
    fn kept(&self, shelves: &Made, content: Hash, make: impl FnOnce() -> tera::Value) -> tera::Value {
        let place = self.places[usize::from(self.in_text.get())];
        shelves.get(content.with(place), || {
            let before = self.diagnostics.borrow().len();
            let made = make();
            (made, self.diagnostics.borrow().len() == before)
        })
    }

    /// Values that others show too: from where they were made for them, if they look alike everywhere.
    fn shared(&self, shared: &Shared) -> tera::Value {
        let make = || self.values(shared.map());
        if shared.steady() { self.kept(&self.renderer.made, shared.hash(), make) } else { make() }
    }

    /// A value that the page has more than once.
    fn repeated(&self, value: &Arc<Value>) -> tera::Value {
        let known = self.repeated.borrow().get(&Arc::as_ptr(value)).cloned();
        known.unwrap_or_else(|| {
            let made = self.value(value);
            self.repeated.borrow_mut().insert(Arc::as_ptr(value), made.clone());
            made
        })
    }

    /// A link with its HTML.
    fn linked(&self, link: &Shared) -> tera::Value {
        self.kept(&self.renderer.links, link.hash(), || {
            let fill = |arguments: &mut tera::Context| arguments.insert_value("to", self.values(link.map()));
            // A theme of its own may do without.
            let html = self.renderer.tera.contains_component("link").then(|| self.component("link", fill));
            to_engine(&Named { map: link.map(), page: Some(self), html })
        })
    }

    /// The HTML of a text.
    fn html(&self, prose: &Prose) -> tera::Value {
        let html = self.prose(prose);
        self.size.set(self.size.get() + html.len());
        tera::Value::safe_string(&html)
    }

    /// A map.
    fn map(&self, tiles: &Tiles) -> tera::Value {
        tera::Value::safe_string(&map::svg(tiles, &self.renderer.blank(tiles.ground())))
    }

    /// The HTML of an entry of a list.
    fn card(&self, card: &Card) -> tera::Value {
        let make = || {
            self.component("card", |arguments| {
                arguments.insert_value("card", self.values(card.record.map()));
                arguments.insert("cells", &card.cells);
            })
        };
        let content = || Hasher::new().hash(card.record.hash()).number(card.cells as u64).finish();
        if card.record.steady() { self.kept(&self.renderer.cards, content(), make) } else { make() }
    }
}

/// Values for all pages, among which are no texts of records; links have no HTML.
pub(super) fn for_all_pages(map: &Map) -> tera::Value {
    to_engine(&Named { map, page: None, html: None })
}

/// Named texts.
pub(super) fn texts<'a>(texts: impl Iterator<Item = (&'a str, &'a Arc<str>)>) -> tera::Value {
    let map: tera::Map =
        texts.map(|(key, text)| (key.to_owned().into(), tera::Value::normal_string(&link::unmarked(text)))).collect();
    map.into()
}

fn to_engine(value: &impl Serialize) -> tera::Value {
    // The engine's maps can only be built without being copied by way of serde. Every name is a text, so this cannot fail.
    tera::Value::try_from_serializable(value).unwrap_or_else(|_| tera::Value::none())
}

/// A value, and the page that shows it.
struct Shown<'a> {
    value: &'a Value,
    page: Option<&'a Page<'a>>,
}

/// Named values, and the page that shows them.
struct Named<'a> {
    map: &'a Map,
    page: Option<&'a Page<'a>>,
    /// One more: the whole as HTML.
    html: Option<tera::Value>,
}

impl Serialize for Named<'_> {
    /// Names that are known when casebook is built, as nearly all are, go in as they are; others are copied.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Named { map, page, ref html } = *self;
        let fixed = |name: &Cow<'static, str>| match name {
            Cow::Borrowed(name) => Some(*name),
            Cow::Owned(_) => None,
        };
        if map.entries().all(|(name, _)| fixed(name).is_some()) {
            let mut fields = serializer.serialize_struct("", map.len() + usize::from(html.is_some()))?;
            for (name, value) in map.entries() {
                fields.serialize_field(fixed(name).unwrap_or_default(), &Shown { value, page })?;
            }
            if let Some(html) = html {
                fields.serialize_field("html", html)?;
            }
            return fields.end();
        }
        let mut entries = serializer.serialize_map(Some(map.len() + usize::from(html.is_some())))?;
        for (name, value) in map.entries() {
            entries.serialize_entry(name, &Shown { value, page })?;
        }
        if let Some(html) = html {
            entries.serialize_entry("html", html)?;
        }
        entries.end()
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let page = self.page;
        match self.value {
            Value::None => serializer.serialize_none(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Integer(value) => serializer.serialize_i64(*value),
            Value::Text(text) => serializer.serialize_str(&link::unmarked(text)),
            // A value of the engine's own passes through unchanged, and stays marked as HTML.
            Value::Html(html) => tera::Value::safe_string(&link::unmarked(html)).serialize(serializer),
            Value::Prose(prose) => page.map(|page| page.html(prose)).serialize(serializer),
            Value::Tiles(tiles) => page.map(|page| page.map(tiles)).serialize(serializer),
            Value::Chart(chart) => tera::Value::safe_string(&chart::drawn(chart)).serialize(serializer),
            Value::Card(card) => page.map(|page| page.card(card)).serialize(serializer),
            // Names are texts, so this cannot fail.
            Value::Json(map) => {
                let json = json::for_script(map).unwrap_or_default();
                tera::Value::safe_string(&link::unmarked(&json)).serialize(serializer)
            }
            Value::Url(target) => serializer.serialize_str(&link::marked(target)),
            Value::List(items) => serializer.collect_seq(items.iter().map(|value| Shown { value, page })),
            Value::Map(map) => Named { map, page, html: None }.serialize(serializer),
            Value::Shared(shared) => match page.map(|page| page.shared(shared)) {
                Some(known) => known.serialize(serializer),
                None => Named { map: shared.map(), page, html: None }.serialize(serializer),
            },
            Value::Repeated(value) => match page {
                Some(page) => page.repeated(value).serialize(serializer),
                None => Shown { value, page }.serialize(serializer),
            },
            Value::Link(link) => match page.map(|page| page.linked(link)) {
                Some(known) => known.serialize(serializer),
                None => Named { map: link.map(), page, html: None }.serialize(serializer),
            },
        }
    }
}
