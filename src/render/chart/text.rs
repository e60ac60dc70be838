//! How wide words are, nearly: readers have many fonts, and a chart is drawn before anybody reads it.

/// The size of a chart's words, in pixels.
pub const SIZE: f64 = 13.0;

/// From one line of words to the next.
pub const LINE: f64 = 18.0;

/// The width of a chart on the smallest screens. What fits there fits everywhere: words have the same size on all screens, and only what
/// is drawn grows with the room.
pub const NARROW: f64 = 280.0;

/// How wide a text is at most, in pixels.
pub fn width(text: &str) -> f64 {
    text.chars().map(advance).sum::<f64>() * SIZE
}

/// The same as a share of the narrowest chart, in per cent.
pub fn share(text: &str) -> f64 {
    width(text) / NARROW * 100.0
}

/// The text in lines that fit into `room` pixels, `most` of them at most; what is left over is told by "…".
pub fn wrap(text: &str, room: f64, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let fits = width(&line) + width(word.trim_end()) <= room;
        if !fits && !line.trim_end().is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        for c in word.chars() {
            // A word that is longer than a line is cut.
            if width(&line) + advance(c) * SIZE > room && !line.is_empty() && !c.is_whitespace() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line.push(c);
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while width(last) + SIZE > room && last.pop().is_some() {}
            *last = format!("{}…", last.trim_end());
        }
    }
    lines
}

/// The pieces between which a line may end, each with the blanks behind it.
fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let after_blank = before.is_whitespace() && before != '\u{a0}' && !c.is_whitespace();
        let between_signs = is_wide(before) && !is_closing(c) && !c.is_whitespace();
        if at > start && (after_blank || between_signs) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = c;
    }
    pieces.push(&text[start..]);
    pieces
}

/// The width of a sign, as a share of the size of the words.
fn advance(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' | ' ' | '\u{a0}' | '\u{202f}' => 0.29,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '"' | '“' | '”' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '…' | '@' => 0.92,
        // Marks that stand on the sign before them.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' => 0.0,
        c if is_wide(c) => 1.02,
        c if c.is_uppercase() => 0.68,
        'щ' | 'ш' | 'ж' | 'ю' | 'ы' | 'м' | 'ф' => 0.84,
        _ => 0.57,
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

fn is_closing(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '》' | '」' | '！' | '？' | '%' | ',' | '.' | ')')
}
