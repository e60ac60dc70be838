//! The examples of the CommonMark specification, with all extensions on.

use std::collections::BTreeMap;

use casebook::parse::markdown::escape::{escape_href, escape_text};
use casebook::parse::markdown::{HoleKind, Options, RawHtml, fill, parse};

struct Example<'a> {
    number: usize,
    markdown: String,
    html: String,
    section: &'a str,
}

/// The reasons why an example may differ; each is a rule of casebook or a syntax that CommonMark does not have.
const REASONS: &[&str] = &["link-scheme", "wikilink"];

#[test]
fn examples_of_the_specification() {
    let spec = include_str!("commonmark/spec.txt");
    let exceptions = exceptions(include_str!("commonmark/exceptions.txt"));
    let examples = examples(spec);
    assert_eq!(examples.len(), 652);
    let mut exact = 0;
    let mut normalised: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for example in &examples {
        let html = render(&example.markdown);
        let difference = difference(&html, &example.html);
        match (&difference, exceptions.get(&example.number)) {
            (Some(names), None) if names.is_empty() => exact += 1,
            (Some(names), None) => names.iter().for_each(|name| *normalised.entry(name).or_default() += 1),
            (None, Some(_)) => {}
            (Some(_), Some(reason)) => wrong.push(format!("{} passes, but is listed as `{reason}`", example.number)),
            (None, None) => wrong.push(format!(
                "{} ({}) differs\n--- markdown\n{}--- expected\n{}--- found\n{html}",
                example.number, example.section, example.markdown, example.html
            )),
        }
    }
    println!("{exact} exact, {} excepted, normalised: {normalised:?}", exceptions.len());
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

/// The names of the normalisations that make the two equal; `None` if they differ all the same.
fn difference(ours: &str, expected: &str) -> Option<Vec<&'static str>> {
    type Normalisation = fn(&str) -> String;
    let steps: [(&'static str, Normalisation); 4] = [
        ("heading-id", without_heading_ids),
        ("rel", without_rel),
        ("figure", without_figures),
        ("smart-punctuation", plain),
    ];
    let mut ours = ours.to_owned();
    let mut expected = expected.to_owned();
    let mut used = Vec::new();
    for (name, step) in steps {
        if ours == expected {
            break;
        }
        let changed = step(&ours);
        if name == "smart-punctuation" {
            expected = step(&expected);
        }
        if changed != ours {
            used.push(name);
            ours = changed;
        }
    }
    (ours == expected).then_some(used)
}

fn render(markdown: &str) -> String {
    let (parsed, _) = parse(markdown, &Options { numbered: false, raw_html: RawHtml::Allow });
    fill(&parsed.html, |index, out| match &parsed.holes[index].kind {
        HoleKind::Reference { target, .. } => out.push_str(target),
        HoleKind::Link { destination, .. } => escape_href(out, destination),
        HoleKind::Image { destination, alt, title, .. } => {
            out.push_str("<img src=\"");
            escape_href(out, destination);
            out.push_str("\" alt=\"");
            escape_text(out, alt);
            if let Some(title) = title {
                out.push_str("\" title=\"");
                escape_text(out, title);
            }
            out.push_str("\" />");
        }
        HoleKind::Embed { name, .. } => out.push_str(name),
        HoleKind::Paragraph { .. } => {}
        HoleKind::Word(word) => out.push_str(word),
    })
}

fn without_heading_ids(html: &str) -> String {
    let mut out = html.to_owned();
    for level in 1..=6 {
        out = remove_between(&out, &format!("<h{level}"), " id=\"", "\"");
    }
    out
}

/// Removes `from…to` where it follows `before` at once.
fn remove_between(html: &str, before: &str, from: &str, to: &str) -> String {
    let start = format!("{before}{from}");
    let mut out = String::new();
    let mut rest = html;
    while let Some((head, tail)) = rest.split_once(&start) {
        out.push_str(head);
        out.push_str(before);
        rest = tail.split_once(to).map_or("", |(_, rest)| rest);
    }
    out + rest
}

fn without_rel(html: &str) -> String {
    html.replace(" rel=\"noopener\"", "")
}

fn without_figures(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((head, tail)) = rest.split_once("<figure>") {
        let (image, tail) = tail.split_once(" /><figcaption>").unwrap_or((tail, ""));
        let (caption, tail) = tail.split_once("</figcaption></figure>").unwrap_or((tail, ""));
        out.push_str(&format!("{head}<p>{image} title=\"{caption}\" /></p>"));
        rest = tail;
    }
    out + rest
}

fn plain(html: &str) -> String {
    html.replace(['“', '”'], "&quot;")
        .replace(['‘', '’'], "'")
        .replace('…', "...")
        .replace('—', "---")
        .replace('–', "--")
}

fn exceptions(text: &'static str) -> BTreeMap<usize, &'static str> {
    let mut exceptions = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (number, reason) = line.split_once(' ').expect("a number and a reason");
        assert!(REASONS.contains(&reason), "`{reason}` is not a known reason");
        assert!(exceptions.insert(number.parse().expect("a number"), reason).is_none(), "{number} is listed twice");
    }
    exceptions
}

fn examples(spec: &str) -> Vec<Example<'_>> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut section = "";
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line == "<!-- END TESTS -->" {
            break;
        }
        if let Some(title) = line.strip_prefix('#') {
            section = title.trim_start_matches(['#', ' ']);
        }
        if line.strip_prefix(&fence) != Some(" example") {
            continue;
        }
        let mut part = |end: &str| -> String {
            lines.by_ref().take_while(|line| *line != end).map(|line| line.replace('→', "\t") + "\n").collect()
        };
        let (markdown, html) = (part("."), part(&fence));
        examples.push(Example { number: examples.len() + 1, markdown, html, section });
    }
    examples
}
