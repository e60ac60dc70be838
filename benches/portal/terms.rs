//! The terms of the vocabularies that the portal uses, read from the kit.

/// A vocabulary in use.
pub struct Vocabulary {
    /// Its folder, which is also the taxonomy for Hugo: `countries`.
    pub folder: &'static str,
    /// The kind that references name: `country`.
    pub kind: &'static str,
    /// Its name for readers.
    pub label: &'static str,
    /// Its terms.
    pub terms: Vec<Term>,
}

/// A term.
pub struct Term {
    /// Its id in the kit: `PRY`.
    pub id: String,
    /// Its title: `Paraguay`.
    pub title: String,
}

/// The places of the vocabularies in `vocabularies()`.
pub const COUNTRIES: usize = 0;
/// Themes.
pub const THEMES: usize = 1;
/// Rights.
pub const RIGHTS: usize = 2;
/// Persons and groups.
pub const PERSONS: usize = 3;
/// Mechanisms.
pub const MECHANISMS: usize = 4;

/// The five vocabularies.
pub fn vocabularies() -> Vec<Vocabulary> {
    let vocabulary = |folder, kind, label, csv| Vocabulary { folder, kind, label, terms: terms(csv) };
    let mut all = vec![
        vocabulary("countries", "country", "Countries and areas", COUNTRY_TERMS),
        vocabulary("themes", "theme", "Themes", THEME_TERMS),
        vocabulary("rights", "right", "Rights", RIGHT_TERMS),
        vocabulary("affected-persons", "affected-persons", "Persons and groups concerned", PERSON_TERMS),
        vocabulary("mechanisms", "mechanism", "Human rights mechanisms", MECHANISM_TERMS),
    ];
    // Areas that are no State address no recommendations and receive none.
    let states: Vec<&str> =
        COUNTRY_TERMS.lines().filter(|line| line.contains(",member,")).filter_map(|line| line.get(..3)).collect();
    all[COUNTRIES].terms.retain(|term| states.contains(&term.id.as_str()));
    all
}

const COUNTRY_TERMS: &str = include_str!("../../src/kit/records/countries/countries.csv");
const THEME_TERMS: &str = include_str!("../../src/kit/records/themes/themes.csv");
const RIGHT_TERMS: &str = include_str!("../../src/kit/records/rights/rights.csv");
const PERSON_TERMS: &str = include_str!("../../src/kit/records/affected-persons/affected-persons.csv");
const MECHANISM_TERMS: &str = include_str!("../../src/kit/records/mechanisms/mechanisms.csv");

/// The first two columns, which are `id` and `title` in all of these files.
fn terms(csv: &str) -> Vec<Term> {
    let term = |line: &str| {
        let (id, rest) = line.split_once(',')?;
        let title = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?.0,
            None => rest.split(',').next()?,
        };
        Some(Term { id: id.to_owned(), title: title.to_owned() })
    };
    csv.lines().skip(1).filter_map(term).collect()
}
