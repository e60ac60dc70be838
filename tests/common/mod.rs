//! A portal in memory through parsing and resolving, for tests of what works on the model.

use std::path::Path;
use std::sync::Arc;

use casebook::base::{Diagnostics, Lang, SourcePath, diagnostic};
use casebook::model::Model;
use casebook::parse::{Content, Table, file, markdown::Options};
use casebook::resolve::{self, File};
use casebook::schema::{self, Schema};
use casebook::settings::{self, Settings};
use casebook::source::{self, Sources};
use casebook::{domain, kit};

/// A portal up to its model.
pub struct Portal {
    /// Its files.
    pub sources: Sources,
    /// What `casebook.toml` says.
    pub settings: Settings,
    /// The kinds.
    pub schema: Arc<Schema>,
    /// The records.
    pub model: Model,
    /// All findings, in the order of printing.
    pub diagnostics: Diagnostics,
}

/// The kinds of the kit and no others.
pub fn kit_schema() -> Schema {
    let mut diagnostics = Diagnostics::new();
    let kit = tables(kit::KINDS.iter().map(|(path, text)| (SourcePath::new(path), *text)), &mut diagnostics);
    let (schema, found) = schema::read(&kit, &[], &Lang::new("en"), &domain::names());
    assert_eq!((diagnostics, found), (Vec::new(), Vec::new()));
    schema
}

/// The portal with these files and default settings where `casebook.toml` is not among them.
pub fn portal_of(texts: &[(&str, &str)]) -> Portal {
    load(Sources::from_texts(texts.iter().map(|(path, text)| (*path, *text))))
}

/// The portal in a folder of the disk.
pub fn portal_in(root: &Path) -> Portal {
    let (sources, found) = source::read(root, &["content", "kinds"]).expect("the folder can be read");
    let mut portal = load(sources);
    portal.diagnostics.extend(found);
    portal
}

/// Parses and resolves a portal.
pub fn load(sources: Sources) -> Portal {
    let mut diagnostics = Diagnostics::new();
    let mut settings = Settings::default();
    let path = SourcePath::new(settings::FILE);
    if let Some(text) = sources.get(&path).and_then(|source| source.text()) {
        let table = tables([(path.clone(), &**text)], &mut diagnostics).remove(0).1;
        let (read, mut found) = settings::read(&path, &table);
        settings = read;
        diagnostics.append(&mut found);
    }
    let kit = tables(kit::KINDS.iter().map(|(path, text)| (SourcePath::new(path), *text)), &mut diagnostics);
    let own = sources.below("kinds").filter_map(|(path, source)| Some((path.clone(), &**source.text()?)));
    let own = tables(own, &mut diagnostics);
    let (schema, mut found) = schema::read(&kit, &own, settings.default_language(), &domain::names());
    diagnostics.append(&mut found);
    let schema = Arc::new(schema);

    let mut files = Vec::new();
    let mut assets = Vec::new();
    let records = kit::RECORDS.iter().map(|(path, text)| (SourcePath::new(path), Some(Arc::from(*text))));
    let content = sources.below("content").map(|(path, source)| (path.clone(), source.text().cloned()));
    for (path, text) in records.chain(content) {
        match text.filter(|_| ["md", "toml", "csv"].contains(&path.extension().as_str())) {
            Some(text) => {
                let (content, faults) = file::content(&path.extension(), &text);
                diagnostics.extend(faults.iter().map(|fault| fault.place(&path, 0)));
                files.push(File { path, text, content: Arc::new(content), incomplete: false });
            }
            None => assets.push(path),
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let markdown = |text: &str, options: &Options| Arc::new(file::text(text, options));
    let input = resolve::Input {
        settings: &settings,
        schema: schema.clone(),
        files: &files,
        assets: &assets,
        markdown: &markdown,
        told: &|_, _| (),
    };
    let resolved = resolve::resolve(&input);
    diagnostics.extend(resolved.diagnostics().cloned());
    let model = resolved.model;
    diagnostic::sort(&mut diagnostics);
    Portal { sources, settings, schema, model, diagnostics }
}

fn tables<'a>(
    files: impl IntoIterator<Item = (SourcePath, &'a str)>,
    diagnostics: &mut Diagnostics,
) -> Vec<(SourcePath, Table)> {
    let mut tables = Vec::new();
    for (path, text) in files {
        let (content, faults) = file::content("toml", text);
        diagnostics.extend(faults.iter().map(|fault| fault.place(&path, 0)));
        if let Content::Table(table) = content {
            tables.push((path, table));
        }
    }
    tables
}
