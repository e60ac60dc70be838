//! The places that a source declares: ranges of numbers, single ones and names.

use super::place::{Place, Series};
use super::reason::Reason;
use crate::base::{Digest, Hasher};

/// The places of a source. A source that declares none accepts every place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<Declared>);

/// One declaration: `1-80`, `fn-1-42`, `140.1-250`, `box-3.1` or `background`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    text: String,
    range: Option<Range>,
}

/// The numbers `from` to `to`, each with the text before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Range {
    prefix: String,
    from: u32,
    to: u32,
}

impl Declared {
    /// Reads a declaration. `N-M` at its end is a range, and the text before it belongs to each number: `140.1-250` are the places
    /// 140.1, 140.2 and so on to 140.250.
    pub fn parse(text: &str) -> Result<Declared, Reason> {
        let range = match text.rsplit_once('-') {
            Some((first, last)) => match (numbered(first), numbered(last)) {
                (Some((prefix, from)), Some((again, to))) if again.is_empty() || again == prefix => {
                    Some((prefix, from, to))
                }
                _ => None,
            },
            None => None,
        };
        let Some((prefix, from, to)) = range else {
            let place = Place::parse(text)?;
            return Ok(Declared { text: place.to_string(), range: None });
        };
        Place::parse(&format!("{prefix}{from}"))?;
        if to < from {
            let reason = Reason::new(format!("the range `{text}` ends before it begins"));
            return Err(reason.help("the smaller number comes first"));
        }
        let range = Range { prefix: prefix.to_owned(), from, to };
        Ok(Declared { text: format!("{prefix}{from}-{to}"), range: Some(range) })
    }

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn has(&self, place: &str) -> bool {
        if self.text == place {
            return true;
        }
        let (Some(range), Some((prefix, number))) = (&self.range, numbered(place)) else { return false };
        range.prefix == prefix && (range.from..=range.to).contains(&number)
    }
}

impl Places {
    /// The places of these declarations.
    pub fn new(declared: Vec<Declared>) -> Places {
        Places(declared)
    }

    /// Whether the place is one of them: for a range both of its ends, for `24(a)` also where only `24` is declared.
    pub fn contains(&self, place: &Place) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let has = |place: &str| self.0.iter().any(|declared| declared.has(place));
        match place {
            Place::Heading(name) => has(name),
            Place::Numbered(series, from, to) => [Some(from), to.as_ref()].into_iter().flatten().all(|number| {
                let whole = Place::Numbered(*series, number.clone(), None).to_string();
                has(&whole) || has(whole.split('(').next().unwrap_or_default())
            }),
        }
    }

    /// The declarations in order, in their canonical form: for messages.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Declared::as_str)
    }

    /// Whether nothing is declared, so that every place is accepted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The highest number that is declared for a series, where a range declares it: 80 paragraphs.
    pub fn last(&self, series: Series) -> Option<u32> {
        let ranges = self.0.iter().filter_map(|declared| declared.range.as_ref());
        ranges.filter(|range| range.prefix == series.prefix()).map(|range| range.to).max()
    }
}

/// The number at the end of the text and what stands before it.
fn numbered(text: &str) -> Option<(&str, u32)> {
    let prefix = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &text[prefix.len()..];
    let number = if digits.starts_with('0') && digits.len() > 1 { None } else { digits.parse().ok() };
    number.map(|number| (prefix, number))
}

impl Digest for Places {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.number(self.0.len() as u64);
        for declared in &self.0 {
            hasher.text(&declared.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(declared: &str) -> Places {
        Places::new(declared.split_whitespace().map(|text| Declared::parse(text).unwrap()).collect())
    }

    #[test]
    fn a_place_is_inside_where_it_is_declared() {
        let source = places("1-80 fn-1-42 140.1-250 box-3.1 background annex/1-12 90(b) chapter-2-4 200.1-200.9");
        for (place, inside) in [
            ("1", true),
            ("80", true),
            ("81", false),
            ("0", false),
            ("24(a)", true),
            ("90", false),
            ("90(b)", true),
            ("90(c)", false),
            ("52-53", true),
            ("79-81", false),
            ("fn-42", true),
            ("fn-43", false),
            ("140.7", true),
            ("140.251", false),
            ("140.7-9", true),
            ("140.240-140.260", false),
            ("14.7", false),
            ("200.9", true),
            ("box-3.1", true),
            ("box-3.2", false),
            ("background", true),
            ("foreground", false),
            ("annex/12", true),
            ("annex/13", false),
            ("annex/11-12", true),
            ("chapter-3", true),
            ("chapter-5", false),
        ] {
            assert_eq!(source.contains(&Place::parse(place).unwrap()), inside, "{place}");
            assert!(Places::default().contains(&Place::parse(place).unwrap()));
        }
        assert_eq!(source.last(Series::Paragraph), Some(80));
        assert_eq!(source.iter().last(), Some("200.1-9"));
    }

    #[test]
    fn declarations_that_say_nothing_are_refused() {
        for text in ["", "80-1", "1–80", "para. 1-80", "fn-9-1", "-1-80"] {
            assert!(Declared::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_canonical(text in "\\PC{0,12}|(annex/|box-|fn-|[a-z]{1,4}-)?[0-9.()-]{0,9}", place in "[0-9a-z.-]{1,6}") {
            if let Ok(declared) = Declared::parse(&text) {
                prop_assert_eq!(Declared::parse(declared.as_str()), Ok(declared.clone()));
                if let Ok(place) = Place::parse(&place) {
                    let _ = Places::new(vec![declared]).contains(&place);
                }
            }
        }
    }
}
