//! One file of the site: produced unless it is remembered, compared with what stands in the folder, and if it differs written in full
//! to a temporary name.

use std::fs::{self, File as DiskFile};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::{Failure, Obstacle, ObstacleKind};
use super::memory::{Memory, Stamp};
use super::survey::{Place, Survey};
use super::workspace::Workspace;
use crate::base::diagnostic::has_errors;
use crate::base::files::{File, Files, Prepared};
use crate::base::{Diagnostics, Hash};

/// What every comparison looks at.
pub struct Context<'a> {
    /// The site.
    pub files: &'a Files,
    /// The folder.
    pub workspace: &'a Workspace,
    /// What stands there.
    pub survey: &'a Survey,
    /// What is known from earlier.
    pub memory: &'a Memory,
    /// Set when it is certain that nothing will be published: then nothing more is written, only produced.
    pub hopeless: AtomicBool,
}

/// A file of the site beside what stands in the folder.
pub struct Compared {
    /// What must be done.
    pub state: State,
    /// The key of its content.
    pub key: Hash,
    /// The hash of its content.
    pub hash: Hash,
    /// Its length in bytes.
    pub length: u64,
    /// What its producer found, now or when it last ran.
    pub diagnostics: Diagnostics,
    /// Whether its producer ran.
    pub rendered: bool,
    /// The system's record of the file that stands there, or of the one that was written to take its place.
    pub stamp: Option<Stamp>,
}

/// What must be done with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It stands there as it should be.
    Same,
    /// It must be made.
    New,
    /// It must replace an older one of ours.
    Changed,
    /// It must be made after the deletions, because they make its place free.
    Late,
    /// Something of somebody else stands there.
    Blocked(Obstacle),
}

impl State {
    /// What stands in the way.
    pub fn obstacle(&self) -> Option<&Obstacle> {
        match self {
            State::Blocked(obstacle) => Some(obstacle),
            _ => None,
        }
    }
}

/// Compares the file that is number `index` of the site.
pub fn compare(context: &Context, index: usize, file: &File) -> Result<Compared, Failure> {
    let address = file.address.as_str();
    let path = context.workspace.dir().join(address);
    let place = context.survey.place(address)?;
    let respelled = context.survey.respelled.contains_key(address);
    let Prepared { key, produce } = context.files.prepare(file);

    if let Place::File(found) = &place
        && let Some(entry) = context.memory.get(&file.address, key)
        && !respelled
    {
        let stamp = Stamp::of(found);
        let stands = entry.stamp == Some(stamp)
            || found.len() == entry.length && fs::read(&path).is_ok_and(|bytes| Hash::of(&bytes) == entry.hash);
        if stands {
            return Ok(Compared {
                state: State::Same,
                key,
                hash: entry.hash,
                length: entry.length,
                diagnostics: entry.diagnostics.clone(),
                rendered: false,
                stamp: Some(stamp),
            });
        }
    }

    let produced = produce();
    let mut stamp = None;
    let state = match place {
        Place::Free => State::New,
        Place::Late => State::Late,
        Place::Blocked(obstacle) => State::Blocked(obstacle),
        Place::File(found)
            if !respelled && found.len() == produced.bytes.len() as u64 && holds(&path, &produced.bytes) =>
        {
            stamp = Some(Stamp::of(&found));
            State::Same
        }
        Place::File(_) if context.survey.is_ours(address) => State::Changed,
        Place::File(_) => State::Blocked(Obstacle { path: path.clone(), kind: ObstacleKind::File }),
    };
    if has_errors(&produced.diagnostics) || state.obstacle().is_some() {
        context.hopeless.store(true, Ordering::Relaxed);
    }
    if state != State::Same && !context.hopeless.load(Ordering::Relaxed) {
        let in_new_folder = context.survey.in_new_folder(address);
        let temporary = context.workspace.new_file(index, address, in_new_folder);
        let written = write_new(&temporary, &produced.bytes).map_err(|error| Failure::io("write", &path, error))?;
        stamp = written.metadata().ok().map(|found| Stamp::of(&found));
    }
    Ok(Compared {
        state,
        key,
        hash: Hash::of(&produced.bytes),
        length: produced.bytes.len() as u64,
        diagnostics: produced.diagnostics,
        rendered: true,
        stamp,
    })
}

/// Writes a file that does not exist yet, with the usual permissions.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<DiskFile> {
    let mut file = DiskFile::create_new(path)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// Whether the file holds exactly these bytes. One that cannot be read does not.
fn holds(path: &Path, mut bytes: &[u8]) -> bool {
    let Ok(mut file) = DiskFile::open(path) else { return false };
    let mut buffer = [0; 32 * 1024];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return bytes.is_empty(),
            Ok(read) => match bytes.strip_prefix(&buffer[..read]) {
                Some(rest) => bytes = rest,
                None => return false,
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return false,
        }
    }
}
