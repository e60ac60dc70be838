//! The ids of a body: each is given out once.

use std::collections::{HashMap, HashSet};

use crate::base::slug::slug;

/// The ids that are taken.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// Ids that the author writes somewhere in the text: never given out automatically.
    written: HashSet<String>,
    /// The number that the next equal title gets.
    next: HashMap<String, u32>,
}

impl Ids {
    /// None taken, but those kept free that the text writes as `{#id}`.
    pub fn new(text: &str) -> Ids {
        let mut ids = Ids::default();
        for (at, _) in text.match_indices('{') {
            let Some(rest) = text[at + 1..].strip_prefix('#') else { continue };
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '{' | '}')).unwrap_or(rest.len());
            ids.written.insert(rest[..end].to_owned());
        }
        ids
    }

    /// Takes an id that the author wrote; false if it was taken already.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// Takes `base`, or `base-2`, `base-3` …
    pub fn unique(&mut self, base: &str) -> String {
        if !self.written.contains(base) && self.take(base) {
            return base.to_owned();
        }
        let mut number = self.next.get(base).copied().unwrap_or(2);
        loop {
            let id = format!("{base}-{number}");
            number += 1;
            if !self.written.contains(&id) && self.take(&id) {
                self.next.insert(base.to_owned(), number);
                return id;
            }
        }
    }

    /// Takes an id made from a heading's title. Those of numbered paragraphs, of footnotes and of the page around the
    /// text are kept free.
    pub fn of_title(&mut self, title: &str) -> String {
        let mut base = slug(title);
        if base.is_empty() {
            base.push_str("section");
        }
        if ["para-", "fn-", "fnref-", "page-"].iter().any(|prefix| base.starts_with(prefix)) {
            base.insert_str(0, "section-");
        }
        self.unique(&base)
    }
}
