//! Words of a text, as search sees them: where they stand, and what of their spelling counts.
//!
//! The script that searches does the same to what a reader types; `tests/search` holds both together.

use snowball_stemmers_rs::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::base::Lang;

/// Calls `each` for the words of a text with their positions, from 0, and returns how many there are. A word is in lower case.
///
/// Words are runs of letters, digits and marks; apostrophes and hyphens part them. Scripts that do not part words by blanks are taken two
/// characters at a time, so that any word of two characters is found wherever it stands.
pub(super) fn words(text: &str, mut each: impl FnMut(&str, u32)) -> u32 {
    let mut place = 0;
    let mut word = String::new();
    let mut plain = true;
    let mut rest = text.char_indices();
    loop {
        let next = rest.next();
        match next {
            Some((_, c)) if c.is_ascii_alphanumeric() => word.push(c.to_ascii_lowercase()),
            Some((_, c)) if !c.is_ascii() && is_part_of_word(c) => {
                word.push(c);
                plain = false;
            }
            _ if word.is_empty() => {}
            _ if plain => {
                each(&word, place);
                place += 1;
                word.clear();
            }
            _ => {
                let lower = lower(&word);
                place = parts(&lower, place, &mut each);
                word.clear();
                plain = true;
            }
        }
        if next.is_none() {
            return place;
        }
    }
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Composed and in lower case.
fn lower(word: &str) -> String {
    word.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// A run of letters, its pairs of characters apart where it is written without blanks.
fn parts(run: &str, mut place: u32, each: &mut impl FnMut(&str, u32)) -> u32 {
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let dense = is_dense(first);
        let end = rest.find(|c| is_dense(c) != dense).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        if !dense {
            each(part, place);
            place += 1;
            continue;
        }
        let starts: Vec<usize> = part.char_indices().map(|(at, _)| at).chain([part.len()]).collect();
        if starts.len() == 2 {
            each(part, place);
            place += 1;
        }
        for pair in starts.windows(3) {
            each(&part[pair[0]..pair[2]], place);
            place += 1;
        }
    }
    place
}

/// Whether a character belongs to a script whose words are not parted by blanks: Han, Hiragana, Katakana.
pub(super) fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A word without what readers leave out when they type: accents, vowel marks, the hamza, ligatures.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            // A stroke that only stretches an Arabic word.
            '\u{640}' => {}
            'ى' => folded.push('ي'),
            'ς' => folded.push('σ'),
            'ة' => folded.push('ه'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            '\u{660}'..='\u{669}' => folded.push(digit(c as u32 - 0x660)),
            '\u{6F0}'..='\u{6F9}' => folded.push(digit(c as u32 - 0x6F0)),
            c => folded.push(c),
        }
    }
    folded
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

/// A name as it stands behind the colon of `country:costa-rica`: letters and digits of any script, all else as single hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in fold(&lower(name)).chars() {
        if is_part_of_word(c) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// What leads straight to a record when it is typed alone: no case, no blanks.
pub(super) fn code(text: &str) -> String {
    lower(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a word is too short to tell anything: one letter that is no digit.
pub(super) fn is_mere_letter(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if !c.is_numeric() && !is_dense(c))
}

/// What the forms of a word have in common in a language.
pub(super) struct Stems(Option<Stemmer>);

impl Stems {
    /// For texts of this language; where no stemmer is known, each form stands for itself.
    pub fn new(lang: &Lang) -> Stems {
        Stems(algorithm(lang).map(Stemmer::create))
    }

    /// The key of a word in lower case.
    pub fn key(&self, word: &str) -> String {
        match &self.0 {
            Some(stemmer) if !word.starts_with(is_dense) => fold(&stemmer.stem(word)),
            _ => fold(word),
        }
    }
}

/// The language of a stemmer, as scripts name it: `en`, or nothing where there is none.
pub(super) fn stemmed(lang: &Lang) -> Option<&str> {
    algorithm(lang).and(lang.as_str().split('-').next())
}

fn algorithm(lang: &Lang) -> Option<Algorithm> {
    match lang.as_str().split('-').next() {
        Some("ar") => Some(Algorithm::Arabic),
        Some("en") => Some(Algorithm::English),
        Some("es") => Some(Algorithm::Spanish),
        Some("fr") => Some(Algorithm::French),
        Some("ru") => Some(Algorithm::Russian),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, u32)> {
        let mut found = Vec::new();
        words(text, |word, place| found.push((word.to_owned(), place)));
        found
    }

    #[test]
    fn words_with_their_places() {
        let text = "Women’s rights, A/HRC/35/20: L’ÉTAT d'e\u{301}veil";
        let found: Vec<String> = all(text).into_iter().map(|(word, place)| format!("{place} {word}")).collect();
        let expected =
            ["0 women", "1 s", "2 rights", "3 a", "4 hrc", "5 35", "6 20", "7 l", "8 état", "9 d", "10 éveil"];
        assert_eq!(found, expected);
    }

    #[test]
    fn dense_scripts_come_in_pairs() {
        let found: Vec<String> = all("人权理事会 UPR第三 轮").into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, ["人权", "权理", "理事", "事会", "upr", "第三", "轮"]);
    }

    #[test]
    fn folding() {
        for (word, folded) in [
            ("educación", "educacion"),
            ("cœur", "coeur"),
            ("إصلاح", "اصلاح"),
            ("مُدَرِّسَة", "مدرسه"),
            ("مؤسسات", "موسسات"),
            ("٢٠٣٠", "2030"),
            ("ещё", "еще"),
            ("straße", "strasse"),
        ] {
            assert_eq!(fold(word), folded);
        }
        assert_eq!(slug("Côte d’Ivoire"), "cote-d-ivoire");
        assert_eq!(slug("  (بنما) "), "بنما");
        assert_eq!(code("A/HRC/35/ 20"), "a/hrc/35/20");
    }

    #[test]
    fn forms_of_a_word_share_a_key() {
        for (lang, one, other) in [
            ("en", "recommendations", "recommended"),
            ("es", "educación", "educaciones"),
            ("fr", "formations", "formation"),
            ("ru", "правами", "правах"),
            ("ar", "المدارس", "مدارس"),
        ] {
            let stems = Stems::new(&Lang::new(lang));
            assert_eq!(stems.key(one), stems.key(other), "{lang}");
        }
        assert_eq!(Stems::new(&Lang::new("zh-Hans")).key("人权"), "人权");
        assert_eq!(stemmed(&Lang::new("fr-CA")), Some("fr"));
    }
}
