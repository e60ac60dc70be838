//! A simple reader of Rust: its words without comments, texts and test modules, and the paths that they form.

/// The words and signs of a file's code: names and numbers, `::`, and single other signs. Comments, the inside of texts and all
/// that stands under `#[cfg(test)]` are left out.
pub fn tokens(source: &str) -> Vec<String> {
    without_tests(&split(source))
}

/// The paths in a file that begin with `crate`, `super`, `self` or `std`, written out: use trees are unfolded, and `super` is
/// followed from `module`, the path of the file's module. A path of this crate begins with `crate`.
pub fn paths(tokens: &[String], module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let begins = tokens.get(at + 1).is_some_and(|next| next == "::") && (at == 0 || tokens[at - 1] != "::");
        let start = match token.as_str() {
            _ if !begins => continue,
            "crate" => vec!["crate".to_owned()],
            "std" => vec!["std".to_owned()],
            "super" | "self" => {
                let own = std::iter::once("crate".to_owned()).chain(module.iter().cloned()).collect();
                follow(tokens, at, own, &mut found);
                continue;
            }
            _ => continue,
        };
        follow(tokens, at + 2, start, &mut found);
    }
    found
}

/// Follows a path or a use tree from the token `at`; gives back the place after it.
fn follow(tokens: &[String], mut at: usize, mut path: Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    loop {
        match tokens.get(at).map(String::as_str) {
            Some("super") => {
                path.pop();
            }
            Some("self") => {}
            Some("{") => {
                at += 1;
                while let Some(token) = tokens.get(at) {
                    match token.as_str() {
                        "}" => return at + 1,
                        "," => at += 1,
                        _ => at = follow(tokens, at, path.clone(), found),
                    }
                }
                return at;
            }
            Some(name) if is_name(name) || name == "*" => path.push(name.to_owned()),
            _ => break,
        }
        at += 1;
        if tokens.get(at).is_none_or(|next| next != "::") {
            break;
        }
        at += 1;
    }
    found.push(path);
    // `x as y` within a use tree.
    if tokens.get(at).is_some_and(|token| token == "as") { at + 2 } else { at.max(1) }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Leaves out what `#[cfg(test)]` is said of: up to a semicolon, or the end of the first block in braces.
fn without_tests(tokens: &[String]) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].iter().map(String::as_str).take(MARK.len()).eq(MARK) {
            at += MARK.len();
            let mut depth = 0;
            while at < tokens.len() {
                let token = tokens[at].as_str();
                at += 1;
                depth += i32::from(token == "{") - i32::from(token == "}");
                if depth == 0 && (token == ";" || token == "}") {
                    break;
                }
            }
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

fn split(source: &str) -> Vec<String> {
    let chars: Vec<char> = source.chars().collect();
    let starts = |at: usize, text: &str| text.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if starts(at, "//") {
            at = (at..chars.len()).find(|i| chars[*i] == '\n').unwrap_or(chars.len());
        } else if starts(at, "/*") {
            at = after_comment(&chars, at);
        } else if c == '"' {
            at = after_text(&chars, at + 1);
        } else if c == '\'' {
            at = after_quote(&chars, at);
        } else if c.is_alphanumeric() || c == '_' {
            let end =
                (at..chars.len()).find(|i| !(chars[*i].is_alphanumeric() || chars[*i] == '_')).unwrap_or(chars.len());
            let word: String = chars[at..end].iter().collect();
            at = match chars.get(end) {
                Some('#' | '"') if matches!(word.as_str(), "r" | "br" | "cr") => after_raw_text(&chars, end),
                Some('"') if matches!(word.as_str(), "b" | "c") => after_text(&chars, end + 1),
                Some('\'') if word == "b" => after_quote(&chars, end),
                _ => {
                    tokens.push(word);
                    end
                }
            };
        } else {
            let (sign, width) = if starts(at, "::") { ("::".to_owned(), 2) } else { (c.to_string(), 1) };
            if !c.is_whitespace() {
                tokens.push(sign);
            }
            at += width;
        }
    }
    tokens
}

fn after_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn after_text(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// From the `#`s or the quotation mark of a raw text; a raw name, `r#type`, is left out as well.
fn after_raw_text(chars: &[char], start: usize) -> usize {
    let marks = chars[start..].iter().take_while(|c| **c == '#').count();
    if chars.get(start + marks) != Some(&'"') {
        return start + marks;
    }
    let mut at = start + marks + 1;
    while at < chars.len() {
        let closes = chars[at] == '"' && chars[at + 1..].iter().take(marks).filter(|c| **c == '#').count() == marks;
        at += 1;
        if closes {
            return at + marks;
        }
    }
    at
}

/// After a character such as `'x'` or `'\n'`, or a lifetime.
fn after_quote(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => (at + 3..chars.len()).find(|i| chars[*i] == '\'').map_or(chars.len(), |end| end + 1),
        (Some(_), Some('\'')) => at + 3,
        _ => (at + 1..chars.len()).find(|i| !(chars[*i].is_alphanumeric() || chars[*i] == '_')).unwrap_or(chars.len()),
    }
}

#[test]
fn paths_are_found_in_every_form() {
    let source = r##"
        //! use crate::comment::x; /* use crate::no */
        use crate::base::{self, Code, path::{Address as A, SourcePath}};
        use super::super::check;
        use super::{sibling::x, super::view::{Card}};
        use std::{fmt, fs::File, io as i, time::{Instant}};
        const TEXT: &str = "use crate::text::x \" crate::more";
        const RAW: &str = r#"crate::raw::x " "#;
        fn s(x: &'static mut str) {}
        fn f<'a>(c: char) -> &'a str { let q = '"'; let e = '\''; crate::theme::words(c) }
        pub(crate) struct S;
        #[cfg(test)]
        mod tests { use crate::kit::x; fn g() { if true {} } }
        #[cfg(test)]
        use crate::serve::x;
        use crate::pages::*;
    "##;
    let module = ["model".to_owned(), "query".to_owned()];
    let found: Vec<String> = paths(&tokens(source), &module).iter().map(|path| path.join("::")).collect();
    let expected = [
        "crate::base",
        "crate::base::Code",
        "crate::base::path::Address",
        "crate::base::path::SourcePath",
        "crate::check",
        "crate::model::sibling::x",
        "crate::view::Card",
        "std::fmt",
        "std::fs::File",
        "std::io",
        "std::time::Instant",
        "crate::theme::words",
        "crate::pages::*",
    ];
    assert!(!tokens(source).iter().any(|token| token == "static"), "a lifetime is no word");
    // `super::view` inside a tree is also seen as a path of its own; what it then leads to is the same or nearer.
    assert!(expected.iter().all(|path| found.iter().any(|f| f == path)), "{found:#?}");
    assert!(
        found.iter().all(|path| !["comment", "no", "text", "more", "raw", "kit", "serve"]
            .iter()
            .any(|word| path.contains(word)))
    );
}
