//! Lists the files of `themes/portal`, so that the built-in theme is compiled in whole and a new file needs no change of code.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const THEME: &str = "themes/portal";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    println!("cargo:rerun-if-changed={THEME}");
    println!("cargo:rerun-if-changed=build.rs");

    let theme = root.join(THEME);
    let mut names = Vec::new();
    if theme.is_dir() {
        list(&theme, &mut String::new(), &mut names)?;
    }
    names.sort();
    let mut code = String::from("&[\n");
    for name in &names {
        let path = format!("/{THEME}/{name}");
        writeln!(code, "    ({name:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),")
            .map_err(io::Error::other)?;
    }
    code.push_str("]\n");
    fs::write(out.join("portal_theme.rs"), code)
}

/// Adds the names of all files below `folder`, with `/` between folders; hidden files and notes for people are left out.
fn list(folder: &Path, prefix: &mut String, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|_| io::ErrorKind::InvalidData)?;
        if name.starts_with('.') || name.ends_with(".md") {
            continue;
        }
        let length = prefix.len();
        prefix.push_str(&name);
        if entry.file_type()?.is_dir() {
            prefix.push('/');
            list(&entry.path(), prefix, names)?;
        } else {
            names.push(prefix.clone());
        }
        prefix.truncate(length);
    }
    Ok(())
}
