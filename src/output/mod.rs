//! Files out: brings a folder to hold exactly the site, writing only what differs and deleting only what is ours.
//!
//! **What is ours** stands in `.casebook/manifest` inside the folder. Nothing else is ever deleted or overwritten; a file of somebody else
//! that already has the right content is adopted.
//!
//! **The protocol.** Under a lock, all new content is written in full to `.casebook/tmp-new/`, on the same file system, together with two
//! manifests: the *union* of what the folder held and will hold, and the *exact* list of what it will hold. Only then the site is
//! touched, by renames alone:
//!
//! 1. the union becomes the manifest;
//! 2. new folders, as a whole, then assets, then new pages (the home page last), then changed pages are renamed into place;
//! 3. what is no longer part of the site is deleted (the home page first), and folders of ours that this empties are removed;
//! 4. the exact list becomes the manifest.
//!
//! After a kill at any moment every page that can be reached from the home page is whole and links to nothing that is missing, since
//! what a page names is there before it and goes after it. The next write ends in the clean state, since the manifest names all that
//! may have been left: what belongs to the site is compared and completed, the rest deleted, with the temporary folder.
//! Until the first existing file is replaced every failure is undone, so a full disk or a forbidden folder leaves the old site as it was.
//! There is one exception to the order: where a file takes the place of a folder or the reverse, it comes after the deletions.
//!
//! Nothing is flushed to the disk's own storage (no `fsync`): this withstands a kill, not a power cut.

mod compare;
mod failure;
mod manifest;
mod memory;
mod publish;
mod stands;
mod stored;
mod survey;
mod workspace;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::base::diagnostic::has_errors;
use crate::base::files::{File, Files};
use crate::base::{Address, Diagnostics, Hash};

pub use failure::{Failure, Obstacle, ObstacleKind, Site};
pub use memory::Memory;
pub use stands::stands;

use compare::{Compared, Context, State};
use memory::Stamp;
use survey::Survey;
use workspace::Workspace;

/// How to write.
pub struct Options<'a> {
    /// How many threads produce and compare; 0 means one for each core.
    pub threads: usize,
    /// Asked before each file, and once more before the first rename: `true` ends the write with [`Failure::Stopped`].
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// Told after each file how many are done, and of how many; from any thread, so not always in order.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { threads: 0, stop: &|| false, progress: &|_, _| () }
    }
}

/// What a write did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whether the folder now holds the site. If not, there are errors among the diagnostics and no file of the folder was touched.
    pub published: bool,
    /// The findings of all producers, in the order of the addresses.
    pub diagnostics: Diagnostics,
    /// How many producers ran; the others' files were remembered.
    pub rendered: usize,
    /// How many files stood there already as they should be.
    pub unchanged: usize,
    /// How many files were made or replaced.
    pub written: usize,
    /// How many files were deleted because they are no longer part of the site.
    pub deleted: usize,
    /// Files that are no longer part of the site, but were changed by somebody since they were written, and therefore stand there
    /// still. From now on they count as files of somebody else.
    pub kept: Vec<Address>,
    /// The size of the whole site in bytes.
    pub bytes: u64,
    /// The size in bytes of the files that were made or replaced.
    pub bytes_written: u64,
}

/// Brings the folder `dir`, which is made if needed, to hold exactly these files beside those of others.
///
/// With an error among the producers' diagnostics no file is touched, but all are produced, so that all errors are known.
pub fn write(dir: &Path, files: &Files, memory: &mut Memory, options: &Options) -> Result<Outcome, Failure> {
    survey::check_addresses(files)?;
    let workspace = Workspace::open(dir)?;
    let survey = Survey::take(&workspace, files)?;
    workspace.make_new_folders(survey.folders_to_make(false))?;
    let compared = compare_all(&workspace, &survey, files, memory, options)?;

    let mut outcome = Outcome::default();
    for (file, one) in files.iter().zip(&compared) {
        outcome.diagnostics.extend(one.diagnostics.iter().cloned());
        outcome.rendered += usize::from(one.rendered);
        outcome.bytes += one.length;
        if one.state == State::Same {
            outcome.unchanged += 1;
            memory.remember(file, one, one.stamp.filter(|stamp| stamp.is_older_than(workspace.now())));
        }
    }
    if has_errors(&outcome.diagnostics) {
        return Ok(outcome);
    }
    let obstacles: Vec<&Obstacle> = compared.iter().filter_map(|one| one.state.obstacle()).collect();
    if !obstacles.is_empty() {
        return Err(Failure::in_the_way(obstacles));
    }
    if (options.stop)() {
        return Err(Failure::Stopped);
    }

    outcome.deleted = publish::publish(&workspace, &survey, files, &compared)?;
    for one in compared.iter().filter(|one| one.state != State::Same) {
        outcome.written += 1;
        outcome.bytes_written += one.length;
    }
    remember(&workspace, files, &compared, memory);
    memory.keep_only(files);
    outcome.kept = survey.kept;
    outcome.published = true;
    Ok(outcome)
}

/// Notes the files that were written, and the manifest.
fn remember(workspace: &Workspace, files: &Files, compared: &[Compared], memory: &mut Memory) {
    let now = workspace.later();
    let stamp = |(file, one): (&File, &Compared)| {
        // What was written within the last seconds is too young for its time to tell anything: the next write looks at its content.
        let written = one.stamp.filter(|stamp| one.state != State::Same && stamp.is_older_than(now))?;
        let found = fs::symlink_metadata(workspace.dir().join(file.address.as_str())).ok()?;
        Some(Stamp::of(&found)).filter(|stamp| *stamp == written)
    };
    let stamps: Vec<Option<Stamp>> = files.as_slice().par_iter().zip(compared).map(stamp).collect();
    for ((file, one), stamp) in files.iter().zip(compared).zip(stamps) {
        if one.state != State::Same {
            memory.remember(file, one, stamp);
        }
    }
    memory.manifest = fs::read(workspace.manifest_path()).ok().map(|bytes| Hash::of(&bytes));
}

/// Produces and compares every file, on the threads that the options allow. What must be written is then in the temporary folder.
fn compare_all(
    workspace: &Workspace,
    survey: &Survey,
    files: &Files,
    memory: &Memory,
    options: &Options,
) -> Result<Vec<Compared>, Failure> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build()
        .map_err(|error| Failure::io("start the threads to write", workspace.dir(), std::io::Error::other(error)))?;
    let context = Context { files, workspace, survey, memory, hopeless: AtomicBool::new(false) };
    let failed = AtomicBool::new(false);
    let done = AtomicUsize::new(0);
    let one = |(index, file)| {
        // A failure on one thread ends the work of the others; which of them it was is found below.
        if failed.load(Ordering::Relaxed) || (options.stop)() {
            return Err(Failure::Stopped);
        }
        let result = compare::compare(&context, index, file);
        failed.fetch_or(result.is_err(), Ordering::Relaxed);
        (options.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
        result
    };
    let results: Vec<Result<Compared, Failure>> =
        pool.install(|| files.as_slice().par_iter().enumerate().map(one).collect());

    let mut compared = Vec::with_capacity(results.len());
    let mut stopped = None;
    for result in results {
        match result {
            Ok(one) => compared.push(one),
            Err(Failure::Stopped) => stopped = Some(Failure::Stopped),
            Err(failure) => return Err(failure),
        }
    }
    stopped.map_or(Ok(compared), Err)
}
