//! Where sentences end.

use std::ops::Range;

use super::prose::{CITE, NAME, OPAQUE};

/// Words before a full stop that does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "art", "arts", "av", "ca", "cf", "ch", "chap", "dr", "e.g", "ed", "eds", "eg", "esp", "etc", "ex", "fig",
    "figs", "gen", "i.e", "ibid", "ie", "inc", "incl", "ltd", "mme", "mr", "mrs", "ms", "no", "nos", "núm", "op", "p",
    "para", "paras", "párr", "párrs", "pp", "prof", "rec", "recs", "res", "resp", "sec", "sect", "sr", "sra", "st",
    "tel", "vol", "vols", "vs", "ст", "п", "пп", "г", "гг",
];

/// The sentences of a text: ranges that cover it without gaps.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| MAY_END[usize::from(*byte)]) {
        let stop = at + next;
        let width = terminator(bytes, stop);
        at = stop + width.max(1);
        if width == 0 {
            continue;
        }
        if let Some(end) = sentence_end(text, stop, at)
            && end < text.len()
        {
            found.push(start..end);
            start = end;
            at = end;
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

/// The first bytes of sentence terminators.
const MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    table[0xD8] = true;
    table[0xE3] = true;
    table[0xEF] = true;
    table[0xE0] = true;
    table
};

/// The length of the sentence terminator at a byte; 0 if there is none.
fn terminator(bytes: &[u8], at: usize) -> usize {
    match bytes[at] {
        b'.' | b'!' | b'?' => 1,
        // Arabic question mark
        0xD8 if bytes.get(at + 1) == Some(&0x9F) => 2,
        // ideographic full stop, exclamation and question mark; danda
        0xE3 if bytes[at..].starts_with("。".as_bytes()) => 3,
        0xEF if bytes[at..].starts_with("！".as_bytes()) || bytes[at..].starts_with("？".as_bytes()) => 3,
        0xE0 if bytes[at..].starts_with("।".as_bytes()) => 3,
        _ => 0,
    }
}

/// Where the next sentence begins after the terminator `stop..after`, if this one really ends there.
fn sentence_end(text: &str, stop: usize, after: usize) -> Option<usize> {
    let rest = &text[after..];
    let closed = rest.trim_start_matches(['"', '”', '’', '»', '\'', ')', ']']);
    let end = text.len() - closed.len();
    let next = closed.trim_start();
    if next.is_empty() {
        return Some(text.len());
    }
    let ideographic = after - stop == 3;
    let spaced = next.len() < closed.len();
    if ideographic || closed.starts_with(CITE) {
        return Some(end);
    }
    let begins = next.chars().next().is_some_and(|c| !c.is_lowercase() || [CITE, NAME, OPAQUE].contains(&c));
    if !spaced || !begins || (text.as_bytes()[stop] == b'.' && abbreviates(&text[..stop])) {
        return None;
    }
    Some(text.len() - next.len())
}

/// Whether the word at the end of `before` is one that a full stop abbreviates: a known one, or a single letter.
fn abbreviates(before: &str) -> bool {
    let start = before
        .rfind(|c: char| !(c.is_alphanumeric() || c == '.'))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[start..];
    let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    single || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_their_sentences() {
        for (text, expected) in [
            ("One. Two! Three? Four", &["One. ", "Two! ", "Three? ", "Four"][..]),
            ("See para. 5 and Nos. 6. Then", &["See para. 5 and Nos. 6. ", "Then"]),
            ("He said \"Stop.\" They did.", &["He said \"Stop.\" ", "They did."]),
            ("about 3.5 per cent e.g. here. 12 came", &["about 3.5 per cent e.g. here. ", "12 came"]),
            ("J. Smith came. so it goes", &["J. Smith came. so it goes"]),
            ("一。二？三", &["一。", "二？", "三"]),
            ("done.\u{FFF9} Next", &["done.", "\u{FFF9} Next"]),
            ("", &[]),
        ] {
            let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
