//! Expected texts, committed beside the tests. `CASEBOOK_ACCEPT=1` writes them anew.

use std::fs;
use std::path::Path;

/// Texts by the names of their files, all of one folder.
pub struct Goldens<'a> {
    folder: &'a Path,
    extension: &'a str,
    texts: Vec<(String, String)>,
}

impl<'a> Goldens<'a> {
    /// The expected files of a folder with an extension.
    pub fn new(folder: &'a Path, extension: &'a str) -> Goldens<'a> {
        Goldens { folder, extension, texts: Vec::new() }
    }

    /// Adds a text under a name without extension.
    pub fn add(&mut self, name: &str, text: String) {
        assert!(self.texts.iter().all(|(known, _)| known != name), "`{name}` twice");
        self.texts.push((name.to_owned(), without_hashes(&text)));
    }

    /// Compares all texts with the files, and reports files that nothing makes any more.
    pub fn compare(self) {
        let accept = std::env::var_os("CASEBOOK_ACCEPT").is_some_and(|value| value == "1");
        fs::create_dir_all(self.folder).expect("the folder can be made");
        let mut faults = Vec::new();
        for (name, text) in &self.texts {
            let path = self.folder.join(format!("{name}.{}", self.extension));
            // Git may check texts out with other ends of lines.
            let known = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            if known == *text {
                continue;
            }
            if accept {
                fs::write(&path, text).expect("the file can be written");
            } else {
                faults.push(format!("{name}: {}", difference(&known, text)));
            }
        }
        for entry in fs::read_dir(self.folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let ours = path.extension().is_some_and(|extension| extension == self.extension);
            if !ours || self.texts.iter().any(|(name, _)| *name == stem) {
                continue;
            }
            if accept {
                fs::remove_file(&path).expect("the file can be deleted");
            } else {
                faults.push(format!("{stem}: nothing makes this file any more"));
            }
        }
        let advice = "look at the differences, then accept them with CASEBOOK_ACCEPT=1 cargo test --test sites";
        assert!(faults.is_empty(), "{}\n{advice}", faults.join("\n"));
    }
}

/// The text with `HASH` for the hashes in names of assets: what a script says is no matter of the pages that name it.
fn without_hashes(text: &str) -> String {
    let is_hash = |part: &str| part.len() == 8 && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let parts: Vec<&str> = text.split('.').map(|part| if is_hash(part) { "HASH" } else { part }).collect();
    parts.join(".")
}

/// The first line in which two texts differ.
fn difference(known: &str, text: &str) -> String {
    if known.is_empty() {
        return "there is no such file yet".into();
    }
    let (mut old, mut new) = (known.lines(), text.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (old.next(), new.next()) {
            (None, None) => return "the texts differ in their last end of line".into(),
            (a, b) if a == b => {}
            (a, b) => {
                return format!(
                    "line {line}\n  expected {}\n  found    {}",
                    a.unwrap_or("(end)"),
                    b.unwrap_or("(end)")
                );
            }
        }
    }
}
