//! The vectors of the method, to the digits in which they are published, and its corners.

use proptest::prelude::*;
use toml::{Table, Value};

use super::*;
use crate::model::parse_decimal;

const VECTORS: &str = include_str!("vectors.csv");
const CORNERS: &str = include_str!("corners.toml");

fn number(text: &str) -> Decimal {
    parse_decimal(text).unwrap()
}

fn point(year: i16, value: &str) -> Point {
    Point { year, value: number(value), scope: None }
}

fn direction(text: &str) -> Direction {
    if text == "up" { Direction::Up } else { Direction::Down }
}

#[test]
fn vectors_come_out_to_the_digits_printed() {
    let mut rows = csv::Reader::from_reader(VECTORS.as_bytes());
    for row in rows.records().map(Result::unwrap) {
        let cells: Vec<&str> = row.iter().collect();
        let optional = |text: &str| (!text.is_empty()).then(|| number(text));
        let points = [point(cells[1].parse().unwrap(), cells[2]), point(cells[3].parse().unwrap(), cells[4])];
        let terms = Terms {
            direction: Some(direction(cells[0])),
            target: optional(cells[5]),
            target_year: cells[6].parse().unwrap_or(TARGET_YEAR),
            limit: optional(cells[7]),
            ..Terms::default()
        };
        let found = trend(&points, &terms).unwrap();
        assert_eq!(found.factor.map(|factor| factor.round_dp(6)), optional(cells[8]), "{row:?}");
        assert_eq!(found.rate.map(|rate| rate.round_dp(6)), optional(cells[9]), "{row:?}");
        assert_eq!(found.score.round_dp(4), number(cells[10]), "{row:?}");
        assert_eq!(found.status.id(), cells[11], "{row:?}");
    }
}

#[test]
fn corners_have_a_named_reason_or_none() {
    let cases: Table = CORNERS.parse().unwrap();
    for case in cases["case"].as_array().unwrap() {
        let text = |key: &str| case.get(key).and_then(Value::as_str);
        let points: Vec<Point> = case["points"]
            .as_array()
            .unwrap()
            .iter()
            .map(|point| {
                let cells: Vec<&str> = point.as_array().unwrap().iter().filter_map(Value::as_str).collect();
                let scope = cells.get(2).map(|scope| Arc::from(*scope));
                Point { year: cells[0].parse().unwrap(), value: number(cells[1]), scope }
            })
            .collect();
        let terms = Terms {
            direction: text("direction").map(direction),
            target: text("target").map(number),
            target_year: case.get("target_year").and_then(Value::as_integer).map_or(TARGET_YEAR, |year| year as i16),
            limit: text("limit").map(number),
            ..Terms::default()
        };
        let found = match trend(&points, &terms) {
            Ok(trend) => trend.status.id(),
            Err(reason) => reason.id(),
        };
        assert_eq!(Some(found), text("expect"), "{}", text("name").unwrap_or_default());
    }
}

#[test]
fn an_indicator_is_the_mean_of_its_series() {
    let of = |latest: &str, target: Option<&str>| {
        let target = target.map(number);
        let terms = Terms { direction: Some(Direction::Down), target, ..Terms::default() };
        trend(&[point(2015, "10"), point(2022, latest)], &terms)
    };
    let (moderate, limited) = (of("8", Some("5")), of("9", Some("5")));
    let achieved = of("4", Some("5"));
    assert_eq!(combined(&[]), None);
    assert_eq!(combined(&[Err(Reason::ZeroBase)]), None);
    assert_eq!(combined(&[achieved.clone(), Err(Reason::ZeroBase)]), Some((Status::Achieved, number("5"))));
    let (status, score) = combined(&[achieved.clone(), achieved.clone(), limited.clone()]).unwrap();
    assert_eq!((status, score.round_dp(4)), (Status::Substantial, number("2.9595")));
    let (status, score) = combined(&[moderate, limited]).unwrap();
    assert_eq!((status, score.round_dp(4)), (Status::Limited, number("-0.2223")));
}

proptest! {
    #[test]
    fn any_series_is_survived_in_any_order(
        values in proptest::collection::vec((2005i16..2035, any::<i64>(), 0u32..12), 0..6),
        up in any::<bool>(),
        target in proptest::option::of(any::<i64>()),
        limit in proptest::option::of(-1000i64..1000),
    ) {
        let mut points: Vec<Point> = values
            .iter()
            .map(|(year, value, places)| Point { year: *year, value: Decimal::new(*value, *places), scope: None })
            .collect();
        let terms = Terms {
            direction: Some(if up { Direction::Up } else { Direction::Down }),
            target: target.map(Decimal::from),
            limit: limit.map(Decimal::from),
            ..Terms::default()
        };
        let found = trend(&points, &terms);
        if let Ok(found) = &found {
            prop_assert!(found.score.abs() <= number("5"));
        }
        points.reverse();
        prop_assert_eq!(trend(&points, &terms), found);
    }
}
