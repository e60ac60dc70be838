//! Records that are like others: what the quick way finds is what one would find by looking at every pair of records.

use std::collections::BTreeMap;

use casebook::build::{Builder, Inputs};
use casebook::domain::{FacetIndex, FacetValue, Related, related};
use casebook::model::{Model, RecordId};
use casebook::source::Sources;
use jiff::civil::date;

/// Terms that the case studies here share, some more often than others.
const THEMES: [&str; 5] = ["advancement-of-women", "nmirf", "civic-space", "access-to-justice-remedy", "death-penalty"];
const COUNTRIES: [&str; 7] = ["PRY", "FJI", "NPL", "KEN", "TUN", "ECU", "SRB"];

/// One more field that names organisations, so that two fields can name the same one.
const HOSTS: (&str, &str) = (
    "kinds/case-study.toml",
    "[fields.hosts]\ntype = \"ref\"\nto = \"organisation\"\nlist = true\nfacet = true\nlabel = \"Hosts\"\n",
);

#[test]
fn likeness_is_what_looking_at_every_pair_tells() {
    let files: Vec<(String, String)> = (0..60).map(|number| (path(number), case_study(number))).collect();
    let settings = ("casebook.toml", "kit = 1\ntitle = \"Test\"\nlanguages = [\"en\"]\n");
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).chain([settings, HOSTS]);
    let built = Builder::new().build(&Inputs::new(Sources::from_texts(texts), date(2026, 1, 1)));
    let (model, facets) = (&*built.model, &built.site.derived.facets);
    let kind = model.schema.position("case-study").expect("the kit has the kind");
    let mut alike = 0;
    for id in model.of_kind(kind) {
        for limit in [1, 3, 1000] {
            let found = related(model, facets, id, limit);
            assert_eq!(found, by_pairs(model, facets, id, limit), "{} of `{}`", limit, model.record(id).id);
            alike += found.len();
        }
    }
    assert!(alike > 1000, "only {alike} were found");
}

fn path(number: usize) -> String {
    format!("content/case-studies/c{number}.md")
}

fn case_study(number: usize) -> String {
    let pick = |of: &[&str], step: usize, most: usize| -> String {
        let mut names: Vec<String> =
            (0..number % (most + 1)).map(|at| format!("\"{}\"", of[(number * step + at * at) % of.len()])).collect();
        names.sort();
        names.dedup();
        names.join(", ")
    };
    let (themes, countries) = (pick(&THEMES, 3, 4), pick(&COUNTRIES, 5, 3));
    let led = ["ohchr", "undp", "unicef"][number % 3];
    let host = ["undp", "ohchr"][number % 2];
    format!(
        "+++\ntitle = \"Case {number}\"\nthemes = [{themes}]\ncountries = [{countries}]\nled_by = [\"{led}\"]\nhosts = [\"{host}\"]\n+++\n\nText.\n"
    )
}

fn by_pairs(model: &Model, facets: &FacetIndex, id: RecordId, limit: usize) -> Vec<Related> {
    let kind = model.record(id).kind;
    let mut found: Vec<(usize, Related)> = Vec::new();
    for other in model.of_kind(kind).filter(|other| *other != id) {
        let mut shared: BTreeMap<RecordId, usize> = BTreeMap::new();
        for term in facets.of_kind(kind).iter().flat_map(|facet| &facet.terms) {
            let FacetValue::Ref(to) = term.value else { continue };
            let both = term.records.contains(&id) && term.records.contains(&other);
            if both && (2..=200).contains(&term.records.len()) {
                shared.entry(to).or_insert(term.records.len());
            }
        }
        let sum: usize = shared.values().map(|holders| 1_000_000 / holders).sum();
        let mut rarest: Vec<(usize, RecordId)> = shared.into_iter().map(|(term, holders)| (holders, term)).collect();
        rarest.sort();
        let shared: Vec<RecordId> = rarest.into_iter().map(|(_, term)| term).collect();
        if sum > 0 {
            found.push((sum, Related { id: other, shared }));
        }
    }
    found.sort_by_key(|(sum, related)| (std::cmp::Reverse(*sum), related.id));
    found.into_iter().take(limit).map(|(_, related)| related).collect()
}
