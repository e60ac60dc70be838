//! The pages that explain the data: which files there are, how to read them, and what each kind's fields are.

use std::sync::Arc;

use crate::base::{Lang, Localised};
use crate::schema::{Field, FieldType, published_fields};
use crate::view::{Map, Value};

use super::super::plan::Page;
use super::super::shell::{self, Meta};
use super::super::site::Site;
use super::super::value::list_url;
use super::super::{aspect, aspect::Aspect, describe, linked};
use super::columns::Column;
use super::files::{columns, count, filled, kind_list, kinds, row_columns, rows_address, schema_address};
use super::{FOLDER, PACKAGE, nested, records};

/// The page on all data, without the folder of the language.
pub(in super::super) const PAGE: &str = "data.html";

/// The page on a kind's data, without the folder of the language.
pub(in super::super) fn kind_address(site: &Site, kind: usize) -> String {
    address(&site.model, kind)
}

/// The same, before there is a site.
pub(in super::super) fn address(model: &crate::model::Model, kind: usize) -> String {
    format!("{FOLDER}/{}.html", model.schema.kinds()[kind].id)
}

/// The variables of the page on all data, or of that on a kind's.
pub(in super::super) fn view(site: &Site, page: &Page, kind: Option<usize>) -> Map {
    let lang = &page.lang;
    let heading = match kind {
        None => site.word(lang, "data"),
        Some(kind) => {
            let plural = word(&site.model.schema.kinds()[kind].plural, lang);
            site.word(lang, "data-of").replace("{kind}", &plural).into()
        }
    };
    let mut meta = Meta::new(heading);
    if kind.is_some() {
        meta.breadcrumbs.push(shell::crumb(site.word(lang, "data"), aspect::url(site, &Aspect::Data(None), lang)));
    }
    meta.description = describe::parts([site.word(lang, "data-about")]);
    meta.about = Some(linked::collection(site, page, &meta));
    let id = kind.map(|kind| site.model.schema.kinds()[kind].id.clone());
    let shown = Map::new().with("page", shell::page(site, page, id.as_deref(), meta));
    match kind {
        None => shown.with("data", all(site, lang)),
        Some(kind) => shown.with("model", of_kind(site, kind, lang)),
    }
}

fn all(site: &Site, lang: &Lang) -> Map {
    let listed = |terms: bool| -> Value {
        let kinds = kinds(site).filter(|kind| site.model.schema.kinds()[*kind].vocabulary == terms);
        kinds.map(|kind| entry(site, kind, lang).into()).collect()
    };
    Map::new().with("package", file(PACKAGE.to_owned())).with("kinds", listed(false)).with("terms", listed(true))
}

/// A kind with its files.
fn entry(site: &Site, kind: usize, lang: &Lang) -> Map {
    let declared = &site.model.schema.kinds()[kind];
    let tables = filled(site, kind).into_iter().map(|place| {
        Map::new()
            .with("title", word(&declared.fields[place].label, lang))
            .with("count", count(site, kind, place))
            .with("csv", file(rows_address(site, kind, place)))
            .into()
    });
    Map::new()
        .with("id", declared.id.as_str())
        .with("title", word(&declared.plural, lang))
        .with("help", declared.help.as_ref().map(|help| word(help, lang)))
        .with("count", records(site, kind).len())
        .with("url", file(format!("{}{}", site.prefix(lang), kind_address(site, kind))))
        .with("list", list_url(site, kind, Vec::new(), lang))
        .with("csv", file(kind_list(site, kind, "csv")))
        .with("json", file(kind_list(site, kind, "json")))
        .with("schema", file(schema_address(site, kind)))
        .with("tables", tables.collect::<Value>())
}

fn of_kind(site: &Site, kind: usize, lang: &Lang) -> Map {
    let declared = &site.model.schema.kinds()[kind];
    let fields = published_fields(declared).filter(|(_, field)| field.fields().is_empty());
    let fields = fields.map(|(place, field)| self::field(site, place, field, columns(site, kind), lang).into());
    let tables = filled(site, kind).into_iter().map(|place| {
        let table = &declared.fields[place];
        let columns = row_columns(site, kind, place);
        let fields = nested(table).map(|(place, field)| self::field(site, place, field, &columns, lang).into());
        Map::new()
            .with("id", table.id.as_str())
            .with("title", word(&table.label, lang))
            .with("help", table.help.as_ref().map(|help| word(help, lang)))
            .with("derived", table.derived)
            .with("count", count(site, kind, place))
            .with("csv", file(rows_address(site, kind, place)))
            .with("fields", fields.collect::<Value>())
            .into()
    });
    let (fields, tables): (Value, Value) = (fields.collect(), tables.collect());
    Map::new()
        .with("kind", entry(site, kind, lang))
        .with("narrative", declared.narrative)
        .with("package", file(PACKAGE.to_owned()))
        .with("fields", fields)
        .with("tables", tables)
}

/// A field: what it is called, what its values are, and the columns in which they stand.
fn field(site: &Site, place: usize, field: &Field, columns: &[Column], lang: &Lang) -> Map {
    let own = columns.iter().filter(|column| column.field == Some(place));
    let choice = |choice: &crate::schema::Choice| {
        Map::new().with("id", choice.id.as_str()).with("label", word(&choice.label, lang)).into()
    };
    let refers = match &field.ty {
        FieldType::Ref(to) => to.iter().filter_map(|to| target(site, to, lang)).collect(),
        _ => Value::List(Vec::new()),
    };
    Map::new()
        .with("id", field.id.as_str())
        .with("label", word(&field.label, lang))
        .with("help", field.help.as_ref().map(|help| word(help, lang)))
        .with("type", site.word(lang, &format!("data-type-{}", field.ty.name())))
        .with("list", field.list)
        .with("required", field.required)
        .with("derived", field.derived)
        .with("columns", own.map(|column| Value::from(column.name.as_str())).collect::<Value>())
        .with("choices", field.choices().iter().map(choice).collect::<Value>())
        .with("refers", refers)
}

/// A kind that a field may name: with its own page of data, if it has records.
fn target(site: &Site, id: &str, lang: &Lang) -> Option<Value> {
    let kind = site.model.schema.position(id)?;
    let url =
        (!records(site, kind).is_empty()).then(|| file(format!("{}{}", site.prefix(lang), kind_address(site, kind))));
    let title = word(&site.model.schema.kinds()[kind].plural, lang);
    Some(Map::new().with("title", title).with("url", url).into())
}

fn file(address: String) -> Value {
    Value::Url(address.into())
}

fn word(text: &Localised, lang: &Lang) -> Arc<str> {
    text.pick(lang).map(|(_, text)| text.clone()).unwrap_or_default()
}
