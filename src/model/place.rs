//! A place within a source, such as a paragraph, and the places that a source has.

use std::fmt;

use super::reason::Reason;
use crate::base::{Digest, Hasher};

/// The number of a paragraph, box or footnote: `54`, `140.7`, `24(a)`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The numbers between dots.
    pub numbers: Vec<u32>,
    /// The letters or small numerals in brackets after them: the `a` of `24(a)`.
    pub letters: Vec<String>,
}

/// What is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// Paragraphs: `54`.
    Paragraph,
    /// Boxes: `box-3.1`.
    Box,
    /// Footnotes: `fn-12`.
    Footnote,
    /// The paragraphs of an annex that numbers its own: `annex/127`.
    AnnexParagraph,
}

/// A place that a cite points to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// One numbered place, or a range from the first number to the second one, both included.
    Numbered(Series, Number, Option<Number>),
    /// A heading by the name that the source declares: `background`.
    Heading(String),
}

impl Series {
    const ALL: [Series; 4] = [Series::Paragraph, Series::Box, Series::Footnote, Series::AnnexParagraph];

    /// What stands before the number in data.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Series::Paragraph => "",
            Series::Box => "box-",
            Series::Footnote => "fn-",
            Series::AnnexParagraph => "annex/",
        }
    }
}

impl Number {
    fn parse(text: &str) -> Option<Number> {
        let (numbers, letters) = text.split_at(text.find('(').unwrap_or(text.len()));
        let numbers = numbers.split('.').map(plain_number).collect::<Option<Vec<u32>>>()?;
        if letters.is_empty() {
            return Some(Number { numbers, letters: Vec::new() });
        }
        let letters = letters.strip_prefix('(')?.strip_suffix(')')?;
        let letters: Vec<String> = letters.split(")(").map(str::to_ascii_lowercase).collect();
        let fits = |letters: &String| !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphanumeric());
        letters.iter().all(fits).then_some(Number { numbers, letters })
    }

    /// As documents print it: `24 (a)`.
    fn printed(&self) -> String {
        let letters: String = self.letters.iter().map(|letters| format!("({letters})")).collect();
        let numbers = dotted(&self.numbers);
        if letters.is_empty() { numbers } else { format!("{numbers} {letters}") }
    }
}

/// Digits without leading zeros.
fn plain_number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (!text.starts_with('0') || text == "0");
    if plain { text.parse().ok() } else { None }
}

fn dotted(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

impl Place {
    /// Reads `54`, `52-53`, `24(a)`, `140.7`, `140.7-9`, `box-3.1`, `fn-12`, `annex/127`, or the name of a heading: letters, digits,
    /// `-`, `_`, `.` and `/`, beginning with a letter.
    pub fn parse(text: &str) -> Result<Place, Reason> {
        read(text).unwrap_or_else(|| Err(refused(text)))
    }

    /// The fragment of the place's address on the page that presents the source: `para-54`. A range has that of its beginning, a
    /// lettered part that of its paragraph.
    pub fn anchor(&self) -> String {
        match self {
            Place::Numbered(series, number, _) => {
                let kind = match series {
                    Series::Paragraph => "para",
                    Series::Box => "box",
                    Series::Footnote => "fn",
                    Series::AnnexParagraph => "annex-para",
                };
                format!("{kind}-{}", dotted(&number.numbers))
            }
            Place::Heading(name) => name.replace('/', "-"),
        }
    }

    /// The fragments of all that a range of at most `most` paragraphs spans, else as [`Place::anchor`].
    pub fn anchors(&self, most: u32) -> Vec<String> {
        if let Place::Numbered(series, from, Some(to)) = self
            && let (Some((last, before)), Some((end, to_before))) = (from.numbers.split_last(), to.numbers.split_last())
            && (before == to_before || to_before.is_empty())
            && end >= last
        {
            if end - last >= most {
                return Vec::new();
            }
            let number = |number: u32| Number { numbers: [before, &[number]].concat(), letters: Vec::new() };
            return (*last..=*end).map(|at| Place::Numbered(*series, number(at), None).anchor()).collect();
        }
        vec![self.anchor()]
    }

    /// The key of the word that a page puts before the place, and the place itself as it is printed: `("paras", "52–53")`,
    /// `("para", "24 (a)")`, `("heading", "background")`.
    pub fn words(&self) -> (&'static str, String) {
        match self {
            Place::Numbered(series, from, None) => {
                let key = match series {
                    Series::Paragraph => "para",
                    Series::Box => "box",
                    Series::Footnote => "footnote",
                    Series::AnnexParagraph => "annex-para",
                };
                (key, from.printed())
            }
            Place::Numbered(series, from, Some(to)) => {
                let key = match series {
                    Series::Paragraph => "paras",
                    Series::Box => "boxes",
                    Series::Footnote => "footnotes",
                    Series::AnnexParagraph => "annex-paras",
                };
                (key, format!("{}–{}", from.printed(), to.printed()))
            }
            Place::Heading(name) => ("heading", name.clone()),
        }
    }
}

/// The place, or nothing for a text that has not the form of one; a range may still be refused.
fn read(text: &str) -> Option<Result<Place, Reason>> {
    for series in Series::ALL.into_iter().rev() {
        if let Some(place) = text.strip_prefix(series.prefix()).and_then(|rest| numbered(series, rest)) {
            return Some(place);
        }
    }
    let name = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let heading = text.starts_with(char::is_alphabetic) && text.chars().all(name) && !is_word_for_paragraph(text);
    heading.then(|| Ok(Place::Heading(text.to_owned())))
}

/// The numbered place, if `rest` is a number or two with a hyphen between them.
fn numbered(series: Series, rest: &str) -> Option<Result<Place, Reason>> {
    if let Some(number) = Number::parse(rest) {
        return Some(Ok(Place::Numbered(series, number, None)));
    }
    let (from, to) = rest.split_once('-')?;
    let (from, mut to) = (Number::parse(from)?, Number::parse(to)?);
    // The second number may leave out what it has in common with the first one: 140.7-9.
    let missing = from.numbers.len().saturating_sub(to.numbers.len());
    to.numbers = [&from.numbers[..missing], &to.numbers].concat();
    if to.numbers < from.numbers {
        let text = format!("{}{rest}", series.prefix());
        let reason = Reason::new(format!("the range `{text}` ends before it begins"));
        return Some(Err(reason.help("the smaller number comes first")));
    }
    let to = (from != to).then_some(to);
    Some(Ok(Place::Numbered(series, from, to)))
}

/// Whether the text is a paragraph's number with a word before it, which is not written here.
fn is_word_for_paragraph(text: &str) -> bool {
    let word = text.trim_end_matches(|c: char| c.is_ascii_digit() || "-_.".contains(c));
    word.len() < text.len()
        && ["para", "paras", "paragraph", "paragraphs"].contains(&word.to_ascii_lowercase().as_str())
}

/// The reason for a text that is no place, with what was probably meant.
fn refused(text: &str) -> Reason {
    let reason = Reason::new(format!("`{text}` is not a place in a source"));
    let bare = text.replace(['–', '—', '‑'], "-").replace([' ', '\u{a0}'], "");
    let lower = bare.to_lowercase();
    let begins =
        ["paragraphs", "paragraph", "paras", "para", "¶¶", "¶"].iter().find_map(|word| lower.strip_prefix(word));
    let meant = begins.map_or(bare.as_str(), |rest| rest.trim_start_matches(['.', '-', '_']));
    let lettered = meant.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let candidates = [meant.to_owned(), format!("{lettered}({})", &meant[lettered.len()..])];
    match candidates.iter().find(|candidate| *candidate != text && matches!(read(candidate), Some(Ok(_)))) {
        Some(candidate) => reason.help(format!("write `{candidate}`")),
        None => {
            reason.help("a place reads 54, 52-53, 24(a), 140.7, box-3.1, fn-12, annex/127, or is the name of a heading")
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&dotted(&self.numbers))?;
        self.letters.iter().try_for_each(|letters| write!(f, "({letters})"))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Numbered(series, from, None) => write!(f, "{}{from}", series.prefix()),
            Place::Numbered(series, from, Some(to)) => write!(f, "{}{from}-{to}", series.prefix()),
            Place::Heading(name) => f.write_str(name),
        }
    }
}

impl Digest for Place {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.to_string());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_with_their_anchors_and_words() {
        for (text, canonical, anchor, word, printed) in [
            ("54", "54", "para-54", "para", "54"),
            ("52-53", "52-53", "para-52", "paras", "52–53"),
            ("52-52", "52", "para-52", "para", "52"),
            ("24(a)", "24(a)", "para-24", "para", "24 (a)"),
            ("24(A)(ii)", "24(a)(ii)", "para-24", "para", "24 (a)(ii)"),
            ("24(a)-24(c)", "24(a)-24(c)", "para-24", "paras", "24 (a)–24 (c)"),
            ("140.7", "140.7", "para-140.7", "para", "140.7"),
            ("140.7-9", "140.7-140.9", "para-140.7", "paras", "140.7–140.9"),
            ("box-3.1", "box-3.1", "box-3.1", "box", "3.1"),
            ("fn-12", "fn-12", "fn-12", "footnote", "12"),
            ("annex/127", "annex/127", "annex-para-127", "annex-para", "127"),
            ("annex/127-130", "annex/127-130", "annex-para-127", "annex-paras", "127–130"),
            ("background", "background", "background", "heading", "background"),
            ("annex/tables", "annex/tables", "annex-tables", "heading", "annex/tables"),
        ] {
            let place = Place::parse(text).unwrap();
            assert_eq!(place.to_string(), canonical);
            assert_eq!(place.anchor(), anchor);
            assert_eq!(place.words(), (word, printed.to_owned()));
        }
    }

    #[test]
    fn what_is_no_place_is_refused_with_advice() {
        for (text, message, help) in [
            ("52–53", "`52–53` is not a place", "write `52-53`"),
            ("para-54", "is not a place", "write `54`"),
            ("para. 54", "is not a place", "write `54`"),
            ("¶54", "is not a place", "write `54`"),
            ("24a", "is not a place", "write `24(a)`"),
            ("24 (a)", "is not a place", "write `24(a)`"),
            ("53-52", "the range `53-52` ends before it begins", "the smaller number comes first"),
            ("annex/130-127", "the range `annex/130-127` ends before it begins", ""),
            ("", "is not a place", "a place reads"),
            ("054", "is not a place", "a place reads"),
            ("99999999999", "is not a place", "a place reads"),
            ("24(", "is not a place", "a place reads"),
            ("24()", "is not a place", "a place reads"),
        ] {
            let reason = Place::parse(text).unwrap_err();
            assert!(reason.message.contains(message), "{text}: {reason:?}");
            assert!(reason.help.as_deref().unwrap_or_default().contains(help), "{text}: {reason:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_canonical(text in "\\PC{0,12}|(annex/|box-|fn-|para-?)?[0-9.()a-c-]{0,9}") {
            if let Ok(place) = Place::parse(&text) {
                prop_assert_eq!(Place::parse(&place.to_string()), Ok(place.clone()));
                let _ = (place.anchor(), place.words());
            }
        }
    }
}
