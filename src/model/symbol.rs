//! The symbols of United Nations documents, such as `A/HRC/35/20`.
//!
//! Components stand between `/`: a body, perhaps subsidiary organs, a type, a State, a session or year, a number, and modifiers
//! such as `Add.1`. Symbols that differ in case only are one symbol; the canonical form is that of the documents themselves.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::reason::Reason;
use super::symbol_faults::refusal;
use crate::base::{Digest, Hasher};

/// A document's symbol in its canonical form. Ordered as one reads them: `A/HRC/9/1` before `A/HRC/35/20`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Symbol(Arc<str>);

/// The components of a symbol by what they mean. What a symbol does not have is absent or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The body that issued the document: `A/HRC`, `CEDAW/C`, `E/C.12`, `A/CONF.157`.
    pub body: &'a str,
    /// Subsidiary organs and series below the body: `WG.6`, `AC`, `OPAC`.
    pub organs: Vec<&'a str>,
    /// The type of document: `RES`, `CO`, `GC`, `CRP`.
    pub document_type: Option<&'a str>,
    /// The State that the document concerns, by its ISO code: `PRY`.
    pub state: Option<&'a str>,
    /// The session or year: `35`, `2017`, `S-17`.
    pub session: Option<&'a str>,
    /// The number within the session or series: `20`, `5-8`, `CRP.3`, `1325(2000)`.
    pub number: &'a str,
    /// `Add.1`, `Rev.2`, `Corr.1`, `Summary`, in the order in which they stand.
    pub modifiers: Vec<&'a str>,
}

/// Words that are not written in capitals only.
const CASED: &[&str] = &["Add", "Corr", "Rev", "Amend", "Sub", "Res", "Summary"];

/// Words that mark a change of or an excerpt from the document that stands before them.
const MODIFIERS: &[&str] = &["Add", "Corr", "Rev", "Amend", "Summary"];

/// Words that tell the type of document, alone or before a dot and a number.
const TYPES: &[&str] = &[
    "RES", "Res", "DEC", "CO", "Q", "QPR", "RQ", "GC", "FCO", "NGO", "INF", "G", "L", "CRP", "SR", "PV", "R", "WP",
    "MISC", "SGB", "AI", "IC",
];

impl Symbol {
    /// Reads a symbol in whatever case it is written.
    pub fn parse(text: &str) -> Result<Symbol, Reason> {
        if let Some(reason) = refusal(text) {
            return Err(reason);
        }
        let canonical: Vec<String> = text.split('/').map(canonical).collect();
        let symbol = Symbol(canonical.join("/").into());
        if symbol.parts().number.is_empty() {
            let reason = Reason::new(format!("`{text}` has no number, so it names a body and no document"));
            return Err(reason.help("a symbol ends in the document's number: A/HRC/35/20"));
        }
        Ok(symbol)
    }

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two spellings of one symbol are equal, for lookups by other means than this type.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The body that issued the document: `A/HRC`.
    pub fn body(&self) -> &str {
        let components: Vec<&str> = self.0.split('/').take(2).collect();
        let length = components.iter().take(body_length(&components)).map(|part| part.len() + 1).sum::<usize>();
        &self.0[..length.saturating_sub(1)]
    }

    /// The components by what they mean.
    pub fn parts(&self) -> Parts<'_> {
        let components: Vec<&str> = self.0.split('/').collect();
        let mut parts = Parts { body: self.body(), ..Parts::default() };
        let mut numbers = Vec::new();
        for component in components.iter().skip(body_length(&components)) {
            let word = component.split(['.', '(']).next().unwrap_or_default();
            if MODIFIERS.contains(&word) {
                parts.modifiers.push(component);
            } else if TYPES.contains(&word) {
                parts.document_type = Some(word);
                if has_digit(component) {
                    numbers.push(*component);
                }
            } else if !word.is_empty() && word.len() < component.len() && !has_digit(word) {
                parts.organs.push(component);
            } else if has_digit(component) {
                numbers.push(component);
            } else if numbers.len() < 2 && is_state(component) {
                parts.state = Some(component);
            } else {
                parts.organs.push(component);
            }
        }
        parts.number = numbers.last().copied().unwrap_or_default();
        parts.session = (numbers.len() > 1).then(|| numbers[0]);
        parts
    }

    /// The symbol of the document itself, without modifiers: `A/HRC/59/15` of `A/HRC/59/15/Add.1`.
    pub fn main_document(&self) -> Symbol {
        let components: Vec<&str> = self.0.split('/').collect();
        let modifiers = components
            .iter()
            .rev()
            .take_while(|part| MODIFIERS.contains(&part.split('.').next().unwrap_or_default()))
            .count();
        Symbol(components[..components.len() - modifiers].join("/").into())
    }

    /// The document's address: `base` such as `https://docs.un.org`, then the language if the United Nations publish in it, else
    /// English, then the symbol.
    pub fn url(&self, base: &str, lang: &str) -> String {
        let primary = lang.split('-').next().unwrap_or_default();
        let lang = if ["ar", "zh", "en", "fr", "ru", "es"].contains(&primary) { primary } else { "en" };
        format!("{}/{lang}/{}", base.trim_end_matches('/'), self.0)
    }
}

/// The component in the case in which documents print it.
fn canonical(component: &str) -> String {
    let word = component.split('.').next().unwrap_or_default();
    match CASED.iter().find(|cased| cased.eq_ignore_ascii_case(word)) {
        // `RES` alone is a type of document, `Res.1` a resolution of an assembly that numbers them so.
        Some(&"Res") if word.len() == component.len() => component.to_ascii_uppercase(),
        Some(cased) => format!("{cased}{}", component[word.len()..].to_ascii_uppercase()),
        None => component.to_ascii_uppercase(),
    }
}

/// How many of the first components name the body.
fn body_length(components: &[&str]) -> usize {
    match components {
        [_, second, ..] => {
            let word = second.split('.').next().unwrap_or_default();
            let numbered = word.len() < second.len() && ["C", "CN", "CONF", "AC"].contains(&word);
            if numbered || ["HRC", "C", "PUB", "OP"].contains(second) { 2 } else { 1 }
        }
        _ => components.len(),
    }
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// `PRY`, or `CHN-HKG` for an area on which a State reports by itself.
fn is_state(component: &str) -> bool {
    component.split('-').all(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// The symbol cut into numbers and what stands between them.
fn chunks(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.bytes().next()?;
        let end = rest.bytes().position(|byte| byte.is_ascii_digit() != first.is_ascii_digit()).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        rest = after;
        // A number sorts before a text, which stands as one that is larger than all of them.
        Some(if first.is_ascii_digit() { (chunk.parse().unwrap_or(u64::MAX - 1), chunk) } else { (u64::MAX, chunk) })
    })
}

impl Ord for Symbol {
    fn cmp(&self, other: &Symbol) -> Ordering {
        chunks(&self.0).cmp(chunks(&other.0)).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Symbol) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Digest for Symbol {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn symbol(text: &str) -> Symbol {
        Symbol::parse(text).unwrap_or_else(|reason| panic!("{text}: {reason:?}"))
    }

    /// Symbols that reports of the United Nations cite.
    const CITED: &str = "A/55/328 A/57/618 A/58/817 A/59/2005 A/59/2005/Add.3 A/73/230 A/73/271 A/74/35 A/74/150 A/74/351 A/RES/55/96
        A/RES/72/171 A/CONF.157/23 A/HRC/16/66 A/HRC/26/51 A/HRC/29/48 A/HRC/34/23 A/HRC/35/20 A/HRC/36/5 A/HRC/37/58 A/HRC/38/15
        A/HRC/38/18 A/HRC/38/25 A/HRC/38/26 A/HRC/38/27 A/HRC/38/28 A/HRC/38/40 A/HRC/38/41 A/HRC/39/6 A/HRC/39/9 A/HRC/39/18
        A/HRC/39/28 A/HRC/40/7 A/HRC/40/12 A/HRC/40/55 A/HRC/40/78 A/HRC/41/21 A/HRC/41/30 A/HRC/41/54 A/HRC/42/29
        A/HRC/AC/23/CRP.3 CEDAW/C/BRB/CO/5-8 CMW/C/ECU/CO/3 CRC/C/OPAC/VUT/CO/1 A/HRC/RES/33/28 A/HRC/WG.6/52/PRY/1 A/HRC/59/15/Add.1
        CCPR/C/ARG/CO/5 CCPR/C/126/2/Add.1 E/C.12/AUS/CO/6 HR/PUB/16/1 HRI/MC/2017/4 A/C.3/72/L.3/Rev.1 ST/SGB/2008/5 DP/2012/1
        S/RES/1325(2000) A/RES/S-17/2 A/HRC/S-17/2 A/ES-10/201 E/1234 E/CN.4/Sub.2/2003/12/Rev.2 CCPR/C/21/Rev.1/Add.13 CCPR/C/CHN-HKG/CO/4
        A/72/PV.1 E/C.12/1995/SR.43 CAT/OP/12/5 TD/B/C.I/2 FCCC/CP/2015/10/Add.1 UNEP/EA.4/Res.1 ST/ESA/STAT/SER.M/53 A/HRC/40/NGO/5
        CCPR/C/GC/34 CRPD/C/GC/6 CRC/C/PRY/Q/4-6/Add.1 A/INF/72/4 A/HRC/36/5/Summary";

    #[test]
    fn symbols_as_documents_print_them_are_canonical() {
        for text in CITED.split_whitespace() {
            assert_eq!(symbol(text).as_str(), text);
            for other in [text.to_ascii_lowercase(), text.to_ascii_uppercase()] {
                assert_eq!(symbol(&other), symbol(text), "{other}");
                assert_eq!(symbol(&other).key(), symbol(text).key());
            }
        }
    }

    #[test]
    fn parts_by_their_meaning() {
        for (text, expected) in [
            ("A/HRC/35/20", "A/HRC | | - | - | 35 | 20 |"),
            ("A/59/2005/Add.3", "A | | - | - | 59 | 2005 | Add.3"),
            ("A/RES/72/171", "A | | RES | - | 72 | 171 |"),
            ("A/HRC/WG.6/52/PRY/1", "A/HRC | WG.6 | - | PRY | 52 | 1 |"),
            ("A/HRC/AC/23/CRP.3", "A/HRC | AC | CRP | - | 23 | CRP.3 |"),
            ("CRC/C/OPAC/VUT/CO/1", "CRC/C | OPAC | CO | VUT | - | 1 |"),
            ("CEDAW/C/BRB/CO/5-8", "CEDAW/C | | CO | BRB | - | 5-8 |"),
            ("CCPR/C/126/2/Add.1", "CCPR/C | | - | - | 126 | 2 | Add.1"),
            ("E/C.12/AUS/CO/6", "E/C.12 | | CO | AUS | - | 6 |"),
            ("A/CONF.157/23", "A/CONF.157 | | - | - | - | 23 |"),
            ("HR/PUB/16/1", "HR/PUB | | - | - | 16 | 1 |"),
            ("HRI/MC/2017/4", "HRI | MC | - | - | 2017 | 4 |"),
            ("ST/SGB/2008/5", "ST | | SGB | - | 2008 | 5 |"),
            ("DP/2012/1", "DP | | - | - | 2012 | 1 |"),
            ("S/RES/1325(2000)", "S | | RES | - | - | 1325(2000) |"),
            ("E/CN.4/Sub.2/2003/12/Rev.2", "E/CN.4 | Sub.2 | - | - | 2003 | 12 | Rev.2"),
            ("A/RES/S-17/2", "A | | RES | - | S-17 | 2 |"),
            ("CCPR/C/21/Rev.1/Add.13", "CCPR/C | | - | - | - | 21 | Rev.1 Add.13"),
            ("A/HRC/40/NGO/5", "A/HRC | | NGO | - | 40 | 5 |"),
        ] {
            let symbol = symbol(text);
            let Parts { body, organs, document_type, state, session, number, modifiers } = symbol.parts();
            let or = |part: Option<&str>| part.unwrap_or("-").to_owned();
            let (organs, modifiers) = (organs.join(" "), modifiers.join(" "));
            let shown =
                [body.into(), organs, or(document_type), or(state), or(session), number.into(), modifiers].join(" | ");
            assert_eq!(shown.replace("|  |", "| |").trim_end(), expected, "{text}");
        }
    }

    #[test]
    fn addresses_and_main_documents() {
        let report = symbol("A/HRC/35/20");
        assert_eq!(report.url("https://docs.un.org", "es"), "https://docs.un.org/es/A/HRC/35/20");
        assert_eq!(report.url("https://docs.un.org/", "pt-BR"), "https://docs.un.org/en/A/HRC/35/20");
        assert_eq!(symbol("A/HRC/59/15/add.1").main_document(), symbol("A/HRC/59/15"));
        assert_eq!(symbol("CCPR/C/21/Rev.1/Add.13").main_document(), symbol("CCPR/C/21"));
    }

    #[test]
    fn order_is_that_of_numbers() {
        let mut symbols = ["A/HRC/35/20", "A/HRC/9/1", "A/HRC/35/20/Add.1", "A/74/351", "A/HRC/35/3"].map(symbol);
        symbols.sort();
        let symbols = symbols.map(|symbol| symbol.to_string());
        assert_eq!(symbols, ["A/74/351", "A/HRC/9/1", "A/HRC/35/3", "A/HRC/35/20", "A/HRC/35/20/Add.1"]);
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_canonical(text in "\\PC{0,20}|[ASE]/[A-Za-z0-9/.()*-]{0,20}|[aA](/(hrc|RES|wg\\.6|PRY|[0-9]{1,3}|aDD\\.[0-9])){1,5}") {
            if let Ok(symbol) = Symbol::parse(&text) {
                prop_assert_eq!(Symbol::parse(symbol.as_str()), Ok(symbol.clone()));
                prop_assert!(symbol.as_str().starts_with(symbol.body()));
                prop_assert_eq!(symbol.key(), text.to_ascii_lowercase());
                let _ = (symbol.main_document(), symbol.url("https://docs.un.org", "en"));
            }
        }
    }
}
