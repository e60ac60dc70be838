//! Bytes of a file into text: UTF-8, and a remedy for everything else.

use crate::base::{Code, Diagnostic, Origin, SourcePath};

/// The text of a file, without a byte order mark.
///
/// Another encoding is refused and not converted, because a guess can turn names into nonsense unnoticed. A content file without
/// any content is refused too; a theme may empty a file on purpose.
pub(super) fn decode(path: &SourcePath, mut bytes: Vec<u8>) -> Result<String, Diagnostic> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    let refused = |message: String| {
        let help = match path.extension().as_str() {
            "csv" => "save it as UTF-8; a spreadsheet calls the file type \"CSV UTF-8\"",
            _ => "save it as UTF-8: an editor offers the encoding when you save under a name",
        };
        Err(Diagnostic::new(Code::Encoding, Origin::file(path), message).help(help))
    };
    if is_utf16(&bytes) {
        return refused(format!("`{path}` is UTF-16, not UTF-8"));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            return refused(format!("`{path}` is not UTF-8: {}", wrong_byte(bytes, at)));
        }
    };
    if let Some(at) = text.find('\0') {
        let (line, byte) = line_and_byte(text.as_bytes(), at);
        return refused(format!("`{path}` is not a text: line {line}, byte {byte} is zero"));
    }
    if text.trim().is_empty() && ["md", "toml", "csv"].contains(&path.extension().as_str()) {
        let found =
            Diagnostic::new(Code::EmptyFile, Origin::file(path), format!("`{path}` holds nothing but white space"));
        return Err(found.help("write something in it, or delete it"));
    }
    Ok(text)
}

/// Whether the bytes begin with a mark of UTF-16, or with Latin text in it: every second byte zero, the others not.
fn is_utf16(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64) & !1];
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = (start.len() / 4).max(2);
    bytes.starts_with(b"\xff\xfe")
        || bytes.starts_with(b"\xfe\xff")
        || even == 0 && odd >= many
        || odd == 0 && even >= many
}

/// The place of the first byte that is not UTF-8, and what it would be in the encoding that older spreadsheets write.
fn wrong_byte(bytes: &[u8], at: usize) -> String {
    let (line, byte) = line_and_byte(bytes, at);
    let found = bytes[at];
    let windows =
        bytes.iter().filter(|byte| **byte >= 0x80).map(|byte| windows_1252(*byte)).collect::<Option<String>>();
    match windows.and(windows_1252(found)) {
        Some(character) => {
            format!("line {line}, byte {byte} is {found:02X}; it is probably Windows-1252, where that is `{character}`")
        }
        None => format!("line {line}, byte {byte} is {found:02X}, and no other encoding fits"),
    }
}

/// The character of a byte from 80 on in Windows-1252, if it has one there.
fn windows_1252(byte: u8) -> Option<char> {
    const FROM_80: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”',
        '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => Some(FROM_80[usize::from(byte - 0x80)]).filter(|character| *character != '\0'),
        _ => Some(char::from(byte)),
    }
}

/// The line and the byte within it, both from 1.
fn line_and_byte(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = &bytes[..at];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    (before.iter().filter(|byte| **byte == b'\n').count() + 1, at - line_start + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(path: &str, bytes: &[u8]) -> Result<String, Diagnostic> {
        decode(&SourcePath::new(path), bytes.to_vec())
    }

    #[test]
    fn utf8_is_read_and_its_mark_dropped() {
        assert_eq!(of("a.md", "\u{feff}Épée".as_bytes()).as_deref(), Ok("Épée"));
        assert_eq!(of("theme.css", b"").as_deref(), Ok(""));
        assert_eq!(of("a.md", b"x\0y").unwrap_err().message, "`a.md` is not a text: line 1, byte 2 is zero");
    }

    #[test]
    fn other_encodings_are_named() {
        for (bytes, message) in [
            (&b"\xff\xfei\0d\0"[..], "`a.csv` is UTF-16, not UTF-8"),
            (b"\xfe\xff\0i\0d", "`a.csv` is UTF-16, not UTF-8"),
            (b"i\0d\0\n\0", "`a.csv` is UTF-16, not UTF-8"),
            (b"\0i\0d\0\n", "`a.csv` is UTF-16, not UTF-8"),
            (
                b"id\nM\xe9xico\n",
                "`a.csv` is not UTF-8: line 2, byte 2 is E9; it is probably Windows-1252, where that is `é`",
            ),
            (
                b"\x93x\x94",
                "`a.csv` is not UTF-8: line 1, byte 1 is 93; it is probably Windows-1252, where that is `“`",
            ),
            (b"\x81", "`a.csv` is not UTF-8: line 1, byte 1 is 81, and no other encoding fits"),
        ] {
            let found = of("a.csv", bytes).unwrap_err();
            assert_eq!((found.code, found.message.as_str()), (Code::Encoding, message));
            assert!(found.help.unwrap().contains("\"CSV UTF-8\""));
        }
    }

    #[test]
    fn a_content_file_without_content_is_refused() {
        for path in ["a.md", "a.toml", "a.csv"] {
            assert_eq!(of(path, b"\xef\xbb\xbf \n\t\n").unwrap_err().code, Code::EmptyFile);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let _ = of("a.csv", &bytes);
        }
    }
}
