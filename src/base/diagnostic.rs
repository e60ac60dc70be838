//! What is wrong with an author's files, as a value: made where the fact is known, printed in one place (`cli`).

use std::collections::BTreeSet;

use super::code::{Code, Severity};
use super::origin::{Origin, Span};
use super::path::SourcePath;

/// Many diagnostics, in the order of their making; [`sort`] brings them into the order of printing.
pub type Diagnostics = Vec<Diagnostic>;

/// One finding about the author's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code; it also tells the severity.
    pub code: Code,
    /// Where.
    pub origin: Origin,
    /// What is wrong, in a sentence without a full stop, with the wrong value.
    pub message: String,
    /// What to do, if there is something better to say than the code's explanation.
    pub help: Option<String>,
    /// Other places that belong to the finding, each with what it is.
    pub related: Vec<(Origin, String)>,
    /// On how many pages it was found; 0 when it was not found while making a page.
    pub pages: usize,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, origin: Origin, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, origin, message: message.into(), help: None, related: Vec::new(), pages: 0 }
    }

    /// A finding at `span` of the file `path`.
    pub fn at(code: Code, path: &SourcePath, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Origin::new(path, span), message)
    }

    /// The same finding with advice.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// The same finding with advice, where there is any.
    pub fn maybe_help(mut self, help: Option<String>) -> Diagnostic {
        self.help = help.or(self.help);
        self
    }

    /// The files that it speaks of.
    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        std::iter::once(&self.origin.path).chain(self.related.iter().map(|(origin, _)| &origin.path))
    }

    /// The same finding with a second place.
    pub fn related(mut self, origin: Origin, what: impl Into<String>) -> Diagnostic {
        self.related.push((origin, what.into()));
        self
    }

    /// The same finding, made while one page was being made.
    pub fn on_page(mut self) -> Diagnostic {
        self.pages = 1;
        self
    }

    /// Error, warning or note.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// A finding inside one text that does not know which file it stands in, or where: what parsers return, so that it can be
/// remembered with the parsed text and placed when it is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The stable code.
    pub code: Code,
    /// The bytes of the text that was parsed.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Fault {
    /// A fault at a place of the text.
    pub fn new(code: Code, span: impl Into<Span>, message: impl Into<String>) -> Fault {
        Fault { code, span: span.into(), message: message.into(), help: None }
    }

    /// The same fault with advice.
    pub fn help(mut self, help: impl Into<String>) -> Fault {
        self.help = Some(help.into());
        self
    }

    /// The finding, for a text that begins at byte `offset` of the file `path`.
    pub fn place(&self, path: &SourcePath, offset: u32) -> Diagnostic {
        Diagnostic::at(self.code, path, self.span.moved(offset), &self.message).maybe_help(self.help.clone())
    }
}

/// Brings diagnostics into the order in which they are reported (file, place, code, text); equal ones become one, and their pages are
/// added up. A misspelt field of a template is told once, whoever found it.
pub fn sort(diagnostics: &mut Diagnostics) {
    diagnostics.sort_by(|a, b| identity(a).cmp(&identity(b)));
    diagnostics.dedup_by(|later, earlier| {
        let equal = identity(later) == identity(earlier);
        if equal {
            earlier.pages += later.pages;
        }
        equal
    });
    // What the check of a template finds without any page, the page that is made with it stumbles over too.
    let told: BTreeSet<Origin> = diagnostics
        .iter()
        .filter(|found| found.code == Code::TemplateField)
        .map(|found| found.origin.clone())
        .collect();
    diagnostics.retain(|found| found.code != Code::TemplateError || !told.contains(&found.origin));
}

/// Whether a build with these findings must not be published.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

/// Everything but the pages.
fn identity(diagnostic: &Diagnostic) -> impl Ord {
    let Diagnostic { code, origin, message, help, related, pages: _ } = diagnostic;
    (origin, code, message, help, related)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_of_several_pages_is_reported_once() {
        let path = SourcePath::new("themes/mine/page.html");
        let found = |help: &str| {
            Diagnostic::at(Code::TemplateField, &path, Span::new(3, 9), "no such field").help(help).on_page()
        };
        let mut diagnostics = vec![
            found("a"),
            found("b"),
            found("a"),
            Diagnostic::at(Code::TemplateError, &path, Span::new(0, 1), "x"),
            Diagnostic::at(Code::TemplateError, &path, Span::new(3, 9), "x"),
        ];
        sort(&mut diagnostics);
        let counted: Vec<(Option<&str>, usize)> = diagnostics.iter().map(|d| (d.help.as_deref(), d.pages)).collect();
        assert_eq!(counted, [(None, 0), (Some("a"), 2), (Some("b"), 1)]);
    }
}
