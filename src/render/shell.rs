//! What every page of one language shows alike: the site's title, menu and footer, and the addresses of the theme's assets.

use crate::base::{Digest, Hash, Hasher};
use crate::view::Map;

use super::convert;

/// The variables `site` and `assets` of one language.
pub struct Shell {
    hash: Hash,
    pub(super) site: tera::Value,
    pub(super) assets: tera::Value,
}

impl Shell {
    /// The values of `site`, and of `assets` as [`crate::theme::Theme::asset_links`] gives them; no texts of records are among them.
    pub fn new(site: Map, assets: Map) -> Shell {
        let hash = Hasher::new().value(&site).value(&assets).finish();
        Shell { hash, site: convert::for_all_pages(&site), assets: convert::for_all_pages(&assets) }
    }

    /// The hash of all values: part of the key of every page that is made with them.
    pub fn hash(&self) -> Hash {
        self.hash
    }
}

impl Digest for Shell {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.hash(self.hash);
    }
}
