//! A portal that declares a kind of its own, without a line of Rust: it is checked, listed, grouped, linked and shown like the kit's.

use crate::site::{changed, make, portal};

#[test]
fn the_kind_has_every_list_that_kit_kinds_have() {
    let made = portal("training-events");
    assert_eq!(
        made.built.model.of_kind(made.built.model.schema.position("training-event").expect("the kind")).count(),
        120
    );
    let rows = |address: &str| made.html(address).matches("\n<li><div class=\"card\">").count();
    assert_eq!(
        (rows("training-events.html"), rows("training-events-5.html"), rows("training-events-all.html")),
        (25, 20, 120)
    );
    assert!(!made.files.contains_key("training-events-6.html"));
    for address in [
        "training-events/countries/fji.html",
        "training-events/format/online.html",
        "training-events/open-to-all/true.html",
        "training-events/themes/civic-space.html",
        "training-events/countries/fji/format/mixed.html",
        "case-studies/training/course-007.html",
    ] {
        assert!(rows(address) > 0, "{address}");
    }
    // The latest comes first; a year or month counts from its last day.
    let list = made.html("training-events.html");
    let place = |title: &str| list.find(&format!(">{title}</a>")).unwrap_or_else(|| panic!("{title}"));
    assert!(place("Example course with every field") < place("Example course that goes on"));
    assert!(made.html("browse.html").contains("href=\"training-events.html\""));
}

#[test]
fn a_country_page_lists_the_training_events() {
    let made = portal("training-events");
    let page = made.html("countries/fji.html");
    assert!(page.contains("id=\"page-from-training-event\""));
    assert!(page.contains("href=\"../training-events/all-values.html\""));
    assert!(page.contains("href=\"../training-events/course-007.html\""));
    // And what a field adds to a kit kind works backwards too.
    assert!(made.html("training-events/course-007.html").contains("href=\"../case-studies/trainers.html\""));
    assert!(made.html("case-studies.html").contains("<dt>Training events</dt>"));
}

#[test]
fn every_type_of_field_shows_and_internal_ones_do_not() {
    let made = portal("training-events");
    let page = made.html("training-events/all-values.html");
    for shown in [
        "Every type of field",
        "<strong>Markdown</strong>",
        "Yes",
        "12,345",
        "7.25",
        "52.5%",
        "XOF 1,250,000.50",
        "23 May 2025",
        "March 2025 – 30 June 2025",
        "href=\"https://example.org/courses/1\"",
        "href=\"https://docs.un.org/en/A/HRC/RES/99/2\"",
        "A/HRC/99/1, para. 12",
        "href=\"../countries/npl.html\"",
        "Mixed",
        "alt=\"A grey-blue rectangle that stands for a room\" width=\"320\" height=\"180\"",
        "agenda.pdf",
        "All participants",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    for (address, bytes) in &made.files {
        assert!(!String::from_utf8_lossy(bytes).contains("canary"), "{address}");
    }
    let markup = made.html("training-events/markup.html");
    assert!(markup.contains("Example course &lt;b&gt;&amp; &quot;signs&quot;&lt;/b&gt;"));
    assert!(!markup.contains("<script>alert") && !markup.contains("<b>&"));
}

#[test]
fn rows_of_nested_tables_come_from_their_own_file() {
    let made = portal("training-events");
    let page = made.html("training-events/course-002.html");
    assert!(page.contains("Group work, with examples") && page.contains("Example manual for trainers, paras. 4–5"));
}

#[test]
fn wrong_values_are_found_in_every_type() {
    let file = "content/training-events/wrong.toml";
    for (line, expected) in [
        ("subject = 3", "wrong-type"),
        ("programme = \"\"", "wrong-type"),
        ("open_to_all = \"yes\"", "wrong-type"),
        ("participants = 1.5", "bad-number"),
        ("hours = \"many\"", "wrong-type"),
        ("women = \"half\"", "wrong-type"),
        ("cost = \"12 dollars\"", "bad-money"),
        ("held = \"2025-02-30\"", "bad-date"),
        ("season = \"2025/2024\"", "bad-period"),
        ("page = \"example.org\"", "bad-url"),
        ("page = \"javascript:alert(1)\"", "forbidden-scheme"),
        ("mandate = \"not a symbol\"", "bad-symbol"),
        ("based_on = [\"A/HRC/99/1#51\"]", "place-outside-source"),
        ("based_on = [\"A/HRC/99/2#1\"]", "unknown-reference"),
        ("format = \"in-persn\"", "bad-choice"),
        ("countries = [\"FIJ\"]", "unknown-reference"),
        ("trainers = [\"FJI\"]", "wrong-kind"),
        ("follows = [\"course-001\"]", "wrong-type"),
        ("sessions = [{ on = \"2020\" }]", "missing-field"),
        ("sessions = [{ topic = \"x\", tpoic = \"y\" }]", "unknown-key"),
        ("marks = [{ at = \"2020\", value = \"high\" }]", "wrong-type"),
        ("handouts = [\"../files/agnda.pdf\"]", "missing-file"),
        ("picture = \"room.png\"", "no-text-alternative"),
        ("participnts = 5", "unknown-key"),
    ] {
        let key = line.split(' ').next().unwrap_or_default();
        let other = ["title = \"x\"", "subject = \"x\"", "held = \"2020\"", "format = \"online\""];
        let mut text: Vec<&str> = other.into_iter().filter(|other| !other.starts_with(&format!("{key} "))).collect();
        text.push(line);
        let found = make(&changed("training-events", &[(file, &text.join("\n"))])).found();
        let codes: Vec<&str> = found.iter().filter_map(|found| found.split_once(' ')).map(|(code, _)| code).collect();
        assert!(codes.contains(&expected), "{line}: {found:#?}");
        let errors = found.iter().filter(|found| found.contains("wrong.toml")).count();
        assert_eq!(errors, found.iter().filter(|found| found.starts_with(expected)).count(), "{line}: {found:#?}");
    }
}

#[test]
fn faults_of_the_declaration_are_found() {
    for (line, expected) in [
        ("[fields.extra]\ntype = \"txt\"", "`txt` is no type of fields"),
        ("[fields.country]\ntype = \"text\"", "a field cannot be named `country`: it is the name of a kind"),
        ("[fields.to]\ntype = \"ref\"\nto = \"countri\"", "`to` names the kind `countri`, which does not exist"),
        (
            "[fields.summary]\ntype = \"markdown\"",
            "the kind `case-study` has a field `summary` already; a portal may add fields, not change them",
        ),
    ] {
        let found = make(&changed("training-events", &[("kinds/case-study.toml", line)])).found();
        let expected = format!("kind-declaration kinds/case-study.toml: {expected}");
        assert!(found.contains(&expected), "{line}: {found:#?}");
    }
}
