//! A reader beside the editor: asks for pages all the time, and must always be answered soon.

use std::collections::VecDeque;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::random::Random;
use crate::client::{self, Answer, Client};

/// How soon every answer must be there.
const SOON: Duration = Duration::from_secs(5);

/// Requests that no browser makes, and what they may be answered with.
const ODD: &[&str] =
    &["/%", "/%zz", "/..", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/a%00b", "/\\..\\x", "//", "/?", "/-/"];
const ODDLY: &[u16] = &[200, 302, 400, 404];

/// What a page may be answered with: that it cannot be made counts as well, while its files have errors.
const PAGE: &[u16] = &[200, 404, 500];

/// How many open pages listen for news at most.
const LISTENERS: usize = 3;

/// A thread that asks.
pub struct Asking {
    stop: Arc<AtomicBool>,
    fault: Arc<Mutex<Option<String>>>,
    thread: JoinHandle<Tally>,
}

/// What it was told.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many answers there were.
    pub answers: usize,
    /// How many of them were a page that is there.
    pub pages: usize,
    /// How many said that a page cannot be made.
    pub refused: usize,
    /// How long the slowest took.
    pub slowest: Duration,
}

impl Asking {
    /// Begins to ask for some of these addresses, in any order, until it is told to stop.
    pub fn begin(port: u16, addresses: Vec<String>, random: Random) -> Asking {
        let (stop, fault) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(None)));
        let (stopped, found) = (stop.clone(), fault.clone());
        let (client, listeners) = (Client::new(port), VecDeque::new());
        let mut reader = Reader { port, addresses, random, client, listeners, tally: Tally::default() };
        let thread = thread::spawn(move || {
            while !stopped.load(Ordering::Relaxed) {
                if let Err(wrong) = reader.ask() {
                    *found.lock().unwrap() = Some(wrong);
                    break;
                }
                thread::sleep(Duration::from_millis(reader.random.below(3) as u64));
            }
            reader.tally
        });
        Asking { stop, fault, thread }
    }

    /// What went wrong, if something did.
    pub fn fault(&self) -> Option<String> {
        self.fault.lock().unwrap().clone()
    }

    /// Ends, and closes all connections.
    pub fn end(self) -> Tally {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

struct Reader {
    port: u16,
    addresses: Vec<String>,
    random: Random,
    client: Client,
    listeners: VecDeque<TcpStream>,
    tally: Tally,
}

impl Reader {
    fn ask(&mut self) -> Result<(), String> {
        let address = self.addresses[self.random.below(self.addresses.len())].clone();
        let begin = Instant::now();
        let mut first = Client::new(self.port);
        let (asked, answer, permitted) = match self.random.below(40) {
            0 => return self.listen(&address),
            1 => {
                let odd = self.random.pick(ODD);
                (odd.to_owned(), first.send("GET", odd, &[]), ODDLY)
            }
            2 => ("-/casebook/".to_owned(), self.client.get("-/casebook/"), &PAGE[..1]),
            // A connection of its own, as a first visit makes it.
            3 => (address.clone(), first.get(&address), PAGE),
            _ => (address.clone(), self.client.get(&address), PAGE),
        };
        let took = begin.elapsed();
        let answer = answer.map_err(|error| format!("no answer for {asked} after {took:?}: {error}"))?;
        self.tally.answers += 1;
        self.tally.pages += usize::from(answer.status == 200);
        self.tally.refused += usize::from(answer.status == 500);
        self.tally.slowest = self.tally.slowest.max(took);
        if took > SOON {
            return Err(format!("the answer for {asked} took {took:?}"));
        }
        if !permitted.contains(&answer.status) {
            return Err(format!("status {} for {asked}", answer.status));
        }
        if !is_whole(&answer) {
            let end = answer.body.len().saturating_sub(80);
            return Err(format!("{asked} is cut off: it ends in {:?}", String::from_utf8_lossy(&answer.body[end..])));
        }
        Ok(())
    }

    /// A tab: it listens for news, and is closed at any moment without a word.
    fn listen(&mut self, address: &str) -> Result<(), String> {
        let listener = client::open(self.port, &format!("/-/casebook/events?page={address}"));
        self.listeners.push_back(listener.map_err(|error| format!("nobody listens: {error}"))?);
        if self.listeners.len() > LISTENERS {
            self.listeners.pop_front();
        }
        Ok(())
    }
}

/// Whether a page has its end; the length of everything is checked where it is read. A template that is saved empty, or with its first
/// character alone, is one without a fault, and its pages show as much.
fn is_whole(answer: &Answer) -> bool {
    let is_page = answer.header("content-type").is_some_and(|name| name.starts_with("text/html"));
    let is_bare = [&b""[..], b"{"].iter().any(|start| answer.body.strip_prefix(*start).is_some_and(is_script));
    !is_page || is_bare || answer.body.trim_ascii_end().ends_with(b"</html>")
}

/// Whether this is what the preview adds to a page, and nothing else.
fn is_script(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    text.starts_with("<script src=\"/-/casebook/preview.js\"")
        && text.find("</script>") == Some(text.trim_end().len() - 9)
}
