//! The files of the site: pages, the theme's assets, the portal's pictures and attachments.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::files::{File, Files, Maker, Prepared, Produced, Role};
use crate::base::{Address, Code, Diagnostic, Hash, Hasher, Lang, Origin, SourcePath};
use crate::exchange;
use crate::pages::{self, Site};
use crate::render::{Renderer, Shell};
use crate::source::{Content, Source, Sources};
use crate::theme::{self, ThemeFile};

use super::{VERSION, assets};

/// What pages and the documents beside them are made with. Its files are numbered: first the pages in the order of the plan, then the
/// documents.
pub(super) struct Workshop {
    shared: Arc<Shared>,
    documents: Arc<[pages::PlannedDocument]>,
}

/// What every page is made with.
struct Shared {
    site: Arc<Site>,
    renderer: Arc<Renderer>,
    shells: BTreeMap<Lang, Shell>,
}

impl Workshop {
    /// One for this site.
    pub fn new(site: Arc<Site>, renderer: Arc<Renderer>) -> Workshop {
        let documents = pages::documents(&site).into();
        Workshop::with_documents(site, renderer, documents)
    }

    /// One for a site with the same documents as the one before it.
    pub fn again(&self, site: Arc<Site>, renderer: Arc<Renderer>) -> Workshop {
        Workshop::with_documents(site, renderer, self.documents.clone())
    }

    fn with_documents(site: Arc<Site>, renderer: Arc<Renderer>, documents: Arc<[pages::PlannedDocument]>) -> Workshop {
        let shell = |lang: &Lang| Shell::new(pages::shell(&site, lang), site.theme.asset_links());
        let shells = site.model.languages.iter().map(|lang| (lang.clone(), shell(lang))).collect();
        Workshop { shared: Arc::new(Shared { site, renderer, shells }), documents }
    }
}

/// What all pages are made with, beside what each shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Common {
    /// The hash of the theme.
    pub theme: Hash,
    /// For each language, the hash of what all its pages show alike.
    pub shells: BTreeMap<Lang, Hash>,
}

impl Workshop {
    /// What all its pages are made with.
    pub fn common(&self) -> Common {
        let shells = self.shared.shells.iter().map(|(lang, shell)| (lang.clone(), shell.hash())).collect();
        Common { theme: self.shared.renderer.theme().hash(), shells }
    }
}

impl Maker for Workshop {
    fn prepare(&self, number: usize) -> Prepared {
        match number.checked_sub(self.shared.site.plan.pages.len()) {
            None => prepare(&self.shared, number),
            Some(number) => prepare_document(&self.shared.site, &self.documents[number]),
        }
    }
}

/// The files of a site. Nothing is made yet.
pub(super) fn files(workshop: &Arc<Workshop>, sources: &Sources, mut further: Vec<File>) -> Files {
    let site = &workshop.shared.site;
    let mut files = Vec::with_capacity(site.plan.pages.len() + workshop.documents.len() + further.len());
    for asset in site.theme.assets() {
        if let Some(source) = source_of(asset, sources) {
            files.push(copy(asset.address.clone(), asset.path.clone(), source));
        }
    }
    for path in site.assets.keys() {
        if let (Some(address), Some(source)) = (site.asset_address(path), sources.get(path)) {
            files.push(copy(Address::new(address), path.clone(), source.clone()));
        }
    }
    let addresses = site.plan.pages.iter().map(|page| &page.address);
    let addresses = addresses.chain(workshop.documents.iter().map(|document| &document.address));
    files.extend(addresses.enumerate().map(|(number, address)| File::numbered(address.clone(), Role::Page, number)));
    files.append(&mut further);
    Files::made_by(files, workshop.clone())
}

/// Works out what a document says; its bytes are made when they are asked for.
fn prepare_document(site: &Site, planned: &pages::PlannedDocument) -> Prepared {
    let document = pages::document(site, planned);
    let key = Hasher::new().text(VERSION).value(&document).finish();
    let produce = move || Produced { bytes: exchange::bytes(&document), diagnostics: Vec::new() };
    Prepared { key, produce: Box::new(produce) }
}

/// Works out what a page shows; its HTML is made when it is asked for.
fn prepare(workshop: &Arc<Shared>, place: usize) -> Prepared {
    let page = &workshop.site.plan.pages[place];
    let view = pages::view(&workshop.site, page);
    let shell = workshop.shells.get(&page.lang).map(Shell::hash).unwrap_or_default();
    let key = Hasher::new().text(VERSION).hash(workshop.renderer.theme().hash()).hash(shell).value(&view).finish();
    let workshop = workshop.clone();
    Prepared {
        key,
        produce: Box::new(move || match workshop.shells.get(&view.lang) {
            Some(shell) => workshop.renderer.render(&view, shell),
            None => Produced::default(),
        }),
    }
}

/// A file that is published as it is.
fn copy(address: Address, path: SourcePath, source: Arc<Source>) -> File {
    File::known(address, Role::Asset, source.hash, move || match source.bytes() {
        // What was checked is what is published, and its name tells its content.
        Ok(bytes) if Hash::of(&bytes) != source.hash => {
            not_as_read(&path, format!("`{path}` was changed while the site was made"))
        }
        Ok(bytes) => Produced { bytes: bytes.to_vec(), diagnostics: Vec::new() },
        Err(error) => not_as_read(&path, format!("`{path}` cannot be read any more ({})", error.kind())),
    })
}

fn not_as_read(path: &SourcePath, message: String) -> Produced {
    let diagnostic = Diagnostic::new(Code::Unreadable, Origin::file(path), message).help(assets::WAIT);
    Produced { bytes: Vec::new(), diagnostics: vec![diagnostic] }
}

fn source_of(asset: &theme::Asset, sources: &Sources) -> Option<Arc<Source>> {
    match &asset.content {
        theme::Content::Bytes(bytes) => Some(Arc::new(Source::of_bytes(bytes.clone()))),
        theme::Content::OnDisk(_) => sources.get(&asset.path).cloned(),
    }
}

/// A file of a project's theme as the theme stage takes it.
pub(super) fn theme_file(path: &SourcePath, source: &Source) -> ThemeFile {
    let content = match &source.content {
        Content::Text(text) => theme::Content::Bytes(text.as_bytes().into()),
        Content::Bytes(bytes) => theme::Content::Bytes(bytes.clone()),
        Content::OnDisk(_) => theme::Content::OnDisk(source.hash),
    };
    ThemeFile { path: path.clone(), content }
}
