//! What an edit costs: exactly the files that show what was changed are made anew.

use std::collections::BTreeSet;

use casebook::base::Address;
use casebook::base::diagnostic::has_errors;
use casebook::build::Builder;

use crate::portal::{Portal, Site};

/// What an edit led to.
struct Effect {
    before: Site,
    after: Site,
}

/// Edits the small portal, and holds the build after it to a clean one.
fn edit(change: impl FnOnce(&mut Portal)) -> Effect {
    let mut portal = Portal::small();
    let mut builder = Builder::new();
    let before = Site::build(&mut builder, &portal, &Site::default());
    change(&mut portal);
    let after = Site::build(&mut builder, &portal, &before);
    assert_eq!(after.differences(&Site::clean(&portal)), Vec::<String>::new());
    assert!(!has_errors(&after.diagnostics), "{:#?}", after.diagnostics);
    Effect { before, after }
}

/// These files, without those of the search index: their names tell their content, so that each edit has others.
fn set<'a>(addresses: impl IntoIterator<Item = &'a Address>) -> BTreeSet<String> {
    let of_index = |address: &String| address.starts_with("search/") || address.contains("/search/");
    addresses.into_iter().map(|address| address.to_string()).filter(|address| !of_index(address)).collect()
}

impl Effect {
    /// Exactly these files were made.
    fn makes(&self, expected: &BTreeSet<String>) {
        let made = set(&self.after.produced);
        let more: Vec<_> = made.difference(expected).collect();
        let less: Vec<_> = expected.difference(&made).collect();
        assert!(more.is_empty() && less.is_empty(), "made besides: {more:#?}\nexpected, but not made: {less:#?}");
    }

    /// Exactly these addresses came and went.
    fn adds_and_removes(&self, added: &BTreeSet<String>, removed: &BTreeSet<String>) {
        let (before, after) = (set(self.before.files.keys()), set(self.after.files.keys()));
        assert_eq!(&after.difference(&before).cloned().collect::<BTreeSet<_>>(), added);
        assert_eq!(&before.difference(&after).cloned().collect::<BTreeSet<_>>(), removed);
    }

    /// Every page is made, and nothing else: what all pages depend on changed.
    fn makes_all_pages(&self) {
        self.makes(&set(self.after.files.keys().filter(|address| address.as_str().ends_with(".html"))));
    }
}

/// These addresses.
fn only(addresses: &[&str]) -> BTreeSet<String> {
    addresses.iter().map(|address| address.to_string()).collect()
}

/// These pages in both languages of the portal; `.html` is added.
fn both(pages: &[&str]) -> BTreeSet<String> {
    ["", "es/"].into_iter().flat_map(|prefix| pages.iter().map(move |page| format!("{prefix}{page}.html"))).collect()
}

/// The same of lists and records as data, of which there is one set for all languages.
fn data(lists: &[&str], records: &[&str]) -> BTreeSet<String> {
    let lists = lists.iter().flat_map(|list| [format!("{list}.csv"), format!("{list}.json")]);
    lists.chain(records.iter().map(|record| format!("{record}.json"))).collect()
}

fn together(sets: &[BTreeSet<String>]) -> BTreeSet<String> {
    sets.iter().flatten().cloned().collect()
}

/// The rows that the lists of these folders are filtered with, in both languages.
fn rows(folders: &[&str]) -> BTreeSet<String> {
    let of = |prefix: &'static str| folders.iter().map(move |folder| format!("{prefix}rows/{folder}.js"));
    ["", "es/"].into_iter().flat_map(of).collect()
}

#[test]
fn nothing_changed() {
    edit(|_| ()).makes(&only(&[]));
}

#[test]
fn what_nobody_sees() {
    let edits: &[fn(&mut Portal)] = &[
        // Every place in the file moves.
        |portal| {
            let text = portal.text("content/sources/sources.toml");
            portal.write("content/sources/sources.toml", format!("# A comment.\n\n{text}"));
        },
        |portal| {
            portal.replace("content/case-studies/wells.md", "officer = \"A. Example\"\n", "officer = \"B. Example\"\n")
        },
        |portal| portal.replace("content/stories/maria.md", "By telephone", "By letter"),
        |portal| portal.replace("content/case-studies/prison.md", "Not yet written", "Still not written"),
        |portal| portal.replace("content/stories/afi.md", "This is withheld", "This stays withheld"),
        |portal| portal.write("content/case-studies/list.txt", "Another list that only a draft uses.\n"),
        |portal| portal.write("content/case-studies/lost.txt", "Nobody names this file.\n"),
        |portal| {
            portal.replace(
                "kinds/story.toml",
                "[fields.steps.fields.remark]\ntype = \"text\"",
                "[fields.steps.fields.remark]\nhelp = \"Why\"\ntype = \"text\"",
            )
        },
    ];
    for (number, change) in edits.iter().enumerate() {
        println!("edit {number}");
        edit(change).makes(&only(&[]));
    }
}

#[test]
fn the_date_alone() {
    edit(|portal| portal.today = jiff::civil::date(2027, 12, 24)).makes(&only(&[]));
    // A day that somebody chose stands at the foot of every page.
    edit(|portal| portal.as_of = Some(jiff::civil::date(2026, 3, 1))).makes_all_pages();
}

#[test]
fn a_word_in_a_body() {
    edit(|portal| portal.replace("content/case-studies/courts.md", "in the south", "in the far south"))
        .makes(&together(&[both(&["case-studies/courts"]), data(&[], &["case-studies/courts"])]));
    // Of two languages, in one.
    edit(|portal| portal.replace("content/case-studies/wells.es.md", "Ambos distritos", "Los dos distritos"))
        .makes(&only(&["es/case-studies/wells.html", "case-studies/wells.json"]));
    edit(|portal| portal.replace("content/case-studies/wells.md", "Both districts", "The two districts"))
        .makes(&only(&["case-studies/wells.html", "case-studies/wells.json"]));
    // In a nested table, which has no place in the tables of its records.
    edit(|portal| portal.replace("content/stories/maria.md", "She asked the council", "She wrote to the council"))
        .makes(&together(&[
            both(&["stories/maria"]),
            only(&[
                "data/story/steps.csv",
                "stories.json",
                "stories/maria.json",
                "stories/places/pry.json",
                "stories/tone/glad.json",
            ]),
        ]));
}

#[test]
fn a_title() {
    edit(|portal| portal.replace("content/case-studies/courts.md", "Courts that travel", "Courts that ride")).makes(
        &together(&[
            both(&[
                "case-studies/courts",
                "case-studies/mobile-courts",
                // Lists that it is in.
                "index",
                "a-z",
                "case-studies",
                "case-studies/countries/pry",
                "case-studies/mechanisms/cerd",
                "case-studies/sector/justice",
                "case-studies/themes/access-to-justice-remedy",
                "case-studies/themes/access-to-justice-remedy/countries/pry",
                // An embed shows it.
                "case-studies/radio",
                // The report shows who cites its paragraphs.
                "reports/rivers",
                // It names these.
                "case-studies/wells",
                "countries/pry",
                "mechanisms/cerd",
                "sources/a-hrc-99-1",
                "themes/access-to-justice-remedy",
            ]),
            data(
                &[
                    "case-studies",
                    "case-studies/countries/pry",
                    "case-studies/mechanisms/cerd",
                    "case-studies/sector/justice",
                    "case-studies/themes/access-to-justice-remedy",
                ],
                &["case-studies/courts"],
            ),
            rows(&["case-studies"]),
        ]),
    );
}

#[test]
fn a_new_case_study() {
    let effect = edit(|portal| {
        let text = "+++\ntitle = \"A bridge\"\ncountries = [\"SEN\"]\nthemes = [\"budget-resources\"]\n+++\n\n## What was done {#what-was-done}\n\nBuilt.\n";
        portal.write("content/case-studies/bridge.md", text);
    });
    let new = both(&["case-studies/bridge", "case-studies/countries/sen", "countries/sen", "regions/western-africa"]);
    let new: BTreeSet<String> =
        new.into_iter().filter(|address| !effect.before.files.contains_key(&Address::new(address.as_str()))).collect();
    let new_data = data(&["case-studies/countries/sen"], &["case-studies/bridge", "countries/sen"]);
    effect.adds_and_removes(&together(&[new, new_data.clone()]), &only(&[]));
    let pages = both(&[
        "case-studies/bridge",
        "case-studies/countries/sen",
        "countries/sen",
        // Both concern the budget.
        "case-studies/wells",
        // It stands after this one.
        "case-studies/courts",
        // Lists that it is in, and pages that say how many records there are.
        "index",
        "browse",
        "a-z",
        // Other lists about the budget say how many case studies there are.
        "actions/themes/budget-resources",
        "news/themes/budget-resources",
        "recommendations/themes/budget-resources",
        "case-studies",
        "case-studies/themes/budget-resources",
        "countries",
        "countries/status/member",
        "countries/subregion/western-africa",
        "countries/groups/ldc",
        // What it leads to.
        "themes/budget-resources",
        "regions/western-africa",
        // On all maps the square of the country is a link now, as it has a page.
        "case-studies/led-by/ohchr",
        "case-studies/sector/justice",
        "case-studies/sector/water",
        "case-studies/themes/access-to-justice-remedy",
        "organisations",
        "organisations/roles/ngo",
        "recommendations",
        "recommendations/made-by/cerd",
        "recommendations/made-by/upr",
        "recommendations/rec-type/recommendation",
        "recommendations/response/supported",
        "recommendations/themes/access-to-justice-remedy",
        // They say how many rows there are.
        "data",
        "data/case-study",
        "data/country",
    ]);
    let lists = data(
        &[
            "case-studies",
            "case-studies/themes/budget-resources",
            "countries",
            "countries/status/member",
            "countries/subregion/western-africa",
            "countries/groups/ldc",
        ],
        &[],
    );
    effect.makes(&together(&[pages, only(&["sitemap.xml"]), new_data, lists, rows(&["case-studies", "countries"])]));
}

#[test]
fn a_record_goes() {
    let effect = edit(|portal| portal.remove("content/stories/ama.md"));
    // With it the list of its country, and a pair that is too small now.
    let gone = ["stories/ama", "stories/places/tgo", "stories/tone/glad/places/pry"];
    let gone_data = data(&["stories/places/tgo"], &["stories/ama"]);
    effect.adds_and_removes(&only(&[]), &together(&[both(&gone), gone_data]));
    let pages = both(&[
        "index",
        "browse",
        "a-z",
        // Other lists about its countries say how many stories there are.
        "case-studies/countries/pry",
        "case-studies/countries/tgo",
        "figures/countries/pry",
        "organisations/countries/pry",
        "plans/countries/pry",
        "recommendations/countries/pry",
        "recommendations/countries/tgo",
        "stories",
        "stories/tone/glad",
        "stories/places/pry",
        "countries/pry",
        "countries/tgo",
        // Their maps say how many records name each country.
        "countries",
        "countries/status/member",
        // They have much in common with it.
        "stories/jose",
        "stories/maria",
        // An embed shows it.
        "pages/home",
        // They say how many rows there are.
        "data",
        "data/story",
    ]);
    let lists = data(&["stories", "stories/tone/glad", "stories/places/pry"], &[]);
    effect.makes(&together(&[pages, only(&["sitemap.xml"]), lists, rows(&["stories"])]));
}

#[test]
fn a_row_of_a_table() {
    let effect = edit(|portal| {
        portal.replace("content/recommendations/all.csv", "Free the press,", "Free the press at last,");
    });
    let mut expected = both(&[
        "countries/tgo/recommendations-form",
        "recommendations/99-10",
        // They stand before and after it.
        "recommendations/99-11",
        "recommendations/99-2",
        "a-z",
        "recommendations",
        "recommendations/countries/tgo",
        "recommendations/made-by/upr",
        "recommendations/rec-type/concern",
        "recommendations/response/noted",
        "recommendations/themes/access-to-justice-remedy",
        "countries/tgo",
        "mechanisms/upr",
        "themes/access-to-justice-remedy",
    ]);
    // The same as a table for spreadsheets.
    expected.extend(["", "es/"].map(|prefix| format!("{prefix}countries/tgo/recommendations-form.csv")));
    let lists = data(
        &[
            "recommendations",
            "recommendations/countries/tgo",
            "recommendations/made-by/upr",
            "recommendations/rec-type/concern",
            "recommendations/response/noted",
            "recommendations/themes/access-to-justice-remedy",
        ],
        &["recommendations/99-10"],
    );
    effect.makes(&together(&[expected, lists, rows(&["recommendations"])]));
}

#[test]
fn a_review() {
    let effect = edit(|portal| {
        portal.replace("content/case-studies/radio.md", "reviewed = \"2026-05-01\"", "reviewed = \"2026-05-02\"");
    });
    let feeds = ["feed.xml", "es/feed.xml", "feeds/case-studies.xml", "es/feeds/case-studies.xml", "sitemap.xml"];
    // The home page tells the newest day of all.
    let lists = data(
        &[
            "case-studies",
            "case-studies/countries/pry",
            "case-studies/countries/tgo",
            "case-studies/sector/justice",
            "case-studies/themes/access-to-justice-remedy",
        ],
        &["case-studies/radio"],
    );
    effect.makes(&together(&[both(&["case-studies/radio", "index"]), only(&feeds), lists]));
}

#[test]
fn a_picture() {
    let effect = edit(|portal| {
        let bytes: &[u8] = include_bytes!("../images/plain.webp");
        let path = casebook::base::SourcePath::new("content/case-studies/well.webp");
        portal.sources.insert(path, casebook::source::Source::of_bytes(bytes));
    });
    let pictures = |site: &Site| set(site.files.keys().filter(|address| address.as_str().ends_with(".webp")));
    effect.adds_and_removes(&pictures(&effect.after), &pictures(&effect.before));
    // Its address stands in the data too.
    let lists = data(
        &[
            "case-studies",
            "case-studies/countries/gtm",
            "case-studies/countries/pry",
            "case-studies/led-by/ohchr",
            "case-studies/sector/water",
            "case-studies/themes/access-to-justice-remedy",
            "case-studies/themes/budget-resources",
        ],
        &["case-studies/wells"],
    );
    effect.makes(&together(&[both(&["case-studies/wells"]), pictures(&effect.after), lists]));
}

#[test]
fn a_declaration() {
    // A kind that nobody uses yet.
    edit(|portal| portal.write("kinds/river.toml", "label = \"River\"\nfolder = \"rivers\"\n")).makes(&only(&[]));
    // A label is on the pages that show the field.
    edit(|portal| portal.replace("kinds/story.toml", "label = \"Teller\"", "label = \"Narrator\"")).makes(&together(
        &[both(&["stories/maria", "data/story"]), only(&["data/story.schema.json", "datapackage.json"])],
    ));
}

#[test]
fn what_every_page_shows() {
    // The Spanish pages have a title of their own.
    let effect = edit(|portal| portal.replace("casebook.toml", "Casebook of two rivers", "Rivers"));
    let english = |address: &&Address| address.as_str().ends_with(".html") && !address.as_str().starts_with("es/");
    let documents =
        only(&["feed.xml", "feeds/case-studies.xml", "feeds/news.xml", "site.webmanifest", "datapackage.json"]);
    effect.makes(&set(effect.after.files.keys().filter(english)).union(&documents).cloned().collect());
    // Templates and words are hashed as a whole.
    edit(|portal| portal.replace("themes/own/templates/story.html", "class=\"told\"", "class=\"told by\""))
        .makes_all_pages();
    edit(|portal| portal.replace("themes/own/words/en.toml", "Told by", "As told by")).makes_all_pages();
}

/// The address of every asset is known to every page.
#[test]
fn a_style_sheet() {
    let effect = edit(|portal| portal.replace("themes/own/assets/own.css", "inherit", "black"));
    let sheets = |site: &Site| {
        let own = |address: &&Address| address.as_str().starts_with("assets/own.");
        set(site.files.keys().filter(own))
    };
    effect.adds_and_removes(&sheets(&effect.after), &sheets(&effect.before));
    let pages = set(effect.after.files.keys().filter(|address| address.as_str().ends_with(".html")));
    effect.makes(&pages.union(&sheets(&effect.after)).cloned().collect());
}
