//! The pipeline: from the files of a project to the files of its site. A pure function of [`Inputs`]; what it remembers between two
//! builds can only make it faster.

mod assets;
mod files;
mod index;
mod memo;

use std::sync::Arc;

use jiff::civil;
use rayon::prelude::*;

use crate::base::files::{File, Files};
use crate::base::{Diagnostics, Lang, Origin, SourcePath};
use crate::model::Model;
use crate::parse::{Content, Table};
use crate::settings::{self, Settings};
use crate::source::Sources;
use crate::{check, domain, kit, pages, parse, resolve, schema, theme};

use index::Index;
use memo::Memo;

/// Part of every key, so that another version of casebook makes every file anew.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Everything that a build may depend on.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The project's files.
    pub sources: Arc<Sources>,
    /// What was found while reading them.
    pub reading: Diagnostics,
    /// The date of the build, unless the settings fix it.
    pub today: civil::Date,
    /// A date that goes before the settings'.
    pub as_of: Option<civil::Date>,
    /// Whether drafts and future records are shown.
    pub drafts: bool,
    /// Whether the search index is among the files. Without it a build is faster, and [`Built::file`] makes the index when it is asked for.
    pub index: bool,
    /// A public address that goes before the settings'.
    pub base_url: Option<String>,
}

impl Inputs {
    /// The inputs of a plain build of these files on a day.
    pub fn new(sources: Sources, today: civil::Date) -> Inputs {
        Inputs {
            sources: Arc::new(sources),
            reading: Vec::new(),
            today,
            as_of: None,
            drafts: false,
            index: true,
            base_url: None,
        }
    }
}

/// The site, and what was found on the way to it.
pub struct Built {
    /// The files, to be made one by one. What is found while making them comes with them.
    pub files: Files,
    /// The findings, in order.
    pub diagnostics: Diagnostics,
    /// The portal's records.
    pub model: Arc<Model>,
    /// The portal's settings.
    pub settings: Arc<Settings>,
    /// What the pages show: with [`pages::view`], the view of each page of its plan.
    pub site: Arc<pages::Site>,
    /// What was done.
    pub stats: Stats,
    /// The search index, where it is not among the files.
    index: Option<Index>,
}

impl Built {
    /// The file at an address. A search index that is not among the files is made when one of its files is asked for first.
    pub fn file(&self, address: &str) -> Option<&File> {
        self.files.get(address).or_else(|| self.index.as_ref()?.file(address))
    }

    /// All files, with those of a search index that is not among them.
    pub fn complete(self: &Arc<Built>) -> Files {
        let lists: [fn(&Built) -> Option<&Files>; 2] =
            [|built| Some(&built.files), |built| Some(built.index.as_ref()?.files())];
        let mut all = Vec::new();
        for list in lists {
            for (place, file) in list(self).into_iter().flat_map(Files::iter).enumerate() {
                let built = self.clone();
                let prepare = move || match list(&built) {
                    Some(files) => (files.as_slice()[place].prepare)(),
                    None => unreachable!("a site does not lose its index"),
                };
                all.push(File { address: file.address.clone(), role: file.role, prepare: Box::new(prepare) });
            }
        }
        Files::new(all)
    }
}

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Records that the portal wrote.
    pub records: usize,
    /// Pages planned.
    pub pages: usize,
    /// Files parsed, not remembered.
    pub parsed_files: usize,
    /// Markdown texts parsed, not remembered.
    pub parsed_texts: usize,
}

/// The kinds of a project, with its settings: all that the commands about kinds need.
pub struct Declared {
    /// The settings.
    pub settings: Settings,
    /// The kinds.
    pub schema: schema::Schema,
}

/// Builds sites, and remembers what it parsed for the next time.
#[derive(Default)]
pub struct Builder {
    memo: Memo,
}

impl Builder {
    /// One that remembers nothing.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// The site of these inputs. It is the same whatever was built before.
    pub fn build(&mut self, inputs: &Inputs) -> Built {
        self.memo.begin();
        let mut diagnostics = inputs.reading.clone();
        let Declared { mut settings, schema } = self.declared(&inputs.sources, &mut diagnostics);
        if let Some(base) = &inputs.base_url {
            settings.base_url = settings::base_url(base).or(settings.base_url);
        }
        let as_of = inputs.as_of.or(settings.as_of).unwrap_or(inputs.today);
        let dated = inputs.as_of.or(settings.as_of).is_some();
        let settings = Arc::new(settings);

        let files = self.files(&inputs.sources, &schema, &mut diagnostics);
        let assets: Vec<SourcePath> =
            inputs.sources.below("content").map(|(path, _)| path.clone()).filter(|path| !is_data(path)).collect();
        let memo = &self.memo;
        let markdown = |text: &str, options: &parse::markdown::Options| memo.text(text, options);
        let input = resolve::Input {
            settings: &settings,
            schema: Arc::new(schema),
            files: &files,
            assets: &assets,
            markdown: &markdown,
        };
        let (mut model, mut found) = resolve::resolve(&input);
        diagnostics.append(&mut found);
        let terms = domain::rules::Terms { stale_after: settings.stale_after, due_soon: settings.due_soon };
        let (derived, mut found) = domain::derive(&mut model, as_of, inputs.drafts, &terms);
        diagnostics.append(&mut found);
        let model = Arc::new(model);

        let theme = self.theme(&inputs.sources, &settings, &mut diagnostics);
        let (plan, mut found) = pages::plan(&model, &derived, &settings);
        diagnostics.append(&mut found);
        let images = assets::images(&self.memo, &model, &inputs.sources);
        let subject =
            check::Input { model: &model, settings: &settings, as_of, images: &images, pages: plan.pages.len() };
        diagnostics.append(&mut check::check(&subject));

        let plan = Arc::new(plan);
        let stats = Stats {
            records: model.records.iter().filter(|record| record.of_portal).count(),
            pages: plan.pages.len(),
            parsed_files: self.memo.parsed_files(),
            parsed_texts: self.memo.parsed_texts(),
        };
        let facts = assets::facts(&inputs.sources, &images);
        let renderer = self.memo.renderer(&theme, &mut diagnostics);
        diagnostics.append(&mut theme::check(&theme, &pages::contract::kinds(&model.schema)));
        let site = pages::Site::new(model.clone(), derived, dated, settings.clone(), theme, plan, &facts);
        let site = Arc::new(site);
        let mut made = files::files(site.clone(), renderer, &inputs.sources);
        let words = self.memo.words();
        let index = match inputs.index {
            true => {
                made.append(&mut index::files(&site, &words));
                None
            }
            false => Some(Index::new(site.clone(), words)),
        };
        let files = Files::new(made);
        crate::base::diagnostic::sort(&mut diagnostics);
        self.memo.end();
        Built { files, diagnostics, model, settings, site, stats, index }
    }

    /// The settings and kinds of a project.
    pub fn declared(&mut self, sources: &Sources, diagnostics: &mut Diagnostics) -> Declared {
        let path = SourcePath::new(settings::FILE);
        let settings = match sources.get(&path).and_then(|source| source.text()) {
            Some(text) => {
                let table = self.table(&path, text, diagnostics);
                let (settings, mut found) = settings::read(&path, &table);
                diagnostics.append(&mut found);
                settings
            }
            None => {
                // A settings file that cannot be read was reported as such.
                if !diagnostics.iter().any(|diagnostic| diagnostic.origin.path == path) {
                    diagnostics.push(settings::missing());
                }
                Settings::default()
            }
        };
        let mut ignored = Vec::new();
        let kit: Vec<(SourcePath, Table)> = kit::KINDS
            .iter()
            .map(|(path, text)| {
                let path = SourcePath::new(path);
                let table = self.table(&path, text, &mut ignored);
                (path, table)
            })
            .collect();
        let portal: Vec<(SourcePath, Table)> = sources
            .below("kinds")
            .filter(|(path, _)| path.extension() == "toml")
            .filter_map(|(path, source)| Some((path, source.text()?)))
            .map(|(path, text)| (path.clone(), self.table(path, text, diagnostics)))
            .collect();
        let (schema, mut found) = schema::read(&kit, &portal, settings.default_language(), &domain::names());
        diagnostics.append(&mut found);
        Declared { settings, schema }
    }

    fn table(&self, path: &SourcePath, text: &str, diagnostics: &mut Diagnostics) -> Table {
        let parsed = self.memo.file("toml", text);
        diagnostics.extend(parsed.faults.iter().map(|fault| fault.place(path, 0)));
        match &*parsed.content {
            Content::Table(table) => table.clone(),
            _ => Table::default(),
        }
    }

    /// The parsed files of records: the kit's, then the portal's. A file that stands in no kind's folder is reported as such later, and
    /// not for what it holds.
    fn files(&self, sources: &Sources, schema: &schema::Schema, diagnostics: &mut Diagnostics) -> Vec<resolve::File> {
        let has_kind = |path: &SourcePath| {
            let folder = path.below("content").and_then(|below| below.split_once('/'));
            folder.is_some_and(|(folder, _)| schema.kind_of_folder(folder).is_some())
        };
        let kit = kit::RECORDS.iter().map(|(path, text)| (SourcePath::new(path), Arc::from(*text)));
        let portal = sources.below("content").filter(|(path, _)| is_data(path));
        let portal = portal.filter_map(|(path, source)| Some((path.clone(), source.text()?.clone())));
        let all: Vec<(SourcePath, Arc<str>)> = kit.chain(portal).collect();
        let parsed: Vec<(resolve::File, Diagnostics)> = all
            .into_par_iter()
            .map(|(path, text)| {
                let parsed = self.memo.file(&path.extension(), &text);
                let faults: Diagnostics = parsed.faults.iter().map(|fault| fault.place(&path, 0)).collect();
                // A fault of a table is one of a row, and the others are whole.
                let incomplete = !faults.is_empty() && path.extension() != "csv";
                (resolve::File { content: parsed.content.clone(), path, text, incomplete }, faults)
            })
            .collect();
        let mut files = Vec::with_capacity(parsed.len());
        for (file, mut faults) in parsed {
            if has_kind(&file.path) {
                diagnostics.append(&mut faults);
            }
            files.push(file);
        }
        files
    }

    fn theme(&self, sources: &Sources, settings: &Settings, diagnostics: &mut Diagnostics) -> Arc<theme::Theme> {
        let files: Vec<theme::ThemeFile> =
            sources.below(theme::FOLDER).map(|(path, source)| files::theme_file(path, source)).collect();
        let named_at = Origin::new(&SourcePath::new(settings::FILE), settings.theme_span);
        let default: &Lang = settings.default_language();
        let (theme, mut found) = theme::load(&settings.theme, &named_at, &files, &theme::builtin(), default);
        diagnostics.append(&mut found);
        Arc::new(theme)
    }
}

/// Whether a file below `content/` holds records.
fn is_data(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "md" | "toml" | "csv")
}
