//! Pages beside those of lists and records: one side of a record, or what is known of many records in one table.

use crate::base::Lang;
use crate::domain::Derived;
use crate::domain::rules::{self, Rule};
use crate::model::{Model, RecordId};
use crate::view::{Map, Value};

use super::linked;
use super::plan::Page;
use super::shell::{self, Meta};
use super::site::Site;

/// What such a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The rules by which the portal works something out.
    Methodology,
}

impl Aspect {
    /// The name that pages, and the template without its extension, have.
    pub fn name(&self) -> &'static str {
        match self {
            Aspect::Methodology => "methodology",
        }
    }

    /// The record that the page is about, where it is about one.
    pub fn record(&self) -> Option<RecordId> {
        match self {
            Aspect::Methodology => None,
        }
    }

    /// Where it stands, without the folder of the language.
    pub(super) fn address(&self, _model: &Model) -> String {
        match self {
            Aspect::Methodology => "methodology.html".to_owned(),
        }
    }

    /// The variables of the page.
    pub(super) fn view(&self, site: &Site, page: &Page) -> Map {
        match self {
            Aspect::Methodology => methodology(site, page),
        }
    }
}

/// Such pages as the portal has. A record that has no page has none of them either.
pub(super) fn planned(model: &Model, derived: &Derived, has_page: &[bool]) -> Vec<Aspect> {
    let _ = (model, derived, has_page);
    vec![Aspect::Methodology]
}

/// The address of such a page, for links to it.
pub(super) fn url(site: &Site, aspect: &Aspect, lang: &Lang) -> Value {
    Value::Url(format!("{}{}", site.prefix(lang), aspect.address(&site.model)).into())
}

fn methodology(site: &Site, page: &Page) -> Map {
    let lang = &page.lang;
    let mut meta = Meta::new(site.word(lang, "methodology"));
    meta.description = Some(site.word(lang, "methodology-about"));
    meta.about = Some(linked::collection(site, page, &meta));
    let rule = |rule: &Rule| Map::new().with("id", rule.to_string()).with("text", rule.words()).into();
    let about = Map::new()
        .with("url", url(site, &Aspect::Methodology, lang))
        .with("rules", rules::ALL.iter().map(rule).collect::<Value>())
        .with("stale_after", site.derived.terms.stale_after as usize)
        .with("due_soon", site.derived.terms.due_soon as usize);
    Map::new().with("page", shell::page(site, page, None, meta)).with("methodology", about)
}
