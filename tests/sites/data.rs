//! Data to take away: every list and record as a file, and what describes them.

use std::collections::BTreeMap;

use casebook::build::Inputs;
use casebook::pages::{ListPage, PageKind};
use casebook::view::{Card, Map, Value};
use jsonschema::Validator;
use serde_json::Value as Json;

use crate::golden::Goldens;
use crate::links;
use crate::site::{Made, inputs, make, portal, root};

/// The portal whose values are hard to write into tables.
fn hard() -> Made {
    let made = make(&inputs(&root().join("tests/data/portal")));
    made.assert_good();
    made
}

fn all() -> Vec<(&'static str, Made)> {
    let of_folder = |name: &&'static str| (*name, portal(name));
    let demonstration = ("the demonstration portal", make(&inputs(root())));
    crate::PORTALS.iter().map(of_folder).chain([demonstration, ("hard cases", hard())]).collect()
}

fn json(made: &Made, address: &str) -> Json {
    serde_json::from_str(made.html(address)).unwrap_or_else(|error| panic!("{address}: {error}"))
}

/// The rows of a file, the names of its columns first.
fn csv(made: &Made, address: &str) -> Vec<Vec<String>> {
    let text = made.html(address).strip_prefix('\u{feff}').unwrap_or_else(|| panic!("{address} has no mark"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let row = |row: Result<csv::StringRecord, csv::Error>| row.expect(address).iter().map(str::to_owned).collect();
    reader.records().map(row).collect()
}

fn map<'a>(of: &'a Map, name: &str) -> &'a Map {
    match of.get(name) {
        Some(Value::Map(map)) => map,
        other => panic!("{name} is {other:?}"),
    }
}

/// The ids that the pages of a list show, in order.
fn shown(made: &Made, first: &str, list: &ListPage) -> Vec<String> {
    let stem = first.strip_suffix(".html").expect("a page");
    let pages =
        (1..=list.of).map(|number| if number == 1 { first.to_owned() } else { format!("{stem}-{number}.html") });
    let rows = pages.flat_map(|page| {
        let view = made.view(&page);
        let list = map(&view.data, "list");
        match (list.get("rows"), list.get("texts")) {
            (Some(Value::List(rows)), Some(Value::List(texts))) => [&rows[..], &texts[..]].concat(),
            other => panic!("{page}: {other:?}"),
        }
    });
    let id = |row: Value| match row {
        Value::Shared(card) | Value::Card(Card { record: card, .. }) => match card.map().get("id") {
            Some(Value::Text(id)) => id.to_string(),
            other => panic!("{first}: {other:?}"),
        },
        other => panic!("{first}: {other:?}"),
    };
    rows.map(id).collect()
}

#[test]
fn every_list_is_there_as_a_whole_and_in_its_order() {
    for (name, made) in all() {
        let site = &made.built.site;
        let mut lists = 0;
        for page in site.plan.pages.iter().filter(|page| page.lang == site.model.languages[0]) {
            let PageKind::List(list) = &page.kind else { continue };
            let address = page.address.as_str();
            let stem = address.strip_suffix(".html").expect("a page");
            let there = [format!("{stem}.csv"), format!("{stem}.json")].map(|file| made.files.contains_key(&file));
            let whole = list.number == 1 && !list.all && list.filters.len() < 2;
            assert_eq!(there, [whole; 2], "{name}: {address}");
            if !whole {
                continue;
            }
            lists += 1;
            let shown = shown(&made, address, list);
            let rows = csv(&made, &format!("{stem}.csv"));
            let ids: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
            assert_eq!(ids, shown, "{name}: {address}");
            let records = json(&made, &format!("{stem}.json"));
            let ids: Vec<&str> =
                records.as_array().expect("a list").iter().filter_map(|of| of["id"].as_str()).collect();
            assert_eq!(ids, shown, "{name}: {address}");
        }
        assert!(lists > 0, "{name}");
    }
}

#[test]
fn every_record_fits_the_schema_of_its_kind() {
    for (name, made) in all() {
        let mut validators: BTreeMap<String, Validator> = BTreeMap::new();
        let mut validate = |record: &Json, place: &str| {
            let kind = record["kind"].as_str().unwrap_or_else(|| panic!("{name}: {place} has no kind"));
            let validator = validators.entry(kind.to_owned()).or_insert_with(|| {
                let schema = json(&made, &format!("data/{kind}.schema.json"));
                jsonschema::meta::validate(&schema).expect("a valid schema");
                jsonschema::validator_for(&schema).expect("a schema that can be used")
            });
            let faults: Vec<String> =
                validator.iter_errors(record).map(|error| format!("{}: {error}", error.instance_path)).collect();
            assert!(faults.is_empty(), "{name}: {place}: {faults:#?}");
        };
        let site = &made.built.site;
        let mut records = 0;
        for page in site.plan.pages.iter().filter(|page| page.lang == site.model.languages[0]) {
            let stem = page.address.as_str().strip_suffix(".html").expect("a page");
            match &page.kind {
                PageKind::Record(id) => {
                    let record = json(&made, &format!("{stem}.json"));
                    assert_eq!(record["id"], *site.model.record(*id).id, "{name}: {stem}");
                    validate(&record, stem);
                    records += 1;
                }
                PageKind::List(list) if list.filters.is_empty() && list.number == 1 && !list.all => {
                    let list = json(&made, &format!("{stem}.json"));
                    list.as_array().expect("a list").iter().for_each(|record| validate(record, stem));
                }
                PageKind::Withheld(_) => assert!(!made.files.contains_key(&format!("{stem}.json")), "{name}: {stem}"),
                _ => {}
            }
        }
        assert!(records > 0, "{name}");
    }
}

/// Every table of the package is there with the columns that it describes, each id once, and each key that it states holds.
#[test]
fn the_package_describes_the_tables() {
    for (name, made) in all() {
        let package = json(&made, "datapackage.json");
        let resources = package["resources"].as_array().expect("resources");
        let text = |value: &Json| value.as_str().expect("a text").to_owned();
        let tables: BTreeMap<String, Vec<Vec<String>>> =
            resources.iter().map(|of| (text(&of["name"]), csv(&made, &text(&of["path"])))).collect();
        assert_eq!(tables.len(), resources.len(), "{name}: names differ");
        for resource in resources {
            let (id, schema) = (text(&resource["name"]), &resource["schema"]);
            let rows = &tables[&id];
            let names: Vec<String> =
                schema["fields"].as_array().expect("fields").iter().map(|field| text(&field["name"])).collect();
            assert_eq!(rows[0], names, "{name}: {id}");
            let column = |rows: &[Vec<String>], name: &str| -> Vec<String> {
                let place = rows[0].iter().position(|column| column == name).expect("a column");
                rows[1..].iter().map(|row| row[place].clone()).collect()
            };
            let mut sorted = names.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), names.len(), "{name}: {id} has a column twice");
            for key in schema["foreignKeys"].as_array().into_iter().flatten() {
                let known = column(&tables[&text(&key["reference"]["resource"])], "id");
                let found = column(rows, &text(&key["fields"]));
                assert!(found.iter().all(|of| of.is_empty() || known.contains(of)), "{name}: {id}: {key}");
            }
        }
        let files = made.files.keys().filter(|address| address.starts_with("data/") && address.ends_with(".csv"));
        for file in files {
            assert!(resources.iter().any(|of| of["path"] == **file), "{name}: {file} is not in the package");
        }
    }
}

#[test]
fn hard_values_are_as_expected() {
    let made = hard();
    let folder = root().join("tests/data/expected");
    let files: Vec<&str> = vec![
        "samples.csv",
        "samples.json",
        "samples/a-hard-one.json",
        "samples/origin/xkx.csv",
        "data/sample/steps.csv",
        "data/sample/readings.csv",
        "data/sample.schema.json",
    ];
    for extension in ["csv", "json"] {
        let mut goldens = Goldens::new(&folder, extension);
        for file in files.iter().filter(|file| file.ends_with(&format!(".{extension}"))) {
            let name = file.strip_suffix(&format!(".{extension}")).expect("a name").replace('/', "--");
            goldens.add(&name, made.html(file).replace("\r\n", "\n"));
        }
        if extension == "json" {
            let package = json(&made, "datapackage.json");
            let sample = package["resources"].as_array().expect("resources").iter().find(|of| of["name"] == "sample");
            let sample = sample.expect("the samples");
            let about = ["name", "title", "description", "contributors"].map(|key| package[key].to_string());
            goldens.add("datapackage", format!("[{},\n{sample:#}]\n", about.join(",\n")));
        }
        goldens.compare();
    }
    assert_eq!(links::faults(&made), [""; 0]);
    for (address, bytes) in &made.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("nobody sees this") && !text.contains("still to come"), "{address}");
        let is_data = [".csv", ".json"].iter().any(|end| address.ends_with(end));
        // A record that is withheld is told by its page alone, and a draft by nothing.
        assert!(!is_data || !(text.contains("Senegal") || text.contains("TGO")), "{address}");
        assert!(!is_data || !text.contains("\"hidden\"") && !text.contains("sample:hidden"), "{address}");
    }
}

#[test]
fn pages_lead_to_their_data() {
    let made = portal("exampleland");
    for (page, links) in [
        ("recommendations.html", &["recommendations.csv", "recommendations.json", "data/recommendation.html"][..]),
        ("recommendations/coverage.html", &["coverage.csv"]),
        ("ratifications/matrix.html", &["matrix.csv"]),
        ("data.html", &["datapackage.json", "recommendations.csv", "data/recommendation/evidence.csv"]),
        ("data/recommendation.html", &["recommendation/evidence.csv", "recommendation.schema.json", "theme.html"]),
    ] {
        for link in links {
            assert!(made.html(page).contains(&format!("href=\"{link}\"")), "{page}: {link}");
        }
    }
    let matrix = csv(&made, "ratifications/matrix.csv");
    assert!(
        matrix.len() > 1 && matrix[1..].iter().flatten().any(|cell| cell.starts_with("ratification 19")),
        "{matrix:?}"
    );
    let coverage = csv(&made, "recommendations/coverage.csv");
    assert!(coverage[0].starts_with(&["themes".to_owned(), "themes_name".to_owned()]), "{:?}", coverage[0]);
    // All languages lead to the same files.
    let arabic = portal("two-languages");
    assert!(arabic.html("ar/case-studies.html").contains("href=\"../case-studies.csv\""));
    assert!(arabic.html("ar/data.html").contains("href=\"../datapackage.json\""));
}

#[test]
fn a_portal_can_leave_data_out() {
    let inputs = inputs(&root().join("tests/data/portal"));
    let mut sources = (*inputs.sources).clone();
    let path = casebook::base::SourcePath::new("casebook.toml");
    let settings = sources.get(&path).and_then(|source| source.text()).expect("settings").to_string();
    sources.insert(path, casebook::source::Source::of_text(format!("{settings}data = false\n")));
    let made = make(&Inputs { sources: std::sync::Arc::new(sources), ..inputs });
    made.assert_good();
    for (address, bytes) in &made.files {
        assert!(!address.starts_with("data") && !address.ends_with(".json") && !address.ends_with(".csv"), "{address}");
        if address.ends_with(".html") {
            let page = String::from_utf8_lossy(bytes);
            assert!(!page.contains(".csv\"") && !page.contains(".json\"") && !page.contains("data.html"), "{address}");
        }
    }
    assert_eq!(links::faults(&made), [""; 0]);
}
