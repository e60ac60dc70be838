//! The head of a request.

use super::Response;

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Whether only the head of the answer is wanted.
    pub head_only: bool,
    /// The path, decoded, beginning with `/`.
    pub path: String,
    /// What follows `?`, as it was sent.
    pub query: String,
    /// The host and port that were asked for.
    pub host: Option<String>,
    /// The part that is wanted, as it was sent.
    pub range: Option<String>,
    /// The versions that the asker has, as they were sent.
    pub if_none_match: Option<String>,
    /// The version for which the part is wanted, as it was sent.
    pub if_range: Option<String>,
    /// Whether the connection ends with the answer.
    pub close: bool,
}

impl Request {
    /// Reads a head; the error is the answer to it.
    pub fn parse(head: &[u8]) -> Result<Request, Response> {
        let bad = || Response::text(400, "The request cannot be understood.");
        let head = std::str::from_utf8(head).map_err(|_| bad())?;
        let mut lines = head.split("\r\n").skip_while(|line| line.is_empty());
        let mut words = lines.next().ok_or_else(bad)?.split(' ');
        let (Some(method), Some(target), Some(version), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(bad());
        };
        let mut request = match version {
            "HTTP/1.1" => Request::default(),
            "HTTP/1.0" => Request { close: true, ..Request::default() },
            _ => return Err(Response::text(505, "Only HTTP/1.1 is spoken here.")),
        };
        request.head_only = match method {
            "GET" => false,
            "HEAD" => true,
            _ => return Err(Response::text(405, "A preview can only be read.").with("Allow", "GET, HEAD")),
        };
        for line in lines.take_while(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':').ok_or_else(bad)?;
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "host" if request.host.is_some() => return Err(bad()),
                "host" => request.host = Some(value.to_owned()),
                // Of a head there are no parts.
                "range" if !request.head_only => request.range = Some(value.to_owned()),
                "if-range" => request.if_range = Some(value.to_owned()),
                "if-none-match" => request.if_none_match = Some(value.to_owned()),
                "connection" => {
                    request.close |= value.to_ascii_lowercase().split(',').any(|word| word.trim() == "close")
                }
                // A body is not read, so what follows it cannot be found.
                "content-length" => request.close |= value != "0",
                "transfer-encoding" => request.close = true,
                _ => {}
            }
        }
        let mut target = target.to_owned();
        if let Some((host, path)) = absolute(&target) {
            request.host = Some(host);
            target = path;
        }
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        request.query = query.to_owned();
        request.path = decode(path).filter(|path| path.starts_with('/')).ok_or_else(bad)?;
        Ok(request)
    }

    /// The value of a parameter of the query.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let found = self.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
        decode(&found.replace('+', " "))
    }
}

/// Host and path of a target that is a whole URL.
fn absolute(target: &str) -> Option<(String, String)> {
    let rest = target.strip_prefix("http://")?;
    let (host, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    Some((host.to_owned(), path.to_owned()))
}

/// The text with `%xx` resolved, if that gives one.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(head: &str) -> Result<Request, u16> {
        Request::parse(head.replace('\n', "\r\n").as_bytes()).map_err(|refusal| refusal.status)
    }

    #[test]
    fn heads_are_read() {
        let request =
            parse("GET /es/%C3%B1%20a.html?x=1&page=a%2Fb+c HTTP/1.1\nHOST: localhost:4100\nrange: bytes=0-1\n\n");
        let request = request.unwrap();
        assert_eq!((request.path.as_str(), request.host.as_deref()), ("/es/ñ a.html", Some("localhost:4100")));
        assert_eq!((request.parameter("page").as_deref(), request.parameter("pag")), (Some("a/b c"), None));
        assert_eq!((request.range.as_deref(), request.head_only, request.close), (Some("bytes=0-1"), false, false));
        let whole = parse("HEAD http://localhost:4100 HTTP/1.0\nHost: other\n\n").unwrap();
        assert_eq!((whole.path.as_str(), whole.host.as_deref()), ("/", Some("localhost:4100")));
        assert!(whole.head_only && whole.close);
        assert!(parse("GET / HTTP/1.1\nConnection: Keep-Alive, Close\n\n").unwrap().close);
        assert!(parse("GET / HTTP/1.1\nContent-Length: 5\n\nhello").unwrap().close);
    }

    #[test]
    fn what_cannot_be_understood_is_refused() {
        for (head, status) in [
            ("\n\n", 400),
            ("GET /\n\n", 400),
            ("GET  / HTTP/1.1\n\n", 400),
            ("GET x HTTP/1.1\n\n", 400),
            ("GET * HTTP/1.1\n\n", 400),
            ("GET /% HTTP/1.1\n\n", 400),
            ("GET /%4 HTTP/1.1\n\n", 400),
            ("GET /%zz HTTP/1.1\n\n", 400),
            ("GET /%ff HTTP/1.1\n\n", 400),
            ("GET / HTTP/1.1\nnonsense\n\n", 400),
            ("GET / HTTP/1.1\nHost: a\nHost: b\n\n", 400),
            ("GET / HTTP/2.0\n\n", 505),
            ("POST / HTTP/1.1\n\n", 405),
            ("get / HTTP/1.1\n\n", 405),
        ] {
            assert_eq!(parse(head), Err(status), "{head}");
        }
        assert!(Request::parse(b"GET /\xff HTTP/1.1\r\n\r\n").is_err());
    }
}
