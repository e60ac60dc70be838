//! What is known of the pictures and attachments below `content/`.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::SourcePath;
use crate::model::{Item, Model, Target, Value};
use crate::pages::AssetFacts;
use crate::parse::image;
use crate::source::Sources;

use super::memo::{Memo, Picture};

/// Extensions of files that are looked into.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "webp", "gif", "svg", "avif", "heic"];

/// What each picture holds that a record names.
pub(super) fn images(memo: &Memo, model: &Model, sources: &Sources) -> BTreeMap<SourcePath, Picture> {
    let mut named = BTreeSet::new();
    for record in &model.records {
        record.all_values().for_each(|(_, items)| files_of(items, &mut named));
        let targets = record.texts.iter().flat_map(|text| &text.targets);
        named.extend(targets.filter_map(|target| match target {
            Target::File(path) => Some(path),
            _ => None,
        }));
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

fn files_of<'a>(items: &'a [Item], named: &mut BTreeSet<&'a SourcePath>) {
    for item in items {
        match &item.value {
            Value::File(path) | Value::Image { path, .. } => {
                named.insert(path);
            }
            Value::Table(values) => values.iter().for_each(|(_, items)| files_of(items, named)),
            _ => {}
        }
    }
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
