//! What programs read of a portal: feeds, the sitemap, the rules for robots, the web manifest, and the linked data of pages.

use casebook::build::{Builder, Inputs};
use casebook::source::Sources;
use jiff::civil::date;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value as Json;

use crate::golden::Goldens;
use crate::html;
use crate::site::{Made, changed, folder, inputs, make, portal};

/// A portal with an address.
fn addressed(name: &str) -> Made {
    let made = make(&Inputs { base_url: Some("https://example.org/p".to_owned()), ..inputs(&folder(name)) });
    made.assert_good();
    made
}

/// What a page says of itself as linked data.
fn linked(made: &Made, address: &str) -> Json {
    let page = made.html(address);
    let inside =
        page.split_once("<script type=\"application/ld+json\">").and_then(|(_, rest)| rest.split_once("</script>"));
    serde_json::from_str(inside.unwrap_or_else(|| panic!("{address} has no linked data")).0).expect("JSON")
}

/// Panics where a file is no well-formed XML, or has elements that do not end.
fn well_formed(address: &str, bytes: &[u8]) {
    let mut reader = Reader::from_reader(bytes);
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{address}: {error}")) {
            Event::Eof => break,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{address}");
}

#[test]
fn documents_are_as_expected() {
    let made = addressed("two-languages");
    let folder = folder("two-languages").join("documents");
    for extension in ["xml", "txt", "webmanifest"] {
        let mut goldens = Goldens::new(&folder, extension);
        for (address, bytes) in &made.files {
            let Some(name) = address.strip_suffix(&format!(".{extension}")).filter(|_| !address.starts_with("files/"))
            else {
                continue;
            };
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            goldens.add(&name.replace('/', "--"), stable(&text));
        }
        goldens.compare();
    }
    let mut goldens = Goldens::new(&folder, "json");
    for address in [
        "index.html",
        "browse.html",
        "case-studies.html",
        "ar/case-studies/open-meetings.html",
        "plans/example-plan.html",
        "reports/example-report.html",
        "sources/example-letter-2021.html",
        "countries/fji.html",
    ] {
        let name = address.trim_end_matches(".html").replace('/', "--");
        goldens.add(&name, format!("{:#}\n", linked(&made, address)));
    }
    goldens.compare();
}

/// The same without what changes with every version and every icon.
fn stable(text: &str) -> String {
    let mut stable = String::new();
    for line in text.lines() {
        match (line.split_once("assets/"), line.split_once("<generator>")) {
            (Some((before, rest)), _) => {
                let name: Vec<&str> = rest.split('.').collect();
                stable.push_str(&format!("{before}assets/{}.HASH.{}", name[0], name[2..].join(".")));
            }
            (_, Some((before, _))) => stable.push_str(&format!("{before}<generator>casebook VERSION</generator>")),
            _ => stable.push_str(line),
        }
        stable.push('\n');
    }
    stable
}

#[test]
fn every_document_of_every_portal_is_well_formed() {
    for name in crate::PORTALS {
        let made = addressed(name);
        let documents = made.files.iter().filter(|(address, _)| address.ends_with(".xml"));
        documents.for_each(|(address, bytes)| well_formed(address, bytes));
        for address in made.files.keys().filter(|address| address.ends_with(".html") && *address != "404.html") {
            let page = made.html(address);
            if page.contains("http-equiv=\"refresh\"") {
                assert!(page.contains("content=\"noindex\"") && page.contains("rel=\"canonical\""), "{address}");
                continue;
            }
            assert_eq!(linked(&made, address)["@context"], "https://schema.org", "{address}");
            let tags = html::tags(page);
            let description = tags.iter().find(|tag| tag.get("name") == Some("description"));
            let description = description.unwrap_or_else(|| panic!("{address} has no description"));
            assert!(description.get("content").is_some_and(|content| content.len() > 3), "{address}");
        }
    }
}

#[test]
fn the_sitemap_holds_what_can_be_found() {
    let made = addressed("protection");
    let sitemap = made.html("sitemap.xml");
    for there in ["https://example.org/p/", "https://example.org/p/case-studies/present.html"] {
        assert!(sitemap.contains(&format!("<loc>{there}</loc>")), "{there}");
    }
    for absent in ["404.html", "withheld.html", "past.html", "index.html"] {
        assert!(!sitemap.contains(absent), "{absent}");
    }
    assert!(addressed("training-events").html("sitemap.xml").contains("training-events-all.html"));
}

#[test]
fn a_long_sitemap_is_divided() {
    let settings = "kit = 1\ntitle = \"x\"\nlanguages = [\"en\", \"ar\", \"es\", \"fr\", \"ru\", \"zh\"]\nbase_url = \"https://example.org\"\n";
    let rows = (0..9000).map(|number| format!("org-{number},Organisation {number},ngo\n"));
    let table = format!("id,title,roles\n{}", rows.collect::<String>());
    let sources = Sources::from_texts([("casebook.toml", settings), ("content/organisations/many.csv", &table)]);
    let built = Builder::new().build(&Inputs::new(sources, date(2026, 1, 31)));
    let text = |address: &str| {
        let file = built.files.get(address).unwrap_or_else(|| panic!("there is no {address}"));
        let bytes = built.files.produce(file).bytes;
        well_formed(address, &bytes);
        String::from_utf8(bytes).expect("UTF-8")
    };
    let index = text("sitemap.xml");
    let mut urls = 0;
    for part in 1..=2 {
        let address = format!("sitemap-{part}.xml");
        assert!(index.contains(&format!("<loc>https://example.org/{address}</loc>")), "{index}");
        let count = text(&address).matches("<url>").count();
        assert!(count <= 50_000, "{count} in {address}");
        urls += count;
    }
    assert!(!index.contains("sitemap-3.xml") && built.files.get("sitemap-3.xml").is_none());
    assert!(urls > 6 * 9000 && urls % 6 == 0, "{urls}");
}

#[test]
fn without_an_address_there_are_no_feeds_and_no_sitemap() {
    let made = portal("two-languages");
    let documents: Vec<&String> = made.files.keys().filter(|address| !address.ends_with(".html")).collect();
    let of_pages = |address: &str| {
        ["assets/", "rows/", "search/"].iter().any(|folder| address.contains(folder))
            || [".csv", ".json"].iter().any(|end| address.ends_with(end))
    };
    let own = |address: &&&String| !of_pages(address);
    let documents: Vec<&&String> = documents.iter().filter(own).collect();
    assert_eq!(documents, [&&"robots.txt".to_owned()]);
    assert_eq!(made.html("robots.txt"), "User-agent: *\nAllow: /\n");
    for address in ["index.html", "case-studies.html", "ar/case-studies/open-meetings.html"] {
        let page = made.html(address);
        for absent in ["application/atom+xml", "data-manifest", "rel=\"canonical\"", "og:url", "\"url\":", "\"item\":"]
        {
            assert!(!page.contains(absent), "{address}: {absent}");
        }
        linked(&made, address);
    }
}

#[test]
fn a_settled_publisher_and_a_photograph_are_told() {
    let settings = "kit = 1\ntitle = \"x\"\nlanguages = [\"en\"]\nbase_url = \"https://example.org\"\npublisher = \"An example office\"\n";
    let kind = "label = \"Visit\"\nplural = \"Visits\"\nfolder = \"visits\"\nfeed = \"day\"\nschema_org = \"Event\"\n[fields.day]\ntype = \"date\"\nschema_org = \"startDate\"\n[fields.seen]\ntype = \"ref\"\nto = \"country\"\nlist = true\n[fields.view]\ntype = \"image\"\n";
    let record = "title = \"A visit </script><b>\"\nsummary = \"One & two.\"\nday = \"2020\"\nseen = [\"FJI\", \"NPL\"]\nview = { file = \"room.webp\", alt = \"A room\" }\n";
    let picture = casebook::source::Source::of_bytes(&include_bytes!("../images/plain.webp")[..]);
    let inputs = changed(
        "two-languages",
        &[("casebook.toml", settings), ("kinds/visit.toml", kind), ("content/visits/first.toml", record)],
    );
    let mut sources = (*inputs.sources).clone();
    sources.insert(casebook::base::SourcePath::new("content/visits/room.webp"), picture);
    for path in inputs.sources.iter().map(|(path, _)| path).filter(|path| path.as_str().contains(".ar.")) {
        sources.remove(path);
    }
    let made = make(&Inputs { sources: std::sync::Arc::new(sources), ..inputs });
    let page = made.html("visits/first.html");
    for tag in [
        "<meta property=\"og:image\" content=\"https://example.org/files/visits/room-",
        "<meta property=\"og:image:alt\" content=\"A room\">",
        "<title>A visit &lt;/script&gt;&lt;b&gt;",
    ] {
        assert!(page.contains(tag), "{tag} in {page}");
    }
    let data = linked(&made, "visits/first.html");
    let visit = &data["@graph"][0];
    assert_eq!((visit["@type"].as_str(), visit["startDate"].as_str()), (Some("Event"), Some("2020")));
    assert_eq!(visit["location"][0]["name"], "Fiji");
    assert_eq!(visit["mainEntityOfPage"]["publisher"]["name"], "An example office");
    assert!(visit["image"].as_str().is_some_and(|url| url.starts_with("https://example.org/files/visits/room-")));
    // A year is news when it is over.
    let feed = made.html("feeds/visits.xml");
    assert!(
        feed.contains("<updated>2020-12-31T00:00:00Z</updated>") && feed.contains("<summary>One &amp; two.</summary>")
    );
    assert!(feed.contains("<title>A visit &lt;/script&gt;&lt;b&gt;</title>"));
    assert!(made.html("feed.xml").contains("https://example.org/visits/first.html"));
    assert_eq!(linked(&made, "index.html")["@graph"][0]["publisher"]["name"], "An example office");
}

#[test]
fn icons_and_frame_are_those_of_the_theme() {
    let made = addressed("two-languages");
    let page = made.html("ar/index.html");
    assert!(page.contains("<link rel=\"icon\" type=\"image/svg+xml\" href=\"../assets/icon."));
    assert!(page.contains(" data-manifest=\"site.webmanifest\" defer></script>"));
    assert!(!made.html("ar/browse.html").contains("data-manifest"));
    let frame = made.built.site.theme.frame().expect("the built-in theme declares it").clone();
    let style = made.files.iter().find(|(address, _)| address.starts_with("assets/style.")).expect("a style sheet");
    let style = String::from_utf8_lossy(style.1);
    for colour in [frame.light, frame.dark, frame.background] {
        assert!(style.contains(&colour), "the style sheet has no colour {colour}");
        assert!(page.contains(&colour) || made.html("site.webmanifest").contains(&colour), "{colour}");
    }
    for (name, size) in [("icon-180.", 180_u32), ("icon-192.", 192), ("icon-512.", 512)] {
        let icon = made.files.iter().find(|(address, _)| address.starts_with(&format!("assets/{name}"))).expect(name);
        assert_eq!(icon.1[16..24], [size.to_be_bytes(), size.to_be_bytes()].concat(), "{name}");
    }
    let not_found = made.html("404.html");
    assert!(not_found.contains("<a href=\"https://example.org/p/\">") && !not_found.contains("assets/"));
}
