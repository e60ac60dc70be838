//! Pages as they were asked for: each is made at most once for the same content, however often it is sent.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard};

use super::edition::{Edition, is_refused};
use super::findings::{self, Findings, TextOf};
use super::follow;
use super::inject::{Outline, outline};
use crate::base::files::File;
use crate::base::{Hash, SourcePath};

/// How many pages are remembered.
const KEPT: usize = 200;

/// One page of an edition.
#[derive(Debug)]
pub struct Page {
    /// The HTML as it is built; nothing where it cannot be made.
    pub html: Option<Arc<str>>,
    /// What decides whether it must be loaded again.
    pub outline: Outline,
    /// What was found while it was made.
    pub findings: Findings,
    /// Whether the HTML is that of an earlier edition, because the newest has errors.
    pub is_old: bool,
}

/// The pages that were asked for lately.
#[derive(Default)]
pub struct Pages(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    slots: BTreeMap<String, Slot>,
    clock: u64,
}

struct Slot {
    used: u64,
    known: Arc<Mutex<Known>>,
}

/// What is known of one page.
#[derive(Default)]
struct Known {
    /// The edition for which it was last asked for,
    edition: usize,
    /// what it was made from,
    key: Option<Hash>,
    /// and what it is.
    page: Option<Arc<Page>>,
    /// The HTML without errors that was last made.
    good: Option<(Arc<str>, Outline)>,
}

impl Pages {
    /// The page that a file of an edition holds. Who asks for a page that is just being made waits for it.
    pub fn get(&self, edition: &Edition, file: &File, text_of: TextOf) -> Arc<Page> {
        let number = edition.report.summary.number;
        let slot = self.slot(file.address.as_str());
        let mut known = lock(&slot);
        if let Some(page) = known.page.as_ref().filter(|_| known.edition == number) {
            return page.clone();
        }
        let key = known.key;
        let made = catch_unwind(AssertUnwindSafe(|| {
            let prepared = edition.built.files.prepare(file);
            // What it is made from is the same, so it is the same.
            let same = key == Some(prepared.key);
            (!same).then(|| (prepared.key, (prepared.produce)()))
        }));
        let (key, produced) = match made {
            Ok(None) => {
                known.edition = number;
                return known.page.clone().unwrap_or_else(|| Arc::new(broken("it is not known any more", file)));
            }
            Ok(Some((key, produced))) => (key, produced),
            Err(panic) => {
                let page = Arc::new(broken(&follow::message(&*panic), file));
                *known = Known { edition: number, key: None, page: Some(page.clone()), good: known.good.take() };
                return page;
            }
        };
        edition.report.summary.rendered.fetch_add(1, Ordering::Relaxed);
        let findings = findings::findings(&produced.diagnostics, &edition.report.sources, text_of);
        let page = if is_refused(&produced.diagnostics, false) {
            let (html, outline) = known.good.clone().unzip();
            Page { is_old: html.is_some(), html, outline: outline.unwrap_or_default(), findings }
        } else {
            let html: Arc<str> = String::from_utf8_lossy(&produced.bytes).into();
            let outline = outline(&html);
            known.good = Some((html.clone(), outline.clone()));
            Page { html: Some(html), outline, findings, is_old: false }
        };
        let page = Arc::new(page);
        // A request that began before the newest edition must not cover it.
        if number >= known.edition {
            (known.edition, known.key, known.page) = (number, Some(key), Some(page.clone()));
        }
        page
    }

    /// What is known of the page at an address.
    fn slot(&self, address: &str) -> Arc<Mutex<Known>> {
        let mut shelf = lock(&self.0);
        shelf.clock += 1;
        let used = shelf.clock;
        if let Some(slot) = shelf.slots.get_mut(address) {
            slot.used = used;
            return slot.known.clone();
        }
        if shelf.slots.len() >= KEPT {
            let mut uses: Vec<u64> = shelf.slots.values().map(|slot| slot.used).collect();
            let middle = uses.len() / 2;
            let oldest = *uses.select_nth_unstable(middle).1;
            shelf.slots.retain(|_, slot| slot.used >= oldest);
        }
        let slot = Slot { used, known: Arc::default() };
        let known = slot.known.clone();
        shelf.slots.insert(address.to_owned(), slot);
        known
    }
}

/// A page at which casebook itself failed.
fn broken(fault: &str, file: &File) -> Page {
    let mut findings = Findings::default();
    findings.add_fault(fault, Some(&SourcePath::new(file.address.as_str())));
    Page { html: None, outline: Outline::default(), findings, is_old: false }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is inside is whole at any time.
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::base::Address;
    use crate::base::files::{Produced, Role};

    fn edition(number: usize) -> Edition {
        Edition::of_texts(number, [])
    }

    fn file(key: &str, produce: fn() -> Produced) -> File {
        File::known(Address::new("a.html"), Role::Page, Hash::of(key.as_bytes()), produce)
    }

    fn bytes(text: &str) -> Produced {
        Produced { bytes: text.as_bytes().to_vec(), diagnostics: Vec::new() }
    }

    #[test]
    fn a_page_is_made_once_for_the_same_key() {
        let (pages, editions) = (Pages::default(), [edition(1), edition(2)]);
        let first = pages.get(&editions[0], &file("x", || bytes("first")), |_| None);
        // Equal keys promise equal bytes, so what would be made now is not looked at.
        for edition in editions.iter().rev() {
            let same = pages.get(edition, &file("x", || bytes("never")), |_| None);
            assert_eq!(same.html.as_deref(), Some("first"));
        }
        assert_eq!(first.html.as_deref(), Some("first"));
        let newer = pages.get(&edition(3), &file("y", || bytes("second")), |_| None);
        assert_eq!(newer.html.as_deref(), Some("second"));
    }

    #[test]
    fn a_fault_while_a_page_is_made_is_told_and_over() {
        let pages = Pages::default();
        let broken = pages.get(&edition(1), &file("x", || panic!("a trial, not a fault")), |_| None);
        assert!(broken.html.is_none() && broken.findings.list[0].message.ends_with("a trial, not a fault"));
        let mended = pages.get(&edition(2), &file("x", || bytes("mended")), |_| None);
        assert_eq!(mended.html.as_deref(), Some("mended"));
    }

    #[test]
    fn who_asks_for_a_page_that_is_being_made_waits_for_it() {
        let (pages, edition, begun) = (Pages::default(), edition(1), Instant::now());
        let slow = || {
            std::thread::sleep(Duration::from_millis(50));
            bytes("slow")
        };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert!(pages.get(&edition, &file("x", slow), |_| None).html.is_some()));
            }
        });
        assert!(begun.elapsed() >= Duration::from_millis(50));
        assert_eq!(edition.report.summary.rendered.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn only_so_many_pages_are_remembered() {
        let pages = Pages::default();
        let first = pages.slot("0");
        for number in 0..10 * KEPT {
            pages.slot(&number.to_string());
            assert!(Arc::ptr_eq(&first, &pages.slot("0")), "what is used is kept");
        }
        assert!(lock(&pages.0).slots.len() <= KEPT);
    }
}
