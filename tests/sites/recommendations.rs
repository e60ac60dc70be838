//! Recommendations as pages, forms and tables; treaties and reporting: what they tell, what they keep to themselves, and that every number has
//! its list.

use casebook::build::Inputs;
use casebook::source::Sources;
use jiff::civil::{Date, date};

use crate::links;
use crate::site::{Made, make, portal};

const FILES: &[(&str, &str)] = &[
    ("casebook.toml", "kit = 1\ntitle = \"Test\"\nlanguages = [\"en\"]\nbase_url = \"https://www.example.org/\"\n"),
    ("content/sources/s.toml", "title = \"A source\"\nplaces = [\"1-10\"]\n"),
    (
        "content/recommendations/of-review.toml",
        r#"
title = "Of the review"
summary = "Told in other words."
official_text = "=Ratify, \"soon\""
place = "s#2"
made_by = ["UPR"]
countries = ["PRY"]
recommending_states = ["FJI"]
response = "noted"
response_as_printed = "Takes note"
response_document = "s#4"
themes = ["reservations", "access-to-justice-remedy"]
persons = ["children"]
goals = ["16.3"]
evidence = [
  { published = "2024-05-01", assessor = "nhri", status = "under-way", by = "unicef", text = "It began.", sources = ["s#3"] },
  { published = "2025-05-01", assessor = "civil-society", withheld = "2025-06-01", text = "canary", by = "ohchr" },
]
comments = [
  { text = "Word of the named.", published = "2025-01-01", moderated = "2025-01-02", attribution = "named", by = "unicef" },
  { text = "Word of a type.", published = "2025-02-01", moderated = "2025-02-02", attribution = "organisation-type", organisation_type = "Village council" },
  { text = "Word of nobody.", published = "2025-03-01", moderated = "2025-03-02" },
  { text = "canary", published = "2025-04-01", moderated = "2025-04-02", attribution = "named", by = "ohchr", withheld = "2025-05-05" },
  { text = "canary of the future", published = "2027-04-01", moderated = "2027-04-02" },
]
grades = [{ scale = "ccpr-follow-up", value = "B", paragraph = "7 (a)" }]
"#,
    ),
    (
        "content/recommendations/of-committee.toml",
        "title = \"Of the committee\"\nsummary = \"In other words.\"\nmade_by = [\"CEDAW\"]\ncountries = [\"PRY\"]\nthemes = [\"reservations\"]\n",
    ),
    ("content/recommendations/bare.toml", "title = \"Bare\"\ncountries = [\"PRY\"]\n"),
    (
        "content/ratifications/acts.csv",
        "id,title,state,treaty,act,on\na,A,PRY,CRC,signature,1990-01-26\nb,B,PRY,CRC,ratification,1990-09-25\nc,C,FJI,CAT,accession,\n",
    ),
    (
        "content/reporting-events/events.csv",
        "id,title,event_type,state,before,on\ndue,Third report,report-due,PRY,CAT,2025-12-01\nnext,Fourth report,report-due,PRY,CRC,2027-03-01\nheld,A review,review,PRY,UPR,2021-05\n",
    ),
];

fn made() -> Made {
    made_with(FILES, &[], None)
}

fn made_with(files: &[(&str, &str)], more: &[(&str, &str)], as_of: Option<Date>) -> Made {
    let sources = Sources::from_texts(files.iter().chain(more).copied());
    let made = make(&Inputs { as_of, ..Inputs::new(sources, date(2026, 1, 31)) });
    made.assert_good();
    made
}

#[test]
fn comments_tell_no_more_of_their_authors_than_these_wish() {
    let made = made();
    for (address, bytes) in &made.files {
        assert!(!String::from_utf8_lossy(bytes).contains("canary"), "{address}");
    }
    let page = made.html("recommendations/of-review.html");
    let after = |text: &str| &page[page.find(text).unwrap_or_else(|| panic!("{text} is not there"))..];
    let author = |text: &str| after(text).split("<p class=\"quiet\">").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(author("Word of the named.").contains("organisations/unicef.html"));
    assert!(author("Word of a type.").starts_with("Village council · Author not named"));
    assert!(author("Word of nobody.").starts_with("Author not named · "));
    assert!(after("Word of nobody.").contains("A comment is withheld for protection since 5 May 2025."));
    // Of whom it was is told neither there nor on a page of theirs.
    assert!(!made.files.contains_key("organisations/ohchr.html"));
}

#[test]
fn a_recommendation_says_whose_words_it_is_in() {
    let made = made();
    let official = made.html("recommendations/of-review.html");
    assert!(official.contains("Official text (English)") && !official.contains("Summarised by this portal"));
    assert!(official.contains("<strong>B</strong> Partially satisfactory"));
    let told = made.html("recommendations/of-committee.html");
    assert!(told.contains("Summarised by this portal, not the official text") && told.contains("No lead is recorded"));
}

#[test]
fn of_what_is_withheld_and_of_days_to_come_nothing_is_told() {
    let more = [
        (
            "content/grade-scales/hidden-scale.toml",
            "title = \"canary\"\nwithheld = \"2024-01-01\"\ngrades = [{ value = \"B\", label = \"canary\" }]\n",
        ),
        ("content/themes/hidden-theme.toml", "title = \"canary\"\nwithheld = \"2024-01-01\"\n"),
        (
            "content/recommendations/graded.toml",
            r#"
title = "Graded"
countries = ["XKX"]
themes = ["hidden-theme", "reservations"]
grades = [
  { scale = "hidden-scale", value = "B" },
  { scale = "ccpr-follow-up", value = "C", paragraph = "later grade", given = "2025-03-01" },
]
comments = [{ text = "later comment", published = "2024-05-01", moderated = "2025-03-01" }]
"#,
        ),
    ];
    let told = |as_of| {
        let made = made_with(FILES, &more, as_of);
        for (address, bytes) in &made.files {
            assert!(!String::from_utf8_lossy(bytes).contains("canary"), "{address}");
        }
        // What stands first among its themes is withheld; it stands with the next one.
        assert!(!made.html("countries/xkx/recommendations-form.html").contains("No theme recorded"));
        let page = made.html("recommendations/graded.html");
        ["<strong>B</strong>", "later grade", "later comment"].map(|text| page.contains(text))
    };
    assert_eq!(told(None), [true, true, true]);
    assert_eq!(told(Some(date(2024, 12, 31))), [true, false, false]);
}

#[test]
fn forms_have_the_set_formula_of_a_name() {
    let own = FILES.iter().map(|(path, text)| (*path, text.replace("base_url", "# base_url")));
    let own: Vec<(&str, String)> = own.collect();
    let files: Vec<(&str, &str)> = own.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let more = [(
        "content/recommendations/to.toml",
        "title = \"To\"\ncountries = [\"XKX\"]\nrecommending_states = [\"XKX\"]\n",
    )];
    let made = made_with(&files, &more, None);
    let page = made.html("countries/xkx/recommendations-form.html");
    assert!(page.contains("</h1>\n<p class=\"name-note\">All references to Kosovo"), "{page}");
    assert!(page.contains("(Kosovo [All references to Kosovo"), "{page}");
    let csv = std::str::from_utf8(&made.files["countries/xkx/recommendations-form.csv"]).unwrap();
    assert!(csv.contains("\"To (Kosovo [All references to Kosovo"), "{csv}");
    // The portal does not know its own address.
    assert!(csv.contains(",\"../../recommendations/to.html\"\r\n"), "{csv}");
}

#[test]
fn numbers_of_treaties_are_links_where_their_lists_have_so_many() {
    let all = "<strong><a href=\"../ratifications.html\">Records: ";
    let foot = |made: &Made| {
        let page = made.html("ratifications/matrix.html");
        let cells = page.split("<tfoot>").nth(1).unwrap().split("<td>").skip(1);
        let cells: Vec<(bool, bool)> = cells
            .map(|cell| (cell.starts_with("<a href="), cell.split("</td>").next().unwrap().contains('1')))
            .collect();
        (page.contains(all), cells)
    };
    assert_eq!(foot(&made()), (true, vec![(true, true), (true, false)]));
    // The ratification is yet to come.
    let before = made_with(FILES, &[], Some(date(1990, 6, 1)));
    assert_eq!(foot(&before), (false, vec![(true, true), (false, true)]));
}

#[test]
fn the_form_holds_what_each_class_reported() {
    let made = made();
    let page = made.html("countries/pry/recommendations-form.html");
    assert_eq!(page.matches("<th scope=\"row\">").count(), 3);
    assert!(page.contains("No theme recorded") && page.contains("Not assessed"));
    let csv = std::str::from_utf8(&made.files["countries/pry/recommendations-form.csv"]).unwrap();
    let head = "\"Recommendation and recommending States\",\"Position\",\"Themes, affected persons, goals\",\"Assessment/comments on level of implementation\",";
    assert!(csv.trim_start_matches('\u{feff}').starts_with(head), "{csv}");
    // What a spreadsheet would work out begins with an apostrophe.
    assert!(csv.contains("\"'=Ratify, \"\"soon\"\" (Fiji)\nA source, para. 2\""), "{csv}");
    assert!(csv.contains("\"Noted (“Takes note”)\nA source, para. 4\""), "{csv}");
    let reported = "National human rights institution: Under way (1 May 2024; stale since 2 May 2025; United Nations Children's Fund; A source, para. 3)";
    assert!(csv.replace('’', "'").contains(reported), "{csv}");
    assert_eq!(csv.matches("Not assessed").count(), 2, "{csv}");
}

#[test]
fn what_is_not_recorded_is_never_called_undone() {
    let made = made();
    let table = made.html("ratifications/matrix.html");
    assert!(table.contains("Not recorded here; that does not mean that nothing was done"));
    assert_eq!(table.matches("<td>–</td>").count(), 2);
    assert!(table.contains("<span class=\"hidden\">Accession</span> <span class=\"empty\">date not stated</span>"));
    let coverage = made.html("recommendations/coverage.html");
    assert!(coverage.contains("No recommendation recorded here; that says nothing about the situation"));
    assert!(coverage.contains("In the table: 2 of 3") && coverage.contains("In no cell: 1"));
    let sheet = made.html("countries/pry.html");
    assert!(sheet.contains("Report due on 1 December 2025; no report recorded here"));
    assert!(sheet.contains(">Party</td>") && sheet.contains("Fourth report") && sheet.contains("A review"));
    for (address, bytes) in &made.files {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        assert!(!text.contains("not ratified") && !text.contains("not implemented"), "{address}");
    }
}

#[test]
fn every_link_of_the_tables_leads_somewhere() {
    for made in [made(), portal("exampleland")] {
        let mut faults = links::faults(&made);
        let ours = ["recommendations", "ratifications", "clusters", "countries"];
        faults.retain(|fault| ours.iter().any(|folder| fault.starts_with(folder)));
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn the_numbers_of_coverage_are_those_of_their_lists() {
    let made = portal("exampleland");
    let parts = made
        .files
        .keys()
        .filter(|address| address.starts_with("recommendations/coverage") && address.ends_with(".html"));
    let (mut pairs, mut totals) = (0, 0);
    for address in parts {
        let page = made.html(address);
        let table = &page[page.find("<tbody>").unwrap()..page.find("</table>").unwrap()];
        let rows = table.split("<tfoot>").next().unwrap();
        let cells = rows.split("<td>").skip(1).filter_map(link);
        for (list, count) in cells {
            let of_list = total(made.html(&list));
            // Few records have no list of their own, and lead to that of their row.
            assert!(of_list >= count, "{address}: {list}");
            if list.matches('/').count() == 4 {
                assert_eq!(of_list, count, "{address}: {list}");
                pairs += 1;
            }
        }
        // The last cell of each row, and each cell of the last row, count what their lists hold.
        let sums = rows.split("<td class=\"sum\">").skip(1).filter_map(link);
        let columns = table.rsplit("<tr>").next().unwrap().split("<td>").skip(1).filter_map(link);
        for (list, count) in sums.chain(columns) {
            assert_eq!(total(made.html(&list)), count, "{address}: {list}");
            totals += 1;
        }
    }
    assert!(pairs > 10 && totals > 50, "only {pairs} pairs and {totals} totals");
}

/// The list that a cell leads to, and its number; nothing where it leads to a place of its own page.
fn link(cell: &str) -> Option<(String, usize)> {
    let (url, rest) = cell.split("</td>").next()?.split_once("href=\"")?.1.split_once('"')?;
    let count = rest.trim_start_matches('>').split('<').next()?.parse().ok()?;
    let list = match url.strip_prefix("../") {
        Some(list) => list.to_owned(),
        None => format!("recommendations/{url}"),
    };
    (!url.starts_with('#')).then_some((list, count))
}

/// How many records a list says that it has.
fn total(page: &str) -> usize {
    let number = page.split("<strong>Records: ").nth(1).and_then(|rest| rest.split('<').next());
    number.and_then(|number| number.parse().ok()).expect("a list tells its number")
}
