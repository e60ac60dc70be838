//! Figures and their cites, reviews, terms.

use crate::portal::{front, portal};

#[test]
fn figures_in_cited_sections_need_a_cite() {
    let text = front("cites = [\"S\"]\n")
        + "Some 5 per cent.\n\n## Done {#what-was-done}\n\nA cite [[S#1]] for 7 per cent. Then 12 per cent did.\n\n\
           ## Use {#adapt}\n\nAbout 9 per cent.\n\n## Results {#results}\n\nUSD 3 million were spent.\n";
    let files = [("content/case-studies/a.md", text.as_str()), ("content/sources/S.toml", "title = \"S\"\n")];
    let message = "figure-without-cite: a figure in a sentence without a cite";
    let expected = [format!("a.md:9:37 «12 per cent» {message}"), format!("a.md:17:1 «USD 3 million» {message}")];
    assert_eq!(portal(&files).found(), expected);
}

#[test]
fn records_of_cited_kinds_cite() {
    let figures = "id,title,value,unit,cites\nwith,A,1,persons,S\nwithout,B,2,persons,\n";
    let files = [("content/figures/all.csv", figures), ("content/sources/S.toml", "title = \"S\"\n")];
    assert_eq!(portal(&files).found(), ["all.csv:3:1 «without» figure-without-cite: `without` cites no source"]);
}

#[test]
fn every_figure_of_a_cited_narrative_kind_needs_a_cite() {
    let kind = "label = \"Story\"\nnarrative = true\ncited = true\nfolder = \"stories\"\n";
    let text = front("cites = [\"S\"]\n") + "Some 5 per cent.\n\n## Free\n\nSome 6 per cent.\n";
    let files = [
        ("kinds/story.toml", kind),
        ("content/sources/S.toml", "title = \"S\"\n"),
        ("content/stories/a.md", text.as_str()),
    ];
    let message = "figure-without-cite: a figure in a sentence without a cite";
    let expected = [format!("a.md:5:6 «5 per cent» {message}"), format!("a.md:9:6 «6 per cent» {message}")];
    assert_eq!(portal(&files).found(), expected);
}

#[test]
fn reviews_are_due_on_their_last_day() {
    let found = |date: &str| portal(&[("content/lessons/a.md", &front(&format!("review_by = {date}\n")))]).found();
    let passed = "a.md:3:13 «2026-11-20» review-passed: `a` was to be reviewed by 2026-11-20";
    assert_eq!(found("2026-11-20"), [passed]);
    assert_eq!(found("2026-11-21"), Vec::<String>::new());
    assert_eq!(found("\"2026-11\""), Vec::<String>::new());
    assert_eq!(found("\"2026-10\"").len(), 1);
    assert_eq!(found("2025").len(), 1);
}

#[test]
fn terms_of_the_portal_are_used() {
    let kind = "label = \"Visit\"\nfolder = \"visits\"\nnarrative = true\n[fields.hidden]\ntype = \"ref\"\nto = \"theme\"\n\
                label = \"Hidden\"\nvisibility = \"internal\"\n";
    let files = [
        ("kinds/visit.toml", kind),
        ("content/themes/own.csv", "id,title\nunused,A\nfield,B\nprose,C\nembed,D\nhidden,E\nfuel,F\n"),
        ("content/themes/amended.toml", "[[theme]]\nid = \"2030-agenda\"\ntitle = \"Agenda 2030\"\n"),
        ("content/themes/later.toml", "title = \"Later\"\ndraft = true\n"),
        ("content/lessons/a.md", &(front("themes = [\"field\"]\n") + "See [[theme:prose]] and [[fuel]].\n")),
        ("content/lessons/b.md", &(front("") + "```records\nkind = \"theme\"\nids = [\"embed\"]\n```\n")),
        ("content/visits/v.md", &front("hidden = \"hidden\"\n")),
    ];
    let message = "unused-term: no record refers to the theme `unused`";
    assert_eq!(portal(&files).found(), [format!("own.csv:2:1 «unused» {message}")]);
}
