//! A cite: the source of a statement, and the place in it.

use std::fmt;

use super::place::Place;
use super::reason::Reason;
use crate::base::{Digest, Hasher};

/// `A/HRC/35/20#54`: a source by its id, and a place in it where one is given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WrittenCite {
    /// The source's id, as it is written; whether there is such a source is not known here.
    pub source: String,
    /// The place, or nothing for the source as a whole.
    pub place: Option<Place>,
}

impl WrittenCite {
    /// Reads a cite; `source:` may stand before the id.
    pub fn parse(text: &str) -> Result<WrittenCite, Reason> {
        let wrong = |what: &str| Reason::new(format!("`{text}` {what}"));
        const FORM: &str = "a cite reads A/HRC/35/20#54: the source's id, `#` and the place";
        let text_only = text.strip_prefix("source:").unwrap_or(text);
        let (source, place) = match text_only.split_once('#') {
            Some((source, place)) => (source, Some(place)),
            None => (text_only, None),
        };
        if source.is_empty() {
            return Err(wrong("names no source").help(FORM));
        }
        if place.is_none()
            && let Some((source, place)) = source.split_once([',', ' '])
            && let Some(place) = meant(place)
        {
            return Err(wrong("is not a cite").help(format!("write `{source}#{place}`")));
        }
        if let Some(c) = source.chars().find(|c| !c.is_ascii_alphanumeric() && !"-_./()".contains(*c)) {
            return Err(Reason::new(format!("`{text}` is not a cite: an id has no `{c}`")).help(FORM));
        }
        if place.is_some_and(str::is_empty) {
            return Err(wrong("names no place after `#`").help("leave out the `#` to cite the source as a whole"));
        }
        let place = place.map(Place::parse).transpose()?;
        Ok(WrittenCite { source: source.to_owned(), place })
    }
}

/// The place that is meant by words such as "para. 54".
fn meant(words: &str) -> Option<String> {
    let help = Place::parse(words.trim_start_matches([',', ' ']))
        .map_or_else(|reason| reason.help, |place| Some(format!("`{place}`")))?;
    let place = help.trim_start_matches("write ").strip_prefix('`')?.strip_suffix('`')?;
    Some(place.to_owned())
}

impl fmt::Display for WrittenCite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        self.place.iter().try_for_each(|place| write!(f, "#{place}"))
    }
}

impl Digest for WrittenCite {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.to_string());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sources_and_places() {
        for (text, source, place) in [
            ("A/HRC/35/20#54", "A/HRC/35/20", Some("54")),
            ("A/HRC/35/20", "A/HRC/35/20", None),
            ("source:one-un-2005#box-3.1", "one-un-2005", Some("box-3.1")),
            ("S/RES/1325(2000)#1-2", "S/RES/1325(2000)", Some("1-2")),
        ] {
            let cite = WrittenCite::parse(text).unwrap();
            assert_eq!((cite.source.as_str(), cite.place.map(|place| place.to_string()).as_deref()), (source, place));
        }
    }

    #[test]
    fn what_is_no_cite_is_refused_with_advice() {
        for (text, message, help) in [
            ("#54", "`#54` names no source", "a cite reads"),
            ("", "names no source", "a cite reads"),
            ("A/HRC/35/20#", "names no place", "leave out the `#`"),
            ("A/HRC/35/20, para. 54", "is not a cite", "write `A/HRC/35/20#54`"),
            ("A/HRC/35/20, 54", "is not a cite", "write `A/HRC/35/20#54`"),
            ("A/HRC/35/20 and others", "is not a cite", ""),
            ("A/HRC/35/20#52–53", "`52–53` is not a place", "write `52-53`"),
            ("A/HRC/35/20#54#55", "is not a place", ""),
            ("report:A/HRC/35/20#54", "an id has no `:`", ""),
        ] {
            let reason = WrittenCite::parse(text).unwrap_err();
            assert!(reason.message.contains(message), "{text}: {reason:?}");
            assert!(reason.help.as_deref().unwrap_or_default().contains(help), "{text}: {reason:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_canonical(text in "\\PC{0,16}|(source:)?[A-Z/0-9]{0,9}(#|, )?(para\\. )?[0-9.()a-c-]{0,6}") {
            if let Ok(cite) = WrittenCite::parse(&text) {
                prop_assert_eq!(WrittenCite::parse(&cite.to_string()), Ok(cite));
            }
        }
    }
}
