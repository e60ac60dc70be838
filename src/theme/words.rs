//! The words of the interface: one table a language, with English behind them all.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics, Digest, Hasher, Lang, SourcePath, Span};
use crate::parse::{NodeValue, toml};

/// The language that every word exists in.
const REFERENCE: &str = "en";

/// The words of a theme and of all that stands behind it, by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    languages: BTreeMap<Lang, BTreeMap<String, Arc<str>>>,
    fallback: Vec<Lang>,
}

/// One file's words, before they are laid over those of other themes.
pub(super) struct WordFile {
    path: SourcePath,
    lang: Lang,
    entries: Vec<(String, Span, Arc<str>)>,
}

impl Words {
    /// Lays the files over each other, the first one on top. A key counts as known where an English file has it, or one in the portal's
    /// own language `default`; others are reported.
    pub(super) fn new(files: &[WordFile], default: &Lang, diagnostics: &mut Diagnostics) -> Words {
        let reference = Lang::new(REFERENCE);
        let mut words = Words { languages: BTreeMap::new(), fallback: vec![reference, default.clone()] };
        for file in files {
            let texts = words.languages.entry(file.lang.clone()).or_default();
            for (key, _, text) in &file.entries {
                texts.entry(key.clone()).or_insert_with(|| text.clone());
            }
        }
        for file in files {
            for (key, span, _) in &file.entries {
                if !words.fallback.iter().any(|lang| words.own(lang, key).is_some()) {
                    let message = format!("no template asks for the word `{key}`: it does not exist in English");
                    let help = did_you_mean(key, words.keys())
                        .unwrap_or_else(|| format!("add it to words/{REFERENCE}.toml too"));
                    diagnostics.push(Diagnostic::at(Code::UnknownKey, &file.path, *span, message).help(help));
                }
            }
        }
        words
    }

    /// The word in this language; else in its main language, in English, and in the portal's own.
    pub fn get(&self, lang: &Lang, key: &str) -> Option<&Arc<str>> {
        self.own(lang, key)
            .or_else(|| self.main(lang).and_then(|main| self.own(&main, key)))
            .or_else(|| self.fallen(key))
    }

    /// All words for readers of a language, in the order of their keys.
    pub fn all<'a>(&'a self, lang: &'a Lang) -> impl Iterator<Item = (&'a str, &'a Arc<str>)> {
        self.keys().filter_map(|key| Some((key, self.get(lang, key)?)))
    }

    /// Whether there is a word with this key.
    pub fn has(&self, key: &str) -> bool {
        let languages = self.fallback.iter().filter_map(|lang| self.languages.get(lang));
        languages.into_iter().any(|words| words.contains_key(key))
    }

    /// The keys of all words, in order, each once.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let keys: std::collections::BTreeSet<&str> = self
            .fallback
            .iter()
            .filter_map(|lang| self.languages.get(lang))
            .flat_map(|words| words.keys())
            .map(String::as_str)
            .collect();
        keys.into_iter()
    }

    /// The languages that have words of their own.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.languages.keys()
    }

    /// The keys that a language lacks.
    pub fn missing(&self, lang: &Lang) -> Vec<&str> {
        self.keys().filter(|key| self.own(lang, key).is_none()).collect()
    }

    fn own(&self, lang: &Lang, key: &str) -> Option<&Arc<str>> {
        self.languages.get(lang)?.get(key)
    }

    fn main(&self, lang: &Lang) -> Option<Lang> {
        lang.as_str().split_once('-').map(|(main, _)| Lang::new(main))
    }

    fn fallen(&self, key: &str) -> Option<&Arc<str>> {
        self.fallback.iter().find_map(|lang| self.own(lang, key))
    }
}

impl Digest for Words {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.value(&self.fallback[..]).number(self.languages.len() as u64);
        for (lang, words) in &self.languages {
            hasher.value(lang).number(words.len() as u64);
            for (key, text) in words {
                hasher.text(key).text(text);
            }
        }
    }
}

/// Reads one file of words. In templates a `-` in a key becomes `_`.
pub(super) fn read(path: &SourcePath, lang: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<WordFile> {
    if !Lang::is_code(lang) {
        let message = format!("`{lang}` is no language code");
        let help = "name the file after the language of its words, such as words/es.toml";
        diagnostics.push(Diagnostic::at(Code::UnknownLanguage, path, Span::default(), message).help(help));
        return None;
    }
    let (table, faults) = toml::parse(text);
    diagnostics.extend(faults.iter().map(|fault| fault.place(path, 0)));
    let mut entries = Vec::new();
    for entry in table.entries.iter().filter(|entry| entry.node.value != NodeValue::Broken) {
        let NodeValue::Text(word) = &entry.node.value else {
            let message = format!("the word `{}` is {}, but must be a text", entry.key, entry.node.value.describe());
            diagnostics.push(Diagnostic::at(Code::WrongType, path, entry.node.span, message));
            continue;
        };
        entries.push((entry.key.replace('-', "_"), entry.key_span, Arc::from(word.as_str())));
    }
    Some(WordFile { path: path.clone(), lang: Lang::new(lang), entries })
}
