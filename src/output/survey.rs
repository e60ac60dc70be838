//! What stands in an output folder before a write: what is ours, what must go, and what may stand in the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::failure::{Failure, Obstacle, ObstacleKind};
use super::manifest::Manifest;
use super::workspace::{OWN, Workspace};
use crate::base::files::Files;
use crate::base::{Address, Hash};

/// The folder as it was found.
pub struct Survey {
    dir: PathBuf,
    /// What is ours.
    pub manifest: Manifest,
    /// Files of ours that are no longer part of the site and stand as we wrote them.
    pub deletions: BTreeSet<String>,
    /// Files of ours that are no longer part of the site and were changed since.
    pub kept: Vec<Address>,
    /// Addresses whose file is found under another spelling of ours, on disks where upper and lower case name the same file.
    pub respelled: BTreeMap<String, String>,
    /// Every folder that the site needs, the outer before the inner.
    folders: BTreeMap<String, Folder>,
}

/// A folder that the site needs.
enum Folder {
    Stands,
    Missing,
    /// A file stands in its place that will be deleted.
    Late,
    Blocked(Obstacle),
}

/// The place where a file of the site belongs.
pub enum Place {
    /// Nothing stands there.
    Free,
    /// What stands there, a folder for a file or a file for a folder, will be deleted.
    Late,
    /// A plain file stands there.
    File(Metadata),
    /// Something stands there that cannot be replaced.
    Blocked(Obstacle),
}

impl Survey {
    /// Looks at the folder.
    pub fn take(workspace: &Workspace, files: &Files) -> Result<Survey, Failure> {
        let mut survey = Survey {
            dir: workspace.dir().to_owned(),
            manifest: workspace.manifest()?,
            deletions: BTreeSet::new(),
            kept: Vec::new(),
            respelled: BTreeMap::new(),
            folders: BTreeMap::new(),
        };
        survey.find_stale(files);
        for file in files.iter() {
            for folder in folders_above(file.address.as_str()) {
                if !survey.folders.contains_key(folder) {
                    let found = survey.look_at_folder(folder)?;
                    survey.folders.insert(folder.to_owned(), found);
                }
            }
        }
        Ok(survey)
    }

    /// What stands where the file at this address belongs.
    pub fn place(&self, address: &str) -> Result<Place, Failure> {
        let path = self.dir.join(address);
        match folder_of(address).and_then(|folder| self.folders.get(folder)) {
            None | Some(Folder::Stands) => {}
            Some(Folder::Blocked(obstacle)) => return Ok(Place::Blocked(obstacle.clone())),
            // Its name is tried out where it is written first.
            Some(Folder::Missing) => return Ok(Place::Free),
            Some(Folder::Late) => {
                self.check_name(address)?;
                return Ok(Place::Late);
            }
        }
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Place::Free),
            Err(error) => Err(Failure::io("write", &path, error)),
            Ok(found) if found.is_file() => Ok(Place::File(found)),
            Ok(found) if found.is_dir() && self.is_emptied(address) => Ok(Place::Late),
            Ok(found) => Ok(Place::Blocked(obstacle(path, found.file_type()))),
        }
    }

    /// Whether casebook wrote the file that stands at this address.
    pub fn is_ours(&self, address: &str) -> bool {
        self.manifest.files.contains_key(address) || self.respelled.contains_key(address)
    }

    /// The folders that the site needs.
    pub fn needed_folders(&self) -> impl Iterator<Item = &str> {
        self.folders.keys().map(String::as_str)
    }

    /// Those of them that must be made, the outer before the inner; `late` ones only after the deletions.
    pub fn folders_to_make(&self, late: bool) -> impl Iterator<Item = &str> {
        let wanted = move |folder: &Folder| {
            if late { matches!(folder, Folder::Late) } else { matches!(folder, Folder::Missing) }
        };
        self.folders.iter().filter(move |(_, folder)| wanted(folder)).map(|(name, _)| name.as_str())
    }

    /// Those of them that stand in no other folder that must be made.
    pub fn new_trees(&self) -> impl Iterator<Item = &str> {
        self.folders_to_make(false).filter(|folder| !folder_of(folder).is_some_and(|outer| self.is_new(outer)))
    }

    /// Whether a folder must be made, and not only after the deletions.
    fn is_new(&self, folder: &str) -> bool {
        matches!(self.folders.get(folder), Some(Folder::Missing))
    }

    /// Whether the file at this address stands in a folder that must be made.
    pub fn in_new_folder(&self, address: &str) -> bool {
        folder_of(address).is_some_and(|folder| self.is_new(folder))
    }

    fn find_stale(&mut self, files: &Files) {
        let stale: Vec<&String> = self.manifest.files.keys().filter(|address| files.get(address).is_none()).collect();
        let mut by_lower_case: BTreeMap<String, &str> = BTreeMap::new();
        if !stale.is_empty() {
            by_lower_case
                .extend(files.iter().map(|file| (file.address.as_str().to_lowercase(), file.address.as_str())));
        }
        for address in stale {
            let path = self.dir.join(address);
            if reaches_elsewhere(&self.dir, address) || !fs::symlink_metadata(&path).is_ok_and(|found| found.is_file())
            {
                continue;
            }
            if let Some(spelling) = by_lower_case.get(&address.to_lowercase())
                && same_file::is_same_file(&path, self.dir.join(spelling)).unwrap_or(false)
            {
                self.respelled.insert((*spelling).to_owned(), address.clone());
                continue;
            }
            let hash = fs::read(&path).map(|bytes| Hash::of(&bytes).to_string());
            if hash.is_ok_and(|hash| self.manifest.files[address].contains(&hash)) {
                self.deletions.insert(address.clone());
            } else {
                self.kept.push(Address::new(address.as_str()));
            }
        }
    }

    /// Looks at a folder whose outer folders were looked at before.
    fn look_at_folder(&self, folder: &str) -> Result<Folder, Failure> {
        let path = self.dir.join(folder);
        match folder_of(folder).and_then(|outer| self.folders.get(outer)) {
            None | Some(Folder::Stands) => {}
            Some(Folder::Blocked(obstacle)) => return Ok(Folder::Blocked(obstacle.clone())),
            Some(outer) => {
                self.check_name(folder)?;
                return Ok(if matches!(outer, Folder::Late) { Folder::Late } else { Folder::Missing });
            }
        }
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Folder::Missing),
            Err(error) => Err(Failure::io("write to", &path, error)),
            Ok(found) if found.is_dir() => Ok(Folder::Stands),
            Ok(_) if self.deletions.contains(folder) => Ok(Folder::Late),
            Ok(found) => Ok(Folder::Blocked(obstacle(path, found.file_type()))),
        }
    }

    /// Whether all that stands in this folder will be deleted, and the folder with it.
    fn is_emptied(&self, folder: &str) -> bool {
        let Ok(entries) = fs::read_dir(self.dir.join(folder)) else { return false };
        self.manifest.folders.contains(folder)
            && entries.into_iter().all(|entry| {
                let Ok(entry) = entry else { return false };
                let Ok(name) = entry.file_name().into_string() else { return false };
                let address = format!("{folder}/{name}");
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => self.is_emptied(&address),
                    Ok(_) => self.deletions.contains(&address),
                    Err(_) => false,
                }
            })
    }

    /// Asks the system about the last part of an address whose folder is not there yet, so that a name that is too long is known before
    /// anything is renamed.
    fn check_name(&self, address: &str) -> Result<(), Failure> {
        let path = self.dir.join(address);
        let name = address.rsplit('/').next().unwrap_or(address);
        for probe in [&path, &self.dir.join(name)] {
            match fs::symlink_metadata(probe) {
                Err(error) if error.kind() == ErrorKind::InvalidFilename => {
                    return Err(Failure::io("write", &path, error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Refuses addresses that no file can have, or that lead out of the folder or into our own.
pub fn check_addresses(files: &Files) -> Result<(), Failure> {
    for file in files.iter() {
        let address = file.address.as_str();
        let as_folder = folders_above(address).find(|folder| files.get(folder).is_some());
        if !is_writable_address(address) || as_folder.is_some() {
            return Err(Failure::BadAddress { address: address.to_owned() });
        }
    }
    Ok(())
}

/// Whether a file may stand at this address: relative, in its plainest form, and outside our own folder.
pub fn is_writable_address(address: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..");
    let first = address.split('/').next().unwrap_or_default();
    address.split('/').all(plain)
        && !first.eq_ignore_ascii_case(OWN)
        && !address.contains(|character: char| character.is_control() || matches!(character, '\\' | ':'))
}

/// The folders above an address, the outermost first.
pub fn folders_above(address: &str) -> impl Iterator<Item = &str> {
    address.match_indices('/').map(|(at, _)| &address[..at])
}

/// Whether a folder above this address is not a folder but a link, so that the address may lead anywhere.
pub fn reaches_elsewhere(dir: &Path, address: &str) -> bool {
    let is_folder = |folder| fs::symlink_metadata(dir.join(folder)).is_ok_and(|found| found.is_dir());
    !folders_above(address).all(is_folder)
}

/// The error of a file that vanished counts as success.
pub fn unless_missing(result: io::Result<()>) -> io::Result<bool> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn folder_of(address: &str) -> Option<&str> {
    address.rsplit_once('/').map(|(folder, _)| folder)
}

fn obstacle(path: PathBuf, kind: FileType) -> Obstacle {
    let kind = match kind {
        kind if kind.is_symlink() => ObstacleKind::Link,
        kind if kind.is_dir() => ObstacleKind::Folder,
        kind if kind.is_file() => ObstacleKind::File,
        _ => ObstacleKind::Other,
    };
    Obstacle { path, kind }
}
