//! The rules by which pages get their addresses.

use std::sync::Arc;

use crate::base::slug::slug;
use crate::base::{Lang, SourcePath};
use crate::domain::FacetValue;
use crate::model::{Model, RecordId, Value};
use crate::schema::Kind;

use super::plan::ListPage;

/// The folder of a language: nothing for the default one, else `LANG/`.
pub(super) fn prefix(model: &Model, lang: &Lang) -> String {
    if model.languages.first() == Some(lang) { String::new() } else { format!("{lang}/") }
}

/// The last part of a record's address, without extension: its `slug`, else made from the id.
pub(super) fn record_slug(model: &Model, id: RecordId) -> String {
    match model.value(id, "slug") {
        Some(Value::Text(text)) => text.iter().next().map_or(String::new(), |(_, text)| text.to_string()),
        _ => slug(&model.record(id).id),
    }
}

/// A record's page, without the folder of the language.
pub(super) fn record(kind: &Kind, slug: &str) -> String {
    format!("{}/{slug}.html", kind.folder)
}

/// A page of a list, without the folder of the language: `recommendations-2.html`, `recommendations/themes/housing.html`.
pub(super) fn list(model: &Model, list: &ListPage) -> String {
    let kind = &model.schema.kinds()[list.kind];
    let mut address = kind.folder.clone();
    for (field, value) in &list.filters {
        address.push('/');
        address.push_str(&kind.fields[*field].id.replace('_', "-"));
        address.push('/');
        address.push_str(&facet_slug(model, value));
    }
    if list.all {
        address.push_str("-all");
    } else {
        address.push_str(&part(list.number));
    }
    address.push_str(".html");
    address
}

/// What the address of a further part of a page ends in, before the extension: `-2`; nothing for the first.
pub(super) fn part(number: usize) -> String {
    if number > 1 { format!("-{number}") } else { String::new() }
}

fn facet_slug(model: &Model, value: &FacetValue) -> String {
    match value {
        FacetValue::Ref(id) => record_slug(model, *id),
        FacetValue::Text(text) => {
            let made = slug(text);
            if made == **text {
                return made;
            }
            // Texts that differ in what a slug leaves out, as `C` and `C++`, must not meet.
            let hash = crate::base::Hash::of(text.as_bytes()).short(6);
            if made.is_empty() { hash } else { format!("{made}-{hash}") }
        }
    }
}

/// Where a picture or attachment of the portal is published: its name with a part of its hash, so that a new content has a new name.
pub(super) fn asset(path: &SourcePath, hash: crate::base::Hash) -> Arc<str> {
    let below = path.below("content").unwrap_or(path.as_str());
    let mut address = String::from("files/");
    let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
    for part in folder.split('/').map(slug).filter(|part| !part.is_empty()) {
        address.push_str(&part);
        address.push('/');
    }
    let stem = slug(path.stem());
    if !stem.is_empty() {
        address.push_str(&stem);
        address.push('-');
    }
    address.push_str(&hash.short(8));
    let extension = slug(&path.extension());
    if !extension.is_empty() {
        address.push('.');
        address.push_str(&extension);
    }
    address.into()
}
