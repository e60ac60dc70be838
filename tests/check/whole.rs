//! What concerns the portal as a whole, and how long all of it takes.

use std::fmt::Write;
use std::time::Instant;

use casebook::base::Code;

use crate::portal::{front, portal};

#[test]
fn the_kit_alone_has_no_findings() {
    assert_eq!(portal(&[]).found(), Vec::<String>::new());
}

#[test]
fn a_portal_without_an_address_gets_a_note() {
    let mut portal = portal(&[]);
    portal.settings.base_url = None;
    let message =
        "the address of the portal is not set, so it has no feeds and no sitemap, and its pages do not tell their own";
    assert_eq!(portal.found(), [format!("casebook.toml no-base-url: {message}")]);
}

#[test]
fn pages_are_measured_by_records() {
    let mut portal = portal(&[("content/lessons/a.md", &front("")), ("content/lessons/b.md", &front(""))]);
    portal.pages = 140;
    assert_eq!(portal.found(), Vec::<String>::new());
    portal.pages = 141;
    assert_eq!(portal.found(), ["casebook.toml many-pages: the portal has 141 pages for 2 records"]);
    portal.settings.pages_per_record = 21;
    assert_eq!(portal.found(), Vec::<String>::new());
}

/// The time grows with the number of records: ten thousand are checked in a fraction of a second even without
/// optimisation. The limit is far above what is needed, so that a busy machine passes; a scan of all records for each would not.
#[test]
fn ten_thousand_records_are_checked_at_once() {
    let mut lessons = String::new();
    for at in 0..10_000 {
        let known = "cites = [\"S#1\"]\nthemes = [\"own\"]\nreview_by = 2020-01-01";
        write!(lessons, "[[lesson]]\nid = \"l{at}\"\ntitle = \"L\"\n{known}\n").unwrap();
    }
    let mut terms = String::from("id,title\nown,Own\n");
    (0..1_000).for_each(|at| writeln!(terms, "t{at},T").unwrap());
    let portal = portal(&[
        ("content/lessons/all.toml", &lessons),
        ("content/themes/own.csv", &terms),
        ("content/sources/S.toml", "title = \"S\"\nvisibility = \"internal\"\n"),
    ]);
    let model = portal.model();
    let start = Instant::now();
    let found = portal.check_model(&model);
    let took = start.elapsed();
    let count = |code: Code| found.iter().filter(|found| found.code == code).count();
    let counts = [Code::RefersToInternal, Code::ReviewPassed, Code::UnusedTerm].map(count);
    assert_eq!(counts, [10_000, 10_000, 1_000]);
    assert!(took.as_millis() < 1_000, "{took:?}");
}
