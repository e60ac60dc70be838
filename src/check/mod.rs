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

use std::collections::BTreeMap;

use jiff::civil;

use crate::base::{Diagnostics, Origin, SourcePath};
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

/// Everything that can be said about the portal, in no particular order.
pub fn check(input: &Input) -> Diagnostics {
    let model = input.model;
    let mut diagnostics = Vec::new();
    sections::check(model, &mut diagnostics);
    paragraphs::check(model, &mut diagnostics);
    figures::check(model, &mut diagnostics);
    drafts::check(model, &mut diagnostics);
    images::check(model, input.images, &mut diagnostics);
    consent::check(model, &mut diagnostics);
    contacts::check(model, &mut diagnostics);
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
    model.ids().filter(|id| {
        let record = model.record(*id);
        record.of_portal && !record.origin.path.is_kit() && record.standing != Standing::Withheld
    })
}

/// The place of what concerns the portal as a whole.
fn portal() -> Origin {
    Origin::file(&SourcePath::new(settings::FILE))
}
