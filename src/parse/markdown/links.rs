//! Where a link leads: to an address of the web, to a place of the site, or where no link of a portal may lead.

use std::ops::Range;

use crate::base::{Code, Fault, Span};

/// What a destination is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// An http or https URL.
    Web,
    /// A mailto URL.
    Mail,
    /// A tel URL.
    Phone,
    /// A path, a fragment, or both.
    Relative,
    /// Another scheme, or a host without one.
    Forbidden,
}

/// Sorts a destination the way browsers read it: blanks and control characters at its ends, and tabs and line ends anywhere in it,
/// do not count.
pub(super) fn classify(destination: &str) -> Destination {
    let mut bytes =
        destination.trim_matches(|c: char| c <= ' ').bytes().filter(|byte| !matches!(byte, b'\t' | b'\n' | b'\r'));
    let mut scheme = String::new();
    for byte in &mut bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => scheme.push(byte.to_ascii_lowercase() as char),
            b'0'..=b'9' | b'+' | b'-' | b'.' if !scheme.is_empty() => scheme.push(byte as char),
            b':' if !scheme.is_empty() => {
                return match scheme.as_str() {
                    "http" | "https" => Destination::Web,
                    "mailto" => Destination::Mail,
                    "tel" => Destination::Phone,
                    _ => Destination::Forbidden,
                };
            }
            b'/' | b'\\' if scheme.is_empty() => {
                let host = matches!(bytes.next(), Some(b'/' | b'\\'));
                return if host { Destination::Forbidden } else { Destination::Relative };
            }
            _ => return Destination::Relative,
        }
    }
    Destination::Relative
}

/// The finding for a forbidden destination.
pub(super) fn forbidden(destination: &str, span: Span) -> Fault {
    let destination = destination.trim();
    let message = match destination.split_once(':') {
        Some((scheme, _)) if !destination.starts_with(['/', '\\']) => {
            format!("`{}:` is not a kind of address that a page may link to", scheme.trim())
        }
        _ => format!("`{destination}` names a host without `https:`"),
    };
    Fault::new(Code::ForbiddenScheme, span, message)
        .help("link to an http, https, mailto or tel address or to a path; name a record as `[[kind:id]]`")
}

/// The destination inside the source of a whole link, or all of it where the destination is written otherwise or elsewhere.
pub(super) fn destination_span(text: &str, link: Range<usize>, destination: &str) -> Span {
    let source = &text[link.clone()];
    // mostly it stands right before the closing bracket
    let closed = source.strip_suffix([')', '>']).filter(|source| source.ends_with(destination));
    let at = closed.map(|closed| closed.len() - destination.len()).or_else(|| source.rfind(destination));
    match at {
        Some(at) if !destination.is_empty() => {
            let start = link.start + at;
            Span::new(start, start + destination.len())
        }
        _ => link.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations() {
        use Destination::*;
        for (destination, expected) in [
            ("https://un.org", Web),
            ("HTTP://un.org", Web),
            ("mailto:a@b.org", Mail),
            ("tel:+41", Phone),
            ("page.html", Relative),
            ("../a/b.html#c", Relative),
            ("#c", Relative),
            ("/a", Relative),
            ("", Relative),
            ("?q=a:b", Relative),
            ("a/b:c", Relative),
            ("3:4", Relative),
            ("javascript:alert(1)", Forbidden),
            ("JaVaScRiPt:alert(1)", Forbidden),
            (" \u{1}javascript:alert(1)", Forbidden),
            ("java\tscr\nipt:alert(1)", Forbidden),
            ("data:text/html,x", Forbidden),
            ("vbscript:x", Forbidden),
            ("file:///etc/passwd", Forbidden),
            ("//host/a", Forbidden),
            ("\\\\host", Forbidden),
            ("/\\host", Forbidden),
            ("/\t/host", Forbidden),
            ("case-study:simore", Forbidden),
        ] {
            assert_eq!(classify(destination), expected, "{destination:?}");
        }
    }
}
