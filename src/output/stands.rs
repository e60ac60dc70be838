//! Whether a folder still holds what the last write left, found out without knowing how any of its files is made.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::failure::Failure;
use super::memory::{Entry, Memory, Stamp};
use super::survey::folders_above;
use super::workspace::Workspace;
use crate::base::{Address, Hash};

/// Whether the folder `dir` holds exactly what the last write that `memory` knows of left there, beside the files of others. What is then
/// known better of the files is noted in `memory`; the second value tells whether there was anything.
pub fn stands(dir: &Path, memory: &mut Memory) -> Result<(bool, bool), Failure> {
    // Without the folder there is nothing to lock.
    if memory.manifest.is_none() || !dir.is_dir() {
        return Ok((false, false));
    }
    let workspace = Workspace::open(dir)?;
    let manifest = fs::read(workspace.manifest_path()).ok().map(|bytes| Hash::of(&bytes));
    let folders: BTreeSet<&str> = memory.files.keys().flat_map(|address| folders_above(address.as_str())).collect();
    let is_folder = |folder: &&str| fs::symlink_metadata(dir.join(folder)).is_ok_and(|found| found.is_dir());
    if manifest != memory.manifest || !folders.iter().all(is_folder) {
        return Ok((false, false));
    }
    let entries: Vec<(&Address, &mut Entry)> = memory.files.iter_mut().collect();
    let found: Option<Vec<bool>> = entries
        .into_par_iter()
        .map(|(address, entry)| {
            let path = dir.join(address.as_str());
            let found = fs::symlink_metadata(&path).ok().filter(|found| found.is_file())?;
            let stamp = Stamp::of(&found);
            if entry.stamp == Some(stamp) {
                return Some(false);
            }
            let same = found.len() == entry.length && fs::read(&path).is_ok_and(|bytes| Hash::of(&bytes) == entry.hash);
            // Read after it was looked at: a change in between shows in the next stamp, if this one had settled.
            let settled = stamp.is_older_than(workspace.now());
            entry.stamp = Some(stamp).filter(|_| same && settled);
            same.then_some(settled)
        })
        .collect();
    Ok(found.map_or((false, false), |better| (true, better.into_iter().any(|better| better))))
}
