//! As much of HTTP/1.1 as a preview needs: reading of any size by GET and HEAD, over connections that stay open.
//!
//! One thread a connection, with limits on their number, on the size of what is asked and on the time that a peer may take. Whatever
//! a peer sends or leaves out ends its own connection at most, and those who say nothing make room for others.

mod connections;
pub mod hosts;
pub mod range;
pub mod request;
pub mod response;
pub mod types;

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use connections::{Connection, Connections};

pub use request::Request;
pub use response::Response;

/// How many connections may be open at once: half of the files that a process may have open on some systems.
const CONNECTIONS: usize = 128;
/// The largest head of a request, in bytes.
const HEAD: usize = 32 * 1024;
/// How long a connection may be idle.
const IDLE: Duration = Duration::from_secs(60);
/// How long a peer may take to read a part of an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is sent back.
pub enum Reply {
    /// An answer.
    Response(Response),
    /// The whole connection, to write on for as long as one likes.
    Stream(Box<dyn FnOnce(&TcpStream)>),
}

/// What answers requests, on many threads at once.
pub type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// Answers what comes to this socket, until the process ends.
pub fn listen(listener: TcpListener, handler: Arc<Handler>) -> io::Result<()> {
    let open = Arc::new(Connections::new(CONNECTIONS));
    let accept = move || {
        loop {
            let Ok((stream, _)) = listener.accept() else {
                // A peer that gave up, or no handle left at the moment: neither is the end.
                open.make_room();
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            let Some(connection) = open.take(stream) else { continue };
            let handler = handler.clone();
            let answer = move || {
                // An error is the peer's: it went away, or took too long.
                let _ = converse(&connection, &*handler);
            };
            // Without a thread the connection is closed, and the browser tries again.
            let _ = thread::Builder::new().name("connection".into()).spawn(answer);
        }
    };
    thread::Builder::new().name("http".into()).spawn(accept).map(drop)
}

/// Answers one request after the other.
fn converse(connection: &Connection, handler: &Handler) -> io::Result<()> {
    let mut stream = connection.stream();
    // An answer is written at once: waiting to fill a packet would cost more than building the page.
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut received = Vec::new();
    while let Some(head) = read_head(stream, &mut received)? {
        connection.is_busy();
        let request = match Request::parse(&head) {
            Ok(request) => request,
            Err(refusal) => return refuse(stream, refusal),
        };
        let reply = catch_unwind(AssertUnwindSafe(|| handler(&request))).unwrap_or_else(|_| {
            Reply::Response(Response::text(
                500,
                "casebook met a fault of its own while answering. The terminal tells more.",
            ))
        });
        match reply {
            Reply::Response(response) => response.write(&mut stream, request.head_only, request.close)?,
            Reply::Stream(write) => {
                write(stream);
                return Ok(());
            }
        }
        if request.close {
            return Ok(());
        }
        connection.is_silent();
    }
    Ok(())
}

/// Reads up to the empty line that ends the head of a request; nothing if the peer is done. What follows stays in `received`.
fn read_head(mut stream: &TcpStream, received: &mut Vec<u8>) -> io::Result<Option<Vec<u8>>> {
    let mut looked = 0;
    loop {
        let from = looked.min(received.len());
        if let Some(end) = received[from..].windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = received.split_off(from + end + 4);
            return Ok(Some(std::mem::replace(received, rest)));
        }
        looked = received.len().saturating_sub(3);
        if received.len() > HEAD {
            refuse(stream, Response::text(431, "The head of the request is too long."))?;
            return Ok(None);
        }
        let mut part = [0; 4096];
        match stream.read(&mut part) {
            Ok(0) => return Ok(None),
            Ok(length) => received.extend_from_slice(&part[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Answers and ends the connection, because what follows on it cannot be understood.
fn refuse(mut stream: &TcpStream, response: Response) -> io::Result<()> {
    response.write(&mut stream, false, true)?;
    stream.flush()
}
