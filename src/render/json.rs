//! Values as JSON that stands in a page.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

/// The value as JSON that can stand in a `<script>` element of a data type: nothing in it can end the element or begin a comment.
pub(super) fn for_script(value: &impl Serialize) -> serde_json::Result<String> {
    let mut json = Vec::with_capacity(1024);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut json, ForScript))?;
    // What is written is text, so nothing is lost here.
    Ok(String::from_utf8_lossy(&json).into_owned())
}

struct ForScript;

impl Formatter for ForScript {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'<' | b'>' | b'&' | LINE_SEPARATOR)) {
            // All four begin a character.
            let mut from = rest[at..].chars();
            let c = from.next().unwrap_or_default();
            writer.write_all(&rest.as_bytes()[..at])?;
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => write!(writer, "\\u{:04x}", u32::from(c))?,
                c => writer.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?,
            }
            rest = from.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

/// The first byte of the separators of lines and paragraphs, U+2028 and U+2029.
const LINE_SEPARATOR: u8 = 0xE2;
