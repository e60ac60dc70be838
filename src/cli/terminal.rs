//! What is told about a command while it runs and when it ends: on standard error, so that standard output is free for results.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::args::ColourArg;
use crate::build::Timings;

/// Long work shows how far it is from this time on.
const PATIENCE: Duration = Duration::from_millis(500);

/// Whether to use colours on standard error.
pub fn colour(when: ColourArg) -> bool {
    match when {
        ColourArg::Always => true,
        ColourArg::Never => false,
        ColourArg::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            std::io::stderr().is_terminal() && !refused
        }
    }
}

/// Says that the command could not do its work, and what to do.
pub fn fail(message: impl std::fmt::Display, help: impl std::fmt::Display) -> u8 {
    eprintln!("casebook: {message}");
    eprintln!("  help: {help}");
    super::FAILED
}

/// A line that counts what is done, on a terminal only, while the work takes long.
pub struct Progress {
    shown: bool,
    counted: Mutex<Counted>,
    made: Mutex<Option<Instant>>,
}

/// What was shown last.
struct Counted {
    what: &'static str,
    /// When counting began.
    since: Instant,
    hundredths: usize,
}

impl Progress {
    /// A quiet one shows nothing.
    pub fn new(quiet: bool) -> Progress {
        let counted = Counted { what: "", since: Instant::now(), hundredths: 0 };
        let shown = !quiet && std::io::stderr().is_terminal();
        Progress { shown, counted: Mutex::new(counted), made: Mutex::default() }
    }

    /// So many of the records are read.
    pub fn records(&self, done: usize, total: usize) {
        self.tell("reading records", done, total);
    }

    /// So many of the files are made.
    pub fn pages(&self, done: usize, total: usize) {
        if done == total {
            *lock(&self.made) = Some(Instant::now());
        }
        self.tell("making pages", done, total);
    }

    fn tell(&self, what: &'static str, done: usize, total: usize) {
        if self.shown
            && let Some(line) = lock(&self.counted).line(what, done, total, Instant::now())
        {
            let _ = write!(std::io::stderr(), "\r\x1b[K{line}");
        }
    }

    /// When the last file was made.
    pub fn made(&self) -> Instant {
        lock(&self.made).unwrap_or_else(Instant::now)
    }

    /// Takes the line away.
    pub fn end(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

impl Counted {
    /// What to show instead of what is shown, if anything; nothing when all is done.
    fn line(&mut self, what: &'static str, done: usize, total: usize, now: Instant) -> Option<String> {
        if self.what != what || done == 1 {
            *self = Counted { what, since: now, hundredths: 0 };
        }
        let hundredths = done * 100 / total.max(1);
        // Threads may tell in another order than they counted in.
        if hundredths <= self.hundredths || now.duration_since(self.since) < PATIENCE {
            return None;
        }
        self.hundredths = hundredths;
        Some(if done < total { format!("{what}: {done} of {total}") } else { String::new() })
    }
}

/// What is inside, whole even if a thread panicked while it held the lock.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Prints how long each stage took.
pub fn print_timings(timings: &Timings) {
    for (stage, time) in timings.stages() {
        eprintln!("{:>9.1} ms  {stage}", time.as_secs_f64() * 1e3);
    }
}

/// "1 page", "2 pages".
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_work_is_counted_in_hundredths() {
        let start = Instant::now();
        let mut counted = Counted { what: "", since: start, hundredths: 0 };
        let mut shown = Vec::new();
        for (what, took) in [("reading records", 499), ("making pages", 2_000), ("making pages", 2_000)] {
            for done in 1..=1_000 {
                let now = start + Duration::from_millis(took * done as u64 / 1_000);
                shown.extend(counted.line(what, done, 1_000, now));
            }
        }
        assert_eq!(shown.first().map(String::as_str), Some("making pages: 251 of 1000"));
        assert_eq!(shown.len(), 2 * 76);
        assert_eq!((shown[74].as_str(), shown[75].as_str()), ("making pages: 990 of 1000", ""));
    }

    #[test]
    fn threads_that_come_late_turn_nothing_back() {
        let start = Instant::now();
        let mut counted = Counted { what: "making pages", since: start, hundredths: 0 };
        let mut line = |done| counted.line("making pages", done, 10, start + PATIENCE);
        assert_eq!(line(3).as_deref(), Some("making pages: 3 of 10"));
        assert_eq!(line(2), None);
        assert_eq!(line(10).as_deref(), Some(""));
    }
}
