//! A small HTTP client of the standard library alone: one connection that is kept, answers read to their end.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// How long a server may be silent before that counts as no answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    /// The status, such as 200.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// All of the body, without the marks of chunks.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of a name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A connection to a server on this machine.
pub struct Client {
    port: u16,
    stream: Option<BufReader<TcpStream>>,
}

impl Client {
    /// A client that connects when it is first used.
    pub fn new(port: u16) -> Client {
        Client { port, stream: None }
    }

    /// Asks for an address of the site, without a `/` at its beginning.
    ///
    /// # Errors
    /// If there is no whole answer in time. A kept connection that the server has closed in the meantime is no such failure.
    pub fn get(&mut self, address: &str) -> io::Result<Answer> {
        let target = format!("/{}", encode(address));
        let was_kept = self.stream.is_some();
        match self.send("GET", &target, &[]) {
            Err(error) if was_kept && is_closed(&error) => self.send("GET", &target, &[]),
            answer => answer,
        }
    }

    /// Sends a request with any target and headers, once.
    ///
    /// # Errors
    /// If there is no whole answer in time.
    pub fn send(&mut self, method: &str, target: &str, headers: &[(&str, &str)]) -> io::Result<Answer> {
        let answer = self.try_send(method, target, headers);
        if !matches!(&answer, Ok(answer) if answer.header("connection") != Some("close")) {
            self.stream = None;
        }
        answer
    }

    fn try_send(&mut self, method: &str, target: &str, headers: &[(&str, &str)]) -> io::Result<Answer> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => self.stream.insert(BufReader::new(connect(self.port)?)),
        };
        let mut request = format!("{method} {target} HTTP/1.1\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            request += &format!("Host: 127.0.0.1:{}\r\n", self.port);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        request += "\r\n";
        stream.get_mut().write_all(request.as_bytes())?;
        read(stream, method == "HEAD")
    }
}

/// A connection on which a request is already sent and nothing is read yet.
///
/// # Errors
/// If nobody listens, or does so no more.
pub fn open(port: u16, target: &str) -> io::Result<TcpStream> {
    let mut stream = connect(port)?;
    write!(stream, "GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n")?;
    Ok(stream)
}

fn connect(port: u16) -> io::Result<TcpStream> {
    let stream = TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

fn is_closed(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof)
}

/// Reads one answer; what is no HTTP is an error of the kind `InvalidData`.
fn read(stream: &mut BufReader<TcpStream>, is_head: bool) -> io::Result<Answer> {
    let first = line(stream)?;
    let status = first.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
    let status = status.ok_or_else(|| wrong(format!("the answer begins with `{first}`")))?;
    let mut headers = Vec::new();
    loop {
        let line = line(stream)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| wrong(format!("`{line}` is no header")))?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, headers, body: Vec::new() };
    if is_head || status == 204 || status == 304 {
        return Ok(answer);
    }
    if answer.header("transfer-encoding") == Some("chunked") {
        loop {
            let size = line(stream)?;
            let size = usize::from_str_radix(&size, 16).map_err(|_| wrong(format!("`{size}` is no size")))?;
            let start = answer.body.len();
            answer.body.resize(start + size, 0);
            stream.read_exact(&mut answer.body[start..])?;
            let end = line(stream)?;
            if !end.is_empty() {
                return Err(wrong(format!("`{end}` after a chunk")));
            }
            if size == 0 {
                return Ok(answer);
            }
        }
    }
    let length = answer.header("content-length").and_then(|length| length.parse().ok());
    let length: usize = length.ok_or_else(|| wrong("the answer has no length".to_owned()))?;
    answer.body.resize(length, 0);
    stream.read_exact(&mut answer.body)?;
    Ok(answer)
}

fn line(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut bytes = Vec::new();
    stream.read_until(b'\n', &mut bytes)?;
    match bytes.strip_suffix(b"\r\n") {
        Some(line) => String::from_utf8(line.to_vec()).map_err(|_| wrong("a header is no text".to_owned())),
        None => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server closed the connection")),
    }
}

fn wrong(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// An address as a request names it.
fn encode(address: &str) -> String {
    let mut encoded = String::new();
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded += &format!("%{byte:02X}");
        }
    }
    encoded
}
