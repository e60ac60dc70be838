//! The connections that are open, of which there can be so many: one more takes the place of the one that has been silent longest.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant;

/// The connections that are open.
pub struct Connections {
    most: usize,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    last: u64,
    all: BTreeMap<u64, One>,
}

struct One {
    stream: Arc<TcpStream>,
    /// Since when nothing is asked on it.
    silent: Option<Instant>,
}

/// One of them, until it is dropped.
pub struct Connection {
    all: Arc<Connections>,
    number: u64,
    stream: Arc<TcpStream>,
}

impl Connections {
    /// Room for so many.
    pub fn new(most: usize) -> Connections {
        Connections { most, open: Mutex::default() }
    }

    /// Takes one in, if need be in the place of a silent one, which is closed; nothing if all are busy.
    pub fn take(self: &Arc<Self>, stream: TcpStream) -> Option<Connection> {
        let mut open = self.lock();
        if open.all.len() >= self.most && !open.close_silent() {
            return None;
        }
        open.last += 1;
        let (number, stream) = (open.last, Arc::new(stream));
        open.all.insert(number, One { stream: stream.clone(), silent: Some(Instant::now()) });
        drop(open);
        Some(Connection { all: self.clone(), number, stream })
    }

    /// Closes the one that has been silent longest, where the system has no room for another.
    pub fn make_room(&self) {
        self.lock().close_silent();
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // What is inside is whole at any time.
        self.open.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Open {
    /// Closes the one that has been silent longest, and tells whether there was one.
    fn close_silent(&mut self) -> bool {
        let silent = self.all.iter().filter_map(|(number, one)| Some((one.silent?, *number)));
        let closed = silent.min().and_then(|(_, longest)| self.all.remove(&longest));
        // Whoever reads from it meets its end.
        closed.is_some_and(|closed| closed.stream.shutdown(Shutdown::Both).is_ok())
    }
}

impl Connection {
    /// Where to read and write.
    pub fn stream(&self) -> &TcpStream {
        &self.stream
    }

    /// Notes that something is asked and will be answered.
    pub fn is_busy(&self) {
        self.note(None);
    }

    /// Notes that all is answered.
    pub fn is_silent(&self) {
        self.note(Some(Instant::now()));
    }

    fn note(&self, silent: Option<Instant>) {
        if let Some(one) = self.all.lock().all.get_mut(&self.number) {
            one.silent = silent;
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.all.lock().all.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn the_one_that_is_silent_longest_makes_room() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let all = Arc::new(Connections::new(2));
        let connect = || {
            let peer = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            (peer, all.take(listener.accept().unwrap().0))
        };
        let ((_busy_peer, busy), (mut silent_peer, silent)) = (connect(), connect());
        busy.as_ref().unwrap().is_busy();
        let (_third_peer, third) = connect();
        assert_eq!(silent_peer.read(&mut [0]).unwrap(), 0, "closed for the third");
        third.as_ref().unwrap().is_busy();
        assert!(connect().1.is_none(), "both are busy");
        drop(silent);
        assert!(connect().1.is_none(), "the end of the closed one makes no room");
        busy.as_ref().unwrap().is_silent();
        assert!(connect().1.is_some());
    }
}
