//! Languages, and texts that exist in several of them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::hash::{Digest, Hasher};

/// Scripts of these languages run from right to left.
const RIGHT_TO_LEFT: &[&str] = &["ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];

/// A language by its BCP 47 code: `en`, `es`, `zh-Hans`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// The language with this code; use [`Lang::is_code`] first on text that an author wrote.
    pub fn new(code: &str) -> Lang {
        Lang(code.into())
    }

    /// Whether a text has the form of a language code: two or three letters, then subtags.
    pub fn is_code(text: &str) -> bool {
        let mut parts = text.split('-');
        let first = parts.next().unwrap_or("");
        matches!(first.len(), 2 | 3)
            && first.bytes().all(|b| b.is_ascii_lowercase())
            && parts.all(|part| matches!(part.len(), 2..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The direction of its script, as HTML writes it.
    pub fn dir(&self) -> &'static str {
        let primary = self.0.split('-').next().unwrap_or("");
        if RIGHT_TO_LEFT.contains(&primary) { "rtl" } else { "ltr" }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One text in one or more languages, each language once, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localised(Vec<(Lang, Arc<str>)>);

impl Localised {
    /// A text in one language.
    pub fn new(lang: &Lang, text: impl Into<Arc<str>>) -> Localised {
        Localised(vec![(lang.clone(), text.into())])
    }

    /// Sets the text of a language, in place of an earlier one.
    pub fn set(&mut self, lang: &Lang, text: impl Into<Arc<str>>) {
        match self.0.iter_mut().find(|(known, _)| known == lang) {
            Some((_, old)) => *old = text.into(),
            None => self.0.push((lang.clone(), text.into())),
        }
    }

    /// The text in exactly this language.
    pub fn get(&self, lang: &Lang) -> Option<&Arc<str>> {
        self.0.iter().find(|(known, _)| known == lang).map(|(_, text)| text)
    }

    /// The best text for a reader of `lang`: in that language, else the first one given, with the language that it is in.
    pub fn pick(&self, lang: &Lang) -> Option<(&Lang, &Arc<str>)> {
        self.0.iter().find(|(known, _)| known == lang).or(self.0.first()).map(|(lang, text)| (lang, text))
    }

    /// Every language and its text.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &Arc<str>)> {
        self.0.iter().map(|(lang, text)| (lang, text))
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A text with everything replaced that means something in HTML: fit for content, and for attributes in double or single quotes.
pub fn escape(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'');
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

impl Digest for Lang {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.0);
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

    #[test]
    fn codes_and_directions() {
        for (code, valid) in
            [("en", true), ("zh-Hans", true), ("es-419", true), ("EN", false), ("e", false), ("v2", false)]
        {
            assert_eq!(Lang::is_code(code), valid, "{code}");
        }
        assert_eq!((Lang::new("ar").dir(), Lang::new("ar-EG").dir(), Lang::new("en").dir()), ("rtl", "rtl", "ltr"));
    }

    #[test]
    fn a_missing_language_falls_back_to_the_first() {
        let (en, es) = (Lang::new("en"), Lang::new("es"));
        let mut text = Localised::new(&en, "Report");
        assert_eq!(text.pick(&es).map(|(lang, text)| (lang.as_str(), &**text)), Some(("en", "Report")));
        text.set(&es, "Informe");
        assert_eq!(text.pick(&es).map(|(_, text)| &**text), Some("Informe"));
    }
}
