//! The figures of a block, sentence by sentence, and whether the sentence cites a source.

use super::citing::Sentence;
use super::contacts::Contact;
use super::numerals;
use super::prose::{CITE, Prose};
use super::sentences::sentences;

/// The sentences of a block of prose.
pub(super) fn block(prose: &Prose, contacts: &[Contact]) -> Vec<Sentence> {
    let text = prose.text.as_str();
    let mut found: Vec<Sentence> = Vec::new();
    for range in sentences(text) {
        let sentence = &text[range.clone()];
        let cited = sentence.contains(CITE);
        // a cite after the full stop belongs to the sentence that it follows
        if cited
            && sentence.trim_start().starts_with(CITE)
            && let Some(before) = found.last_mut()
        {
            before.cited = true;
            before.figures.clear();
        }
        let figures = if cited { Vec::new() } else { numerals::figures(sentence) };
        let figures = figures
            .into_iter()
            .map(|figure| figure.start + range.start..figure.end + range.start)
            .filter(|figure| !contacts.iter().any(|(_, other)| other.start < figure.end && figure.start < other.end))
            .map(|figure| prose.source(figure))
            .collect();
        found.push(Sentence { cited, figures });
    }
    found
}

/// A cell of a table: like a sentence, but a number alone is a figure as well, because the header names what it counts.
pub(super) fn cell(prose: &Prose, contacts: &[Contact], counted: bool) -> Vec<Sentence> {
    let text = prose.text.as_str();
    let cited = text.contains(CITE);
    if !cited
        && counted
        && let Some(figure) = numerals::bare(text)
    {
        return vec![Sentence { cited, figures: vec![prose.source(figure)] }];
    }
    let figures = block(prose, contacts).into_iter().flat_map(|sentence| sentence.figures).collect();
    vec![Sentence { cited, figures }]
}
