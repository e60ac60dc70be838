//! Records as JSON: a list with a record on each line, and texts as they are.

use crate::view::JsonText;

/// A list of records.
pub(super) fn list(records: &[JsonText]) -> Vec<u8> {
    let length: usize = records.iter().map(|record| record.as_str().len() + 2).sum();
    let mut out = String::with_capacity(length + 8);
    out.push('[');
    for (at, record) in records.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(record.as_str());
    }
    out.push_str("\n]\n");
    out.into_bytes()
}

/// A text, with the end of a line.
pub(super) fn text(text: &JsonText) -> Vec<u8> {
    format!("{}\n", text.as_str()).into_bytes()
}
