//! What is served at the moment, and who waits for news of it.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Value, json};

use super::edition::{Edition, Few, Report, Summary};
use super::findings::TextOf;
use super::http::types;
use super::inbox::Inbox;
use super::pages::{Page, Pages};
use crate::base::files::File;
use crate::build::Built;

/// How long a request waits for a build that is under way.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many builds are told of.
const PAST: usize = 50;

/// The state of a preview, shared by those who build and those who answer.
pub struct Preview {
    inbox: Arc<Inbox>,
    text_of: TextOf,
    pages: Pages,
    attic: Sender<Arc<Edition>>,
    now: Mutex<Now>,
    changed: Condvar,
}

#[derive(Default)]
struct Now {
    /// Grows with each build.
    version: u64,
    shown: Option<Arc<Edition>>,
    newest: Option<Arc<Report>>,
    past: VecDeque<Arc<Summary>>,
    polling: bool,
}

/// A page that was found, or what stands in its place.
pub struct Found {
    /// The page.
    pub page: Arc<Page>,
    /// Whether there is one at the address; if not, it is the page that says so.
    pub exists: bool,
}

impl Preview {
    /// One that has nothing to show yet.
    pub fn new(inbox: Arc<Inbox>, text_of: TextOf, attic: Sender<Arc<Edition>>) -> Preview {
        let (pages, now, changed) = (Pages::default(), Mutex::default(), Condvar::new());
        Preview { inbox, text_of, pages, attic, now, changed }
    }

    /// Takes in a build. It is shown if it is good, or if there was never a good one; gives it back if it is shown.
    pub fn take(&self, report: Arc<Report>, built: Option<Built>) -> Option<Arc<Edition>> {
        let edition = built.map(|built| Arc::new(Edition { built: Arc::new(built), report: report.clone() }));
        let mut now = self.lock();
        let had_good = now.shown.as_ref().is_some_and(|shown| shown.report.summary.good);
        let show = report.summary.good || !had_good;
        let gone = match &edition {
            Some(edition) if show => now.shown.replace(edition.clone()),
            other => other.clone(),
        };
        now.past.push_front(report.summary.clone());
        now.past.truncate(PAST);
        now.newest = Some(report);
        now.version += 1;
        drop(now);
        self.changed.notify_all();
        if let Some(gone) = gone {
            let _ = self.attic.send(gone);
        }
        edition.filter(|_| show)
    }

    /// Notes whether changes are looked for all the time, because the system does not tell of them.
    pub fn set_polling(&self, polling: bool) {
        self.lock().polling = polling;
    }

    /// The edition that is shown, after all that was changed before the question.
    pub fn settled(&self) -> Option<Arc<Edition>> {
        self.inbox.settle(PATIENCE);
        self.shown()
    }

    /// The edition that is shown.
    pub fn shown(&self) -> Option<Arc<Edition>> {
        self.lock().shown.clone()
    }

    /// Waits for another version than the one that is known; gives the newest.
    pub fn wait(&self, known: u64, patience: Duration) -> u64 {
        let waited = self.changed.wait_timeout_while(self.lock(), patience, |now| now.version == known);
        waited.unwrap_or_else(|poisoned| poisoned.into_inner()).0.version
    }

    /// The page in a file.
    pub fn page(&self, edition: &Edition, file: &File) -> Arc<Page> {
        self.pages.get(edition, file, self.text_of)
    }

    /// The page at an address, or the site's page for addresses where there is nothing.
    pub fn find(&self, edition: &Edition, address: &str) -> Option<Found> {
        let there = edition.built.file(address).filter(|_| types::is_page(address));
        let missing = || {
            // The nearest one: a site in several languages may have one for each.
            let folders = address.match_indices('/').map(|(at, _)| &address[..=at]).rev();
            folders.chain([""]).find_map(|folder| edition.built.files.get(&format!("{folder}404.html")))
        };
        let (file, exists) = there.map(|file| (file, true)).or_else(|| Some((missing()?, false)))?;
        Some(Found { page: self.page(edition, file), exists })
    }

    /// Counts a page that is sent.
    pub fn count(&self) {
        if let Some(newest) = &self.lock().newest {
            newest.summary.served.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// What an open page must know: whether it is still the newest, and what is wrong.
    pub fn state_of_page(&self, address: &str) -> Value {
        let (shown, newest) = {
            let now = self.lock();
            (now.shown.clone(), now.newest.clone())
        };
        let found = shown.as_ref().and_then(|shown| self.find(shown, address));
        let mut findings = newest.as_ref().map(|newest| newest.findings(self.text_of).clone()).unwrap_or_default();
        let mut page = Value::Null;
        let mut is_old =
            shown.as_ref().zip(newest.as_ref()).is_some_and(|(shown, newest)| !Arc::ptr_eq(&shown.report, newest));
        if let Some(Found { page: found, .. }) = &found {
            findings = findings.and(&found.findings);
            page = json!({ "hash": found.outline.hash, "sheets": found.outline.sheets });
            is_old |= found.is_old;
        }
        json!({ "page": page, "old": is_old, "findings": findings })
    }

    /// What the page about the preview shows.
    pub fn status(&self) -> Value {
        let now = self.lock();
        let newest = now.newest.clone();
        let past: Vec<Arc<Summary>> = now.past.iter().cloned().collect();
        let shown = now.shown.as_ref().map(|shown| shown.report.summary.number);
        let polling = now.polling;
        drop(now);
        let findings = newest.map(|newest| newest.findings(self.text_of).clone()).unwrap_or_default();
        json!({
            "version": env!("CARGO_PKG_VERSION"),
            "shown": shown,
            "building": self.inbox.is_behind(),
            "polling": polling,
            "findings": findings,
            "builds": past.iter().map(|summary| told(summary)).collect::<Vec<_>>(),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Now> {
        // What is inside is whole at any time.
        self.now.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn told(summary: &Summary) -> Value {
    let few = |few: &Few| json!({ "number": few.number, "first": few.first.iter().map(|path| path.as_str()).collect::<Vec<_>>() });
    let stats = summary.stats.map(|stats| {
        json!({
            "records": stats.records,
            "pages": stats.pages,
            "parsed_files": stats.parsed_files,
            "parsed_texts": stats.parsed_texts,
        })
    });
    json!({
        "number": summary.number,
        "added": few(&summary.added),
        "changed": few(&summary.changed),
        "removed": few(&summary.removed),
        "ms": summary.took.as_secs_f64() * 1000.0,
        "age": summary.done.elapsed().as_secs_f64(),
        "stats": stats,
        "good": summary.good,
        "errors": summary.found[0],
        "warnings": summary.found[1],
        "notes": summary.found[2],
        "served": summary.served.load(Ordering::Relaxed),
        "rendered": summary.rendered.load(Ordering::Relaxed),
    })
}
