//! What is known of an output folder, as text, so that another process can go on from it.
//!
//! The first line is the hash of the manifest. For each file follow a line, `KEY HASH LENGTH STAMP ADDRESS`, and one with `!` for each
//! finding of its producer. `STAMP` is `-`, or the file's times and number where they can be trusted to change with its content.

use std::fmt::Write;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::memory::{Entry, Memory, Stamp};
use crate::base::{Address, Hash, stored};

impl Memory {
    /// All that is known, as text.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(self.files.len() * 160);
        let manifest = self.manifest.map_or("-".to_owned(), |hash| hash.to_string());
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{manifest}");
        for (address, entry) in &self.files {
            let Entry { key, hash, length, diagnostics, stamp } = entry;
            let stamp = stamp.as_ref().and_then(write_stamp).unwrap_or("-".to_owned());
            let _ = writeln!(text, "{key} {hash} {length} {stamp} {address}");
            for found in diagnostics {
                let _ = writeln!(text, "!{}", stored::to_line(found));
            }
        }
        text
    }

    /// What the text tells; nothing if it is not one of ours.
    pub fn from_text(text: &str) -> Option<Memory> {
        let mut lines = text.lines();
        let manifest = match lines.next()? {
            "-" => None,
            digits => Some(Hash::parse(digits)?),
        };
        let mut files: Vec<(Address, Entry)> = Vec::new();
        for line in lines {
            if let Some(found) = line.strip_prefix('!') {
                files.last_mut()?.1.diagnostics.push(stored::from_line(found)?);
                continue;
            }
            let mut parts = line.splitn(5, ' ');
            let (key, hash) = (Hash::parse(parts.next()?)?, Hash::parse(parts.next()?)?);
            let length = parts.next()?.parse().ok()?;
            let stamp = match parts.next()? {
                "-" => None,
                stamp => Some(read_stamp(stamp, length)?),
            };
            files.push((Address::new(parts.next()?), Entry { key, hash, length, diagnostics: Vec::new(), stamp }));
        }
        Some(Memory { manifest, files: files.into_iter().collect() })
    }
}

/// `SECONDS.NANOSECONDS`, and where the system has them `:NUMBER:SECONDS.NANOSECONDS` of the last change.
fn write_stamp(stamp: &Stamp) -> Option<String> {
    let modified = stamp.modified?.duration_since(UNIX_EPOCH).ok()?;
    let mut text = format!("{}.{}", modified.as_secs(), modified.subsec_nanos());
    if let Some((number, seconds, nanoseconds)) = stamp.identity {
        let _ = write!(text, ":{number}:{seconds}.{nanoseconds}");
    }
    Some(text)
}

fn read_stamp(text: &str, length: u64) -> Option<Stamp> {
    let time = |text: &str| -> Option<(i64, i64)> {
        let (seconds, nanoseconds) = text.split_once('.')?;
        Some((seconds.parse().ok()?, nanoseconds.parse().ok()?))
    };
    let mut parts = text.split(':');
    let (seconds, nanoseconds) = time(parts.next()?)?;
    let since = Duration::from_secs(seconds.try_into().ok()?) + Duration::from_nanos(nanoseconds.try_into().ok()?);
    let modified: SystemTime = UNIX_EPOCH.checked_add(since)?;
    let identity = match parts.next() {
        Some(number) => {
            let (seconds, nanoseconds) = time(parts.next()?)?;
            Some((number.parse().ok()?, seconds, nanoseconds))
        }
        None => None,
    };
    Some(Stamp { length, modified: Some(modified), identity })
}
