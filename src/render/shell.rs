//! What every page of one language shows alike: the site's title, menu and footer, and the addresses of the theme's assets.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use crate::base::{Address, Digest, Hash, Hasher};
use crate::view::Map;

use super::{convert, folder};

/// The variables `site` and `assets` of one language.
pub struct Shell {
    site: Map,
    assets: Map,
    hash: Hash,
    /// The variables with links for the pages of each folder that was asked for.
    linked: RwLock<HashMap<String, Arc<Linked>>>,
}

/// The variables as templates see them, with links relative to one folder.
pub(super) struct Linked {
    pub site: tera::Value,
    pub assets: tera::Value,
}

impl Shell {
    /// The values of `site`, and of `assets` as [`crate::theme::Theme::asset_links`] gives them.
    pub fn new(site: Map, assets: Map) -> Shell {
        let hash = Hasher::new().value(&site).value(&assets).finish();
        Shell { site, assets, hash, linked: RwLock::default() }
    }

    /// The hash of all values: part of the key of every page that is made with them.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The variables for a page. The links depend on nothing but the page's folder, so that pages of one folder share them.
    pub(super) fn linked(&self, page: &Address) -> Arc<Linked> {
        let folder = folder(page);
        // A poisoned lock still holds whole values: nothing is changed in place.
        if let Some(linked) = self.linked.read().unwrap_or_else(|poisoned| poisoned.into_inner()).get(folder) {
            return linked.clone();
        }
        let here = Address::new(folder);
        let linked = Arc::new(Linked {
            site: convert::without_prose(&self.site, &here),
            assets: convert::without_prose(&self.assets, &here),
        });
        let mut known = self.linked.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        known.entry(folder.to_owned()).or_insert(linked).clone()
    }
}

impl Digest for Shell {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.hash(self.hash);
    }
}
