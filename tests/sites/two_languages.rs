//! The same site in two languages, one of which runs from right to left.

use std::collections::BTreeSet;

use crate::html::{self, Tag};
use crate::links;
use crate::site::{Made, changed, make, portal};

fn tags(made: &Made, address: &str, test: impl Fn(&[Tag])) {
    test(&html::tags(made.html(address)));
}

#[test]
fn every_page_is_there_in_both_languages() {
    let made = portal("two-languages");
    let pages = |prefix: &str| -> BTreeSet<String> {
        let pages = made.files.keys().filter(|address| address.ends_with(".html") && *address != "404.html");
        pages
            .filter(|address| address.starts_with("ar/") != prefix.is_empty())
            .map(|address| address[prefix.len()..].to_owned())
            .collect()
    };
    let (english, arabic) = (pages(""), pages("ar/"));
    assert_eq!(english, arabic);
    assert!(english.len() > 50, "{}", english.len());
    for address in &english {
        for (prefix, lang, dir) in [("", "en", "ltr"), ("ar/", "ar", "rtl")] {
            let own = format!("{prefix}{address}");
            tags(&made, &own, |tags| {
                let root = tags.iter().find(|tag| tag.name == "html").expect("a root");
                assert_eq!((root.get("lang"), root.get("dir")), (Some(lang), Some(dir)), "{own}");
                // The language links and the alternates of the head lead to this page in each language.
                for name in ["a", "link"] {
                    let found: Vec<(&str, String)> = tags
                        .iter()
                        .filter(|tag| tag.name == name)
                        .filter_map(|tag| Some((tag.get("hreflang")?, links::target(&own, tag.get("href")?)?)))
                        .collect();
                    let mut expected = vec![("en", address.clone()), ("ar", format!("ar/{address}"))];
                    expected.extend((name == "link").then(|| ("x-default", address.clone())));
                    assert_eq!(found, expected, "{own}: {name}");
                }
            });
        }
    }
}

#[test]
fn untranslated_pages_say_so_and_mark_their_language() {
    let made = portal("two-languages");
    let notice = "لم تُترجم هذه الصفحة بعد. لغة نصها: English.";
    let page = made.html("ar/case-studies/market-hall.html");
    assert!(page.contains(notice));
    tags(&made, "ar/case-studies/market-hall.html", |tags| {
        let heading =
            tags.iter().skip_while(|tag| tag.name != "h1").find(|tag| tag.get("lang").is_some()).expect("a title");
        assert_eq!((heading.name, heading.get("lang"), heading.get("dir")), ("span", Some("en"), Some("ltr")));
        let prose = tags.iter().find(|tag| tag.get("class") == Some("prose")).expect("a body");
        assert_eq!((prose.get("lang"), prose.get("dir")), (Some("en"), Some("ltr")));
    });
    // A cite inside the English text is in the words of the page.
    assert!(page.contains("lang=\"ar\" dir=\"rtl\"><bdi>تقرير تجريبي عن الاجتماعات العامة، الفقرة 7</bdi>"));
    // A title alone that is translated leaves the notice and marks the body.
    assert!(made.html("ar/case-studies/school-council.html").contains(notice));
    for translated in
        ["ar/case-studies/open-meetings.html", "ar/index.html", "ar/pages/about.html", "case-studies/market-hall.html"]
    {
        assert!(!made.html(translated).contains("banner"), "{translated}");
    }
}

#[test]
fn words_dates_and_numbers_are_those_of_the_language() {
    let made = portal("two-languages");
    let page = made.html("ar/case-studies/open-meetings.html");
    for shown in ["ملاحظة", "الحواشي", "حزيران/يونيه 2020", "20 تشرين الثاني/نوفمبر 2025", "الفقرات 3–4"]
    {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(made.html("case-studies/open-meetings.html").contains("paras. 3–4"));
    // No key of a word shows in place of the word.
    for (address, bytes) in made.files.iter().filter(|(address, _)| address.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        // Words that a script fills in stand in the template of its controls.
        let (before, after) = html.split_once("<template id=\"page-live\">").unwrap_or((&html, ""));
        let html = format!("{before}{}", after.split_once("</template>").map_or("", |(_, after)| after));
        for key in [
            ">alert-",
            ">place-",
            ">month-",
            "=\"footnote-back 1",
            ">date-",
            "{n}",
            "{date}",
            "{place}",
            "{source}",
            "{language}",
        ] {
            assert!(!html.contains(key), "{address}: {key}");
        }
    }
}

#[test]
fn localised_data_shows_in_each_language() {
    let made = portal("two-languages");
    for (address, shown) in [
        ("figures/rooms.html", "Meeting rooms"),
        ("ar/figures/rooms.html", "قاعات الاجتماعات"),
        ("ar/figures/meetings.html", "جميع اجتماعات المجلس التجريبي."),
        ("ar/actions/example-1.html", "ينشر المجلس <strong>جدولاً</strong> بالاجتماعات"),
        ("ar/plans/example-plan.html", "أبواب مغلقة"),
        ("ar/organisations/example-council.html", "المجلس التجريبي"),
    ] {
        assert!(made.html(address).contains(shown), "{address}: {shown}");
    }
    // A title that is there in one language only is marked in lists of the other.
    assert!(made.html("ar/figures.html").contains("lang=\"en\" dir=\"ltr\">Chairs in all rooms</a>"));
}

#[test]
fn cites_lead_to_the_paragraph_where_a_report_presents_it() {
    let made = portal("two-languages");
    assert!(made.html("ar/case-studies/open-meetings.html").contains("href=\"../reports/example-report.html#para-3\""));
    // The report stops at paragraph 5; the source has 12.
    assert!(made.html("case-studies/market-hall.html").contains("href=\"../sources/example-report-2020.html\""));
}

#[test]
fn a_heading_that_a_translation_lacks_leads_to_its_page() {
    let translation = "+++\ntitle = \"مثال\"\n+++\n## ما تم القيام به {#what-was-done}\n\nنص.\n";
    let made = make(&changed("two-languages", &[("content/case-studies/open-meetings.ar.md", translation)]));
    made.assert_good();
    assert!(made.html("case-studies/market-hall.html").contains("href=\"open-meetings.html#results\""));
    assert!(made.html("ar/case-studies/market-hall.html").contains("href=\"open-meetings.html\""));
    assert_eq!(links::faults(&made), [""; 0]);
}

#[test]
fn with_an_address_of_its_own_a_portal_names_its_pages_in_full() {
    let settings = "kit = 1\ntitle = \"x\"\nlanguages = [\"en\", \"ar\"]\nbase_url = \"https://example.org/p\"\n";
    let made = make(&changed("two-languages", &[("casebook.toml", settings)]));
    made.assert_good();
    let page = made.html("ar/index.html");
    for link in [
        "<link rel=\"canonical\" href=\"https://example.org/p/ar/\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/p/\">",
        "<link rel=\"alternate\" hreflang=\"ar\" href=\"https://example.org/p/ar/\">",
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/p/\">",
    ] {
        assert!(page.contains(link), "{link}");
    }
    assert_eq!(links::faults(&made), [""; 0]);
}

#[test]
fn faults_of_translations_are_found() {
    for (path, text, expected) in [
        (
            "content/case-studies/nobody.ar.md",
            "+++\ntitle = \"x\"\n+++\n",
            "translation-without-original content/case-studies/nobody.ar.md: this is the `ar` translation of `nobody`, which does not exist",
        ),
        (
            "content/case-studies/market-hall.ar.md",
            "+++\ntitle = \"x\"\ncountries = [\"FJI\"]\n+++\n## x {#what-was-done}\n\nx\n",
            "translation-field content/case-studies/market-hall.ar.md: a translation cannot set `countries`: it is the same in every language",
        ),
        (
            "content/figures/more.csv",
            "id,title,title@fr,value,unit,cites\nx,X,Y,1,u,example-report-2020\n",
            "unknown-language content/figures/more.csv: `fr` is not one of the portal's languages",
        ),
    ] {
        let found = make(&changed("two-languages", &[(path, text)])).found();
        assert!(found.iter().any(|found| found == expected), "{expected}: {found:#?}");
    }
}
