//! A project that is remembered while it changes: only what differs on the disk is read again.
//!
//! What is told about changes is never believed, it only says where to look. So it does no harm if something is told twice, late, or
//! of a file that is no longer there; and what nobody told of is found by a [`Survey`].

use std::collections::{BTreeMap, BTreeSet};
use std::fs::metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::scan::{Found, Project};
use super::stamp::Stamp;
use super::{SETTINGS, Source, SourceFile, Sources, load};
use crate::base::{Diagnostic, Diagnostics, SourcePath, diagnostic};

/// A project's files as they were when they were last looked at.
pub struct Live {
    root: PathBuf,
    folders: Vec<String>,
    sources: Arc<Sources>,
    known: BTreeMap<SourcePath, Known>,
    refused: BTreeMap<SourcePath, Diagnostics>,
    links: BTreeMap<SourcePath, PathBuf>,
}

/// What is known of a file besides its content.
struct Known {
    stamp: Option<Stamp>,
    /// Whether an equal stamp promises equal content.
    settled: bool,
    /// Why it could not be read.
    unreadable: Option<Diagnostic>,
}

/// What differs from what was known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there, in order.
    pub added: Vec<SourcePath>,
    /// Files with other content, in order.
    pub changed: Vec<SourcePath>,
    /// Files that are gone, in order.
    pub removed: Vec<SourcePath>,
    /// Of these: files that had content and now are empty or gone. Some programs save in this way, and write the content a moment later.
    pub emptied: Vec<SourcePath>,
    /// Whether what is wrong with files that belong to no record differs, such as links that lead out of the project.
    pub refused: bool,
}

/// The records of all files of a project, taken without reading any; may be taken on another thread.
pub struct Survey {
    files: BTreeMap<SourcePath, Option<Stamp>>,
    refused: BTreeMap<SourcePath, Diagnostics>,
}

impl Live {
    /// Reads the settings file and all files below `folders` of the project in `root`. `now` is the time by the system's clock.
    ///
    /// Fails only if `root` itself cannot be read.
    pub fn read(root: &Path, folders: &[&str], now: SystemTime) -> io::Result<Live> {
        Project::open(root)?;
        let mut live = Live {
            root: root.to_owned(),
            folders: folders.iter().map(|folder| (*folder).to_owned()).collect(),
            sources: Arc::default(),
            known: BTreeMap::new(),
            refused: BTreeMap::new(),
            links: BTreeMap::new(),
        };
        live.look_at_all(now);
        Ok(live)
    }

    /// The files.
    pub fn sources(&self) -> Arc<Sources> {
        self.sources.clone()
    }

    /// What was found while reading them, in order.
    pub fn diagnostics(&self) -> Diagnostics {
        let unreadable = self.known.values().filter_map(|known| known.unreadable.as_ref());
        let mut all: Diagnostics = unreadable.chain(self.refused.values().flatten()).cloned().collect();
        diagnostic::sort(&mut all);
        all
    }

    /// Where the links lead that stand in the project, each place once.
    pub fn links(&self) -> BTreeSet<PathBuf> {
        self.links.values().cloned().collect()
    }

    /// Whether there is such a file, be it that it cannot be read.
    pub fn has(&self, path: &SourcePath) -> bool {
        self.known.contains_key(path)
    }

    /// Looks into these files again when they are looked at, whatever the system's record of them says: they did not hold what was read.
    pub fn doubt(&mut self, paths: &[SourcePath]) {
        for path in paths {
            if let Some(known) = self.known.get_mut(path) {
                known.settled = false;
            }
        }
    }

    /// Looks at everything.
    pub fn look_at_all(&mut self, now: SystemTime) -> Changes {
        let all: Vec<SourcePath> = tops(&self.folders).map(SourcePath::new).collect();
        self.look_at(&all, now)
    }

    /// Looks at these places: at each the file, or all files below the folder. Places outside of the project's folders are left alone.
    ///
    /// A folder of the project that cannot be read counts as empty.
    pub fn look_at(&mut self, paths: &[SourcePath], now: SystemTime) -> Changes {
        let paths = self.outermost(paths);
        let mut found = Found::default();
        if let Ok(project) = Project::open(&self.root) {
            paths.iter().for_each(|path| project.look(path, &mut found));
        }
        let mut changes = self.note_refused(&paths, found.diagnostics);
        for path in &paths {
            self.links.retain(|link, _| !is_at(link, path));
        }
        self.links.extend(found.links);

        let files: BTreeMap<SourcePath, SourceFile> =
            found.files.into_iter().map(|file| (file.path.clone(), file)).collect();
        let unread: Vec<(&SourceFile, Option<Stamp>)> = files
            .values()
            .map(|file| (file, stamp_of(&file.disk)))
            .filter(|(file, stamp)| !self.known.get(&file.path).is_some_and(|known| known.is_still(stamp)))
            .collect();
        // The record is older than the content, never younger: a change in between shows in the next record.
        let loaded: Vec<Result<Source, Diagnostic>> = unread.par_iter().map(|(file, _)| load(file)).collect();

        let mut gone: Vec<SourcePath> = Vec::new();
        for path in &paths {
            gone.extend(self.at(path).filter(|known| !files.contains_key(*known)).cloned());
        }
        for ((file, stamp), loaded) in unread.into_iter().zip(loaded) {
            if loaded.is_err() && file.disk.symlink_metadata().is_err() {
                // It went away since it was found.
                gone.extend(self.known.contains_key(&file.path).then(|| file.path.clone()));
                continue;
            }
            self.note(&file.path, stamp, now, loaded, &mut changes);
        }
        for path in gone {
            let known = self.known.remove(&path);
            if known.is_some_and(|known| known.stamp.is_some_and(|stamp| stamp.length > 0)) {
                changes.emptied.push(path.clone());
            }
            Arc::make_mut(&mut self.sources).remove(&path);
            changes.removed.push(path);
        }
        changes.removed.sort();
        changes
    }

    /// Where a survey shows something else than what is known.
    pub fn differences(&self, survey: &Survey) -> Vec<SourcePath> {
        let other = |(path, stamp): &(&SourcePath, &Option<Stamp>)| {
            !self.known.get(*path).is_some_and(|known| known.is_still(stamp))
        };
        let looked_at = survey.files.iter().filter(other).map(|(path, _)| path);
        let gone = self.known.keys().filter(|path| !survey.files.contains_key(*path));
        let refused = survey.refused.iter().filter(|(path, found)| self.refused.get(*path) != Some(*found));
        let mended = self.refused.keys().filter(|path| !survey.refused.contains_key(*path));
        looked_at.chain(gone).chain(refused.map(|(path, _)| path)).chain(mended).cloned().collect()
    }

    /// Takes in what was read of a file.
    fn note(
        &mut self,
        path: &SourcePath,
        stamp: Option<Stamp>,
        now: SystemTime,
        loaded: Result<Source, Diagnostic>,
        changes: &mut Changes,
    ) {
        let before = self.known.get(path);
        let (source, unreadable) = match loaded {
            Ok(source) => (Some(source), None),
            Err(diagnostic) => (None, Some(diagnostic)),
        };
        let same = before.is_some_and(|before| before.unreadable == unreadable)
            && self.sources.get(path).map(|source| &**source) == source.as_ref();
        let is_empty = |stamp: &Option<Stamp>| stamp.is_none_or(|stamp| stamp.length == 0);
        if !same && is_empty(&stamp) && before.is_some_and(|before| !is_empty(&before.stamp)) {
            changes.emptied.push(path.clone());
        }
        let is_new = before.is_none();
        let settled = stamp.is_some_and(|stamp| stamp.is_settled(now));
        self.known.insert(path.clone(), Known { stamp, settled, unreadable });
        if same {
            return;
        }
        match source {
            Some(source) => Arc::make_mut(&mut self.sources).insert(path.clone(), source),
            None => Arc::make_mut(&mut self.sources).remove(path),
        }
        if is_new { &mut changes.added } else { &mut changes.changed }.push(path.clone());
    }

    /// Takes in what is wrong below these places, in the place of what was.
    fn note_refused(&mut self, paths: &[SourcePath], diagnostics: Diagnostics) -> Changes {
        let mut refused = self.refused.clone();
        for path in paths {
            refused.retain(|known, _| !is_at(known, path));
        }
        refused.extend(by_path(diagnostics));
        let changes = Changes { refused: refused != self.refused, ..Changes::default() };
        self.refused = refused;
        changes
    }

    /// The known files at a place or below it.
    fn at(&self, path: &SourcePath) -> impl Iterator<Item = &SourcePath> {
        let below = SourcePath::new(format!("{path}/"));
        let here = self.known.get_key_value(path).map(|(path, _)| path);
        let path = path.clone();
        here.into_iter().chain(
            self.known
                .range(below..)
                .map(|(path, _)| path)
                .take_while(move |known| known.below(path.as_str()).is_some()),
        )
    }

    /// These places in order, without those that are outside of the project's folders or inside another of them.
    fn outermost(&self, paths: &[SourcePath]) -> Vec<SourcePath> {
        let inside = |path: &&SourcePath| tops(&self.folders).any(|top| is_at(path, &SourcePath::new(top)));
        let all: BTreeSet<&SourcePath> = paths.iter().filter(inside).collect();
        let covered = |path: &SourcePath| {
            path.as_str().match_indices('/').any(|(at, _)| all.contains(&SourcePath::new(&path.as_str()[..at])))
        };
        all.iter().filter(|path| !covered(path)).map(|path| (*path).clone()).collect()
    }
}

impl Known {
    /// Whether the file has this record still, and therefore the same content.
    fn is_still(&self, stamp: &Option<Stamp>) -> bool {
        self.settled && self.stamp == *stamp
    }
}

impl Changes {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.len() == 0 && !self.refused
    }

    /// The files that differ.
    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.added.iter().chain(&self.changed).chain(&self.removed)
    }

    /// How many files differ.
    pub fn len(&self) -> usize {
        self.added.len() + self.changed.len() + self.removed.len()
    }
}

impl Survey {
    /// The records of the settings file and of all files below `folders` of the project in `root`; none if it cannot be read.
    pub fn take(root: &Path, folders: &[&str]) -> Survey {
        let mut found = Found::default();
        if let Ok(project) = Project::open(root) {
            tops(folders).for_each(|start| project.walk(start, &mut found));
        }
        let files = found.files.into_iter().map(|file| (file.path, stamp_of(&file.disk))).collect();
        Survey { files, refused: by_path(found.diagnostics) }
    }
}

/// The places where all files of a project are.
fn tops(folders: &[impl AsRef<str>]) -> impl Iterator<Item = &str> {
    std::iter::once(SETTINGS).chain(folders.iter().map(AsRef::as_ref))
}

fn is_at(path: &SourcePath, place: &SourcePath) -> bool {
    path == place || path.below(place.as_str()).is_some()
}

fn stamp_of(disk: &Path) -> Option<Stamp> {
    metadata(disk).ok().map(|metadata| Stamp::of(&metadata))
}

fn by_path(diagnostics: Diagnostics) -> BTreeMap<SourcePath, Diagnostics> {
    let mut paths: BTreeMap<SourcePath, Diagnostics> = BTreeMap::new();
    for diagnostic in diagnostics {
        let found = paths.entry(diagnostic.origin.path.clone()).or_default();
        // A link that is not followed is met on the way to every place behind it.
        if !found.contains(&diagnostic) {
            found.push(diagnostic);
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Late enough that every record has settled.
    fn later() -> SystemTime {
        SystemTime::now() + Duration::from_secs(3600)
    }

    fn paths(paths: &[&str]) -> Vec<SourcePath> {
        paths.iter().map(SourcePath::new).collect()
    }

    fn write(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn project() -> (tempfile::TempDir, Live) {
        let dir = tempfile::tempdir().unwrap();
        for path in ["casebook.toml", "content/a.md", "content/x/b.md", "content/x/y/c.md", "other/d.md"] {
            write(dir.path(), path, path);
        }
        let live = Live::read(dir.path(), &["content", "themes"], later()).unwrap();
        (dir, live)
    }

    /// What is remembered is what a new reading gives.
    fn assert_same(root: &Path, live: &Live) {
        let (sources, diagnostics) = crate::source::read(root, &["content", "themes"]).unwrap();
        assert_eq!((&*live.sources(), live.diagnostics()), (&sources, diagnostics));
        assert_eq!(live.differences(&Survey::take(root, &["content", "themes"])), []);
    }

    #[test]
    fn only_what_was_named_is_looked_at() {
        let (dir, mut live) = project();
        assert_same(dir.path(), &live);
        write(dir.path(), "content/a.md", "changed");
        write(dir.path(), "content/x/new.md", "new");
        std::fs::remove_file(dir.path().join("content/x/b.md")).unwrap();
        let changes = live.look_at(&paths(&["content/x", "content/x/b.md", "other", "content/nothing.md"]), later());
        let expected = Changes {
            added: paths(&["content/x/new.md"]),
            removed: paths(&["content/x/b.md"]),
            emptied: paths(&["content/x/b.md"]),
            ..Changes::default()
        };
        assert_eq!(changes, expected);
        let survey = Survey::take(dir.path(), &["content", "themes"]);
        assert_eq!(live.differences(&survey), paths(&["content/a.md"]));
        assert_eq!(live.look_at_all(later()).changed, paths(&["content/a.md"]));
        assert_same(dir.path(), &live);
    }

    #[test]
    fn equal_content_is_no_change() {
        let (dir, mut live) = project();
        write(dir.path(), "content/a.md", "content/a.md");
        assert!(live.look_at(&paths(&["content/a.md"]), later()).is_empty());
        write(dir.path(), "content/a.md", "");
        let changes = live.look_at(&paths(&["content/a.md"]), later());
        assert_eq!((changes.changed, changes.emptied), (paths(&["content/a.md"]), paths(&["content/a.md"])));
        assert!(live.has(&SourcePath::new("content/a.md")) && live.diagnostics().len() == 1);
        assert_same(dir.path(), &live);
        write(dir.path(), "content/a.md", "x");
        assert_eq!(live.look_at_all(later()).changed, paths(&["content/a.md"]));
        assert_eq!(live.diagnostics(), []);
    }

    #[test]
    fn a_young_record_is_not_believed() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "casebook.toml", "x");
        let live = Live::read(dir.path(), &[], SystemTime::now()).unwrap();
        assert_eq!(live.differences(&Survey::take(dir.path(), &[])), paths(&["casebook.toml"]));
    }

    #[test]
    fn folders_come_go_and_take_the_place_of_files() {
        let (dir, mut live) = project();
        let at = |path: &str| dir.path().join(path);
        std::fs::rename(at("content/x"), at("content/z")).unwrap();
        let changes = live.look_at(&paths(&["content/x", "content/z"]), later());
        assert_eq!((changes.removed.len(), changes.added.len()), (2, 2));
        std::fs::remove_file(at("content/a.md")).unwrap();
        write(dir.path(), "content/a.md/inside.md", "x");
        live.look_at(&paths(&["content/a.md/inside.md", "content/a.md"]), later());
        assert_same(dir.path(), &live);
        write(dir.path(), "themes/own/style.css", "");
        std::fs::remove_dir_all(at("content")).unwrap();
        live.look_at(&paths(&["themes", "content"]), later());
        assert_eq!(live.sources().len(), 2);
        assert_same(dir.path(), &live);
        std::fs::remove_dir_all(dir.path()).unwrap();
        assert_eq!(live.look_at_all(later()).removed.len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_the_project_only() {
        use std::os::unix::fs::symlink;
        let (dir, mut live) = project();
        let at = |path: &str| dir.path().join(path);
        symlink("../other", at("content/inside")).unwrap();
        symlink("../..", at("content/outside")).unwrap();
        let all = paths(&["content/inside/d.md", "content/outside", "content/outside/x.md"]);
        let changes = live.look_at(&all, later());
        assert_eq!((changes.added.len(), changes.refused, live.diagnostics().len()), (1, true, 1));
        live.look_at(&paths(&["content/inside"]), later());
        assert_eq!(live.links().len(), 1);
        assert_same(dir.path(), &live);
        std::fs::remove_file(at("content/outside")).unwrap();
        let differences = live.differences(&Survey::take(dir.path(), &["content", "themes"]));
        assert!(live.look_at(&differences, later()).refused);
        assert_same(dir.path(), &live);
    }
}
