//! Languages, and texts that stand in several of them.

use std::fmt;
use std::sync::Arc;

use super::reason::Reason;
use crate::base::{Digest, Hasher};

/// A language by its short code: `en`, `pt-BR`, `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

/// Languages whose usual script runs from right to left.
const RTL_LANGUAGES: &[&str] = &[
    "ar", "arc", "arz", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "mzn", "nqo", "pnb", "prs", "ps", "sd", "syr",
    "ug", "ur", "yi",
];

/// Scripts that run from right to left.
const RTL_SCRIPTS: &[&str] = &["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"];

impl Lang {
    /// Reads a code: a language of two or three letters, then perhaps a script of four letters, a region and variants, with
    /// hyphens between. Case does not matter; `PT-br` becomes `pt-BR`.
    pub fn parse(text: &str) -> Result<Lang, Reason> {
        let mut code = String::with_capacity(text.len());
        for (index, part) in text.split('-').enumerate() {
            let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
            let fits = match index {
                0 => letters && (2..=3).contains(&part.len()),
                _ => part.bytes().all(|byte| byte.is_ascii_alphanumeric()) && (2..=8).contains(&part.len()),
            };
            if !fits {
                let reason = Reason::new(format!("`{text}` is not the code of a language"));
                return Err(reason.help("a code reads en, es or pt-BR"));
            }
            if index > 0 {
                code.push('-');
            }
            match part.len() {
                2 if index > 0 => code.push_str(&part.to_ascii_uppercase()),
                4 if index > 0 && letters => {
                    code.push_str(&part[..1].to_ascii_uppercase());
                    code.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => code.push_str(&part.to_ascii_lowercase()),
            }
        }
        Ok(Lang(code.into()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the language is written from right to left.
    pub fn is_rtl(&self) -> bool {
        let mut parts = self.0.split('-');
        let language = parts.next().unwrap_or_default();
        match parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic())) {
            Some(script) => RTL_SCRIPTS.contains(&script),
            None => RTL_LANGUAGES.contains(&language),
        }
    }

    /// The value of HTML's `dir` attribute: `ltr` or `rtl`.
    pub fn dir(&self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Digest for Lang {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.0);
    }
}

/// A text in one language or more, in the order in which they are written, each language once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localised(Vec<(Lang, String)>);

impl Localised {
    /// A text in one language.
    pub fn new(lang: Lang, text: impl Into<String>) -> Localised {
        Localised(vec![(lang, text.into())])
    }

    /// Adds the text in a language, in the place of one that is there.
    pub fn set(&mut self, lang: Lang, text: impl Into<String>) {
        match self.0.iter_mut().find(|(other, _)| *other == lang) {
            Some(entry) => entry.1 = text.into(),
            None => self.0.push((lang, text.into())),
        }
    }

    /// The text in exactly this language.
    pub fn get(&self, lang: &Lang) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == lang).map(|(_, text)| text.as_str())
    }

    /// The text in this language, else in the `default` one, else in the first; with the language that it is in.
    pub fn or_default(&self, lang: &Lang, default: &Lang) -> Option<(&Lang, &str)> {
        let entry = |wanted: &Lang| self.0.iter().find(|(other, _)| other == wanted);
        entry(lang).or_else(|| entry(default)).or(self.0.first()).map(|(lang, text)| (lang, text.as_str()))
    }

    /// The languages and texts in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &str)> {
        self.0.iter().map(|(lang, text)| (lang, text.as_str()))
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(Lang, String)> for Localised {
    fn from_iter<I: IntoIterator<Item = (Lang, String)>>(texts: I) -> Localised {
        let mut localised = Localised::default();
        for (lang, text) in texts {
            localised.set(lang, text);
        }
        localised
    }
}

impl Digest for Localised {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.number(self.0.len() as u64);
        for (lang, text) in &self.0 {
            hasher.value(lang).text(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(code: &str) -> Lang {
        Lang::parse(code).unwrap()
    }

    #[test]
    fn codes_and_directions() {
        for (text, code, dir) in [
            ("en", "en", "ltr"),
            ("AR", "ar", "rtl"),
            ("he", "he", "rtl"),
            ("PT-br", "pt-BR", "ltr"),
            ("zh-hant-TW", "zh-Hant-TW", "ltr"),
            ("uz-arab", "uz-Arab", "rtl"),
            ("ug-Cyrl", "ug-Cyrl", "ltr"),
            ("es-419", "es-419", "ltr"),
        ] {
            assert_eq!((lang(text).as_str(), lang(text).dir()), (code, dir));
            assert_eq!(lang(code), lang(text));
        }
        for text in ["", "e", "english", "en_GB", "en-", "12", "é", "ру"] {
            assert!(Lang::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_missing_language_falls_back() {
        let text: Localised =
            [(lang("en"), "Plan".to_owned()), (lang("es"), "Plano".to_owned()), (lang("es"), "Plan es".to_owned())]
                .into_iter()
                .collect();
        assert_eq!((text.get(&lang("es")), text.get(&lang("fr"))), (Some("Plan es"), None));
        assert_eq!(text.or_default(&lang("fr"), &lang("es")), Some((&lang("es"), "Plan es")));
        assert_eq!(text.or_default(&lang("fr"), &lang("ru")), Some((&lang("en"), "Plan")));
        assert_eq!(Localised::default().or_default(&lang("fr"), &lang("ru")), None);
    }
}
