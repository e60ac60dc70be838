//! What must hold between kinds: names, folders, parents, facets, references.

use std::collections::BTreeMap;

use crate::base::slug::is_reserved;
use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics, Origin};
use crate::parse::{NodeValue, Reader};

use super::field::{Field, FieldType};
use super::kind::Kind;

/// Where the values stand that are checked once all kinds are known: by kind and key, for the keys of fields with the field between them.
#[derive(Default)]
pub(super) struct Places(BTreeMap<String, Origin>);

/// Names at the top of every site that no kind's folder may have.
const SITE: &[&str] = &["assets", "browse", "data", "datapackage", "files", "rows", "search"];

/// The keys of a kind that name something else.
const KEYS: &[&str] = &["folder", "parent", "sort", "feed", "facet_pairs", "map"];

/// The kind whose records have places on maps.
const COUNTRY: &str = "country";

impl Places {
    /// None yet.
    pub fn new() -> Places {
        Places::default()
    }

    /// Keeps the places in the file of a kind; a portal's file goes before the kit's.
    pub fn keep(&mut self, kind: &str, reader: &Reader) {
        for key in KEYS {
            if let Some(entry) = reader.table().get(key) {
                self.0.insert(format!("{kind} {key}"), reader.origin(entry.node.span));
            }
        }
        let Some(NodeValue::Table(fields)) = reader.table().get("fields").map(|entry| &entry.node.value) else {
            return;
        };
        for field in &fields.entries {
            if let NodeValue::Table(table) = &field.node.value
                && let Some(to) = table.get("to")
            {
                self.0.insert(format!("{kind} {} to", field.key), reader.origin(to.node.span));
            }
        }
    }

    fn of<'a>(&'a self, kind: &'a Kind, key: &str) -> &'a Origin {
        self.0.get(&format!("{} {key}", kind.id)).unwrap_or(&kind.origin)
    }

    fn of_field<'a>(&'a self, kind: &Kind, field: &'a Field) -> &'a Origin {
        self.0.get(&format!("{} {} to", kind.id, field.id)).unwrap_or(&field.origin)
    }
}

/// Reports what can only be checked when all kinds are known.
pub(super) fn check(kinds: &[Kind], places: &Places, diagnostics: &mut Diagnostics) {
    let ids: Vec<&str> = kinds.iter().map(|kind| kind.id.as_str()).collect();
    let mut fault = |origin: &Origin, message: String, help: Option<String>| {
        diagnostics.push(Diagnostic::new(Code::KindDeclaration, origin.clone(), message).maybe_help(help));
    };
    for (at, kind) in kinds.iter().enumerate() {
        if FieldType::NAMES.contains(&kind.id.as_str()) {
            let help = "rename the file, which the kind is named after";
            fault(
                &kind.origin,
                format!("a kind cannot be named `{}`: it is a type of fields", kind.id),
                Some(help.into()),
            );
        }
        if is_reserved(&kind.folder) || SITE.contains(&kind.folder.as_str()) || kind.folder.len() == 2 {
            let message = format!("the folder `{}` is one of the site's own, or could be a language's", kind.folder);
            let help = "give the kind another folder: `folder = \"…\"`";
            fault(places.of(kind, "folder"), message, Some(help.into()));
        }
        if let Some(other) = kinds[..at].iter().find(|other| other.folder == kind.folder) {
            let help = "give the kind another folder: `folder = \"…\"`";
            let message = format!("the folder `{}` belongs to the kind `{}`", kind.folder, other.id);
            fault(places.of(kind, "folder"), message, Some(help.into()));
        }
        for parent in kind.parent.iter().filter(|parent| !ids.contains(&parent.as_str())) {
            let help =
                did_you_mean(parent, ids.iter().copied()).unwrap_or_else(|| "`casebook kinds` lists the kinds".into());
            fault(places.of(kind, "parent"), format!("the parent `{parent}` is no kind"), Some(help));
        }
        let names: Vec<&str> = kind.fields.iter().map(|field| field.id.as_str()).collect();
        if kind.sort.field != "id" && !names.contains(&kind.sort.field.as_str()) {
            let help = did_you_mean(&kind.sort.field, names.iter().copied())
                .unwrap_or_else(|| format!("the fields are: {}", names.join(", ")));
            let message = format!("`sort` names the field `{}`, which does not exist", kind.sort.field);
            fault(places.of(kind, "sort"), message, Some(help));
        }
        if let Some(name) = &kind.feed
            && !kind.field(name).is_some_and(|field| field.ty == FieldType::Date && !field.internal && !field.list)
        {
            let dates =
                kind.fields.iter().filter(|field| field.ty == FieldType::Date && !field.internal && !field.list);
            let dates: Vec<&str> = dates.map(|field| field.id.as_str()).collect();
            let help = format!("the fields with one public date are: {}", dates.join(", "));
            let message = format!("`feed` names `{name}`, which is no field with one public date");
            fault(places.of(kind, "feed"), message, Some(help));
        }
        for name in kind.facet_pairs.iter().flat_map(|(a, b)| [a, b]) {
            if !kind.field(name).is_some_and(|field| field.facet) {
                let facets: Vec<&str> =
                    kind.fields.iter().filter(|field| field.facet).map(|field| field.id.as_str()).collect();
                let help = match facets[..] {
                    [] => "mark fields with `facet = true` first".to_owned(),
                    _ => format!("its facets are: {}", facets.join(", ")),
                };
                let message = format!("`facet_pairs` names `{name}`, which is no facet of this kind");
                fault(places.of(kind, "facet_pairs"), message, Some(help));
            }
        }
        let mappable = |field: &&Field| {
            field.facet && matches!(&field.ty, FieldType::Ref(to) if to.iter().any(|to| to == COUNTRY))
        };
        if let Some(name) = kind.map.as_deref().filter(|name| !kind.field(name).is_some_and(|field| mappable(&field))) {
            let fitting: Vec<&str> = kind.fields.iter().filter(mappable).map(|field| field.id.as_str()).collect();
            let help = match fitting[..] {
                [] => format!("a map needs a field with `type = \"ref\"`, `to = \"{COUNTRY}\"` and `facet = true`"),
                _ => did_you_mean(name, fitting.iter().copied())
                    .unwrap_or_else(|| format!("it can show: {}", fitting.join(", "))),
            };
            let message = format!("`map` names `{name}`, which is no facet of this kind that refers to countries");
            fault(places.of(kind, "map"), message, Some(help));
        }
        // The field `parent` follows from the key `parent`, which is checked above.
        let own = kind.fields.iter().filter(|field| field.id != "parent" || kind.parent.is_empty());
        for field in own.flat_map(|field| std::iter::once(field).chain(field.fields())) {
            if ids.contains(&field.id.as_str()) {
                let message = format!("a field cannot be named `{}`: it is the name of a kind", field.id);
                let help = "use a plural (`countries`) or the part that it plays (`held_by`, `addressed_to`)";
                fault(&field.origin, message, Some(help.to_owned()));
            }
            if let FieldType::Ref(to) = &field.ty {
                for target in to.iter().filter(|target| !ids.contains(&target.as_str())) {
                    let help = did_you_mean(target, ids.iter().copied())
                        .unwrap_or_else(|| "`casebook kinds` lists the kinds".to_owned());
                    let message = format!("`to` names the kind `{target}`, which does not exist");
                    fault(places.of_field(kind, field), message, Some(help));
                }
            }
            if field.derived && kind.logic.is_none() {
                let message = format!("`{}` is derived, but the kind names no logic that fills it", field.id);
                fault(
                    &field.origin,
                    message,
                    Some("add `logic = \"…\"` to the kind, or let authors write the field".into()),
                );
            }
        }
    }
}
