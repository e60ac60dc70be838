//! The Rust files of the repository.

use std::fs;
use std::path::Path;

use crate::scan;

/// A Rust file.
pub struct File {
    /// Its path from the root of the repository, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// The folder of `src/` that it stands in, or its own name if it stands in none.
    pub fn folder(&self) -> &str {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        path.split('/').next().unwrap_or(path)
    }

    /// The path of its module: `["base", "path"]`.
    pub fn module(&self) -> Vec<String> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        if path == "lib" || path == "main" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
    }

    /// The words of its code.
    pub fn tokens(&self) -> Vec<String> {
        scan::tokens(&self.text)
    }

    /// Whether the file is only compiled for tests.
    pub fn is_test(&self) -> bool {
        !self.path.starts_with("src/") || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files of `src/` and `tests/`, in order: a folder's files before its folders.
pub fn files() -> Vec<File> {
    let mut files = Vec::new();
    for folder in ["src", "tests"] {
        collect(&root().join(folder), folder, &mut files);
    }
    files
}

fn collect(folder: &Path, name: &str, files: &mut Vec<File>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut entries: Vec<(bool, String)> = entries
        .map(|entry| entry.expect("the folder can be read"))
        .map(|entry| (entry.path().is_dir(), entry.file_name().to_string_lossy().into_owned()))
        .collect();
    entries.sort();
    for (is_folder, entry) in entries {
        let path = format!("{name}/{entry}");
        if is_folder {
            collect(&folder.join(&entry), &path, files);
        } else if entry.ends_with(".rs") {
            let text = fs::read_to_string(folder.join(&entry)).unwrap_or_else(|error| panic!("{path}: {error}"));
            files.push(File { path, text });
        }
    }
}
