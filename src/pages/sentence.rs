//! Sentences of the interface with numbers in them that lead to what they count, and with the forms of words that go with a number.

use std::sync::Arc;

use crate::base::{Lang, plural};
use crate::view::{Map, Value};

use super::site::Site;

/// What stands for a name in braces.
#[derive(Clone, Debug)]
pub(super) enum Filler {
    /// A text.
    Text(Arc<str>),
    /// A number, and the list of what it counts.
    Number(usize, Option<Value>),
    /// Pieces of another sentence.
    Pieces(Vec<Piece>),
}

/// A part of a sentence: text, perhaps with a link.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    text: String,
    url: Option<Value>,
}

impl From<Piece> for Value {
    fn from(piece: Piece) -> Value {
        Map::new().with("text", piece.text).with("url", piece.url).into()
    }
}

/// The word with this key, filled in: `{n}` is a value, and `{n|action|actions}` the form that goes with its number in this language.
pub(super) fn sentence(site: &Site, lang: &Lang, key: &str, values: &[(&str, Filler)]) -> Vec<Piece> {
    fill(&site.word(lang, key), lang, values)
}

/// The same as plain text.
pub(super) fn text(site: &Site, lang: &Lang, key: &str, values: &[(&str, Filler)]) -> String {
    sentence(site, lang, key, values).into_iter().map(|piece| piece.text).collect()
}

/// Several as one enumeration: "a, b and c".
pub(super) fn enumeration(site: &Site, lang: &Lang, items: Vec<Vec<Piece>>) -> Vec<Piece> {
    let count = items.len();
    let mut items = items.into_iter().enumerate();
    let first = items.next().map(|(_, item)| item).unwrap_or_default();
    items.fold(first, |all, (at, item)| {
        let key = if at + 1 == count { "list-last" } else { "list-more" };
        sentence(site, lang, key, &[("a", Filler::Pieces(all)), ("b", Filler::Pieces(item))])
    })
}

fn fill(word: &str, lang: &Lang, values: &[(&str, Filler)]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('{') {
        push(&mut pieces, before);
        let Some((inside, after)) = after.split_once('}') else {
            push(&mut pieces, "{");
            rest = after;
            continue;
        };
        rest = after;
        let (name, forms) = inside.split_once('|').map_or((inside, None), |(name, forms)| (name, Some(forms)));
        let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
        match (value, forms) {
            (Some(Filler::Number(number, _)), Some(forms)) => {
                push(&mut pieces, plural::pick(lang, *number, &forms.split('|').collect::<Vec<_>>()));
            }
            (Some(Filler::Number(number, url)), None) if url.is_some() => {
                pieces.push(Piece { text: number.to_string(), url: url.clone() });
            }
            (Some(Filler::Number(number, _)), None) => push(&mut pieces, &number.to_string()),
            (Some(Filler::Text(text)), _) => push(&mut pieces, text),
            (Some(Filler::Pieces(more)), _) => more.iter().for_each(|piece| match &piece.url {
                Some(_) => pieces.push(piece.clone()),
                None => push(&mut pieces, &piece.text),
            }),
            (None, _) => push(&mut pieces, &format!("{{{inside}}}")),
        }
    }
    push(&mut pieces, rest);
    pieces
}

/// Adds text, to the last piece where that is text too.
fn push(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece { text: last, url: None }) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece { text: text.to_owned(), url: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_forms_and_their_links() {
        let word = "Of {total} {total|action|actions}, {n|one is|# are} {what}: {list}, {unknown}.";
        let url = || Some(Value::Url("list.html".into()));
        let list = vec![Piece { text: "see ".into(), url: None }, Piece { text: "4".into(), url: url() }];
        let values = |total: usize| {
            [
                ("total", Filler::Number(total, url())),
                ("n", Filler::Number(1, None)),
                ("what", Filler::Text("done".into())),
                ("list", Filler::Pieces(list.clone())),
            ]
        };
        let shown = |total: usize| {
            let show = |piece: Piece| if piece.url.is_some() { format!("<{}>", piece.text) } else { piece.text };
            fill(word, &Lang::new("en"), &values(total)).into_iter().map(show).collect::<String>()
        };
        assert_eq!(shown(2), "Of <2> actions, one is done: see <4>, {unknown}.");
        assert_eq!(shown(1), "Of <1> action, one is done: see <4>, {unknown}.");
        assert_eq!(fill("a {b", &Lang::new("en"), &[]), vec![Piece { text: "a {b".into(), url: None }]);
    }
}
