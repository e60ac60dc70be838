//! Which files a project consists of.

use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{SETTINGS, unreadable};
use crate::base::{Code, Diagnostic, Diagnostics, Origin, SourcePath};

/// A file that belongs to the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Its path within the project.
    pub path: SourcePath,
    /// Where it is on this machine.
    pub disk: PathBuf,
}

/// The settings file and all files below `folders` in the project's folder `root`, in the order of their paths.
///
/// Left out without a word: hidden files, what editors and systems leave behind, and each `README.md`. A link is followed as long
/// as it stays inside the project. Fails only if `root` itself cannot be read.
pub fn scan(root: &Path, folders: &[&str]) -> io::Result<(Vec<SourceFile>, Diagnostics)> {
    let project = Project::open(root)?;
    let mut found = Found::default();
    for start in std::iter::once(&SETTINGS).chain(folders) {
        project.walk(start, &mut found);
    }
    found.files.sort();
    found.files.dedup();
    crate::base::diagnostic::sort(&mut found.diagnostics);
    Ok((found.files, found.diagnostics))
}

/// Whether a file or folder with this name is none of the project's.
pub fn is_ignored(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with(['.', '~'])
        || name.ends_with('~')
        || name.starts_with('#') && name.ends_with('#')
        || [".swp", ".swo", ".tmp", ".bak", ".orig"].iter().any(|ending| lower.ends_with(ending))
        || ["readme.md", "thumbs.db", "desktop.ini"].contains(&lower.as_str())
}

/// What there is below a place of a project.
#[derive(Default)]
pub(super) struct Found {
    /// The files.
    pub files: Vec<SourceFile>,
    /// What is wrong with others.
    pub diagnostics: Diagnostics,
    /// Links that were followed, and where each leads.
    pub links: Vec<(SourcePath, PathBuf)>,
}

/// A project's folder as it was named, and its path without links.
pub(super) struct Project<'a> {
    root: &'a Path,
    real: PathBuf,
}

impl<'a> Project<'a> {
    /// Fails if the folder cannot be read.
    pub fn open(root: &'a Path) -> io::Result<Project<'a>> {
        std::fs::read_dir(root)?;
        Ok(Project { root, real: root.canonicalize()? })
    }

    /// Collects what is at a place inside the settings file or one of the folders: what [`Project::walk`] from the top would find there.
    pub fn look(&self, path: &SourcePath, found: &mut Found) {
        let above = path.as_str().match_indices('/').map(|(at, _)| &path.as_str()[..at]);
        for (depth, part) in above.chain([path.as_str()]).enumerate() {
            let name = part.rsplit('/').next().unwrap_or(part);
            if depth > 0 && is_ignored(name) {
                return;
            }
            let disk = self.root.join(part);
            let link = part.len() < path.as_str().len() && disk.is_symlink();
            if let Some(diagnostic) = link.then(|| self.refused_link(&disk)).flatten() {
                found.diagnostics.push(diagnostic);
                return;
            }
        }
        self.walk(path.as_str(), found);
    }

    /// Collects `start` or what is below it.
    pub fn walk(&self, start: &str, found: &mut Found) {
        let Found { files, diagnostics, links: followed } = found;
        let disk = self.root.join(start);
        if !Path::new(start).components().all(|part| matches!(part, Component::Normal(_))) {
            diagnostics
                .push(outside(&SourcePath::new(SETTINGS), format!("the folder `{start}` is outside the project")));
            return;
        }
        if disk.symlink_metadata().is_err() {
            return;
        }
        if let Some(diagnostic) = self.refused_link(&disk) {
            diagnostics.push(diagnostic);
            return;
        }
        let mut refusals = Diagnostics::new();
        let entries = WalkDir::new(&disk).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| {
            if entry.depth() > 0 && entry.file_name().to_str().is_some_and(is_ignored) {
                return false;
            }
            if !entry.path_is_symlink() {
                return true;
            }
            if let Some(diagnostic) = self.refused_link(entry.path()) {
                refusals.push(diagnostic);
                return false;
            }
            if let Ok(target) = entry.path().canonicalize() {
                followed.push((self.relative(entry.path()), target));
            }
            true
        });
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => match self.file(&entry) {
                    Ok(file) => files.push(file),
                    Err(diagnostic) => diagnostics.push(diagnostic),
                },
                Err(error) => diagnostics.extend(self.failure(&error)),
            }
        }
        diagnostics.append(&mut refusals);
    }

    fn file(&self, entry: &DirEntry) -> Result<SourceFile, Diagnostic> {
        let path = self.relative(entry.path());
        let refused = |what: &str, help: &str| {
            Err(Diagnostic::new(Code::Unreadable, Origin::file(&path), format!("`{path}` {what}")).help(help))
        };
        if !entry.file_type().is_file() {
            return refused("is not a file with content", "delete it, or move it out of the project");
        }
        let name = entry.path().strip_prefix(self.root).ok().and_then(Path::to_str);
        if name.is_none_or(|name| cfg!(unix) && name.contains('\\')) {
            return refused("has a name that not every system can read", "use letters, digits, `-` and `_` in names");
        }
        Ok(SourceFile { path, disk: entry.path().to_owned() })
    }

    /// What to say about an error of the walk; nothing where the entry would have been left out.
    fn failure(&self, error: &walkdir::Error) -> Option<Diagnostic> {
        let disk = error.path().unwrap_or(self.root);
        if disk.file_name().and_then(|name| name.to_str()).is_some_and(is_ignored) {
            return None;
        }
        let path = self.relative(disk);
        if error.loop_ancestor().is_some() {
            return Some(endless(&path));
        }
        let other = io::Error::other("walk");
        Some(unreadable(&path, error.io_error().unwrap_or(&other)))
    }

    /// Why a link is not followed, if it leaves the project or leads to a folder that it stands in. One that leads nowhere is found
    /// by the walk.
    fn refused_link(&self, link: &Path) -> Option<Diagnostic> {
        let target = link.canonicalize().ok()?;
        if !target.starts_with(&self.real) {
            return Some(self.leads_out(link));
        }
        let folder = link.parent()?.canonicalize().ok()?;
        folder.starts_with(&target).then(|| endless(&self.relative(link)))
    }

    fn leads_out(&self, link: &Path) -> Diagnostic {
        let path = self.relative(link);
        // An absolute target would show how this machine is set up, so only its last part is named.
        let target = match std::fs::read_link(link) {
            Ok(target) if target.is_relative() => format!(", `{}`", target.display()),
            Ok(target) => target.file_name().map_or(String::new(), |name| format!(", `{}`", name.display())),
            Err(_) => String::new(),
        };
        outside(&path, format!("`{path}` is a link to a place outside the project{target}"))
    }

    fn relative(&self, disk: &Path) -> SourcePath {
        let path = disk.strip_prefix(self.root).unwrap_or(Path::new(""));
        SourcePath::new(path.to_string_lossy())
    }
}

fn endless(path: &SourcePath) -> Diagnostic {
    let message = format!("`{path}` is a link to a folder that it stands in");
    Diagnostic::new(Code::Unreadable, Origin::file(path), message).help("delete the link")
}

fn outside(path: &SourcePath, message: String) -> Diagnostic {
    Diagnostic::new(Code::OutsideProject, Origin::file(path), message)
        .help("copy what is needed into the project's folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[&str]) -> tempfile::TempDir {
        let project = tempfile::tempdir().unwrap();
        for file in files {
            let path = project.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        project
    }

    fn paths(root: &Path) -> (Vec<String>, Diagnostics) {
        let (files, diagnostics) = scan(root, &["content", "themes/dark"]).unwrap();
        (files.iter().map(|file| file.path.to_string()).collect(), diagnostics)
    }

    #[test]
    fn files_that_nobody_wrote_are_left_out() {
        let project = project(&[
            "casebook.toml",
            "content/b.md",
            "content/a/c.csv",
            "content/README.md",
            "content/.hidden",
            "content/.git/x.md",
            "content/b.md~",
            "content/.b.md.swp",
            "content/#b.md#",
            "content/~$b.csv",
            "content/Thumbs.db",
            "themes/dark/style.css",
            "themes/light/style.css",
            "notes.md",
        ]);
        let (paths, diagnostics) = paths(project.path());
        assert_eq!(paths, ["casebook.toml", "content/a/c.csv", "content/b.md", "themes/dark/style.css"]);
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn folders_outside_are_refused() {
        let project = project(&["casebook.toml"]);
        for folder in ["..", "../x", "/", "content/../.."] {
            let (files, diagnostics) = scan(project.path(), &[folder]).unwrap();
            assert_eq!((files.len(), diagnostics[0].code), (1, Code::OutsideProject), "{folder}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_project_only() {
        use std::os::unix::fs::symlink;
        let elsewhere = project(&["secret.md", "more/x.md"]);
        let project = project(&["casebook.toml", "content/a.md", "shared/s.md"]);
        let content = project.path().join("content");
        symlink("../shared", content.join("inside")).unwrap();
        symlink("a.md", content.join("b.md")).unwrap();
        symlink(elsewhere.path().join("secret.md"), content.join("out.md")).unwrap();
        symlink(elsewhere.path().join("more"), content.join("out")).unwrap();
        symlink("../../../..", content.join("up")).unwrap();
        symlink("..", content.join("loop")).unwrap();
        symlink("nowhere.md", content.join("broken.md")).unwrap();
        let (paths, diagnostics) = paths(project.path());
        assert_eq!(paths, ["casebook.toml", "content/a.md", "content/b.md", "content/inside/s.md"]);
        let found = |path: &str| {
            let found = diagnostics.iter().find(|found| found.origin.path.as_str() == path);
            let found = found.unwrap_or_else(|| panic!("nothing at {path}: {diagnostics:#?}"));
            assert!(!found.message.contains(elsewhere.path().to_str().unwrap()), "{}", found.message);
            (found.code, found.message.clone())
        };
        let out = "`content/out.md` is a link to a place outside the project, `secret.md`";
        assert_eq!(found("content/out.md"), (Code::OutsideProject, out.into()));
        assert_eq!(found("content/out").0, Code::OutsideProject);
        assert_eq!(found("content/up").0, Code::OutsideProject);
        assert_eq!(found("content/broken.md").0, Code::Unreadable);
        assert_eq!(found("content/loop").0, Code::Unreadable);
    }

    #[cfg(unix)]
    #[test]
    fn a_content_folder_elsewhere_is_refused() {
        let elsewhere = project(&["x.md"]);
        let project = project(&["casebook.toml"]);
        std::os::unix::fs::symlink(elsewhere.path(), project.path().join("content")).unwrap();
        let (paths, diagnostics) = paths(project.path());
        assert_eq!(paths, ["casebook.toml"]);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code, Code::OutsideProject);
    }
}
