//! Opinions on a valid model: what is right in form, and still should not be published, or could be better. One file a subject.

mod base_url;
mod circles;
mod comments;
mod consent;
mod contacts;
mod date_order;
mod drafts;
mod figures;
mod grades;
mod images;
mod indicators;
mod many;
mod paragraphs;
mod responses;
mod reviews;
mod sections;
mod terms;
mod totals;
mod translations;
mod weights;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil;
use rayon::prelude::*;

use crate::base::{Diagnostic, Diagnostics, Origin, SourcePath};
use crate::model::{Model, RecordId, Standing};
use crate::parse::image::{Facts, Reason};
use crate::settings::{self, Settings};

/// All that checking depends on.
pub struct Input<'a> {
    /// The records, with their standing.
    pub model: &'a Model,
    /// The portal's settings.
    pub settings: &'a Settings,
    /// The day of the build.
    pub as_of: civil::Date,
    /// What the pictures of the project hold, or why they cannot be read. A file that is not there is no picture.
    pub images: &'a BTreeMap<SourcePath, Result<Facts, Reason>>,
    /// The number of pages that are planned, in all languages.
    pub pages: usize,
}

/// What can be said about the portal.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// About the words of Markdown texts, by the record that they belong to.
    words: BTreeMap<RecordId, Diagnostics>,
    /// About all else.
    values: Arc<Diagnostics>,
}

/// Everything that can be said about the portal, in no particular order.
pub fn check(input: &Input) -> Checked {
    let ids: Vec<RecordId> = own(input.model).collect();
    let (words, values) = rayon::join(|| words(input.model, &ids), || values(input));
    Checked { words: words.collect(), values: Arc::new(values) }
}

impl Checked {
    /// All findings.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.words.values().flatten().chain(self.values.iter())
    }

    /// What [`check`] gives after the words of these records' texts have changed, and nothing else; nothing where a finding speaks of another
    /// place in one of these files, which may have moved.
    pub fn reworded(&self, model: &Model, ids: &[RecordId], files: &BTreeSet<SourcePath>) -> Option<Checked> {
        let of_others = self.words.iter().filter(|(id, _)| !ids.contains(id)).flat_map(|(_, found)| found);
        if self.values.iter().chain(of_others).any(|diagnostic| diagnostic.paths().any(|path| files.contains(path))) {
            return None;
        }
        let mut checked = self.clone();
        ids.iter().for_each(|id| drop(checked.words.remove(id)));
        let own: Vec<RecordId> = ids.iter().copied().filter(|id| is_own(model, *id)).collect();
        checked.words.extend(words(model, &own));
        Some(checked)
    }
}

/// What can be said about the words of these records.
fn words(model: &Model, ids: &[RecordId]) -> impl Iterator<Item = (RecordId, Diagnostics)> {
    let of_record = |id: &RecordId| {
        let mut diagnostics = Vec::new();
        sections::check(model, *id, &mut diagnostics);
        paragraphs::check(model, *id, &mut diagnostics);
        figures::check(model, *id, &mut diagnostics);
        contacts::check(model, *id, &mut diagnostics);
        (*id, diagnostics)
    };
    let all: Vec<(RecordId, Diagnostics)> = ids.par_iter().map(of_record).collect();
    all.into_iter().filter(|(_, diagnostics)| !diagnostics.is_empty())
}

/// What can be said about everything but words.
fn values(input: &Input) -> Diagnostics {
    let model = input.model;
    let mut diagnostics = Vec::new();
    drafts::check(model, &mut diagnostics);
    images::check(model, input.images, &mut diagnostics);
    consent::check(model, &mut diagnostics);
    totals::check(model, &mut diagnostics);
    date_order::check(model, &mut diagnostics);
    weights::check(model, &mut diagnostics);
    indicators::check(model, input.as_of, &mut diagnostics);
    responses::check(model, &mut diagnostics);
    grades::check(model, &mut diagnostics);
    circles::check(model, &mut diagnostics);
    comments::check(model, &mut diagnostics);
    terms::check(model, &mut diagnostics);
    translations::check(model, &mut diagnostics);
    reviews::check(model, input.as_of, &mut diagnostics);
    many::check(model, input.settings, input.pages, &mut diagnostics);
    base_url::check(input.settings, &mut diagnostics);
    diagnostics
}

/// The records that the portal wrote or amended, drafts among them. Those that it withholds have no content to speak of; a record of the
/// kit to which rows of a nested table were added is the kit's still.
fn own(model: &Model) -> impl Iterator<Item = RecordId> {
    model.ids().filter(|id| is_own(model, *id))
}

fn is_own(model: &Model, id: RecordId) -> bool {
    let record = model.record(id);
    record.of_portal && !record.origin.path.is_kit() && record.standing != Standing::Withheld
}

/// The place of what concerns the portal as a whole.
fn portal() -> Origin {
    Origin::file(&SourcePath::new(settings::FILE))
}
