//! Reads a project from disk into the inputs of a build, and prints what was found.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::civil;

use crate::base::{Diagnostic, Severity, SourcePath};
use crate::build::Inputs;
use crate::kit;
use crate::serve::follow::Project;
use crate::source::{self, Sources};

use super::args::{CheckArgs, ProjectArgs};
use super::report;
use super::terminal::{self, Progress};

/// The folders of a project that hold sources.
pub const FOLDERS: &[&str] = &["content", "kinds", "themes"];

/// Reads the project in a folder; the error is the exit status of a command that cannot go on, which was explained.
pub fn read(root: &Path) -> Result<(Sources, Vec<Diagnostic>), u8> {
    find(root)?;
    source::read(root, FOLDERS).map_err(|error| {
        terminal::fail(format!("cannot read `{}`: {error}", root.display()), "look at the permissions of the folder")
    })
}

/// Refuses a folder without a portal; the error is as that of [`read`].
pub fn find(root: &Path) -> Result<(), u8> {
    if root.join(source::SETTINGS).exists() {
        return Ok(());
    }
    let what = if root.is_dir() { "there is no casebook.toml in" } else { "there is no folder" };
    let help = "run casebook in the folder of a portal, name one with --root, or make one with `casebook init DIR`";
    Err(terminal::fail(format!("{what} `{}`", root.display()), help))
}

/// What is built again and again: the project in a folder, with the clock and the environment as they are at each build.
pub fn followed(args: &CheckArgs, poll: bool, index: bool) -> Result<Project, u8> {
    find(&args.project.root)?;
    // An environment that cannot be understood is refused at once, and does not change later.
    let first = today()?;
    let progress = Progress::new(args.quiet);
    Ok(Project {
        root: args.project.root.clone(),
        folders: FOLDERS,
        inputs: Inputs {
            as_of: args.as_of,
            drafts: args.drafts,
            index,
            base_url: args.base_url.clone(),
            ..Inputs::new(Sources::default(), first)
        },
        poll,
        now: SystemTime::now,
        today: Box::new(move || today().unwrap_or(first)),
        told: Arc::new(move |done, total| progress.records(done, total)),
    })
}

/// The inputs of a build, with the clock and the environment as they are now.
pub fn inputs(args: &CheckArgs) -> Result<Inputs, u8> {
    let (sources, reading) = read(&args.project.root)?;
    Ok(Inputs {
        sources: Arc::new(sources),
        reading,
        today: today()?,
        as_of: args.as_of,
        drafts: args.drafts,
        index: true,
        base_url: args.base_url.clone(),
    })
}

/// The date that `SOURCE_DATE_EPOCH` gives, else today, in UTC.
pub fn today() -> Result<civil::Date, u8> {
    let timestamp = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let parsed = seconds.trim().parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
            parsed.ok_or_else(|| {
                let help = "set it to a whole number of seconds since 1970, or unset it";
                terminal::fail(format!("SOURCE_DATE_EPOCH is `{seconds}`, which is no time"), help)
            })?
        }
        Err(_) => jiff::Timestamp::now(),
    };
    Ok(timestamp.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// The text of a file that is compiled into the program.
pub fn kit_text(path: &SourcePath) -> Option<Arc<str>> {
    let mut all = kit::KINDS.iter().chain(kit::RECORDS);
    all.find(|(known, _)| *known == path.as_str()).map(|(_, text)| Arc::from(*text))
}

/// Prints findings on standard error, or for programs on standard output, and tells whether a command may go on. Notes are printed only
/// where nothing is worse, and never without `notes`.
pub fn print(diagnostics: &[Diagnostic], args: &ProjectArgs, sources: &Sources, strict: bool) -> bool {
    let text_of = |path: &SourcePath| match path.is_kit() {
        true => kit_text(path),
        false => sources.get(path).and_then(|source| source.text().cloned()),
    };
    let format = report::Format::from(args.format);
    let printer = report::Printer { format, colour: terminal::colour(args.colour), text_of: &text_of };
    // A reader who went away is no reason to fail.
    let _ = match format {
        report::Format::Human => report::print(diagnostics, &printer, &mut std::io::stderr().lock()),
        _ => report::print(diagnostics, &printer, &mut std::io::stdout().lock()),
    };
    let bad = |diagnostic: &Diagnostic| match diagnostic.severity() {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Note => false,
    };
    !diagnostics.iter().any(bad)
}
