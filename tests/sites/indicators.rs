//! Indicators, funds and projects as pages: what their figures tell, what they keep to themselves, and that pictures, tables and files agree.

use casebook::build::Inputs;
use casebook::source::Sources;
use jiff::civil::date;

use crate::links;
use crate::site::{Made, make, portal};

/// A number that must not be told: it stands for three persons.
const HIDDEN: &str = "77.731";

const FILES: &[(&str, &str)] = &[
    ("casebook.toml", "kit = 1\ntitle = \"Test\"\nlanguages = [\"en\"]\n"),
    ("content/sources/s.toml", "title = \"A source\"\nplaces = [\"1-10\"]\n"),
    (
        "content/indicators/moving.md",
        r#"+++
title = "Moving"
indicator_type = "outcome"
unit = "per cent"
measure = "percentage"
direction = "down"
target = 5
countries = ["PRY"]
suppress_below = 5
dimensions = [{ name = "sex", label = "Sex" }]
groups = [
  { name = "women", dimension = "sex", label = "Women" },
  { name = "men", dimension = "sex", label = "Men" },
  { name = "others", dimension = "sex", label = "Others" },
]
observations = [
  { at = "2015", value = 10, sources = ["s#1"] },
  { at = "2022", value = 8, sources = ["s#2"], estimate = true },
  { at = "2022", value = 9, groups = ["women"], persons = 40 },
  { at = "2022", value = 77.731, groups = ["men"], persons = 3 },
  { at = "2027", value = 66.6 },
]
+++
"#,
    ),
    (
        "content/indicators/broken.md",
        "+++\ntitle = \"Broken\"\nindicator_type = \"operational\"\nunit = \"offices\"\nmeasure = \"count\"\ndirection = \"up\"\ncountries = [\"PRY\"]\nobservations = [\n  { at = \"2015\", value = 24, scope = \"Offices\" },\n  { at = \"2019\", value = 77, scope = \"Presences of all kinds\" },\n]\n+++\n",
    ),
    (
        "content/indicators/gap.md",
        r#"+++
title = "With a gap"
indicator_type = "outcome"
measure = "count"
direction = "down"
countries = ["PRY"]
dimensions = [{ name = "пол", label = "Sex" }, { name = "возраст", label = "Age" }]
groups = [
  { name = "women", dimension = "пол", label = "Women" },
  { name = "children", dimension = "возраст", label = "Children" },
]
observations = [
  { at = "2015", value = 30 },
  { at = "2016", value = 77.731, suppressed = true },
  { at = "2017", value = 20 },
  { at = "2018", value = 77.731, suppressed = true },
]
+++
"#,
    ),
    (
        "content/indicators/alone.md",
        "+++\ntitle = \"Alone\"\nindicator_type = \"process\"\ndirection = \"up\"\ncountries = [\"PRY\"]\nobservations = [{ at = \"2016-05\", value = -3 }]\n+++\n",
    ),
    (
        "content/funds/two.md",
        r#"+++
title = "Two currencies"
contributions = [
  { from = "FJI", amount = "USD 1500", in = "2015" },
  { from = "PRY", amount = "USD 2500", in = "2015" },
  { from = "FJI", amount = "USD 500", in = "2016" },
  { from = "PRY", amount = "EUR 10", in = "2016" },
  { from = "FJI", amount = "EUR 20", in = "2016" },
  { from = "PRY", in = "2017" },
]
+++
"#,
    ),
];

fn made() -> Made {
    let made = make(&Inputs::new(Sources::from_texts(FILES.iter().copied()), date(2026, 1, 31)));
    made.assert_good();
    made
}

/// The rows of a table for spreadsheets, with a stroke between cells. Every cell is quoted, and a mark at its beginning tells the encoding.
fn rows(made: &Made, address: &str) -> Vec<String> {
    let text = made.files.get(address).map_or("", |bytes| std::str::from_utf8(bytes).expect("text"));
    let text = text.strip_prefix('\u{feff}').unwrap_or_default();
    let cells = |line: &str| line.trim_start_matches('"').trim_end_matches('"').replace("\",\"", "|");
    text.lines().map(cells).collect()
}

#[test]
fn the_page_tells_value_movement_and_trend_with_what_it_follows_from() {
    let made = made();
    let page = made.html("indicators/moving.html");
    for told in [
        "<strong><bdi>8%</bdi></strong>",
        "From 10% (2015) to 8% (2022)",
        "Trend: Moderate progress",
        "trend-open-sdg/1",
        "0.694775",
        "Target for 2030: 5%",
        "8% (estimate)",
        "no data",
        "not shown, to protect persons",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let alone = made.html("indicators/alone.html");
    assert!(alone.contains("No trend is told") && alone.contains("There is only one observation"));
    let broken = made.html("indicators/broken.html");
    assert!(broken.contains("Not comparable") && broken.contains("the figures before and after do not compare"));
    assert!(broken.contains("class=\"break\""), "the break is drawn");
    assert!(!broken.contains("From 24 (2015)"), "what does not compare did not move");
    // The sheet of the country tells the same, with a line only where values compare.
    let sheet = made.html("countries/pry.html");
    assert!(sheet.contains("From 10% (2015) to 8% (2022)"));
    assert_eq!(sheet.matches("<polyline").count(), 1);
}

#[test]
fn no_line_leads_through_a_value_that_is_not_shown() {
    let made = made();
    let page = made.html("indicators/gap.html");
    let chart = page.split("<figure class=\"chart\"").nth(1).expect("a chart");
    assert!(chart.contains("class=\"picture\"") && !chart.contains("class=\"break\""), "{chart}");
    assert!(!chart.contains("<path"), "a line is drawn: {chart}");
    assert!(page.contains("<bdi>20</bdi>") && page.contains("Newer values are not shown, to protect persons."));
    // Names of dimensions in another script still have files of their own.
    for file in ["indicators/gap-by-1.csv", "indicators/gap-by-2.csv"] {
        assert!(made.files.contains_key(file), "{file}");
    }
}

#[test]
fn what_is_not_shown_or_not_yet_known_is_in_no_file() {
    let made = made();
    for (address, bytes) in &made.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(HIDDEN) && !text.contains("66.6"), "{address}");
    }
}

#[test]
fn files_of_figures_hold_what_the_page_shows() {
    let made = made();
    assert_eq!(
        rows(&made, "indicators/moving-observations.csv"),
        ["When|per cent|Sources", "2015|10|A source, para. 1", "2022|8|A source, para. 2"]
    );
    assert_eq!(
        rows(&made, "indicators/moving-by-sex.csv"),
        ["When|Women|Men|Others", "2022|9|not shown, to protect persons|no data"]
    );
    assert_eq!(rows(&made, "funds/two-contributions-usd.csv"), ["Contributions|USD", "Paraguay|2500", "Fiji|2000"]);
    assert_eq!(rows(&made, "funds/two-contributions-eur.csv"), ["Contributions|EUR", "Fiji|20", "Paraguay|10"]);
    assert!(made.html("funds/two.html").contains("Amounts that are not stated: 1"));
    assert_eq!(links::faults(&made), Vec::<String>::new());
}

#[test]
fn every_chart_has_a_table_and_a_file() {
    let made = portal("exampleland");
    let mut charts = 0;
    for (address, bytes) in made.files.iter().filter(|(address, _)| address.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        let figures: Vec<&str> = page.split("<figure class=\"chart\"").skip(1).collect();
        charts += figures.len();
        for figure in figures {
            let figure = figure.split("</figure>").next().unwrap_or_default();
            assert!(figure.contains("<table") && figure.contains(".csv\""), "{address}");
            assert!(figure.contains("<title") && figure.contains("<desc"), "{address}");
        }
    }
    assert!(charts > 90, "{charts}");
}
