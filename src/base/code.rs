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
    BadImage "bad-image" Error,
    LocationData "location-data" Error,
    WikilinkInTable "wikilink-in-table" Error,
    RawHtml "raw-html" Error,
    Embed "embed" Error,
    // Plans, recommendations, indicators, funds
    ContradictoryTotal "contradictory-total" Error,
    DateOrder "date-order" Error,
    ZeroWeights "zero-weights" Error,
    DuplicateObservation "duplicate-observation" Error,
    UnknownUnit "unknown-unit" Error,
    OutsideDimensions "outside-dimensions" Error,
    ZeroBaseline "zero-baseline" Warning,
    TargetIsBaseline "target-is-baseline" Warning,
    ResponseOutsideReview "response-outside-review" Error,
    GradeOffScale "grade-off-scale" Error,
    Circular "circular" Error,
    CommentAttribution "comment-attribution" Error,
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
        sections().into_iter().find(|(id, _)| *id == self.id()).map_or("", |(_, text)| text)
    }
}

/// The second-level headings of the explanations, each with the text below it. A heading in an example, between fences, is text.
fn sections() -> Vec<(&'static str, &'static str)> {
    let mut starts = Vec::new();
    let mut fence: Option<&str> = None;
    let mut offset = 0;
    for line in EXPLANATIONS.split_inclusive('\n') {
        match fence {
            Some(open) if line.trim_end() == open => fence = None,
            Some(_) => {}
            None if line.starts_with("```") => fence = Some("```"),
            None if line.starts_with("~~~") => fence = Some("~~~"),
            None => starts.extend(line.strip_prefix("## ").map(|id| (id.trim_end(), offset, offset + line.len()))),
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).map(|(_, heading, _)| *heading).chain([EXPLANATIONS.len()]);
    starts.iter().zip(ends).map(|((id, _, start), end)| (*id, EXPLANATIONS[*start..end].trim())).collect()
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
        let headings: Vec<&str> = sections().into_iter().map(|(id, _)| id).collect();
        let ids: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        assert_eq!(headings, ids);
    }

    #[test]
    fn explanations_are_short_and_have_an_example() {
        for code in Code::ALL {
            let text = code.explanation();
            let lines = text.lines().filter(|line| !line.is_empty()).count();
            assert!((4..=13).contains(&lines), "{code}: {lines} lines");
            assert!(text.contains("\n```\n") || text.contains("\n~~~\n"), "{code}: no example");
            assert!(text.lines().all(|line| line.chars().count() <= 134), "{code}: a line is too long");
        }
        assert!(Code::MissingSection.explanation().ends_with("{#what-was-done}\n```"));
        assert!(Code::Embed.explanation().ends_with("```\n~~~"));
    }
}
