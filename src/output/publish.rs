//! The renames and deletions that turn the old site into the new one, in the order that keeps it whole at every moment.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::compare::{Compared, State, write_new};
use super::failure::Failure;
use super::manifest::Manifest;
use super::survey::{Survey, reaches_elsewhere, unless_missing};
use super::workspace::Workspace;
use crate::base::files::{File, Files, Role};

/// The page that all others are reached from.
const HOME: &str = "index.html";

/// Puts everything in place, and returns how many files were deleted.
///
/// All content stands in the temporary folder. A failure before the first file is replaced or deleted is undone.
pub fn publish(workspace: &Workspace, survey: &Survey, files: &Files, compared: &[Compared]) -> Result<usize, Failure> {
    let moves = moves(files, survey, compared);
    let old = &survey.manifest;
    let exact = exact_manifest(survey, files, compared);
    if moves.is_empty() && survey.deletions.is_empty() && exact == *old && survey.new_trees().next().is_none() {
        return Ok(0);
    }
    for (name, manifest) in [("old", old), ("union", &old.union(&exact)), ("exact", &exact)] {
        write_new(&workspace.temporary(name), manifest.text().as_bytes())
            .map_err(|error| Failure::io("write", &workspace.manifest_path(), error))?;
    }
    let mut undo = Undo { possible: true, folders: Vec::new(), files: Vec::new() };
    replace(workspace, survey, files, &moves, &mut undo).map_err(|failure| {
        if undo.possible {
            undo.run(workspace, old);
            failure
        } else {
            failure.begun()
        }
    })
}

/// The moments at which a file is renamed into place, in their order. Within one the order is that of the addresses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    NewAsset,
    ChangedAsset,
    NewPage,
    /// A new home page makes all the others reachable, so they come before it.
    NewHome,
    ChangedPage,
    /// Its place is made free by the deletions.
    Late,
}

struct Move<'a> {
    step: Step,
    address: &'a str,
    /// The name of the temporary file.
    index: usize,
}

/// The files that are renamed one by one: all but those of new folders.
fn moves<'a>(files: &'a Files, survey: &Survey, compared: &[Compared]) -> Vec<Move<'a>> {
    let step = |file: &File, state: &State| match (state, file.role) {
        (State::Same | State::Blocked(_), _) => None,
        (State::New, Role::Asset) => Some(Step::NewAsset),
        (State::Changed, Role::Asset) => Some(Step::ChangedAsset),
        (State::New, Role::Page) if file.address.as_str() == HOME => Some(Step::NewHome),
        (State::New, Role::Page) => Some(Step::NewPage),
        (State::Changed, Role::Page) => Some(Step::ChangedPage),
        (State::Late, _) => Some(Step::Late),
    };
    let pairs = files.iter().zip(compared).enumerate();
    let mut moves: Vec<Move> = pairs
        .filter_map(|(index, (file, one))| {
            let step = step(file, &one.state).filter(|_| !survey.in_new_folder(file.address.as_str()))?;
            Some(Move { step, address: file.address.as_str(), index })
        })
        .collect();
    moves.sort_by_key(|one| one.step); // stable, and the files are in the order of their addresses
    moves
}

/// What is ours when all is done.
fn exact_manifest(survey: &Survey, files: &Files, compared: &[Compared]) -> Manifest {
    let mut exact = Manifest::default();
    for (file, one) in files.iter().zip(compared) {
        exact.add(file.address.as_str(), one.hash.to_string());
    }
    let kept = survey.needed_folders().filter(|folder| survey.manifest.folders.contains(*folder));
    let made = survey.folders_to_make(false).chain(survey.folders_to_make(true));
    exact.folders.extend(kept.chain(made).map(str::to_owned));
    exact
}

/// The protocol of the module's documentation.
fn replace(
    workspace: &Workspace,
    survey: &Survey,
    files: &Files,
    moves: &[Move],
    undo: &mut Undo,
) -> Result<usize, Failure> {
    install_manifest(workspace, "union")?;
    for tree in survey.new_trees() {
        place_tree(workspace, survey, files, tree, undo)?;
    }
    let late = moves.partition_point(|one| one.step < Step::Late);
    for one in &moves[..late] {
        place(workspace, survey, one, undo)?;
    }
    let deleted = delete(workspace, survey, undo)?;
    make_folders(workspace, survey.folders_to_make(true), undo)?;
    for one in &moves[late..] {
        place(workspace, survey, one, undo)?;
    }
    install_manifest(workspace, "exact")?;
    Ok(deleted)
}

fn install_manifest(workspace: &Workspace, name: &str) -> Result<(), Failure> {
    let path = workspace.manifest_path();
    fs::rename(workspace.temporary(name), &path).map_err(|error| Failure::io("write", &path, error))
}

fn make_folders<'a>(
    workspace: &Workspace,
    folders: impl Iterator<Item = &'a str>,
    undo: &mut Undo,
) -> Result<(), Failure> {
    for folder in folders {
        let path = workspace.dir().join(folder);
        fs::create_dir(&path).map_err(|error| Failure::io("make the folder", &path, error))?;
        undo.folders.push(path);
    }
    Ok(())
}

/// Puts a new folder in its place, with all that is in it: no page links to any of it yet.
fn place_tree(
    workspace: &Workspace,
    survey: &Survey,
    files: &Files,
    tree: &str,
    undo: &mut Undo,
) -> Result<(), Failure> {
    let inside = |address: &str| address.strip_prefix(tree).is_some_and(|rest| rest.starts_with('/'));
    let folders = survey.folders_to_make(false).filter(|folder| *folder == tree || inside(folder));
    let first = files.as_slice().partition_point(|file| file.address.as_str() < format!("{tree}/").as_str());
    let addresses = files.as_slice()[first..].iter().map(|file| file.address.as_str()).take_while(|file| inside(file));
    if fs::rename(workspace.new_folder(tree), workspace.dir().join(tree)).is_ok() {
        undo.folders.extend(folders.map(|folder| workspace.dir().join(folder)));
        undo.files.extend(addresses.map(|address| workspace.dir().join(address)));
        return Ok(());
    }
    // Some systems do not move a folder while another program looks into it.
    make_folders(workspace, folders, undo)?;
    for address in addresses {
        let path = workspace.dir().join(address);
        fs::rename(workspace.new_folder(address), &path).map_err(|error| Failure::io("write", &path, error))?;
        undo.files.push(path);
    }
    Ok(())
}

fn place(workspace: &Workspace, survey: &Survey, one: &Move, undo: &mut Undo) -> Result<(), Failure> {
    let path = workspace.dir().join(one.address);
    let failed = |error| Failure::io("write", &path, error);
    let replaces = matches!(one.step, Step::ChangedAsset | Step::ChangedPage);
    undo.possible &= !replaces;
    if let Some(spelling) = survey.respelled.get(one.address) {
        // Some disks keep the old spelling when a file is replaced.
        fs::rename(workspace.dir().join(spelling), &path).map_err(failed)?;
    }
    fs::rename(workspace.temporary(&one.index.to_string()), &path).map_err(failed)?;
    if !replaces {
        undo.files.push(path);
    }
    Ok(())
}

/// Deletes what is no longer part of the site, and the folders of ours that this empties.
fn delete(workspace: &Workspace, survey: &Survey, undo: &mut Undo) -> Result<usize, Failure> {
    let mut deleted = 0;
    // Without its home page nothing of the old site is reachable.
    let home = survey.deletions.get(HOME);
    for address in home.into_iter().chain(survey.deletions.iter().filter(|address| *address != HOME)) {
        let path = workspace.dir().join(address);
        undo.possible = false;
        let gone = unless_missing(fs::remove_file(&path)).map_err(|error| Failure::io("delete", &path, error))?;
        deleted += usize::from(gone);
    }
    let needed: Vec<&str> = survey.needed_folders().collect(); // in order
    for folder in survey.manifest.folders.iter().rev() {
        if needed.binary_search(&folder.as_str()).is_err() && !reaches_elsewhere(workspace.dir(), folder) {
            // One that holds something of somebody else stays.
            let _ = fs::remove_dir(workspace.dir().join(folder));
        }
    }
    Ok(deleted)
}

/// What was added so far, as long as nothing was replaced or deleted.
struct Undo {
    possible: bool,
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Undo {
    /// Removes what was added. If that fails too, the union stays as the manifest, and the next write completes the site.
    fn run(&self, workspace: &Workspace, old: &Manifest) {
        let remove = || -> io::Result<()> {
            self.files.iter().try_for_each(fs::remove_file)?;
            self.folders.iter().rev().try_for_each(fs::remove_dir)?;
            if *old == Manifest::default() {
                unless_missing(fs::remove_file(workspace.manifest_path())).map(|_| ())
            } else {
                fs::rename(workspace.temporary("old"), workspace.manifest_path())
            }
        };
        let _ = remove();
    }
}
