//! What nobody may see, what moved, what amends the kit, and how the parts of a portal name each other.

use casebook::build::Inputs;

use crate::links;
use crate::site::{changed, folder, inputs, make, portal};

#[test]
fn nothing_hidden_reaches_any_file() {
    let made = portal("protection");
    for (address, bytes) in &made.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("canary") && !address.contains("canary"), "{address}");
        // The countries of hidden records have no page, and no list counts them. A map names every State, and counts none of these.
        let map = text
            .find("<svg class=\"tiles\"")
            .map(|start| start..start + text[start..].find("</svg>").expect("the map ends"));
        let (map, rest) = match map {
            Some(map) => (text[map.clone()].to_owned(), format!("{}{}", &text[..map.start], &text[map.end..])),
            None => (String::new(), text.to_string()),
        };
        for name in ["Paraguay", "Moldova", "Senegal", "Togo"] {
            assert!(!rest.contains(name), "{address}: {name}");
            let counted = map.replace(&format!("{name}: 0"), "").contains(&format!("{name}: "));
            assert!(!counted, "{address}: {name}");
        }
    }
    for address in [
        "case-studies/draft.html",
        "case-studies/future.html",
        "case-studies/internal.html",
        "actions/example-2-1.html",
    ] {
        assert!(!made.files.contains_key(address), "{address}");
    }
}

#[test]
fn a_withheld_record_leaves_a_dated_notice() {
    let made = portal("protection");
    let page = made.html("case-studies/withheld.html");
    assert!(page.contains("<h1>Withheld for protection</h1>") && page.contains("1 September 2025"));
    assert!(!made.html("case-studies.html").contains("withheld.html"));
    assert!(made.html("case-studies/present.html").contains("href=\"withheld.html\">Withheld for protection</a>"));
}

#[test]
fn drafts_and_future_records_show_in_a_preview() {
    let preview = make(&Inputs { drafts: true, ..inputs(&folder("protection")) });
    preview.assert_good();
    let page = preview.html("case-studies/draft.html");
    assert!(page.contains("canary-draft-body") && page.contains("banner-draft"));
    assert!(preview.html("case-studies.html").contains("canary-draft-title"));
    assert!(preview.html("case-studies/future.html").contains("canary-future-body"));
    assert!(preview.html("actions/example-2-1.html").contains("canary-draft-action"));
    // Internal and withheld ones never show.
    for (address, bytes) in &preview.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("canary-internal") && !text.contains("canary-withheld"), "{address}");
    }
    assert_eq!(links::faults(&preview), [""; 0]);
}

#[test]
fn a_former_id_redirects_and_resolves_with_a_warning() {
    let made = portal("protection");
    for address in ["case-studies/past.html", "case-studies/a-former-id.html"] {
        let page = made.html(address);
        assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=present.html\">"), "{address}");
        assert!(page.contains("https://example.org/portal/case-studies/present.html"), "{address}");
    }
    assert!(made.html("case-studies/neighbour.html").contains("href=\"present.html\">the record by its former id</a>"));
    let warned = "former-id content/case-studies/neighbour.md: `past` is a former id of `present`";
    assert!(made.found().iter().any(|found| found == warned), "{:#?}", made.found());
}

#[test]
fn a_portal_amends_kit_records_field_by_field() {
    let made = portal("protection");
    let country = made.html("countries/fji.html");
    assert!(country.contains("This portal adds a sentence to the record that ships."));
    assert!(country.contains("the Republic of Fiji") && country.contains("Melanesia"));
    assert!(made.html("themes/civic-space.html").contains("This portal describes the theme that ships."));
}

#[test]
fn terms_of_the_kit_have_pages_only_where_something_leads_to_them() {
    let made = portal("protection");
    let names = |folder: &str| -> Vec<&str> {
        let inside = made.files.keys().filter_map(|address| address.strip_prefix(folder)?.strip_prefix('/'));
        inside.filter(|name| !name.contains('/') && name.ends_with(".html")).collect()
    };
    assert_eq!(names("countries"), ["fji.html", "npl.html"]);
    // Named by the countries alone, and by each other.
    assert_eq!(names("regions"), ["asia.html", "melanesia.html", "oceania.html", "southern-asia.html", "world.html"]);
}

#[test]
fn relative_links_lead_to_pages_and_attachments() {
    let made = portal("protection");
    let page = made.html("case-studies/present.html");
    for link in [
        "href=\"neighbour.html\"",
        "href=\"neighbour.html#results\"",
        "href=\"../plans/example.html\"",
        "href=\"withheld.html\"",
    ] {
        assert!(page.contains(link), "{link}");
    }
    let files: Vec<&String> = made.files.keys().filter(|address| address.starts_with("files/")).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    assert!(page.contains(&format!("href=\"../{}\"", files[0])));
    for (text, code) in [
        ("[x](../files/nothing.txt)", "broken-path"),
        ("[x](neighbour.md#nowhere)", "broken-anchor"),
        ("[x](../../casebook.toml)", "broken-path"),
        ("[[present#nowhere]]", "broken-anchor"),
        ("[[nobody]]", "dangling-link"),
        ("![x](../files/nothing.png)", "missing-file"),
    ] {
        let body = format!("+++\ntitle = \"x\"\nconsent = \"not-needed\"\n+++\n## x {{#what-was-done}}\n\n{text}\n");
        let found = make(&changed("protection", &[("content/case-studies/wrong.md", &body)])).found();
        assert!(
            found.iter().any(|found| found.starts_with(&format!("{code} content/case-studies/wrong.md"))),
            "{text}: {found:#?}"
        );
    }
}

#[test]
fn nested_tables_and_parts_stand_in_their_order() {
    let made = portal("protection");
    let plan = made.html("plans/example.html");
    for shown in [
        "First challenge",
        "<strong>stress</strong>",
        "Second challenge",
        "First aim",
        "First area",
        "An action outside all areas",
    ] {
        assert!(plan.contains(shown), "{shown}");
    }
    let area = made.html("areas/area-one.html");
    assert!(area.find("First action") < area.find("Tenth action"));
    assert!(made.html("actions/example-1-1.html").contains("The second part"));
    // The actions of the areas count for the plan; a draft does not.
    assert_eq!(plan.matches("canary").count(), 0);
    assert!(made.html("plans.html").contains("<dt>Actions</dt><dd><bdi>3</bdi></dd>"));
}

#[test]
fn embeds_show_records_and_figures() {
    let page = portal("protection");
    let page = page.html("pages/about.html");
    for shown in [
        "All figures",
        "1,234,567.8",
        "About",
        "Two of the case studies",
        "href=\"../case-studies/themes/civic-space.html\"",
        "Example: the neighbour",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn a_theme_of_the_portal_extends_the_built_in_one() {
    let made = portal("protection");
    let page = made.html("case-studies/present.html");
    assert!(page.contains("href=\"../regions/melanesia.html\">Melanesia</a>"));
    assert!(page.contains("alt=\"The mark of the example theme\""));
    assert!(made.files.keys().any(|address| address.starts_with("assets/mark.") && address.ends_with(".svg")));
    assert!(made.html("index.html").contains(">Plans</h2>"));
}
