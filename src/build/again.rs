//! A build of nearly the same inputs as the last one: what cannot have changed is taken from there.
//!
//! Each stage is a function of what it receives. Where that is the same as the last time, so is the result; this file only tells where it
//! is. When in doubt it says so, and everything is worked out anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic;
use crate::base::files::Files;
use crate::base::{Diagnostics, SourcePath};
use crate::domain;
use crate::model::RecordId;
use crate::pages::Site;
use crate::parse;
use crate::resolve::Resolved;
use crate::source::Source;
use crate::{kit, theme};

use super::files::{self, Workshop};
use super::index::{self, Index};
use super::memo::Memo;
use super::stages::{Front, Images, Themed, Work, WorkedOut};
use super::timings::Timings;
use super::{Built, Inputs, Stats};

/// What the last build received, and what each stage came to.
pub(super) struct Last {
    pub inputs: Inputs,
    pub front: Front,
    pub resolved: Resolved,
    pub theme: Themed,
    pub images: Images,
    /// Pictures that did not hold what they were read with.
    pub outdated: Vec<SourcePath>,
    pub worked_out: WorkedOut,
    pub site: Arc<Site>,
    pub index: Option<Arc<Index>>,
    pub workshop: Arc<Workshop>,
    pub files: Files,
    pub work: Work,
    /// How many bytes of changed files were read since everything was worked out. What was parsed of them is not forgotten before that is
    /// done again.
    pub read: u64,
}

/// So many bytes, after which everything is worked out again.
const MOST: u64 = 32 << 20;

/// In what inputs differ from those of the build before.
struct Changes {
    /// Files of records that hold something else.
    records: BTreeSet<SourcePath>,
    /// Whether a file of a theme came, went or holds something else.
    theme: bool,
}

impl Changes {
    /// The changes, if there are no others than these.
    fn between(before: &Inputs, now: &Inputs) -> Option<Changes> {
        let Inputs { sources: _, reading, today, as_of, drafts, index, base_url } = now;
        let same_options = (reading, today, as_of) == (&before.reading, &before.today, &before.as_of)
            && (drafts, index, base_url) == (&before.drafts, &before.index, &before.base_url);
        if !same_options {
            return None;
        }
        let mut changes = Changes { records: BTreeSet::new(), theme: false };
        let in_theme = |path: &SourcePath| path.below(theme::FOLDER).is_some();
        let (mut old, mut new) = (before.sources.iter().peekable(), now.sources.iter().peekable());
        loop {
            match (old.peek(), new.peek()) {
                (None, None) => return Some(changes),
                (Some((path, source)), Some((other, now))) if path == other => {
                    if !Arc::ptr_eq(source, now) && source.hash != now.hash {
                        if in_theme(path) {
                            changes.theme = true;
                        } else if path.below("content").is_some() && super::is_data(path) {
                            changes.records.insert((*path).clone());
                        } else {
                            return None;
                        }
                    }
                    old.next();
                    new.next();
                }
                // A file came or went.
                (old_path, new_path) => {
                    let gone = match (&old_path, &new_path) {
                        (Some((old, _)), Some((new, _))) => old < new,
                        (gone, _) => gone.is_some(),
                    };
                    let path = if gone { old.next() } else { new.next() };
                    if !path.is_some_and(|(path, _)| in_theme(path)) {
                        return None;
                    }
                    changes.theme = true;
                }
            }
        }
    }
}

impl Last {
    /// The same for other inputs, where they differ little.
    pub fn again(&self, inputs: &Inputs, memo: &Memo, timings: &mut Timings) -> Option<Last> {
        let changes = Changes::between(&self.inputs, inputs)?;
        let sizes = changes.records.iter().filter_map(|path| inputs.sources.get(path)).map(|source| source.size);
        let read = self.read + sizes.sum::<u64>();
        if read > MOST {
            return None;
        }
        timings.end("changes");
        let (ids, holding) = self.resolved.touched(&changes.records);
        let (resolved, work) = match changes.records.is_empty() {
            true => (self.resolved.clone(), Work::default()),
            false => self.resolve(inputs, memo, &changes.records, &ids, &holding)?,
        };
        timings.end("resolve");
        let theme = match changes.theme {
            true => Themed::new(&self.front.settings, &self.front.schema, inputs),
            false => self.theme.clone(),
        };
        timings.end("theme");
        let reworded = self.reworded(&resolved, &ids, &holding);
        let words_only = reworded.is_some();
        let worked_out =
            reworded.unwrap_or_else(|| WorkedOut::new(&self.front, &resolved, &self.images, inputs, timings));
        let site = Arc::new(match words_only {
            true => self.site.again(worked_out.model.clone(), theme.theme.clone(), &ids),
            false => worked_out.site(&self.front, &theme, &self.images, inputs),
        });
        timings.end("site");
        let (index, parts) = index::of_build(&site, memo, inputs.index);
        // A chart of records that are chosen by a text may come or go with it, and its table with it; and the names of the files of an index
        // tell what they hold.
        let same_values = |id: &RecordId| self.resolved.model.record(*id).has_values_of(resolved.model.record(*id));
        let same_list = words_only && !changes.theme && !inputs.index && ids.iter().all(same_values);
        let workshop = Arc::new(match same_list {
            true => self.workshop.again(site.clone(), theme.renderer.clone()),
            false => Workshop::new(site.clone(), theme.renderer.clone()),
        });
        let files = match same_list {
            true => self.files.remade(workshop.clone()),
            false => files::files(&workshop, &inputs.sources, parts),
        };
        timings.end("list of files");
        let (front, images, outdated) = (self.front.clone(), self.images.clone(), Vec::new());
        let inputs = inputs.clone();
        Some(Last {
            inputs,
            front,
            resolved,
            theme,
            images,
            outdated,
            worked_out,
            site,
            index,
            workshop,
            files,
            work,
            read,
        })
    }

    /// The records anew, of which those with these ids stand in changed files. `holding` are all files that hold a part of them.
    fn resolve(
        &self,
        inputs: &Inputs,
        memo: &Memo,
        changed: &BTreeSet<SourcePath>,
        ids: &[RecordId],
        holding: &BTreeSet<SourcePath>,
    ) -> Option<(Resolved, Work)> {
        // A file of which nothing is known may hold anything.
        let is_known = changed.is_subset(holding);
        let spoken_of = |diagnostic: &diagnostic::Diagnostic| diagnostic.paths().any(|path| changed.contains(path));
        if !is_known || self.front.reading.iter().any(spoken_of) {
            return None;
        }
        let mut files = Vec::with_capacity(holding.len());
        for path in holding {
            let source = match kit::RECORDS.iter().find(|(known, _)| *known == path.as_str()) {
                Some((_, text)) => Arc::new(Source::of_text(*text)),
                None => inputs.sources.get(path)?.clone(),
            };
            let (file, faults) = super::parsed(path.clone(), &source, memo)?;
            if !faults.is_empty() {
                return None;
            }
            files.push(file);
        }
        let before = memo.parsed_texts();
        let markdown = |text: &str, options: &parse::markdown::Options| memo.text(text, options);
        let resolved = self.resolved.update(&self.front.resolving(&files, &markdown, &|_, _| ()), ids)?;
        let work = Work { parsed_files: changed.len(), parsed_texts: memo.parsed_texts() - before };
        Some((resolved, work))
    }

    /// What follows from the records, if these differ from what they were in the words of their texts only.
    fn reworded(&self, resolved: &Resolved, ids: &[RecordId], holding: &BTreeSet<SourcePath>) -> Option<WorkedOut> {
        let before = &self.worked_out;
        let same = |id: &RecordId| {
            let (old, new) = (self.resolved.model.record(*id), resolved.model.record(*id));
            new.differs_in_words_only(old, resolved.model.kind_of(*id))
        };
        let spoken_of = |diagnostic: &diagnostic::Diagnostic| diagnostic.paths().any(|path| holding.contains(path));
        if !ids.iter().all(same) || before.diagnostics.iter().any(spoken_of) {
            return None;
        }
        let as_of = self.inputs.day(&self.front.settings);
        let model = domain::reworded(&before.model, &resolved.model, ids, as_of, self.inputs.drafts)?;
        let checked = before.checked.reworded(&model, ids, holding)?;
        Some(WorkedOut { model: Arc::new(model), checked, ..before.clone() })
    }

    /// The build as others see it.
    pub fn built(&self, mut timings: Timings) -> Built {
        let mut diagnostics: Diagnostics = self.front.reading.clone();
        diagnostics.extend(self.resolved.diagnostics().cloned());
        diagnostics.extend(self.worked_out.diagnostics.iter().cloned());
        diagnostics.extend(self.worked_out.checked.diagnostics().cloned());
        diagnostics.extend(self.theme.diagnostics.iter().cloned());
        diagnostic::sort(&mut diagnostics);
        let model = self.worked_out.model.clone();
        let stats = Stats {
            records: model.records.iter().filter(|record| record.of_portal).count(),
            pages: self.worked_out.plan.pages.len(),
            parsed_files: self.work.parsed_files,
            parsed_texts: self.work.parsed_texts,
        };
        timings.end("tidy up");
        let (settings, site, files) = (self.front.settings.clone(), self.site.clone(), self.files.clone());
        let (index, workshop, outdated) = (self.index.clone(), self.workshop.clone(), self.outdated.clone());
        Built { files, diagnostics, model, settings, site, stats, timings, outdated, index, workshop }
    }
}
