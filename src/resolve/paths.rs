//! Relative paths that authors write, from one file of the project to another.

use std::collections::BTreeMap;

use crate::base::suggest::{nearest, one_of};
use crate::base::{Code, Diagnostic, Origin, SourcePath};

/// The file among `files` (ordered) that `written` names: relative to the file `from`, else below `content/`.
pub(super) fn find_file<'a>(files: &'a [SourcePath], from: &SourcePath, written: &str) -> Option<&'a SourcePath> {
    [from.folder(), "content"].into_iter().find_map(|folder| {
        let path = join(folder, written)?;
        files.binary_search_by(|file| file.as_str().cmp(&path)).ok().map(|at| &files[at])
    })
}

/// The finding for a path that leads to no file among `files`; `what` is what is missing: "file", "picture".
pub(super) fn missing<'a>(
    files: impl IntoIterator<Item = &'a SourcePath>,
    from: &SourcePath,
    written: &str,
    what: &str,
    origin: Origin,
) -> Diagnostic {
    if leads_out(from, written) {
        let message = format!("`{written}` leads out of the project");
        let help = format!("copy the {what} beside the record, and write its path from there");
        return Diagnostic::new(Code::OutsideProject, origin, message).help(help);
    }
    let help = near(files, from, written)
        .unwrap_or_else(|| format!("put the {what} beside the record, or write its path below `content/`"));
    Diagnostic::new(Code::MissingFile, origin, format!("there is no {what} `{written}`")).help(help)
}

/// Advice that names files of nearly the same name, as they are written in the file `from`.
pub(super) fn near<'a>(
    files: impl IntoIterator<Item = &'a SourcePath>,
    from: &SourcePath,
    written: &str,
) -> Option<String> {
    let mut forms: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for file in files {
        let form = if file.folder() == from.folder() { file.file_name() } else { file.below("content").unwrap_or("") };
        forms.entry(file.file_name()).or_default().push(format!("`{form}`"));
    }
    let wanted = written.rsplit('/').next().unwrap_or(written);
    let near = nearest(wanted, forms.keys().copied());
    let near: Vec<String> = near.into_iter().flat_map(|name| forms[name].iter().cloned()).take(3).collect();
    (!near.is_empty()).then(|| format!("did you mean {}?", one_of(&near)))
}

/// Whether a path that leads to no file begins at the root of a disk, or goes up above the project.
fn leads_out(from: &SourcePath, written: &str) -> bool {
    let drive = written.as_bytes().get(1) == Some(&b':') && written.starts_with(|c: char| c.is_ascii_alphabetic());
    written.starts_with(['/', '\\', '~']) || drive || join(from.folder(), written).is_none()
}

/// `written` as seen from `folder`, without `.` and `..`; nothing where it leads out of the project.
pub(super) fn join(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_file_then_to_content() {
        let files: Vec<SourcePath> = ["content/case-studies/a.jpg", "content/files/b.pdf"].map(SourcePath::new).to_vec();
        let from = SourcePath::new("content/case-studies/x.md");
        let found = |written| find_file(&files, &from, written).map(|path| path.as_str());
        assert_eq!(found("a.jpg"), Some("content/case-studies/a.jpg"));
        assert_eq!(found("../files/b.pdf"), Some("content/files/b.pdf"));
        assert_eq!(found("files/b.pdf"), Some("content/files/b.pdf"));
        assert_eq!(found("../../../etc/passwd"), None);
    }
}
