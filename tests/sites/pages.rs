//! Whole pages as readers get them: what stands between `<main>` and `</main>`.

use crate::golden::Goldens;
use crate::html::main_of;
use crate::site::{folder, portal};

/// The pages of each portal that are compared.
const PAGES: &[(&str, &[&str])] = &[
    (
        "two-languages",
        &[
            "index.html",
            "ar/index.html",
            "ar/case-studies/open-meetings.html",
            "ar/case-studies/market-hall.html",
            "ar/figures/meetings.html",
            "ar/plans/example-plan.html",
            "reports/example-report.html",
        ],
    ),
    (
        "training-events",
        &[
            "training-events/all-values.html",
            "training-events/markup.html",
            "training-events/countries/fji.html",
            "case-studies/trainers.html",
            "countries/fji.html",
        ],
    ),
    (
        "protection",
        &[
            "case-studies/present.html",
            "case-studies/past.html",
            "case-studies/withheld.html",
            "plans/example.html",
            "pages/about.html",
            "404.html",
        ],
    ),
];

#[test]
fn pages_are_as_expected() {
    for (name, pages) in PAGES {
        let made = portal(name);
        let folder = folder(name).join("expected");
        let mut goldens = Goldens::new(&folder, "html");
        for address in *pages {
            let name = address.trim_end_matches(".html").replace('/', "--");
            goldens.add(&name, format!("{}\n", without_squares(main_of(made.html(address)))));
        }
        goldens.compare();
    }
}

/// The page without the squares of its map, which would be the most of it; `map.rs` looks at them.
fn without_squares(html: &str) -> String {
    let Some((before, map)) = html.split_once("<svg class=\"tiles\"") else { return html.to_owned() };
    let after = map.split_once("</svg>").expect("the map ends").1;
    format!("{before}<svg class=\"tiles\"></svg>{after}")
}
