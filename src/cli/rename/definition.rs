//! The files in which a record itself stands: its id changes, and it remembers the old one.

use std::ops::Range;

use crate::base::{Lang, SourcePath, Span};
use crate::model::{Model, RecordId};
use crate::parse::{Content, Entry, NodeValue, Table, csv, file};
use crate::schema::FieldType;
use crate::source::Sources;

use super::edits::Edits;
use super::names::Names;
use super::written::Written;
use super::{Move, text_of};

/// A record that gets another id.
pub(super) struct Definition<'a> {
    pub model: &'a Model,
    pub sources: &'a Sources,
    pub record: RecordId,
    pub old: &'a str,
    pub new: &'a str,
}

impl Definition<'_> {
    /// The files that are named after the record: its own first, then its translations.
    pub fn moves(&self) -> Vec<Move> {
        let (kind, origin) = (self.model.kind_of(self.record), &self.model.record(self.record).origin);
        let to = |path: &SourcePath, stem: &str| {
            let ending = &path.file_name()[path.stem().len()..];
            Move { from: path.clone(), to: SourcePath::new(format!("{}/{stem}{ending}", path.folder())) }
        };
        let own = self.is_file().then(|| to(&origin.path, self.new));
        let folder = format!("content/{}", kind.folder);
        let translations = self.sources.below(&folder).filter_map(|(path, _)| {
            let (id, lang) = path.stem().rsplit_once('.')?;
            let is_text = ["md", "toml"].contains(&path.extension().as_str());
            let is_translation = is_text && id == self.old && self.model.languages.contains(&Lang::new(lang));
            is_translation.then(|| to(path, &format!("{}.{lang}", self.new)))
        });
        own.into_iter().chain(translations).collect()
    }

    /// Whether a file is named after the record.
    pub fn is_file(&self) -> bool {
        let origin = &self.model.record(self.record).origin;
        origin.span == Span::default() && origin.path.stem() == self.old && origin.path.extension() != "csv"
    }

    /// Changes the id where it is written, adds the old one to `formerly`, and changes the rows of nested tables.
    pub fn edit(&self, names: &Names, edits: &mut Edits) {
        let origin = &self.model.record(self.record).origin;
        let Some(text) = text_of(self.sources, &origin.path) else { return };
        if !self.is_file() {
            let written = Written::value(&origin.path, &text, origin.span);
            if let Some(at) = written.text.find(self.old) {
                edits.replace(&origin.path, written.place(at..at + self.old.len()), self.new);
            }
        }
        match file::content(&origin.path.extension(), &text).0 {
            Content::Rows(rows) => self.in_row(&origin.path, &text, &rows, origin.span, edits),
            Content::Document { front, .. } => self.in_table(&origin.path, &text, &front, edits),
            Content::Table(table) if self.is_file() => self.in_table(&origin.path, &text, &table, edits),
            Content::Table(table) => self.in_item(&origin.path, &text, &table, origin.span, edits),
        }
        self.nested_rows(names, edits);
    }

    /// `formerly` among the keys at the top of a file: after the title, else before the first key.
    fn in_table(&self, path: &SourcePath, text: &str, table: &Table, edits: &mut Edits) {
        if let Some(entry) = table.get("formerly") {
            return self.in_list(path, text, entry, edits);
        }
        let simple = |entry: &&Entry| entry.key_span.end <= entry.node.span.start;
        let line = format!("formerly = [\"{}\"]", self.old);
        let end = line_end(text);
        if let Some(title) = table.get("title").filter(simple) {
            let at = end_of_line(text, title.node.span.range().end);
            return edits.replace(path, Span::new(at, at), format!("{end}{line}"));
        }
        let first = table.entries.first().map(|entry| entry.key_span.range().start);
        let at = match first {
            Some(first) => text[..first].rfind('\n').map_or(0, |end| end + 1),
            // Front matter without a key: after its first line.
            None => text.find('\n').map_or(0, |end| end + 1),
        };
        edits.replace(path, Span::new(at, at), format!("{line}{end}"));
    }

    /// `formerly` in the `[[KIND]]` table whose id stands at `id`: after the id.
    fn in_item(&self, path: &SourcePath, text: &str, table: &Table, id: Span, edits: &mut Edits) {
        let lists = table.entries.iter().filter_map(|entry| match &entry.node.value {
            NodeValue::Array(items) => Some(items),
            _ => None,
        });
        for item in lists.flatten() {
            let NodeValue::Table(of_item) = &item.value else { continue };
            if of_item.get("id").is_none_or(|entry| entry.node.span != id) {
                continue;
            }
            if let Some(entry) = of_item.get("formerly") {
                return self.in_list(path, text, entry, edits);
            }
            let inline = !text[item.span.range()].starts_with('[');
            let at = if inline { id.range().end } else { end_of_line(text, id.range().end) };
            let before = if inline { ", ".to_owned() } else { line_end(text).to_owned() };
            return edits.replace(path, Span::new(at, at), format!("{before}formerly = [\"{}\"]", self.old));
        }
    }

    /// One more id in `formerly`; where the new id is in it, the old one takes its place.
    fn in_list(&self, path: &SourcePath, text: &str, entry: &Entry, edits: &mut Edits) {
        let quoted = format!("\"{}\"", self.old);
        let is = |value: &NodeValue, id: &str| matches!(value, NodeValue::Text(text) if text.trim() == id);
        match &entry.node.value {
            NodeValue::Array(items) => {
                if let Some(item) = items.iter().find(|item| is(&item.value, self.new)) {
                    edits.replace(path, item.span, quoted);
                } else if let Some(last) = items.last() {
                    let end = last.span.range().end;
                    edits.replace(path, Span::new(end, end), format!(", {quoted}"));
                } else {
                    edits.replace(path, entry.node.span, format!("[{quoted}]"));
                }
            }
            value if is(value, self.new) => edits.replace(path, entry.node.span, quoted),
            _ => {
                let one = &text[entry.node.span.range()];
                edits.replace(path, entry.node.span, format!("[{one}, {quoted}]"));
            }
        }
    }

    /// `formerly` in a row of a CSV file; the column is added where it is missing.
    fn in_row(&self, path: &SourcePath, text: &str, rows: &csv::Rows, id: Span, edits: &mut Edits) {
        let delimiter = delimiter(text, rows);
        let lines = cells(text, delimiter);
        let Some(header) = lines.first() else { return };
        let Some(row) = lines
            .iter()
            .find(|cells| cells.iter().any(|cell| cell.start <= id.range().start && id.range().end <= cell.end))
        else {
            return;
        };
        let row_end = row.last().map_or(0, |cell| cell.end);
        let name = |cell: &Range<usize>| text[cell.clone()].trim().trim_matches('"').trim() == "formerly";
        let column = header.iter().position(name).unwrap_or_else(|| {
            let end = header.last().map_or(0, |cell| cell.end);
            edits.replace(path, Span::new(end, end), format!("{delimiter}formerly"));
            header.len()
        });
        let Some(cell) = row.get(column) else {
            // Cells in between that the row leaves out.
            let missing = delimiter.to_string().repeat(column + 1 - row.len());
            return edits.replace(path, Span::new(row_end, row_end), format!("{missing}{}", self.old));
        };
        let raw = &text[cell.clone()];
        let trimmed = raw.trim();
        let start = cell.start + (raw.len() - raw.trim_start().len());
        let ids: Vec<&str> = trimmed.trim_matches('"').split('|').map(str::trim).filter(|id| !id.is_empty()).collect();
        let mut ids: Vec<&str> = ids.into_iter().filter(|id| *id != self.new).collect();
        ids.push(self.old);
        edits.replace(path, Span::new(start, start + trimmed.len()), ids.join("|"));
    }

    /// The first cells of the rows that belong to the record, in the CSV files of its kind's nested tables.
    fn nested_rows(&self, names: &Names, edits: &mut Edits) {
        let kind = self.model.kind_of(self.record);
        for (path, source) in self.sources.below(&format!("content/{}", kind.folder)) {
            let nested = kind.field(path.stem());
            let is_nested = nested.is_some_and(|field| matches!(field.ty, FieldType::Table(_) | FieldType::Series(_)));
            let Some(text) = source.text().filter(|_| is_nested && path.extension() == "csv") else { continue };
            let (rows, _) = csv::parse(text);
            let Some((first, _)) = rows.header.first() else { continue };
            for entry in rows.rows.iter().filter_map(|row| row.table.get(first)) {
                if matches!(&entry.node.value, NodeValue::Cell(id) if id == self.old) {
                    let written = Written::value(path, text, entry.node.span);
                    let whole = 0..written.text.len();
                    edits.reference(path, &written, whole, names.new.to_owned());
                }
            }
        }
    }
}

/// How the lines of a text end.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The end of the line on which a byte stands, before its line end.
fn end_of_line(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}

/// The separator that stands between the first two names of the header.
fn delimiter(text: &str, rows: &csv::Rows) -> char {
    let between = match &rows.header[..] {
        [(_, first), (_, second), ..] => text.get(first.range().end..second.range().start).unwrap_or_default(),
        _ => "",
    };
    between.chars().find(|c| [',', ';', '\t'].contains(c)).unwrap_or(',')
}

/// The cells of each record with something in it, as they stand in the file: quotes and blanks included.
fn cells(text: &str, delimiter: char) -> Vec<Vec<Range<usize>>> {
    let mut records = Vec::new();
    let mut record: Vec<Range<usize>> = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let ends = at == text.len();
        match c {
            // A quote counts at the beginning of a cell, and then up to its other half.
            '"' if at == start || quoted => quoted = !quoted,
            // A quote written twice, within quotes: the first one closed, this one opens again.
            '"' if text[start..at].starts_with('"') && text[..at].ends_with('"') => quoted = true,
            '\n' | '\r' if !quoted || ends => {
                if !record.is_empty() || at > start {
                    record.push(start..at);
                    records.push(std::mem::take(&mut record));
                }
                start = at + 1;
            }
            c if c == delimiter && !quoted => {
                record.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_cells() {
        let of = |text: &str| -> Vec<Vec<String>> {
            cells(text, ',').iter().map(|row| row.iter().map(|cell| text[cell.clone()].to_owned()).collect()).collect()
        };
        assert_eq!(
            of("id,title\r\n\r\na,\"x,\n\"\"y\"\"\"\r\nb,\n"),
            [vec!["id", "title"], vec!["a", "\"x,\n\"\"y\"\"\""], vec!["b", ""]]
        );
        assert_eq!(of("id\na"), [["id"], ["a"]]);
        assert_eq!(of("a,5\" \"\"\nb,\"\"\n"), [["a", "5\" \"\""], ["b", "\"\""]]);
    }
}
