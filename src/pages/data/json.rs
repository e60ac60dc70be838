//! Records as JSON, near to how authors write them.

use crate::base::Localised;
use crate::model::{Item, RecordId, Value};
use crate::schema::{Field, FieldType, OWN, published_fields, published_name};
use crate::view::Json;

use super::super::link;
use super::super::site::Site;
use super::cells::{address, names_public, reference};
use super::rows::rows;
use super::{full, language, nested, text};

/// A record with all its public fields; with its body, where that is asked for and there is one.
pub(super) fn record(site: &Site, id: RecordId, body: bool) -> Json {
    let (record, kind) = (site.model.record(id), site.model.kind_of(id));
    let [of_kind, of_id, of_url, of_body] = OWN;
    let mut object =
        vec![(of_kind.to_owned(), kind.id.as_str().into()), (of_id.to_owned(), record.id.to_string().into())];
    object.extend(address(site, id).map(|address| (of_url.to_owned(), address.into())));
    for (place, field) in published_fields(kind) {
        let value = match field.fields().is_empty() {
            true => values(site, field, record.values(place)),
            false => table(site, id, place, field),
        };
        object.extend(value.map(|value| (published_name(field), value)));
    }
    if body && !record.bodies.is_empty() {
        let texts = record.bodies.iter().map(|(lang, text)| (lang.to_string(), text::html(site, *text).into()));
        object.push((of_body.to_owned(), Json::Object(texts.collect())));
    }
    Json::Object(object)
}

fn table(site: &Site, id: RecordId, place: usize, field: &Field) -> Option<Json> {
    let of_row = |row: Vec<(usize, &[Item])>| {
        let values = nested(field).filter_map(|(place, nested)| {
            let (_, items) = row.iter().find(|(at, _)| *at == place)?;
            Some((nested.id.clone(), values(site, nested, items)?))
        });
        Json::Object(values.collect())
    };
    let mut rows: Vec<Json> = rows(site, id, place, field).into_iter().map(of_row).collect();
    let list = field.list || matches!(field.ty, FieldType::Series(_));
    match rows.len() {
        0 => None,
        _ if list => Some(Json::List(rows)),
        _ => Some(rows.swap_remove(0)),
    }
}

/// The values of a field; nothing where it has none that can be told.
fn values(site: &Site, field: &Field, items: &[Item]) -> Option<Json> {
    let mut values = items.iter().filter_map(|item| value(site, field, &item.value));
    if !field.list {
        return values.next();
    }
    let values: Vec<Json> = values.collect();
    (!values.is_empty()).then_some(Json::List(values))
}

fn value(site: &Site, field: &Field, value: &Value) -> Option<Json> {
    if !names_public(site, value) {
        return None;
    }
    Some(match value {
        Value::Text(text) => localised(field, text)?,
        Value::Markdown(texts) if field.localised => {
            let texts = texts.iter().map(|(lang, id)| (lang.to_string(), text::html(site, *id).into()));
            Json::Object(texts.collect())
        }
        Value::Markdown(texts) => text::html(site, texts.first()?.1).into(),
        Value::Bool(value) => Json::Bool(*value),
        Value::Integer(number) => Json::Number(number.to_string()),
        Value::Decimal(number) => Json::Number(number.to_string()),
        Value::Percent(percent) => Json::Number(percent.to_string()),
        Value::Money(money) => object([
            ("amount", Some(Json::Number(money.amount.to_string()))),
            ("currency", Some(money.currency.as_str().into())),
        ]),
        Value::Date(date) => date.to_string().into(),
        Value::Period(period) => {
            let end = |date: Option<crate::model::Date>| date.map(|date| date.to_string().into());
            object([("from", end(period.from())), ("to", end(period.to()))])
        }
        Value::Url(url) => url.to_string().into(),
        Value::Symbol(symbol) => symbol.as_str().into(),
        Value::Choice(choice) => choice.to_string().into(),
        Value::Ref(target) => reference(site, field, *target).into(),
        Value::Cite(cite) => object([
            ("source", Some(site.model.record(cite.source).id.to_string().into())),
            ("place", cite.place.as_ref().map(|place| place.to_string().into())),
            ("text", Some(link::cite_words(site, cite, language(site)).text.to_string().into())),
        ]),
        Value::File(path) => full(site, &site.asset_address(path)?).into(),
        Value::Image { path, alt } => {
            object([("file", Some(full(site, &site.asset_address(path)?).into())), ("alt", localised(field, alt))])
        }
        Value::Table(_) => return None,
    })
}

fn localised(field: &Field, text: &Localised) -> Option<Json> {
    if !field.localised {
        return text.iter().next().map(|(_, text)| text.to_string().into());
    }
    Some(Json::Object(text.iter().map(|(lang, text)| (lang.to_string(), text.to_string().into())).collect()))
}

fn object<const N: usize>(values: [(&str, Option<Json>); N]) -> Json {
    let given = values.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Json::Object(given.collect())
}
