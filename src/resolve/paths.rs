//! Relative paths that authors write, from one file of the project to another.

use crate::base::SourcePath;

/// The file among `files` (ordered) that `written` names: relative to the file `from`, else below `content/`.
pub(super) fn find_file<'a>(files: &'a [SourcePath], from: &SourcePath, written: &str) -> Option<&'a SourcePath> {
    [from.folder(), "content"].into_iter().find_map(|folder| {
        let path = join(folder, written)?;
        files.binary_search_by(|file| file.as_str().cmp(&path)).ok().map(|at| &files[at])
    })
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
