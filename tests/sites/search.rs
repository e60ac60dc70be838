//! The search index: each of its files is named by another, and what it finds is there.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::html;
use crate::site::{Made, make, portal};

/// What a file of an index hands over.
pub fn given(site: &Made, address: &str) -> Option<Value> {
    let script = std::str::from_utf8(site.files.get(address)?).ok()?;
    let (name, value) = script.strip_prefix("casebook.given(")?.strip_suffix(");\n")?.split_once(',')?;
    let (_, file) = address.rsplit_once('/')?;
    assert_eq!(name, format!("\"{}\"", file.strip_suffix(".js")?), "{address}");
    serde_json::from_str(value).ok()
}

/// The files that a file of an index names, by their addresses.
pub fn named(site: &Made, address: &str) -> Vec<String> {
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut names = Vec::new();
    if let Some(value) = given(site, address) {
        texts(&value, &mut |text| {
            let of_index = ["terms-", "places-", "texts-", "list-"].iter().any(|kind| text.starts_with(kind));
            if of_index && site.files.contains_key(&format!("{folder}/{text}.js")) {
                names.push(format!("{folder}/{text}.js"));
            }
        });
    }
    names
}

fn texts(value: &Value, each: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, each)),
        Value::Object(entries) => entries.values().for_each(|item| texts(item, each)),
        _ => {}
    }
}

/// The pages of an index in their order: address, title, and the anchors of their blocks.
fn pages(site: &Made, folder: &str) -> Vec<(String, String, Vec<String>)> {
    let index = given(site, &format!("{folder}index.js")).expect("there is an index");
    let mut found = Vec::new();
    let mut files: Vec<Value> = index["texts"].as_array().expect("files of texts").clone();
    if files.iter().any(|file| file[1].as_str().is_some_and(|name| name.starts_with("list-"))) {
        let lists = files.iter().map(|file| format!("{folder}{}.js", file[1].as_str().unwrap_or_default()));
        files = lists
            .flat_map(|list| given(site, &list).and_then(|list| list.as_array().cloned()).expect("a list"))
            .collect();
    }
    for file in files {
        assert_eq!(file[0], found.len(), "the number of the first page");
        let shown =
            given(site, &format!("{folder}{}.js", file[1].as_str().unwrap_or_default())).expect("a file of texts");
        for page in shown.as_array().expect("pages") {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let mut anchors: Vec<String> =
                page[5].as_array().expect("blocks").iter().map(|block| text(&block[0])).collect();
            let mut next = text(&page[6]);
            while !next.is_empty() {
                let rest = given(site, &format!("{folder}{next}.js")).expect("the rest of a text");
                let rest = rest.as_array().expect("blocks, and what follows").clone();
                anchors.extend(rest[..rest.len() - 1].iter().map(|block| text(&block[0])));
                next = text(&rest[rest.len() - 1]);
            }
            found.push((text(&page[0]), text(&page[1]), anchors));
        }
    }
    assert_eq!(index["count"], found.len());
    found
}

#[test]
fn what_is_found_is_there() {
    for name in ["six-languages", "exampleland"] {
        let made = portal(name);
        for folder in made
            .files
            .keys()
            .filter_map(|address| address.strip_suffix("index.js").filter(|folder| folder.ends_with("search/")))
        {
            for (address, title, anchors) in pages(&made, folder) {
                let (page, fragment) = address.split_once('#').map_or((&*address, None), |(page, id)| (page, Some(id)));
                assert!(made.files.contains_key(page), "{name}: {title}: {address}");
                let tags = html::tags(made.html(page));
                let ids: BTreeSet<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
                for anchor in anchors.iter().map(String::as_str).chain(fragment).filter(|anchor| !anchor.is_empty()) {
                    assert!(ids.contains(anchor), "{name}: {address} has no `{anchor}`");
                }
            }
        }
    }
}

#[test]
fn every_page_of_a_record_is_found_in_every_language() {
    let made = portal("six-languages");
    let in_english: Vec<_> = pages(&made, "search/").into_iter().map(|(address, ..)| address).collect();
    for lang in ["ar", "es", "fr", "ru", "zh"] {
        let found: BTreeSet<String> =
            pages(&made, &format!("{lang}/search/")).into_iter().map(|(address, ..)| address).collect();
        let expected: BTreeSet<String> = in_english.iter().map(|address| format!("{lang}/{address}")).collect();
        assert_eq!(found, expected, "{lang}");
    }
    let found: BTreeSet<&str> = in_english.iter().map(String::as_str).collect();
    let records = made.files.keys().filter(|address| {
        let record = |html: &str| html.contains("<body class=\"page-record");
        !address.contains("/search/")
            && address.ends_with(".html")
            && !address.starts_with(|c: char| c.is_lowercase() && address.as_bytes()[2] == b'/')
            && record(made.html(address))
    });
    for record in records {
        assert!(found.contains(record.as_str()), "{record}");
    }
}

#[test]
fn a_portal_without_search_has_neither_field_nor_index() {
    let settings = "title = \"Plain\"\nkit = 1\nsearch = false\n";
    let sources = casebook::source::Sources::from_texts([
        ("casebook.toml", settings),
        ("content/lessons/one.md", "+++\ntitle = \"One\"\n+++\n\nText.\n"),
    ]);
    let made = make(&casebook::build::Inputs::new(sources, jiff::civil::date(2026, 1, 31)));
    assert!(!made.files.keys().any(|address| address.starts_with("search")), "{:?}", made.files.keys());
    assert!(!made.html("index.html").contains("to-search"));
}

/// All words of an index, in the order of their keys.
fn words(site: &Made) -> String {
    let terms = site.files.keys().filter(|address| address.starts_with("search/terms-"));
    terms.filter_map(|address| given(site, address)?.as_str().map(str::to_owned)).collect()
}

#[test]
fn notes_are_found_but_for_those_that_are_withheld_or_not_yet_published() {
    let recommendation = r#"
title = "Water"
made_by = "upr"
countries = ["PRY"]

[[comments]]
text = "An approving zwischenruf."
published = 2026-01-02
moderated = 2026-01-02

[[comments]]
text = "A hidden geheimwort."
published = 2026-01-02
moderated = 2026-01-02
withheld = 2026-01-05

[[comments]]
text = "A later zukunftswort."
published = 2026-01-02
moderated = 2026-02-20
"#;
    let sources = casebook::source::Sources::from_texts([
        ("casebook.toml", "title = \"Plain\"\nkit = 1\n"),
        ("content/recommendations/water.toml", recommendation),
    ]);
    let made = make(&casebook::build::Inputs::new(sources, jiff::civil::date(2026, 1, 31)));
    let words = words(&made);
    assert!(words.contains("zwischenruf"), "{words}");
    assert!(!words.contains("geheimwort") && !words.contains("zukunftswort"), "{words}");
}

#[test]
fn each_letter_stands_once_whatever_signs_titles_begin_with() {
    let lesson = |title: &str| format!("+++\ntitle = '{title}'\n+++\n\nText.\n");
    let titles = ["Quito", "¿Qué hacer?", "“Alba”", "¡Alto!", "(Beta)", "2030", "- alone", "Émile"];
    let files: Vec<(String, String)> =
        titles.iter().enumerate().map(|(at, title)| (format!("content/lessons/l{at}.md"), lesson(title))).collect();
    let mut texts: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    texts.push(("casebook.toml", "title = \"Plain\"\nkit = 1\n"));
    let made = make(&casebook::build::Inputs::new(
        casebook::source::Sources::from_texts(texts.iter().copied()),
        jiff::civil::date(2026, 1, 31),
    ));
    let tags = html::tags(made.html("a-z.html"));
    let letters: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")?.strip_prefix("page-letter-")).collect();
    // 0–9, A, B, E, Q, by their codes.
    assert_eq!(letters, ["30-2013-39", "41", "42", "45", "51"]);
}
