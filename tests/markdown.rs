//! Bodies and what becomes of them: the HTML of whole bodies stands in `markdown/`, a `.html` beside each `.md`; the rest are tables.
//! `CASEBOOK_ACCEPT=1 cargo test --test markdown` writes the HTML anew.

use std::fs;
use std::path::Path;

use casebook::base::{Code, Hash};
use casebook::parse::markdown::{
    ContactKind, HOLE_CLOSE, HOLE_OPEN, HoleKind, Markdown, Options, RawHtml, fill, parse,
};
use proptest::prelude::*;

const PLAIN: Options = Options { numbered: false, raw_html: RawHtml::Clean };
const NUMBERED: Options = Options { numbered: true, raw_html: RawHtml::Clean };

/// The HTML with each hole as `⟨what is in it⟩`.
fn shown(markdown: &Markdown) -> String {
    fill(&markdown.html, |index, out| {
        let hole = match &markdown.holes[index].kind {
            HoleKind::Reference { target, label: None, .. } => format!("ref {target}"),
            HoleKind::Reference { target, label: Some(label), .. } => format!("ref {target} as {label}"),
            HoleKind::Link { destination, .. } => format!("link {destination}"),
            HoleKind::Image { destination, alt, title, .. } => format!("image {destination} alt {alt} title {title:?}"),
            HoleKind::Embed { name, argument, body, .. } => format!("embed {name} ({argument}) {body:?}"),
            HoleKind::Paragraph { number, anchor } => format!("paragraph {number} {anchor}"),
            HoleKind::Word(word) => format!("word {word}"),
        };
        out.push_str(&format!("⟨{hole}⟩"));
    })
}

fn html(text: &str) -> String {
    shown(&parse(text, &PLAIN).0)
}

/// The faults as `code: the text that is underlined`.
fn faults(text: &str, options: &Options) -> Vec<String> {
    let (_, faults) = parse(text, options);
    faults.iter().map(|fault| format!("{}: {}", fault.code, &text[fault.span.range()])).collect()
}

#[test]
fn whole_bodies() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown");
    let mut paths: Vec<_> =
        fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    assert!(!paths.is_empty());
    let accept = std::env::var_os("CASEBOOK_ACCEPT").is_some();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a body");
        let options = if path.ends_with("numbered.md") { NUMBERED } else { PLAIN };
        let (markdown, faults) = parse(&text, &options);
        assert_eq!(faults, [], "{}", path.display());
        let expected = path.with_extension("html");
        let found = shown(&markdown);
        if accept {
            fs::write(&expected, &found).expect("writing");
        }
        assert_eq!(found, fs::read_to_string(&expected).unwrap_or_default(), "{}", path.display());
        assert!(!found.contains(" style=") && !found.contains("<script"));
    }
}

#[test]
fn references() {
    for (text, expected) in [
        ("[[PRY]]", "<p>⟨ref PRY⟩</p>\n"),
        ("[[simore|the *SIMORE* system]]", "<p>⟨ref simore as the SIMORE system⟩</p>\n"),
        ("[[norm:CAT]] [[A/HRC/35/20#54]]", "<p>⟨ref norm:CAT⟩ ⟨ref A/HRC/35/20#54⟩</p>\n"),
        ("[[A/HRC/35/20#24(a)|x \"y\"]]", "<p>⟨ref A/HRC/35/20#24(a) as x “y”⟩</p>\n"),
        ("[[a_b_c]] *[[d]]*", "<p>⟨ref a_b_c⟩ <em>⟨ref d⟩</em></p>\n"),
        ("[[a|]] [[ b ]]", "<p>⟨ref a⟩ ⟨ref b⟩</p>\n"),
        ("[[a|x\ny]]", "<p>⟨ref a as x y⟩</p>\n"),
        ("![[a]]", "<p>!⟨ref a⟩</p>\n"),
        ("`[[a]]`", "<p><code>[[a]]</code></p>\n"),
        ("    [[a]]\n", "<pre><code>[[a]]\n</code></pre>\n"),
        ("\\[\\[a]]", "<p>[[a]]</p>\n"),
    ] {
        assert_eq!(html(text), expected, "{text}");
        assert_eq!(faults(text, &PLAIN), [""; 0], "{text}");
    }
}

#[test]
fn the_targets_of_references_have_exact_spans() {
    let text = "ä [[PRY]] [[ A/1#2 |x]]\n\n| a |\n|---|\n| [[b\\|c]] |\n";
    let (markdown, _) = parse(text, &PLAIN);
    let mut found = Vec::new();
    for hole in &markdown.holes {
        if let HoleKind::Reference { target_span, .. } = &hole.kind {
            found.push((&text[hole.span.range()], &text[target_span.range()]));
        }
    }
    assert_eq!(found, [("[[PRY]]", "PRY"), ("[[ A/1#2 |x]]", "A/1#2"), ("[[b\\|c]]", "b")]);
}

#[test]
fn what_is_wrong_and_where() {
    for (text, expected) in [
        ("a [[b", &["dangling-link: [[b"][..]),
        ("a [[b c] d", &["dangling-link: [[b"]),
        ("[[]] x", &["dangling-link: [[]]"]),
        ("[[ ]] x", &["dangling-link: [[ ]]"]),
        ("[[|a]]", &["dangling-link: [[|a]]"]),
        ("[[a][b]]", &["dangling-link: [[a][b]]"]),
        ("[a]()", &["dangling-link: [a]()"]),
        ("| a |\n|---|\n| x [[a|b]] |\n", &["wikilink-in-table: [[a|b]]"]),
        ("| [[a|b]] | c |\n|---|---|\n| d | e |\n", &["wikilink-in-table: [[a|b]]"]),
        ("> | a |\n> |---|\n> | [[a|b]] and [[c\\|d]] [[e]] |\n", &["wikilink-in-table: [[a|b]]"]),
        // code does not keep a cell together either
        ("| a | b |\n|---|---|\n| `[[a|b]]` | c |\n", &["wikilink-in-table: [[a|b]]"]),
        ("# A {#x}\n\n## B {#x}\n", &["duplicate-anchor: x"]),
        ("![](a.png)", &["no-text-alternative: ![](a.png)"]),
        ("x[^1]\n\ny[^2]\n\n[^1]: n\n", &["broken-anchor: [^2]"]),
        ("x\\[^2] `[^3]`", &[]),
        ("x[^1]\n\n[^1]: a\n\n[^1]: b\n", &["duplicate-anchor: [^1]"]),
        ("[a](javascript:x)", &["forbidden-scheme: javascript:x"]),
        ("[a](JAVA&#x0A;SCRIPT:x)", &["forbidden-scheme: [a](JAVA&#x0A;SCRIPT:x)"]),
        ("[a](&#32;data:x)", &["forbidden-scheme: [a](&#32;data:x)"]),
        ("[a](//host/x)", &["forbidden-scheme: //host/x"]),
        ("[a](/\\host)", &["forbidden-scheme: /\\host"]),
        ("<ftp://a.b>", &["forbidden-scheme: ftp://a.b"]),
        ("[a][r]\n\n[r]: vbscript:x\n", &["forbidden-scheme: [a][r]"]),
        ("![a](data:image/png;base64,x)", &["forbidden-scheme: data:image/png;base64,x"]),
        ("<p id=\"x\">\n\n# A {#x}\n", &["duplicate-anchor: x"]),
    ] {
        assert_eq!(faults(text, &PLAIN), expected, "{text}");
    }
}

#[test]
fn a_forbidden_link_is_text() {
    assert_eq!(html("a [b *c*](javascript:x) d"), "<p>a b <em>c</em> d</p>\n");
    assert_eq!(html("![b](file:///x)"), "<p>b</p>\n");
}

#[test]
fn the_help_for_a_table_shows_the_escaped_bar() {
    let (_, faults) = parse("| a |\n|---|\n| [[a|b]] |\n", &PLAIN);
    assert_eq!(faults[0].code, Code::WikilinkInTable);
    assert_eq!(faults[0].help.as_deref(), Some("write `[[a\\|b]]`"));
}

#[test]
fn headings_get_unique_ids() {
    let text = "# A b\n\n## A b\n\n## X {#a-b-3 .wide}\n\n### A b\n\n## Para 5\n\n## مرحبا\n\n## [[PRY|Paraguay]] `x` *y*\n\nT\n=\n";
    let (markdown, faults) = parse(text, &PLAIN);
    assert_eq!(faults, []);
    let found: Vec<_> =
        markdown.outline.iter().map(|h| (h.level, h.id.as_str(), h.explicit, h.title.as_str())).collect();
    assert_eq!(
        found,
        [
            (1, "a-b", false, "A b"),
            (2, "a-b-2", false, "A b"),
            (2, "a-b-3", true, "X"),
            (3, "a-b-4", false, "A b"),
            (2, "section-para-5", false, "Para 5"),
            (2, "section", false, "مرحبا"),
            (2, "paraguay-x-y", false, "Paraguay x y"),
            (1, "t", false, "T"),
        ]
    );
    assert_eq!(&text[markdown.outline[2].span.range()], "## X {#a-b-3 .wide}");
    assert!(markdown.html.contains("<h2 id=\"a-b-3\" class=\"wide\">X</h2>"));
    assert_eq!(markdown.anchors.len(), 8);
}

#[test]
fn attributes_of_headings_cannot_bring_in_handlers() {
    assert_eq!(html("# A {#i onclick=x() style=y}"), "<h1 id=\"i\">A</h1>\n");
    assert_eq!(html("# A {#i\"x .y\"z}"), "<h1 id=\"i&quot;x\" class=\"y&quot;z\">A</h1>\n");
}

#[test]
fn numbered_paragraphs_keep_the_numbers_as_written() {
    let text = "Intro\n\n3. a\n5. b\n\n   1. inner\n\n# H\n\n6. c\n\n- x\n  1. y\n\n> 9. q\n";
    let (markdown, faults) = parse(text, &NUMBERED);
    assert_eq!(faults, []);
    let found: Vec<_> = markdown.paragraphs.iter().map(|p| (p.number, &text[p.span.range()])).collect();
    assert_eq!(found, [(3, "3. a"), (5, "5. b\n\n   1. inner"), (6, "6. c")]);
    let ids: Vec<_> = markdown.anchors.iter().map(|anchor| anchor.id.as_str()).collect();
    assert_eq!(ids, ["para-3", "para-5", "h", "para-6"]);
    assert!(markdown.html.contains("<ol start=\"3\">\n<li id=\"para-3\" class=\"numbered\" value=\"3\">"));
    assert_eq!(faults_of_repetition(), ["duplicate-anchor: 1"]);
    assert_eq!(parse(text, &PLAIN).0.paragraphs, []);
}

fn faults_of_repetition() -> Vec<String> {
    faults("1. a\n1. b\n", &NUMBERED)
}

#[test]
fn leads() {
    for (text, expected) in [
        ("# T\n\nOne *two*\n[[PRY]] [[a|b]] `c`.\n\nNext", "One two \u{e000}0\u{e001} b c."),
        ("> quoted\n\n- item\n\nFirst", "First"),
        ("![a](b.png)\n\nText", "Text"),
        ("<b>x</b> y", "x y"),
        ("See [[PRY|Paraguay]] [[S/1#2]].", "See Paraguay."),
        ("# Only", ""),
    ] {
        assert_eq!(parse(text, &PLAIN).0.lead, expected, "{text}");
    }
}

#[test]
fn raw_html_by_setting() {
    let text = "<div onclick=\"x\">\n*a*\n</div>\n\nb <b>c</b> <script>d</script>\n";
    let with = |raw_html| parse(text, &Options { numbered: false, raw_html });
    assert_eq!(with(RawHtml::Allow).0.html, "<div onclick=\"x\">\n*a*\n</div>\n<p>b <b>c</b> <script>d</script></p>\n");
    assert_eq!(with(RawHtml::Clean).0.html, "<div>\n*a*\n</div>\n<p>b <b>c</b> </p>\n");
    let (markdown, faults) = with(RawHtml::Refuse);
    assert_eq!(markdown.html, "<p>b c d</p>\n");
    let found: Vec<&str> = faults.iter().map(|fault| &text[fault.span.range()]).collect();
    assert_eq!(found, ["<div onclick=\"x\">\n*a*\n</div>", "<b>", "<script>"]);
    assert!(faults.iter().all(|fault| fault.code == Code::RawHtml));
}

#[test]
fn cleaning_leaves_our_own_html_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown");
    for name in ["blocks.md", "footnotes.md", "tables.md"] {
        let text = fs::read_to_string(folder.join(name)).expect("a body");
        let plain = parse(&text, &PLAIN).0.html.replace(" />", ">");
        let cleaned = parse(&format!("{text}\n\nx <i></i>\n"), &PLAIN).0.html;
        // the paragraph with the raw HTML stands before the footnotes
        let cleaned = cleaned.replace("<p>x <i></i></p>\n", "").replace("&nbsp;", "\u{A0}");
        assert_eq!(cleaned.replace('"', "&quot;"), plain.replace('"', "&quot;"), "{name}");
    }
}

#[test]
fn no_input_forges_a_hole() {
    for text in [
        "\u{E000}0\u{E001}",
        "&#xE000;0&#xE001; [a](b \"&#xE000;0&#xE001;\")",
        "``` &#xE000;0&#xE001;\n```",
        "<b title=\"&#xE000;0&#xE001;\">&#57344;0&#57345;</b>",
        "# &#xE000;0&#xE001; {#\u{E000}0\u{E001}}",
    ] {
        for raw_html in [RawHtml::Clean, RawHtml::Allow] {
            let (markdown, _) = parse(text, &Options { numbered: false, raw_html });
            assert_eq!(markdown.html.matches(HOLE_OPEN).count(), markdown.holes.len(), "{text}: {}", markdown.html);
            assert_eq!(markdown.html.matches(HOLE_CLOSE).count(), markdown.holes.len(), "{text}");
        }
    }
}

#[test]
fn figures_without_a_cite() {
    for (text, expected) in [
        ("It reached 12 towns.", &["12 towns"][..]),
        ("It reached 12 towns [[A/1#5]].", &[]),
        ("It reached 12 towns. [[A/1#5]]", &[]),
        ("It reached 12 towns. It grew [[A/1#5]].", &["12 towns"]),
        ("It reached 12 towns [[PRY]].", &["12 towns"]),
        ("It reached **12** *towns*.", &["12** *towns"]),
        ("It reached 12\ntowns.", &["12\ntowns"]),
        ("It has 12 [[a|towns]].", &["12 [[a|towns]]"]),
        ("It &amp; 5&nbsp;% of it", &["5&nbsp;%"]),
        ("`12 towns` [12 towns](a) [[a|12 towns]] ![12 towns](b)", &[]),
        ("## 12 towns\n\nx", &[]),
        ("- 12 towns\n- 13 rows", &["12 towns", "13 rows"]),
        ("As told [[A/1#5]]:\n\n- 12 towns\n- 13 rows", &[]),
        ("As told:\n\n- 12 towns\n- 13 rows [[A/1#5]]", &[]),
        ("- 12 towns [[A/1#5]]\n- 13 rows", &["13 rows"]),
        ("- 12 towns\n- 13 rows\n\nSo it says [[A/1#5]]. And 5 more.", &["5 more"]),
        ("- 12 towns\n- 13 rows\n\nSo it says. And [[A/1#5]].", &["12 towns", "13 rows"]),
        ("- 12 towns\n\n## H\n\nSo it says [[A/1#5]].", &["12 towns"]),
        ("- a:\n  - 12 towns\n  - 13 rows [[A/1#5]]\n- b 14 rows", &["14 rows"]),
        ("- a:\n  - 12 towns\n- b [[A/1#5]]", &[]),
        ("| a | b |\n|---|---|\n| 12 | 13 |\n| 2012 | 2013 |\n| x | 15 men |\n", &["13", "15 men"]),
        ("| a | b | c |\n|---|---|---|\n| x | 13 | [[A/1#5]] |\n| y | 14 | z |\n", &["14"]),
        ("| a | b |\n|---|---|\n| x | 13 |\n\nAll from [[A/1#5]].", &[]),
        ("> It reached 12 towns.", &["12 towns"]),
        ("Call +41 22 917 90 00 now.", &[]),
        ("<sup>2</sup> See it.", &[]),
    ] {
        let found = parse(text, &PLAIN).0.figures;
        let found: Vec<&str> = found.iter().map(|mention| &text[mention.span.range()]).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn figures_know_their_section() {
    let text = "5 men\n\n## A\n\n6 men\n\n### B\n\n7 men\n\n## C {#see}\n\n- 8 men\n";
    let (markdown, _) = parse(text, &PLAIN);
    let found: Vec<_> = markdown.figures.iter().map(|m| (&text[m.span.range()], m.section.as_deref())).collect();
    assert_eq!(found, [("5 men", None), ("6 men", Some("a")), ("7 men", Some("a")), ("8 men", Some("see"))]);
}

#[test]
fn contact_data() {
    use ContactKind::*;
    for (text, expected) in [
        ("Write to a.b@un.org.", &[(Email, "a.b@un.org")][..]),
        (
            "<a.b@un.org> [x](mailto:a@un.org) [y](tel:+4122917)",
            &[(Email, "a.b@un.org"), (Email, "mailto:a@un.org"), (Phone, "tel:+4122917")],
        ),
        ("[+41 22 917 90 00](a.html)", &[(Phone, "+41 22 917 90 00")]),
        ("| a |\n|---|\n| +41 22 917 90 00 |\n", &[(Phone, "+41 22 917 90 00")]),
        ("## At -25.2637, -57.5759", &[(Coordinates, "-25.2637, -57.5759")]),
        ("`a@un.org` [[A/HRC/35/20#54]]", &[]),
    ] {
        let found = parse(text, &PLAIN).0.contacts;
        let found: Vec<_> = found.iter().map(|mention| (mention.kind, &text[mention.span.range()])).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn embeds_know_their_body() {
    let text = "> ``` records kind=action  x\n> a\n> b\n> ```\n\n```map\n```\n\n```maps\n```\n";
    let (markdown, _) = parse(text, &PLAIN);
    let spans: Vec<_> = markdown
        .holes
        .iter()
        .filter_map(|hole| match &hole.kind {
            HoleKind::Embed { body_span, .. } => Some((&text[hole.span.range()], &text[body_span.range()])),
            _ => None,
        })
        .collect();
    assert_eq!(spans, [("``` records kind=action  x\n> a\n> b\n> ```", "a\n> b\n"), ("```map\n```", "")]);
    assert_eq!(
        shown(&markdown),
        "<blockquote>\n⟨embed records (kind=action  x) \"a\\n  b\\n\"⟩\n</blockquote>\n⟨embed map () \"\"⟩\n\
         <pre><code class=\"language-maps\"></code></pre>\n"
    );
}

#[test]
fn options_are_part_of_the_key() {
    let keys = [PLAIN, NUMBERED, Options { numbered: false, raw_html: RawHtml::Allow }]
        .map(|options| Hash::of_value(&options));
    assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
}

#[test]
fn filling_is_in_the_order_of_the_html() {
    let html = format!("a{HOLE_OPEN}1{HOLE_CLOSE}b{HOLE_OPEN}0{HOLE_CLOSE}");
    assert_eq!(fill(&html, |index, out| out.push_str(["x", "y"][index])), "aybx");
    assert_eq!(fill("none", |_, _| {}), "none");
}

/// Pieces of Markdown that make trouble together.
fn markdown_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,6}",
        prop::sample::select(vec![
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "    ",
            "> ",
            "- ",
            "1. ",
            "12) ",
            "# ",
            "## A {#a}\n",
            "[[",
            "]]",
            "[[a|b]]",
            "[[a#1]]",
            "|",
            "\\|",
            "| a | b |\n|---|:-:|\n",
            "[^1]",
            "[^1]: ",
            "\n[^ä]: ",
            "![",
            "](",
            ")",
            "![](x \"t\")",
            "```\n",
            "```figures x\n",
            "~~",
            "**",
            "_",
            "`",
            "<b id=x>",
            "</b>",
            "<!--",
            "<div>\n",
            "&#xE000;",
            "\u{E000}",
            "\u{E001}",
            "\u{0}",
            "12 towns.",
            "5 %",
            "$",
            "per cent",
            "+41 22 917",
            "@",
            "a@b.cd",
            "25°",
            "١٢",
            "第1条",
            "“",
            "...",
            "--",
            "'",
            ": def\n",
            "- [ ] ",
            "> [!NOTE]\n",
            "\u{FFF9}",
            "\u{FFFC}",
            "<http:",
            "<a@b.c>",
            "javascript:",
            "é",
            "\u{301}",
            "𝟘",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_whole_holes_and_spans_inside_it(text in markdown_text(), numbered: bool, setting in 0..3) {
        let raw_html = [RawHtml::Clean, RawHtml::Refuse, RawHtml::Allow][setting as usize];
        let (markdown, faults) = parse(&text, &Options { numbered, raw_html });
        let mut seen = vec![0; markdown.holes.len()];
        let filled = fill(&markdown.html, |index, _| seen[index] += 1);
        prop_assert!(!filled.contains([HOLE_OPEN, HOLE_CLOSE]));
        for (hole, times) in markdown.holes.iter().zip(&seen) {
            // Where a block stands inside a link, cleaning divides the link into several that lead to the same place.
            let divided = raw_html == RawHtml::Clean && matches!(hole.kind, HoleKind::Link { .. });
            prop_assert!(*times <= 1 || divided, "{hole:?} is filled {times} times");
        }
        let mut spans: Vec<_> = faults.iter().map(|fault| fault.span).collect();
        for hole in &markdown.holes {
            spans.push(hole.span);
            match &hole.kind {
                HoleKind::Reference { target_span: span, .. }
                | HoleKind::Link { destination_span: span, .. }
                | HoleKind::Image { destination_span: span, .. }
                | HoleKind::Embed { body_span: span, .. } => spans.push(*span),
                HoleKind::Paragraph { .. } | HoleKind::Word(_) => {}
            }
        }
        spans.extend(markdown.outline.iter().map(|heading| heading.span));
        spans.extend(markdown.anchors.iter().map(|anchor| anchor.span));
        spans.extend(markdown.paragraphs.iter().map(|paragraph| paragraph.span));
        spans.extend(markdown.figures.iter().map(|mention| mention.span));
        spans.extend(markdown.contacts.iter().map(|mention| mention.span));
        for span in spans {
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
        }
        let mut ids: Vec<_> = markdown.anchors.iter().map(|anchor| &anchor.id).collect();
        ids.sort();
        prop_assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "an id twice: {ids:?}");
    }
}
