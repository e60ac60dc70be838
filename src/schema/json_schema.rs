//! JSON Schema (2020-12) of records and of files with records, for editors that complete and check while one types.
//!
//! A schema sees one file only: whether an id exists, and everything else that depends on other files, is for the check to say.

use serde_json::{Map, Value, json};

use crate::base::{Lang, Localised};

use super::Schema;
use super::field::{Choice, Field, FieldType};
use super::kind::Kind;

pub(super) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
pub(super) const ID: &str = r"[A-Za-z0-9._/()\-]+";
pub(super) const DATE: &str = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?";

/// The schema of one record as front matter or the top of a TOML file has it. `languages` are the portal's, the default first:
/// the words of the schema are in that one.
///
/// A record of a vocabulary may amend the kit's field by field, so nothing is required of it; nor is `parent`, which may follow
/// from the file.
pub fn json_schema(kind: &Kind, languages: &[Lang]) -> Value {
    let words = Words::new(languages);
    let mut object = heading(&words, kind);
    object.extend(words.record(kind, false));
    Value::Object(object)
}

/// The schema of a TOML file in the kind's folder: perhaps a record of the kind at its top, then records of any kind, each kind in an
/// array of tables (`[[action]]`).
pub fn file_schema(schema: &Schema, kind: &Kind, languages: &[Lang]) -> Value {
    let words = Words::new(languages);
    let own = words.record(kind, false);
    let mut properties = own["properties"].as_object().cloned().unwrap_or_default();
    // A file with further records only has no record of its own, and so lacks nothing.
    let begun: Vec<Value> = properties.keys().map(|key| json!({ "required": [key] })).collect();
    let mut definitions = Map::new();
    for other in schema.kinds().iter().filter(|other| kind.field(&other.id).is_none()) {
        let place = json!({ "$ref": format!("#/$defs/{}", other.id) });
        let description = words.description(&other.help, &[]);
        properties.insert(
            other.id.clone(),
            described(&other.plural, description, &words, json!({ "type": "array", "items": place })),
        );
        definitions.insert(other.id.clone(), Value::Object(words.record(other, true)));
    }
    let mut object = heading(&words, kind);
    object.insert("type".into(), "object".into());
    object.insert("properties".into(), Value::Object(properties));
    object.insert("additionalProperties".into(), false.into());
    if let Some(required) = own.get("required") {
        object.insert("if".into(), json!({ "anyOf": begun }));
        object.insert("then".into(), json!({ "required": required }));
    }
    object.insert("$defs".into(), Value::Object(definitions));
    Value::Object(object)
}

fn heading(words: &Words, kind: &Kind) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("$schema".into(), DIALECT.into());
    object.insert("title".into(), words.pick(&kind.label).into());
    if let Some(help) = words.description(&kind.help, &[]) {
        object.insert("description".into(), help.into());
    }
    object
}

/// A schema with its title and description before all else.
pub(super) fn described(label: &Localised, description: Option<String>, words: &Words, of_value: Value) -> Value {
    let mut object = Map::new();
    object.insert("title".into(), words.pick(label).into());
    object.extend(description.map(|description| ("description".to_owned(), description.into())));
    if let Value::Object(rest) = of_value {
        object.extend(rest);
    }
    Value::Object(object)
}

/// What the words of a schema depend on.
pub(super) struct Words<'a> {
    languages: &'a [Lang],
    lang: Lang,
}

impl<'a> Words<'a> {
    pub(super) fn new(languages: &'a [Lang]) -> Words<'a> {
        let lang = languages.first().cloned().unwrap_or_else(|| Lang::new("en"));
        Words { languages, lang }
    }

    pub(super) fn pick<'t>(&self, text: &'t Localised) -> &'t str {
        text.pick(&self.lang).map_or("", |(_, text)| text)
    }

    /// The help, and what else there is to say.
    pub(super) fn description(&self, help: &Option<Localised>, more: &[String]) -> Option<String> {
        let help = help.as_ref().map(|help| self.pick(help).to_owned());
        let parts: Vec<String> = help.into_iter().chain(more.iter().cloned()).collect();
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }

    /// An object with the fields that authors may write; with `id`, which is then required, for a record that no file is named after.
    fn record(&self, kind: &Kind, with_id: bool) -> Map<String, Value> {
        let mut object = self.object(&kind.fields, |field| !kind.vocabulary && field.id != "parent");
        if !with_id {
            return object;
        }
        let id = json!({
            "title": "id",
            "description": "The name of this record in references. Once the portal is published it does not change.",
            "type": "string",
            "pattern": format!("^{ID}$"),
            "maxLength": 120,
        });
        if let Some(Value::Object(properties)) = object.get_mut("properties") {
            let rest = std::mem::take(properties);
            properties.insert("id".into(), id);
            properties.extend(rest);
        }
        let mut required = vec![Value::from("id")];
        if let Some(Value::Array(others)) = object.get("required") {
            required.extend(others.iter().cloned());
        }
        object.insert("required".into(), required.into());
        object
    }

    /// An object of these fields, those required for which `asked` holds.
    fn object(&self, fields: &[Field], asked: impl Fn(&Field) -> bool) -> Map<String, Value> {
        let written = || fields.iter().filter(|field| !field.derived);
        let properties: Map<String, Value> = written().map(|field| (field.id.clone(), self.field(field))).collect();
        let required: Vec<&str> =
            written().filter(|field| field.required && asked(field)).map(|field| field.id.as_str()).collect();
        let mut object = Map::new();
        object.insert("type".into(), "object".into());
        object.insert("properties".into(), Value::Object(properties));
        object.insert("additionalProperties".into(), false.into());
        if !required.is_empty() {
            object.insert("required".into(), required.into());
        }
        object
    }

    fn field(&self, field: &Field) -> Value {
        let value = self.value(field);
        let list = field.list || matches!(field.ty, FieldType::Series(_));
        let value = if list { json!({ "anyOf": [{ "type": "array", "items": value }, value] }) } else { value };
        let mut more = Vec::new();
        if let FieldType::Ref(to) = &field.ty {
            more.push(format!("The id of a record of the kind {}.", to.join(" or ")));
        }
        if field.internal {
            more.push("Never published.".to_owned());
        }
        let mut field_schema = described(&field.label, self.description(&field.help, &more), self, value);
        if let (Some(example), Value::Object(object)) = (&field.example, &mut field_schema) {
            object.insert("examples".into(), json!([example]));
        }
        field_schema
    }

    /// The schema of one value.
    fn value(&self, field: &Field) -> Value {
        let pattern = |pattern: String| json!({ "type": "string", "pattern": pattern });
        match &field.ty {
            FieldType::Text | FieldType::Markdown => self.text(field.localised),
            FieldType::Bool => json!({ "type": "boolean" }),
            FieldType::Integer => json!({ "type": "integer" }),
            FieldType::Decimal | FieldType::Percent => json!({ "type": "number" }),
            FieldType::Money => pattern(r"^[A-Z]{3} +[-+]?[0-9]+(\.[0-9]+)?$".into()),
            FieldType::Date => or_year(format!("^{DATE}$")),
            FieldType::Period => or_year(format!(r"^({DATE}(/({DATE}|\.\.))?|\.\./{DATE})$")),
            FieldType::Url => pattern(
                r#"^([Hh][Tt][Tt][Pp][Ss]?://[^\s<>"]*\.|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:)[^\s<>"]*$"#.into(),
            ),
            FieldType::Symbol => pattern(r"^[A-Za-z]+(/[A-Za-z0-9.()\-]+)+$".into()),
            FieldType::Cite => pattern(format!(r"^(source:)?{ID}(#[^\s#]+)?$")),
            FieldType::Choice(choices) => self.choice(choices),
            FieldType::Ref(to) => pattern(format!("^(({}):)?{ID}$", to.join("|"))),
            FieldType::Table(fields) | FieldType::Series(fields) => Value::Object(self.object(fields, |_| true)),
            FieldType::File => self.text(false),
            FieldType::Image => json!({
                "type": "object",
                "properties": { "file": self.text(false), "alt": self.text(field.localised) },
                "additionalProperties": false,
                "required": ["file", "alt"],
            }),
        }
    }

    /// A text that is not blank, or one for each language.
    fn text(&self, localised: bool) -> Value {
        let one = json!({ "type": "string", "pattern": r"\S" });
        if !localised {
            return one;
        }
        let each: Map<String, Value> =
            self.languages.iter().map(|lang| (lang.as_str().to_owned(), one.clone())).collect();
        let all = json!({ "type": "object", "properties": each, "additionalProperties": false, "minProperties": 1 });
        json!({ "anyOf": [one, all] })
    }

    /// A closed list; the labels stand where editors look for them.
    pub(super) fn choice(&self, choices: &[Choice]) -> Value {
        let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
        let labels: Vec<&str> = choices.iter().map(|choice| self.pick(&choice.label)).collect();
        json!({ "type": "string", "enum": ids, "enumDescriptions": labels, "x-taplo": { "docs": { "enumValues": labels } } })
    }
}

/// A text of this form, or a year without quotes, which is a whole number.
fn or_year(pattern: String) -> Value {
    json!({ "type": ["string", "integer"], "pattern": pattern, "minimum": 1000, "maximum": 9999 })
}
