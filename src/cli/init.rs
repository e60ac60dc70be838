//! `casebook init DIR`: a small portal that can be built at once, whose comments teach the format.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::refusal::Refusal;

/// How many names of what is in the way are listed.
const LISTED: usize = 8;

macro_rules! files {
    ($($path:literal)*) => { &[$(($path, include_str!(concat!("init/", $path))),)*] };
}

/// The files of the new portal by their paths in it; its `.gitignore` is [`GITIGNORE`].
pub const FILES: &[(&str, &str)] = files![
    "README.md"
    "content/case-studies/community-hearings.md"
    "content/case-studies/plain-language-guide.md"
    "content/figures/example-commission.toml"
    "content/organisations/example-commission.toml"
    "content/pages/about.md"
    "content/pages/home.md"
    "content/sources/example-commission.toml"
    "content/training-events/events.csv"
    "kinds/training-event.toml"
    "casebook.toml"
];

/// Keeps the built site out of version control.
pub const GITIGNORE: &str = include_str!("init/gitignore.txt");

/// What to do next, once the portal is made.
pub fn next_steps(dir: &Path) -> String {
    let place = if dir == Path::new(".") { String::new() } else { format!("  cd {}\n", dir.display()) };
    format!(
        "A new portal stands in `{}`. Its README.md tells how to begin.\n\n{place}  casebook build --open\n",
        dir.display()
    )
}

/// Makes the portal in `dir`, which must be an empty folder or not be there yet. Either all of it is made or nothing.
pub fn write(dir: &Path) -> Result<(), Refusal> {
    let failed = |error: io::Error| Refusal::new(format!("no portal can be made in `{}`: {error}", dir.display()));
    match names_in(dir) {
        Ok(names) if !names.is_empty() => Err(not_empty(dir, &names)),
        Ok(_) => into_empty(dir).map_err(failed),
        Err(error) if error.kind() == io::ErrorKind::NotFound => as_new(dir).map_err(failed),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let message = format!("`{}` is a file, not a folder", dir.display());
            Err(Refusal::new(message).help("name a folder that is empty or not there yet"))
        }
        Err(error) => Err(failed(error)),
    }
}

/// The names in a folder, in order.
fn names_in(dir: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn not_empty(dir: &Path, names: &[String]) -> Refusal {
    let mut listed: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    if names.len() > LISTED {
        listed.push(format!("and {} more", names.len() - LISTED));
    }
    Refusal::new(format!("`{}` is not empty: {}", dir.display(), listed.join(", ")))
        .help("name a folder that is empty or not there yet")
}

/// Makes the whole portal beside its place, and puts it there in one step.
fn as_new(dir: &Path) -> io::Result<()> {
    let parent = match dir.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent)?;
    let temporary = temporary_in(parent)?;
    fs::rename(made_in(temporary.path())?, dir)
}

/// Makes the whole portal in a hidden folder, then moves its parts up one by one, the settings last: without them it is no portal.
///
/// The folder itself is kept, because a shell or a link may stand in it. If a part cannot be moved, those before it are taken back.
fn into_empty(dir: &Path) -> io::Result<()> {
    let temporary = temporary_in(dir)?;
    let portal = made_in(temporary.path())?;
    let mut names = names_in(&portal)?;
    names.sort_by_key(|name| name == crate::source::SETTINGS);
    for (at, name) in names.iter().enumerate() {
        if let Err(error) = fs::rename(portal.join(name), dir.join(name)) {
            for moved in &names[..at] {
                fs::rename(dir.join(moved), portal.join(moved))?;
            }
            return Err(error);
        }
    }
    Ok(())
}

fn temporary_in(folder: &Path) -> io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix(".casebook-init-").tempdir_in(folder)
}

/// Writes all files into a new folder below `temporary`, which unlike that one has the usual permissions.
fn made_in(temporary: &Path) -> io::Result<PathBuf> {
    let portal = temporary.join("portal");
    for (path, text) in FILES.iter().chain(&[(".gitignore", GITIGNORE)]) {
        let file = portal.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&portal))?;
        fs::write(file, text)?;
    }
    Ok(portal)
}
