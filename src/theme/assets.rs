//! The files that a theme publishes beside the pages, under names that carry a hash of their content.

use std::sync::Arc;

use crate::base::{Address, Code, Diagnostic, Diagnostics, Hash, SourcePath, Span};

use super::files::{Content, ThemeFile};

/// A style sheet, script, font or picture of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its name below the theme's folder assets: `style.css`, `fonts/serif.woff2`.
    pub name: String,
    /// The file that it is.
    pub path: SourcePath,
    /// Its content; in style sheets the links to other assets lead to their published names.
    pub content: Content,
    /// Where it is published: `assets/style.3f2a9c51.css`.
    pub address: Address,
}

/// The published form of all assets, in the order of their names. Style sheets come last, because they name the others.
pub(super) fn publish(files: &[(&str, &ThemeFile)], diagnostics: &mut Diagnostics) -> Vec<Asset> {
    let mut assets: Vec<Asset> = files
        .iter()
        .filter(|(name, _)| !is_sheet(name))
        .map(|(name, file)| asset(name, file, file.content.clone()))
        .collect();
    for (name, file) in files.iter().filter(|(name, _)| is_sheet(name)) {
        match file.text() {
            Ok(text) => {
                let linked = link(name, text, &assets, file, diagnostics);
                assets.push(asset(name, file, Content::Bytes(Arc::from(linked.into_bytes()))));
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    assets.sort_by(|a, b| a.name.cmp(&b.name));
    assets
}

fn is_sheet(name: &str) -> bool {
    name.ends_with(".css")
}

fn asset(name: &str, file: &ThemeFile, content: Content) -> Asset {
    let hash = match &content {
        Content::Bytes(bytes) => Hash::of(bytes),
        Content::OnDisk(hash) => *hash,
    };
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let address = Address::new(format!("assets/{stem}.{}{extension}", hash.short(8)));
    Asset { name: name.to_owned(), path: file.path.clone(), content, address }
}

/// The style sheet with each `url(…)` leading to the published name of the asset that it means. Links that name an asset which does not
/// exist are reported; those with a scheme, to a fragment or to data are left as they are.
fn link(name: &str, text: &str, assets: &[Asset], file: &ThemeFile, diagnostics: &mut Diagnostics) -> String {
    let here = Address::new(format!("assets/{name}"));
    let mut linked = String::with_capacity(text.len());
    let mut rest = 0;
    while let Some(found) = text[rest..].find("url(") {
        let open = rest + found + "url(".len();
        let Some(length) = text[open..].find(')') else { break };
        let inside = text[open..open + length].trim();
        let target = inside.trim_matches(['"', '\'']);
        linked.push_str(&text[rest..open]);
        rest = open + length;
        if target.is_empty() || target.contains(':') || target.starts_with('#') {
            linked.push_str(inside);
            continue;
        }
        let wanted = resolved(name, target);
        match assets.iter().find(|asset| Some(&asset.name) == wanted.as_ref()) {
            Some(asset) => linked.push_str(&format!("\"{}\"", here.link_to(asset.address.as_str()))),
            None => {
                let message = format!("the theme has no asset `{target}`");
                let help = "links in a style sheet are relative to it, lead to files of the theme's assets, and to no other style sheet";
                let start = open + text[open..].find(target).unwrap_or(0);
                let span = Span::new(start, start + target.len());
                diagnostics.push(Diagnostic::at(Code::MissingFile, &file.path, span, message).help(help));
                linked.push_str(inside);
            }
        }
    }
    linked.push_str(&text[rest..]);
    linked
}

/// The asset that `target` means in the style sheet `name`; none where it leads out of the assets.
fn resolved(name: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
