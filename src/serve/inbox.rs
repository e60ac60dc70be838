//! What was seen of changes and not yet looked at; the one place where those who see, build, answer and stop meet.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::base::SourcePath;
use crate::source::{Survey, watch::Seen};

/// A change is looked at when nothing more was seen for this long,
const CALM: Duration = Duration::from_millis(5);
/// or at the latest after this time.
const LATEST: Duration = Duration::from_millis(100);

/// Filled by the watcher, emptied by whoever builds.
pub struct Inbox {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    paths: BTreeSet<SourcePath>,
    anywhere: bool,
    /// When the first and the last of these were seen.
    times: Option<(Instant, Instant)>,
    survey: Option<Survey>,
    /// How many were ever seen, and up to which of them the site is right.
    seen: u64,
    done: u64,
    stopped: bool,
}

/// What to look at.
#[derive(Default)]
pub struct Batch {
    /// Places.
    pub paths: BTreeSet<SourcePath>,
    /// Or everything.
    pub anywhere: bool,
    /// A survey that was taken.
    pub survey: Option<Survey>,
    /// What to tell [`Inbox::finish`].
    pub ticket: u64,
}

/// What comes next.
pub enum Next {
    /// This is to be looked at.
    Batch(Batch),
    /// Nothing was seen in the time.
    Calm,
    /// It is over.
    Stopped,
}

impl Inbox {
    /// The ticket of the first build.
    pub const FIRST: u64 = 1;

    /// One in which the whole project waits to be built.
    pub fn new() -> Inbox {
        let state = State { seen: Inbox::FIRST, ..State::default() };
        Inbox { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Something was seen.
    pub fn put(&self, seen: Seen) {
        let mut state = self.lock();
        match seen {
            Seen::At(paths) => state.paths.extend(paths),
            Seen::Anywhere => state.anywhere = true,
        }
        let now = Instant::now();
        state.times = Some((state.times.map_or(now, |(first, _)| first), now));
        state.seen += 1;
        self.changed.notify_all();
    }

    /// A survey was taken.
    pub fn put_survey(&self, survey: Survey) {
        self.lock().survey = Some(survey);
        self.changed.notify_all();
    }

    /// Ends everything.
    pub fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// Whether it is over.
    pub fn is_stopped(&self) -> bool {
        self.lock().stopped
    }

    /// Whether something was seen after which the site is not right yet.
    pub fn is_behind(&self) -> bool {
        let state = self.lock();
        state.done < state.seen
    }

    /// What to look at next, as soon as no more of it comes.
    pub fn next(&self, patience: Duration) -> Next {
        let end = Instant::now() + patience;
        let mut state = self.lock();
        loop {
            let now = Instant::now();
            if state.stopped {
                return Next::Stopped;
            }
            let due = state.times.map(|(first, last)| (last + CALM).min(first + LATEST));
            if due.is_some_and(|due| due <= now) || due.is_none() && state.survey.is_some() {
                return Next::Batch(state.take());
            }
            let until = due.unwrap_or(end);
            if until <= now {
                return Next::Calm;
            }
            state = self.changed.wait_timeout(state, until - now).unwrap_or_else(|poisoned| poisoned.into_inner()).0;
        }
    }

    /// What was seen after a pause, however much more may come.
    pub fn after(&self, pause: Duration) -> Batch {
        let state = self.lock();
        let waited = self.changed.wait_timeout_while(state, pause, |state| !state.stopped);
        waited.unwrap_or_else(|poisoned| poisoned.into_inner()).0.take()
    }

    /// The site is right up to this ticket.
    pub fn finish(&self, ticket: u64) {
        self.lock().done = ticket;
        self.changed.notify_all();
    }

    /// Waits until the site is right with all that was seen before, but not longer than the patience lasts.
    pub fn settle(&self, patience: Duration) {
        let state = self.lock();
        let asked = state.seen;
        let waited = self.changed.wait_timeout_while(state, patience, |state| state.done < asked && !state.stopped);
        drop(waited);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here can be half done.
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl State {
    fn take(&mut self) -> Batch {
        self.times = None;
        Batch {
            paths: std::mem::take(&mut self.paths),
            anywhere: std::mem::take(&mut self.anywhere),
            survey: self.survey.take(),
            ticket: self.seen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_together_is_looked_at_together() {
        let inbox = Inbox::new();
        assert!(matches!(inbox.next(Duration::ZERO), Next::Calm));
        inbox.put(Seen::At(vec![SourcePath::new("content/a.md")]));
        inbox.put(Seen::At(vec![SourcePath::new("content/b.md"), SourcePath::new("content/a.md")]));
        let Next::Batch(batch) = inbox.next(Duration::ZERO) else { panic!("nothing to look at") };
        assert_eq!((batch.paths.len(), batch.anywhere, batch.ticket), (2, false, 3));
        assert!(inbox.is_behind());
        let before = Instant::now();
        inbox.settle(Duration::from_millis(10));
        assert!(before.elapsed() >= Duration::from_millis(10));
        inbox.finish(batch.ticket);
        assert!(!inbox.is_behind());
        inbox.settle(Duration::from_secs(60));
        inbox.stop();
        assert!(matches!(inbox.next(Duration::from_secs(60)), Next::Stopped));
    }
}
