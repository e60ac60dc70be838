//! The one rule by which an id becomes the last part of an address.

use unicode_normalization::UnicodeNormalization;

/// Names that systems keep for themselves, or that casebook's own pages have.
const RESERVED: &[&str] = &[
    "index", "404", "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The slug of an id: lower case, accents dropped, `/`, `.`, `_` and blanks to `-`, all else that is not an ASCII letter or digit
/// dropped, no two `-` in a row and none at the ends. `A/HRC/35/20` becomes `a-hrc-35-20`.
pub fn slug(id: &str) -> String {
    let mut slug = String::with_capacity(id.len());
    let add = |c: char| match c {
        c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
        '/' | '.' | '_' | '-' | ' ' | '(' | ')' | ':' | '|' if !slug.is_empty() && !slug.ends_with('-') => {
            slug.push('-')
        }
        _ => {}
    };
    // Nearly every id has nothing to decompose.
    match id.is_ascii() {
        true => id.chars().for_each(add),
        false => id.nfkd().for_each(add),
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether a slug may not be used as the name of a page.
pub fn is_reserved(slug: &str) -> bool {
    slug.is_empty() || RESERVED.contains(&slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (id, expected) in [
            ("A/HRC/35/20", "a-hrc-35-20"),
            ("PRY", "pry"),
            ("Côte d'Ivoire", "cote-divoire"),
            ("16.a", "16-a"),
            ("--x  y--", "x-y"),
            ("تدريب", ""),
        ] {
            assert_eq!(slug(id), expected, "{id}");
        }
        assert!(is_reserved("index") && is_reserved("") && !is_reserved("pry"));
    }
}
