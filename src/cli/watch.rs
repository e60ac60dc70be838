//! `casebook build --watch`, and what is printed while a portal is watched.

use std::sync::{Arc, Mutex};

use crate::base::Diagnostics;
use crate::base::diagnostic;
use crate::output::{Failure, Outcome};
use crate::serve::Control;
use crate::serve::edition::{Edition, Few, Report, Summary};
use crate::serve::follow::{Follower, Round};
use crate::serve::write::{Target, Writer};
use crate::source::Sources;
use crate::source::watch::Unwatched;

use super::args::{BuildArgs, CheckArgs};
use super::terminal::{count, lock};
use super::{FAILED, GOOD, build, project, terminal};

/// Builds and writes the site, and again after every change, until Ctrl-C.
pub fn build(args: &BuildArgs) -> u8 {
    run(args).unwrap_or_else(|code| code)
}

fn run(args: &BuildArgs) -> Result<u8, u8> {
    let check = &args.check;
    let folder = build::folder(args.output.as_deref(), &check.project.root)?;
    // The pool of the whole process: stages that run in parallel take their threads from it.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(check.threads).build_global();
    let project = project::followed(check, args.poll, true)?;
    let control = Control::new();
    stop_on_ctrl_c(&control);
    let lines = Arc::new(Mutex::new(Lines::new(check)));
    let home = args.open.then(|| folder.join("index.html"));
    let (told, shown) = (lines.clone(), Mutex::new(home));
    let written = move |outcome: Result<Outcome, Failure>, edition: &Edition| {
        let published = outcome.as_ref().is_ok_and(|outcome| outcome.published);
        let report = &edition.report;
        lock(&told).written(report.summary.number, outcome, &report.diagnostics, &report.sources);
        if published && let Some(page) = lock(&shown).take() {
            build::show(&page);
        }
    };
    let target = Target { folder, threads: check.threads };
    let failed =
        |error: std::io::Error| terminal::fail(format!("cannot go on: {error}"), "end other programs, then try again");
    let writer = Writer::new(target, Arc::new(written)).map_err(failed)?;
    let mut write = Write { writer, lines, strict: check.strict };
    control.follow(&project, &mut write).map_err(|error| {
        let what = format!("cannot read `{}`: {error}", check.project.root.display());
        terminal::fail(what, "look at the permissions of the folder")
    })?;
    Ok(GOOD)
}

/// Ends what is watched when the user presses Ctrl-C: a write that is under way leaves nothing half done.
pub fn stop_on_ctrl_c(control: &Control) {
    let control = control.clone();
    let stop = move || {
        if control.is_stopped() {
            // Asked twice: the protocol of writing withstands this as well.
            std::process::exit(i32::from(FAILED));
        }
        control.stop();
    };
    // Without a handler Ctrl-C ends the process at once.
    let _ = ctrlc::set_handler(stop);
}

/// Writes each build without errors.
struct Write {
    writer: Writer,
    lines: Arc<Mutex<Lines>>,
    strict: bool,
}

impl Follower for Write {
    fn interrupt(&mut self) {
        self.writer.interrupt();
    }

    fn take(&mut self, round: Round) {
        let (report, built) = Report::of(round, self.strict);
        let mut lines = lock(&self.lines);
        lines.built(&report.summary);
        match built {
            Some(built) if report.summary.good => {
                drop(lines);
                // What is found is told with what making the pages finds.
                self.writer.put(Arc::new(Edition { built: Arc::new(built), report }));
            }
            built => {
                let mut diagnostics = report.diagnostics.clone();
                if let Some(built) = built {
                    // Templates are tried all the same, so that their faults are told at the same time.
                    build::add_made(&built.files, &mut diagnostics, &terminal::Progress::new(lines.quiet));
                }
                lines.found(&diagnostics, &report.sources, report.fault.as_deref());
                lines.say("nothing is written until the errors are mended");
                drop(lines);
                self.writer.go_on();
            }
        }
    }

    fn polling(&mut self, why: &Unwatched) {
        lock(&self.lines).polling(why);
    }

    fn watching(&mut self) {}
}

/// What is printed while a portal is watched: findings only where they differ from those that were printed last.
pub struct Lines {
    project: super::args::ProjectArgs,
    strict: bool,
    quiet: bool,
    last: Diagnostics,
    /// The number of the newest build.
    newest: usize,
}

impl Lines {
    /// Nothing was printed yet.
    pub fn new(args: &CheckArgs) -> Lines {
        Lines { project: args.project.clone(), strict: args.strict, quiet: args.quiet, last: Vec::new(), newest: 0 }
    }

    /// A line, unless nothing but findings is wanted.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            eprintln!("{line}");
        }
    }

    /// Tells that something was built, and why.
    pub fn built(&mut self, summary: &Summary) {
        self.follow(summary);
        let took = duration(summary.took.as_secs_f64());
        match &summary.stats {
            Some(stats) if summary.number == 1 => {
                let (records, pages) = (count(stats.records, "record"), count(stats.pages, "page"));
                self.say(&format!("built in {took}: {records}, {pages}"));
            }
            Some(_) => self.say(&format!("rebuilt in {took}: {}", cause(summary))),
            None => self.say(&format!("cannot build: {}", cause(summary))),
        }
    }

    /// Notes that something was built, where others tell of it.
    pub fn follow(&mut self, summary: &Summary) {
        self.newest = summary.number;
    }

    /// Prints findings.
    pub fn found(&mut self, diagnostics: &Diagnostics, sources: &Sources, fault: Option<&str>) {
        if let Some(fault) = fault {
            terminal::fail(
                format!("a fault of casebook itself: {fault}"),
                "change the file in another way, and please report it",
            );
            return;
        }
        if *diagnostics == self.last {
            if !diagnostics.is_empty() {
                self.say(&format!("{} as before", count(diagnostics.len(), "finding")));
            }
            return;
        }
        project::print(diagnostics, &self.project, sources, self.strict);
        if diagnostics.is_empty() {
            self.say("no findings any more");
        }
        self.last = diagnostics.clone();
    }

    /// Tells how a write of the build with this number ended. `built` are the findings of the build, if they were not told yet. Of an older
    /// build they are not told: those of the newest stand.
    pub fn written(
        &mut self,
        number: usize,
        outcome: Result<Outcome, Failure>,
        built: &Diagnostics,
        sources: &Sources,
    ) {
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(failure) => {
                terminal::fail(&failure, failure.help());
                return;
            }
        };
        if number >= self.newest {
            let mut diagnostics = built.clone();
            diagnostics.extend(outcome.diagnostics.iter().cloned());
            diagnostic::sort(&mut diagnostics);
            self.found(&diagnostics, sources, None);
        }
        if !outcome.published {
            self.say("nothing is written until the errors are mended");
            return;
        }
        build::tell_kept(&outcome.kept);
        let Outcome { written, unchanged, deleted, .. } = outcome;
        let which = if number < self.newest { "the last site without errors: " } else { "" };
        self.say(&format!("{which}{written} written, {unchanged} unchanged, {deleted} deleted"));
    }

    /// Tells that the system does not tell of changes.
    pub fn polling(&self, why: &Unwatched) {
        eprintln!("casebook: {}; all files are looked at twice a second instead", why.why);
        eprintln!("  help: {}", why.help);
    }
}

/// What changed, in a line.
fn cause(summary: &Summary) -> String {
    let kinds = [(&summary.changed, "changed"), (&summary.added, "added"), (&summary.removed, "removed")];
    let parts: Vec<String> = kinds.iter().filter_map(|(few, what)| Some(format!("{} {what}", named(few)?))).collect();
    if parts.is_empty() { "a file that cannot be read changed".to_owned() } else { parts.join(", ") }
}

fn named(few: &Few) -> Option<String> {
    let first = few.first.first()?;
    // Names of files may hold what would do something to the terminal.
    let first: String = first.as_str().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    Some(match few.number - 1 {
        0 => first,
        more => format!("{first} and {more} more"),
    })
}

fn duration(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.0} ms", seconds * 1000.0) } else { format!("{seconds:.1} s") }
}
