//! Findings for those who look at pages: with the place as editors count it, and the source line.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::base::{Diagnostic, Diagnostics, Lines, Origin, Severity, SourcePath};
use crate::source::Sources;

/// How many findings are shown; of the others only the number is told.
const SHOWN: usize = 100;
/// How much of a source line is shown, in characters.
const LINE: usize = 300;

/// Gives the text of a file that is compiled into the program.
pub type TextOf = fn(&SourcePath) -> Option<Arc<str>>;

/// Findings, the worst first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
    /// The first of them.
    pub list: Vec<Finding>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The code; none for a fault of casebook itself.
    pub code: Option<&'static str>,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Where.
    pub place: Place,
    /// Other places, each with what it is.
    pub related: Vec<(String, Place)>,
    /// On how many pages; 0 where it was not found while making a page.
    pub pages: usize,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file.
    pub path: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// The column, from 1, in characters.
    pub column: Option<usize>,
    /// The line in three parts, of which the second is meant.
    pub source: Option<[String; 3]>,
}

/// The findings about these files.
pub fn findings(diagnostics: &Diagnostics, sources: &Sources, text_of: TextOf) -> Findings {
    let number = |severity: Severity| diagnostics.iter().filter(|found| found.severity() == severity).count();
    let mut order: Vec<&Diagnostic> = diagnostics.iter().collect();
    order.sort_by_key(|diagnostic| diagnostic.severity());
    let mut texts = Texts { sources, text_of, lines: BTreeMap::new() };
    Findings {
        errors: number(Severity::Error),
        warnings: number(Severity::Warning),
        notes: number(Severity::Note),
        list: order.into_iter().take(SHOWN).map(|diagnostic| texts.finding(diagnostic)).collect(),
    }
}

impl Findings {
    /// Adds that casebook itself failed, when it was to build what changed at `path`.
    pub fn add_fault(&mut self, fault: &str, path: Option<&SourcePath>) {
        let finding = Finding {
            code: None,
            severity: "error",
            message: format!("casebook met a fault of its own: {fault}"),
            help: Some("change the file in another way; and please report the fault, with the file".to_owned()),
            place: Place { path: path.map_or(String::new(), ToString::to_string), ..Place::default() },
            related: Vec::new(),
            pages: 0,
        };
        self.errors += 1;
        self.list.insert(0, finding);
    }

    /// These findings, and after them others that are not among them.
    pub fn and(&self, others: &Findings) -> Findings {
        let mut all = self.clone();
        for finding in others.list.iter().filter(|finding| !self.list.contains(finding)) {
            let number = match finding.severity {
                "error" => &mut all.errors,
                "warning" => &mut all.warnings,
                _ => &mut all.notes,
            };
            *number += 1;
            all.list.push(finding.clone());
        }
        all.list.sort_by_key(|finding| {
            ["error", "warning"].iter().position(|known| *known == finding.severity).unwrap_or(2)
        });
        all
    }

    /// How many there are in all.
    pub fn len(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Texts with their lines, each read once.
struct Texts<'a> {
    sources: &'a Sources,
    text_of: TextOf,
    lines: BTreeMap<SourcePath, Option<Lines>>,
}

impl Texts<'_> {
    fn finding(&mut self, diagnostic: &Diagnostic) -> Finding {
        Finding {
            code: Some(diagnostic.code.id()),
            severity: match diagnostic.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            place: self.place(&diagnostic.origin),
            related: diagnostic.related.iter().map(|(origin, what)| (what.clone(), self.place(origin))).collect(),
            pages: diagnostic.pages,
        }
    }

    fn place(&mut self, origin: &Origin) -> Place {
        let unknown = Place { path: origin.path.to_string(), ..Place::default() };
        let (sources, text_of) = (self.sources, self.text_of);
        let lines = self.lines.entry(origin.path.clone()).or_insert_with(|| {
            let text = if origin.path.is_kit() {
                text_of(&origin.path)
            } else {
                sources.get(&origin.path).and_then(|source| source.text().cloned())
            };
            text.map(Lines::new)
        });
        let Some((lines, start)) =
            lines.as_ref().and_then(|lines| Some((lines, lines.position(origin.span.start as usize)?)))
        else {
            return unknown;
        };
        let range = lines.range(start.line);
        let text = lines.text();
        let at = |offset: u32| text.floor_char_boundary((offset as usize).clamp(range.start, range.end));
        let (from, to) = (at(origin.span.start), at(origin.span.end.max(origin.span.start)));
        let meant = shortened(&text[from..to], LINE, false);
        let after = shortened(&text[to..range.end], LINE, false);
        let source = [shortened(&text[range.start..from], LINE / 3, true), meant, after];
        Place { line: Some(start.line), column: Some(start.column), source: Some(source), ..unknown }
    }
}

/// At most so many characters, of the beginning or of the end.
fn shortened(text: &str, limit: usize, end: bool) -> String {
    let length = text.chars().count();
    if length <= limit {
        return text.to_owned();
    }
    match end {
        true => format!("…{}", text.chars().skip(length - limit).collect::<String>()),
        false => format!("{}…", text.chars().take(limit).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, Span};

    #[test]
    fn findings_have_the_line_that_they_mean() {
        let sources = Sources::from_texts([("content/a.md", "+++\ntítle = \"x\"\n+++\n")]);
        let path = SourcePath::new("content/a.md");
        let diagnostics = vec![
            Diagnostic::at(Code::UnknownKey, &path, Span::new(4, 10), "there is no `títle`"),
            Diagnostic::at(Code::Unreadable, &SourcePath::new("gone.md"), Span::new(7, 9), "gone"),
        ];
        let found = findings(&diagnostics, &sources, |_| None);
        assert_eq!(found.len(), 2);
        let place = &found.list.iter().find(|finding| finding.place.path == "content/a.md").unwrap().place;
        assert_eq!((place.line, place.column), (Some(2), Some(1)));
        assert_eq!(place.source, Some(["".to_owned(), "títle".to_owned(), " = \"x\"".to_owned()]));
        assert_eq!(found.and(&found), found);
        assert_eq!(found.and(&Findings::default()), found);
        let mut fault = Findings::default();
        fault.add_fault("x", Some(&path));
        let both = found.and(&fault);
        assert_eq!((both.errors, both.len(), both.list[0].severity), (found.errors + 1, 3, "error"));
    }

    #[test]
    fn long_lines_are_shortened() {
        assert_eq!((shortened("äöü", 2, false), shortened("äöü", 2, true)), ("äö…".to_owned(), "…öü".to_owned()));
    }
}
