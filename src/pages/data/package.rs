//! The list of all tables as a Frictionless data package: what each holds, and of which type each column is.

use serde_json::{Map, Value, json};

use crate::base::Localised;
use crate::base::slug::slug;
use crate::schema::{Field, FieldType};
use crate::view::Cells;

use super::super::site::Site;
use super::columns::{Column, Part};
use super::files::{columns, filled, kind_list, kinds, row, row_columns, rows_address, rows_of};
use super::{language, records};

/// The pattern of a date: a year, a month or a day.
const DATE: &str = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

/// The package.
pub(super) fn package(site: &Site) -> Value {
    let settings = &site.settings;
    let title = text(site, &settings.title);
    let name = slug(&title);
    let mut package = Map::new();
    package.insert("profile".into(), "tabular-data-package".into());
    package.insert("name".into(), if name.is_empty() { "portal".into() } else { name.into() });
    package.insert("title".into(), title.into());
    put(&mut package, "description", text(site, &settings.description));
    package.extend(settings.base_url.as_ref().map(|base| ("homepage".to_owned(), base.as_str().into())));
    let publisher = text(site, &settings.publisher);
    if !publisher.is_empty() {
        package.insert("contributors".into(), json!([{ "title": publisher, "role": "publisher" }]));
    }
    let mut resources = Vec::new();
    for kind in kinds(site) {
        resources.push(of_kind(site, kind));
        resources.extend(filled(site, kind).into_iter().map(|field| of_rows(site, kind, field)));
    }
    package.insert("resources".into(), resources.into());
    package.into()
}

fn of_kind(site: &Site, kind: usize) -> Value {
    let declared = &site.model.schema.kinds()[kind];
    let rows: Vec<Cells> = records(site, kind).iter().map(|id| row(site, *id)).collect();
    let help = declared.help.as_ref().map(|help| text(site, help)).unwrap_or_default();
    let schema = schema(site, &declared.fields, columns(site, kind), &rows, vec![]);
    resource(&declared.id, kind_list(site, kind, "csv"), text(site, &declared.plural), help, schema)
}

fn of_rows(site: &Site, kind: usize, place: usize) -> Value {
    let declared = &site.model.schema.kinds()[kind];
    let field = &declared.fields[place];
    let (columns, rows) = (row_columns(site, kind, place), rows_of(site, kind, place));
    let to_record = json!({ "fields": "record", "reference": { "resource": declared.id, "fields": "id" } });
    let schema = schema(site, field.fields(), &columns, &rows, vec![to_record]);
    let title = format!("{}: {}", text(site, &declared.plural), text(site, &field.label));
    let help = field.help.as_ref().map(|help| text(site, help)).unwrap_or_default();
    resource(&format!("{}.{}", declared.id, field.id), rows_address(site, kind, place), title, help, schema)
}

fn resource(name: &str, path: String, title: String, help: String, schema: Value) -> Value {
    let mut resource = Map::new();
    resource.insert("profile".into(), "tabular-data-resource".into());
    resource.insert("name".into(), name.into());
    resource.insert("path".into(), path.into());
    resource.insert("title".into(), title.into());
    put(&mut resource, "description", help);
    resource.insert("format".into(), "csv".into());
    resource.insert("mediatype".into(), "text/csv".into());
    resource.insert("encoding".into(), "utf-8".into());
    let dialect = json!({
        "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "skipInitialSpace": false,
        "header": true,
    });
    resource.insert("dialect".into(), dialect);
    resource.insert("schema".into(), schema);
    resource.into()
}

/// The types of the columns. What every row holds to is stated as a rule; what the next row may break is not.
fn schema(site: &Site, fields: &[Field], columns: &[Column], rows: &[Cells], mut keys: Vec<Value>) -> Value {
    let mut described = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        described.push(of_column(site, fields, column, rows.iter().all(|row| !row.get(at).is_empty())));
        let field = column.field.map(|place| &fields[place]);
        if let Some(key) = field.and_then(|field| foreign(site, field, column, rows, at)) {
            keys.push(key);
        }
    }
    let mut schema = Map::new();
    schema.insert("fields".into(), described.into());
    schema.insert("missingValues".into(), json!([""]));
    if columns.iter().any(|column| column.name == "id" && column.part == Part::Id) {
        schema.insert("primaryKey".into(), "id".into());
    }
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), keys.into());
    }
    schema.into()
}

fn of_column(site: &Site, fields: &[Field], column: &Column, full: bool) -> Value {
    let field = column.field.map(|place| &fields[place]);
    let list = field.is_some_and(|field| field.list);
    let (ty, pattern) = match (field, &column.part) {
        (Some(field), Part::Value) => of_value(field),
        (Some(_), Part::Currency) => ("string", Some("[A-Z]{3}".to_owned())),
        (Some(_), Part::From | Part::To) => ("string", Some(DATE.to_owned())),
        _ => ("string", None),
    };
    let mut described = Map::new();
    described.insert("name".into(), column.name.as_str().into());
    described.insert("type".into(), if list { "string" } else { ty }.into());
    put(&mut described, "title", title(site, field, column));
    put(&mut described, "description", description(site, field, column));
    let mut constraints = Map::new();
    let required = column.field.is_none() || field.is_some_and(|field| field.required);
    if required && full {
        constraints.insert("required".into(), true.into());
    }
    let choices: Vec<&str> = field.into_iter().flat_map(Field::choices).map(|choice| choice.id.as_str()).collect();
    if !choices.is_empty() && !list {
        constraints.insert("enum".into(), choices.into());
    } else if let Some(pattern) = pattern {
        let pattern = if list { format!("({pattern})?(\\|({pattern})?)*") } else { pattern };
        constraints.insert("pattern".into(), format!("^{pattern}$").into());
    }
    if column.field.is_none() && column.name == "id" {
        constraints.insert("unique".into(), true.into());
    }
    if !constraints.is_empty() {
        described.insert("constraints".into(), constraints.into());
    }
    described.into()
}

/// The type of a value, and the pattern of its text.
fn of_value(field: &Field) -> (&'static str, Option<String>) {
    const NUMBER: &str = r"-?[0-9]+(\.[0-9]+)?";
    let in_list = |pattern: &str| field.list.then(|| pattern.to_owned());
    match &field.ty {
        FieldType::Bool => ("boolean", in_list("true|false")),
        FieldType::Integer => ("integer", in_list("-?[0-9]+")),
        FieldType::Decimal | FieldType::Percent | FieldType::Money => ("number", in_list(NUMBER)),
        FieldType::Date => ("string", Some(DATE.to_owned())),
        FieldType::Choice(choices) => {
            let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
            ("string", Some(ids.join("|")))
        }
        _ => ("string", None),
    }
}

/// A reference to the one kind that the field may name, where all its records are in that kind's table.
fn foreign(site: &Site, field: &Field, column: &Column, rows: &[Cells], at: usize) -> Option<Value> {
    let FieldType::Ref(to) = &field.ty else { return None };
    let [target] = &to[..] else { return None };
    let place = site.model.schema.position(target)?;
    if field.list || column.part != Part::Value || records(site, place).is_empty() {
        return None;
    }
    let known = |id: &str| site.model.find(place, id).is_some_and(|found| site.shows(found));
    let holds = rows.iter().map(|row| row.get(at)).all(|id| id.is_empty() || known(id));
    let key = json!({ "fields": column.name, "reference": { "resource": target, "fields": "id" } });
    holds.then_some(key)
}

fn title(site: &Site, field: Option<&Field>, column: &Column) -> String {
    let label = field.map(|field| text(site, &field.label)).unwrap_or_default();
    match &column.part {
        Part::Text(lang) if lang != language(site) => format!("{label} ({lang})"),
        _ => label,
    }
}

/// What stands in the column, in words.
fn description(site: &Site, field: Option<&Field>, column: &Column) -> String {
    let lang = language(site);
    let help = field.and_then(|field| field.help.as_ref()).map(|help| text(site, help));
    let key = match (&column.part, field) {
        (Part::Id, _) if column.name == "record" => Some("data-column-record"),
        (Part::Id, _) => Some("data-column-id"),
        (Part::Url, _) => Some("data-column-url"),
        (Part::Name, _) => Some("data-column-name"),
        (Part::Currency, _) => Some("data-column-currency"),
        (Part::From, _) => Some("data-column-from"),
        (Part::To, _) => Some("data-column-to"),
        (Part::Alt, _) => Some("data-column-alt"),
        (Part::Value, Some(field)) => match field.ty {
            FieldType::Ref(_) => Some("data-column-reference"),
            FieldType::Cite => Some("data-column-cite"),
            _ => None,
        },
        _ => None,
    };
    let list = field.is_some_and(|field| field.list).then_some("data-column-list");
    let words = key.into_iter().chain(list).map(|key| site.word(lang, key).to_string());
    help.into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

fn text(site: &Site, text: &Localised) -> String {
    text.pick(language(site)).map(|(_, text)| text.to_string()).unwrap_or_default()
}

fn put(object: &mut Map<String, Value>, name: &str, text: String) {
    if !text.is_empty() {
        object.insert(name.into(), text.into());
    }
}
