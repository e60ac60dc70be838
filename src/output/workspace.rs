//! The folder `.casebook` inside an output folder: the lock, the manifest, and the temporary files of one write.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::failure::Failure;
use super::manifest::Manifest;

/// The name of the folder that is ours alone.
pub const OWN: &str = ".casebook";

/// What the names of temporary folders begin with.
const TEMPORARY: &str = "tmp-";

/// An output folder that is locked for one write. Dropping it removes the temporary files, and what was made for nothing.
pub struct Workspace {
    dir: PathBuf,
    own: PathBuf,
    temporary: PathBuf,
    now: Option<SystemTime>,
    /// The folders that had to be made, the outermost first.
    made: Vec<PathBuf>,
    /// Held until the end; nothing where the file system knows no locks.
    lock: Option<File>,
}

impl Workspace {
    /// Makes the folder if needed, locks it, and removes what a killed process may have left.
    pub fn open(dir: &Path) -> Result<Workspace, Failure> {
        let own = dir.join(OWN);
        // A process that gives up removes what it made: try again if the ground vanishes under the lock.
        for _ in 0..10 {
            let mut made = Vec::new();
            let lock = make_folders(&own, &mut made)
                .map_err(|error| Failure::io("write to", dir, error))
                .and_then(|()| lock(dir, &own));
            let lock = match lock {
                Ok(Lock::Lost) => continue,
                Ok(Lock::Held(file)) => Some(file),
                Ok(Lock::Unknown) => None,
                Err(failure) => {
                    remove_folders(&made);
                    return Err(failure);
                }
            };
            let temporary = own.join(format!("{TEMPORARY}new"));
            let mut workspace = Workspace { dir: dir.to_owned(), own, temporary, now: None, made, lock };
            workspace.prepare().map_err(|error| Failure::io("write to", dir, error))?;
            return Ok(workspace);
        }
        Err(Failure::Locked { dir: dir.to_owned() })
    }

    /// The output folder as given.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The time at which the write began, by the clock of the file system that holds the folder.
    pub fn now(&self) -> Option<SystemTime> {
        self.now
    }

    /// The time now, by the same clock.
    pub fn later(&self) -> Option<SystemTime> {
        let path = self.temporary("now");
        File::create(&path).and_then(|file| file.metadata()).and_then(|found| found.modified()).ok()
    }

    /// A path for a temporary file.
    pub fn temporary(&self, name: &str) -> PathBuf {
        self.temporary.join(name)
    }

    /// Where a new folder of the site is filled, before it is put in its place as a whole.
    pub fn new_folder(&self, folder: &str) -> PathBuf {
        self.temporary.join("site").join(folder)
    }

    /// Makes the new folders of the site; the outer come before the inner.
    pub fn make_new_folders<'a>(&self, folders: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
        for folder in folders {
            let failed = |error| Failure::io("make the folder", &self.dir.join(folder), error);
            fs::create_dir_all(self.new_folder(folder)).map_err(failed)?;
        }
        Ok(())
    }

    /// Where the file that is number `index` of the site is written before it is put in its place.
    pub fn new_file(&self, index: usize, address: &str, in_new_folder: bool) -> PathBuf {
        if in_new_folder { self.new_folder(address) } else { self.temporary(&index.to_string()) }
    }

    /// Where the manifest stands.
    pub fn manifest_path(&self) -> PathBuf {
        self.own.join("manifest")
    }

    /// What is ours; nothing if there is no manifest.
    pub fn manifest(&self) -> Result<Manifest, Failure> {
        let path = self.manifest_path();
        match fs::read(&path) {
            Ok(bytes) => Ok(Manifest::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Manifest::default()),
            Err(error) => Err(Failure::io("read", &path, error)),
        }
    }

    fn prepare(&mut self) -> io::Result<()> {
        for entry in fs::read_dir(&self.own)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
                if entry.file_type()?.is_dir() {
                    fs::remove_dir_all(entry.path())?;
                } else {
                    fs::remove_file(entry.path())?;
                }
            }
        }
        fs::create_dir(&self.temporary)?;
        self.now = fs::metadata(&self.temporary)?.modified().ok();
        Ok(())
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next write.
        let _ = fs::remove_dir_all(&self.temporary);
        if fs::symlink_metadata(self.manifest_path()).is_err() {
            let _ = fs::remove_file(self.own.join("lock"));
            let _ = fs::remove_dir(&self.own);
            remove_folders(&self.made);
        }
        // Closing is not enough: a program that is being started by another thread still holds a copy of the handle.
        let _ = self.lock.as_ref().map(File::unlock);
    }
}

enum Lock {
    Held(File),
    /// The file system knows no locks: two processes are then not kept apart.
    Unknown,
    /// The lock file was removed while it was being locked.
    Lost,
}

fn lock(dir: &Path, own: &Path) -> Result<Lock, Failure> {
    let path = own.join("lock");
    let failed = |error| Failure::io("lock", &path, error);
    for (path, plain) in [(own, false), (&path, true), (&own.join("manifest"), true)] {
        match fs::symlink_metadata(path) {
            // Our own files are never reached through a link, and never are anything but files.
            Ok(found) if plain && !found.is_file() => return Err(Failure::io("use", path, not_ours("a plain file"))),
            Ok(found) if !plain && !found.is_dir() => return Err(Failure::io("use", path, not_ours("a folder"))),
            _ => {}
        }
    }
    let file = match File::options().create(true).truncate(false).write(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Lock::Lost),
        Err(error) => return Err(failed(error)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Failure::Locked { dir: dir.to_owned() }),
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(Lock::Unknown),
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    let handle = file.try_clone().and_then(same_file::Handle::from_file).map_err(failed)?;
    match same_file::Handle::from_path(&path) {
        Ok(standing) if standing == handle => Ok(Lock::Held(file)),
        _ => Ok(Lock::Lost),
    }
}

fn not_ours(what: &str) -> io::Error {
    io::Error::new(ErrorKind::AlreadyExists, format!("it is not {what}"))
}

/// Makes a folder and those above it, and notes those that were missing.
fn make_folders(path: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => return Err(ErrorKind::NotADirectory.into()),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Err(_) => {}
    }
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_folders(parent, made)?;
    }
    match fs::create_dir(path) {
        Ok(()) => made.push(path.to_owned()),
        // Another process was faster, or a link leads nowhere: the lock's checks tell the two apart.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Removes the folders that were made, as far as they are empty.
fn remove_folders(made: &[PathBuf]) {
    for path in made.iter().rev() {
        let _ = fs::remove_dir(path);
    }
}
