//! Keeps a folder current while the preview goes on: the newest good site is written on a thread of its own.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};

use super::edition::Edition;
use crate::output::{self, Failure, Memory, Outcome};

/// Where to, and how.
#[derive(Clone, Debug)]
pub struct Target {
    /// The folder.
    pub folder: PathBuf,
    /// How many threads make pages; 0 means one for each core.
    pub threads: usize,
}

/// Is told how each write ended that was not given up.
pub type Told = dyn Fn(Result<Outcome, Failure>, &Edition) + Send + Sync;

/// Writes sites, one after the other; a newer one ends the write of the one before.
pub struct Writer {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Desk {
    state: Mutex<State>,
    changed: Condvar,
    /// Whether what is being written is no longer wanted.
    stop: AtomicBool,
}

#[derive(Default)]
struct State {
    next: Option<Arc<Edition>>,
    ended: bool,
}

impl Writer {
    /// Begins to wait for sites.
    pub fn new(target: Target, told: Arc<Told>) -> io::Result<Writer> {
        let desk = Arc::new(Desk::default());
        let own = desk.clone();
        let thread = thread::Builder::new().name("write".into()).spawn(move || work(&own, &target, &*told))?;
        Ok(Writer { desk, thread: Some(thread) })
    }

    /// What is being written is no longer wanted.
    pub fn interrupt(&self) {
        self.desk.stop.store(true, Ordering::Relaxed);
    }

    /// This site is to be written.
    pub fn put(&self, edition: Arc<Edition>) {
        let mut state = self.desk.lock();
        self.interrupt();
        state.next = Some(edition);
        self.desk.changed.notify_all();
    }
}

impl Drop for Writer {
    /// Waits until a write has stopped, so that it leaves nothing half done.
    fn drop(&mut self) {
        self.desk.lock().ended = true;
        self.interrupt();
        self.desk.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// The next site to write; nothing at the end.
    fn take(&self) -> Option<Arc<Edition>> {
        let idle = |state: &mut State| state.next.is_none() && !state.ended;
        let waited = self.changed.wait_while(self.lock(), idle);
        let mut state = waited.unwrap_or_else(|poisoned| poisoned.into_inner());
        if state.ended {
            return None;
        }
        self.stop.store(false, Ordering::Relaxed);
        state.next.take()
    }
}

fn work(desk: &Desk, target: &Target, told: &Told) {
    let mut memory = Memory::new();
    while let Some(edition) = desk.take() {
        let options = output::Options {
            threads: target.threads,
            stop: &|| desk.stop.load(Ordering::Relaxed),
            ..output::Options::default()
        };
        let written = catch_unwind(AssertUnwindSafe(|| {
            let files = edition.built.complete();
            output::write(&target.folder, &files, &mut memory, &options)
        }));
        let outcome = written.unwrap_or_else(|_| {
            // What it knew may be half true.
            memory = Memory::new();
            let error = io::Error::other("casebook has a fault of its own; what it said stands above");
            Err(Failure::Io { action: "write", path: target.folder.clone(), error, site: output::Site::Begun })
        });
        if !matches!(outcome, Err(Failure::Stopped)) {
            told(outcome, &edition);
        }
    }
}
