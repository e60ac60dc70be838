//! Numerals that state a figure: with a unit, a percentage, a currency or a count noun. Dates, symbols, ordinals and the numbers of
//! articles, rules and goals are none.

use std::ops::Range;

use super::prose::NAME;
use super::words::{
    ATTACHED_UNITS, CHINESE_DATES, COUNTS_NOTHING, CURRENCIES, JOINT, LABEL, MAGNITUDE, MONTH, ORDINAL_ENDINGS,
    QUANTIFIER, classes, lower,
};

/// The figures of a sentence, each with its unit.
pub(super) fn figures(sentence: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut label: Option<usize> = None; // the end of the last number that is a label, as in `articles 5 and 6`
    while let Some(start) = next_digit(sentence.as_bytes(), at) {
        match read(sentence, start, label) {
            Reading::Figure(range) => {
                at = range.end.max(start + 1);
                found.push(range);
                label = None;
            }
            Reading::Label(end) => {
                at = end;
                label = Some(end);
            }
            Reading::Nothing(end) => at = end,
        }
    }
    found
}

/// The number that is all of a table's cell, unless it is a year.
pub(super) fn bare(cell: &str) -> Option<Range<usize>> {
    let trimmed = cell.trim();
    let start = cell.find(trimmed)?;
    let number = number_end(trimmed, 0);
    let alone = number > 0 && number == trimmed.len() && !is_year(trimmed);
    alone.then_some(start..start + number)
}

/// What a numeral turned out to be, and where reading goes on.
enum Reading {
    Figure(Range<usize>),
    Label(usize),
    Nothing(usize),
}

fn read(sentence: &str, start: usize, label: Option<usize>) -> Reading {
    let before = &sentence[..start];
    if continues_an_identifier(before) {
        return Reading::Nothing(token_end(sentence, start));
    }
    let first_end = number_end(sentence, start);
    let (end, range) = range_end(sentence, first_end);
    let number = &sentence[start..end];
    let rest = &sentence[end..];
    let year = is_year(&sentence[start..first_end]);

    if let Some(length) = percentage(rest) {
        return Reading::Figure(currency_start(before).unwrap_or(start)..end + length);
    }
    if let Some(money) = currency_start(before) {
        return Reading::Figure(money..end + magnitude(rest).unwrap_or(0));
    }
    let attached = letters(rest);
    if !attached.is_empty() {
        return attached_letters(sentence, start, end, attached);
    }
    let mut following = rest.chars();
    let (next, after_next) = (following.next(), following.next());
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match next {
        Some('/' | '_' | '\\' | '#') if after_next.is_some_and(char::is_alphanumeric) => {
            return Reading::Label(token_end(sentence, start));
        }
        Some(':' | '-' | '–') if is_digit(after_next) => return Reading::Nothing(token_end(sentence, start)),
        // a place, as 24(a)
        Some('(') => return Reading::Label(token_end(sentence, start)),
        Some('-' | '\u{2011}') if !year => {
            let word = letters(&rest[next.map_or(0, char::len_utf8)..]);
            if word.len() >= 3 && word.starts_with(char::is_lowercase) && !is_label(before, label, range, rest) {
                let length = next.map_or(0, char::len_utf8) + word.len();
                return Reading::Figure(start..end + length);
            }
            return Reading::Nothing(token_end(sentence, start));
        }
        _ => {}
    }
    let gap = rest.len() - rest.trim_start_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}']).len();
    if let Some(length) = magnitude(rest).or_else(|| currency(rest)) {
        return Reading::Figure(start..end + length);
    }
    if is_label(before, label, range, rest) {
        return Reading::Label(end);
    }
    if year && !quantified(before) {
        // the year in brackets after the number of a resolution does not end a list of numbers
        return if before.ends_with('(') && label.is_some() { Reading::Label(end) } else { Reading::Nothing(end) };
    }
    if number.contains('-') && number.matches('-').count() > 1 || gap == 0 {
        return Reading::Nothing(end);
    }
    let noun = &rest[gap..];
    if noun.starts_with(NAME) {
        return Reading::Figure(start..end + gap + NAME.len_utf8());
    }
    let noun = letters(noun);
    let counts = (noun.len() > 1)
        && classes(&lower(noun)) & (MONTH | COUNTS_NOTHING) == 0
        && classes(&lower(last_word(before))) & MONTH == 0;
    if counts { Reading::Figure(start..end + gap + noun.len()) } else { Reading::Nothing(end) }
}

/// Letters that follow the digits at once: an ordinal, a decade, a unit, a Chinese measure word, or an identifier.
fn attached_letters(sentence: &str, start: usize, end: usize, attached: &str) -> Reading {
    let lower = lower(attached);
    let first = attached.chars().next().unwrap_or(' ');
    if is_ideographic(first) {
        let ordinal = sentence[..start].ends_with('第') || CHINESE_DATES.contains(&first);
        return if ordinal { Reading::Nothing(end) } else { Reading::Figure(start..end + first.len_utf8()) };
    }
    if ATTACHED_UNITS.contains(&lower.as_ref()) {
        return Reading::Figure(start..end + attached.len());
    }
    if ORDINAL_ENDINGS.contains(&lower.as_ref()) || lower == "s" {
        return Reading::Nothing(end + attached.len());
    }
    Reading::Nothing(token_end(sentence, start))
}

fn is_ideographic(c: char) -> bool {
    ('\u{3040}'..='\u{9FFF}').contains(&c)
}

/// The next digit from a byte on: ASCII, Arabic-Indic or Persian.
fn next_digit(bytes: &[u8], at: usize) -> Option<usize> {
    let begins = |(at, byte): (usize, &u8)| (MAY_BE_DIGIT[usize::from(*byte)] && digit(bytes, at) > 0).then_some(at);
    bytes.iter().enumerate().skip(at).find_map(begins)
}

/// The first bytes of digits.
const MAY_BE_DIGIT: [bool; 256] = {
    let mut table = [false; 256];
    let mut digit = b'0';
    while digit <= b'9' {
        table[digit as usize] = true;
        digit += 1;
    }
    table[0xD9] = true;
    table[0xDB] = true;
    table
};

/// The length of the digit at a byte; 0 if there is none.
fn digit(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'0'..=b'9'), _) => 1,
        (Some(0xD9), Some(0xA0..=0xA9)) | (Some(0xDB), Some(0xB0..=0xB9)) => 2,
        _ => 0,
    }
}

fn digits_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        match digit(bytes, at) {
            0 => return at,
            width => at += width,
        }
    }
}

/// Where the number that begins at a byte ends: digits with thousands separators and decimals.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = digits_end(bytes, start);
    let mut thousands = end - start <= 3;
    loop {
        let Some(separator) = text[end..].chars().next() else { return end };
        let from = end + separator.len_utf8();
        let to = digits_end(bytes, from);
        match separator {
            '.' | ',' | '٫' | '٬' if to > from => thousands = false,
            ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’' if thousands && to == from + 3 => {}
            _ => return end,
        }
        end = to;
    }
}

/// Where a range such as `5-10` ends, if the number that ends at `end` begins one, and whether it does.
fn range_end(text: &str, end: usize) -> (usize, bool) {
    let dash = text[end..].chars().next().filter(|c| matches!(c, '-' | '–' | '\u{2011}'));
    let Some(dash) = dash else { return (end, false) };
    let from = end + dash.len_utf8();
    if digit(text.as_bytes(), from) == 0 {
        return (end, false);
    }
    (number_end(text, from), true)
}

/// Whether the characters before a digit make it a part of a symbol, a name, a decimal or a telephone number.
fn continues_an_identifier(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some('$') => false,
        Some('/' | '_' | '#' | '@' | '\\' | '.' | '§') => true,
        Some('-' | '–' | '\u{2011}') => back.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() && !is_ideographic(c) || c == '第',
        None => false,
    }
}

/// Where the run of letters, digits and what joins them ends.
fn token_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let length = rest
        .find(|c: char| {
            !(c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '–' | '_' | '(' | ')' | '#' | ':' | '\\'))
        })
        .unwrap_or(rest.len());
    let token = rest[..length].trim_end_matches(['.', ':', '-', '–']);
    start + token.len().max(rest.chars().next().map_or(1, char::len_utf8))
}

/// The letters at the beginning of a text, with hyphens and apostrophes between letters.
fn letters(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '’' | '\''))).unwrap_or(text.len());
    let word = &text[..end];
    if word.starts_with(|c: char| !c.is_alphabetic()) { "" } else { word.trim_end_matches(['-', '’', '\'']) }
}

fn last_word(before: &str) -> &str {
    let before = before.trim_end().trim_end_matches(['.', ',', ':', '(', '“', '"', '№', '°', 'º']).trim_end();
    let start = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    &before[start..]
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && matches!(number.parse(), Ok(1800..=2199))
}

fn quantified(before: &str) -> bool {
    classes(&lower(last_word(before))) & QUANTIFIER != 0 || before.trim_end().ends_with("up to")
}

/// The length of a percentage sign or word after a number, with the blank before it.
fn percentage(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}', '-']);
    let gap = rest.len() - trimmed.len();
    if !trimmed.starts_with(['%', '‰', '٪', 'p', 'P', 'п', 'П', 'в', 'ف']) {
        return None;
    }
    const SIGNS: &[&str] = &[
        "%",
        "‰",
        "٪",
        "per cent",
        "per-cent",
        "percent",
        "pour cent",
        "por ciento",
        "процент",
        "в процент",
        "في المائة",
    ];
    let start = trimmed.get(..trimmed.char_indices().nth(12).map_or(trimmed.len(), |(at, _)| at))?.to_lowercase();
    SIGNS.iter().find(|sign| start.starts_with(**sign)).map(|sign| gap + sign.len())
}

/// The length of a word such as `million` after a number, with the blank before it.
fn magnitude(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}', '-']);
    let word = letters(trimmed);
    let word = word.split('-').next().unwrap_or(word);
    (classes(&lower(word)) & MAGNITUDE != 0).then(|| rest.len() - trimmed.len() + word.len())
}

/// The length of a currency's sign or code after a number, with the blank before it.
fn currency(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let gap = rest.len() - trimmed.len();
    if let Some(sign) = trimmed.chars().next().filter(|c| is_currency_sign(*c)) {
        return Some(gap + sign.len_utf8());
    }
    let word = letters(trimmed);
    CURRENCIES.contains(&word).then_some(gap + word.len())
}

fn is_currency_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₱' | '₦')
}

/// Where the currency's sign or code before a number begins.
fn currency_start(before: &str) -> Option<usize> {
    let trimmed = before.trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    if let Some(sign) = trimmed.chars().next_back().filter(|c| is_currency_sign(*c)) {
        let start = trimmed.len() - sign.len_utf8();
        let country = trimmed[..start].bytes().rev().take_while(u8::is_ascii_uppercase).count();
        return Some(start - country);
    }
    CURRENCIES.iter().find(|code| trimmed.ends_with(**code)).and_then(|code| {
        let start = trimmed.len() - code.len();
        (!trimmed[..start].ends_with(char::is_alphanumeric)).then_some(start)
    })
}

/// Whether a number names something instead of counting: after a label, or joined to a number that is one.
fn is_label(before: &str, label: Option<usize>, range: bool, rest: &str) -> bool {
    if let Some(end) = label
        && let Some(between) = before.get(end..)
    {
        let mut words =
            between.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&' | '(' | ')' | '-' | '–'));
        if words.all(|word| word.is_empty() || classes(word) & JOINT != 0) {
            return true;
        }
    }
    if before.ends_with(['№', '§']) || before.trim_end().ends_with(['№', '§']) {
        return true;
    }
    let word = lower(last_word(before));
    if classes(&word) & LABEL != 0 {
        return true;
    }
    // `targets 16.3 and 16.7`, but not `targets 30 schools`
    let plural = word.strip_suffix('s').is_some_and(|word| classes(word) & LABEL != 0)
        || word == "activities"
        || word == "priorities";
    plural && (range || joins_a_number(rest))
}

/// Whether the text goes on with another number of the same list.
fn joins_a_number(rest: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let joint = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&');
    let mut rest = rest.trim_start_matches(joint);
    // the year of a resolution
    if let Some((year, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && year.len() == 4
    {
        rest = after.trim_start_matches(joint);
    }
    let word = letters(rest);
    begins(rest) || classes(word) & JOINT != 0 && begins(rest[word.len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str) -> Vec<&str> {
        figures(sentence).into_iter().map(|range| &sentence[range]).collect()
    }

    #[test]
    fn numerals_with_a_unit_or_a_noun_are_figures() {
        for (sentence, expected) in [
            ("It rose by 12% in all.", &["12%"][..]),
            ("It rose by 12 % in all.", &["12 %"]),
            ("It rose by 12.5 per cent.", &["12.5 per cent"]),
            ("It rose by 5-10 per cent.", &["5-10 per cent"]),
            ("It rose by 5 to 10 percent.", &["10 percent"]),
            ("Elle a augmenté de 7,5 pour cent.", &["7,5 pour cent"]),
            ("El 30 por ciento de ellas.", &["30 por ciento"]),
            ("It cost $5.", &["$5"]),
            ("It cost US$ 5 million.", &["US$ 5 million"]),
            ("It cost USD 1,250,000.", &["USD 1,250,000"]),
            ("It cost 1 250 000 euros.", &["1 250 000 euros"]),
            ("It cost 5 € or €6.", &["5 €", "€6"]),
            ("It cost 5m or 3bn.", &["5m", "3bn"]),
            ("It cost 40 EUR.", &["40 EUR"]),
            ("Some 2.5 million came.", &["2.5 million"]),
            ("There were 3 hundred.", &["3 hundred"]),
            ("They trained 140 officials in 12 ministries.", &["140 officials", "12 ministries"]),
            ("It lists 193 Member States.", &["193 Member"]),
            ("It ran a 12-month course.", &["12-month"]),
            ("Over 2000 people and up to 1900 others.", &["2000 people", "1900 others"]),
            ("After 3 years it had 5,000 members.", &["3 years", "5,000 members"]),
            ("20–30 judges", &["20–30 judges"]),
            ("(15 women)", &["15 women"]),
            ("The programme targets 30 schools.", &["30 schools"]),
            ("A target of 30 schools.", &["30 schools"]),
            ("It met target 5 for 30 per cent.", &["30 per cent"]),
            ("Target 50 per cent.", &["50 per cent"]),
            ("共有16项建议", &["16项"]),
            ("١٢ دولة", &["١٢ دولة"]),
            ("приняли 12 законов", &["12 законов"]),
            ("It is 5\u{A0}km away.", &["5\u{A0}km"]),
        ] {
            assert_eq!(found(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn dates_symbols_labels_and_ordinals_are_none() {
        for sentence in [
            "On 20 July 2012 it began.",
            "On 20 and 21 July it went on.",
            "July 20, 2012.",
            "In 2006 people voted.",
            "By 2013 half had come.",
            "The 2030 Agenda and the 1951 Convention.",
            "In the 1990s and 1990s-era laws.",
            "From 2011-2016 and 2011–2016 plans.",
            "On 2012-07-20 members met.",
            "At 10:30 they met.",
            "See A/HRC/35/20 and E/CN.4/2005/9 there.",
            "Under article 5 everyone is equal.",
            "Articles 5, 6 and 7 apply; article 24(a) applies.",
            "Articles 5 and 6 apply.",
            "Goal 16 and target 16.3 call for it.",
            "Goals 5 and 16 call for it.",
            "Rule 12 says so; rules 5-7 too.",
            "Resolution 60/251 created it.",
            "Resolutions 1325 (2000) and 1820 (2008) call for it.",
            "Paras. 12 and 13 show it; No. 18 does.",
            "Section 3 shows, chapter 4 tells, table 2 lists.",
            "The 3rd session, the 21st century, the 2nd.",
            "COVID-19 cases rose.",
            "Vision2040 plans and H2O levels.",
            "It has 5.",
            "5 of them, 6 in all, 7 and more.",
            "Recommendation 140.7 is met.",
            "La 1re session, le 5e rapport.",
            "2012年7月20日通过第16条",
            "Protocol No. 3 opened.",
            "Version 2 is here.",
            "Law № 5 came.",
        ] {
            assert_eq!(found(sentence), [""; 0], "{sentence}");
        }
    }
}
