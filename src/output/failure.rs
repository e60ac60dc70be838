//! Why a site could not be written, in plain words, with what to do about it.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How many obstacles are named; of the others only the number is told.
const NAMED: usize = 20;

/// Why the folder does not hold the new site. `Display` says what is wrong, [`Failure::help`] what to do.
#[derive(Debug)]
pub enum Failure {
    /// The caller asked to stop; no file of the site was touched.
    Stopped,
    /// Another process is writing to this folder.
    Locked {
        /// The folder as given.
        dir: PathBuf,
    },
    /// Files that casebook did not write, where files of the site belong.
    InTheWay {
        /// The first of them, in the order of the addresses.
        obstacles: Vec<Obstacle>,
        /// How many there are.
        total: usize,
    },
    /// An address that no file can have, or that would lead out of the folder.
    BadAddress {
        /// The address.
        address: String,
    },
    /// The system refused to read, write, rename or delete.
    Io {
        /// What was tried, as it follows "cannot": `write`, `delete`.
        action: &'static str,
        /// On which path, beginning with the folder as given.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
        /// What became of the site.
        site: Site,
    },
}

/// What a failure left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// The old site as it was.
    Untouched,
    /// A part of the new site in place; every page is whole, and the next write completes it.
    Begun,
}

/// Something of somebody else where a file of the site belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obstacle {
    /// Where, beginning with the folder as given.
    pub path: PathBuf,
    /// What it is.
    pub kind: ObstacleKind,
}

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObstacleKind {
    /// A file with other content.
    File,
    /// A folder that holds other files.
    Folder,
    /// A symbolic link: writing through it would change something elsewhere.
    Link,
    /// A device, a pipe or a socket.
    Other,
}

impl Failure {
    /// The system's refusal, before anything of the site was touched.
    pub(super) fn io(action: &'static str, path: &Path, error: io::Error) -> Failure {
        Failure::Io { action, path: path.to_owned(), error, site: Site::Untouched }
    }

    /// These obstacles, each once.
    pub(super) fn in_the_way(obstacles: Vec<&Obstacle>) -> Failure {
        let mut obstacles: Vec<Obstacle> = obstacles.into_iter().cloned().collect();
        obstacles.sort();
        obstacles.dedup();
        let total = obstacles.len();
        obstacles.truncate(NAMED);
        Failure::InTheWay { obstacles, total }
    }

    /// The same failure, met when part of the new site was in place.
    pub(super) fn begun(self) -> Failure {
        match self {
            Failure::Io { action, path, error, .. } => Failure::Io { action, path, error, site: Site::Begun },
            other => other,
        }
    }

    /// What to do, as a sentence without a full stop.
    pub fn help(&self) -> String {
        let (error, site) = match self {
            Failure::Stopped => return "build again when you want the site to be written".to_owned(),
            Failure::Locked { .. } => return "wait until it is done, or choose another output folder".to_owned(),
            Failure::InTheWay { .. } => return "move them away, or choose another output folder".to_owned(),
            Failure::BadAddress { .. } => return "choose another slug or file name".to_owned(),
            Failure::Io { error, site, .. } => (error, site),
        };
        let remedy = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on the disk, then build again",
            ErrorKind::PermissionDenied => {
                "allow your user to write there, close programs that use the file, or choose another output folder"
            }
            ErrorKind::ReadOnlyFilesystem => "choose an output folder on a disk that can be written",
            ErrorKind::NotADirectory => {
                "move the file that stands in the folder's place, or choose another output folder"
            }
            ErrorKind::InvalidFilename => "choose a shorter slug or file name",
            _ => "see that the disk works and has room, then build again",
        };
        match site {
            Site::Untouched => format!("{remedy}; the old site is untouched"),
            Site::Begun => format!("{remedy}; a part of the new site is in place, and the next build completes it"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Stopped => write!(f, "stopped before anything of the site was changed"),
            Failure::Locked { dir } => write!(f, "another casebook is writing to `{}`", dir.display()),
            Failure::InTheWay { obstacles, total } => {
                write!(f, "casebook did not write what stands where files of the site belong:")?;
                for obstacle in obstacles {
                    write!(f, "\n  `{}` ({})", obstacle.path.display(), obstacle.kind)?;
                }
                match total - obstacles.len() {
                    0 => Ok(()),
                    more => write!(f, "\n  and {more} more"),
                }
            }
            Failure::BadAddress { address } => {
                write!(f, "no file of the site can stand at `{}`", address.escape_debug())
            }
            Failure::Io { action, path, error, .. } => {
                write!(f, "cannot {action} `{}`: {}", path.display(), reason(error))
            }
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Failure::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for ObstacleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ObstacleKind::File => "a file with other content",
            ObstacleKind::Folder => "a folder",
            ObstacleKind::Link => "a symbolic link",
            ObstacleKind::Other => "not a plain file",
        })
    }
}

/// The system's words, made plain for the cases that people meet.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::StorageFull => "no space is left on the disk".to_owned(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        ErrorKind::NotADirectory => "a file stands where a folder is needed".to_owned(),
        ErrorKind::InvalidFilename => "the name is too long, or has characters that the disk does not take".to_owned(),
        _ => error.to_string(),
    }
}
