//! Contact data in plain text: e-mail addresses, telephone numbers, positions.

use std::ops::Range;

/// What kind of contact data it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactKind {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Geographic coordinates.
    Coordinates,
}

/// A piece of contact data and its bytes.
pub(super) type Contact = (ContactKind, Range<usize>);

/// Words before a number that make it a telephone number even without `+`.
const PHONE_WORDS: &[&str] = &[
    "tel",
    "tél",
    "tel.",
    "tél.",
    "telephone",
    "téléphone",
    "teléfono",
    "phone",
    "mobile",
    "móvil",
    "cell",
    "fax",
    "whatsapp",
    "телефон",
    "тел.",
    "тел",
    "هاتف",
    "电话",
];

/// The contact data in a text.
pub(super) fn contacts(text: &str) -> Vec<Contact> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| MAY_BEGIN[*byte as usize]) {
        at += next;
        let contact = match bytes[at] {
            b'@' => email(text, at),
            b'+' => phone(text, at, at + 1).or_else(|| coordinates(text, at)),
            b'-' => coordinates(text, at),
            b'0'..=b'9' if !continues_a_word(text, at) => {
                let number = coordinates(text, at).or_else(|| local_phone(text, at));
                if number.is_none() {
                    at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    continue;
                }
                number
            }
            _ => None,
        };
        match contact {
            Some(contact) => {
                at = contact.1.end.max(at + 1);
                found.push(contact);
            }
            None => at += 1,
        }
    }
    found
}

/// The bytes at which contact data can begin, or in an e-mail address its domain.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    table[b'@' as usize] = true;
    table[b'+' as usize] = true;
    table[b'-' as usize] = true;
    let mut digit = b'0';
    while digit <= b'9' {
        table[digit as usize] = true;
        digit += 1;
    }
    table
};

fn continues_a_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '#'))
}

/// An e-mail address around the `@` at a byte.
fn email(text: &str, at: usize) -> Option<Contact> {
    let local =
        text[..at].bytes().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte)).count();
    let domain = text[at + 1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte)).count();
    let domain = text[at + 1..at + 1 + domain].trim_end_matches(['.', '-']);
    let (host, top) = domain.rsplit_once('.')?;
    let real = local > 0 && !host.is_empty() && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    real.then(|| (ContactKind::Email, at - local..at + 1 + domain.len()))
}

/// A telephone number that begins at `start` and whose digits begin at `digits`.
fn phone(text: &str, start: usize, digits: usize) -> Option<Contact> {
    let (count, end) = digit_groups(text, digits);
    if !(7..=15).contains(&count) || continues_a_word(text, start) {
        return None;
    }
    let after = text[end..].trim_start();
    let amount = after.starts_with(['%', '€', '$', '£'])
        || text[end..].starts_with([',', '/']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    (!amount).then_some((ContactKind::Phone, start..end))
}

/// A telephone number without `+`: with the international prefix `00`, or after a word such as `Tel.`
fn local_phone(text: &str, at: usize) -> Option<Contact> {
    let (count, _) = digit_groups(text, at);
    if count < 7 {
        return None;
    }
    // no further back than the longest of the words
    let before =
        text[text.floor_char_boundary(at.saturating_sub(32))..at].trim_end().trim_end_matches([':', '(']).trim_end();
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("").to_lowercase();
    let start = if text[..at].ends_with('(') { at - 1 } else { at };
    if PHONE_WORDS.contains(&word.as_str()) {
        return phone(text, start, at);
    }
    (text[at..].starts_with("00") && count >= 10).then(|| phone(text, at, at)).flatten()
}

/// How many digits follow in groups divided by one blank, hyphen, full stop or parenthesis or two of them; and where the last ends.
fn digit_groups(text: &str, start: usize) -> (usize, usize) {
    let mut count = 0;
    let mut end = start;
    let mut gap = 0;
    for (offset, c) in text[start..].char_indices() {
        match c {
            // longer than any telephone number
            '0'..='9' if count == 20 => break,
            '0'..='9' => {
                count += 1;
                gap = 0;
                end = start + offset + 1;
            }
            ' ' | '\u{A0}' | '\u{202F}' | '-' | '\u{2011}' | '.' | '(' | ')' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    (count, end)
}

/// Coordinates that begin at a byte: degrees with a hemisphere, or a decimal pair with three decimals or more each.
fn coordinates(text: &str, at: usize) -> Option<Contact> {
    let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
    if !text[at + 1 + digits..].starts_with(['.', '°']) {
        return None;
    }
    if text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-')) {
        return None;
    }
    if let Some(end) = degrees(&text[at..]) {
        // the second half of the pair, if there is one
        let rest = &text[at + end..];
        let gap = rest.len() - rest.trim_start_matches([' ', ',', ';']).len();
        let end = degrees(&rest[gap..]).map_or(end, |second| end + gap + second);
        return Some((ContactKind::Coordinates, at..at + end));
    }
    let (latitude, first) = decimal(&text[at..])?;
    let rest = &text[at + first..];
    let gap = rest.len() - rest.trim_start_matches([' ', ',', ';']).len();
    let (longitude, second) = decimal(&rest[gap..])?;
    let near = (1..=3).contains(&gap) && latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    near.then_some((ContactKind::Coordinates, at..at + first + gap + second))
}

/// The length of an angle such as `25°15'49"S` or `25.26° S`.
fn degrees(text: &str) -> Option<usize> {
    let number = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let mut rest = text[number..].strip_prefix('°').filter(|_| number > 0)?;
    for signs in [&['\'', '′', '’'][..], &['"', '″', '”']] {
        let trimmed = rest.trim_start_matches(' ');
        let digits = trimmed.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        if digits > 0 {
            rest = trimmed[digits..].strip_prefix(signs)?;
        }
    }
    let rest = rest.trim_start_matches(' ');
    let after = rest.strip_prefix(['N', 'S', 'E', 'W', 'O'])?;
    (!after.starts_with(|c: char| c.is_alphanumeric())).then(|| text.len() - after.len())
}

/// A decimal with a sign or none and three decimals or more, and its length.
fn decimal(text: &str) -> Option<(f64, usize)> {
    let unsigned = text.trim_start_matches(['-', '+']);
    let sign = text.len() - unsigned.len();
    let whole = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    let fraction = unsigned[whole..].strip_prefix('.')?.bytes().take_while(u8::is_ascii_digit).count();
    if sign > 1 || !(1..=3).contains(&whole) || fraction < 3 {
        return None;
    }
    let end = sign + whole + 1 + fraction;
    Some((text[..end].parse().ok()?, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_their_contact_data() {
        use ContactKind::*;
        for (text, expected) in [
            ("Write to ana.b@un-x.org.", &[(Email, "ana.b@un-x.org")][..]),
            ("a@b, @name, x@y.1", &[]),
            ("Call +41 22 917 90 00.", &[(Phone, "+41 22 917 90 00")]),
            ("Call +595 (21) 123-456", &[(Phone, "+595 (21) 123-456")]),
            ("Tel.: 022 917 9000 or 0041 22 917 90 00", &[(Phone, "022 917 9000"), (Phone, "0041 22 917 90 00")]),
            ("phone (022) 917 9000", &[(Phone, "(022) 917 9000")]),
            ("+5 per cent, +1,250,000 people, 20 07 2012, 1 250 000 people", &[]),
            ("A/HRC/35/20 and 2011-2016 and 140.7", &[]),
            ("at -25.2637, -57.5759 in the city", &[(Coordinates, "-25.2637, -57.5759")]),
            ("25.2637 57.5759", &[(Coordinates, "25.2637 57.5759")]),
            ("25°15'49\"S 57°34'W", &[(Coordinates, "25°15'49\"S 57°34'W")]),
            ("25.26° N", &[(Coordinates, "25.26° N")]),
            ("12° warmer; 3.5, 4.5; 95.123, 200.123", &[]),
        ] {
            let found: Vec<_> = contacts(text).into_iter().map(|(kind, range)| (kind, &text[range])).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
