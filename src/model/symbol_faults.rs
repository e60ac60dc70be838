//! What is wrong with a text that should be the symbol of a document: the slips that copying from a page brings.

use super::reason::Reason;

/// Why the text has not the form of a symbol, if it has not.
pub(super) fn refusal(text: &str) -> Option<Reason> {
    let wrong = |what: &str| Reason::new(format!("`{text}` {what}"));
    let bare = text.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != ')' && c != '(');
    let write = |better: &str| format!("write `{better}`");
    if let Some(symbol) = text.split_once("://").map(|(_, rest)| of_address(rest)) {
        return Some(wrong("is an address, not a symbol").help(write(symbol)));
    }
    if text.ends_with('.') {
        return Some(wrong("ends in a full stop").help(write(bare)));
    }
    if text.contains('*') {
        let plain = text.replace('*', "");
        return Some(wrong("has an asterisk, which marks a footnote").help(write(plain.trim())));
    }
    if let Some(dash) = text.chars().find(|c| matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '−')) {
        let plain = text.replace(dash, "-");
        return Some(wrong("has a dash where a hyphen belongs").help(write(&plain)));
    }
    if text.contains(char::is_whitespace) {
        let plain: String = text.split_whitespace().collect();
        let symbol = plain.starts_with(|c: char| c.is_ascii_uppercase()) && plain.contains('/');
        return Some(wrong("has a blank").help(if symbol { write(&plain) } else { FORM.to_owned() }));
    }
    if text.contains(['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{feff}']) {
        return Some(wrong("has a character that cannot be seen").help("type the symbol instead of copying it"));
    }
    if text.ends_with([',', ';', ':']) {
        return Some(wrong("ends in a punctuation mark").help(write(bare)));
    }
    if let Some(c) = text.chars().find(|c| !c.is_ascii_alphanumeric() && !"/.()-".contains(*c)) {
        return Some(Reason::new(format!("`{text}` has the character `{c}`")).help(FORM));
    }
    let components: Vec<&str> = text.split('/').collect();
    let first = components[0];
    if components.len() < 2 {
        return Some(wrong("is not the symbol of a document").help(FORM));
    }
    if components.len() == 2
        && components.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return Some(wrong("is the number of a resolution, not its symbol").help(format!(
            "a resolution of the General Assembly is `A/RES/{text}`, one of the Human Rights Council `A/HRC/RES/{text}`"
        )));
    }
    if components.iter().any(|part| part.is_empty()) {
        return Some(wrong("has nothing between two `/`, or before or after one").help(FORM));
    }
    if !first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(wrong("does not begin with the letters of a body").help(FORM));
    }
    components.iter().find_map(|part| component(text, part))
}

const FORM: &str = "a symbol reads A/HRC/35/20, as it stands at the head of the document";

/// What is wrong with one component.
fn component(text: &str, part: &str) -> Option<Reason> {
    let wrong = |what: &str| Reason::new(format!("`{text}` {what}"));
    let mut open = 0;
    for c in part.chars() {
        open += i32::from(c == '(') - i32::from(c == ')');
        if !(0..=1).contains(&open) {
            break;
        }
    }
    if open != 0 || part.contains("()") {
        let plain = text.trim_end_matches(')').trim_start_matches('(');
        return Some(
            wrong("has a bracket without its other half").help(format!("write `{plain}`, if that is the symbol")),
        );
    }
    if part.starts_with(['.', '-', '(']) || part.ends_with(['.', '-']) || part.contains("..") || part.contains("--") {
        return Some(Reason::new(format!("`{text}` is not a symbol: `{part}` is incomplete")).help(FORM));
    }
    let (word, number) = part.split_at(part.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(part.len()));
    let plural = ["Adds", "Corrs", "Revs"].into_iter().find(|plural| plural.eq_ignore_ascii_case(word));
    let single = ["Add", "Corr", "Rev", "Amend"].into_iter().find(|single| single.eq_ignore_ascii_case(word));
    if plural.is_some() || single.is_some() && number.contains('-') {
        let word = plural.map_or(single.unwrap_or_default(), |plural| &plural[..plural.len() - 1]);
        return Some(
            wrong("names several documents").help(format!("cite each by itself: the first ends in `{word}.1`")),
        );
    }
    if let Some(word) = single
        && !number.strip_prefix('.').is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
    {
        let digits = number.trim_start_matches('.');
        let digits = if digits.is_empty() { "1" } else { digits };
        return Some(
            Reason::new(format!("`{text}` is not a symbol: `{part}` is incomplete"))
                .help(format!("write `{word}.{digits}`")),
        );
    }
    None
}

/// The symbol in the address of a document, without host, language and query.
fn of_address(rest: &str) -> &str {
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    match path.split_once('/') {
        Some((lang, symbol)) if lang.len() == 2 && lang.bytes().all(|byte| byte.is_ascii_lowercase()) => symbol,
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::super::symbol::Symbol;

    #[test]
    fn slips_are_named_and_mended() {
        for (text, message, help) in [
            ("A/HRC/34/23.", "`A/HRC/34/23.` ends in a full stop", "write `A/HRC/34/23`"),
            ("A/HRC/34/23*", "has an asterisk", "write `A/HRC/34/23`"),
            ("A/HRC/34 /23", "has a blank", "write `A/HRC/34/23`"),
            ("S/RES/1325 (2000)", "has a blank", "write `S/RES/1325(2000)`"),
            ("CEDAW/C/BRB/CO/5–8", "has a dash where a hyphen belongs", "write `CEDAW/C/BRB/CO/5-8`"),
            ("A/HRC/\u{ad}34/23", "cannot be seen", "type the symbol"),
            ("A/HRC/34/23,", "ends in a punctuation mark", "write `A/HRC/34/23`"),
            ("A/59/2005)", "has a bracket without its other half", "write `A/59/2005`"),
            ("A/59//2005", "has nothing between two `/`", "a symbol reads"),
            ("A/59/2005/", "has nothing between two `/`", "a symbol reads"),
            (
                "72/171",
                "is the number of a resolution",
                "`A/RES/72/171`, one of the Human Rights Council `A/HRC/RES/72/171`",
            ),
            ("A/61/106/Adds.1–4", "has a dash", "Adds.1-4"),
            ("A/61/106/Adds.1-4", "names several documents", "the first ends in `Add.1`"),
            ("A/61/106/Add.1-4", "names several documents", "the first ends in `Add.1`"),
            ("A/61/106/Add1", "`Add1` is incomplete", "write `Add.1`"),
            ("A/61/106/rev", "`rev` is incomplete", "write `Rev.1`"),
            ("A/HRC", "has no number", "a symbol ends in the document's number"),
            ("E/C.12/GC", "has no number", ""),
            ("CRC", "is not the symbol of a document", "a symbol reads"),
            ("", "is not the symbol of a document", "a symbol reads"),
            ("https://docs.un.org/en/A/HRC/35/20", "is an address", "write `A/HRC/35/20`"),
            ("https://undocs.org/A/HRC/35/20?x=1", "is an address", "write `A/HRC/35/20`"),
            ("A/HRC/35/20#54", "has the character `#`", ""),
            ("A/HRC/35/É", "has the character `É`", ""),
            ("35/A/20", "does not begin with the letters of a body", ""),
        ] {
            let reason = Symbol::parse(text).unwrap_err();
            assert!(reason.message.contains(message), "{text}: {reason:?}");
            assert!(reason.help.as_deref().unwrap_or_default().contains(help), "{text}: {reason:?}");
        }
    }
}
