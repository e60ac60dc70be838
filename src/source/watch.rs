//! Word from the system that something in a project may have changed, and where.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode};

use super::SETTINGS;
use super::scan::is_ignored;
use crate::base::SourcePath;

/// Where something may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// At or below these places.
    At(Vec<SourcePath>),
    /// Anywhere.
    Anywhere,
}

/// Watches the folders of a project until it is dropped.
pub struct Watcher {
    notify: RecommendedWatcher,
    places: Places,
    links: BTreeSet<PathBuf>,
    watched: Vec<PathBuf>,
    outdated: Arc<AtomicBool>,
}

/// Why files cannot be watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwatched {
    /// What is wrong, in a sentence without a full stop.
    pub why: String,
    /// What to do.
    pub help: &'static str,
}

/// Where a project is, to tell what an event is about.
#[derive(Clone)]
struct Places {
    /// Without links, as events name it.
    root: PathBuf,
    folders: Vec<String>,
    /// Where links lead: a file there can be seen under several names, of which events tell one.
    linked: Arc<RwLock<BTreeSet<PathBuf>>>,
}

impl Watcher {
    /// Watches the settings file and what is below `folders` in the project's folder `root`; `tell` is called from another thread.
    pub fn new(root: &Path, folders: &[&str], tell: impl Fn(Seen) + Send + 'static) -> Result<Watcher, Unwatched> {
        let missing = |_| Unwatched { why: format!("`{}` is not there", root.display()), help: "put the folder back" };
        let root = root.canonicalize().map_err(missing)?;
        let folders = folders.iter().map(|folder| (*folder).to_owned()).collect();
        let places = Places { root, folders, linked: Arc::default() };
        let outdated = Arc::new(AtomicBool::new(true));
        let (known, mark) = (places.clone(), outdated.clone());
        let handle = move |event: notify::Result<Event>| match event {
            Ok(event) => {
                if let Some(seen) = known.seen(&event) {
                    if event.paths.iter().any(|path| known.is_above(path)) {
                        // A folder that is watched came, went or was moved, or one above it.
                        mark.store(true, Ordering::Relaxed);
                    }
                    tell(seen);
                }
            }
            Err(_) => {
                mark.store(true, Ordering::Relaxed);
                tell(Seen::Anywhere);
            }
        };
        // Links are not followed here: one that leads out of the project could lead to the whole disk.
        let config = Config::default().with_follow_symlinks(false);
        let notify = notify::Watcher::new(handle, config).map_err(unwatched)?;
        let mut watcher = Watcher { notify, places, links: BTreeSet::new(), watched: Vec::new(), outdated };
        watcher.renew(&BTreeSet::new())?;
        Ok(watcher)
    }

    /// Watches what appeared since: folders of the project, and the places that links inside of it lead to. Tells whether there was such
    /// a change: then something may have happened there unseen.
    pub fn renew(&mut self, links: &BTreeSet<PathBuf>) -> Result<bool, Unwatched> {
        let outdated = self.outdated.swap(false, Ordering::Relaxed);
        if !outdated && *links == self.links {
            return Ok(false);
        }
        *self.places.linked.write().unwrap_or_else(PoisonError::into_inner) = links.clone();
        let watched = self.watch_all(links);
        if watched.is_err() {
            self.outdated.store(true, Ordering::Relaxed);
        }
        watched.map(|()| true)
    }

    fn watch_all(&mut self, links: &BTreeSet<PathBuf>) -> Result<(), Unwatched> {
        use notify::Watcher;
        let places = self.places_to_watch(links);
        for gone in std::mem::take(&mut self.watched).iter().filter(|place| !places.contains_key(*place)) {
            let _ = self.notify.unwatch(gone);
        }
        for (place, mode) in &places {
            let _ = self.notify.unwatch(place);
            match self.notify.watch(place, *mode) {
                Err(error) if *place == self.places.root || place.exists() => return Err(unwatched(error)),
                _ => {}
            }
        }
        self.watched = places.into_keys().collect();
        self.links = links.clone();
        Ok(())
    }

    /// The folders of the project and those that links lead to, with all that is in them; beside them the project's own folder, and those
    /// of single files: a file may be replaced by another one of its name, which is seen in its folder.
    fn places_to_watch(&self, links: &BTreeSet<PathBuf>) -> BTreeMap<PathBuf, RecursiveMode> {
        let root = &self.places.root;
        let (folders, files): (Vec<&PathBuf>, Vec<&PathBuf>) = links.iter().partition(|place| place.is_dir());
        let own = self.places.folders.iter().map(|folder| root.join(folder));
        let whole: BTreeSet<PathBuf> = own.chain(folders.into_iter().cloned()).collect();
        let beside = files.into_iter().filter_map(|file| file.parent());
        let beside = beside.filter(|folder| !whole.iter().any(|above| folder.starts_with(above))).map(Path::to_owned);
        let flat = beside.chain([root.clone()]).map(|place| (place, RecursiveMode::NonRecursive));
        let mut places: BTreeMap<PathBuf, RecursiveMode> = flat.collect();
        places.extend(whole.into_iter().map(|place| (place, RecursiveMode::Recursive)));
        places
    }
}

impl Places {
    /// Whether a folder that is watched is at this place or below it. What happens to a single file does not matter to that.
    fn is_above(&self, path: &Path) -> bool {
        let linked = self.linked.read().unwrap_or_else(PoisonError::into_inner);
        let is_linked = |place: &PathBuf| place.starts_with(path) && (place != path || !place.is_file());
        self.tops().any(|top| top == path) || linked.iter().any(is_linked)
    }

    /// The folders that are watched.
    fn tops(&self) -> impl Iterator<Item = PathBuf> {
        let folders = self.folders.iter().map(|folder| self.root.join(folder));
        std::iter::once(self.root.clone()).chain(folders)
    }

    /// What an event tells, if it is about the project's files.
    fn seen(&self, event: &Event) -> Option<Seen> {
        if event.need_rescan() {
            return Some(Seen::Anywhere);
        }
        // That a file was read is told too, and casebook itself reads them.
        if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
            return None;
        }
        let linked = self.linked.read().unwrap_or_else(PoisonError::into_inner);
        let concerns_links =
            |path: &Path| linked.iter().any(|place| path.starts_with(place) || place.starts_with(path));
        let mut paths = Vec::new();
        for path in &event.paths {
            match path.strip_prefix(&self.root) {
                Ok(inside) if inside.as_os_str().is_empty() => return Some(Seen::Anywhere),
                // With links a file has several names. What stands beside one that a link leads to is no concern.
                Ok(inside) if linked.is_empty() => paths.extend(self.source_path(inside)),
                Ok(inside) if concerns_links(path) || self.source_path(inside).is_some() => {
                    return Some(Seen::Anywhere);
                }
                Ok(_) => {}
                Err(_) => return Some(Seen::Anywhere),
            }
        }
        (!paths.is_empty()).then_some(Seen::At(paths))
    }

    /// The place that a path within the root means, if it can be one of the project's.
    fn source_path(&self, inside: &Path) -> Option<SourcePath> {
        let mut parts: Vec<&str> = Vec::new();
        for part in inside.components() {
            match part {
                Component::Normal(name) => match name.to_str() {
                    Some(name) if !cfg!(unix) || !name.contains('\\') => parts.push(name),
                    // A name that cannot be a source's: what is wrong with it is found in the folder that it stands in.
                    _ => break,
                },
                _ => return None,
            }
        }
        let (top, below) = parts.split_first()?;
        let known = *top == SETTINGS || self.folders.iter().any(|folder| folder == top);
        (known && !below.iter().any(|name| is_ignored(name))).then(|| SourcePath::new(parts.join("/")))
    }
}

fn unwatched(error: notify::Error) -> Unwatched {
    match error.kind {
        ErrorKind::MaxFilesWatch => Unwatched {
            why: "the system's limit of watched folders is reached".to_owned(),
            help: "raise the limit, on Linux with `sudo sysctl fs.inotify.max_user_watches=524288`",
        },
        ErrorKind::Io(ref io) if io.raw_os_error() == Some(24) => Unwatched {
            why: "the system's limit of watchers is reached".to_owned(),
            help: "end other programs that watch files, or raise the limit, on Linux with `sudo sysctl fs.inotify.max_user_instances=1024`",
        },
        _ => Unwatched {
            why: format!("the system cannot watch the files ({error})"),
            help: "on a network disk this is usual; copy the portal to a disk of this machine for a faster preview",
        },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use notify::event::{CreateKind, Flag, ModifyKind};

    use super::*;

    fn places() -> Places {
        Places {
            root: PathBuf::from("/portal"),
            folders: vec!["content".into(), "themes".into()],
            linked: Arc::default(),
        }
    }

    fn seen(kind: EventKind, paths: &[&str]) -> Option<Seen> {
        let event = paths.iter().fold(Event::new(kind), |event, path| event.add_path(PathBuf::from(path)));
        places().seen(&event)
    }

    #[test]
    fn only_what_is_about_the_project_is_told() {
        let at = |path: &str| Some(Seen::At(vec![SourcePath::new(path)]));
        let modified = EventKind::Modify(ModifyKind::Any);
        assert_eq!(seen(modified, &["/portal/content/a/b.md"]), at("content/a/b.md"));
        assert_eq!(seen(modified, &["/portal/casebook.toml"]), at("casebook.toml"));
        assert_eq!(seen(EventKind::Create(CreateKind::Folder), &["/portal/themes"]), at("themes"));
        assert_eq!(seen(modified, &["/portal/content/b.md~", "/portal/content/b.md"]), at("content/b.md"));
        let others = [
            "/portal/output",
            "/portal/contents/x.md",
            "/portal/content/.git/x",
            "/portal/content/README.md",
            "/portal/x.md",
        ];
        for path in others {
            assert_eq!(seen(modified, &[path]), None, "{path}");
        }
        for path in ["/portal", "/elsewhere/x.md"] {
            assert_eq!(seen(modified, &[path]), Some(Seen::Anywhere), "{path}");
        }
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(places().seen(&lost), Some(Seen::Anywhere));
        let links = BTreeSet::from(["/portal/other/x.md".into(), "/portal/shared".into()]);
        let link = Places { linked: Arc::new(RwLock::new(links)), ..places() };
        for (path, expected) in [
            ("/portal/content/x.md", Some(Seen::Anywhere)),
            ("/portal/shared/x.md", Some(Seen::Anywhere)),
            ("/portal/other/x.md", Some(Seen::Anywhere)),
            ("/portal/other", Some(Seen::Anywhere)),
            ("/portal/other/y.md", None),
            ("/portal/output/y.md", None),
        ] {
            assert_eq!(link.seen(&Event::new(modified).add_path(path.into())), expected, "{path}");
        }
    }

    #[test]
    fn reading_is_no_change() {
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert_eq!(seen(read, &["/portal/content/a.md"]), None);
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(seen(written, &["/portal/content/a.md"]).is_some());
    }

    #[test]
    fn a_folder_that_comes_later_is_watched() {
        let root = tempfile::tempdir().unwrap();
        let (tell, told) = channel();
        let mut watcher = Watcher::new(root.path(), &["content"], move |seen| drop(tell.send(seen))).unwrap();
        assert_eq!(watcher.renew(&BTreeSet::new()), Ok(false));
        let content = root.path().join("content");
        std::fs::create_dir(&content).unwrap();
        let patience = Duration::from_secs(10);
        told.recv_timeout(patience).unwrap();
        assert_eq!(watcher.renew(&BTreeSet::new()), Ok(true));
        std::fs::write(content.join("a.md"), "x").unwrap();
        let wanted = Seen::At(vec![SourcePath::new("content/a.md")]);
        while told.recv_timeout(patience).unwrap() != wanted {}
    }

    #[test]
    #[cfg(unix)]
    fn a_single_file_that_a_link_leads_to_is_followed_however_often_it_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        let [content, other] = ["content", "other"].map(|folder| root.path().canonicalize().unwrap().join(folder));
        std::fs::create_dir(&content).unwrap();
        std::fs::create_dir(&other).unwrap();
        let file = other.join("shared.md");
        std::fs::write(&file, "0").unwrap();
        let links = BTreeSet::from([file.clone()]);
        let (tell, told) = channel();
        let mut watcher = Watcher::new(root.path(), &["content"], move |seen| drop(tell.send(seen))).unwrap();
        watcher.renew(&links).unwrap();
        let mut replaced = |text: &str| {
            while told.try_recv().is_ok() {}
            std::fs::write(other.join("new"), text).unwrap();
            std::fs::rename(other.join("new"), &file).unwrap();
            assert_eq!(told.recv_timeout(Duration::from_secs(10)), Ok(Seen::Anywhere), "{text}");
        };
        ["one", "two", "three"].into_iter().for_each(&mut replaced);
        // So is one whose folder is replaced by another.
        std::fs::rename(&other, root.path().join("old")).unwrap();
        std::fs::create_dir(&other).unwrap();
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(watcher.renew(&links), Ok(true));
        replaced("four");
    }
}
