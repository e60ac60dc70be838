//! The form of every file of the index: a script with one call that hands over one value.

use serde::Serialize;

/// A script that gives the value under a name.
pub(super) fn script(name: &str, value: &impl Serialize) -> Vec<u8> {
    let mut bytes = b"casebook.given(".to_vec();
    // Nothing can fail that is written to memory from plain values.
    let _ = serde_json::to_writer(&mut bytes, name);
    bytes.push(b',');
    let _ = serde_json::to_writer(&mut bytes, value);
    bytes.extend_from_slice(b");\n");
    bytes
}
