//! The two kinds of path inside casebook: where a source stands in the project, and where a file stands in the site.
//!
//! Both are relative, use `/` on every system and never hold `.` or `..`; disk paths exist only at the edges.

use std::fmt;
use std::sync::Arc;

/// A source file's path relative to the project's folder, for example `content/case-studies/simore.md`.
///
/// Files compiled into the program begin with `kit:`, for example `kit:kinds/case-study.toml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path as given, with `\` read as `/`.
    pub fn new(path: impl AsRef<str>) -> SourcePath {
        SourcePath(path.as_ref().replace('\\', "/").into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `simore.es.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The file name without its last extension: `simore.es`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The last extension in lower case, or nothing: `md`.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
    }

    /// The folder that the file stands in, without a final `/`.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether the file is compiled into the program.
    pub fn is_kit(&self) -> bool {
        self.0.starts_with("kit:")
    }

    /// What follows `folder/` in this path, if the file stands below that folder.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A file's place in the site, relative to its root: `case-studies/simore.html`, `es/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// The address as given.
    pub fn new(address: impl Into<Arc<str>>) -> Address {
        Address(address.into())
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link from this page to `target` (an address that may end in `#fragment`), relative, so that the site works
    /// under any path and from a disk.
    pub fn link_to(&self, target: &str) -> String {
        let (up, rest) = way(&self.0, target);
        "../".repeat(up) + rest
    }
}

/// The shortest way from a page to a target, both as in [`Address::link_to`]: how many folders up, and what follows. A fragment alone leads to
/// a part of the page itself, as does one after the page's own address.
pub fn way<'a>(page: &str, target: &'a str) -> (usize, &'a str) {
    let path = target.bytes().position(|byte| byte == b'#').unwrap_or(target.len());
    if path < target.len() && (path == 0 || target[..path] == *page) {
        return (0, &target[path..]);
    }
    let (mut folder, mut up) = (folder_of(page), 0);
    while !target[..path].starts_with(folder) {
        folder = folder_of(&folder[..folder.len() - 1]);
        up += 1;
    }
    (up, &target[folder.len()..])
}

/// The folder in which a file or folder stands, with a final `/`, or nothing.
fn folder_of(path: &str) -> &str {
    &path[..path.bytes().rposition(|byte| byte == b'/').map_or(0, |slash| slash + 1)]
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_shortest() {
        for (from, to, link) in [
            ("index.html", "case-studies/simore.html", "case-studies/simore.html"),
            ("case-studies/simore.html", "index.html", "../index.html"),
            ("es/case-studies/simore.html", "case-studies/simore.html", "../../case-studies/simore.html"),
            ("es/case-studies/a.html", "es/case-studies/b.html#results", "b.html#results"),
            ("a.html", "a.html#top", "#top"),
            ("a.html", "a.html", "a.html"),
        ] {
            assert_eq!(Address::new(from).link_to(to), link, "{from} to {to}");
        }
    }

    #[test]
    fn parts_of_a_source_path() {
        let path = SourcePath::new("content/case-studies/simore.es.md");
        assert_eq!((path.file_name(), path.stem(), path.extension().as_str()), ("simore.es.md", "simore.es", "md"));
        assert_eq!((path.folder(), path.below("content")), ("content/case-studies", Some("case-studies/simore.es.md")));
    }
}
