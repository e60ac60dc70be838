//! The kinds and fields that a theme's manifest names.

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics, Origin};

use super::super::Theme;
use super::super::contract::Kind;

/// Reports kinds that do not exist, and fields that they do not have.
pub(super) fn check(theme: &Theme, kinds: &[Kind]) -> Diagnostics {
    let mut found = Vec::new();
    let menu = theme.menu().iter().map(|named| (&named.kind, &named.origin));
    let doors = theme.doors().iter().flat_map(|door| &door.kinds).map(|named| (&named.kind, &named.origin));
    let lists = theme.lists().iter().map(|list| (&list.kind, &list.kind_origin));
    let expands = theme.expands().iter().map(|expand| (&expand.kind, &expand.kind_origin));
    for (name, origin) in menu.chain(doors).chain(lists).chain(expands) {
        if !kinds.iter().any(|kind| kind.id == *name) {
            found.push(unknown("kind", name, kinds.iter().map(|kind| kind.id.as_str()), origin));
        }
    }
    for list in theme.lists() {
        let (Some(sort), Some(kind)) = (&list.sort, kinds.iter().find(|kind| kind.id == list.kind)) else { continue };
        if !["id", "title", "published"].contains(&sort.field.as_str()) && !kind.has(&sort.field) {
            found.push(unknown("field", &sort.field, kind.fields.iter().map(|field| field.id.as_str()), &sort.origin));
        }
    }
    for expand in theme.expands() {
        let Some(kind) = kinds.iter().find(|kind| kind.id == expand.kind) else { continue };
        let first = expand.path.split('.').next().unwrap_or_default();
        if !kind.has(first) {
            found.push(unknown("field", first, kind.fields.iter().map(|field| field.id.as_str()), &expand.origin));
        }
    }
    found
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>, origin: &Origin) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::Settings, origin.clone(), format!("there is no {what} `{name}`"));
    match did_you_mean(name, known) {
        Some(near) => diagnostic.help(near),
        None => diagnostic,
    }
}
