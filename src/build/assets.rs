//! What is known of the pictures and attachments below `content/`.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Hash, SourcePath};
use crate::model::{Held, Model, Scope};
use crate::pages::AssetFacts;
use crate::parse::image;
use crate::source::Sources;

use super::memo::Memo;
use super::stages::Images;

/// Extensions of files that are looked into.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "webp", "gif", "svg", "avif", "heic"];

/// What to do where a file no longer holds what was read.
pub(super) const WAIT: &str = "wait until it is whole, or run the command again";

/// What each picture holds that a record names, and which of them no longer hold what they were read with: of those nothing is remembered.
pub(super) fn images(memo: &Memo, model: &Model, sources: &Sources) -> (Images, Vec<SourcePath>) {
    let mut named = BTreeSet::new();
    for id in model.ids() {
        model.walk(id, Scope::All, &mut |part| {
            if let Held::File(path) = part.held {
                named.insert(path);
            }
        });
    }
    let pictures = named.into_iter().filter(|path| PICTURES.contains(&path.extension().as_str()));
    let (mut images, mut outdated) = (Images::new(), Vec::new());
    for path in pictures {
        let Some(source) = sources.get(path) else { continue };
        let mut is_outdated = false;
        let picture = memo.picture(source.hash, || {
            let bytes = source.bytes();
            is_outdated = bytes.as_ref().map_or(true, |bytes| Hash::of(bytes) != source.hash);
            match bytes {
                Ok(_) if is_outdated => Err(reason("it was changed while the site was made", WAIT)),
                Ok(bytes) => image::inspect(&bytes),
                Err(_) => Err(reason("the file cannot be read", "look at its permissions")),
            }
        });
        if is_outdated {
            memo.forget_picture(source.hash);
            outdated.push(path.clone());
        }
        images.insert(path.clone(), (*picture).clone());
    }
    (images, outdated)
}

fn reason(message: &str, help: &'static str) -> image::Reason {
    image::Reason { message: message.into(), help }
}

/// What pages show of each file below `content/`.
pub(super) fn facts(sources: &Sources, images: &Images) -> BTreeMap<SourcePath, AssetFacts> {
    let files = sources.below("content").filter(|(path, _)| !super::is_data(path));
    files
        .map(|(path, source)| {
            let size =
                images.get(path).and_then(|picture| picture.as_ref().ok()).map(|facts| (facts.width, facts.height));
            (path.clone(), AssetFacts { hash: source.hash, bytes: source.size, size })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Builder, Built, Inputs};
    use super::*;
    use crate::source::{Content, Source};

    #[test]
    fn what_a_picture_holds_for_a_moment_is_not_remembered() {
        let disk = tempfile::NamedTempFile::new().unwrap();
        let picture = include_bytes!("../../themes/portal/assets/icon-180.png");
        let record = "+++\ntitle = \"Page\"\n+++\n![A sign](sign.png)\n";
        let mut sources = Sources::from_texts([("casebook.toml", "kit = 1\n"), ("content/pages/a.md", record)]);
        let (path, content) = (SourcePath::new("content/pages/sign.png"), Content::OnDisk(disk.path().to_owned()));
        sources.insert(path.clone(), Source { content, hash: Hash::of(picture), size: picture.len() as u64 });
        let (inputs, mut builder) = (Inputs::new(sources, date(2026, 6, 1)), Builder::new());
        let empty = builder.build(&inputs);
        let told = |built: &Built| built.diagnostics.iter().any(|found| found.message.contains("was changed while"));
        assert!(empty.outdated == [path] && told(&empty));
        std::fs::write(disk.path(), picture).unwrap();
        let whole = builder.build(&inputs);
        assert!(whole.outdated.is_empty() && !told(&whole));
    }
}
