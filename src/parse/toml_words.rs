//! What is wrong with a TOML file, in words for people who write reports and not programs.

use crate::base::{Code, Fault, Span};

/// The fault at `span` for which the TOML reader says `message`, in plain words and with advice.
///
/// The reader often points between two characters: then the rest of the line, or all of it, is shown.
pub(super) fn fault(text: &str, span: Span, message: &str) -> Fault {
    if message.starts_with("missing escaped value") {
        return escape(text, span);
    }
    let line_span = trimmed(text, line(text, span));
    let whole = &text[line_span.range()];
    if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| whole.starts_with(mark)) {
        return Fault::new(Code::TomlSyntax, line_span, "a mark of two versions in conflict stands here")
            .help("keep the lines of one version and delete the marks");
    }
    let sentence = message.starts_with("key with no value");
    let shown = if sentence {
        line_span
    } else if span.start == span.end {
        widened(text, span)
    } else {
        span
    };
    let what = text[shown.range()].lines().next().unwrap_or_default();
    let (message, help) =
        words(message, &text[line(text, span).start as usize..span.start as usize], what, span == shown);
    Fault::new(Code::TomlSyntax, shown, message).help(help)
}

/// What to say about the reader's `message`, with the part of the line `before` the place and what stands there; `exact`
/// tells that the reader itself pointed at `what`.
fn words(message: &str, before: &str, what: &str, exact: bool) -> (String, &'static str) {
    let begins = |beginning: &str| message.starts_with(beginning);
    if begins("string values must be quoted") && exact {
        unquoted(what)
    } else if begins("string values must be quoted")
        || begins("missing value")
        || begins("invalid literal string") && !before.contains('\'')
    {
        ("a value is missing after `=`".into(), LINE)
    } else if begins("duplicate key") {
        (format!("`{what}` is set a second time"), "keep one of the two")
    } else if begins("cannot extend value") {
        (format!("`{what}` already has a value, so nothing can be put inside it"), "give one of the two another name")
    } else if begins("key with no value") {
        (format!("`{what}` is not a key and its value"), LINE)
    } else if begins("invalid unquoted key") && what.starts_with(':') {
        ("a colon stands here where `=` belongs".into(), LINE)
    } else if begins("invalid unquoted key") {
        (format!("`{what}` cannot stand in a key"), KEY)
    } else if begins("unquoted keys cannot be empty") {
        ("a key is missing here".into(), KEY)
    } else if begins("keys cannot be multi-line") {
        ("a key stands between three quotes".into(), KEY)
    } else if begins("invalid basic string") || begins("invalid literal string") || begins("invalid multi-line") {
        if exact {
            (
                "the text holds a control character, which cannot be seen".into(),
                "delete the character and type the text again",
            )
        } else {
            (
                "the text has no closing quote".into(),
                "a text ends with the quotes that it begins with; over several lines it takes three of them",
            )
        }
    } else if begins("invalid boolean") {
        (format!("`{what}` is neither `true` nor `false`"), "write `true` or `false` in small letters")
    } else if begins("invalid date") || begins("invalid time") {
        (
            format!("`{what}` is not a day of the calendar"),
            "write year-month-day, for example 2017-05-23; a month or a year stands between quotes: \"2017-05\"",
        )
    } else if begins("unclosed array table") || begins("unclosed table") {
        ("the header has no closing bracket".into(), "a header reads `[name]`, or `[[name]]` where there are several")
    } else if begins("unclosed array") {
        ("a list has no closing `]`".into(), "a list reads `[\"one\", \"two\"]`")
    } else if begins("unclosed inline table") {
        ("a group has no closing `}`".into(), "a group reads `{ en = \"one\", es = \"two\" }`")
    } else if begins("missing comma") || begins("unexpected `=` in array") {
        (
            format!("a comma, or the closing bracket of what was opened before, is missing before `{what}`"),
            "a list reads `[\"one\", \"two\"]`",
        )
    } else if begins("extra") {
        (format!("`{what}` stands where nothing can follow"), "delete it")
    } else if begins("unexpected key or value") || begins("unexpected content") {
        after_value(before, what)
    } else if begins("carriage return") {
        ("a line ends in a way that is not known".into(), "save the file with the line ends of Unix or of Windows")
    } else if begins("cannot recurse") || begins("recursion limit") {
        ("values stand inside values more than 80 deep".into(), "put fewer values inside each other")
    } else if begins("invalid comment") {
        ("the comment holds a control character, which cannot be seen".into(), "delete the comment and type it again")
    } else if begins("too few unicode") || begins("invalid unicode") || message.contains("escape") {
        ("the character after `\\` means nothing".into(), ESCAPES)
    } else if begins("unexpected leading zero") {
        (
            "the number begins with a zero".into(),
            "write 7, not 007; what is no quantity is a text and stands between quotes: \"007\"",
        )
    } else if ["mantissa", "fraction", "exponent", "`_`", "radix", "integer", "numeric", "sign"]
        .iter()
        .any(|part| message.contains(part))
    {
        (format!("`{what}` is not a number"), "a number is written with digits and a decimal point: 1250000 or 12.5")
    } else {
        (format!("`{what}` cannot be read here"), LINE)
    }
}

const LINE: &str = "a line reads `key = value`, and a text stands between quotes: `title = \"A title\"`";
const KEY: &str = "a line reads `key = value`; a key holds letters without accents, digits, `-` and `_`, any other stands between quotes";
const ESCAPES: &str =
    "write `\\\\` for a backslash, or put the text between single quotes, in which a backslash is a plain character";

/// A value that is none, because it was meant as a text.
fn unquoted(what: &str) -> (String, &'static str) {
    let help = if what.starts_with(['“', '”', '„', '«', '‘', '’', '‚']) {
        "use straight quotes, as in `\"text\"`; a word processor makes curved ones"
    } else if matches!(what.to_ascii_lowercase().as_str(), "yes" | "no" | "on" | "off") {
        "write `true` or `false`; a text stands between quotes"
    } else if what.starts_with(|c: char| c.is_ascii_digit()) && what.contains(['/', '.']) {
        "a date reads 2017-05-23, year first; a text stands between quotes"
    } else if what.starts_with(|c: char| c.is_ascii_digit()) {
        "a number has digits and a decimal point only; a text stands between quotes"
    } else {
        "texts stand between quotes: `key = \"text\"`"
    };
    (format!("`{what}` is a text without quotes"), help)
}

/// Something follows a value that is already complete.
fn after_value(before: &str, what: &str) -> (String, &'static str) {
    let digit = |c: char| c.is_ascii_digit();
    let help = if what.starts_with(',') && before.ends_with(digit) {
        "write a number with a decimal point and without separators: 1.5, 1250000"
    } else if before.trim_end().ends_with('\'') {
        "a text that holds `'` stands between double quotes"
    } else if before.trim_end().ends_with('"') {
        "inside a text write `\\\"` for a quote; a comment begins with `#`"
    } else {
        "write one key and its value on a line; a comment begins with `#`"
    };
    (format!("`{what}` stands after the end of the value"), help)
}

/// A backslash that begins nothing known; `span` lies just behind it.
fn escape(text: &str, span: Span) -> Fault {
    let at = span.start as usize;
    let start = text[..at].char_indices().next_back().map_or(at, |(start, _)| start);
    let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
    let message = format!("`{}` means nothing in a text between double quotes", &text[start..end]);
    Fault::new(Code::TomlSyntax, start..end, message).help(ESCAPES)
}

/// The rest of the line from an empty span on, or the whole line where nothing follows; without blanks at the ends.
fn widened(text: &str, span: Span) -> Span {
    let line = line(text, span);
    let rest = trimmed(text, Span { start: span.start, end: line.end });
    if rest.start == rest.end { trimmed(text, line) } else { rest }
}

/// The line that holds the span's start, without its end.
fn line(text: &str, span: Span) -> Span {
    let at = span.start as usize;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    Span::new(start, end)
}

fn trimmed(text: &str, span: Span) -> Span {
    let part = &text[span.range()];
    let start = span.start as usize + (part.len() - part.trim_start().len());
    Span::new(start, start + part.trim().len())
}

#[cfg(test)]
mod tests {
    use super::super::toml::parse;

    #[test]
    fn each_common_slip_has_its_words() {
        for (text, what, words) in [
            ("a = b c\n", "b c", "is a text without quotes"),
            ("date = 23/05/2017\n", "23/05/2017", "is a text without quotes"),
            ("a = “x”\n", "“x”", "is a text without quotes"),
            ("a = \"x\nb = 1\n", "a = \"x", "the text has no closing quote"),
            ("a = '''x\n y", "y", "the text has no closing quote"),
            ("a = \n", "a =", "a value is missing after `=`"),
            ("a = { b = 1, c }\n", "}", "a value is missing after `=`"),
            ("a == 1\n", "=", "`=` stands where nothing can follow"),
            ("a\n", "a", "`a` is not a key and its value"),
            ("a: b\n", ":", "a colon stands here where `=` belongs"),
            ("é = 1\n", "é", "`é` cannot stand in a key"),
            ("= 3\n", "= 3", "a key is missing here"),
            (
                "a = [1, 2\nb = 3\n",
                "b = 3",
                "a comma, or the closing bracket of what was opened before, is missing before `b = 3`",
            ),
            ("a = [1, 2", "a = [1, 2", "a list has no closing `]`"),
            ("a = {b = 1\n", "a = {b = 1", "a group has no closing `}`"),
            ("[x\na = 1\n", "[x", "the header has no closing bracket"),
            ("a = 'it's'\n", "s'", "`s'` stands after the end of the value"),
            ("a = 1,5\n", ",5", "`,5` stands after the end of the value"),
            ("a = \"C:\\path\"\n", "\\p", "`\\p` means nothing in a text between double quotes"),
            ("a = 007\n", "0", "the number begins with a zero"),
            ("a = 1.\n", "a = 1.", "`a = 1.` is not a number"),
            ("a = True\n", "True", "`True` is neither `true` nor `false`"),
            ("a = 2017-02-30\n", "2017-02-30", "`2017-02-30` is not a day of the calendar"),
            ("a = 2017-05\n", "2017-05", "`2017-05` is not a day of the calendar"),
            ("a = 1\na = 2\n", "a", "`a` is set a second time"),
            ("a = 1\n[a.b]\n", "a", "`a` already has a value, so nothing can be put inside it"),
            ("<<<<<<< HEAD\n", "<<<<<<< HEAD", "a mark of two versions in conflict stands here"),
            ("a = \"\u{1}\"\n", "\u{1}", "the text holds a control character, which cannot be seen"),
        ] {
            let (_, faults) = parse(text);
            let fault = faults.first().unwrap_or_else(|| panic!("no fault in {text:?}"));
            assert_eq!(&text[fault.span.range()], what, "{text:?}: {}", fault.message);
            assert!(fault.message.contains(words), "{text:?}: {}", fault.message);
            assert!(fault.help.is_some(), "{text:?}");
        }
    }
}
