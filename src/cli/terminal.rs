//! What is told about a command while it runs and when it ends: on standard error, so that standard output is free for results.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
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

/// A line that counts pages, on a terminal only, when the work takes long.
pub struct Progress {
    shown: bool,
    start: Instant,
    last: AtomicUsize,
    made: Mutex<Option<Instant>>,
}

impl Progress {
    /// Begins to count; a quiet one shows nothing.
    pub fn new(quiet: bool) -> Progress {
        let shown = !quiet && std::io::stderr().is_terminal();
        Progress { shown, start: Instant::now(), last: AtomicUsize::new(0), made: Mutex::default() }
    }

    /// `done` of `total` files are made.
    pub fn tell(&self, done: usize, total: usize) {
        if done == total {
            *self.made.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(Instant::now());
        }
        let step = (total / 100).max(1);
        if self.shown
            && self.start.elapsed() > PATIENCE
            && done / step != self.last.swap(done / step, Ordering::Relaxed)
        {
            let _ = write!(std::io::stderr(), "\r\x1b[Kmaking pages: {done} of {total}");
        }
    }

    /// When the last file was made.
    pub fn made(&self) -> Instant {
        self.made.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).unwrap_or_else(Instant::now)
    }

    /// Takes the line away.
    pub fn end(&self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
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
