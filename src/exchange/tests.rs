//! Documents with everything in them, held to their formats by an XML parser.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::base::Lang;
use crate::view::{Document, Feed, FeedEntry, Sitemap, SitemapPage, WebManifest};

use super::bytes;

/// The texts of the document in order; panics where it is not well formed.
fn texts(bytes: &[u8]) -> Vec<String> {
    let mut reader = Reader::from_reader(bytes);
    let mut texts: Vec<String> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => return texts,
            Event::Start(_) => texts.push(String::new()),
            Event::Text(text) => {
                // What stands between elements is there for the eye.
                let text: &str = &text;
                texts.last_mut().filter(|_| !text.contains('\n')).into_iter().for_each(|last| last.push_str(text));
            }
            Event::GeneralRef(name) => {
                let name: &str = &name;
                let c = match name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("&{other};"),
                };
                texts.last_mut().into_iter().for_each(|last| last.push_str(c));
            }
            _ => {}
        }
    }
}

fn entry(title: &str, updated: &str) -> FeedEntry {
    FeedEntry {
        address: format!("https://example.org/{}.html", updated),
        title: title.into(),
        summary: Some("]]> & <b>\u{1}\u{b}\"quoted\"</b>".into()),
        lang: Lang::new("es"),
        updated: updated.to_owned(),
        published: None,
        category: ("news".to_owned(), "News \"item\" & <more>".into()),
    }
}

#[test]
fn a_feed_survives_any_text() {
    let feed = Feed {
        address: "https://example.org/feed.xml?a&b".to_owned(),
        page: "https://example.org/".to_owned(),
        title: "A <title> & more".into(),
        subtitle: None,
        author: "Nobody".into(),
        generator: "casebook",
        lang: Lang::new("en"),
        entries: vec![entry("New", "2026-01-02T00:00:00Z"), entry("Old", "2025-01-02T00:00:00Z")],
    };
    let made = bytes(&Document::Feed(feed));
    let texts = texts(&made);
    assert!(texts.contains(&"A <title> & more".to_owned()), "{texts:?}");
    assert!(texts.contains(&"]]> & <b>\"quoted\"</b>".to_owned()), "{texts:?}");
    let text = String::from_utf8(made).unwrap();
    assert_eq!(text.find("<updated>2026-01-02").map(|_| text.matches("<updated>2026-01-02").count()), Some(2));
    assert!(text.contains("<entry xml:lang=\"es\">"));
}

#[test]
fn a_sitemap_names_each_language_of_each_page() {
    let page = |path: &str| SitemapPage { path: path.to_owned(), reviewed: Some("2025-03".to_owned()) };
    let mut sitemap = Sitemap {
        base: "https://example.org/p/".to_owned(),
        languages: vec![(Lang::new("en"), String::new()), (Lang::new("ar"), "ar/".to_owned())],
        pages: vec![page(""), page("a.html")],
    };
    let made = bytes(&Document::Sitemap(sitemap.clone()));
    texts(&made);
    let text = String::from_utf8(made).unwrap();
    assert_eq!((text.matches("<url>").count(), text.matches("<xhtml:link").count()), (4, 12));
    assert!(text.contains("<loc>https://example.org/p/ar/a.html</loc>") && text.contains("<lastmod>2025-03</lastmod>"));
    sitemap.languages.truncate(1);
    let text = String::from_utf8(bytes(&Document::Sitemap(sitemap))).unwrap();
    assert!(!text.contains("xhtml"));
    let index = bytes(&Document::SitemapIndex(vec!["https://example.org/sitemap-1.xml".to_owned()]));
    assert!(texts(&index).contains(&"https://example.org/sitemap-1.xml".to_owned()));
}

#[test]
fn a_manifest_is_json_with_a_short_name() {
    let portal = |name: &str| WebManifest {
        name: name.into(),
        description: None,
        lang: Lang::new("ar"),
        icons: vec![("assets/icon.svg".to_owned(), "image/svg+xml", "any")],
        colours: Some(("#000".to_owned(), "#fff".to_owned())),
    };
    for (name, short) in
        [("Human rights casebook", "Human rights"), ("Menschenrechtsberichte", "Menschenrechtsberichte")]
    {
        let made = bytes(&Document::Manifest(portal(name)));
        let json: serde_json::Value = serde_json::from_slice(&made).unwrap();
        assert_eq!((json["short_name"].as_str(), json["dir"].as_str()), (Some(short), Some("rtl")));
        assert_eq!(json["icons"][0]["src"], "assets/icon.svg");
    }
}

#[test]
fn robots_are_welcome() {
    assert_eq!(bytes(&Document::Robots(None)), b"User-agent: *\nAllow: /\n");
    let with = bytes(&Document::Robots(Some("https://example.org/sitemap.xml".to_owned())));
    assert_eq!(with, b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n");
}
