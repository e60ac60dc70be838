//! The system's record of a file, by which a change is seen without reading.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A change within this time of another may leave a file's time as it was: the coarsest clock of a file system ticks every two seconds.
const SETTLED: Duration = Duration::from_secs(2);

/// The record of one file: when it differs, the content may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The size in bytes.
    pub length: u64,
    modified: Option<SystemTime>,
    /// On Unix: the file's number, and the time of the last change, which no program can set.
    identity: Option<(u64, i64, i64)>,
}

impl Stamp {
    /// The record of a file.
    pub fn of(metadata: &Metadata) -> Stamp {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.ino(), metadata.ctime(), metadata.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let identity = None;
        Stamp { length: metadata.len(), modified: metadata.modified().ok(), identity }
    }

    /// Whether every later change will show in the record: it had not been changed for a while at the time `now`.
    pub fn is_settled(&self, now: SystemTime) -> bool {
        // A file that is put in place may bring an old time of its own.
        let changed = self.identity.map(|(_, seconds, _)| UNIX_EPOCH + Duration::from_secs(seconds.max(0) as u64));
        let settled = |time: SystemTime| now.duration_since(time).is_ok_and(|age| age >= SETTLED);
        self.modified.is_some_and(settled) && changed.is_none_or(settled)
    }
}
