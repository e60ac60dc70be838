//! The rows of a list as a script that gives them to the page: a page that was opened from a disk may load scripts, but no data.

use crate::view::Rows;

/// One call of `casebook.given`, which the script that waits for the rows has put there.
pub(super) fn script(rows: &Rows) -> Vec<u8> {
    let name = serde_json::to_string(&rows.name).unwrap_or_default();
    // Plain texts, numbers and lists always have a JSON form.
    let value = serde_json::to_string(rows).unwrap_or_else(|_| "null".to_owned());
    format!("casebook.given({name}, {value});\n").into_bytes()
}
