//! The JSON Schemas are valid, accept the demonstration portal, and refuse what is wrong.

use std::collections::BTreeMap;
use std::path::Path;

use casebook::base::{Lang, SourcePath};
use casebook::parse::{Content, NodeValue, Table, file};
use casebook::schema::{Kind, file_schema, json_schema, published_schema};
use casebook::source::Sources;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::common::{Portal, kit_schema, portal_in, portal_of};

fn languages() -> Vec<Lang> {
    ["en", "es"].map(Lang::new).to_vec()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::meta::validate(schema).expect("a valid schema");
    jsonschema::validator_for(schema).expect("a schema that can be used")
}

fn json(table: &Table) -> Value {
    Value::Object(table.entries.iter().map(|entry| (entry.key.clone(), of(&entry.node.value))).collect())
}

fn of(value: &NodeValue) -> Value {
    match value {
        NodeValue::Text(text) | NodeValue::Cell(text) | NodeValue::Date(text) => text.as_str().into(),
        NodeValue::Integer(number) => (*number).into(),
        NodeValue::Float(text) => text.parse::<f64>().expect("a number").into(),
        NodeValue::Bool(value) => (*value).into(),
        NodeValue::Array(items) => items.iter().map(|item| of(&item.value)).collect(),
        NodeValue::Table(table) => json(table),
        NodeValue::Broken => Value::Null,
    }
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

/// The findings of all Markdown and TOML files of a portal.
fn faults_of(portal: &Portal, sources: &Sources) -> (usize, Vec<String>) {
    let (mut count, mut all) = (0, Vec::new());
    let mut validators: BTreeMap<(String, bool), Validator> = BTreeMap::new();
    for (path, source) in sources.below("content") {
        let Some(text) = source.text() else { continue };
        let folder = path.below("content").and_then(|below| below.split('/').next()).expect("a folder");
        let kind = portal.schema.kind_of_folder(folder).expect("a kind");
        let languages = &portal.settings.languages;
        let (document, value) = match file::content(&path.extension(), text).0 {
            Content::Document { front, .. } => (true, json(&front)),
            Content::Table(table) => (false, json(&table)),
            Content::Rows(_) => continue,
        };
        let validator = validators.entry((kind.id.clone(), document)).or_insert_with(|| {
            validator(&if document {
                json_schema(kind, languages)
            } else {
                file_schema(&portal.schema, kind, languages)
            })
        });
        count += 1;
        all.extend(faults(validator, &value).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    (count, all)
}

#[test]
fn every_schema_is_valid_and_always_the_same() {
    let schema = kit_schema();
    for kind in schema.kinds() {
        let (record, file) = (json_schema(kind, &languages()), file_schema(&schema, kind, &languages()));
        validator(&record);
        // The schemas of files differ in their tops only, and are large.
        if ["case-study", "plan", "theme"].contains(&kind.id.as_str()) {
            validator(&file);
        }
        assert_eq!(record.to_string(), json_schema(kind, &languages()).to_string());
        assert_eq!(file.to_string(), file_schema(&kit_schema(), kind, &languages()).to_string());
        let written: Vec<&str> =
            kind.fields.iter().filter(|field| !field.derived).map(|field| field.id.as_str()).collect();
        let shown: Vec<&String> = record["properties"].as_object().expect("properties").keys().collect();
        assert_eq!(shown, written, "{}", kind.id);
    }
}

#[test]
fn the_demonstration_portal_fits() {
    let portal = portal_in(Path::new(env!("CARGO_MANIFEST_DIR")));
    let (count, faults) = faults_of(&portal, &portal.sources);
    assert!(count > 20 && faults.is_empty(), "{count} files\n{}", faults.join("\n"));
}

fn case_study() -> Kind {
    kit_schema().kind("case-study").expect("a kind of the kit").clone()
}

#[test]
fn what_is_published_has_a_schema_of_its_own() {
    for kind in kit_schema().kinds() {
        let schema = published_schema(kind, &languages());
        validator(&schema);
        assert_eq!(schema["required"], json!(["kind", "id", "title"]), "{}", kind.id);
        let shown = schema["properties"].as_object().expect("properties");
        for field in &kind.fields {
            let apart = ["draft", "visibility", "withheld", "formerly", "slug"].contains(&field.id.as_str());
            assert_eq!(shown.contains_key(&field.id), !field.internal && !apart, "{}.{}", kind.id, field.id);
        }
    }
}

#[test]
fn a_record_is_held_to_its_fields() {
    let validator = validator(&json_schema(&case_study(), &languages()));
    let with = |key: &str, value: Value| {
        let mut record = Map::new();
        record.insert("title".into(), "Example".into());
        record.insert(key.into(), value);
        faults(&validator, &Value::Object(record))
    };
    for (key, value) in [
        ("title", json!({ "en": "Example", "es": "Ejemplo" })),
        ("countries", json!(["PRY", "country:GTM"])),
        ("countries", json!("PRY")),
        ("goals", json!(["goal:16", "16.a"])),
        ("period", json!("2011/2016")),
        ("period", json!("2005/..")),
        ("period", json!(2015)),
        ("cost", json!("USD 1250000.50")),
        ("cites", json!(["A/HRC/35/20#54", "one-un-2005", "source:S/RES/1325(2000)#1-2"])),
        ("reviewed", json!("2017-05")),
        ("draft", json!(true)),
        ("entry_point", json!("mechanisms")),
        ("photograph", json!({ "file": "a.jpg", "alt": { "es": "Un taller" } })),
        ("formerly", json!(["old-id"])),
    ] {
        assert_eq!(with(key, value.clone()), Vec::<String>::new(), "{key} = {value}");
    }
    for (key, value) in [
        ("titel", json!("x")),
        ("title", json!(" ")),
        ("title", json!({ "fr": "Exemple" })),
        ("title", json!(["x"])),
        ("countries", json!(["P R Y"])),
        ("countries", json!(["theme:PRY"])),
        ("period", json!("2011-2016")),
        ("cost", json!("1250000 USD")),
        ("cites", json!("A/HRC/35/20, para. 54")),
        ("reviewed", json!("23/05/2017")),
        ("reviewed", json!("2017-13")),
        ("draft", json!("true")),
        ("entry_point", json!("mechanism")),
        ("photograph", json!("a.jpg")),
        ("formerly", json!({ "en": "old-id" })),
        ("id", json!("x")),
        ("action", json!([{ "id": "x" }])),
    ] {
        assert_ne!(with(key, value.clone()), Vec::<String>::new(), "{key} = {value}");
    }
    assert!(!faults(&validator, &json!({ "summary": "no title" })).is_empty());
}

#[test]
fn a_file_holds_further_records() {
    let schema = kit_schema();
    let plan = schema.kind("plan").expect("a kind of the kit");
    let validator = validator(&file_schema(&schema, plan, &languages()));
    let good = json!({ "title": "P", "plan_type": "national", "area": [{ "id": "a", "title": "A", "order": 1 }] });
    assert_eq!(faults(&validator, &good), Vec::<String>::new());
    assert_eq!(faults(&validator, &json!({ "area": [{ "id": "a", "title": "A", "order": 1 }] })), Vec::<String>::new());
    for wrong in [
        json!({ "title": "P" }),
        json!({ "area": [{ "title": "no id", "order": 1 }] }),
        json!({ "area": [{ "id": "a b", "title": "A", "order": 1 }] }),
        json!({ "area": { "id": "a", "title": "A", "order": 1 } }),
        json!({ "aera": [{ "id": "a", "title": "A", "order": 1 }] }),
        json!({ "action": [{ "id": "a", "title": "A", "force": "maybe" }] }),
    ] {
        assert!(!faults(&validator, &wrong).is_empty(), "{wrong}");
    }
}

#[test]
fn labels_help_and_choices_are_shown() {
    let schema = json_schema(&case_study(), &languages());
    let field = &schema["properties"]["entry_point"];
    assert_eq!((&field["title"], &field["enum"][0]), (&json!("Entry point"), &json!("mechanisms")));
    assert_eq!(field["enumDescriptions"][0], "Engagement with human rights mechanisms");
    assert_eq!(schema["properties"]["period"]["examples"], json!(["2011/2016"]));
    let consent = schema["properties"]["consent"]["description"].as_str().expect("help");
    assert!(consent.ends_with("Never published."), "{consent}");
}

#[test]
fn a_portal_kind_has_schemas_too() {
    let kind = "label = \"Training\"\nfolder = \"trainings\"\n[fields.places]\ntype = \"integer\"\nrequired = true\nlabel = \"Places\"\n";
    let portal =
        portal_of(&[("kinds/training.toml", kind), ("content/trainings/a.toml", "title = \"A\"\nplaces = 20\n")]);
    assert_eq!(portal.diagnostics, []);
    assert_eq!(faults_of(&portal, &portal.sources), (1, Vec::new()));
    let mut wrong = portal.sources.clone();
    wrong.insert(
        SourcePath::new("content/trainings/b.toml"),
        casebook::source::Source::of_text("title = \"B\"\nplaces = \"x\"\n"),
    );
    assert_eq!(faults_of(&portal, &wrong).1.len(), 1);
}
