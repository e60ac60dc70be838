//! Keeps a folder current while the preview goes on: the newest good site is written on a thread of its own.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::edition::Edition;
use crate::base::{Code, Diagnostic};
use crate::output::{self, Failure, Memory, Outcome};

/// How long to wait, time after time, for a file that changed while it was published to come to rest.
const PAUSES: [Duration; 3] = [Duration::from_millis(100), Duration::from_millis(400), Duration::from_secs(2)];

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
    /// The newest site, until it is written.
    wanted: Option<Arc<Edition>>,
    /// Whether to write it now.
    is_due: bool,
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
        state.wanted = Some(edition);
        state.is_due = true;
        self.desk.changed.notify_all();
    }

    /// The newest site is still the one to write: if its write was given up, it begins again.
    pub fn go_on(&self) {
        self.desk.lock().is_due = true;
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
        let idle = |state: &mut State| !(state.ended || state.is_due && state.wanted.is_some());
        let waited = self.changed.wait_while(self.lock(), idle);
        let mut state = waited.unwrap_or_else(|poisoned| poisoned.into_inner());
        if state.ended {
            return None;
        }
        self.stop.store(false, Ordering::Relaxed);
        state.is_due = false;
        state.wanted.clone()
    }

    /// Waits a while; tells whether something else is to be written now.
    fn rest(&self, pause: Duration) -> bool {
        let idle = |state: &mut State| !(state.ended || state.is_due);
        let waited = self.changed.wait_timeout_while(self.lock(), pause, idle);
        !waited.unwrap_or_else(|poisoned| poisoned.into_inner()).1.timed_out()
    }

    /// Notes that this site need not be written any more.
    fn settle(&self, edition: &Arc<Edition>) {
        let mut state = self.lock();
        state.wanted = state.wanted.take().filter(|wanted| !Arc::ptr_eq(wanted, edition));
    }
}

fn work(desk: &Desk, target: &Target, told: &Told) {
    let mut memory = Memory::new();
    while let Some(edition) = desk.take() {
        let mut outcome = write(desk, target, &edition, &mut memory);
        for pause in PAUSES {
            if !met_a_change(&outcome) {
                break;
            }
            outcome = match desk.rest(pause) {
                true => Err(Failure::Stopped),
                false => write(desk, target, &edition, &mut memory),
            };
        }
        if !matches!(outcome, Err(Failure::Stopped)) {
            desk.settle(&edition);
            told(outcome, &edition);
        }
    }
}

/// Whether a file could not be published because it held something else than what the site was built from. If it does not stay so, there is
/// nothing new to build.
fn met_a_change(outcome: &Result<Outcome, Failure>) -> bool {
    let changed = |found: &Diagnostic| found.code == Code::Unreadable;
    outcome.as_ref().is_ok_and(|outcome| !outcome.published && outcome.diagnostics.iter().any(changed))
}

fn write(desk: &Desk, target: &Target, edition: &Edition, memory: &mut Memory) -> Result<Outcome, Failure> {
    let options = output::Options {
        threads: target.threads,
        stop: &|| desk.stop.load(Ordering::Relaxed),
        ..output::Options::default()
    };
    let written =
        catch_unwind(AssertUnwindSafe(|| output::write(&target.folder, &edition.built.complete(), memory, &options)));
    written.unwrap_or_else(|_| {
        // What it knew may be half true.
        *memory = Memory::new();
        let error = io::Error::other("casebook has a fault of its own; what it said stands above");
        Err(Failure::Io { action: "write", path: target.folder.clone(), error, site: output::Site::Begun })
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_write_that_was_given_up_goes_on_when_nothing_better_comes() {
        let page = |n| (format!("content/pages/page-{n}.md"), format!("+++\ntitle = \"Page {n}\"\n+++\nText.\n"));
        let edition = Arc::new(Edition::of_texts(1, (0..300).map(page)));
        for pause in 0..10 {
            let folder = tempfile::tempdir().expect("a folder");
            let (told, ends) = channel();
            let told = Arc::new(move |outcome: Result<Outcome, Failure>, _: &Edition| {
                let _ = told.send(outcome.is_ok_and(|outcome| outcome.published));
            });
            let writer =
                Writer::new(Target { folder: folder.path().join("site"), threads: 2 }, told).expect("a thread");
            writer.put(edition.clone());
            thread::sleep(Duration::from_millis(2 * pause));
            writer.interrupt();
            writer.go_on();
            assert_eq!(ends.recv_timeout(Duration::from_secs(20)), Ok(true), "interrupted after {} ms", 2 * pause);
            assert!(folder.path().join("site/pages/page-299.html").exists());
        }
    }
}
