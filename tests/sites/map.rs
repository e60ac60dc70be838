//! The map of equal squares above lists and on the home page.

use casebook::build::Inputs;
use casebook::source::Sources;
use casebook::view::{Map, Value};
use jiff::civil::date;

use crate::html;
use crate::site::{Made, make};

const KIND: &str = r#"
label = "Visit"
plural = "Visits"
map = "places"
facet_pairs = [["subjects", "places"]]
[fields.places]
type = "ref"
to = ["country", "region"]
list = true
facet = true
[fields.subjects]
type = "ref"
to = "theme"
list = true
facet = true
"#;

const VISITS: &str = "id,title,places,subjects,draft\n\
    one,One,KEN|PRY|PRY,administration-of-justice-fair-trial,\n\
    two,Two,KEN|western-africa,administration-of-justice-fair-trial,\n\
    three,Three,KEN|XKX,administration-of-justice-fair-trial,\n\
    four,Four,KEN,,\n\
    five,Five,NZL,,true\n";

/// A portal with these settings beside the usual ones, and these visits.
fn portal(settings: &str, visits: &str) -> Made {
    let settings = format!("kit = 1\ntitle = \"Visits\"\n{settings}");
    let sources = Sources::from_texts([
        ("casebook.toml", settings.as_str()),
        ("kinds/visit.toml", KIND),
        ("content/visit/visits.csv", visits),
    ]);
    let made = make(&Inputs::new(sources, date(2026, 1, 31)));
    made.assert_good();
    made
}

fn map(made: &Made, address: &str) -> Option<Map> {
    match made.view(address).data.get("map") {
        Some(Value::Map(map)) => Some(map.clone()),
        _ => None,
    }
}

/// The countries of a map with their counts and links.
fn places(map: &Map, name: &str) -> Vec<String> {
    let Some(Value::List(places)) = map.get(name) else { panic!("the map has no list `{name}`") };
    let one = |place: &Value| match place {
        Value::Map(place) => match (place.get("id"), place.get("count"), place.get("url")) {
            (Some(Value::Text(id)), Some(Value::Integer(count)), Some(Value::Url(url))) => {
                format!("{id} {count} {url}")
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    places.iter().map(one).collect()
}

#[test]
fn a_list_counts_the_records_that_name_each_country() {
    let made = portal("", VISITS);
    let map = map(&made, "visit.html").expect("the list has a map");
    let expected = ["KEN 4 visit/places/ken.html", "XKX 1 visit/places/xkx.html", "PRY 1 visit/places/pry.html"];
    assert_eq!(places(&map, "places"), expected, "by name; a draft counts nowhere, a region has no place");
    assert_eq!(places(&map, "others"), ["XKX 1 visit/places/xkx.html"]);
    assert_eq!(map.get("unnamed"), Some(&Value::Integer(193)));
    let html = made.html("visit.html");
    assert!(html.contains("<a class=\"l3\" href=\"visit/places/ken.html\"><title>Kenya: 4</title>"), "{html}");
    assert!(html.contains("<g><title>New Zealand: 0</title>"), "a State without a page has no link");
}

#[test]
fn a_narrowed_list_leads_to_pairs_or_to_countries() {
    let made = portal("", VISITS);
    let subject = "visit/subjects/administration-of-justice-fair-trial.html";
    let expected = [
        "KEN 3 visit/subjects/administration-of-justice-fair-trial/places/ken.html",
        "XKX 1 countries/xkx.html",
        "PRY 1 countries/pry.html",
    ];
    assert_eq!(places(&map(&made, subject).expect("the list has a map"), "places"), expected);
    assert_eq!(map(&made, "visit/places/ken.html"), None, "a list by country needs no map of countries");
    assert_eq!(map(&made, "visit/subjects/administration-of-justice-fair-trial/places/ken.html"), None);
}

#[test]
fn all_squares_are_links_where_all_countries_have_pages() {
    let made = portal("pages_for_all = \"country\"", VISITS);
    for address in ["index.html", "visit.html", "countries.html"] {
        let Some(Value::Tiles(tiles)) = map(&made, address).and_then(|map| map.get("picture").cloned()) else {
            panic!("{address} has no picture")
        };
        assert!(tiles.iter().all(|(tile, _)| tile.url.is_some()), "{address}");
    }
    let links = html::tags(made.html("visit.html")).iter().filter(|tag| tag.name == "a").count();
    assert!(links > 195, "{links} links");
    let expected = ["KEN 4 countries/ken.html", "XKX 1 countries/xkx.html", "PRY 1 countries/pry.html"];
    assert_eq!(places(&map(&made, "countries.html").expect("the list has a map"), "places"), expected);
}

#[test]
fn a_list_of_some_countries_says_nothing_of_the_others() {
    let made = portal("pages_for_all = \"country\"", &VISITS.replace("four,Four,KEN", "four,Four,KEN|TZA"));
    let map = map(&made, "countries/subregion/eastern-africa.html").expect("the list has a map");
    assert_eq!(places(&map, "places"), ["KEN 4 countries/ken.html", "TZA 1 countries/tza.html"]);
    let Some(Value::Tiles(tiles)) = map.get("picture") else { panic!("no picture") };
    let told = tiles.iter().filter(|(_, mark)| mark.is_none_or(|mark| mark.count.is_some())).count();
    assert_eq!(told, 18, "the States of Eastern Africa");
    assert_eq!(map.get("unnamed"), Some(&Value::Integer(16)));
}

#[test]
fn one_country_alone_is_no_map() {
    let made = portal("", "id,title,places\none,One,KEN\ntwo,Two,KEN\n");
    for address in ["index.html", "visit.html", "countries.html"] {
        assert_eq!(map(&made, address), None, "{address}");
    }
}

#[test]
fn a_map_is_not_mirrored_and_leads_to_pages_of_its_language() {
    let made = portal("languages = [\"en\", \"ar\"]", VISITS);
    let (english, arabic) = (made.html("visit.html"), made.html("ar/visit.html"));
    let kenya = |page: &str| {
        let start = page.find("Kenya").expect("Kenya is named");
        let path = &page[start..];
        path[path.find("<path").expect("a square")..path.find("/>").expect("its end")].to_owned()
    };
    assert_eq!(kenya(english), kenya(arabic));
    assert!(arabic.contains("href=\"visit/places/ken.html\""), "{arabic}");
    assert!(arabic.contains("direction=\"ltr\""), "{arabic}");
    assert!(arabic.contains("<g lang=\"en\">"), "the names are English: {arabic}");
}
