//! Views that keep the contract and views that do not.

use super::*;
use crate::view::{Map, Value};

fn kinds() -> Vec<Kind> {
    let field =
        |id: &str, type_name: &str| KindField { id: id.to_owned(), type_name: type_name.to_owned(), list: false };
    vec![Kind { id: "plan".to_owned(), fields: vec![field("held", "date"), field("cost", "money")] }]
}

#[test]
fn a_template_has_the_variables_of_its_page() {
    let kinds = kinds();
    let names = |template: &str| {
        let variables = variables(template, &kinds);
        let names: Vec<&str> = variables.fields.iter().map(|field| field.name).collect();
        (names.join(" "), variables.kind, variables.complete)
    };
    assert_eq!(names("plan.html"), ("site words assets page record".to_owned(), Some("plan"), true));
    assert_eq!(names("record.html"), ("site words assets page record".to_owned(), None, true));
    assert_eq!(names("plan-list.html"), ("site words assets page list map".to_owned(), Some("plan"), true));
    assert_eq!(names("embeds/figures.html"), ("site words assets cards title more".to_owned(), None, true));
    assert_eq!(names("404.html"), ("site words assets page".to_owned(), None, true));
    let all = "site words assets page kinds lists introduction doors updated map groups list record index methodology form coverage treaties data model side target target_title";
    assert_eq!(names("base.html"), (all.to_owned(), None, false));
}

#[test]
fn views_are_held_to_the_contract() {
    let date = Map::new().with("iso", "2012").with("text", "2012");
    let record = Map::new().with("kind", "plan").with("label", 3_usize).with("date", date.with("extra", true));
    let found = mismatches("withheld.html", &Map::new().with("page", Value::None).with("record", record), &kinds());
    assert_eq!(
        found,
        ["page: a page is none", "record.label: is not a text", "record.date.extra: not in the contract"]
    );

    let fact = Map::new()
        .with("id", "cost")
        .with("label", "Cost")
        .with("type", "money")
        .with("list", false)
        .with("value", "3");
    let record = Map::new()
        .with("kind", "plan")
        .with("fields", Map::new().with("held", Value::None).with("hold", Value::None))
        .with("facts", vec![Value::Map(fact)]);
    let found = mismatches("plan.html", &Map::new().with("record", record), &kinds());
    let told: Vec<&str> = found.iter().map(String::as_str).filter(|text| text.starts_with("record.f")).collect();
    assert_eq!(
        told,
        [
            "record.fields.cost: is missing",
            "record.fields.hold: the kind has no such field",
            "record.facts[0].value: is not a sum of money"
        ]
    );
}

#[test]
fn every_type_is_documented() {
    let text = documentation();
    let all: Vec<_> = TYPES.iter().chain(super::recommendations::ALL).collect();
    for kind in &all {
        assert!(text.contains(&format!("## The type {}\n", kind.name)), "{}", kind.name);
        let named: Vec<&str> = all.iter().map(|kind| kind.name).filter(|name| *name == kind.name).collect();
        assert_eq!(named.len(), 1, "{}", kind.name);
    }
}
