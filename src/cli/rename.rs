//! `casebook rename KIND OLD NEW`: a record gets another id, and every reference to it follows.
//!
//! Only the bytes of names change: comments and layout stay as they are. The record remembers its old id in `formerly`, so that
//! what others have linked to keeps working.

mod definition;
mod edits;
mod names;
mod references;
mod write;
mod written;

pub use write::write;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::slug::{is_reserved, slug};
use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, SourcePath};
use crate::model::{Model, RecordId};
use crate::resolve::bad_id;
use crate::source::{Source, Sources};

use definition::Definition;
use edits::Edits;
use names::Names;
use references::Search;

use super::kinds;
use super::new::can_be_file;
use super::refusal::Refusal;

/// Findings after which a part of the portal is not known, so that references in it would be missed.
const BLINDING: &[Code] = &[
    Code::Unreadable,
    Code::Encoding,
    Code::EmptyFile,
    Code::OutsideProject,
    Code::TomlSyntax,
    Code::CsvSyntax,
    Code::FrontMatter,
    Code::Settings,
    Code::KindDeclaration,
    Code::UnknownKind,
    Code::DuplicateId,
];

/// What a rename does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// `kind:id` as it was.
    pub old: String,
    /// The id as it will be.
    pub new: String,
    /// The files that change: the record's own first.
    pub changes: Vec<Change>,
}

/// The change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub from: SourcePath,
    /// Its name afterwards; mostly the same.
    pub to: SourcePath,
    /// Its text, without a byte order mark.
    pub before: Arc<str>,
    /// Its text afterwards.
    pub after: String,
    /// How many references in it change.
    pub references: usize,
}

/// A file that gets another name.
struct Move {
    from: SourcePath,
    to: SourcePath,
}

/// Works out what must change for the record `old` of a kind to have the id `new`. `model` is that of `sources`, and `findings` what
/// reading, parsing and resolving them reported.
///
/// Refused: a record that does not exist or comes with casebook; an id that is taken, cannot be one, or cannot be the name of the
/// record's file; a portal of which a part could not be read.
pub fn plan(
    model: &Model,
    sources: &Sources,
    findings: &[Diagnostic],
    kind: &str,
    old: &str,
    new: &str,
) -> Result<Plan, Refusal> {
    if let Some(finding) = findings.iter().find(|finding| BLINDING.contains(&finding.code)) {
        let message =
            format!("references may be missed while {} has a fault: {}", finding.origin.path, finding.message);
        return Err(Refusal::new(message).help("repair what `casebook check` reports, then rename"));
    }
    let record = record(model, &kinds::find(&model.schema, kind)?.id, old)?;
    let definition = Definition { model, sources, record, old, new };
    let names = Names::new(model, record, new);
    fits(model, &definition, &names)?;
    let moves = definition.moves();
    if let Some(blocked) = moves.iter().find(|moved| sources.get(&moved.to).is_some()) {
        return Err(Refusal::new(format!("`{}` is there already", blocked.to)).help("choose another id"));
    }
    let mut edits = Edits::default();
    Search { model, sources, names: &names, moves: &moves }.all(&mut edits)?;
    definition.edit(&names, &mut edits);
    Ok(Plan {
        old: format!("{}:{old}", model.kind_of(record).id),
        new: new.to_owned(),
        changes: changes(model, sources, record, &moves, &edits)?,
    })
}

impl Plan {
    /// How many references change, and in how many files.
    pub fn count(&self) -> (usize, usize) {
        let with = self.changes.iter().filter(|change| change.references > 0);
        (self.changes.iter().map(|change| change.references).sum(), with.count())
    }

    /// What happens, for people; `dry` if nothing is written.
    pub fn summary(&self, dry: bool) -> String {
        let (references, files) = self.count();
        let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let verb = if dry { "would become" } else { "is now" };
        let mut text = format!(
            "`{}` {verb} `{}`: {} in {}\n",
            self.old,
            self.new,
            plural(references, "reference"),
            plural(files, "file")
        );
        for change in &self.changes {
            let moved = if change.from == change.to { String::new() } else { format!(" -> {}", change.to) };
            let count = match change.references {
                0 => String::new(),
                count => format!(" ({})", plural(count, "reference")),
            };
            text.push_str(&format!("  {}{moved}{count}\n", change.from));
        }
        if dry {
            text.push_str("Nothing was written.\n");
        }
        text
    }

    /// The portal's files afterwards, in memory.
    pub fn apply(&self, sources: &Sources) -> Sources {
        let mut changed = sources.clone();
        for change in &self.changes {
            changed.remove(&change.from);
        }
        for change in &self.changes {
            changed.insert(change.to.clone(), Source::of_text(change.after.as_str()));
        }
        changed
    }
}

/// The findings of `after` of whose code there were fewer in `before`: what a change has made worse.
pub fn made_worse<'a>(before: &[Diagnostic], after: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    before.iter().for_each(|finding| *counts.entry(finding.code).or_default() += 1);
    let more = |code: Code| {
        after.iter().filter(|finding| finding.code == code).count() > counts.get(&code).copied().unwrap_or(0)
    };
    after.iter().filter(|finding| more(finding.code)).collect()
}

fn record(model: &Model, kind: &str, old: &str) -> Result<RecordId, Refusal> {
    let place = model.schema.position(kind).unwrap_or_default();
    if let Some(record) = model.find(place, old) {
        let found = model.record(record);
        if found.of_kit {
            let message = format!("`{old}` comes with casebook, and other portals know it by this id");
            return Err(Refusal::new(message).help("write a record of your own beside it"));
        }
        return Ok(record);
    }
    if let Some(now) = model.former.get(&(place, Arc::from(old))) {
        let id = &model.record(*now).id;
        return Err(Refusal::new(format!("`{old}` is a former id; the record is now `{id}`")));
    }
    let ids: Vec<Arc<str>> = model.of_kind(place).map(|id| model.record(id).id.clone()).collect();
    Err(Refusal::new(format!("there is no `{kind}` with the id `{old}`")).help(
        did_you_mean(old, ids.iter().map(|id| &**id))
            .unwrap_or_else(|| format!("`casebook kinds {kind} --ids` lists them")),
    ))
}

/// Whether the new id can be this record's.
fn fits(model: &Model, definition: &Definition, names: &Names) -> Result<(), Refusal> {
    let new = definition.new;
    let refused = |message: String| Err(Refusal::new(message).help("choose another id"));
    if new == definition.old {
        return Err(Refusal::new(format!("the id is `{new}` already")));
    }
    if let Some(problem) = bad_id(new) {
        let help = "use letters, digits, and `-`, `_`, `.`, `/`, `(`, `)` between them";
        return Err(Refusal::new(format!("`{new}` cannot be an id: {problem}")).help(help));
    }
    if is_reserved(&slug(new)) {
        return refused(format!("`{new}` cannot be the name of a page"));
    }
    let same_address =
        model.of_kind(names.kind).find(|id| *id != names.record && slug(&model.record(*id).id) == slug(new));
    if let Some(other) = names.taken().or(same_address) {
        let (record, path) = (model.record(other), &model.record(other).origin.path);
        let place = if path.is_kit() { "casebook".to_owned() } else { path.to_string() };
        return refused(format!("`{new}` is taken by `{}` in {place}", record.id));
    }
    if !definition.moves().is_empty() && !can_be_file(new, &model.languages) {
        return refused(format!("`{new}` cannot be the name of the record's file"));
    }
    Ok(())
}

/// The files that change: the record's own first, so that it answers to both ids before any reference changes.
fn changes(
    model: &Model,
    sources: &Sources,
    record: RecordId,
    moves: &[Move],
    edits: &Edits,
) -> Result<Vec<Change>, Refusal> {
    let own = &model.record(record).origin.path;
    let mut paths: Vec<&SourcePath> = std::iter::once(own).chain(moves.iter().map(|moved| &moved.from)).collect();
    for path in edits.files() {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let mut changes: Vec<Change> = Vec::new();
    for path in paths {
        let Some(before) = text_of(sources, path).filter(|_| changes.iter().all(|change| change.from != *path)) else {
            continue;
        };
        let to = moves.iter().find(|moved| moved.from == *path).map_or(path, |moved| &moved.to).clone();
        let Some(after) = edits.applied(path, &before) else {
            return Err(Refusal::new(format!("the references in {path} overlap, and cannot be changed safely")));
        };
        changes.push(Change { from: path.clone(), to, before, after, references: edits.references_in(path) });
    }
    Ok(changes)
}

fn text_of(sources: &Sources, path: &SourcePath) -> Option<Arc<str>> {
    sources.get(path).and_then(|source| source.text()).cloned()
}
