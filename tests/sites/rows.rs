//! The rows that lists are filtered with in the browser: they say what the pages of the list say, and no more than may be sent.

use std::collections::BTreeMap;
use std::fmt::Write;

use casebook::build::Inputs;
use casebook::pages::PageKind;
use casebook::source::Sources;
use casebook::view::{Map, Value};
use jiff::civil::date;
use serde_json::Value as Json;

use crate::site::{Made, make, portal};

/// The rows in a file.
fn rows(made: &Made, address: &str) -> Json {
    let script = made.html(address).trim_end();
    let inside = script.strip_prefix("casebook.given(\"rows/").and_then(|rest| rest.split_once("\", "));
    let inside = inside.and_then(|(_, rest)| rest.strip_suffix(");"));
    serde_json::from_str(inside.unwrap_or_else(|| panic!("{address}: {script:.80}"))).expect("JSON")
}

/// Where each row has these values of a field.
fn with<'a>(rows: &'a Json, field: &str, id: &str) -> Vec<&'a Json> {
    let fields = rows["fields"].as_array().expect("fields");
    let place = fields.iter().position(|known| known["id"] == field).unwrap_or_else(|| panic!("no field {field}"));
    let values = fields[place]["values"].as_array().expect("values");
    let value = values.iter().position(|known| known["id"] == id).unwrap_or_else(|| panic!("{field} has no {id}"));
    let has = |cell: &Json| match cell.as_array() {
        Some(places) => places.iter().any(|place| *place == value),
        None => *cell == value,
    };
    rows["rows"].as_array().expect("rows").iter().filter(|row| has(&row["cells"][place])).collect()
}

fn map<'a>(value: Option<&'a Value>) -> Option<&'a Map> {
    match value {
        Some(Value::Map(map)) => Some(map),
        _ => None,
    }
}

#[test]
fn every_facet_page_is_a_choice_among_the_rows() {
    let mut facets = 0;
    for name in ["two-languages", "exampleland"] {
        let made = portal(name);
        let mut known: BTreeMap<String, Json> = BTreeMap::new();
        for page in &made.built.site.plan.pages {
            let PageKind::List(list) = &page.kind else { continue };
            let view = made.view(page.address.as_str());
            let shown = map(view.data.get("list")).expect("a list");
            let Some(live) = map(shown.get("live")) else { continue };
            let (Some(Value::Url(address)), Some(Value::Text(query))) = (live.get("rows"), live.get("query")) else {
                panic!("{}", page.address)
            };
            let rows = known.entry(address.to_string()).or_insert_with(|| rows(&made, address));
            let all = rows["rows"].as_array().expect("rows");
            let shown_total = shown.get("total").cloned();
            if list.filters.is_empty() {
                assert_eq!(shown_total, Some(all.len().into()), "{}", page.address);
                assert!(all.iter().all(|row| row["title"] != "" && row["url"] != ""), "{address}");
            } else if let [(_, _)] = &list.filters[..] {
                let (field, id) = query.split_once('=').expect("a field and a value");
                let id = id.replace("%3A", ":").replace("%20", " ").replace("%2F", "/").replace("%2C", ",");
                assert_eq!(shown_total, Some(with(rows, field, &id).len().into()), "{}: {query}", page.address);
                facets += 1;
            }
        }
        assert!(known.len() > 3, "{name}: {:?}", known.keys());
    }
    assert!(facets > 50, "{facets}");
}

/// A portal with so many organisations, whose names have so many words.
fn organisations(number: usize, words: usize) -> Made {
    let mut table = String::from("id,title,summary,roles\n");
    for place in 0..number {
        let name = format!("Office {place}{}", " of records".repeat(words / 2));
        let _ = writeln!(table, "o{place},{name},It keeps records and more.,ngo");
    }
    let settings = "kit = 1\ntitle = \"Test\"\nlanguages = [\"en\"]\n";
    let files = [("casebook.toml", settings), ("content/organisations/all.csv", &table)];
    let made = make(&Inputs::new(Sources::from_texts(files), date(2026, 1, 31)));
    made.assert_good();
    made
}

#[test]
fn long_lists_have_links_only_and_heavy_ones_no_texts() {
    let address = "rows/organisations.js";
    let light = rows(&organisations(1000, 2), address);
    assert_eq!((&light["texts"], light["rows"].as_array().map(Vec::len)), (&Json::Bool(true), Some(1000)));
    assert_eq!(light["rows"][0]["text"], "It keeps records and more.");
    let heavy = rows(&organisations(1000, 24), address);
    assert_eq!((&heavy["texts"], &heavy["rows"][0]["text"]), (&Json::Bool(false), &Json::Null));
    let long = organisations(1001, 2);
    assert!(!long.files.contains_key(address));
    assert!(!long.html("organisations.html").contains("class=\"live\""));
    let alone = organisations(1, 2);
    assert!(!alone.files.contains_key(address));
}

#[test]
fn only_the_first_page_of_a_list_offers_the_filters_and_the_others_lead_there() {
    let made = organisations(101, 2);
    let (first, second) = (made.html("organisations.html"), made.html("organisations-2.html"));
    assert!(first.contains("data-rows=\"rows/organisations.js\"") && first.contains("<template id=\"page-rows\">"));
    assert!(second.contains("data-go=\"organisations.html?q=\"") && !second.contains("<template"));
    let facet = made.html("organisations/roles/ngo.html");
    assert!(facet.contains("data-go=\"../../organisations.html?roles=ngo\""));
}
