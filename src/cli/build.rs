//! `casebook build` and `casebook check`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use rayon::prelude::*;

use crate::base::diagnostic;
use crate::base::files::{File, Files};
use crate::base::{Address, Code, Diagnostics, Hash, Severity};
use crate::build::{Builder, Built, Common, Inputs, Timings};
use crate::output::{self, Failure, Memory};

use super::args::{BuildArgs, CheckArgs};
use super::cache::{self, Cache, Last};
use super::terminal::{Progress, count};
use super::{FINDINGS, GOOD, project, terminal, why};

/// Builds the site and writes it.
pub fn build(args: &BuildArgs) -> u8 {
    let start = Instant::now();
    let stop = stop_on_ctrl_c();
    let mut stages = Timings::start();
    start_threads(&args.check);
    let inputs = match project::inputs(&args.check) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    stages.end("read");
    let root = &args.check.project.root;
    let folder = match folder(args.output.as_deref(), root) {
        Ok(folder) => folder,
        Err(code) => return code,
    };
    let cache = Cache::of(root).filter(|_| !args.no_cache);
    let key = cache::key(&inputs);
    let mut memory = Memory::new();
    let mut before = None;
    if let Some(mut last) = cache.as_ref().and_then(|cache| cache.read(&folder)) {
        let same = last.build == key && !refused(&last.diagnostics, args.check.strict);
        let (stands, better) = match same.then(|| output::stands(&folder, &mut last.memory)) {
            Some(Ok(found)) => found,
            Some(Err(failure)) => return failed(&failure),
            None => (false, false),
        };
        stages.end("compare with the last build");
        if stands {
            if let Some(cache) = cache.filter(|_| better) {
                cache.leave(&folder, &last);
            }
            let good = project::print(&last.diagnostics, &args.check.project, &inputs.sources, args.check.strict);
            let unchanged = last.memory.len();
            if let Some(code) = args.explain.as_ref().and_then(|page| explain_unchanged(page, &last.memory)) {
                return code;
            }
            tell(args, start, &Told { records: last.records, pages: last.pages, written: 0, unchanged, deleted: 0 });
            print_timings(args, &stages);
            show_if_asked(args, &folder);
            return if good { GOOD } else { FINDINGS };
        }
        memory = last.memory;
        before = Some((last.common, last.sources));
    }
    let progress = Arc::new(Progress::new(args.check.quiet));
    let built = builder(&progress).build(&inputs);
    stages.add(&built.timings);
    let why = match args.explain.as_ref().map(|page| explain(page, &built, &inputs, before.as_ref(), &memory)) {
        Some(Err(code)) => return code,
        Some(Ok(lines)) => lines,
        None => Vec::new(),
    };
    let common = built.common();
    let Built { files, mut diagnostics, stats, .. } = built;
    if refused(&diagnostics, args.check.strict) {
        // Templates are tried all the same, so that their faults are told in the same run.
        add_made(&files, &mut diagnostics, &progress);
        project::print(&diagnostics, &args.check.project, &inputs.sources, args.check.strict);
        return FINDINGS;
    }
    let options = output::Options {
        threads: args.check.threads,
        stop: &|| stop.load(Ordering::Relaxed),
        progress: &|done, total| progress.pages(done, total),
    };
    let outcome = output::write(&folder, &files, &mut memory, &options);
    stages.end_at("make and compare", progress.made());
    stages.end("publish");
    progress.end();
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(failure) => return failed(&failure),
    };
    diagnostics.extend(outcome.diagnostics);
    diagnostic::sort(&mut diagnostics);
    let good = project::print(&diagnostics, &args.check.project, &inputs.sources, args.check.strict);
    if !outcome.published {
        return FINDINGS;
    }
    tell_kept(&outcome.kept);
    let (records, pages) = (stats.records, stats.pages);
    if let Some(cache) = cache {
        let sources = cache::hashes(&inputs.sources);
        let last = Last { build: key, records, pages, common, sources, diagnostics, memory };
        cache.leave(&folder, &last);
        stages.end("leave for the next build");
    }
    let (written, unchanged, deleted) = (outcome.written, outcome.unchanged, outcome.deleted);
    why.iter().for_each(|line| eprintln!("{line}"));
    tell(args, start, &Told { records, pages, written, unchanged, deleted });
    print_timings(args, &stages);
    show_if_asked(args, &folder);
    // The process ends: taking apart what it knows would take longer than the system needs to clear its memory.
    std::mem::forget((files, inputs));
    if good { GOOD } else { FINDINGS }
}

/// What the last build was made from: what all pages are made with, and its sources.
type Before = (Common, BTreeMap<String, Hash>);

/// Why a page is rendered; the error is the exit status where there is no such page.
fn explain(
    page: &str,
    built: &Built,
    inputs: &Inputs,
    before: Option<&Before>,
    memory: &Memory,
) -> Result<Vec<String>, u8> {
    let known = built.files.iter().map(|file| &file.address);
    let address = why::address(page, known).map_err(|help| no_page(page, help))?;
    let before = before.map(|(common, sources)| why::Before { common, sources, memory });
    Ok(why::explain(&address, built, &inputs.sources, before.as_ref()))
}

/// Tells why a page is not rendered where nothing at all has changed; the exit status where there is no such page.
fn explain_unchanged(page: &str, memory: &Memory) -> Option<u8> {
    match why::address(page, memory.addresses()) {
        Ok(address) => {
            eprintln!("{address}: not rendered, because nothing has changed since the last build");
            None
        }
        Err(help) => Some(no_page(page, help)),
    }
}

fn no_page(page: &str, help: String) -> u8 {
    terminal::fail(format!("the site has no page `{page}`"), help)
}

/// What a build did, in numbers.
struct Told {
    records: usize,
    pages: usize,
    written: usize,
    unchanged: usize,
    deleted: usize,
}

fn tell(args: &BuildArgs, start: Instant, told: &Told) {
    if !args.check.quiet {
        eprintln!(
            "{}, {}: {} written, {} unchanged, {} deleted in {:.2} s",
            count(told.records, "record"),
            count(told.pages, "page"),
            told.written,
            told.unchanged,
            told.deleted,
            start.elapsed().as_secs_f64(),
        );
    }
}

fn print_timings(args: &BuildArgs, stages: &Timings) {
    if args.timings {
        terminal::print_timings(stages);
    }
}

fn show_if_asked(args: &BuildArgs, folder: &Path) {
    if args.open {
        show(&folder.join("index.html"));
    }
}

/// The folder to write to.
pub fn folder(asked: Option<&Path>, root: &Path) -> Result<PathBuf, u8> {
    let folder = asked.map_or_else(|| root.join("output"), Path::to_owned);
    unfit(&folder, root).map_or(Ok(folder), Err)
}

/// Refuses an output folder among or above the portal's own files: the next build would take the site for content, or cover the portal.
fn unfit(folder: &Path, root: &Path) -> Option<u8> {
    let (root, folder) = (root.canonicalize().ok()?, absolute(folder)?);
    let sources = project::FOLDERS.iter().any(|sources| folder.starts_with(root.join(sources)));
    let refused = sources || root.starts_with(&folder);
    let help = "choose a folder of its own, such as the portal's `output`";
    refused.then(|| {
        terminal::fail(format!("the site cannot be written to `{}`, where the portal is", folder.display()), help)
    })
}

/// The path of a folder that may not be there yet, without links as far as it is there.
fn absolute(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    let there = whole.ancestors().find(|part| part.exists())?;
    let rest = whole.strip_prefix(there).ok()?;
    there.canonicalize().ok().map(|there| there.join(rest))
}

/// Tells which files were left alone.
pub fn tell_kept(kept: &[Address]) {
    for address in kept {
        eprintln!("casebook: `{address}` is no longer part of the site, but was changed by somebody: it is left alone");
    }
}

/// Opens the home page in the browser, and tells its path, for where there is none.
pub fn show(page: &Path) {
    let page = page.canonicalize().unwrap_or_else(|_| page.to_owned());
    eprintln!("showing {}", page.display());
    if let Err(error) = opener::open_browser(&page) {
        eprintln!("no browser could be started ({error}); open the file in one");
    }
}

/// Does all that a build does, but writes nothing.
pub fn check(args: &CheckArgs) -> u8 {
    let start = Instant::now();
    start_threads(args);
    let inputs = match project::inputs(args) {
        // Nothing can be wrong with an index.
        Ok(inputs) => Inputs { index: false, ..inputs },
        Err(code) => return code,
    };
    let progress = Arc::new(Progress::new(args.quiet));
    let built = builder(&progress).build(&inputs);
    let mut diagnostics = built.diagnostics;
    add_made(&built.files, &mut diagnostics, &progress);
    let good = project::print(&diagnostics, &args.project, &inputs.sources, args.strict);
    if !args.quiet {
        let (records, pages) = (count(built.stats.records, "record"), count(built.stats.pages, "page"));
        eprintln!("{records}, {pages} checked in {:.2} s", start.elapsed().as_secs_f64());
    }
    if good { GOOD } else { FINDINGS }
}

/// A builder that shows how far it is.
fn builder(progress: &Arc<Progress>) -> Builder {
    let progress = progress.clone();
    Builder::telling(Arc::new(move |done, total| progress.records(done, total)))
}

/// Starts the pool of the whole process: stages that run in parallel take their threads from it.
fn start_threads(args: &CheckArgs) {
    let _ = rayon::ThreadPoolBuilder::new().num_threads(args.threads).build_global();
}

/// Adds the findings of making every file, in order. Templates that were found wrong already are not tried: it would be said twice.
pub fn add_made(files: &Files, diagnostics: &mut Diagnostics, progress: &Progress) {
    if !diagnostics.iter().any(|diagnostic| matches!(diagnostic.code, Code::TemplateError | Code::TemplateField)) {
        let done = AtomicUsize::new(0);
        let make = |file: &File| {
            let made = files.produce(file);
            progress.pages(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
            made.diagnostics
        };
        let made = files.as_slice().par_iter().flat_map_iter(make);
        diagnostics.append(&mut made.collect());
    }
    diagnostic::sort(diagnostics);
}

fn refused(diagnostics: &Diagnostics, strict: bool) -> bool {
    let limit = if strict { Severity::Warning } else { Severity::Error };
    diagnostics.iter().any(|diagnostic| diagnostic.severity() <= limit)
}

fn failed(failure: &Failure) -> u8 {
    super::terminal::fail(failure, failure.help())
}

/// Turns true when the user presses Ctrl-C: then nothing half done is left.
fn stop_on_ctrl_c() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = stop.clone();
    // Without a handler Ctrl-C ends the process at once, which the protocol of writing withstands as well.
    let _ = ctrlc::set_handler(move || seen.store(true, Ordering::Relaxed));
    stop
}
