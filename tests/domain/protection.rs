//! What must not be told is in no part of the model: neither in its values, nor in its texts, nor in its links.

use jiff::civil::date;

use super::{built, derived, find, model};

const RECOMMENDATION: &str = r#"
title = "R"
made_by = ["UPR"]
evidence = [
  { published = "2011", assessor = "nhri", status = "not-started", text = "Open.", sources = ["s#1"] },
  { published = "2012", assessor = "nhri", status = "implemented", by = "ohchr", text = "SECRET word of [[PRY]].", sources = ["s#9"], withheld = "2013-02-01" },
  { published = "2014", assessor = "nhri", status = "implemented", by = "unicef", text = "LATER word of [[UGA]].", sources = ["s#2"] },
]
"#;

#[test]
fn an_entry_that_is_withheld_leaves_its_date_and_nothing_else() {
    let files = [("content/recommendations/r.toml", RECOMMENDATION)];
    for day in [date(2012, 12, 31), date(2013, 12, 31), date(2020, 1, 1)] {
        let model = model(&files, day);
        assert!(!format!("{:?}", model.records).contains("SECRET"));
        for (kind, id) in [("organisation", "ohchr"), ("country", "PRY")] {
            assert!(
                model.backlinks[find(&model, kind, id).0 as usize].iter().all(|link| model.record(link.from).of_kit)
            );
        }
        assert!(derived(&model, "recommendation", "r").contains("nhri"));
        assert_eq!(derived(&model, "recommendation", "r").contains("implemented"), day.year() == 2020);
    }
    let model = model(&files, date(2020, 1, 1));
    let rows: Vec<_> = model.rows(find(&model, "recommendation", "r"), "evidence").collect();
    assert_eq!(rows.len(), 3);
    let dates = (rows[1].date("withheld").map(|date| date.to_string()), rows[1].date("published"));
    assert_eq!(dates, (Some("2013-02-01".to_owned()), None));
}

#[test]
fn what_is_published_later_is_not_there_yet() {
    let files = [("content/recommendations/r.toml", RECOMMENDATION)];
    for (day, known) in [(date(2014, 12, 30), false), (date(2014, 12, 31), true)] {
        let model = model(&files, day);
        let rows = model.rows(find(&model, "recommendation", "r"), "evidence");
        assert_eq!(rows.count(), if known { 3 } else { 2 });
        for (kind, id) in [("organisation", "unicef"), ("country", "UGA")] {
            let back = &model.backlinks[find(&model, kind, id).0 as usize];
            assert_eq!(back.iter().any(|link| !model.record(link.from).of_kit), known, "{id} on {day}");
        }
    }
}

/// Persons by sex and place, of which two women in the country are the only small number.
const SMALL: &str = r#"+++
title = "I"
indicator_type = "outcome"
direction = "up"
measure = "count"
suppress_below = 5
dimensions = [{ name = "sex", label = "Sex" }, { name = "place", label = "Place" }]
groups = [
  { name = "women", dimension = "sex", label = "Women" },
  { name = "men", dimension = "sex", label = "Men" },
  { name = "town", dimension = "place", label = "Town" },
  { name = "country", dimension = "place", label = "Country" },
]
observations = [
  { at = "2015", value = 62 },
  { at = "2015", value = 22, groups = ["women"] },
  { at = "2015", value = 40, groups = ["men"] },
  { at = "2015", value = 30, groups = ["town"] },
  { at = "2015", value = 32, groups = ["country"] },
  { at = "2015", value = 20, groups = ["women", "town"] },
  { at = "2015", value = 2, groups = ["women", "country"] },
  { at = "2015", value = 10, groups = ["men", "town"] },
  { at = "2015", value = 30, groups = ["men", "country"] },
  { at = "2023", value = 70 },
  { at = "2023", value = 30, groups = ["women"] },
  { at = "2023", value = 40, groups = ["men"], suppressed = true },
]
+++
"#;

#[test]
fn small_numbers_and_those_that_tell_them_leave_the_model() {
    let model = model(&[("content/indicators/i.md", SMALL)], date(2024, 1, 1));
    let rows = model.rows(find(&model, "indicator", "i"), "observations");
    let shown: Vec<String> =
        rows.map(|row| row.decimal("value").map_or("x".into(), |value| value.to_string())).collect();
    assert_eq!(shown, ["62", "22", "40", "30", "32", "x", "x", "x", "x", "70", "x", "x"]);
    assert!(derived(&model, "indicator", "i").contains("latest_value: 70"));
}

#[test]
fn a_total_that_is_small_tells_no_trend() {
    let small = SMALL.replace("value = 62", "value = 3").replace("value = 70", "value = 4");
    let (model, _) = built(&[("content/indicators/i.md", &small)], date(2024, 1, 1));
    assert_eq!(derived(&model, "indicator", "i"), "trend_reason: not-shown\ntrend_rule: trend-open-sdg/1\n");
}
