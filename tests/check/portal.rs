//! A portal in memory, brought through the stages up to the checks.

use std::collections::BTreeMap;
use std::sync::Arc;

use casebook::base::position::Lines;
use casebook::base::{Code, Diagnostic, Lang, Origin, SourcePath, diagnostic};
use casebook::check::{self, Input};
use casebook::model::Model;
use casebook::parse::image::{Facts, Reason};
use casebook::parse::{Content, Table, file, toml};
use casebook::resolve::{self, File, resolve};
use casebook::schema::{self, Schema};
use casebook::settings::Settings;
use casebook::{domain, kit};
use jiff::civil::Date;

/// A portal to be checked.
pub struct Portal {
    files: BTreeMap<SourcePath, Arc<str>>,
    /// Its settings.
    pub settings: Settings,
    /// What its pictures hold.
    pub images: BTreeMap<SourcePath, Result<Facts, Reason>>,
    /// How many pages it has.
    pub pages: usize,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// The day of all builds here.
const AS_OF: Date = Date::constant(2026, 11, 21);

/// A portal in English with these files: its kinds in `kinds/`, its records in `content/`.
pub fn portal(files: &[(&str, &str)]) -> Portal {
    Portal {
        files: files.iter().map(|(path, text)| (SourcePath::new(path), Arc::from(*text))).collect(),
        settings: Settings { base_url: Some("https://www.example.org/".to_owned()), ..Settings::default() },
        images: BTreeMap::new(),
        pages: 1,
        drafts: false,
    }
}

/// The front matter of a record with a title and these lines.
pub fn front(lines: &str) -> String {
    format!("+++\ntitle = \"A\"\n{lines}+++\n")
}

impl Portal {
    /// The same portal in English and Spanish.
    pub fn in_spanish_too(mut self) -> Portal {
        self.settings.languages.push(Lang::new("es"));
        self
    }

    /// The same portal with a picture.
    pub fn picture(mut self, path: &str, facts: Result<Facts, Reason>) -> Portal {
        self.images.insert(SourcePath::new(path), facts);
        self
    }

    /// Everything that is found, in the order in which it is reported.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.check_model(&self.model());
        diagnostic::sort(&mut diagnostics);
        diagnostics
    }

    /// What is found in the portal's model.
    pub fn check_model(&self, model: &Model) -> Vec<Diagnostic> {
        let Portal { settings, images, pages, .. } = self;
        let checked = check::check(&Input { model, settings, as_of: AS_OF, images, pages: *pages });
        checked.diagnostics().cloned().collect()
    }

    /// The findings, in one line each, with what they underline.
    pub fn found(&self) -> Vec<String> {
        self.check().iter().map(|found| self.line(found)).collect()
    }

    /// The help of the only finding.
    pub fn help(&self) -> String {
        let found = self.check();
        assert_eq!(found.len(), 1, "{:#?}", self.found());
        found.into_iter().next().and_then(|found| found.help).unwrap_or_default()
    }

    fn line(&self, found: &Diagnostic) -> String {
        let related: Vec<String> =
            found.related.iter().map(|(at, what)| format!("; {what}: {}", self.place(at))).collect();
        format!("{} {}: {}{}", self.place(&found.origin), found.code, found.message, related.concat())
    }

    /// `a.md:3:7 «what stands there»`; a whole file has only its name.
    fn place(&self, origin: &Origin) -> String {
        let name = origin.path.file_name();
        match self.files.get(&origin.path) {
            Some(text) if !origin.span.range().is_empty() => {
                let at = Lines::new(text.clone()).position(origin.span.range().start).unwrap();
                format!("{name}:{}:{} «{}»", at.line, at.column, &text[origin.span.range()])
            }
            _ => name.to_owned(),
        }
    }

    /// The model, which must be valid.
    pub fn model(&self) -> Model {
        let files: Vec<File> = kit::RECORDS
            .iter()
            .map(|(path, text)| (SourcePath::new(path), Arc::from(*text)))
            .chain(self.files.clone())
            .filter(|(path, _)| path.below("kinds").is_none())
            .map(|(path, text): (SourcePath, Arc<str>)| {
                let (content, faults) = file::content(&path.extension(), &text);
                assert_eq!(faults, [], "{path}");
                File { path, text, content: Arc::new(content), incomplete: false }
            })
            .collect();
        let assets: Vec<SourcePath> = self.images.keys().cloned().collect();
        let input = resolve::Input {
            settings: &self.settings,
            schema: Arc::new(self.schema()),
            files: &files,
            assets: &assets,
            markdown: &|text, options| Arc::new(file::text(text, options)),
            told: &|_, _| (),
        };
        let resolved = resolve(&input);
        let diagnostics: Vec<_> = resolved.diagnostics().cloned().collect();
        let mut model = resolved.model;
        let wrong: Vec<String> =
            diagnostics.iter().filter(|found| found.code != Code::FormerId).map(|found| self.line(found)).collect();
        assert_eq!(wrong, Vec::<String>::new());
        domain::derive(&mut model, AS_OF, self.drafts, &domain::rules::Terms::default());
        model
    }

    fn schema(&self) -> Schema {
        let read = |path: &str, text: &str| (SourcePath::new(path), table(text));
        let kit: Vec<(SourcePath, Table)> = kit::KINDS.iter().map(|(path, text)| read(path, text)).collect();
        let own = self.files.iter().filter(|(path, _)| path.below("kinds").is_some());
        let own: Vec<(SourcePath, Table)> = own.map(|(path, text)| read(path.as_str(), text)).collect();
        let (schema, diagnostics) = schema::read(&kit, &own, &Lang::new("en"), &domain::names());
        assert_eq!(diagnostics, []);
        schema
    }
}

fn table(text: &str) -> Table {
    let (content, faults) = file::content("toml", text);
    assert_eq!(faults, []);
    match content {
        Content::Table(table) => table,
        _ => toml::parse(text).0,
    }
}
