//! Builds the portals of this folder, and variations of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casebook::base::{Diagnostics, Severity, SourcePath};
use casebook::build::{Builder, Built, Inputs};
use casebook::pages::{self, Page};
use casebook::source::{self, Source, Sources};
use casebook::view::View;
use jiff::civil::date;

/// The folders of a project.
const FOLDERS: &[&str] = &["content", "kinds", "themes"];

/// A site with all its files.
pub struct Made {
    pub built: Built,
    pub files: BTreeMap<String, Vec<u8>>,
    /// What was found while building and making the files.
    pub findings: Diagnostics,
}

/// The root of the repository, which is itself a portal.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of a portal beside this file.
pub fn folder(name: &str) -> PathBuf {
    root().join("tests/sites").join(name)
}

/// The inputs that a portal's folder holds.
pub fn inputs(folder: &Path) -> Inputs {
    let (sources, reading) = source::read(folder, FOLDERS).expect("the portal can be read");
    Inputs { reading, ..Inputs::new(sources, date(2026, 1, 31)) }
}

/// The inputs of a portal with further files, or with others in their place.
pub fn changed(name: &str, files: &[(&str, &str)]) -> Inputs {
    let inputs = inputs(&folder(name));
    let mut sources: Sources = (*inputs.sources).clone();
    for (path, text) in files {
        sources.insert(SourcePath::new(path), Source::of_text(*text));
    }
    Inputs { sources: Arc::new(sources), ..inputs }
}

/// The portal as it stands, which has no errors.
pub fn portal(name: &str) -> Made {
    let made = make(&inputs(&folder(name)));
    made.assert_good();
    made
}

/// Builds a site and makes all its files.
pub fn make(inputs: &Inputs) -> Made {
    let built = Builder::new().build(inputs);
    let mut findings = built.diagnostics.clone();
    let mut files = BTreeMap::new();
    for file in built.files.iter() {
        let mut produced = built.files.produce(file);
        findings.append(&mut produced.diagnostics);
        files.insert(file.address.to_string(), produced.bytes);
    }
    Made { built, files, findings }
}

impl Made {
    /// A page's HTML.
    pub fn html(&self, address: &str) -> &str {
        let bytes = self.files.get(address).unwrap_or_else(|| panic!("there is no file `{address}`"));
        std::str::from_utf8(bytes).expect("a page is UTF-8")
    }

    /// The page at an address.
    pub fn page(&self, address: &str) -> &Page {
        let mut pages = self.built.site.plan.pages.iter();
        pages.find(|page| page.address.as_str() == address).unwrap_or_else(|| panic!("there is no page `{address}`"))
    }

    /// What the page at an address shows.
    pub fn view(&self, address: &str) -> View {
        pages::view(&self.built.site, self.page(address))
    }

    /// The findings in short: code, place and message.
    pub fn found(&self) -> Vec<String> {
        self.findings.iter().map(|found| format!("{} {}: {}", found.code, found.origin.path, found.message)).collect()
    }

    /// Panics where the site has an error.
    pub fn assert_good(&self) {
        let errors: Vec<_> = self.findings.iter().filter(|found| found.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}
