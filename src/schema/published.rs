//! JSON Schema (2020-12) of records as portals publish them: what is told of each record to whoever takes the data away.

use serde_json::{Map, Value, json};

use crate::base::Lang;

use super::field::{Field, FieldType};
use super::json_schema::{DATE, DIALECT, ID, Words, described};
use super::kind::Kind;

/// The names that every published record has beside those of its fields: its kind, its id, the address of its page, and its text.
pub const OWN: [&str; 4] = ["kind", "id", "url", "body"];

/// Fields that say how a record is published; they are no part of the data.
pub const APART: [&str; 5] = ["draft", "visibility", "withheld", "formerly", "slug"];

/// The fields of a kind that everybody may see, with their places in the kind.
pub fn published_fields(kind: &Kind) -> impl Iterator<Item = (usize, &Field)> {
    let public = |(_, field): &(usize, &Field)| !field.internal && !APART.contains(&field.id.as_str());
    kind.fields.iter().enumerate().filter(public)
}

/// What a field is called in a published record: its id, unless every record has something of that name.
pub fn published_name(field: &Field) -> String {
    if OWN.contains(&field.id.as_str()) { format!("{}_", field.id) } else { field.id.clone() }
}

/// The schema of one published record, with its text or, as lists have it, without. `languages` are the portal's, the default first: the
/// words of the schema are in that one.
pub fn published_schema(kind: &Kind, languages: &[Lang]) -> Value {
    let words = Words::new(languages);
    let [of_kind, of_id, of_url, of_body] = OWN;
    let mut properties = Map::new();
    properties.insert(of_kind.into(), json!({ "const": kind.id }));
    let id = json!({ "description": "The name of this record in references.", "type": "string", "pattern": format!("^{ID}$") });
    properties.insert(of_id.into(), id);
    let url =
        "The page of this record: a full address, or one from the root of the portal where that has no address yet.";
    properties.insert(of_url.into(), json!({ "description": url, "type": "string" }));
    properties.extend(published_fields(kind).map(|(_, of)| (published_name(of), field(&words, of, languages))));
    if kind.narrative {
        let body =
            "The text as HTML, for each language that has one. Lists and charts that pages draw in it are left out.";
        let mut text = texts(languages);
        text.insert("description".into(), body.into());
        properties.insert(of_body.into(), text.into());
    }
    let mut object = Map::new();
    object.insert("$schema".into(), DIALECT.into());
    object.insert("title".into(), words.pick(&kind.label).into());
    if let Some(help) = words.description(&kind.help, &[]) {
        object.insert("description".into(), help.into());
    }
    object.insert("type".into(), "object".into());
    object.insert("properties".into(), properties.into());
    object.insert("additionalProperties".into(), false.into());
    object.insert("required".into(), json!([of_kind, of_id, "title"]));
    object.into()
}

fn field(words: &Words, field: &Field, languages: &[Lang]) -> Value {
    let value = value(words, field, languages);
    let list = field.list || matches!(field.ty, FieldType::Series(_));
    let value = if list { json!({ "type": "array", "minItems": 1, "items": value }) } else { value };
    let mut more = Vec::new();
    if let FieldType::Ref(to) = &field.ty {
        let with = if to.len() > 1 { ", the kind and a colon before it" } else { "" };
        more.push(format!("The id of a record of the kind {}{with}.", to.join(" or ")));
    }
    if field.derived {
        more.push("Worked out from other records.".to_owned());
    }
    described(&field.label, words.description(&field.help, &more), words, value)
}

fn value(words: &Words, of: &Field, languages: &[Lang]) -> Value {
    let date = || json!({ "type": "string", "pattern": format!("^{DATE}$") });
    match &of.ty {
        FieldType::Text | FieldType::Markdown => text(of, languages),
        FieldType::Bool => json!({ "type": "boolean" }),
        FieldType::Integer => json!({ "type": "integer" }),
        FieldType::Decimal | FieldType::Percent => json!({ "type": "number" }),
        FieldType::Money => closed(
            json!({ "amount": { "type": "number" }, "currency": { "type": "string", "pattern": "^[A-Z]{3}$" } }),
            &["amount", "currency"],
        ),
        FieldType::Date => date(),
        FieldType::Period => closed(json!({ "from": date(), "to": date() }), &[]),
        FieldType::Url | FieldType::Symbol | FieldType::File => json!({ "type": "string" }),
        FieldType::Cite => closed(
            json!({
                "source": { "type": "string", "pattern": format!("^{ID}$") },
                "place": { "type": "string" },
                "text": { "type": "string" },
            }),
            &["source", "text"],
        ),
        FieldType::Choice(_) => words.choice(of.choices()),
        FieldType::Ref(to) if to.len() > 1 => {
            json!({ "type": "string", "pattern": format!("^({}):{ID}$", to.join("|")) })
        }
        FieldType::Ref(_) => json!({ "type": "string", "pattern": format!("^{ID}$") }),
        FieldType::Table(fields) | FieldType::Series(fields) => {
            let public = fields.iter().filter(|nested| !nested.internal);
            let properties: Map<String, Value> =
                public.map(|nested| (nested.id.clone(), field(words, nested, languages))).collect();
            closed(properties.into(), &[])
        }
        FieldType::Image => closed(json!({ "file": { "type": "string" }, "alt": text(of, languages) }), &["file"]),
    }
}

/// A text, or one for each language where it can be translated.
fn text(field: &Field, languages: &[Lang]) -> Value {
    if field.localised { texts(languages).into() } else { json!({ "type": "string" }) }
}

fn texts(languages: &[Lang]) -> Map<String, Value> {
    let each: Map<String, Value> =
        languages.iter().map(|lang| (lang.to_string(), json!({ "type": "string" }))).collect();
    let Value::Object(object) = closed(each.into(), &[]) else { return Map::new() };
    object
}

/// An object with these properties and no others.
fn closed(properties: Value, required: &[&str]) -> Value {
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let (false, Value::Object(object)) = (required.is_empty(), &mut object) {
        object.insert("required".into(), json!(required));
    }
    object
}
