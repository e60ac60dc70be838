//! Dashboards of plans as readers see them: what they say on a day, and that each number leads to a list of so many.

use casebook::build::Inputs;
use casebook::pages::{self, PageKind};
use casebook::source::Sources;
use casebook::theme::contract;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::golden::Goldens;
use crate::html;
use crate::site::{Made, inputs, make, portal, root};

/// The days on which the plan of 2005 is looked at.
const DAYS: &[(&str, Date)] = &[("2012", date(2012, 6, 1)), ("2017", date(2017, 6, 1)), ("2019", date(2019, 10, 1))];

#[test]
fn the_plan_of_2005_reads_otherwise_on_each_day() {
    let expected = root().join("tests/sites/plan-2005");
    let mut goldens = Goldens::new(&expected, "txt");
    let mut heads = Vec::new();
    for (name, as_of) in DAYS {
        let made = make(&Inputs { as_of: Some(*as_of), ..inputs(root()) });
        made.assert_good();
        let page = made.html("plans/ohchr-2005.html");
        let head = text_of(before(&element(page, "<section class=\"standing\""), "<figure"));
        let changes = text_of(&element(page, "<section aria-labelledby=\"page-changes\""));
        assert!(head.contains("That says neither that they were done nor that they were not."), "{name}: {head}");
        goldens.add(name, format!("{head}\n{changes}\n"));
        heads.push(head);
        assert_eq!(faults(&made), Vec::<String>::new(), "{name}");
    }
    assert!(heads[0] != heads[1] && heads[1] != heads[2] && heads[0] != heads[2], "{heads:#?}");
    goldens.compare();
}

#[test]
fn each_number_leads_to_a_list_of_so_many() {
    let made = portal("exampleland");
    assert_eq!(faults(&made), Vec::<String>::new());
    assert_eq!(faults(&make(&inputs(root()))), Vec::<String>::new(), "the demonstration portal");
    let page = made.html("plans/nhrap-2022.html");
    assert!(numbers(page).len() > 25, "{}", numbers(page).len());
    // What templates get is what they are promised.
    let kinds = pages::contract::kinds(&made.built.model.schema);
    for address in made.files.keys().filter(|address| is_of_plan(address) || *address == "methodology.html") {
        let is_list = !made.built.site.plan.pages.iter().any(|page| {
            page.address.as_str() == address && matches!(page.kind, PageKind::Record(_) | PageKind::Aspect(_))
        });
        if is_list {
            continue;
        }
        let view = made.view(address);
        assert_eq!(contract::mismatches(&view.template, &view.data, &kinds), Vec::<String>::new(), "{address}");
    }
    // No page is too long for readers and their machines.
    for (address, bytes) in made.files.iter().filter(|(address, _)| is_of_plan(address)) {
        let html = std::str::from_utf8(bytes).unwrap();
        let elements = html::tags(html).iter().filter(|tag| !tag.end).count();
        assert!(elements <= 1500, "{address}: {elements} elements");
    }
}

#[test]
fn of_a_withheld_entry_the_day_is_told_and_nothing_else() {
    let made = of(&[Action {
        entries: vec![
            "published = \"2020-05-04\", assessor = \"civil-society\", status = \"not-started\", by = \"canary-body\", text = \"canary-text\", part = \"canary\", withheld = \"2021-02-03\"".into(),
            "published = \"2020\", assessor = \"nhri\", status = \"under-way\", text = \"Seen.\"".into(),
        ],
        ..Action::default()
    }]);
    for (address, bytes) in &made.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("canary") || address.contains("canary"), "{address}");
        assert!(!is_of_plan(address) || !text.contains("Civil society"), "{address}");
    }
    let history = text_of(&element(made.html("actions/a0.html"), "<section class=\"history\""));
    assert_eq!(
        history,
        "What is reported, in order 2 National human rights institution: Under way Seen. Published 2020 \
         Withheld for protection 3 February 2021"
    );
    let changes = made.html("plans/p/changes.html");
    assert!(changes.contains("id=\"a0-report-2021-02-03-withheld\""));
    assert!(text_of(changes).contains("3 February 2021 Do 0: Withheld for protection"));
}

#[test]
fn priorities_are_not_measured() {
    let mut portal = texts(&[Action { due: true, milestones: vec![false], ..Action::default() }]);
    portal[2].1 = portal[2].1.replace("name = \"Step 0\"\n", "name = \"Step 0\"\ndue = \"2021\"\n");
    let marks = |portal: &[(&'static str, String)]| {
        let made = make(&at(portal));
        made.assert_good();
        let pages = ["plans/p.html", "actions/a0.html"].map(|page| text_of(made.html(page)));
        (pages.map(|page| page.contains("Past its due date")), made)
    };
    assert_eq!(marks(&portal).0, [true, true]);
    portal[1].1 = portal[1].1.replace("national", "priorities");
    let (marked, made) = marks(&portal);
    assert_eq!(marked, [false, false]);
    let page = made.html("plans/p.html");
    assert!(!page.contains("page-attention") && !page.contains("page-mean"));
    assert!(!made.files.contains_key("plans/p/attention.html"));
    assert!(text_of(page).contains("The sources recorded here are silent on 1 of 1 action."));
}

#[test]
fn a_long_timeline_has_all_in_its_table() {
    let actions = vec![Action { due: true, led: true, ..Action::default() }; 63];
    let made = of(&actions);
    let page = made.html("plans/p/timeline.html");
    let picture = page.split("<figure").nth(1).and_then(|rest| rest.split("</svg>").next()).expect("a picture");
    assert!(picture.contains(">Do 59<") && !picture.contains(">Do 60<"));
    assert!(text_of(page).contains("Only in the table, not in the picture: 3"));
    assert_eq!(page.matches("<th scope=\"row\">").count(), 63);
    let bodies = made.html("plans/p/bodies.html");
    assert!(bodies.contains("id=\"body-body\"") && bodies.contains("id=\"lead-body\""));
}

#[test]
fn progress_in_a_text_tells_what_others_assess() {
    let assessed = "published = \"2023-05-04\", assessor = \"civil-society\", status = \"under-way\"".to_owned();
    let mut portal = texts(&[Action { entries: vec![assessed], ..Action::default() }]);
    let text = "+++\ntitle = \"Page\"\n+++\n\n```progress\nplan = \"p\"\n```\n";
    portal.push(("content/pages/page.md", text.into()));
    let made = make(&at(&portal));
    made.assert_good();
    let page = text_of(made.html("pages/page.html"));
    assert!(page.contains("each class for itself: Civil society: 1 as under way."), "{page}");
}

/// An action of a small plan.
#[derive(Clone, Debug, Default)]
struct Action {
    in_area: bool,
    statement: bool,
    led: bool,
    due: bool,
    /// Rows of evidence.
    entries: Vec<String>,
    /// For each milestone, whether it is done.
    milestones: Vec<bool>,
}

fn action() -> impl Strategy<Value = Action> {
    let class = prop_oneof![
        4 => Just("responsible-body"),
        1 => Just("civil-society"),
        1 => Just("un-mechanism"),
        1 => Just("independent-evaluation"),
    ];
    let status = prop_oneof![
        Just(""),
        Just("not-started"),
        Just("under-way"),
        Just("partially-implemented"),
        Just("implemented"),
        Just("discontinued"),
        Just("no-longer-applicable"),
    ];
    let entry = (2018..2027, class, status, 0..4u8, prop::bool::ANY).prop_map(|(year, class, status, part, cited)| {
        let status = if status.is_empty() { String::new() } else { format!(", status = \"{status}\"") };
        let part = if part == 0 { ", part = \"a\"" } else { "" };
        let sources = if cited { ", sources = [\"s#1\"]" } else { "" };
        format!("published = \"{year}\", assessor = \"{class}\"{status}{part}{sources}")
    });
    let flags = (prop::bool::ANY, prop::bool::weighted(0.15), prop::bool::ANY, prop::bool::ANY);
    (flags, prop::collection::vec(entry, 0..4), prop::collection::vec(prop::bool::ANY, 0..3)).prop_map(
        |((in_area, statement, led, due), entries, milestones)| Action {
            in_area,
            statement,
            led,
            due,
            entries,
            milestones,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_total_is_what_is_listed(actions in prop::collection::vec(action(), 1..9)) {
        let made = of(&actions);
        prop_assert_eq!(faults(&made), Vec::<String>::new());
        let counted = actions.iter().filter(|action| !action.statement).count();
        let page = made.html("plans/p.html");
        // Each class has every action in one of its lists.
        let status = made.html("plans/p/status.html");
        for class in ["responsible-body", "civil-society", "un-mechanism", "independent-evaluation"] {
            let group = element(status, &format!("<section id=\"{class}\""));
            prop_assert!(group.is_empty() || items(&group) == counted, "{} {} {}", class, items(&group), counted);
        }
        prop_assert_eq!(rows(page), counted);
    }
}

/// Where a number of a plan's or an area's page does not lead to a list of so many.
fn faults(made: &Made) -> Vec<String> {
    let mut faults = Vec::new();
    for (address, bytes) in made.files.iter().filter(|(address, _)| address.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        if !html.contains("id=\"page-standing\"") || !(address.contains("plans/") || address.contains("areas/")) {
            continue;
        }
        for (number, link) in numbers(html) {
            let (path, anchor) = link.split_once('#').expect("a number leads to a place");
            let (folder, _) = address.rsplit_once('/').unwrap();
            let target = if path.is_empty() { address.clone() } else { format!("{folder}/{path}") };
            let list = made.html(&target);
            let listed = match anchor {
                "page-actions" => rows(list),
                _ => items(&element(list, &format!("<section id=\"{anchor}\""))),
            };
            if listed != number {
                faults.push(format!("{address}: {number} leads to {listed} at {link}"));
            }
        }
    }
    faults
}

/// The numbers that are links, each with where it leads: of the sentences, the findings, and the tables of the charts.
fn numbers(html: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for part in
        ["<section class=\"standing\"", "<section class=\"attention\"", "<section aria-labelledby=\"page-mean\""]
    {
        let part = element(html, part);
        for link in part.split("<a ").skip(1) {
            let Some((tag, rest)) = link.split_once('>') else { continue };
            let shown = rest.split("</a>").next().unwrap_or("").trim_start_matches("<strong>");
            let digits: String = shown.chars().take_while(char::is_ascii_digit).collect();
            let href = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
            if let (Ok(number), Some(href)) = (digits.parse(), href) {
                found.push((number, href.to_owned()));
            }
        }
    }
    found
}

/// The actions that a page shows in rows, without statements.
fn rows(html: &str) -> usize {
    element(html, "<section class=\"areas\" id=\"page-actions\"").matches("<tr><th scope=\"row\">").count()
}

fn items(html: &str) -> usize {
    html.matches("<li>").count()
}

fn is_of_plan(address: &str) -> bool {
    ["plans/", "areas/", "actions/"].iter().any(|folder| address.starts_with(folder)) && address.ends_with(".html")
}

/// The section that begins so, up to its end; nothing where there is none.
fn element(html: &str, start: &str) -> String {
    let Some(at) = html.find(start) else { return String::new() };
    let rest = &html[at..];
    let (mut depth, mut from) = (0_usize, 0);
    loop {
        let open = rest[from..].find("<section").map(|found| from + found);
        let Some(close) = rest[from..].find("</section>").map(|found| from + found) else { return rest.to_owned() };
        match open.filter(|open| *open < close) {
            Some(open) => (depth, from) = (depth + 1, open + 8),
            None if depth == 1 => return rest[..close].to_owned(),
            None => (depth, from) = (depth - 1, close + 10),
        }
    }
}

fn before<'a>(text: &'a str, end: &str) -> &'a str {
    text.split(end).next().unwrap_or("")
}

/// What readers read: without tags, and with single spaces.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        let after = piece.split_once('>').map_or(piece, |(_, after)| after);
        text.push(' ');
        text.push_str(after);
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let tidy = [" .", " :", " ,", " ;"].iter().fold(text, |text, mark| text.replace(mark, mark.trim()));
    tidy.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

fn of(actions: &[Action]) -> Made {
    let made = make(&at(&texts(actions)));
    made.assert_good();
    made
}

fn at(texts: &[(&'static str, String)]) -> Inputs {
    let sources = Sources::from_texts(texts.iter().map(|(path, text)| (*path, text.as_str())));
    Inputs::new(sources, date(2024, 3, 1))
}

/// A portal with one plan of these actions.
fn texts(actions: &[Action]) -> Vec<(&'static str, String)> {
    let mut records = String::from("[[area]]\nid = \"law\"\nparent = \"plan:p\"\ntitle = \"Law\"\n");
    for (at, action) in actions.iter().enumerate() {
        let parent = if action.in_area { "area:law" } else { "plan:p" };
        records.push_str(&format!("\n[[action]]\nid = \"a{at}\"\nparent = \"{parent}\"\ntitle = \"Do {at}\"\n"));
        records.push_str(if action.statement { "force = \"statement\"\n" } else { "force = \"will\"\n" });
        if action.led {
            records.push_str("lead = \"body\"\n");
        }
        if action.due {
            records.push_str(&format!("due = \"{}\"\n", 2021 + at));
        }
        for (step, done) in action.milestones.iter().enumerate() {
            let done = if *done { "done = \"2022\"\n" } else { "" };
            records.push_str(&format!("[[action.milestones]]\nname = \"Step {step}\"\n{done}"));
        }
        for entry in &action.entries {
            records.push_str(&format!("[[action.evidence]]\n{}\n", entry.replace(", ", "\n")));
        }
    }
    vec![
        ("casebook.toml", "kit = 1\ntitle = \"Portal\"\nlanguages = [\"en\"]\n".into()),
        ("content/plans/p.md", "+++\ntitle = \"Plan\"\nplan_type = \"national\"\ncites = [\"s#1\"]\n+++\n".into()),
        ("content/actions/actions.toml", records),
        (
            "content/organisations/body.toml",
            "[[organisation]]\nid = \"body\"\ntitle = \"Body\"\n\n[[organisation]]\nid = \"canary-body\"\ntitle = \"canary-name\"\ndraft = true\n".into(),
        ),
        ("content/sources/s.toml", "[[source]]\nid = \"s\"\ntitle = \"Source\"\nplaces = [\"1-9\"]\n".into()),
    ]
}
