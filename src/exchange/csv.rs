//! Tables as comma-separated values, as RFC 4180 has them, fit to be opened in a spreadsheet.

use csv::{QuoteStyle, Terminator, WriterBuilder};

/// Tells spreadsheets that the text is UTF-8; without it, many take it for something else.
const MARK: &str = "\u{feff}";

/// A table with one row a line.
pub(super) fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    // Where a comma separates decimals, spreadsheets split lines at semicolons: at none that stands in quotes.
    let mut builder = WriterBuilder::new();
    builder.flexible(true).terminator(Terminator::CRLF).quote_style(QuoteStyle::Always);
    let mut writer = builder.from_writer(MARK.into());
    for row in rows {
        // Nothing can fail that is written to memory.
        let _ = writer.write_record(row.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// The cell as a spreadsheet shows it without working anything out: what it would take for a formula begins with an apostrophe.
fn defused(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(cell);
    if formula { format!("'{cell}") } else { cell.to_owned() }
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
        ];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let expected = [
            "\u{feff}\"Year\",\"Value, \"\"all\"\"\"",
            "\"2015\",\"-4.5\"",
            "\"'=1+1\",\"'-A1\"",
            "\"'@x\",\"+3\"",
            "\"'\tx\",\"two\nlines\"",
            "\"a;b\",\"\"",
            "",
        ];
        let expected = expected.join("\r\n");
        assert_eq!(String::from_utf8(csv(&rows)).unwrap(), expected);
    }
}
