//! A reader beside the editor: asks for pages all the time, and must always be answered soon.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::random::Random;
use crate::client::{self, Answer, Client};

/// How soon every answer must be there.
const SOON: Duration = Duration::from_secs(5);

/// Requests that no browser makes.
const ODD: &[&str] = &[
    "/%",
    "/%zz",
    "/..",
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/a%00b",
    "/\\..\\x",
    "//",
    "/?",
    "/-/casebook",
    "/-/",
];

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
    /// How long the slowest took.
    pub slowest: Duration,
}

impl Asking {
    /// Begins to ask for some of these addresses, in any order, until it is told to stop.
    pub fn begin(port: u16, addresses: Vec<String>, mut random: Random) -> Asking {
        let (stop, fault) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(None)));
        let (stopped, found) = (stop.clone(), fault.clone());
        let thread = thread::spawn(move || {
            let mut tally = Tally::default();
            let mut client = Client::new(port);
            let mut listeners = VecDeque::new();
            while !stopped.load(Ordering::Relaxed) {
                if let Err(wrong) = one(port, &addresses, &mut random, &mut client, &mut listeners, &mut tally) {
                    *found.lock().unwrap() = Some(wrong);
                    break;
                }
                thread::sleep(Duration::from_millis(random.below(3) as u64));
            }
            tally
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

fn one(
    port: u16,
    addresses: &[String],
    random: &mut Random,
    client: &mut Client,
    listeners: &mut VecDeque<std::net::TcpStream>,
    tally: &mut Tally,
) -> Result<(), String> {
    let address = &addresses[random.below(addresses.len())];
    let begin = Instant::now();
    let (asked, answer, known) = match random.below(40) {
        0 => {
            // A tab: it listens, and is closed at any moment without a word.
            let listener = client::open(port, &format!("/-/casebook/events?page={address}"));
            listeners.push_back(listener.map_err(|error| format!("nobody listens: {error}"))?);
            if listeners.len() > LISTENERS {
                listeners.pop_front();
            }
            return Ok(());
        }
        1 => {
            let odd = random.pick(ODD);
            (odd.to_owned(), Client::new(port).send("GET", odd, &[]), &[200, 302, 307, 308, 400, 403, 404][..])
        }
        2 => ("/-/casebook/".to_owned(), client.get("-/casebook/"), &[200][..]),
        // A connection of its own, as a first visit makes it.
        3 => (address.clone(), Client::new(port).get(address), &[200, 404][..]),
        _ => (address.clone(), client.get(address), &[200, 404][..]),
    };
    let took = begin.elapsed();
    let answer = answer.map_err(|error| format!("no answer for {asked} after {took:?}: {error}"))?;
    tally.answers += 1;
    tally.slowest = tally.slowest.max(took);
    if took > SOON {
        return Err(format!("the answer for {asked} took {took:?}"));
    }
    if !known.contains(&answer.status) {
        return Err(format!("status {} for {asked}", answer.status));
    }
    tally.pages += usize::from(answer.status == 200);
    match is_whole(&answer) {
        true => Ok(()),
        false => Err(format!("{asked} is cut off: it ends in {:?}", tail(&answer))),
    }
}

/// Whether a page has its end; the length of everything is checked where it is read.
fn is_whole(answer: &Answer) -> bool {
    let is_page = answer.header("content-type").is_some_and(|name| name.starts_with("text/html"));
    !is_page || answer.body.trim_ascii_end().ends_with(b"</html>")
}

fn tail(answer: &Answer) -> String {
    let start = answer.body.len().saturating_sub(80);
    String::from_utf8_lossy(&answer.body[start..]).into_owned()
}
