//! Values that many pages show, as templates see them: made once for all pages on which their links look alike.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use crate::base::{Address, Hash, Hasher, Lang};
use crate::view::Shared;

/// Values are kept on several shelves, so that threads seldom wait for each other.
const SHELVES: usize = 16;

/// The values and the entries of lists on one shelf. A full one is emptied: what is in use is soon there again.
const VALUES: usize = 128;
const CARDS: usize = 2048;

/// The bits of a number in [`Key`].
const BITS: usize = 4;

/// What was made lately.
pub(super) struct Made {
    shelves: [Mutex<HashMap<Key, tera::Value>>; SHELVES],
    most: usize,
}

/// All that the engine's value depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    content: Hash,
    /// How deep the page stands, and for each folder that links lead into, how many of its outer folders are the page's too. A relative
    /// link depends on nothing else.
    place: u128,
}

impl Key {
    /// The key of a value on a page; nothing where the value depends on more of the page, or the numbers are too large.
    pub fn new(shared: &Shared, page: &Address) -> Option<Key> {
        let folders = shared.folders()?;
        let page = page.as_str();
        let depth = page.bytes().filter(|byte| *byte == b'/').count();
        if depth >> BITS > 0 || (folders.len() + 1) * BITS > u128::BITS as usize {
            return None;
        }
        let place = folders.iter().fold(depth as u128, |place, folder| place << BITS | common(page, folder) as u128);
        Some(Key { content: shared.hash(), place })
    }

    /// The key of an entry of a list with so many facts, on pages in a language.
    pub fn among(self, cells: usize, lang: &Lang) -> Key {
        let content = Hasher::new().hash(self.content).number(cells as u64).value(lang).finish();
        Key { content, ..self }
    }
}

/// How many folders, from the outermost on, are those of a page and of a folder alike.
fn common(page: &str, folder: &str) -> usize {
    let (mut common, mut rest) = (0, page);
    for part in folder.split('/') {
        match rest.strip_prefix(part).and_then(|rest| rest.strip_prefix('/')) {
            Some(below) if !part.is_empty() => (common, rest) = (common + 1, below),
            _ => break,
        }
    }
    common
}

impl Made {
    /// Room for values.
    pub fn values() -> Made {
        Made { shelves: Default::default(), most: VALUES }
    }

    /// Room for entries of lists, which are small and stand on many pages.
    pub fn cards() -> Made {
        Made { shelves: Default::default(), most: CARDS }
    }

    /// The value with this key, which `make` makes if it is not known. What cannot be made is tried again, so that each page reports it.
    pub fn get(&self, key: Key, make: impl FnOnce() -> Option<tera::Value>) -> Option<tera::Value> {
        let shelf = &self.shelves[(key.content.byte() ^ key.place as u8) as usize % SHELVES];
        if let Some(known) = lock(shelf).get(&key) {
            return Some(known.clone());
        }
        let made = make()?;
        let mut shelf = lock(shelf);
        if shelf.len() >= self.most {
            shelf.clear();
        }
        shelf.insert(key, made.clone());
        Some(made)
    }
}

fn lock(shelf: &Mutex<HashMap<Key, tera::Value>>) -> MutexGuard<'_, HashMap<Key, tera::Value>> {
    // Values are whole even if a thread panicked while it held the lock.
    shelf.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Map, Value};

    fn key(page: &str, targets: &[&str]) -> Option<Key> {
        let links = targets.iter().map(|target| Value::Url((*target).into())).collect::<Value>();
        Key::new(&Shared::new(Map::new().with("links", links)), &Address::new(page))
    }

    #[test]
    fn pages_share_what_looks_alike() {
        let pages = [
            "a.html",
            "b.html",
            "x/a.html",
            "x/b.html",
            "y/a.html",
            "xy/a.html",
            "x/y/a.html",
            "x/y/z/a.html",
            "z/y/a.html",
        ];
        let targets = ["x/1.html", "x/y/2.html", "3.html", "z/y/x/4.html", "#top"];
        for target in targets {
            for one in pages {
                for other in pages {
                    let same = |page: &str| crate::render::href(&Address::new(page), target);
                    if key(one, &[target]) == key(other, &[target]) {
                        assert_eq!(same(one), same(other), "{target} from {one} and {other}");
                    }
                }
            }
        }
        assert!(key("y/a.html", &["x/1.html"]) == key("z/b.html", &["x/1.html"]));
        assert!(key("x/a.html", &["x/1.html"]) != key("y/a.html", &["x/1.html"]));
    }

    #[test]
    fn what_depends_on_the_page_is_not_shared() {
        assert!(key("x/a.html", &["x/a.html#top"]).is_none());
        assert!(key("x/a.html", &["#top"]).is_some());
        assert!(key(&"x/".repeat(16), &[]).is_none());
        assert!(Key::new(&Shared::new(Map::new().with("a", Value::from("b"))), &Address::new("a.html")).is_some());
    }
}
