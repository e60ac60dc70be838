//! A portal in a folder of its own, and what is done to its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::client::{Answer, Client};

/// How long a busy machine may take to show what was saved.
pub const SOON: Duration = Duration::from_secs(10);

/// A case study of the portal, and its page.
pub const WELLS: &str = "content/case-studies/wells.md";
pub const WELLS_PAGE: &str = "case-studies/wells.html";

/// A copy of the tests' portal, which is deleted with this value.
pub struct Portal(tempfile::TempDir);

impl Portal {
    /// A new copy.
    pub fn new() -> Portal {
        let dir = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/promises/portal"), dir.path());
        Portal(dir)
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// Where a file of it is.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    /// Writes a file as a simple editor does.
    pub fn save(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds a paragraph to a file.
    pub fn add(&self, path: &str, paragraph: &str) {
        self.save(path, &format!("{}\n{paragraph}\n", self.text(path)));
    }
}

/// Asks until the answer is as wanted.
pub fn until(client: &mut Client, address: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
    let start = Instant::now();
    loop {
        let answer = client.get(address).unwrap();
        if wanted(&answer) {
            return answer;
        }
        assert!(start.elapsed() < SOON, "{address} never became as wanted: {}, {}", answer.status, text(&answer));
        sleep(Duration::from_millis(10));
    }
}

/// The body of an answer as text.
pub fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

/// Whether the body holds a text.
pub fn has(wanted: &str) -> impl Fn(&Answer) -> bool + '_ {
    move |answer| text(answer).contains(wanted)
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
