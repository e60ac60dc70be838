//! What stands before and after a record among its like: in the order of its kind, or among the parts of the same record.

use crate::base::Lang;
use crate::model::RecordId;
use crate::view::{Map, Value};

use super::site::Site;
use super::{link, shell};

/// The records before and after this one, with the list that they stand in; nothing for terms, which one looks up and does not read in a row,
/// and for a record that stands alone.
pub(super) fn neighbours(site: &Site, id: RecordId, lang: &Lang) -> Option<Map> {
    let (record, kind) = (site.model.record(id), site.model.kind_of(id));
    if kind.vocabulary {
        return None;
    }
    let parent = site.model.parent(id).filter(|parent| site.shows(*parent));
    let (before, after) = match parent {
        Some(parent) => {
            let parts: Vec<RecordId> = site
                .children(parent)
                .iter()
                .copied()
                .filter(|part| site.model.record(*part).kind == record.kind)
                .collect();
            around(&site.in_order(parts, lang), id)
        }
        None => site.beside(id, lang),
    };
    if before.is_none() && after.is_none() {
        return None;
    }
    let of = match parent {
        Some(parent) => {
            let address = site.record_address(parent, lang)?;
            shell::crumb(link::title(site, parent, lang).1, Value::Url(address))
        }
        None => shell::kind_crumb(site, record.kind, lang),
    };
    let link = |id: Option<RecordId>| id.map(|id| link::shared(site, id, lang));
    Some(Map::new().with("of", of).with("previous", link(before)).with("next", link(after)))
}

fn around(ids: &[RecordId], id: RecordId) -> (Option<RecordId>, Option<RecordId>) {
    let Some(place) = ids.iter().position(|other| *other == id) else { return (None, None) };
    (place.checked_sub(1).map(|place| ids[place]), ids.get(place + 1).copied())
}
