//! Blocks that become pictures: `chart`, `progress`, `timeline`, `map`.

use crate::base::suggest::did_you_mean;
use crate::model::{Form, Query};

use super::block::{Block, text_of};

/// The forms of a chart that counts records.
const FORMS: &[&str] = &["bars", "whole"];

/// An indicator over the years, key figures as dots, or how many records have each value of a field.
pub fn chart(block: &mut Block) -> Option<Query> {
    let query = match one_of(block, &["indicator", "figures", "kind"])? {
        "indicator" => {
            block.keys(&["indicator", "title"]);
            named(block, "indicator", "indicator", Form::Series)
        }
        "figures" => {
            block.keys(&["figures", "title"]);
            let kind = block.links.model.schema.position("figure")?;
            let mut query = Query::new(Form::Dots, kind);
            query.ids = block.ids("figures", kind);
            Some(query)
        }
        _ => {
            block.keys(&["kind", "by", "where", "form", "limit", "title"]);
            let kind = block.kind(None)?;
            let by = by(block, kind);
            let whole = block.choice("form", FORMS) == Some(1);
            let mut query = Query::new(Form::Counts { by: by?, whole }, kind);
            block.narrow(&mut query);
            query.limit = block.limit();
            Some(query)
        }
    };
    titled(block, query)
}

/// How far a plan, or an area of one, has come.
pub fn progress(block: &mut Block) -> Option<Query> {
    let of = one_of(block, &["plan", "area"])?;
    block.keys(&["plan", "area", "title"]);
    let query = named(block, of, of, Form::Progress);
    titled(block, query)
}

/// Records by their dates: the actions of a plan, or those of a kind.
pub fn timeline(block: &mut Block) -> Option<Query> {
    let query = match one_of(block, &["plan", "kind"])? {
        "plan" => {
            block.keys(&["plan", "limit", "title"]);
            named(block, "plan", "plan", Form::Timeline)
        }
        _ => {
            block.keys(&["kind", "where", "sort", "limit", "title"]);
            let kind = block.kind(None)?;
            let mut query = Query::new(Form::Timeline, kind);
            block.narrow(&mut query);
            query.sort = block.sort(kind);
            Some(query)
        }
    };
    let limit = block.limit();
    let query = query.map(|query| Query { limit, ..query });
    titled(block, query)
}

/// The countries that records name.
pub fn map(block: &mut Block) -> Option<Query> {
    block.keys(&["kind", "where", "title"]);
    let kind = block.kind(None)?;
    let declared = block.declared(kind);
    if declared.map.is_none() {
        let span = block.node("kind").map(|node| node.span).unwrap_or_default();
        let kinds = block.links.model.schema.kinds().iter().filter(|kind| kind.map.is_some());
        let kinds: Vec<&str> = kinds.map(|kind| kind.id.as_str()).collect();
        let help = format!("the kinds with a map are: {}", kinds.join(", "));
        block.fault(
            span,
            format!("records of the kind `{}` do not say where they stand on a map", declared.id),
            Some(help),
        );
        return None;
    }
    let mut query = Query::new(Form::Map, kind);
    block.narrow(&mut query);
    titled(block, Some(query))
}

/// The key that tells what is shown: exactly one of these.
fn one_of(block: &mut Block, keys: &'static [&'static str]) -> Option<&'static str> {
    let mut there = keys.iter().filter(|key| block.has(key));
    match (there.next(), there.next()) {
        (Some(key), None) => return Some(key),
        (Some(first), Some(second)) => {
            let span = block.table.get(second).map(|entry| entry.key_span).unwrap_or_default();
            let message = format!("an embed cannot have both `{first}` and `{second}`");
            block.fault(span, message, Some("make two embeds of it".to_owned()));
        }
        _ => {
            // A slip in the key is the likeliest reason.
            let slip = block.table.entries.iter().find_map(|entry| {
                Some((entry.key_span, entry.key.clone(), did_you_mean(&entry.key, keys.iter().copied())?))
            });
            match slip {
                Some((span, key, near)) => block.fault(span, format!("an embed has no key `{key}`"), Some(near)),
                None => {
                    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
                    let help = format!("it needs one of the keys {}", keys.join(", "));
                    block.lacks("the embed does not say what it shows", help);
                }
            }
        }
    }
    None
}

/// The one record of a kind that a key names.
fn named(block: &mut Block, key: &str, kind: &str, form: Form) -> Option<Query> {
    let kind = block.links.model.schema.position(kind)?;
    let node = block.node(key)?;
    let record = block.record(&node, &[kind])?;
    let mut query = Query::new(form, kind);
    query.ids = vec![record];
    Some(query)
}

/// The field by which records are counted.
fn by(block: &mut Block, kind: usize) -> Option<usize> {
    let declared = block.declared(kind);
    let facets =
        || declared.fields.iter().filter(|field| field.facet && !field.internal).map(|field| field.id.as_str());
    let list = format!("the fields are: {}", facets().collect::<Vec<_>>().join(", "));
    let Some(node) = block.node("by") else {
        block.lacks("the embed does not say by which field it counts", format!("add `by = \"…\"`; {list}"));
        return None;
    };
    let written = text_of(&node).unwrap_or_default();
    let found = declared.fields.iter().position(|field| field.id == written && field.facet && !field.internal);
    if found.is_none() {
        let help = did_you_mean(written, facets()).unwrap_or(list);
        let message = match declared.field(written) {
            Some(_) => format!("records cannot be counted by `{written}`"),
            None => format!("the kind `{}` has no field `{written}`", declared.id),
        };
        block.fault(node.span, message, Some(help));
    }
    found
}

fn titled(block: &mut Block, query: Option<Query>) -> Option<Query> {
    let title = block.title();
    query.map(|query| Query { title, ..query })
}
