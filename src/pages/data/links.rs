//! The way from pages to their data.

use crate::base::Lang;
use crate::model::RecordId;
use crate::view::{Map, Value};

use super::super::plan::ListPage;
use super::super::site::Site;
use super::files::{beside, has_files, list_address};
use super::{kind_address, language};

/// The files of a list, and the page that explains them; nothing where it has none.
pub(in super::super) fn of_list(site: &Site, list: &ListPage, lang: &Lang) -> Option<Map> {
    let whole = ListPage { number: 1, all: false, ..list.clone() };
    let url = |address: String| Value::Url(address.into());
    (site.settings.data && has_files(&whole)).then(|| {
        Map::new()
            .with("csv", url(list_address(site, &whole, "csv")))
            .with("json", url(list_address(site, &whole, "json")))
            .with("about", url(format!("{}{}", site.prefix(lang), kind_address(site, list.kind))))
    })
}

/// The file beside a page of the default language.
pub(in super::super) fn beside_page(site: &Site, page: &str) -> Option<Value> {
    site.settings.data.then(|| Value::Url(beside(page, "csv").into()))
}

/// The JSON of a record that has a page.
pub(in super::super) fn of_record(site: &Site, id: RecordId) -> Option<Value> {
    let page = site.record_address(id, language(site)).filter(|_| site.settings.data && site.shows(id))?;
    Some(Value::Url(beside(&page, "json").into()))
}
