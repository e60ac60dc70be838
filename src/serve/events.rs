//! News for open pages, over a connection that stays open (Server-Sent Events).

use std::io::{self, ErrorKind, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::preview::Preview;

/// How often something is said where there is no news, so that a reader who went away is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Tells the state of a page whenever it changes; without a page, that something was built. Ends when the reader is gone.
pub fn tell(preview: &Preview, address: Option<&str>, stream: &TcpStream) {
    // An error says that the reader is gone.
    let _ = tell_all(preview, address, stream);
}

fn tell_all(preview: &Preview, address: Option<&str>, mut stream: &TcpStream) -> io::Result<()> {
    stream.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
          X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n",
    )?;
    let mut known = 0;
    let mut told = String::new();
    loop {
        let version = preview.wait(known, HEARTBEAT);
        if is_gone(stream)? {
            return Ok(());
        }
        let news = match address {
            _ if version == known => None,
            Some(address) => Some(preview.state_of_page(address).to_string()),
            None => Some(version.to_string()),
        };
        match news.filter(|news| *news != told) {
            Some(news) => {
                stream.write_all(format!("data: {news}\n\n").as_bytes())?;
                told = news;
            }
            None if version == known => stream.write_all(b": still here\n\n")?,
            None => {}
        }
        known = version;
    }
}

/// Whether the other end was closed.
fn is_gone(stream: &TcpStream) -> io::Result<bool> {
    stream.set_nonblocking(true)?;
    let gone = match stream.peek(&mut [0]) {
        Ok(length) => length == 0,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    };
    stream.set_nonblocking(false)?;
    Ok(gone)
}
