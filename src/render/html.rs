//! Addresses, written safely into HTML.

use std::borrow::Cow;

use crate::base::Address;
pub use crate::base::text::escape;

/// The link from `page` to `target`, an address of the site that may end in a fragment, or a fragment of the page itself. What means
/// something in a URL and may stand in the name of a file is written as `%` and two digits; the result still has to be escaped.
pub fn href(page: &Address, target: &str) -> String {
    if target.starts_with('#') {
        return encode(target).into_owned();
    }
    match encode(&page.link_to(target)) {
        // An empty link would lead to the page itself.
        link if link.is_empty() => "./".to_owned(),
        link => link.into_owned(),
    }
}

fn encode(link: &str) -> Cow<'_, str> {
    let special = |b: u8| {
        b <= b' '
            || matches!(b, b'"' | b'%' | b':' | b'<' | b'>' | b'?' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0x7F)
    };
    if !link.bytes().any(special) {
        return Cow::Borrowed(link);
    }
    let mut encoded = String::with_capacity(link.len() + 16);
    for c in link.chars() {
        match u8::try_from(c) {
            Ok(byte) if special(byte) => encoded.push_str(&format!("%{byte:02X}")),
            _ => encoded.push(c),
        }
    }
    Cow::Owned(encoded)
}
