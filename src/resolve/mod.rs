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

use amend::Draft;
use index::{Called, Index};
use place::SourcePlaces;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Code, Diagnostic, Diagnostics, SourcePath};
use crate::model::{Held, Model, Record, RecordId, Scope, Target};
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
    /// Is told after each record of the portal how many are read, and how many there are.
    pub told: &'a (dyn Fn(usize, usize) + Sync),
}

/// The model, with what is needed to bring it up to date after some files of records were saved.
#[derive(Clone)]
pub struct Resolved {
    /// The model.
    pub model: Model,
    /// What is wrong with files, and between records.
    general: Arc<Diagnostics>,
    /// For each record, what is wrong in it.
    of_records: Vec<Diagnostics>,
    index: Index,
    places: Arc<SourcePlaces>,
    /// The records that whole files hold: relative links between source files lead to them.
    by_file: Arc<BTreeMap<SourcePath, RecordId>>,
    /// For each record, the files that hold a part of it.
    files: Arc<Vec<Vec<SourcePath>>>,
    /// Records with headings that others name.
    anchored: Arc<BTreeSet<RecordId>>,
}

/// Builds the model and reports everything that keeps a record from being what it says.
pub fn resolve(input: &Input) -> Resolved {
    let mut general = Vec::new();
    let raws = gather::gather(input, &mut general);
    let drafts = amend::amend(raws, &mut general);
    let index = Index::new(&input.schema, &drafts, &mut general);
    let numbered: Vec<(RecordId, &Draft)> =
        drafts.iter().enumerate().map(|(at, draft)| (RecordId(at as u32), draft)).collect();
    let (records, of_records): (Vec<Arc<Record>>, Vec<Diagnostics>) =
        read::read(input, &numbered, &index).into_iter().map(|(record, found)| (Arc::new(record), found)).unzip();
    let (schema, languages) = (input.schema.clone(), input.settings.languages.clone());
    let mut model = Model { schema, languages, records, ..Model::default() };
    model.former = Arc::new(read::former(&model));
    let mut resolved = Resolved {
        places: Arc::new(place::declared(&model)),
        by_file: Arc::new(records_by_file(&drafts)),
        files: Arc::new(drafts.iter().map(files_of).collect()),
        general: Arc::default(),
        anchored: Arc::default(),
        of_records,
        index,
        model,
    };
    resolved.link(input, resolved.model.ids().collect());
    unread::check(&resolved.model, input.assets, &mut general);
    resolved.general = Arc::new(general);
    resolved.model.link_back();
    resolved
}

impl Resolved {
    /// All that is wrong.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.general.iter().chain(self.of_records.iter().flatten())
    }

    /// The records with a part in one of these files, and all files that hold a part of those records.
    pub fn touched(&self, changed: &BTreeSet<SourcePath>) -> (Vec<RecordId>, BTreeSet<SourcePath>) {
        let is_touched = |id: &RecordId| self.files[id.0 as usize].iter().any(|path| changed.contains(path));
        let ids: Vec<RecordId> = self.model.ids().filter(is_touched).collect();
        let files = ids.iter().flat_map(|id| self.files[id.0 as usize].iter().cloned()).collect();
        (ids, files)
    }

    /// What [`resolve`] gives after files were saved which hold a part of these records, and of no others; nothing where this cannot be
    /// told from those records alone, as when one came, went or got another name. `input` has all files that hold a part of the records.
    pub fn update(&self, input: &Input, ids: &[RecordId]) -> Option<Resolved> {
        let holds = |path: &SourcePath| input.files.iter().any(|file| file.path == *path);
        let of_others = self.of_records.iter().enumerate();
        let of_others = of_others.filter(|(at, _)| ids.binary_search(&RecordId(*at as u32)).is_err());
        let mut spoken_of = self.general.iter().chain(of_others.flat_map(|(_, found)| found));
        if spoken_of.any(|diagnostic| diagnostic.paths().any(holds)) {
            return None;
        }
        let mut found = Vec::new();
        let raws = gather::gather(input, &mut found);
        let mut drafts = amend::amend(raws, &mut found);
        // Files of other records' parts may be among these: those records are as they were.
        let number = |draft: &Draft| self.model.find(draft.kind, draft.id);
        let named: Vec<Option<RecordId>> = drafts.iter().map(number).collect();
        // One that had no part in these files so far is no longer as it was.
        let is_new = |(draft, id): (&Draft, &Option<RecordId>)| {
            id.is_some_and(|id| files_of(draft).iter().any(|path| !self.files[id.0 as usize].contains(path)))
        };
        if drafts.iter().zip(&named).any(is_new) {
            return None;
        }
        let mut kept = named.iter().map(|id| id.is_none_or(|id| ids.binary_search(&id).is_ok()));
        drafts.retain(|_| kept.next().unwrap_or(true));
        let numbered: Vec<(RecordId, &Draft)> =
            drafts.iter().map(|draft| Some((number(draft)?, draft))).collect::<Option<_>>()?;
        let same = numbered.iter().map(|(id, _)| id).eq(ids);
        if !same || !found.is_empty() || numbered.iter().any(|(id, draft)| files_of(draft) != self.files[id.0 as usize])
        {
            return None;
        }
        let index = self.index.retitled(numbered.iter().map(|(id, draft)| (*id, Called::of(draft))))?;
        if !index.advises_like(&self.index) && self.diagnostics().next().is_some() {
            return None;
        }

        let mut resolved = Resolved { index, ..self.clone() };
        for ((id, _), (record, found)) in numbered.iter().zip(read::read(input, &numbered, &resolved.index)) {
            resolved.model.records[id.0 as usize] = Arc::new(record);
            resolved.of_records[id.0 as usize] = found;
        }
        resolved.link(input, ids.to_vec());
        let by_others = ids.iter().all(|id| self.is_alike_for_others(&resolved, *id));
        if !by_others {
            return None;
        }
        resolved.model.link_back_again(ids, &self.model);
        Some(resolved)
    }

    /// Looks up what the texts of these records lead to.
    fn link(&mut self, input: &Input, ids: Vec<RecordId>) {
        let (model, index, places, by_file) = (&self.model, &self.index, &self.places, &self.by_file);
        let links = links::Links { input, model, index, places, by_file };
        let linked = links::link(&links, ids.clone());
        let mut anchored = BTreeSet::new();
        for (id, (targets, mut found)) in ids.into_iter().zip(linked) {
            anchored.extend(targets.iter().flatten().filter_map(|target| match target {
                Target::Record { record, anchor: Some(_) } => Some(*record),
                _ => None,
            }));
            for (text, of_text) in self.model.record_mut(id).texts.iter_mut().zip(targets) {
                text.targets = of_text;
            }
            self.of_records[id.0 as usize].append(&mut found);
        }
        if !anchored.is_subset(&self.anchored) {
            Arc::make_mut(&mut self.anchored).append(&mut anchored);
        }
    }

    /// Whether other records, which were looked up with this record as it was, would find the same in it as it is now.
    fn is_alike_for_others(&self, now: &Resolved, id: RecordId) -> bool {
        let (old, new) = (self.model.record(id), now.model.record(id));
        let value = |model: &Model, field: &str| model.values(id, field).to_vec();
        let alike = |field: &str| value(&self.model, field) == value(&now.model, field);
        let anchors = |record: &Record| -> Vec<Vec<String>> {
            let of_text = |text: &crate::model::Text| {
                text.parsed.markdown.anchors.iter().map(|anchor| anchor.id.clone()).collect()
            };
            record.texts.iter().map(of_text).collect()
        };
        let broken = || self.diagnostics().any(|diagnostic| diagnostic.code == Code::BrokenAnchor);
        let anchored = self.anchored.contains(&id) || broken();
        // Files that a record offers are no files that are forgotten in a folder.
        let files = |model: &Model| {
            let mut files = Vec::new();
            model.walk(id, Scope::All, &mut |part| {
                if let Held::File(path) = part.held {
                    files.push(path.clone());
                }
            });
            files
        };
        alike("formerly")
            && alike("places")
            && files(&self.model) == files(&now.model)
            && (!anchored || anchors(old) == anchors(new))
    }
}

/// Which file holds which record.
fn records_by_file(drafts: &[Draft]) -> BTreeMap<SourcePath, RecordId> {
    let mut by_file = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        for part in draft.parts.iter().filter(|part| part.is_file_record) {
            by_file.entry(part.path.clone()).or_insert(RecordId(at as u32));
        }
    }
    by_file
}

/// The files that hold a part of a record, in order.
fn files_of(draft: &Draft) -> Vec<SourcePath> {
    let files: BTreeSet<&SourcePath> = draft.parts.iter().map(|part| part.path).collect();
    files.into_iter().cloned().collect()
}
