//! Which pages the portal has, where they stand, and what each shows.
//!
//! Pages are planned all at once, because links need their addresses; what a page shows is worked out when it is asked for.

mod address;
mod aspect;
mod az;
mod chart;
mod charts;
mod citations;
mod cluster;
pub mod contract;
mod country;
mod data;
mod describe;
mod documents;
mod elsewhere;
mod embed;
mod form;
mod form_csv;
mod format;
mod history;
mod home;
mod language;
mod link;
mod linked;
mod list;
mod map;
mod matrix;
mod measures;
mod methodology;
mod neighbours;
mod plan;
mod progress;
mod prose;
mod recommendation;
mod record;
mod reported;
mod rows;
mod search;
mod sentence;
mod shell;
mod site;
mod standing;
mod sums;
mod treaties;
mod value;

pub use aspect::Aspect;
pub use documents::{PlannedDocument, document, documents};
pub use plan::{ListPage, Page, PageKind, Plan, plan};
pub use progress::Side;
pub use search::{catalogue, index_folder};
pub use site::{AssetFacts, Site};

use crate::view::View;

/// What a page shows.
pub fn view(site: &Site, page: &Page) -> View {
    let (template, data) = match &page.kind {
        PageKind::Home => ("home.html".to_owned(), home::home(site, page)),
        PageKind::Browse => ("browse.html".to_owned(), home::browse(site, page)),
        PageKind::List(list) => {
            let kind = &site.model.schema.kinds()[list.kind];
            (format!("{}-list.html", kind.id), list::list(site, page, list))
        }
        PageKind::Record(id) => (format!("{}.html", site.model.kind_of(*id).id), record::record(site, page, *id)),
        PageKind::Aspect(aspect) => (format!("{}.html", aspect.name()), aspect.view(site, page)),
        PageKind::Withheld(id) => ("withheld.html".to_owned(), record::withheld(site, page, *id)),
        PageKind::Redirect(id) => ("redirect.html".to_owned(), record::redirect(site, page, *id)),
        PageKind::NotFound => ("404.html".to_owned(), home::not_found(site, page)),
    };
    View { template, address: page.address.clone(), lang: page.lang.clone(), data }
}

/// What all pages of a language show alike.
pub use shell::shell;
