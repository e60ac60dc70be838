//! One view of each kind of page, as the JSON that documents what templates receive.

use casebook::pages::shell;
use casebook::view::{Filling, Map, Value, View};

use crate::golden::Goldens;
use crate::site::{Made, portal, root};

/// The views by the name of their file: the portal and the address.
const VIEWS: &[(&str, &str, &str)] = &[
    ("home", "two-languages", "index.html"),
    ("home-ar", "two-languages", "ar/index.html"),
    ("browse", "two-languages", "browse.html"),
    ("index", "two-languages", "case-studies.html"),
    ("all", "training-events", "training-events-all.html"),
    ("facet", "protection", "case-studies/themes/civic-space.html"),
    ("pair", "protection", "case-studies/themes/civic-space/countries/fji.html"),
    ("case-study", "two-languages", "case-studies/open-meetings.html"),
    ("case-study-untranslated-ar", "two-languages", "ar/case-studies/market-hall.html"),
    ("case-study-expanded", "protection", "case-studies/present.html"),
    ("plan", "protection", "plans/example.html"),
    ("area", "protection", "areas/area-one.html"),
    ("action", "protection", "actions/example-1-1.html"),
    ("report", "two-languages", "reports/example-report.html"),
    ("source", "two-languages", "sources/example-letter-2021.html"),
    ("country", "protection", "countries/fji.html"),
    ("figure", "two-languages", "figures/meetings.html"),
    ("article", "two-languages", "pages/about.html"),
    ("record", "training-events", "training-events/all-values.html"),
    ("withheld", "protection", "case-studies/withheld.html"),
    ("redirect", "protection", "case-studies/past.html"),
    ("not-found", "protection", "404.html"),
];

/// Rows of a long list that are kept: more would say nothing new.
const ROWS: usize = 3;

#[test]
fn views_are_as_expected() {
    let portals: Vec<(&str, Made)> =
        ["two-languages", "training-events", "protection"].into_iter().map(|name| (name, portal(name))).collect();
    let made = |name: &str| &portals.iter().find(|(known, _)| *known == name).expect("a portal").1;
    let folder = root().join("tests/views");
    let mut goldens = Goldens::new(&folder, "json");
    for (name, portal, address) in VIEWS {
        goldens.add(name, of_view(&made(portal).view(address)));
    }
    goldens.add("embed-records", json(&embed(&made("protection").view("pages/about.html"), "embeds/records.html")));
    goldens
        .add("embed-figures", json(&embed(&made("two-languages").view("ar/pages/about.html"), "embeds/figures.html")));
    let two = &made("two-languages").built;
    goldens.add("site", json(&stable(&shell(&two.site, &two.model.languages[1]))));
    goldens.compare();
}

fn of_view(view: &View) -> String {
    let head = Map::new()
        .with("template", view.template.as_str())
        .with("address", view.address.as_str())
        .with("lang", view.lang.as_str())
        .with("data", shortened(&Value::Map(view.data.clone())));
    json(&head)
}

fn json(map: &Map) -> String {
    format!("{}\n", serde_json::to_string_pretty(map).expect("a view is JSON"))
}

/// The same with only the first rows of a long list.
fn shortened(value: &Value) -> Value {
    match value {
        Value::Map(map) => map
            .entries()
            .fold(Map::new(), |kept, (name, value)| {
                let value = match value {
                    Value::List(rows) if name == "rows" => rows.iter().take(ROWS).map(shortened).collect(),
                    value => shortened(value),
                };
                kept.with(name.clone(), value)
            })
            .into(),
        Value::List(items) => items.iter().map(shortened).collect(),
        value => value.clone(),
    }
}

/// The same without what changes with every version and every edit of the style.
fn stable(map: &Map) -> Map {
    map.entries().fold(Map::new(), |kept, (name, value)| {
        let value = match name.as_ref() {
            "generator" => Value::from("casebook VERSION"),
            "css" | "script" if *value != Value::None => Value::from("assets/NAME-HASH"),
            _ => value.clone(),
        };
        kept.with(name.clone(), value)
    })
}

/// What the first embed of a record's body with this template shows.
fn embed(view: &View, template: &str) -> Map {
    let Some(Value::Map(record)) = view.data.get("record") else { panic!("the view has no record") };
    let Some(Value::Prose(body)) = record.get("body") else { panic!("the record has no body") };
    let embed = body.fillings().iter().find_map(|filling| match filling {
        Filling::Embed { template: name, data } if **name == *template => Some(data.clone()),
        _ => None,
    });
    embed.expect("the body has such an embed")
}
