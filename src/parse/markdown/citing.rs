//! Which figures are covered by a cite: by one in their own sentence, or, in a list or table, by one in the sentence before it, in
//! its last item, or in the sentence after it.

use crate::base::Span;

use super::FigureMention;

/// A sentence, or the cell of a table.
pub(super) struct Sentence {
    /// Whether it holds a reference to a place in a source.
    pub cited: bool,
    /// Its figures.
    pub figures: Vec<Span>,
}

/// Takes in the sentences of a body in order and keeps the figures without a cite.
#[derive(Default)]
pub(super) struct Citing {
    groups: Vec<Group>,
    /// Whether the sentence before what comes next is cited.
    before: bool,
    /// Figures of a list or table that has just ended: the next sentence may cite them.
    awaiting: Vec<FigureMention>,
    found: Vec<FigureMention>,
}

/// An open list or table.
struct Group {
    lead_in: bool,
    /// Whether the item (row) that is open, or was last, is cited.
    item: bool,
    table: bool,
    /// Where the figures of the open item begin.
    from: usize,
    pending: Vec<FigureMention>,
}

impl Citing {
    /// The sentences of a block, under the second-level heading `section`.
    pub fn sentences(&mut self, sentences: Vec<Sentence>, section: Option<&str>) {
        let Some(first) = sentences.first() else { return };
        if self.groups.is_empty() {
            self.settle(first.cited);
        }
        for sentence in sentences {
            self.before = sentence.cited;
            let uncited = match self.groups.last_mut() {
                Some(group) => {
                    group.item |= sentence.cited;
                    &mut group.pending
                }
                None => &mut self.found,
            };
            if !sentence.cited {
                let mention = |span| FigureMention { span, section: section.map(str::to_owned) };
                uncited.extend(sentence.figures.into_iter().map(mention));
            }
        }
    }

    /// A list or table begins.
    pub fn open(&mut self, table: bool) {
        if self.groups.is_empty() {
            self.settle(false);
        }
        self.groups.push(Group { lead_in: self.before, item: false, table, from: 0, pending: Vec::new() });
    }

    /// An item or row begins.
    pub fn item(&mut self) {
        if let Some(group) = self.groups.last_mut() {
            group.end_item();
            group.item = false;
            group.from = group.pending.len();
        }
        self.before = false;
    }

    /// The innermost list or table ends.
    pub fn close(&mut self) {
        let Some(mut group) = self.groups.pop() else { return };
        group.end_item();
        self.before = false;
        let uncited = if group.lead_in || group.item { Vec::new() } else { group.pending };
        match self.groups.last_mut() {
            Some(outer) => {
                outer.item |= group.item;
                outer.pending.extend(uncited);
            }
            None => self.awaiting = uncited,
        }
    }

    /// Something stands here that separates what is before from what is after: a heading, a rule, code.
    pub fn interrupt(&mut self) {
        self.before = false;
        if self.groups.is_empty() {
            self.settle(false);
        }
    }

    /// The figures without a cite, in the order of the text.
    pub fn finish(mut self) -> Vec<FigureMention> {
        while !self.groups.is_empty() {
            self.close();
        }
        self.settle(false);
        self.found.sort_by_key(|mention| mention.span);
        self.found
    }

    fn settle(&mut self, cited: bool) {
        let awaiting = std::mem::take(&mut self.awaiting);
        if !cited {
            self.found.extend(awaiting);
        }
    }
}

impl Group {
    /// The cells of a row are one statement: a cite in one covers all.
    fn end_item(&mut self) {
        if self.table && self.item {
            self.pending.truncate(self.from);
        }
    }
}
