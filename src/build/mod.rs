//! The pipeline: from the files of a project to the files of its site. A pure function of [`Inputs`]; what it remembers between two
//! builds can only make it faster.

mod again;
mod assets;
mod files;
mod index;
mod memo;
mod stages;
mod timings;

use std::sync::Arc;

use jiff::civil;
use rayon::prelude::*;

use crate::base::files::{File, Files};
use crate::base::{Diagnostics, Hash, SourcePath};
use crate::model::Model;
use crate::parse::{Content, Table};
use crate::settings::{self, Settings};
use crate::source::{Source, Sources};
use crate::{domain, kit, pages, parse, resolve, schema};

use again::Last;
use files::Workshop;
use index::Index;
use memo::Memo;
use stages::{Front, Themed, Work, WorkedOut};

pub use files::Common;
pub use timings::Timings;

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
    /// The day on which everything stands as it is told.
    pub(super) fn day(&self, settings: &Settings) -> civil::Date {
        self.as_of.or(settings.as_of).unwrap_or(self.today)
    }

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
    /// How long each stage took.
    pub timings: Timings,
    /// Files that held something else when they were looked into than when they were read: build again when they have come to rest.
    pub outdated: Vec<SourcePath>,
    /// The search index, where it is not among the files.
    index: Option<Arc<Index>>,
    workshop: Arc<Workshop>,
}

impl Built {
    /// The file at an address. A search index that is not among the files is made when one of its files is asked for first.
    pub fn file(&self, address: &str) -> Option<&File> {
        self.files.get(address).or_else(|| self.index.as_ref()?.file(address))
    }

    /// What all pages are made with.
    pub fn common(&self) -> Common {
        self.workshop.common()
    }

    /// All files, with those of a search index that is not among them.
    pub fn complete(&self) -> Files {
        match &self.index {
            Some(index) => self.files.and(index.files()),
            None => self.files.clone(),
        }
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

/// Builds sites, and remembers what it needs to make the next one of nearly the same inputs quickly.
#[derive(Default)]
pub struct Builder {
    memo: Memo,
    last: Option<Last>,
    told: Option<Arc<Told>>,
}

/// Is told, while all records are read, how many are and how many there are.
pub type Told = dyn Fn(usize, usize) + Send + Sync;

impl Builder {
    /// One that remembers nothing.
    pub fn new() -> Builder {
        Builder::default()
    }

    /// One that remembers nothing, and tells how far it is.
    pub fn telling(told: Arc<Told>) -> Builder {
        Builder { told: Some(told), ..Builder::default() }
    }

    /// The site of these inputs. It is the same whatever was built before.
    pub fn build(&mut self, inputs: &Inputs) -> Built {
        let mut timings = Timings::start();
        let again = self.last.as_ref().and_then(|last| last.again(inputs, &self.memo, &mut timings));
        let last = match again {
            Some(last) => last,
            None => self.build_all(inputs, &mut timings),
        };
        let built = last.built(timings);
        // The same inputs may come to something else once files are what they were read as.
        self.last = Some(last).filter(|last| last.outdated.is_empty());
        built
    }

    fn build_all(&mut self, inputs: &Inputs, timings: &mut Timings) -> Last {
        // What the last build came to is of no more use, and takes as much room as what is made now.
        self.last = None;
        self.memo.begin();
        let mut reading = inputs.reading.clone();
        let Declared { mut settings, schema } = self.declared(&inputs.sources, &mut reading);
        if let Some(base) = &inputs.base_url {
            settings.base_url = settings::base_url(base).or(settings.base_url);
        }
        let (settings, schema) = (Arc::new(settings), Arc::new(schema));
        timings.end("settings and kinds");
        let files = self.files(&inputs.sources, &schema, &mut reading);
        let parsed_files = self.memo.parsed_files();
        timings.end("parse");
        let below = inputs.sources.below("content").map(|(path, _)| path);
        let assets: Vec<SourcePath> = below.filter(|path| !is_data(path)).cloned().collect();
        let front = Front { settings, schema, assets, reading };
        let memo = &self.memo;
        let markdown = |text: &str, options: &parse::markdown::Options| memo.text(text, options);
        let told = |done, total| self.told.iter().for_each(|told| told(done, total));
        let (resolved, theme) = rayon::join(
            || resolve::resolve(&front.resolving(&files, &markdown, &told)),
            || Themed::new(&front.settings, &front.schema, inputs),
        );
        drop(files);
        timings.end("resolve, theme");
        let (images, outdated) = assets::images(memo, &resolved.model, &inputs.sources);
        timings.end("pictures");
        let work = Work { parsed_files, parsed_texts: memo.parsed_texts() };
        let worked_out = WorkedOut::new(&front, &resolved, &images, inputs, timings);
        let site = Arc::new(worked_out.site(&front, &theme, &images, inputs));
        timings.end("site");
        let (index, parts) = index::of_build(&site, memo, inputs.index);
        timings.end("search index");
        let workshop = Arc::new(Workshop::new(site.clone(), theme.renderer.clone()));
        let files = files::files(&workshop, &inputs.sources, parts);
        timings.end("list of files");
        self.memo.end();
        let (inputs, read) = (inputs.clone(), 0);
        Last { inputs, front, resolved, theme, images, outdated, worked_out, site, index, workshop, files, work, read }
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
        let parsed = self.memo.file("toml", text, Hash::of(text.as_bytes()));
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
        let kit = kit::RECORDS.iter().map(|(path, text)| (SourcePath::new(path), Arc::new(Source::of_text(*text))));
        let portal = sources.below("content").filter(|(path, _)| is_data(path));
        let portal = portal.map(|(path, source)| (path.clone(), source.clone()));
        let all: Vec<(SourcePath, Arc<Source>)> = kit.chain(portal).collect();
        let parsed: Vec<Option<(resolve::File, Diagnostics)>> =
            all.into_par_iter().map(|(path, source)| parsed(path, &source, &self.memo)).collect();
        let mut files = Vec::with_capacity(parsed.len());
        for (file, mut faults) in parsed.into_iter().flatten() {
            if has_kind(&file.path) {
                diagnostics.append(&mut faults);
            }
            files.push(file);
        }
        files
    }
}

/// Whether a file below `content/` holds records.
fn is_data(path: &SourcePath) -> bool {
    matches!(path.extension().as_str(), "md" | "toml" | "csv")
}

/// A file of records, parsed, with its faults.
fn parsed(path: SourcePath, source: &Source, memo: &Memo) -> Option<(resolve::File, Diagnostics)> {
    let text = source.text()?.clone();
    let parsed = memo.file(&path.extension(), &text, source.hash);
    let faults: Diagnostics = parsed.faults.iter().map(|fault| fault.place(&path, 0)).collect();
    // A fault of a table is one of a row, and the others are whole.
    let incomplete = !faults.is_empty() && path.extension() != "csv";
    Some((resolve::File { content: parsed.content.clone(), path, text, incomplete }, faults))
}
