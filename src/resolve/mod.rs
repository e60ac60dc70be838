//! Parsed files and declared kinds become the model: records of typed values, with every reference looked up.
//!
//! Nothing here fails: what is wrong is reported, and the record stands with what is right in it.

mod amend;
mod embed;
mod gather;
mod index;
mod links;
mod paths;
mod place;
mod read;
mod unread;
mod value;
mod write;

pub use gather::bad_id;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Diagnostics, SourcePath};
use crate::model::Model;
use crate::parse::markdown::Options;
use crate::parse::{Content, ParsedText};
use crate::schema::Schema;
use crate::settings::Settings;

/// A parsed file with its text, which the places of Markdown inside data are found in.
#[derive(Clone)]
pub struct File {
    /// Its path: `content/…`, or `kit:records/…`.
    pub path: SourcePath,
    /// Its text.
    pub text: Arc<str>,
    /// What it holds.
    pub content: Arc<Content>,
    /// Whether parts of it could not be read, which was reported: then a field that is not there may be one of those.
    pub incomplete: bool,
}

/// All that resolving depends on.
pub struct Input<'a> {
    /// The portal's settings.
    pub settings: &'a Settings,
    /// The kinds.
    pub schema: Arc<Schema>,
    /// The files of records: the kit's and the portal's, in the order of their paths.
    pub files: &'a [File],
    /// The other files below `content/`: pictures and attachments.
    pub assets: &'a [SourcePath],
    /// Parses a Markdown text; remembers those that it parsed.
    pub markdown: &'a (dyn Fn(&str, &Options) -> Arc<ParsedText> + Sync),
}

/// Builds the model and reports everything that keeps a record from being what it says.
pub fn resolve(input: &Input) -> (Model, Diagnostics) {
    let mut diagnostics = Vec::new();
    let raws = gather::gather(input, &mut diagnostics);
    let drafts = amend::amend(raws, &mut diagnostics);
    let index = index::Index::new(&input.schema, &drafts, &mut diagnostics);
    let mut model = read::read(input, &drafts, &index, &mut diagnostics);
    let places = place::declared(&model, &mut diagnostics);
    place::check(&model, &places, &mut diagnostics);
    let by_file = records_by_file(&drafts);
    let links = links::Links { input, model: &model, index: &index, places: &places, by_file: &by_file };
    let targets = links::link(&links, &mut diagnostics);
    for (record, of_record) in model.records.iter_mut().zip(targets) {
        for (text, of_text) in record.texts.iter_mut().zip(of_record) {
            text.targets = of_text;
        }
    }
    unread::check(&model, input.assets, &mut diagnostics);
    model.backlinks = model.references_back();
    (model, diagnostics)
}

/// Which file holds which record: relative links between source files lead to the records in them.
fn records_by_file<'a>(drafts: &[amend::Draft<'a>]) -> BTreeMap<&'a SourcePath, usize> {
    let mut by_file = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        for part in &draft.parts {
            if part.is_file_record {
                by_file.entry(part.path).or_insert(at);
            }
        }
    }
    by_file
}
