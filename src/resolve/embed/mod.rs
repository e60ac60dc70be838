//! Reads the fenced embeds of a text: what they show.

mod block;
mod charts;
mod conditions;

use crate::base::{Code, Diagnostic};
use crate::model::{Form, Query, Target, Text};
use crate::parse::markdown::{Hole, HoleKind};

use super::links::Links;
use block::Block;

/// The keys of `records` and `figures`.
const KEYS: &[&str] = &["kind", "ids", "where", "sort", "limit", "title"];

/// The query of an embed, with every fault pointing into the fenced block.
pub(super) fn read(links: &Links, text: &Text, hole: &Hole, report: &mut dyn FnMut(Option<Diagnostic>)) -> Target {
    let HoleKind::Embed { name, body, body_span, .. } = &hole.kind else { return Target::Broken };
    let Some(mut block) = Block::read(links, text, (hole.span, name), (body, *body_span), report) else {
        return Target::Broken;
    };
    let query = match name.as_str() {
        "records" => records(&mut block, Form::Records),
        "figures" => records(&mut block, Form::Figures),
        "chart" => charts::chart(&mut block),
        "progress" => charts::progress(&mut block),
        "timeline" => charts::timeline(&mut block),
        "map" => charts::map(&mut block),
        _ => {
            let message = format!("there is no embed `{name}`");
            block.report(Diagnostic::new(Code::Embed, text.origin(hole.span), message));
            None
        }
    };
    match query {
        Some(query) if !block.found => Target::Embed(query),
        _ => Target::Broken,
    }
}

/// Records of one kind, as cards.
fn records(block: &mut Block, form: Form) -> Option<Query> {
    block.keys(KEYS);
    let kind = block.kind(if form == Form::Figures { Some("figure") } else { None })?;
    let mut query = Query::new(form, kind);
    query.ids = block.ids("ids", kind);
    block.narrow(&mut query);
    query.sort = block.sort(kind);
    query.limit = block.limit();
    query.title = block.title();
    Some(query)
}
