//! The chain of themes that a portal's pages are made with: the chosen theme, its parent, and so on down to the built-in one.

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics, Lang, Origin};

use super::files::{self, BUILT_IN, FOLDER, Parts, ThemeFile};
use super::manifest::{self, Manifest};

/// One theme of the chain.
pub(super) struct Layer<'a> {
    pub name: String,
    pub manifest: Manifest,
    pub parts: Parts<'a>,
}

/// The chain from the theme `name` down to the built-in one, the chosen theme first. A theme that does not exist, or that has itself
/// for an ancestor, is reported, and the built-in theme takes its place.
pub(super) fn chain<'a>(
    name: &str,
    named_at: &Origin,
    files: &'a [ThemeFile],
    builtin: &'a [ThemeFile],
    default: &Lang,
    diagnostics: &mut Diagnostics,
) -> Vec<Layer<'a>> {
    let mut chain: Vec<Layer<'a>> = Vec::new();
    let mut next = Some((name.to_owned(), named_at.clone()));
    while let Some((name, origin)) = next {
        if name == BUILT_IN {
            break;
        }
        if chain.iter().any(|layer| layer.name == name) {
            let names: Vec<&str> = chain.iter().map(|layer| layer.name.as_str()).chain([name.as_str()]).collect();
            let message = format!("the theme `{name}` builds on itself: {}", names.join(" -> "));
            diagnostics.push(
                Diagnostic::new(Code::Settings, origin, message)
                    .help(format!("end the chain with `parent = \"{BUILT_IN}\"`")),
            );
            break;
        }
        let folder = format!("{FOLDER}/{name}");
        if name.contains('/') || !files.iter().any(|file| file.path.below(&folder).is_some()) {
            diagnostics.push(unknown(&name, origin, files));
            break;
        }
        let layer = read(&name, &folder, files, default, diagnostics);
        next = layer.manifest.parent.clone();
        chain.push(layer);
    }
    report_shadow(files, builtin, diagnostics);
    chain.push(read(BUILT_IN, &format!("kit:{FOLDER}/{BUILT_IN}"), builtin, &Lang::new("en"), diagnostics));
    chain
}

fn read<'a>(name: &str, folder: &str, files: &'a [ThemeFile], lang: &Lang, diagnostics: &mut Diagnostics) -> Layer<'a> {
    let parts = files::parts(folder, files, diagnostics);
    let manifest = parts.manifest.map(|file| match file.text() {
        Ok(text) => {
            let (manifest, mut found) = manifest::read(name, &file.path, text, lang);
            diagnostics.append(&mut found);
            manifest
        }
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            Manifest::default()
        }
    });
    Layer { name: name.to_owned(), manifest: manifest.unwrap_or_default(), parts }
}

fn unknown(name: &str, origin: Origin, files: &[ThemeFile]) -> Diagnostic {
    let folders = files.iter().filter_map(|file| Some(file.path.below(FOLDER)?.split_once('/')?.0));
    let help = did_you_mean(name, folders.chain([BUILT_IN])).unwrap_or_else(|| {
        format!("a theme of your own stands in `{FOLDER}/{name}/`; the theme that comes with casebook is `{BUILT_IN}`")
    });
    Diagnostic::new(Code::Settings, origin, format!("there is no theme `{name}`")).help(help)
}

/// A project's own folder `themes/portal` has no effect; that is worth a word unless it is a true copy.
fn report_shadow(files: &[ThemeFile], builtin: &[ThemeFile], diagnostics: &mut Diagnostics) {
    let folder = format!("{FOLDER}/{BUILT_IN}");
    let kit = format!("kit:{folder}");
    let differs = |file: &&ThemeFile| {
        let Some(name) = file.path.below(&folder) else { return false };
        let same = builtin.iter().find(|own| own.path.below(&kit) == Some(name));
        !name.ends_with(".md")
            && !file.path.file_name().starts_with('.')
            && same.is_none_or(|own| own.hash() != file.hash())
    };
    if let Some(file) = files.iter().find(differs) {
        let message = format!("the theme `{BUILT_IN}` is part of casebook, so this folder is not used");
        let help = format!("give the folder another name, and write `parent = \"{BUILT_IN}\"` in its theme.toml");
        diagnostics.push(Diagnostic::new(Code::UnknownFile, Origin::file(&file.path), message).help(help));
    }
}
