//! Links, which are relative to the page that they stand on. Until a page is finished, a link is the target's address between two marks:
//! so what many pages show is made once for all of them.

use std::borrow::Cow;

use crate::base::Address;
use crate::base::path::way;
use crate::base::text::escape;

/// What stands around the target of a link. These are no characters of any text: Unicode sets them apart for use inside programs.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// How many bytes each has, and which.
const MARK: usize = OPEN.len_utf8();
const OPEN_BYTES: &[u8] = "\u{FDD0}".as_bytes();
const CLOSE_BYTES: &[u8] = "\u{FDD1}".as_bytes();

/// The first byte of both marks.
const FIRST: u8 = 0xEF;

/// The link to `target`, an address of the site that may end in a fragment, or a fragment of the page itself. What means something in a URL
/// or in HTML and may stand in the name of a file is written as `%` and two digits.
pub(super) fn marked(target: &str) -> String {
    let target = encoded(target);
    let mut link = String::with_capacity(target.len() + 2 * MARK);
    link.push(OPEN);
    link.push_str(&target);
    link.push(CLOSE);
    link
}

/// A text of the portal, in which nothing looks like a link.
pub(super) fn unmarked(text: &str) -> Cow<'_, str> {
    // Nearly every text lacks even the first byte of the mark, and that is seen fastest.
    match memchr::memchr(FIRST, text.as_bytes()) {
        Some(_) if text.contains(OPEN) => text.replace(OPEN, "\u{FFFD}").into(),
        _ => text.into(),
    }
}

/// A text of the portal fit for HTML, in which nothing looks like a link.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    match unmarked(text) {
        Cow::Borrowed(text) => escape(text),
        Cow::Owned(text) => escape(&text).into_owned().into(),
    }
}

/// What was made for a page, with its links. A mark that stands alone, as a template can leave one by cutting a link, is no part of any.
pub(super) fn finished(made: Vec<u8>, page: &Address) -> Vec<u8> {
    let page = encoded(page.as_str());
    let mut finished = Vec::with_capacity(made.len());
    let mut done = 0;
    let mut open: Option<usize> = None;
    for (at, mark) in marks(&made) {
        match (mark, open) {
            (Mark::Open, None) => open = Some(at),
            (Mark::Open, Some(alone)) => {
                without_mark(&made[done..alone], &mut finished);
                done = alone + MARK;
                open = Some(at);
            }
            (Mark::Close, Some(start)) => {
                finished.extend_from_slice(&made[done..start]);
                relative(&page, &made[start + MARK..at], &mut finished);
                done = at + MARK;
                open = None;
            }
            (Mark::Close, None) => {
                without_mark(&made[done..at], &mut finished);
                done = at + MARK;
            }
        }
    }
    if let Some(alone) = open {
        without_mark(&made[done..alone], &mut finished);
        done = alone + MARK;
    }
    finished.extend_from_slice(&made[done..]);
    finished
}

/// Writes what stands before a mark that is no part of any link, and what is shown in its place.
fn without_mark(before: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(before);
    out.extend_from_slice("\u{FFFD}".as_bytes());
}

enum Mark {
    Open,
    Close,
}

/// The marks, and where they stand.
fn marks(made: &[u8]) -> impl Iterator<Item = (usize, Mark)> {
    memchr::memchr_iter(FIRST, made).filter_map(|at| match made.get(at..at + MARK)? {
        OPEN_BYTES => Some((at, Mark::Open)),
        CLOSE_BYTES => Some((at, Mark::Close)),
        _ => None,
    })
}

/// Writes the shortest link from a page to a target.
fn relative(page: &str, target: &[u8], out: &mut Vec<u8>) {
    // A target is a text; what a template made of it may not be.
    let target = std::str::from_utf8(target).map_or_else(|_| String::from_utf8_lossy(target), Cow::Borrowed);
    match way(page, &target) {
        // An empty link would lead to the page itself.
        (0, "") => out.extend_from_slice(b"./"),
        (up, rest) => {
            (0..up).for_each(|_| out.extend_from_slice(b"../"));
            out.extend_from_slice(rest.as_bytes());
        }
    }
}

/// For each byte, whether it is written as `%` and two digits.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let named = b"\"%&':<>?\\^`{|}\x7F";
    let mut at = 0;
    while at <= b' ' as usize {
        special[at] = true;
        at += 1;
    }
    let mut at = 0;
    while at < named.len() {
        special[named[at] as usize] = true;
        at += 1;
    }
    special
};

fn encoded(link: &str) -> Cow<'_, str> {
    let special = |byte: u8| SPECIAL[usize::from(byte)];
    if !link.bytes().any(|byte| special(byte) || byte == FIRST) {
        return Cow::Borrowed(link);
    }
    let mut encoded = String::with_capacity(link.len() + 16);
    for c in link.chars() {
        match u8::try_from(c) {
            Ok(byte) if special(byte) => encoded.push_str(&format!("%{byte:02X}")),
            _ if c == OPEN || c == CLOSE => {
                let bytes = c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
                encoded.push_str(&bytes);
            }
            _ => encoded.push(c),
        }
    }
    Cow::Owned(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(page: &str, text: &str) -> String {
        String::from_utf8(finished(text.as_bytes().to_vec(), &Address::new(page))).unwrap()
    }

    #[test]
    fn links_are_relative_and_shortest() {
        let pages = ["index.html", "a.html", "x/a.html", "x/b.html", "xy/a.html", "x/y/a.html", "z/y/a.html"];
        let targets = ["a.html", "x/a.html", "x/a.html#top", "x/y/2.html", "xy/1.html#a/b", "z/y/x/4.html", "y/a.html"];
        for page in pages {
            for target in targets {
                assert_eq!(on(page, &marked(target)), Address::new(page).link_to(target), "{target} from {page}");
            }
            assert_eq!(on(page, &marked("#top")), "#top");
        }
        assert_eq!(on("a.html", &marked("")), "./");
    }

    #[test]
    fn links_are_safe_and_found_whatever_is_in_them() {
        let odd = "files/50% of \"R&D\"?.pdf";
        assert_eq!(on("x/a.html", &marked(odd)), "../files/50%25%20of%20%22R%26D%22%3F.pdf");
        assert_eq!(on("é b/a.html", &marked("é b/c'd.html#é")), "c%27d.html#é");
        assert_eq!(on("é b/a.html", &marked("é b/a.html#é")), "#é");
    }

    #[test]
    fn all_links_of_a_page_are_finished() {
        let made = format!("<a href=\"{}\">a</a>{}{}.", marked("x/b.html"), marked("c.html"), marked("#d"));
        assert_eq!(on("x/a.html", &made), "<a href=\"b.html\">a</a>../c.html#d.");
        assert_eq!(on("x/a.html", "no link"), "no link");
    }

    #[test]
    fn texts_make_no_links() {
        let text = format!("a{OPEN}b{CLOSE}c");
        assert_eq!(unmarked(&text), format!("a\u{FFFD}b{CLOSE}c"));
        assert_eq!(on("x/a.html", &unmarked(&text)), "a\u{FFFD}b\u{FFFD}c");
        assert_eq!(on("x/a.html", &marked(&text)), "../a%EF%B7%90b%EF%B7%91c");
        assert_eq!(on("x/a.html", "！ 你好，\u{FDCF}"), "！ 你好，\u{FDCF}");
    }

    #[test]
    fn a_link_that_a_template_cut_harms_no_other() {
        let link = marked("x/b.html");
        let cut = &link[..5];
        assert_eq!(on("x/a.html", cut), "\u{FFFD}x/");
        assert_eq!(on("x/a.html", &format!("{cut}… {cut} {link} {link}")), "\u{FFFD}x/… \u{FFFD}x/ b.html b.html");
        assert_eq!(on("x/a.html", &format!("{}{link}{CLOSE}", &link[3..])), "x/b.html\u{FFFD}b.html\u{FFFD}");
    }
}
