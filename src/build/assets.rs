//! What is known of the pictures and attachments below `content/`.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::SourcePath;
use crate::model::{Held, Model, Scope};
use crate::pages::AssetFacts;
use crate::parse::image;
use crate::source::Sources;

use super::memo::{Memo, Picture};

/// Extensions of files that are looked into.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "webp", "gif", "svg", "avif", "heic"];

/// What each picture holds that a record names.
pub(super) fn images(memo: &Memo, model: &Model, sources: &Sources) -> BTreeMap<SourcePath, Picture> {
    let mut named = BTreeSet::new();
    for id in model.ids() {
        model.walk(id, Scope::All, &mut |part| {
            if let Held::File(path) = part.held {
                named.insert(path);
            }
        });
    }
    let pictures = named.into_iter().filter(|path| PICTURES.contains(&path.extension().as_str()));
    pictures
        .filter_map(|path| {
            let source = sources.get(path)?;
            let picture = memo.picture(source.hash, || match source.bytes() {
                Ok(bytes) => image::inspect(&bytes),
                Err(_) => {
                    Err(image::Reason { message: "the file cannot be read".into(), help: "look at its permissions" })
                }
            });
            Some((path.clone(), (*picture).clone()))
        })
        .collect()
}

/// What pages show of each file below `content/`.
pub(super) fn facts(sources: &Sources, images: &BTreeMap<SourcePath, Picture>) -> BTreeMap<SourcePath, AssetFacts> {
    let files = sources.below("content").filter(|(path, _)| !super::is_data(path));
    files
        .map(|(path, source)| {
            let size =
                images.get(path).and_then(|picture| picture.as_ref().ok()).map(|facts| (facts.width, facts.height));
            (path.clone(), AssetFacts { hash: source.hash, bytes: source.size, size })
        })
        .collect()
}
