//! Findings as lines of text, so that another process can tell them again.

use super::code::Code;
use super::diagnostic::Diagnostic;
use super::origin::{Origin, Span};
use super::path::SourcePath;

/// A place: path, first byte, byte after the last.
type Place = (String, u32, u32);

/// A finding: code, place, message, help, other places with what they are, pages.
type Line = (String, Place, String, Option<String>, Vec<(Place, String)>, usize);

/// A finding as one line of JSON.
pub fn to_line(found: &Diagnostic) -> String {
    let Diagnostic { code, origin, message, help, related, pages } = found;
    let place = |origin: &Origin| (origin.path.as_str().to_owned(), origin.span.start, origin.span.end);
    let related = related.iter().map(|(origin, what)| (place(origin), what.clone())).collect();
    let line: Line = (code.id().to_owned(), place(origin), message.clone(), help.clone(), related, *pages);
    // Texts and numbers can always be written.
    serde_json::to_string(&line).unwrap_or_default()
}

/// The finding that stands in a line; nothing if it is none of ours.
pub fn from_line(line: &str) -> Option<Diagnostic> {
    let (code, place, message, help, related, pages): Line = serde_json::from_str(line).ok()?;
    let code = Code::ALL.iter().copied().find(|known| known.id() == code)?;
    let origin = |(path, start, end): Place| Origin { path: SourcePath::new(path), span: Span { start, end } };
    let related = related.into_iter().map(|(place, what)| (origin(place), what)).collect();
    Some(Diagnostic { code, origin: origin(place), message, help, related, pages })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_survive() {
        let path = SourcePath::new("content/articles/a \"b\".md");
        let plain = Diagnostic::at(Code::EmptyFile, &path, Span::new(3, 9), "two\nlines");
        let full = plain.clone().help("do so").related(Origin::file(&path), "here too").on_page();
        for found in [plain, full] {
            let line = to_line(&found);
            assert!(!line.contains('\n'), "{line}");
            assert_eq!(from_line(&line), Some(found));
        }
        for bad in ["", "[]", "[\"no-such-code\",[\"a\",0,0],\"m\",null,[],0]", "{}", "\u{FFFD}"] {
            assert_eq!(from_line(bad), None, "{bad}");
        }
    }
}
