//! Themes as values: templates, words, assets and declarations, laid over each other from the chosen theme down to the built-in one.
//! Nothing here touches the disk.

mod assets;
mod builtin;
mod check;
pub mod contract;
mod files;
mod layers;
mod manifest;
mod syntax;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

pub use assets::Asset;
pub use builtin::builtin;
pub use check::check;
pub use files::{BUILT_IN, Content, FOLDER, ThemeFile};
pub use manifest::{Door, Expand, Frame, List, Named, Sort};
pub use words::Words;

use crate::base::{Code, Diagnostic, Diagnostics, Hash, Hasher, Lang, Origin, SourcePath, Span};
use crate::view::{Map, Value};

/// One template file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The theme that it belongs to.
    pub layer: String,
    /// Its name below the theme's folder templates: `case-study.html`, `embeds/records.html`.
    pub name: String,
    /// The file.
    pub path: SourcePath,
    /// What it says, without a byte order mark.
    pub text: Arc<str>,
    /// The byte of the file at which the text begins.
    pub offset: u32,
}

impl Template {
    /// The name under which templates of every layer can reach it: `portal/case-study.html`.
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.layer, self.name)
    }

    /// A finding at a place of the text.
    pub fn diagnostic(&self, code: Code, span: impl Into<Span>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(code, &self.path, span.into().moved(self.offset), message)
    }
}

/// A theme with all that stands behind it.
#[derive(Clone, Debug)]
pub struct Theme {
    layers: Vec<String>,
    templates: Vec<Template>,
    assets: Vec<Asset>,
    words: Words,
    expands: Vec<Expand>,
    lists: Vec<List>,
    doors: Vec<Door>,
    menu: Vec<Named>,
    frame: Option<Frame>,
    hash: Hash,
}

/// Makes the theme `name`, which is chosen at `named_at`, from the files below the project's folder `themes` and those of the built-in
/// theme. `default` is the portal's first language: texts of a manifest that name no language are in it.
///
/// What cannot be read is reported and left out; the built-in theme always stands behind.
pub fn load(
    name: &str,
    named_at: &Origin,
    files: &[ThemeFile],
    builtin: &[ThemeFile],
    default: &Lang,
) -> (Theme, Diagnostics) {
    let mut diagnostics = Vec::new();
    let chain = layers::chain(name, named_at, files, builtin, default, &mut diagnostics);
    let mut templates = Vec::new();
    let mut word_files = Vec::new();
    let mut asset_files: Vec<(&str, &ThemeFile)> = Vec::new();
    let mut expands: Vec<Expand> = Vec::new();
    let mut lists: Vec<List> = Vec::new();
    let mut doors: Vec<Door> = Vec::new();
    let mut menu: Vec<Named> = Vec::new();
    let mut frame: Option<Frame> = None;
    for layer in &chain {
        for (name, file) in &layer.parts.templates {
            match file.text() {
                Ok(text) => templates.push(template(&layer.name, name, file, text)),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        for (lang, file) in &layer.parts.words {
            match file.text() {
                Ok(text) => word_files.extend(words::read(&file.path, lang, text, &mut diagnostics)),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        for (name, file) in &layer.parts.assets {
            if !asset_files.iter().any(|(known, _)| known == name) {
                asset_files.push((name, file));
            }
        }
        for expand in &layer.manifest.expands {
            if !expands.iter().any(|known| known.kind == expand.kind && known.path == expand.path) {
                expands.push(expand.clone());
            }
        }
        for list in &layer.manifest.lists {
            if !lists.iter().any(|known| known.id == list.id) {
                lists.push(list.clone());
            }
        }
        for door in &layer.manifest.doors {
            if !doors.iter().any(|known| known.id == door.id) {
                doors.push(door.clone());
            }
        }
        if menu.is_empty() {
            menu.clone_from(&layer.manifest.menu);
        }
        frame = frame.or_else(|| layer.manifest.frame.clone());
    }
    let words = Words::new(&word_files, default, &mut diagnostics);
    let layers: Vec<String> = chain.into_iter().map(|layer| layer.name).collect();
    let assets = assets::publish(&asset_files, &mut diagnostics);
    let hash = hash(&layers, &templates, &words);
    (Theme { layers, templates, assets, words, expands, lists, doors, menu, frame, hash }, diagnostics)
}

fn template(layer: &str, name: &str, file: &ThemeFile, text: &str) -> Template {
    let bare = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let offset = (text.len() - bare.len()) as u32;
    Template { layer: layer.to_owned(), name: name.to_owned(), path: file.path.clone(), text: bare.into(), offset }
}

fn hash(layers: &[String], templates: &[Template], words: &Words) -> Hash {
    let mut hasher = Hasher::new();
    hasher.value(layers).number(templates.len() as u64);
    for template in templates {
        // The path is in it too, because findings name it.
        hasher.text(&template.layer).text(&template.name).text(template.path.as_str()).text(&template.text);
    }
    hasher.value(words).finish()
}

impl Theme {
    /// The names of the themes, the chosen one first, the built-in one last.
    pub fn layers(&self) -> &[String] {
        &self.layers
    }

    /// All templates of all layers: layer by layer, the chosen theme first, by name within each.
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// The template that a name means: of the top-most layer that has it, or of the layer that the name begins with.
    pub fn template(&self, name: &str) -> Option<&Template> {
        let exact = name.split_once('/').and_then(|(layer, rest)| {
            self.templates.iter().find(|template| template.layer == layer && template.name == rest)
        });
        exact.or_else(|| self.templates.iter().find(|template| template.name == name))
    }

    /// `wanted` where the theme has such a template, else `fallback`.
    pub fn template_for<'a>(&self, wanted: &'a str, fallback: &'a str) -> &'a str {
        if self.template(wanted).is_some() { wanted } else { fallback }
    }

    /// The files to publish, in the order of their names; of two with one name, the top-most layer's.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The asset with this name.
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.name == name)
    }

    /// Every asset's name with its published address: the variable `assets` of templates.
    pub fn asset_links(&self) -> Map {
        let mut links = Map::new();
        for asset in &self.assets {
            links.insert(asset.name.clone(), Value::Url(asset.address.as_str().into()));
        }
        links
    }

    /// The words of the interface.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What record views show beyond their fields, the chosen theme's first.
    pub fn expands(&self) -> &[Expand] {
        &self.expands
    }

    /// The lists of the home page, the chosen theme's first.
    pub fn lists(&self) -> &[List] {
        &self.lists
    }

    /// The ways in that the home page offers, the chosen theme's first.
    pub fn doors(&self) -> &[Door] {
        &self.doors
    }

    /// The kinds that the menu begins with: those of the top-most theme that says so.
    pub fn menu(&self) -> &[Named] {
        &self.menu
    }

    /// The colours of a browser's frame, of the top-most theme that declares them.
    pub fn frame(&self) -> Option<&Frame> {
        self.frame.as_ref()
    }

    /// The hash of all templates and words: of everything of the theme that a page can show, but for the addresses of assets, which
    /// pages receive as values.
    pub fn hash(&self) -> Hash {
        self.hash
    }
}
