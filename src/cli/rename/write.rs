//! Writes the changes of a rename: all files in full under temporary names first, then each into its place.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Change, Plan};
use crate::cli::refusal::Refusal;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes the changes into the project's folder. Nothing is changed if a file cannot be written, or is not as it was when it was read.
///
/// The record comes first, and then answers to both ids, so that the portal has no broken reference at any moment.
pub fn write(root: &Path, plan: &Plan) -> Result<(), Refusal> {
    let mut ready = Vec::new();
    for change in &plan.changes {
        ready.push(prepared(root, change)?);
    }
    for (change, (temporary, from, to)) in plan.changes.iter().zip(ready) {
        in_place(temporary, &from, &to)
            .map_err(|error| Refusal::new(format!("`{}` cannot be written: {error}", change.to)))?;
    }
    Ok(())
}

/// The new text of a file under a temporary name beside it, the file itself, and its new name.
fn prepared(root: &Path, change: &Change) -> Result<(NamedTempFile, PathBuf, PathBuf), Refusal> {
    let failed =
        |error: io::Error| Refusal::new(format!("`{}` cannot be written: {error}; nothing was changed", change.from));
    // Behind a link stands the file that is to be changed; a link that gets another name moves itself.
    let path = root.join(change.from.as_str());
    let moved = change.from != change.to;
    let from = if moved { path.clone() } else { path.canonicalize().map_err(failed)? };
    let to = if moved { root.join(change.to.as_str()) } else { from.clone() };
    let bytes = fs::read(&from).map_err(failed)?;
    let old = std::str::from_utf8(&bytes).unwrap_or_default();
    let mark = if old.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { "" };
    if old.strip_prefix(BYTE_ORDER_MARK).unwrap_or(old) != &*change.before {
        let message = format!("`{}` has changed since it was read; nothing was changed", change.from);
        return Err(Refusal::new(message).help("save it, then rename again"));
    }
    let is_other = moved && change.from.as_str().to_lowercase() != change.to.as_str().to_lowercase();
    if is_other && to.symlink_metadata().is_ok() {
        return Err(Refusal::new(format!("`{}` is there already; nothing was changed", change.to)));
    }
    let folder = from.parent().unwrap_or(root);
    let mut temporary = tempfile::Builder::new().prefix(".casebook-").tempfile_in(folder).map_err(failed)?;
    let written = temporary.write_all(mark.as_bytes()).and_then(|()| temporary.write_all(change.after.as_bytes()));
    written.and_then(|()| temporary.as_file().sync_all()).map_err(failed)?;
    let permissions = fs::metadata(&from).map_err(failed)?.permissions();
    fs::set_permissions(temporary.path(), permissions).map_err(failed)?;
    Ok((temporary, from, to))
}

fn in_place(temporary: NamedTempFile, from: &Path, to: &Path) -> io::Result<()> {
    if from == to {
        return temporary.persist(to).map(drop).map_err(|error| error.error);
    }
    // Where two names differ in case only they may be one file, so the old name must not be removed after the new one is written.
    temporary.persist(from).map_err(|error| error.error)?;
    fs::rename(from, to)
}
