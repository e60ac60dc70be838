//! One view of each kind of page, as the JSON that documents what templates receive: real ones, from the portals beside this file.

use casebook::pages::shell;
use casebook::view::{Filling, Map, Value, View};
use serde_json::{Value as Json, json};

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
    ("plan-status", "exampleland", "plans/nhrap-2022/status.html"),
    ("plan-changes", "exampleland", "plans/nhrap-2022/changes.html"),
    ("action-history", "exampleland", "actions/nhrap-1-2.html"),
    ("methodology", "exampleland", "methodology.html"),
    ("data", "two-languages", "ar/data.html"),
    ("data-kind", "two-languages", "data/figure.html"),
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

/// The embeds by the name of their file: the portal, the page that shows it, the template.
const EMBEDS: &[(&str, &str, &str, &str)] = &[
    ("embed-records", "protection", "pages/about.html", "embeds/records.html"),
    ("embed-figures", "two-languages", "ar/pages/about.html", "embeds/figures.html"),
];

/// Rows of a long list that are kept: more would say nothing new.
const ROWS: usize = 3;

/// The names of long lists.
const LONG: &[&str] = &["rows", "texts", "groups", "actions", "lines", "years", "changes"];

#[test]
fn views_are_as_expected() {
    let portals: Vec<(&str, Made)> = ["two-languages", "training-events", "protection", "exampleland"]
        .into_iter()
        .map(|name| (name, portal(name)))
        .collect();
    let made = |name: &str| &portals.iter().find(|(known, _)| *known == name).expect("a portal").1;
    let folder = root().join("tests/views");
    let mut goldens = Goldens::new(&folder, "json");
    for (name, portal, address) in VIEWS {
        goldens.add(name, example(made(portal), &made(portal).view(address)));
    }
    for (name, portal, address, template) in EMBEDS {
        let page = made(portal).view(address);
        let data = embed(&page, template);
        goldens.add(name, example(made(portal), &View { template: (*template).to_owned(), data, ..page }));
    }
    goldens.compare();
}

/// A view with the variable `site`, in the form that `themes/README.md` describes.
fn example(made: &Made, view: &View) -> String {
    let mut data = serde_json::Map::new();
    data.insert("site".into(), json_of(&stable(&shell(&made.built.site, &view.lang))));
    for (name, value) in view.data.iter() {
        data.insert(name.into(), json_value(&shortened(value)));
    }
    let head = json!({ "template": view.template, "address": view.address.as_str(), "lang": view.lang.as_str(), "data": data });
    format!("{head:#}\n")
}

fn json_value(value: &Value) -> Json {
    match value {
        Value::Html(html) => json!({ "$html": html }),
        Value::Url(url) => json!({ "$url": url }),
        Value::Prose(prose) => json!({ "$html": &**prose }),
        Value::Card(card) => json!({ "$html": card.record.map().get("title") }),
        Value::Tiles(_) => json!({ "$html": "<svg class=\"tiles\"></svg>" }),
        Value::Chart(_) => json!({ "$html": "<svg class=\"picture\"></svg>" }),
        Value::List(items) => items.iter().map(json_value).collect(),
        Value::Map(map) => json_of(map),
        Value::Shared(shared) => json_of(shared.map()),
        Value::Link(link) => json!({ "$link": json_of(link.map()) }),
        Value::Json(map) => json!({ "$json": json_of(map) }),
        Value::Repeated(value) => json_value(value),
        plain => json!(plain),
    }
}

fn json_of(map: &Map) -> Json {
    Json::Object(map.iter().map(|(name, value)| (name.to_owned(), json_value(value))).collect())
}

/// The same with only the first rows of a long list.
fn shortened(value: &Value) -> Value {
    match value {
        Value::Map(map) => map
            .entries()
            .fold(Map::new(), |kept, (name, value)| {
                let value = match value {
                    Value::List(rows) if LONG.contains(&name.as_ref()) => {
                        rows.iter().take(ROWS).map(shortened).collect()
                    }
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
            "css" | "script" if *value != Value::None => Value::Url("assets/NAME-HASH".into()),
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
