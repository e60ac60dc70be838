//! An editor at work in the folder of a portal, and what happens to files besides: half of them written, moved, deleted, replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::random::Random;
use super::versions::{self, STUDIES};

/// Folders that are moved away and back.
const FOLDERS: &[&str] = &[
    "content",
    "content/case-studies",
    "content/case-studies/batch",
    "content/stories",
    "content/sources",
    "kinds",
    "themes",
    "themes/own",
    "themes/own/templates",
];

/// What an editor puts into a TOML file before it is finished.
const UNFINISHED: &[&str] = &["\ntitle = \"not clo", "\n[fields.", "\n= 3\n", "\nlist = [1, 2\n", "\n\u{0}\n"];

/// A folder with a portal, and what should stand in it.
pub struct Editor {
    root: PathBuf,
    /// Beside the portal, where nobody watches.
    away: PathBuf,
    /// What stands there when everything is mended: only this has to be a portal without errors.
    wanted: BTreeMap<String, Vec<u8>>,
    /// Paths at which something else stands, for now.
    broken: Vec<String>,
    random: Random,
    /// Counts the versions of files.
    version: usize,
}

impl Editor {
    /// Begins with a folder that is a portal without errors; what is moved out of it goes to `away`, which exists.
    pub fn new(root: &Path, away: &Path, random: Random) -> Editor {
        let (root, away) = (root.to_owned(), away.to_owned());
        let mut editor = Editor { root, away, wanted: BTreeMap::new(), broken: Vec::new(), random, version: 0 };
        for number in 0..STUDIES {
            editor.want(&versions::study_path(number), versions::study(number, 0).into());
        }
        let (files, _) = editor.standing();
        editor.wanted =
            files.into_iter().map(|path| (path.clone(), fs::read(editor.root.join(&path)).unwrap())).collect();
        editor
    }

    /// Does one thing, and says what.
    pub fn operate(&mut self) -> String {
        if !self.broken.is_empty() && self.random.below(3) == 0 {
            let path = self.broken.swap_remove(self.random.below(self.broken.len()));
            self.restore(&path);
            return format!("{path} is mended");
        }
        match self.random.below(250) {
            0..55 => self.save(),
            55..85 => self.save_by_renaming(),
            85..110 => self.truncate_and_write(),
            110..135 => self.half_written(),
            135..150 => self.backups(),
            150..165 => self.rename(),
            165..180 => self.delete(),
            180..195 => self.move_folder(),
            195..202 => self.exchange(),
            202..209 => self.switch_theme(),
            209..219 => self.unfinished(),
            219..231 => self.new_folder(),
            231..237 => self.folder_for_file(),
            237..248 => self.same_bytes(),
            _ => self.check_out(),
        }
    }

    /// Puts everything back as it should be, and says how many paths that changed. What is as it should be is not touched, so whoever
    /// missed a change of it stays wrong.
    pub fn mend(&mut self) -> usize {
        let broken = std::mem::take(&mut self.broken);
        broken.iter().for_each(|path| self.restore(path));
        let (files, folders) = self.standing();
        let strays: Vec<&String> =
            files.iter().filter(|path| !self.wanted.contains_key(*path) && !is_ignored(path)).collect();
        strays.iter().for_each(|path| fs::remove_file(self.root.join(path)).unwrap());
        let mut changed = broken.len() + strays.len();
        // The deepest first; one that has files in it stays.
        folders.iter().rev().for_each(|folder| drop(fs::remove_dir(self.root.join(folder))));
        let differ = |(path, bytes): &(&String, &Vec<u8>)| fs::read(self.root.join(path)).ok().as_ref() != Some(bytes);
        let missing: Vec<String> = self.wanted.iter().filter(differ).map(|(path, _)| path.clone()).collect();
        missing.iter().for_each(|path| self.restore(path));
        changed += missing.len();
        changed
    }

    /// Saves a case study, and returns the mark that its page then shows in English.
    pub fn mark(&mut self) -> (&'static str, String) {
        self.version += 1;
        let path = "content/case-studies/courts.md";
        let bytes = versions::next(path, &self.wanted[path], self.version);
        self.want(path, bytes);
        ("case-studies/courts.html", format!("Saved {}.", self.version))
    }

    /// Saves some of the files in another version. The others are as some earlier operation left them, so that whoever missed one of those
    /// is not helped by this.
    pub fn save_some(&mut self) {
        self.version += 1;
        let paths: Vec<String> = self.wanted.keys().cloned().collect();
        for path in paths {
            if self.random.below(8) == 0 {
                let bytes = versions::next(&path, &self.wanted[&path], self.version);
                self.want(&path, bytes);
            }
        }
    }

    // What is done. Whatever lasts is noted in `broken`, or in `wanted` if it is well done.

    fn save(&mut self) -> String {
        let (path, bytes) = self.another();
        self.want(&path, bytes);
        format!("{path} is saved, version {}", self.version)
    }

    fn save_by_renaming(&mut self) -> String {
        let (path, bytes) = self.another();
        let (folder, name) = path.rsplit_once('/').unwrap_or((".", &path));
        let new = match self.random.below(4) {
            0 => format!("{folder}/.{name}.swx"),
            1 => format!("{folder}/{name}~"),
            2 => format!("{folder}/4913"),
            _ => format!("{folder}/{name}.new"),
        };
        self.write(&new, &bytes);
        self.pause(5);
        self.clear(&path);
        fs::rename(self.root.join(&new), self.root.join(&path)).unwrap();
        self.wanted.insert(path.clone(), bytes);
        format!("{path} is saved as {new} and renamed, version {}", self.version)
    }

    fn truncate_and_write(&mut self) -> String {
        let (path, bytes) = self.another();
        self.write(&path, b"");
        let pause = self.pause(40);
        let middle = self.random.below(bytes.len() + 1);
        let mut file = OpenOptions::new().append(true).open(self.root.join(&path)).unwrap();
        file.write_all(&bytes[..middle]).unwrap();
        self.pause(5);
        file.write_all(&bytes[middle..]).unwrap();
        self.wanted.insert(path.clone(), bytes);
        format!("{path} is empty for {pause:?}, then written in two parts, version {}", self.version)
    }

    fn half_written(&mut self) -> String {
        let (path, bytes) = self.another();
        let end = self.cut(&bytes);
        self.write(&path, &bytes[..end]);
        if self.random.below(2) == 0 {
            self.pause(15);
            self.want(&path, bytes);
            return format!("{path} ends at byte {end} for a moment, version {}", self.version);
        }
        self.broken.push(path.clone());
        format!("{path} ends at byte {end}")
    }

    fn backups(&mut self) -> String {
        let path = self.pick();
        let (folder, name) = path.rsplit_once('/').unwrap_or((".", &path));
        let names = [format!("{name}~"), format!(".{name}.swp"), format!("#{name}#"), format!("{name}.bak")];
        let backup = format!("{folder}/{}", names[self.random.below(names.len())]);
        if self.root.join(&backup).exists() {
            fs::remove_file(self.root.join(&backup)).unwrap();
            return format!("{backup} is gone");
        }
        self.write(&backup, format!("{{% {} +++", self.version).as_bytes());
        format!("{backup} is written")
    }

    fn rename(&mut self) -> String {
        let path = self.pick();
        let (folder, name) = path.rsplit_once('/').unwrap_or((".", &path));
        let new = match self.random.below(3) {
            0 => format!("{folder}/2-{name}"),
            1 => format!("{folder}/{name}.off"),
            _ => format!("content/stories/{name}"),
        };
        if !self.root.join(&path).is_file() || self.root.join(&new).exists() {
            return self.save();
        }
        self.make_folder(&new);
        fs::rename(self.root.join(&path), self.root.join(&new)).unwrap();
        if self.random.below(2) == 0 {
            self.pause(30);
            fs::rename(self.root.join(&new), self.root.join(&path)).unwrap();
            return format!("{path} is called {new} for a moment");
        }
        self.broken.extend([path.clone(), new.clone()]);
        format!("{path} is renamed to {new}")
    }

    fn delete(&mut self) -> String {
        let path = self.pick();
        self.clear(&path);
        if self.random.below(3) == 0 {
            self.pause(20);
            self.restore(&path);
            return format!("{path} is gone for a moment");
        }
        self.broken.push(path.clone());
        format!("{path} is deleted")
    }

    fn move_folder(&mut self) -> String {
        let folder = self.random.pick(FOLDERS);
        let from = self.root.join(folder);
        if !from.is_dir() {
            return self.save();
        }
        let to = match self.random.below(3) {
            0 => self.root.join(format!("{folder}-elsewhere")),
            1 => self.root.join("outside"),
            _ => self.away.join("folder"),
        };
        fs::rename(&from, &to).unwrap();
        // What is not there may be long enough, or too short, for a build without it.
        let most = if self.random.below(4) == 0 { 200 } else { 20 };
        let pause = self.pause(most);
        let inside: Vec<String> =
            self.wanted.keys().filter(|path| path.starts_with(&format!("{folder}/"))).cloned().collect();
        let changed = &inside[self.random.below(inside.len())];
        let below = to.join(&changed[folder.len() + 1..]);
        if below.is_file() {
            self.version += 1;
            let bytes = versions::next(changed, &self.wanted[changed], self.version);
            fs::write(&below, &bytes).unwrap();
            self.wanted.insert(changed.clone(), bytes);
        }
        fs::rename(&to, &from).unwrap();
        format!("{folder} is {} for {pause:?}; {changed} is saved there", to.display())
    }

    fn exchange(&mut self) -> String {
        let numbers = [self.random.below(STUDIES), self.random.below(STUDIES)];
        let [one, other] = numbers.map(versions::study_path);
        if one == other || !numbers.iter().all(|number| self.root.join(versions::study_path(*number)).is_file()) {
            return self.save();
        }
        let between = self.root.join("content/case-studies/.between");
        fs::rename(self.root.join(&one), &between).unwrap();
        fs::rename(self.root.join(&other), self.root.join(&one)).unwrap();
        fs::rename(&between, self.root.join(&other)).unwrap();
        let (first, second) = (self.wanted[&one].clone(), self.wanted[&other].clone());
        self.wanted.extend([(one.clone(), second), (other.clone(), first)]);
        format!("{one} and {other} change places")
    }

    fn switch_theme(&mut self) -> String {
        let path = "casebook.toml";
        let bytes = versions::other_theme(&self.wanted[path]);
        self.want(path, bytes);
        "the theme is another one".to_owned()
    }

    fn unfinished(&mut self) -> String {
        let toml: Vec<&String> = self.wanted.keys().filter(|path| path.ends_with(".toml")).collect();
        let path = toml[self.random.below(toml.len())].clone();
        let more = self.random.pick(UNFINISHED);
        let text = [&self.wanted[&path][..], more.as_bytes()].concat();
        self.write(&path, &text);
        if self.random.below(2) == 0 {
            self.pause(60);
            self.restore(&path);
            return format!("{path} ends in {more:?} for a moment");
        }
        self.broken.push(path.clone());
        format!("{path} ends in {more:?}")
    }

    fn new_folder(&mut self) -> String {
        self.version += 1;
        let top = format!("content/case-studies/new-{}", self.random.below(4));
        let path = format!("{top}/deep/er/added-{}.md", self.version);
        self.write(&path, versions::study(0, self.version).as_bytes());
        if self.random.below(2) == 0 {
            self.pause(20);
            let _ = fs::remove_dir_all(self.root.join(&top));
            return format!("{path} and its folders are there for a moment");
        }
        self.broken.push(top);
        format!("{path} is written with its folders")
    }

    fn folder_for_file(&mut self) -> String {
        let path = versions::study_path(self.random.below(STUDIES));
        self.clear(&path);
        self.write(&format!("{path}/inside.md"), versions::study(1, self.version).as_bytes());
        self.broken.push(path.clone());
        format!("{path} is a folder")
    }

    fn same_bytes(&mut self) -> String {
        let path = self.pick();
        if self.root.join(&path).is_file() {
            let bytes = fs::read(self.root.join(&path)).unwrap();
            self.write(&path, &bytes);
        }
        format!("{path} is saved as it is")
    }

    /// As `git checkout` of another branch does: every file goes, and another one of its name comes.
    fn check_out(&mut self) -> String {
        self.version += 1;
        for number in 0..STUDIES {
            let path = versions::study_path(number);
            self.clear(&path);
            self.want(&path, versions::study(number, self.version).into());
        }
        format!("{STUDIES} files are replaced, version {}", self.version)
    }

    // Tools.

    /// The path of a file: of the small portal for the most part.
    fn pick(&mut self) -> String {
        if self.random.below(4) == 0 {
            return versions::study_path(self.random.below(STUDIES));
        }
        let others: Vec<&String> = self.wanted.keys().filter(|path| !versions::is_study(path)).collect();
        others[self.random.below(others.len())].clone()
    }

    /// A file and another version of it.
    fn another(&mut self) -> (String, Vec<u8>) {
        let path = self.pick();
        self.version += 1;
        let bytes = versions::next(&path, &self.wanted[&path], self.version);
        (path, bytes)
    }

    /// Where a file is cut: in the middle of its front matter, or of a character, or anywhere.
    fn cut(&mut self, bytes: &[u8]) -> usize {
        let within: Vec<usize> = (1..bytes.len()).filter(|at| bytes[*at] & 0xC0 == 0x80).collect();
        match self.random.below(3) {
            0 if !within.is_empty() => within[self.random.below(within.len())],
            1 => self.random.below(bytes.len().min(60) + 1),
            _ => (bytes.len() as f64 * self.random.fraction()) as usize,
        }
    }

    /// Waits up to so many milliseconds, and says how long.
    fn pause(&mut self, most: usize) -> Duration {
        let pause = Duration::from_millis(self.random.below(most + 1) as u64);
        sleep(pause);
        pause
    }

    fn want(&mut self, path: &str, bytes: Vec<u8>) {
        self.write(path, &bytes);
        self.wanted.insert(path.to_owned(), bytes);
    }

    /// What should stand at a path stands there again, or nothing.
    fn restore(&mut self, path: &str) {
        match self.wanted.get(path) {
            Some(bytes) => self.write(path, bytes),
            None => self.clear(path),
        }
    }

    /// Writes a file, whatever stands in its way.
    fn write(&self, path: &str, bytes: &[u8]) {
        self.make_folder(path);
        if self.root.join(path).is_dir() {
            self.clear(path);
        }
        File::create(self.root.join(path)).and_then(|mut file| file.write_all(bytes)).unwrap();
    }

    fn make_folder(&self, path: &str) {
        let path = self.root.join(path);
        let folder = path.parent().unwrap();
        if folder.is_file() {
            fs::remove_file(folder).unwrap();
        }
        fs::create_dir_all(folder).unwrap();
    }

    fn clear(&self, path: &str) {
        let path = self.root.join(path);
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        if let Err(error) = removed {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{}", path.display());
        }
    }

    /// The files and the folders of the portal that stand there.
    fn standing(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
        for start in ["casebook.toml", "content", "kinds", "themes"] {
            for entry in walkdir::WalkDir::new(self.root.join(start)).into_iter().filter_map(Result::ok) {
                let path = entry.path().strip_prefix(&self.root).unwrap().to_str().unwrap().replace('\\', "/");
                let found = if entry.file_type().is_dir() { &mut folders } else { &mut files };
                found.insert(path);
            }
        }
        (files, folders)
    }
}

/// Whether a file of this name may lie about: what editors leave behind belongs to no portal.
fn is_ignored(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with(['.', '#']) || name.ends_with('~') || name.ends_with(".bak")
}
