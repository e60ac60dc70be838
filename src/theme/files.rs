//! The files that themes are made from, as values, and how they are shared out among the themes.

use std::sync::Arc;

use crate::base::{Code, Diagnostic, Diagnostics, Hash, Origin, SourcePath};

/// The folder of a project that holds its themes, one folder a theme.
pub const FOLDER: &str = "themes";

/// The name of the theme that is compiled in, at the root of every chain.
pub const BUILT_IN: &str = "portal";

/// What a theme's file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The whole content.
    Bytes(Arc<[u8]>),
    /// An asset that was left on disk, known by its hash; its path is the handle.
    OnDisk(Hash),
}

/// A file of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Where it stands: `themes/NAME/…` of the project, or `kit:themes/portal/…`.
    pub path: SourcePath,
    /// What it holds.
    pub content: Content,
}

impl ThemeFile {
    /// A file with its bytes.
    pub fn new(path: impl AsRef<str>, bytes: impl Into<Arc<[u8]>>) -> ThemeFile {
        ThemeFile { path: SourcePath::new(path), content: Content::Bytes(bytes.into()) }
    }

    /// The hash of the content.
    pub fn hash(&self) -> Hash {
        match &self.content {
            Content::Bytes(bytes) => Hash::of(bytes),
            Content::OnDisk(hash) => *hash,
        }
    }

    /// The content as text, or the finding that it is none.
    pub(super) fn text(&self) -> Result<&str, Diagnostic> {
        let Content::Bytes(bytes) = &self.content else {
            return Err(Diagnostic::new(Code::Unreadable, Origin::file(&self.path), "the file was not read"));
        };
        std::str::from_utf8(bytes).map_err(|_| {
            Diagnostic::new(Code::Encoding, Origin::file(&self.path), "the file is not UTF-8 text")
                .help("save it again with the encoding UTF-8")
        })
    }
}

/// The files of one theme by their part in it. Paths are relative to the part's folder.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub manifest: Option<&'a ThemeFile>,
    pub templates: Vec<(&'a str, &'a ThemeFile)>,
    pub assets: Vec<(&'a str, &'a ThemeFile)>,
    pub words: Vec<(&'a str, &'a ThemeFile)>,
}

/// Sorts the files of the theme in `folder` into its parts; a file that belongs to none is reported.
pub(super) fn parts<'a>(
    folder: &str,
    files: impl IntoIterator<Item = &'a ThemeFile>,
    diagnostics: &mut Diagnostics,
) -> Parts<'a> {
    let mut parts = Parts::default();
    for file in files {
        let Some(rest) = file.path.below(folder) else { continue };
        match rest.split_once('/') {
            None if rest == "theme.toml" => parts.manifest = Some(file),
            None if is_note(rest) => {}
            Some(("templates", name)) => parts.templates.push((name, file)),
            Some(("assets", name)) => parts.assets.push((name, file)),
            Some(("words", name)) if name.ends_with(".toml") && !name.contains('/') => {
                parts.words.push((&name[..name.len() - ".toml".len()], file));
            }
            _ if is_note(file.path.file_name()) => {}
            _ => {
                let message = format!("`{rest}` is no part of a theme");
                let help = "a theme holds theme.toml and the folders templates, assets and words (a LANG.toml for each language)";
                diagnostics.push(Diagnostic::new(Code::UnknownFile, Origin::file(&file.path), message).help(help));
            }
        }
    }
    parts.templates.sort_by_key(|(name, _)| *name);
    parts.assets.sort_by_key(|(name, _)| *name);
    parts.words.sort_by_key(|(name, _)| *name);
    parts
}

/// Whether a file is a note for people, such as a README or a licence.
fn is_note(name: &str) -> bool {
    name.starts_with('.') || name.ends_with(".md") || name.starts_with("LICENSE") || name.starts_with("LICENCE")
}
