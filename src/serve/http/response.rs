//! An answer, and how it is written.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use super::Request;
use super::range::{self, Part};

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Name and value of each header, without those that every answer has.
    pub headers: Vec<(&'static str, String)>,
    /// What holds the body.
    body: Arc<Vec<u8>>,
    /// The part of it that is the body.
    part: Range<usize>,
}

impl Response {
    /// These bytes of a type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Arc<Vec<u8>>>) -> Response {
        let body = body.into();
        let part = 0..body.len();
        Response { status, headers: vec![("Content-Type", content_type.to_owned())], body, part }
    }

    /// A sentence.
    pub fn text(status: u16, text: &str) -> Response {
        Response::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
            .with("Cache-Control", "no-store")
    }

    /// The same answer with another header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Response {
        self.headers.push((name, value.into()));
        self
    }

    /// The version of what is answered in full is `tag`: an asker who has it gets no body.
    pub fn tagged(self, request: &Request, tag: &str) -> Response {
        if is_known(request, tag) {
            return Response::unchanged(tag);
        }
        self.with("ETag", tag)
    }

    /// Says that the asker's version is the newest.
    pub fn unchanged(tag: &str) -> Response {
        let headers = vec![("ETag", tag.to_owned()), ("Cache-Control", "no-cache".to_owned())];
        Response { status: 304, headers, body: Arc::default(), part: 0..0 }
    }

    /// Answers with the part that was asked for, if it was one.
    pub fn ranged(mut self, request: &Request, tag: &str) -> Response {
        if self.status != 200 {
            return self;
        }
        self = self.with("Accept-Ranges", "bytes");
        let wanted =
            request.range.as_deref().filter(|_| request.if_range.as_deref().is_none_or(|version| version == tag));
        let length = self.body.len();
        match wanted.map_or(Part::Whole, |wanted| range::part(wanted, length)) {
            Part::Whole => {}
            Part::Of(part) => {
                self.status = 206;
                self = self.with("Content-Range", format!("bytes {}-{}/{length}", part.start, part.end - 1));
                self.part = part;
            }
            Part::Outside => {
                self.status = 416;
                self = self.with("Content-Range", format!("bytes */{length}"));
                self.part = 0..0;
            }
        }
        self
    }

    /// Writes the answer.
    pub fn write(&self, out: &mut impl Write, head_only: bool, close: bool) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(1024 + if head_only { 0 } else { self.part.len().min(64 * 1024) });
        write!(bytes, "HTTP/1.1 {} {}\r\n", self.status, reason(self.status))?;
        for (name, value) in &self.headers {
            write!(bytes, "{name}: {value}\r\n")?;
        }
        // The policy that is given here holds beside the one in the page.
        bytes.extend_from_slice(
            b"X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nReferrer-Policy: no-referrer\r\n",
        );
        if self.status != 304 {
            write!(bytes, "Content-Length: {}\r\n", self.part.len())?;
        }
        if close {
            bytes.extend_from_slice(b"Connection: close\r\n");
        }
        bytes.extend_from_slice(b"\r\n");
        let body = if head_only { &[][..] } else { &self.body[self.part.clone()] };
        // What is small goes out in one piece.
        let (first, rest) = body.split_at(body.len().min(64 * 1024));
        bytes.extend_from_slice(first);
        out.write_all(&bytes)?;
        out.write_all(rest)
    }
}

/// Whether the asker has this version.
pub fn is_known(request: &Request, tag: &str) -> bool {
    let known = request.if_none_match.as_deref().unwrap_or("");
    known.split(',').map(|known| known.trim().trim_start_matches("W/")).any(|known| known == tag || known == "*")
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        416 => "Range Not Satisfiable",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(response: &Response, head_only: bool) -> String {
        let mut bytes = Vec::new();
        response.write(&mut bytes, head_only, false).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_head_has_the_headers_of_the_whole() {
        let response = Response::new(200, "text/plain", b"hello".to_vec());
        let (whole, head) = (written(&response, false), written(&response, true));
        assert_eq!(whole, format!("{head}hello"));
        assert!(head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"), "{head}");
        assert!(head.ends_with("\r\nContent-Length: 5\r\n\r\n"), "{head}");
    }

    #[test]
    fn parts_and_versions() {
        let response = || Response::new(200, "video/mp4", b"0123456789".to_vec());
        let asked = |range: &str, if_range: Option<&str>| Request {
            range: Some(range.to_owned()),
            if_range: if_range.map(str::to_owned),
            ..Request::default()
        };
        let part = response().ranged(&asked("bytes=2-4", None), "\"a\"");
        assert!(written(&part, false).ends_with("\r\n\r\n234") && part.status == 206);
        assert!(part.headers.contains(&("Content-Range", "bytes 2-4/10".to_owned())));
        let outside = response().ranged(&asked("bytes=10-", None), "\"a\"");
        assert!(outside.status == 416 && outside.headers.contains(&("Content-Range", "bytes */10".to_owned())));
        assert_eq!(response().ranged(&asked("bytes=2-4", Some("\"b\"")), "\"a\"").status, 200);
        assert_eq!(response().ranged(&asked("bytes=2-4", Some("\"a\"")), "\"a\"").status, 206);
        let known = Request { if_none_match: Some("\"b\", W/\"a\"".to_owned()), ..Request::default() };
        assert_eq!(response().tagged(&known, "\"a\"").status, 304);
        assert!(!written(&Response::unchanged("\"a\""), false).contains("Content-Length"));
        assert_eq!(response().tagged(&known, "\"c\"").status, 200);
    }
}
