//! Reads a CSV file into one table a row, with a place for every cell.

use csv::{ReaderBuilder, StringRecord};

use super::node::{Entry, Node, NodeValue, Table};
use crate::base::{Code, Fault, Span};

/// The rows of a CSV file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The names of the columns in order, without those of unnamed columns, each with its place.
    pub header: Vec<(String, Span)>,
    /// The rows below the header that hold something.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The whole row.
    pub span: Span,
    /// The cells that are not empty, by their column's name. The place of a key is in the header, so that what is wrong with a column is
    /// reported once.
    pub table: Table,
}

/// The rows that the text holds, as far as they can be read, and what is wrong.
///
/// The first line names the columns; comma, semicolon or tab separates the cells, whichever it has most of. Blanks around a
/// cell do not count; empty rows, and unnamed columns without content, are left out.
pub fn parse(text: &str) -> (Rows, Vec<Fault>) {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - body.len();
    let delimiter = delimiter(body);
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(body.as_bytes());
    let mut faults = Vec::new();
    let mut columns: Option<Columns> = None;
    let mut rows = Rows::default();
    let mut record = StringRecord::new();
    loop {
        let start = reader.position().byte() as usize;
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => {
                let place = Span::new(offset + start.min(body.len()), text.len());
                faults.push(Fault::new(Code::CsvSyntax, place, "the rows from here on cannot be read"));
                break;
            }
        }
        let end = (reader.position().byte() as usize).min(body.len());
        let cells = cells(text, offset + start..offset + end, delimiter, &record, &mut faults);
        if cells.iter().all(|cell| cell.text.is_empty()) {
            continue;
        }
        match &mut columns {
            None => columns = Some(Columns::new(cells, &mut faults)),
            Some(columns) => rows.rows.push(columns.row(cells, &mut faults)),
        }
    }
    if let Some(columns) = columns {
        rows.header = columns.names.into_iter().filter(|(name, _)| !name.is_empty()).collect();
    }
    faults.sort_by_key(|fault| fault.span);
    (rows, faults)
}

/// A cell without the blanks around it, and where its text stands: within the quotes, if it has any.
struct Cell {
    text: String,
    span: Span,
}

/// What the header says, and what has been reported about it.
struct Columns {
    names: Vec<(String, Span)>,
    /// Whether the column's cells are left out: its name is missing or taken.
    skipped: Vec<bool>,
    /// Whether it has been reported that the column has no name.
    reported: Vec<bool>,
}

impl Columns {
    fn new(cells: Vec<Cell>, faults: &mut Vec<Fault>) -> Columns {
        let names: Vec<(String, Span)> = cells.into_iter().map(|cell| (cell.text, cell.span)).collect();
        let mut skipped = Vec::new();
        for (index, (name, span)) in names.iter().enumerate() {
            let taken = !name.is_empty() && names[..index].iter().any(|(other, _)| other == name);
            if taken {
                let fault = Fault::new(Code::CsvSyntax, *span, format!("two columns are named `{name}`"));
                faults.push(fault.help("give one of them another name, or delete it"));
            }
            skipped.push(taken || name.is_empty());
        }
        Columns { reported: vec![false; names.len()], names, skipped }
    }

    fn row(&mut self, cells: Vec<Cell>, faults: &mut Vec<Fault>) -> Row {
        let span = Span { start: cells[0].span.start, end: cells[cells.len() - 1].span.end };
        let mut table = Table::default();
        let mut surplus = false;
        let count = cells.len();
        for (index, cell) in cells.into_iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
            match self.names.get(index) {
                Some((name, key_span)) if !self.skipped[index] => {
                    let node = Node { span: cell.span, value: NodeValue::Cell(cell.text) };
                    table.entries.push(Entry { key: name.clone(), key_span: *key_span, node });
                }
                Some((name, _)) => {
                    if name.is_empty() && !std::mem::replace(&mut self.reported[index], true) {
                        let message = format!("column {} has no name, but `{}` stands in it", index + 1, cell.text);
                        faults.push(
                            Fault::new(Code::CsvSyntax, cell.span, message)
                                .help("write the field's name in the first row"),
                        );
                    }
                }
                None => {
                    if !std::mem::replace(&mut surplus, true) {
                        let message =
                            format!("the row has {count} cells, but the first row names {}", self.names.len());
                        faults.push(Fault::new(Code::CsvSyntax, cell.span, message).help(
                            "a cell that holds the separator stands between quotes, right after the separator before it",
                        ));
                    }
                }
            }
        }
        Row { span, table }
    }
}

/// The separator of which the first line that is not blank has most, outside quotes; a comma where it has none.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start_matches(['\r', '\n', ' ']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if !quoted => {
                counts.iter_mut().filter(|(delimiter, _)| *delimiter == byte).for_each(|(_, count)| *count += 1)
            }
            _ => {}
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts.iter().find(|(_, count)| *count == most).map_or(b',', |(delimiter, _)| *delimiter)
}

/// The cells of the record that was read from the bytes `range`, which may begin with the line ends before it.
///
/// The reader gives the texts; their places are found again by the same rules.
fn cells(
    text: &str,
    range: std::ops::Range<usize>,
    delimiter: u8,
    record: &StringRecord,
    faults: &mut Vec<Fault>,
) -> Vec<Cell> {
    let bytes = text.as_bytes();
    let mut at = range.start + bytes[range.clone()].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let mut cells = Vec::with_capacity(record.len());
    for value in record {
        let raw = scan(bytes, at, range.end, delimiter);
        if raw.unclosed {
            let line = bytes[at..range.end]
                .iter()
                .position(|byte| matches!(byte, b'\r' | b'\n'))
                .map_or(range.end, |length| at + length);
            let fault = Fault::new(Code::CsvSyntax, Span::new(at, line), "the quote that begins here has no end");
            faults.push(fault.help("put a quote at the end of the cell, and write a quote inside it twice: `\"\"`"));
        } else if let Some(after) = raw.closed.filter(|closed| !text[*closed..raw.end].trim().is_empty()) {
            let fault = Fault::new(
                Code::CsvSyntax,
                trimmed(text, after, raw.end),
                "text stands after the closing quote of a cell",
            );
            faults
                .push(fault.help("write a quote inside a cell twice, `\"\"`, or put the quotes around the whole cell"));
        }
        let span = match raw.closed {
            Some(closed) if text[closed..raw.end].trim().is_empty() => trimmed(text, at + 1, closed - 1),
            None if raw.unclosed => trimmed(text, at + 1, raw.end),
            _ => trimmed(text, at, raw.end),
        };
        cells.push(Cell { text: value.trim().to_owned(), span });
        at = (raw.end + 1).min(range.end);
    }
    cells
}

/// A cell as it stands in the file.
struct Raw {
    /// The byte after its last one: that of the separator or the line end.
    end: usize,
    /// The byte after the quote that closes it, if it is quoted.
    closed: Option<usize>,
    /// Whether it is quoted and the file ends before the closing quote.
    unclosed: bool,
}

/// The cell that begins at byte `at`.
fn scan(bytes: &[u8], at: usize, end: usize, delimiter: u8) -> Raw {
    let mut position = at;
    let mut closed = None;
    if at < end && bytes[at] == b'"' {
        position += 1;
        loop {
            match bytes[position..end].iter().position(|byte| *byte == b'"') {
                None => return Raw { end, closed: None, unclosed: true },
                Some(length) if bytes[..end].get(position + length + 1) == Some(&b'"') => position += length + 2,
                Some(length) => {
                    position += length + 1;
                    closed = Some(position);
                    break;
                }
            }
        }
    }
    let length = bytes[position..end].iter().position(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n'));
    Raw { end: length.map_or(end, |length| position + length), closed, unclosed: false }
}

/// The bytes `start..end` without the blanks at their ends.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let part = &text[start..end];
    let start = start + (part.len() - part.trim_start().len());
    Span::new(start, start + part.trim().len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each row as `name=text <what the place holds>`.
    fn rows(text: &str) -> Vec<String> {
        let (rows, faults) = parse(text);
        assert_eq!(faults, [], "{text:?}");
        let cell = |entry: &Entry| match &entry.node.value {
            NodeValue::Cell(value) if value == &text[entry.node.span.range()] => format!("{}={value}", entry.key),
            NodeValue::Cell(value) => format!("{}={value} <{}>", entry.key, &text[entry.node.span.range()]),
            other => panic!("{other:?}"),
        };
        rows.rows.iter().map(|row| row.table.entries.iter().map(cell).collect::<Vec<_>>().join(" & ")).collect()
    }

    #[test]
    fn cells_have_their_exact_places() {
        for (text, expected) in [
            (
                "id,title\na, One \nb,\"Two, or \"\"three\"\"\"\n",
                vec!["id=a & title=One", "id=b & title=Two, or \"three\" <Two, or \"\"three\"\">"],
            ),
            ("id;title\r\na;One, two\r\n\r\n;\r\nb;\r\n", vec!["id=a & title=One, two", "id=b"]),
            ("\u{feff}id\ttitle\na\tÉtude\n", vec!["id=a & title=Étude"]),
            ("\"id\",\"a;b;c\"\n1,\"x\n\ny\",\n", vec!["id=1 & a;b;c=x\n\ny"]),
            ("\n\nid,\"title\" \n\"a\"  ,\"\"\n\"\",b", vec!["id=a", "title=b"]),
            ("id\none\n\ntwo", vec!["id=one", "id=two"]),
            ("id,note\r1,5\" pipe\r2,  \"\r", vec!["id=1 & note=5\" pipe", "id=2 & note=\""]),
            ("id,title,,\na,b,,\n", vec!["id=a & title=b"]),
            ("id,title\na,b,,\n", vec!["id=a & title=b"]),
            ("", vec![]),
        ] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn header_and_row_places() {
        let text = "id, title\na,\"b, c\"\n";
        let (rows, _) = parse(text);
        let header: Vec<(&str, &str)> =
            rows.header.iter().map(|(name, span)| (name.as_str(), &text[span.range()])).collect();
        assert_eq!(header, [("id", "id"), ("title", "title")]);
        assert_eq!(&text[rows.rows[0].span.range()], "a,\"b, c");
    }

    #[test]
    fn faults_stand_where_they_are() {
        for (text, what, message) in [
            ("id,title,id\n1,2,3\n", "id", "two columns are named `id`"),
            ("id,,x\n1,,3\n1,two,3\n1,3,3\n", "two", "column 2 has no name, but `two` stands in it"),
            ("id,title\n1,a, b,c\n", "b", "the row has 4 cells, but the first row names 2"),
            ("id,title\n1,\"a\n2,b\n", "\"a", "the quote that begins here has no end"),
            ("id,title\n1,\"a\" b,\n", "b", "text stands after the closing quote of a cell"),
        ] {
            let (_, faults) = parse(text);
            assert_eq!(faults.len(), 1, "{text:?}: {faults:#?}");
            assert_eq!(&text[faults[0].span.range()], what, "{text:?}");
            assert_eq!(faults[0].message, message);
            assert!(faults[0].help.is_some());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_places_hold_the_cells(text in "(\u{feff}|)(id,x[,;\t]y\n)?([a-cé\",;\t\r\n ]|\\PC){0,60}") {
            let (rows, faults) = parse(&text);
            for fault in &faults {
                prop_assert!(text.get(fault.span.range()).is_some());
            }
            for (name, span) in &rows.header {
                prop_assert!(text.get(span.range()).is_some(), "{name}");
            }
            for row in &rows.rows {
                prop_assert!(text.get(row.span.range()).is_some());
                for entry in &row.table.entries {
                    let NodeValue::Cell(value) = &entry.node.value else { panic!("not a cell") };
                    let raw = &text[entry.node.span.range()];
                    // With a quote in it, the text as it stands in the file differs from the cell's.
                    prop_assert!(raw == value || raw.contains('"'), "{:?} {:?}", raw, value);
                }
            }
        }
    }
}
