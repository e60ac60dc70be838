//! The list of what is ours in an output folder, as plain text that a person can read.
//!
//! A line for each file, `HASH ADDRESS`, in the order of the addresses; between two states of the site a file has a line for each content
//! that it may have. A line for each folder that we made, `- FOLDER/`. Lines that are not understood are passed over: the less the list
//! says, the less is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::survey::is_writable_address;

/// The first line, for whoever opens the file.
const HEADER: &str = "# What casebook wrote in this folder. It replaces and deletes nothing else.\n";

/// What is ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The files, each with the hashes (in hexadecimal) of the contents that it may have.
    pub files: BTreeMap<String, BTreeSet<String>>,
    /// The folders that we made, without a final `/`.
    pub folders: BTreeSet<String>,
}

impl Manifest {
    /// Reads a list.
    pub fn parse(text: &str) -> Manifest {
        let mut manifest = Manifest::default();
        for line in text.lines() {
            let Some((hash, address)) = line.split_once(' ') else { continue };
            match address.strip_suffix('/') {
                Some(folder) if hash == "-" && is_writable_address(folder) => {
                    manifest.folders.insert(folder.to_owned());
                }
                None if is_hash(hash) && is_writable_address(address) => manifest.add(address, hash.to_owned()),
                _ => {}
            }
        }
        manifest
    }

    /// Adds a file, or another content that it may have.
    pub fn add(&mut self, address: &str, hash: String) {
        self.files.entry(address.to_owned()).or_default().insert(hash);
    }

    /// What is in the one, the other or both.
    pub fn union(&self, other: &Manifest) -> Manifest {
        let mut union = self.clone();
        for (address, hashes) in &other.files {
            union.files.entry(address.clone()).or_default().extend(hashes.iter().cloned());
        }
        union.folders.extend(other.folders.iter().cloned());
        union
    }

    /// The list as text.
    pub fn text(&self) -> String {
        let mut text = HEADER.to_owned();
        let files = self.files.iter().flat_map(|(address, hashes)| hashes.iter().map(move |hash| (address, hash)));
        let lines = files.map(|(address, hash)| format!("{hash} {address}"));
        for line in lines.chain(self.folders.iter().map(|folder| format!("- {folder}/"))) {
            let _ = writeln!(text, "{line}"); // writing to a String cannot fail
        }
        text
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Hash;

    #[test]
    fn text_and_back() {
        let mut old = Manifest::default();
        old.add("index.html", Hash::of(b"old").to_string());
        old.add("a b/c.html", Hash::of(b"c").to_string());
        old.folders.insert("a b".to_owned());
        let mut new = Manifest::default();
        new.add("index.html", Hash::of(b"new").to_string());
        let union = old.union(&new);
        assert_eq!(union.files["index.html"].len(), 2);
        assert_eq!(Manifest::parse(&union.text()), union);
    }

    #[test]
    fn lines_that_lead_elsewhere_are_passed_over() {
        let hash = Hash::of(b"").to_string();
        for address in ["../x", "/etc/passwd", "a/../b", "a//b", "", ".casebook/lock", ".CASEBOOK/x", "C:/x", "a\\b"] {
            let text = format!("{hash} {address}\nnonsense\nff {address}\n- {address}/\n- /\n-\n");
            assert_eq!(Manifest::parse(&text), Manifest::default(), "{address}");
        }
    }
}
