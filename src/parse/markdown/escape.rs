//! Escaping for HTML text, attributes and URLs.

/// Appends text that may stand between tags or in a quoted attribute. The characters that mark holes are replaced.
pub fn escape_text(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if !SPECIAL[byte as usize] {
            continue;
        }
        let (replacement, width) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            // U+E000 and U+E001, which an entity can bring in
            _ if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x80 | 0x81])) => ("\u{FFFD}", 3),
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(replacement);
        from = at + width;
    }
    out.push_str(&text[from..]);
}

/// The bytes that [`escape_text`] looks at: the first byte of the hole marks among them.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table[0xEE] = true;
    table
};

/// Appends a URL as the value of a quoted attribute. What may not stand in a URL is percent-encoded; existing escapes are kept.
pub fn escape_href(out: &mut String, url: &str) {
    for &byte in url.as_bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#x27;"),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => out.push(byte as char),
            b'!' | b'#' | b'$' | b'%' | b'(' | b')' | b'*' | b'+' | b',' | b'-' | b'.' | b'/' | b':' | b';' | b'='
            | b'?' | b'@' | b'_' | b'~' => out.push(byte as char),
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)] as char);
                out.push(HEX[usize::from(byte & 15)] as char);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_urls() {
        let mut out = String::new();
        escape_text(&mut out, "a<b> & \"c\" \u{E000}1\u{E001} \u{E002} ü");
        assert_eq!(out, "a&lt;b&gt; &amp; &quot;c&quot; \u{FFFD}1\u{FFFD} \u{E002} ü");
        out.clear();
        escape_href(&mut out, "a b?x=1&y=%20\"'ü[");
        assert_eq!(out, "a%20b?x=1&amp;y=%20%22&#x27;%C3%BC%5B");
    }
}
