//! Tables: a region that can be scrolled, with header cells and alignment by class.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::render::Renderer;
use super::wikilinks;

/// A table whose end is not yet reached.
pub(super) struct OpenTable {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

impl OpenTable {
    /// Whether a number alone in the open cell counts something: not in the header, nor in the first column, which names the row.
    pub fn counts(&self) -> bool {
        !self.head && self.column > 0
    }
}

impl Renderer<'_> {
    /// A table begins.
    pub fn table(&mut self, alignments: Vec<Alignment>, range: Range<usize>) {
        self.citing.open(true);
        self.newline();
        self.html("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
        self.word("table", range);
        // regions need different names
        self.tables += 1;
        self.html(&format!(" {}\">\n<table>\n", self.tables));
        self.table = Some(OpenTable { alignments, column: 0, head: false });
    }

    /// A row begins.
    pub fn table_row(&mut self, range: Range<usize>, head: bool) {
        self.citing.item();
        for link in wikilinks::split_by_cells(self.text, range) {
            self.brackets_seen = link.end;
            self.faults.push(wikilinks::in_table(self.text, link));
        }
        if let Some(table) = &mut self.table {
            table.column = 0;
            table.head = head;
        }
        self.html(if head { "<thead>\n<tr>" } else { "<tr>" });
    }

    /// A cell begins.
    pub fn table_cell(&mut self) {
        let Some(table) = &self.table else { return };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"end\"",
            _ => "",
        };
        let tag = if table.head { "<th scope=\"col\"" } else { "<td" };
        self.html(tag);
        self.html(class);
        self.html(">");
    }

    /// A cell ends.
    pub fn end_table_cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        table.column += 1;
        let end = if table.head { "</th>" } else { "</td>" };
        self.html(end);
    }

    /// A row ends.
    pub fn end_table_row(&mut self, head: bool) {
        self.html(if head { "</tr>\n</thead>\n<tbody>\n" } else { "</tr>\n" });
    }

    /// The table ends.
    pub fn end_table(&mut self) {
        self.citing.close();
        self.table = None;
        self.html("</tbody>\n</table>\n</div>\n");
    }
}
