//! The stable codes of diagnostics. Their explanations, which `casebook explain` prints, stand in `codes.md` beside this file.

use std::fmt;

/// Whether a finding stops a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published all the same, unless the build is strict.
    Warning,
    /// For your information; never stops a build.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

macro_rules! codes {
    ($($name:ident $id:literal $severity:ident,)*) => {
        /// What a diagnostic is about. The text form never changes meaning once released.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // each is explained in codes.md, which a test holds complete
        pub enum Code { $($name,)* }

        impl Code {
            /// Every code, in the order of its declaration.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as authors see it.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)* }
            }

            /// Error, warning or note.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // Files as such
    Unreadable "unreadable-file" Error,
    Encoding "encoding" Error,
    EmptyFile "empty-file" Error,
    OutsideProject "outside-project" Error,
    UnknownFile "unknown-file" Warning,
    // Their syntax
    TomlSyntax "toml-syntax" Error,
    CsvSyntax "csv-syntax" Error,
    FrontMatter "front-matter" Error,
    // Settings, kinds and records
    Settings "settings" Error,
    KindDeclaration "kind-declaration" Error,
    UnknownKind "unknown-kind" Error,
    UnknownKey "unknown-key" Error,
    MissingField "missing-field" Error,
    WrongType "wrong-type" Error,
    DerivedField "derived-field" Error,
    BadId "bad-id" Error,
    DuplicateId "duplicate-id" Error,
    MissingParent "missing-parent" Error,
    UnknownLanguage "unknown-language" Error,
    TranslationField "translation-field" Error,
    TranslationWithoutOriginal "translation-without-original" Error,
    NoConsent "no-consent" Error,
    // Values
    BadDate "bad-date" Error,
    BadPeriod "bad-period" Error,
    BadSymbol "bad-symbol" Error,
    BadNumber "bad-number" Error,
    BadMoney "bad-money" Error,
    BadUrl "bad-url" Error,
    ForbiddenScheme "forbidden-scheme" Error,
    BadChoice "bad-choice" Error,
    BadCite "bad-cite" Error,
    // References
    UnknownReference "unknown-reference" Error,
    AmbiguousReference "ambiguous-reference" Error,
    WrongKind "wrong-kind" Error,
    PlaceOutsideSource "place-outside-source" Error,
    DanglingLink "dangling-link" Error,
    BrokenAnchor "broken-anchor" Error,
    BrokenPath "broken-path" Error,
    RefersToDraft "refers-to-draft" Error,
    RefersToInternal "refers-to-internal" Error,
    FormerId "former-id" Warning,
    // Addresses
    AddressClash "address-clash" Error,
    ReservedAddress "reserved-address" Error,
    // Markdown
    MissingSection "missing-section" Error,
    UnknownSection "unknown-section" Error,
    DuplicateAnchor "duplicate-anchor" Error,
    MissingFile "missing-file" Error,
    NoTextAlternative "no-text-alternative" Error,
    LocationData "location-data" Error,
    WikilinkInTable "wikilink-in-table" Error,
    RawHtml "raw-html" Error,
    Embed "embed" Error,
    // Themes
    TemplateError "template-error" Error,
    TemplateField "template-field" Error,
    // Opinions
    FigureWithoutCite "figure-without-cite" Warning,
    UnusedTerm "unused-term" Warning,
    Untranslated "untranslated" Warning,
    ReviewPassed "review-passed" Warning,
    ContactData "contact-data" Warning,
    ManyPages "many-pages" Warning,
    NoBaseUrl "no-base-url" Note,
}

/// The explanations of all codes, a second-level heading each.
const EXPLANATIONS: &str = include_str!("codes.md");

impl Code {
    /// The code with this text form.
    pub fn from_id(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id() == id)
    }

    /// What the code means, an example, and what to do: Markdown without its heading.
    pub fn explanation(self) -> &'static str {
        let heading = format!("## {}\n", self.id());
        let Some(start) = EXPLANATIONS.find(&heading) else { return "" };
        let text = &EXPLANATIONS[start + heading.len()..];
        text[..text.find("\n## ").unwrap_or(text.len())].trim()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_once_and_nothing_else_is() {
        let headings: Vec<&str> = EXPLANATIONS.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let ids: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        assert_eq!(headings, ids);
        assert!(Code::ALL.iter().all(|code| code.explanation().len() > 60), "an explanation is a stub");
    }
}
