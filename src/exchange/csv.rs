//! Tables as comma-separated values, as RFC 4180 has them, fit to be opened in a spreadsheet.

use std::borrow::Cow;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::view::Cells;

/// Tells spreadsheets that the text is UTF-8; without it, many take it for something else.
const MARK: &str = "\u{feff}";

/// What begins a formula in one spreadsheet or another: the signs of full width too, where such a keyboard is used.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A table with one row a line.
pub(super) fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    written(rows.iter().map(|row| row.iter().map(String::as_str)))
}

/// A table of records, the names of its columns first.
pub(super) fn table(head: &[String], rows: &[Cells]) -> Vec<u8> {
    let head = std::iter::once(Cells::new(head.iter().cloned()));
    let rows: Vec<Cells> = head.chain(rows.iter().cloned()).collect();
    written(rows.iter().map(Cells::iter))
}

fn written<'a>(rows: impl Iterator<Item = impl Iterator<Item = &'a str>>) -> Vec<u8> {
    // Where a comma separates decimals, spreadsheets split lines at semicolons: at none that stands in quotes.
    let mut builder = WriterBuilder::new();
    builder.flexible(true).terminator(Terminator::CRLF).quote_style(QuoteStyle::Always);
    let mut writer = builder.from_writer(MARK.into());
    for row in rows {
        // Nothing can fail that is written to memory.
        for cell in row {
            let _ = writer.write_field(defused(cell).as_bytes());
        }
        let _ = writer.write_record(None::<&[u8]>);
    }
    writer.into_inner().unwrap_or_default()
}

/// The cell as a spreadsheet shows it without working anything out: what it would take for a formula begins with an apostrophe.
fn defused(cell: &str) -> Cow<'_, str> {
    let formula = cell.starts_with(FORMULA) && !cell.split('|').all(is_number);
    if formula { format!("'{cell}").into() } else { cell.into() }
}

/// Whether it is digits, with a sign and a point at most.
fn is_number(cell: &str) -> bool {
    let unsigned = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let rows = [
            ["Year", "Value, \"all\""],
            ["2015", "-4.5"],
            ["=1+1", "-A1"],
            ["@x", "+3"],
            ["\tx", "two\nlines"],
            ["a;b", ""],
            ["-1|2.5", "＝1+1"],
        ];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let expected = [
            "\u{feff}\"Year\",\"Value, \"\"all\"\"\"",
            "\"2015\",\"-4.5\"",
            "\"'=1+1\",\"'-A1\"",
            "\"'@x\",\"+3\"",
            "\"'\tx\",\"two\nlines\"",
            "\"a;b\",\"\"",
            "\"-1|2.5\",\"'＝1+1\"",
            "",
        ];
        let expected = expected.join("\r\n");
        assert_eq!(String::from_utf8(csv(&rows)).unwrap(), expected);
    }
}
