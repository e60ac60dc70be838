//! What many pages show, as the engine has it: made once for all of them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use crate::base::Hash;

/// Values are kept on several shelves, so that threads seldom wait for each other.
const SHELVES: usize = 16;

/// How many values, links, and entries of lists one shelf holds. A full one is emptied: what is in use is soon there again.
pub(super) const VALUES: usize = 512;
pub(super) const LINKS: usize = 1024;
pub(super) const CARDS: usize = 2048;

/// What was made lately.
pub(super) struct Made {
    shelves: [Mutex<HashMap<Hash, tera::Value>>; SHELVES],
    most: usize,
}

impl Made {
    /// Room for so many on each shelf.
    pub fn new(most: usize) -> Made {
        Made { shelves: Default::default(), most }
    }

    /// The value with this key, the hash of all that it depends on; `make` makes it if it is not known, and tells whether to keep it.
    pub fn get(&self, key: Hash, make: impl FnOnce() -> (tera::Value, bool)) -> tera::Value {
        let shelf = &self.shelves[key.byte() as usize % SHELVES];
        if let Some(known) = lock(shelf).get(&key) {
            return known.clone();
        }
        let (made, keep) = make();
        if !keep {
            return made;
        }
        let mut shelf = lock(shelf);
        if shelf.len() >= self.most {
            shelf.clear();
        }
        shelf.insert(key, made.clone());
        made
    }
}

fn lock(shelf: &Mutex<HashMap<Hash, tera::Value>>) -> MutexGuard<'_, HashMap<Hash, tera::Value>> {
    // Values are whole even if a thread panicked while it held the lock.
    shelf.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
