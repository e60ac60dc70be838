//! What is served: the site of one build, with what is told about it.

use std::sync::atomic::AtomicUsize;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use super::findings::{self, Findings, TextOf};
use super::follow::Round;
use crate::base::{Diagnostics, Severity, SourcePath};
use crate::build::{Built, Stats};
use crate::source::Sources;

/// How many of the files that changed are named; of the others only the number is told.
const NAMED: usize = 20;

/// One build, in a few words.
pub struct Summary {
    /// Which it is, from 1.
    pub number: usize,
    /// Files that were not there before,
    pub added: Few,
    /// that have other content,
    pub changed: Few,
    /// that are gone.
    pub removed: Few,
    /// How long it took.
    pub took: Duration,
    /// When it was done.
    pub done: Instant,
    /// What it did; nothing where casebook itself failed.
    pub stats: Option<Stats>,
    /// Whether it may be published.
    pub good: bool,
    /// How many errors, warnings and notes there are.
    pub found: [usize; 3],
    /// How many pages were sent while it was the newest.
    pub served: AtomicUsize,
    /// How many pages were made.
    pub rendered: AtomicUsize,
}

/// The first of several files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Few {
    /// How many there are.
    pub number: usize,
    /// The first of them.
    pub first: Vec<SourcePath>,
}

/// One build, with all that was found.
pub struct Report {
    /// In a few words.
    pub summary: Arc<Summary>,
    /// The findings, in order.
    pub diagnostics: Diagnostics,
    /// A fault of casebook itself.
    pub fault: Option<String>,
    /// The files that it was made of.
    pub sources: Arc<Sources>,
    shown: OnceLock<Findings>,
}

/// A site that is served, with the report of its build.
pub struct Edition {
    /// The site.
    pub built: Arc<Built>,
    /// Its build.
    pub report: Arc<Report>,
}

#[cfg(test)]
impl Edition {
    /// The site of these texts beside a settings file, for tests.
    pub fn of_texts(number: usize, texts: impl IntoIterator<Item = (String, String)>) -> Edition {
        let settings = ("casebook.toml".to_owned(), "kit = 1\n".to_owned());
        let sources = Sources::from_texts(texts.into_iter().chain([settings]));
        let inputs = crate::build::Inputs::new(sources, jiff::civil::date(2026, 6, 1));
        let built = Ok(crate::build::Builder::new().build(&inputs));
        let (changes, took) = (Default::default(), Duration::ZERO);
        let (report, built) = Report::of(Round { number, changes, took, sources: inputs.sources, built }, false);
        Edition { built: Arc::new(built.expect("a site")), report }
    }
}

impl Report {
    /// The report of a build, and its site.
    pub fn of(round: Round, strict: bool) -> (Arc<Report>, Option<Built>) {
        let Round { number, changes, took, sources, built } = round;
        let (mut built, fault) = match built {
            Ok(built) => (Some(built), None),
            Err(fault) => (None, Some(fault)),
        };
        let diagnostics = built.as_mut().map(|built| std::mem::take(&mut built.diagnostics)).unwrap_or_default();
        let count = |severity: Severity| diagnostics.iter().filter(|found| found.severity() == severity).count();
        let summary = Summary {
            number,
            added: Few::of(&changes.added),
            changed: Few::of(&changes.changed),
            removed: Few::of(&changes.removed),
            took,
            done: Instant::now(),
            stats: built.as_ref().map(|built| built.stats),
            good: fault.is_none() && !is_refused(&diagnostics, strict),
            found: [
                count(Severity::Error) + usize::from(fault.is_some()),
                count(Severity::Warning),
                count(Severity::Note),
            ],
            served: AtomicUsize::new(0),
            rendered: AtomicUsize::new(0),
        };
        let report = Report { summary: Arc::new(summary), diagnostics, fault, sources, shown: OnceLock::new() };
        (Arc::new(report), built)
    }

    /// The findings, for those who look at pages.
    pub fn findings(&self, text_of: TextOf) -> &Findings {
        self.shown.get_or_init(|| {
            let mut findings = findings::findings(&self.diagnostics, &self.sources, text_of);
            if let Some(fault) = &self.fault {
                findings.add_fault(fault, self.summary.files().last());
            }
            findings
        })
    }
}

impl Summary {
    /// The files that are named.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.added.first.iter().chain(&self.changed.first).chain(&self.removed.first)
    }
}

impl Few {
    fn of(all: &[SourcePath]) -> Few {
        Few { number: all.len(), first: all.iter().take(NAMED).cloned().collect() }
    }
}

/// Whether a site with these findings is not to be published.
pub fn is_refused(diagnostics: &Diagnostics, strict: bool) -> bool {
    let limit = if strict { Severity::Warning } else { Severity::Error };
    diagnostics.iter().any(|diagnostic| diagnostic.severity() <= limit)
}

/// Takes editions that are no longer shown, and drops each when nobody uses it any more: to take a large site apart costs more time than
/// an answer may.
pub fn attic() -> std::io::Result<Sender<Arc<Edition>>> {
    let (sender, receiver) = channel();
    thread::Builder::new().name("attic".into()).spawn(move || tidy(&receiver))?;
    Ok(sender)
}

fn tidy(receiver: &Receiver<Arc<Edition>>) {
    let mut kept: Vec<Arc<Edition>> = Vec::new();
    loop {
        let patience = if kept.is_empty() { Duration::from_secs(3600) } else { Duration::from_millis(50) };
        match receiver.recv_timeout(patience) {
            Ok(edition) => kept.push(edition),
            Err(RecvTimeoutError::Timeout) => kept.retain(|edition| Arc::strong_count(edition) > 1),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
