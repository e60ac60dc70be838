//! The values of fields as templates see them; `themes/README.md` documents each form.

use crate::base::{Lang, SourcePath};
use crate::domain::FacetValue;
use crate::model::{Decimal, Item, RecordId, Row, Value as ModelValue};
use crate::schema::Field;
use crate::view::{Map, Value};

use super::plan::ListPage;
use super::site::Site;
use super::{address, format, link, prose};

/// In whose eyes values are shown: the record that they belong to, the reader's language, and the language of the record's texts.
#[derive(Clone, Copy)]
pub(super) struct Eyes<'a> {
    pub site: &'a Site,
    /// The record.
    pub id: RecordId,
    /// The language of the page.
    pub lang: &'a Lang,
    /// The language that texts are expected in; others are marked.
    pub expected: &'a Lang,
}

/// All values of a field: none, one, or a list.
pub(super) fn field(eyes: Eyes, field: &Field, items: &[Item]) -> Value {
    if !field.fields().is_empty() {
        return table(eyes, field, items);
    }
    if field.list {
        return if items.is_empty() {
            Value::None
        } else {
            items.iter().map(|item| value(eyes, field, item)).collect()
        };
    }
    items.first().map_or(Value::None, |item| value(eyes, field, item))
}

/// A field by its name: nothing where the kind does not declare it, or keeps it to itself.
pub(super) fn named(eyes: Eyes, name: &str) -> Value {
    match public(eyes.site.model.kind_of(eyes.id).field(name)) {
        Some(declared) => field(eyes, declared, eyes.site.model.values(eyes.id, name)),
        None => Value::None,
    }
}

/// A field of a row of a nested table, both by their names.
pub(super) fn nested(eyes: Eyes, table: &str, row: &Row, name: &str) -> Value {
    public_nested(eyes.site, eyes.id, table, name)
        .map_or(Value::None, |declared| field(eyes, declared, row.items(name)))
}

/// The same of a field with several values: an empty list where there are none.
pub(super) fn nested_list(eyes: Eyes, table: &str, row: &Row, name: &str) -> Value {
    match nested(eyes, table, row, name) {
        Value::None => Value::List(Vec::new()),
        values => values,
    }
}

/// A field of a nested table, both by their names, unless one of them is internal.
pub(super) fn public_nested<'a>(site: &'a Site, id: RecordId, table: &str, name: &str) -> Option<&'a Field> {
    let fields = public(site.model.kind_of(id).field(table))?.fields();
    public(fields.iter().find(|nested| nested.id == name))
}

fn public(field: Option<&Field>) -> Option<&Field> {
    field.filter(|field| !field.internal)
}

/// One named value of a generic table: `{ id, label, type, list, value }`.
pub(super) fn cell(eyes: Eyes, declared: &Field, items: &[Item]) -> Value {
    let mut cell = head(eyes.lang, declared);
    cell.insert("value", field(eyes, declared, items));
    cell.into()
}

/// A column of a table: `{ id, label, type, list }`.
pub(super) fn head(lang: &Lang, field: &Field) -> Map {
    let label = field.label.pick(lang).map(|(_, label)| label.clone());
    Map::new()
        .with("id", field.id.as_str())
        .with("label", label)
        .with("type", field.ty.name())
        .with("list", field.list || !field.fields().is_empty())
}

/// One value of a field.
pub(super) fn value(eyes: Eyes, declared: &Field, item: &Item) -> Value {
    let Eyes { site, lang, expected, .. } = eyes;
    match &item.value {
        ModelValue::Text(text) => link::localised(text, lang, expected),
        ModelValue::Markdown(texts) => {
            let best = texts.iter().find(|(known, _)| known == lang).or(texts.first());
            best.map_or(Value::None, |(_, text)| Value::Prose(prose::prose(site, *text, lang).into()))
        }
        ModelValue::Bool(value) => Value::Bool(*value),
        ModelValue::Integer(number) => format::number(site, &Decimal::from(*number), lang).into(),
        ModelValue::Decimal(number) => format::number(site, number, lang).into(),
        ModelValue::Percent(percent) => format::percent(site, percent, lang).into(),
        ModelValue::Money(money) => format::money(site, money, lang).into(),
        ModelValue::Date(date) => format::date(site, date, lang).into(),
        ModelValue::Period(period) => format::period(site, period, lang).into(),
        ModelValue::Url(url) => {
            let text = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
            let text = text.trim_start_matches("mailto:").trim_start_matches("tel:").to_owned();
            Map::new().with("url", url.clone()).with("text", text).into()
        }
        ModelValue::Symbol(symbol) => {
            let url = symbol.url(&site.settings.symbol_base, lang.as_str());
            Map::new().with("text", symbol.as_str()).with("url", url).into()
        }
        ModelValue::Cite(cite) => link::cite(site, cite, lang).into(),
        ModelValue::Choice(id) => {
            let label = declared.choice(id).and_then(|choice| choice.label.pick(lang)).map(|(_, label)| label.clone());
            let url = facet_url(eyes, declared, FacetValue::Text(id.clone()));
            Map::new().with("id", id.clone()).with("label", label).with("url", url).into()
        }
        ModelValue::Ref(target) => link::shared(site, *target, lang),
        ModelValue::Table(_) => Value::None,
        ModelValue::File(path) => file(site, path, lang),
        ModelValue::Image { path, alt } => {
            let facts = site.assets.get(path);
            let (width, height) = facts.and_then(|facts| facts.size).unzip();
            Map::new()
                .with("url", site.asset_address(path).map(Value::Url))
                .with("alt", alt.pick(lang).map(|(_, alt)| alt.clone()))
                .with("width", width.map(|width| width as usize))
                .with("height", height.map(|height| height as usize))
                .into()
        }
    }
}

/// The page of all records with this value, if the field is a facet of its kind and the page is planned.
fn facet_url(eyes: Eyes, declared: &Field, value: FacetValue) -> Option<Value> {
    let model = &eyes.site.model;
    let kind = model.record(eyes.id).kind;
    let field = model.kind_of(eyes.id).position(&declared.id)?;
    if !declared.facet || eyes.site.derived.facets.facet(kind, field)?.records(&value).is_empty() {
        return None;
    }
    Some(list_url(eyes.site, kind, vec![(field, value)], eyes.lang))
}

/// The first page of a list.
pub(super) fn list_url(site: &Site, kind: usize, filters: Vec<(usize, FacetValue)>, lang: &Lang) -> Value {
    let list = ListPage { kind, filters, number: 1, of: 1, all: false, has_all: false };
    Value::Url(format!("{}{}", site.prefix(lang), address::list(&site.model, &list)).into())
}

fn file(site: &Site, path: &SourcePath, lang: &Lang) -> Value {
    let size = site.assets.get(path).map(|facts| format::size(site, facts.bytes, lang));
    Map::new()
        .with("url", site.asset_address(path).map(Value::Url))
        .with("name", path.file_name())
        .with("type", path.extension().to_uppercase())
        .with("size", size)
        .into()
}

/// Nested records: `{ columns, rows: [ { cells } ] }`.
fn table(eyes: Eyes, declared: &Field, items: &[Item]) -> Value {
    if items.is_empty() {
        return Value::None;
    }
    let fields = || declared.fields().iter().enumerate().filter(|(_, nested)| !nested.internal);
    let row = |item: &Item| {
        let ModelValue::Table(values) = &item.value else { return Value::None };
        let cells = fields().map(|(place, nested)| {
            let found = values.iter().find(|(at, _)| *at == place);
            cell(eyes, nested, found.map_or(&[], |(_, items)| &items[..]))
        });
        Map::new().with("cells", cells.collect::<Value>()).into()
    };
    let columns: Value = fields().map(|(_, nested)| head(eyes.lang, nested).into()).collect();
    Map::new().with("columns", columns).with("rows", items.iter().map(row).collect::<Value>()).into()
}
