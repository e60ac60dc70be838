//! What is told of plans, recommendations, funds and indicators.

use jiff::civil::date;

use super::{derived, model};

const PLAN: &[(&str, &str)] = &[
    ("content/plans/p.md", "+++\ntitle = \"Plan\"\nplan_type = \"national\"\n+++\n"),
    ("content/plans/list.md", "+++\ntitle = \"List\"\nplan_type = \"priorities\"\n+++\n"),
    (
        "content/actions/p.toml",
        r#"
[[area]]
id = "law"
title = "Law"
parent = "plan:p"

[[action]]
id = "draft"
title = "Draft a law"
parent = "area:law"
lead = "ohchr"
due = "2012"
period = "2011/2014"
milestones = [
  { name = "Study", done = "2011", weight = 1, sources = ["s#1"] },
  { name = "Draft", done = "2013-05", weight = 3 },
]
budgets = [
  { stage = "planned", amount = "USD 100" },
  { stage = "planned", amount = "USD 50.50" },
  { stage = "planned", amount = "EUR 7" },
  { stage = "spent", amount = "USD 20" },
]
evidence = [
  { published = "2011", assessor = "responsible-body", status = "under-way", sources = ["s#2"] },
  { published = "2014", happened = "2013-05", assessor = "responsible-body", status = "implemented", sources = ["s#3"] },
  { published = "2015", assessor = "civil-society", status = "partially-implemented", sources = ["s#4"] },
  { published = "2012-06-01", assessor = "nhri", status = "not-started", part = "a", sources = ["s#5"] },
]

[[action]]
id = "train"
title = "Train judges"
parent = "area:law"

[[action]]
id = "welcome"
title = "Welcome"
parent = "area:law"
force = "statement"

[[action]]
id = "wish"
title = "Wish"
parent = "plan:list"
due = "2010"
"#,
    ),
];

#[test]
fn an_action_stands_elsewhere_on_each_day() {
    for (day, expected) in [
        (
            date(2010, 6, 1),
            "progress: 0 %\nprogress_basis: measured\nexpected: 0 %\npast_due: false\ndue_soon: false\n",
        ),
        (
            date(2012, 6, 1),
            "progress: 25 %\nprogress_basis: measured\nexpected: 35.46 %\n\
             statuses: (responsible-body under-way 2011), (nhri not-started a 2012-06-01)\n\
             past_due: false\ndue_soon: false\n",
        ),
        (
            date(2013, 12, 31),
            "progress: 100 %\nprogress_basis: measured\nexpected: 75.02 %\n\
             statuses: (responsible-body under-way 2011 2012-12-31), (nhri not-started a 2012-06-01 2013-06-02)\n\
             past_due: true\ndue_soon: false\n",
        ),
        (
            date(2015, 12, 31),
            "progress: 100 %\nprogress_basis: measured\nexpected: 100 %\n\
             statuses: (responsible-body implemented 2014 2013-05), (civil-society partially-implemented 2015), \
             (nhri not-started a 2012-06-01 2013-06-02)\n\
             past_due: false\ndue_soon: false\n",
        ),
    ] {
        let money = "planned_total: EUR 7, USD 150.50\nspent_total: USD 20\n";
        assert_eq!(derived(&model(PLAN, day), "action", "draft"), format!("{expected}{money}"), "{day}");
    }
}

#[test]
fn what_nobody_assessed_is_neither_done_nor_undone() {
    let model = model(PLAN, date(2015, 12, 31));
    assert_eq!(derived(&model, "action", "train"), "");
    assert_eq!(derived(&model, "action", "welcome"), "");
    // Of a priority without owner or date no progress is worked out.
    assert_eq!(derived(&model, "action", "wish"), "past_due: true\ndue_soon: false\n");
    assert_eq!(derived(&model, "plan", "list"), "action_count: 1\nnot_assessed_count: 1\npast_due_count: 1\n");
}

#[test]
fn a_plan_counts_what_stands_below_it() {
    let model = model(PLAN, date(2015, 12, 31));
    let expected = "action_count: 3\nprogress: 100 %\nexpected: 100 %\nmeasured_count: 1\nleft_out_count: 1\n\
                    statement_count: 1\nnot_assessed_count: 1\n\
                    status_counts: (responsible-body implemented 1), (civil-society partially-implemented 1)\n\
                    without_lead_count: 1\nplanned_total: EUR 7, USD 150.50\nspent_total: USD 20\n";
    assert_eq!(derived(&model, "plan", "p"), expected);
    assert_eq!(derived(&model, "area", "law"), expected);
}

#[test]
fn the_age_of_a_status_is_for_the_portal_to_set() {
    let settings = "kit = 1\ntitle = \"Test\"\nlanguages = [\"en\"]\nbase_url = \"https://www.example.org/\"\nstale_after = 730\ndue_soon = 400\n";
    let files = [&[("casebook.toml", settings)], PLAN].concat();
    let found = derived(&model(&files, date(2012, 1, 15)), "action", "draft");
    assert!(found.contains("(responsible-body under-way 2011)\npast_due: false\ndue_soon: true\n"), "{found}");
    let found = derived(&model(&files, date(2013, 12, 30)), "action", "draft");
    assert!(found.contains("(responsible-body under-way 2011)"), "{found}");
}

#[test]
fn recommendations_and_clusters_are_counted() {
    let files = [
        ("content/clusters/c.toml", "title = \"Courts\"\n"),
        ("content/plans/p.md", "+++\ntitle = \"Plan\"\nplan_type = \"national\"\n+++\n"),
        (
            "content/recommendations/r.toml",
            r#"
[[recommendation]]
id = "a"
title = "A"
made_by = ["UPR"]
response = "supported"
clusters = ["c"]
evidence = [
  { published = "2011", assessor = "un-mechanism", status = "partially-implemented", sources = ["s#1"] },
  { published = "2011", assessor = "responsible-body", status = "implemented", sources = ["s#1"] },
]
grades = [{ scale = "ccpr-follow-up", value = "B", given = "2011" }]

[[recommendation]]
id = "b"
title = "B"
made_by = ["UPR"]
response = "noted"
clusters = ["c"]
"#,
        ),
        (
            "content/actions/x.toml",
            "title = \"X\"\nparent = \"plan:p\"\nrecommendations = [\"a\"]\n\n[[action]]\nid = \"y\"\ntitle = \"Y\"\nparent = \"plan:p\"\ndraft = true\nrecommendations = [\"a\"]\n",
        ),
    ];
    let model = model(&files, date(2011, 12, 31));
    assert_eq!(
        derived(&model, "recommendation", "a"),
        "statuses: (responsible-body implemented 2011), (un-mechanism partially-implemented 2011)\naction_count: 1\n"
    );
    assert_eq!(derived(&model, "recommendation", "b"), "");
    assert_eq!(derived(&model, "cluster", "c"), "recommendation_count: 2\nnoted_count: 1\n");
}

#[test]
fn money_is_added_up_by_currency() {
    let fund = r#"+++
title = "Fund"
contributions = [{ amount = "USD 100" }, { amount = "EUR 5" }, { from = "FIN" }, { amount = "USD 0.50" }]
allocations = [{ amount = "USD 20", purpose = "Training" }]
stated_contributions = ["USD 300"]
+++
"#;
    let model = model(&[("content/funds/f.md", fund)], date(2020, 1, 1));
    assert_eq!(
        derived(&model, "fund", "f"),
        "contributions_total: EUR 5, USD 100.50\ncontributions_unknown: 1\nallocations_total: USD 20\n"
    );
}

#[test]
fn a_trend_is_told_with_what_it_follows_from() {
    let indicator = |fields: &str| format!("+++\ntitle = \"I\"\nindicator_type = \"outcome\"\n{fields}\n+++\n");
    for (fields, day, expected) in [
        (
            "direction = \"down\"\ntarget = 5\nobservations = [{ at = \"2015\", value = 10 }, { at = \"2022\", value = 7 }]",
            date(2026, 1, 1),
            "trend: substantial\ntrend_score: 3.572\ntrend_rate: 1.100066\ntrend_rule: trend-open-sdg/1\n\
             base_value: 10\nbase_at: 2015\nlatest_value: 7\nlatest_at: 2022\n",
        ),
        (
            "direction = \"down\"\ntarget = 5\nobservations = [{ at = \"2015\", value = 10 }, { at = \"2022\", value = 7 }]",
            date(2022, 12, 30),
            "trend_reason: one-observation\ntrend_rule: trend-open-sdg/1\n",
        ),
        (
            "direction = \"up\"\nlimit = 100\nobservations = [{ at = \"2015\", value = 90 }, { at = \"2023\", value = 92 }]",
            date(2026, 1, 1),
            "trend: moderate\ntrend_score: 0.5909\ntrend_rate: 0.002751\ntrend_factor: 0.373622\ntrend_rule: trend-open-sdg/1\n\
             base_value: 90\nbase_at: 2015\nlatest_value: 92\nlatest_at: 2023\n",
        ),
        (
            "observations = [{ at = \"2005\", value = 24, scope = \"offices\" }, { at = \"2015\", value = 56 }, { at = \"2019\", value = 77, scope = \"all\" }]",
            date(2026, 1, 1),
            "trend_reason: not-comparable\ntrend_rule: trend-open-sdg/1\n",
        ),
        // Without a series of all, those of the groups tell the trend together.
        (
            "direction = \"up\"\ndimensions = [{ name = \"sex\", label = \"Sex\" }]\n\
             groups = [{ name = \"women\", dimension = \"sex\", label = \"Women\" }, { name = \"men\", dimension = \"sex\", label = \"Men\" }]\n\
             observations = [{ at = \"2015\", value = 50, groups = [\"women\"] }, { at = \"2023\", value = 55, groups = [\"women\"] }, \
             { at = \"2023\", value = 50, groups = [\"men\"] }]",
            date(2026, 1, 1),
            "trend: moderate\ntrend_score: 1.7463\ntrend_rule: trend-open-sdg/1\n",
        ),
        ("direction = \"up\"", date(2026, 1, 1), ""),
    ] {
        let text = indicator(fields);
        let model = model(&[("content/indicators/i.md", &text)], day);
        assert_eq!(derived(&model, "indicator", "i"), expected, "{fields}");
    }
}

#[test]
fn changes_since_a_day_are_those_that_became_known_after_it() {
    let model = model(PLAN, date(2015, 12, 31));
    let changes = casebook::domain::changes::since(&model, date(2012, 6, 1), date(2014, 12, 31));
    let shown: Vec<String> = changes
        .iter()
        .map(|changes| {
            let event = |event: &casebook::domain::evidence::Event| {
                format!("{} {:?}>{:?}", event.entry.published, event.before, event.entry.status)
            };
            let events: Vec<String> = changes.events.iter().map(event).collect();
            let done: Vec<String> = changes.milestones.iter().map(|(done, _)| done.to_string()).collect();
            format!("{}: {}; {}", model.record(changes.record).id, events.join(", "), done.join(", "))
        })
        .collect();
    assert_eq!(shown, ["draft: 2014 Some(UnderWay)>Some(Implemented); 2013-05"]);
}

#[test]
fn leads_have_tallies_of_their_own() {
    let model = model(PLAN, date(2015, 12, 31));
    let leads = casebook::domain::progress::of_leads(&model, date(2015, 12, 31), &Default::default());
    let name = |lead: &Option<casebook::model::RecordId>| {
        lead.map_or("nobody".into(), |lead| model.record(lead).id.to_string())
    };
    let shown: Vec<String> = leads.iter().map(|(lead, tally)| format!("{} {}", name(lead), tally.all())).collect();
    assert_eq!(shown, ["nobody 3", "ohchr 1"]);
}

#[test]
fn coverage_shows_what_is_held_and_what_is_not() {
    let recommendations = r#"
[[recommendation]]
id = "a"
title = "A"
made_by = ["UPR"]
themes = ["nmirf", "advancement-of-women"]

[[recommendation]]
id = "b"
title = "B"
made_by = ["CEDAW", "UPR"]
themes = ["advancement-of-women"]

[[recommendation]]
id = "c"
title = "C"
made_by = ["CAT"]
"#;
    let model = model(&[("content/recommendations/r.toml", recommendations)], date(2020, 1, 1));
    let kind = model.schema.position("recommendation").expect("the kit has the kind");
    let coverage = casebook::domain::coverage::coverage(&model, kind, "made_by", "themes");
    assert_eq!((coverage.rows.len(), coverage.columns.len(), coverage.outside.len()), (3, 2, 1));
    let counts: Vec<Vec<usize>> = coverage
        .rows
        .iter()
        .map(|row| coverage.columns.iter().map(|column| coverage.cell(row, column).len()).collect())
        .collect();
    assert_eq!(counts.iter().flatten().sum::<usize>(), coverage.cells.values().map(Vec::len).sum::<usize>());
    let rows: Vec<usize> = coverage.rows.iter().map(|row| coverage.of_row(row).len()).collect();
    let columns: Vec<usize> = coverage.columns.iter().map(|column| coverage.of_column(column).len()).collect();
    assert_eq!((rows.iter().sum::<usize>(), columns.iter().sum::<usize>()), (3, 3));
}

#[test]
fn ratifications_stand_as_of_the_day() {
    let acts = r#"
[[ratification]]
id = "a"
title = "A"
state = "PRY"
treaty = "CAT"
act = "signature"
on = "1989"

[[ratification]]
id = "b"
title = "B"
state = "PRY"
treaty = "CAT"
act = "ratification"
on = "1990-03-12"
"#;
    use casebook::domain::ratification::{Bond, acts as read, bond};
    let model = model(&[("content/ratifications/r.toml", acts)], date(2020, 1, 1));
    for (day, expected) in [
        (date(1989, 12, 30), None),
        (date(1989, 12, 31), Some(Bond::Signatory)),
        (date(1990, 3, 12), Some(Bond::Party)),
    ] {
        assert_eq!(read(&model, day).values().next().and_then(|acts| bond(acts)), expected, "{day}");
    }
}
