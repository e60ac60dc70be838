//! Values of a view become values of the template engine, with links relative to the page.

use std::cell::RefCell;
use std::sync::Arc;

use tera::value::Key;

use crate::base::{Address, Diagnostics, Lang};
use crate::view::{Map, Value};

use super::shell::Linked;
use super::{Renderer, html};

/// A page being made.
pub(super) struct Page<'a> {
    pub renderer: &'a Renderer,
    pub address: &'a Address,
    pub lang: &'a Lang,
    pub shell: Arc<Linked>,
    pub diagnostics: RefCell<Diagnostics>,
}

impl Page<'_> {
    /// The value as templates see it. `size` grows by the bytes of the long texts in it.
    pub fn value(&self, value: &Value, size: &mut usize) -> tera::Value {
        match value {
            Value::Prose(prose) => {
                let html = self.prose(prose);
                *size += html.len();
                tera::Value::safe_string(&html)
            }
            Value::Html(html) => {
                *size += html.len();
                tera::Value::safe_string(html)
            }
            Value::List(items) => items.iter().map(|item| self.value(item, size)).collect::<Vec<_>>().into(),
            Value::Map(map) => named(map, |value| self.value(value, size)),
            plain => simple(plain, self.address),
        }
    }
}

/// The values of a map for pages that `address` stands for; texts in it must be plain.
pub(super) fn plain(map: &Map, address: &Address) -> tera::Value {
    named(map, |value| plain_value(value, address))
}

fn plain_value(value: &Value, address: &Address) -> tera::Value {
    match value {
        Value::List(items) => items.iter().map(|item| plain_value(item, address)).collect::<Vec<_>>().into(),
        Value::Map(map) => plain(map, address),
        value => simple(value, address),
    }
}

/// Named texts.
pub(super) fn texts<'a>(texts: impl Iterator<Item = (&'a str, &'a Arc<str>)>) -> tera::Value {
    let map: tera::Map = texts.map(|(key, text)| (Key::String(key.into()), tera::Value::normal_string(text))).collect();
    map.into()
}

fn named(map: &Map, mut convert: impl FnMut(&Value) -> tera::Value) -> tera::Value {
    let map: tera::Map = map.iter().map(|(name, value)| (Key::String(name.into()), convert(value))).collect();
    map.into()
}

fn simple(value: &Value, address: &Address) -> tera::Value {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Integer(value) => (*value).into(),
        Value::Text(text) => tera::Value::normal_string(text),
        Value::Html(html) => tera::Value::safe_string(html),
        Value::Url(target) => tera::Value::from(html::href(address, target)),
        Value::None | Value::Prose(_) | Value::List(_) | Value::Map(_) => tera::Value::none(),
    }
}
