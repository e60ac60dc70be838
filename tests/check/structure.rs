//! Sections, numbered paragraphs, translations.

use crate::portal::{front, portal};

const DONE: &str = "## What was done {#what-was-done}\n\nTraining.\n";

#[test]
fn a_required_section_must_be_there_in_each_language() {
    let (good, bad) = (front("") + DONE, front("") + "## Antecedentes {#context}\n\nTexto.\n");
    let files = [("content/case-studies/a.md", good.as_str()), ("content/case-studies/a.es.md", &bad)];
    let portal = portal(&files).in_spanish_too();
    assert_eq!(portal.found(), ["a.es.md missing-section: the text has no section `what-was-done`"]);
    let heading = "## What was done, and how people took part {#what-was-done}";
    assert_eq!(portal.help(), format!("add the heading `{heading}` and the text below it"));
}

#[test]
fn a_record_without_a_text_lacks_its_sections_unless_it_is_withheld() {
    let found = portal(&[("content/case-studies/a.md", &front(""))]).found();
    assert_eq!(found, ["a.md missing-section: the text has no section `what-was-done`"]);
    let withheld = front("withheld = 2026-01-01\n");
    assert_eq!(portal(&[("content/case-studies/a.md", &withheld)]).found(), Vec::<String>::new());
    assert_eq!(portal(&[("content/lessons/a.md", &front(""))]).found(), Vec::<String>::new());
}

#[test]
fn a_heading_that_only_lacks_its_id_is_one_finding() {
    for title in ["What was done", "what was done, and how people took part"] {
        let text = front("") + &format!("\n## {title}\n\nTraining.\n");
        let portal = portal(&[("content/case-studies/a.md", &text)]);
        let place = format!("a.md:5:1 «## {title}»");
        assert_eq!(portal.found(), [format!("{place} missing-section: the text has no section `what-was-done`")]);
        assert_eq!(portal.help(), format!("write `## {title} {{#what-was-done}}`"));
    }
}

#[test]
fn sections_must_be_declared() {
    for (heading, message, help) in [
        ("## Rest {#result}", "`result` is no section of the kind `case-study`", "did you mean `results`?"),
        (
            "## Results",
            "the heading `Results` does not say which section of the kind `case-study` it begins",
            "write `## Results {#results}`",
        ),
        (
            "## Aside",
            "the heading `Aside` does not say which section of the kind `case-study` it begins",
            "end it with one of `{#context}`, `{#standards}`, `{#what-was-done}`, `{#results}`, `{#sustainability}`, \
             `{#lessons}`, `{#adapt}`; or write `### Aside`, one level lower",
        ),
    ] {
        let text = front("") + DONE + "\n" + heading + "\n\nMore.\n";
        let portal = portal(&[("content/case-studies/a.md", &text)]);
        assert_eq!(portal.found(), [format!("a.md:8:1 «{heading}» unknown-section: {message}")]);
        assert_eq!(portal.help(), help);
    }
}

#[test]
fn a_misspelt_required_section_is_one_finding() {
    let text = front("") + "## Done {#what-was-don}\n\nTraining.\n";
    let found = portal(&[("content/case-studies/a.md", &text)]).found();
    let place = "a.md:4:1 «## Done {#what-was-don}»";
    assert_eq!(found, [format!("{place} unknown-section: `what-was-don` is no section of the kind `case-study`")]);
}

#[test]
fn other_headings_are_free() {
    let text = front("") + DONE + "\n### Any {#own}\n\n#### Further\n";
    assert_eq!(portal(&[("content/case-studies/a.md", &text)]).found(), Vec::<String>::new());
    let lesson = front("") + "## Free\n\n## With an id {#own}\n";
    assert_eq!(portal(&[("content/lessons/a.md", &lesson)]).found(), Vec::<String>::new());
}

#[test]
fn paragraphs_must_be_places_of_the_source() {
    let report =
        front("presents = \"S\"\ntext_status = \"summary\"\n") + "1. First\n2. Second\n   goes on\n\n45. Last\n";
    let source = |places: &str| format!("title = \"S\"\n{places}");
    let found = |places: &str| {
        portal(&[("content/reports/r.md", &report), ("content/sources/S.toml", &source(places))]).found()
    };
    assert_eq!(
        found("places = [\"1\", \"2-3\"]\n"),
        ["r.md:10:1 «45» place-outside-source: `S` has no paragraph `45`; \
          its places are declared here: S.toml:2:11 «\"1\"»"]
    );
    assert_eq!(found("places = [\"1-80\"]\n"), Vec::<String>::new());
    assert_eq!(found(""), Vec::<String>::new());
}

#[test]
fn a_portal_in_one_language_needs_no_translations() {
    assert_eq!(portal(&[("content/lessons/a.md", &(front("") + "Text.\n"))]).found(), Vec::<String>::new());
}

#[test]
fn each_language_needs_title_and_text() {
    let english = front("") + "Text.\n";
    let files = [
        ("content/lessons/a.md", english.as_str()),
        ("content/lessons/b.md", &english),
        ("content/lessons/b.es.md", "+++\n+++\nTexto.\n"),
        ("content/lessons/c.md", "+++\ntitle = { en = \"A\", es = \"A\" }\n+++\nText.\n"),
        ("content/lessons/d.md", &english),
        ("content/lessons/d.es.md", "+++\ntitle = \"A\"\n+++\nTexto.\n"),
        ("content/lessons/e.md", &front("draft = true\n")),
        ("content/plans/p.toml", "title = \"P\"\nplan_type = \"national\"\n"),
        ("content/themes/own.toml", "title = \"Own\"\n"),
        ("content/lessons/f.md", "+++\ntitle = { en = \"A\", es = \"A\" }\nthemes = [\"own\"]\n+++\n"),
    ];
    let portal = portal(&files).in_spanish_too();
    let helps: Vec<String> = portal.check().into_iter().filter_map(|found| found.help).collect();
    assert_eq!(
        portal.found(),
        [
            "a.md untranslated: `a` has no title and text in the language `es`",
            "b.md untranslated: `b` has no title in the language `es`",
            "c.md untranslated: `c` has no text in the language `es`",
            "p.toml untranslated: `p` has no title in the language `es`",
        ]
    );
    assert_eq!(
        helps,
        [
            "write the translation into `content/lessons/a.es.md`",
            "add `title = \"…\"` to `content/lessons/b.es.md`",
            "write the translation into `content/lessons/c.es.md`",
            "add the title in this language: `title = { es = \"…\" }`",
        ]
    );
}
