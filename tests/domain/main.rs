//! Derived fields of small portals, on several days: each test gives the files, and expects the derived fields of a record as lines.

mod derived;
mod likeness;
mod protection;

use casebook::base::Diagnostics;
use casebook::build::{Builder, Inputs};
use casebook::model::{Item, Model, RecordId, Value};
use casebook::schema::Field;
use casebook::source::Sources;
use jiff::civil;

/// The settings of every portal here, and a source to cite.
const COMMON: &[(&str, &str)] = &[
    ("casebook.toml", "kit = 1\ntitle = \"Test\"\nlanguages = [\"en\"]\nbase_url = \"https://www.example.org/\"\n"),
    ("content/sources/s.toml", "title = \"A source\"\nplaces = [\"1-10\"]\n"),
];

/// The model of these files on a day, and what was found.
fn built(files: &[(&str, &str)], as_of: civil::Date) -> (Model, Diagnostics) {
    let given = |path: &str| files.iter().any(|(known, _)| *known == path);
    let common = COMMON.iter().filter(|(path, _)| !given(path));
    let inputs = Inputs::new(Sources::from_texts(common.chain(files).copied()), as_of);
    let built = Builder::new().build(&inputs);
    (Model::clone(&built.model), built.diagnostics)
}

/// The model of these files, in which nothing is wrong.
fn model(files: &[(&str, &str)], as_of: civil::Date) -> Model {
    let (model, diagnostics) = built(files, as_of);
    assert_eq!(diagnostics, Vec::new());
    model
}

fn find(model: &Model, kind: &str, id: &str) -> RecordId {
    let kind = model.schema.position(kind).expect("the kit has the kind");
    model.find(kind, id).expect("the portal has the record")
}

/// The derived fields of a record that have values, a line each.
fn derived(model: &Model, kind: &str, id: &str) -> String {
    let id = find(model, kind, id);
    let fields = &model.kind_of(id).fields;
    let filled = model.record(id).all_values().filter(|(place, _)| fields[*place].derived);
    filled.map(|(place, items)| format!("{}: {}\n", fields[place].id, shown(&fields[place], items))).collect()
}

fn shown(field: &Field, items: &[Item]) -> String {
    let one = |item: &Item| match &item.value {
        Value::Text(text) => text.iter().next().map_or(String::new(), |(_, text)| text.to_string()),
        Value::Bool(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Percent(percent) => format!("{percent} %"),
        Value::Money(money) => money.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Period(period) => period.to_string(),
        Value::Choice(choice) => choice.to_string(),
        Value::Table(cells) => {
            let cells = cells.iter().map(|(place, items)| shown(&field.fields()[*place], items));
            format!("({})", cells.collect::<Vec<_>>().join(" "))
        }
        other => format!("{other:?}"),
    };
    items.iter().map(one).collect::<Vec<_>>().join(", ")
}
