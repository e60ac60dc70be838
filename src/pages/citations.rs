//! Which records cite which places of the sources.

use std::collections::BTreeMap;

use crate::base::Lang;
use crate::model::{Cite, Held, Model, Place, RecordId, Scope};
use crate::view::{Map, Value};

use super::link;
use super::plan::Plan;
use super::site::Site;

/// Paragraphs of a range that are each said to be cited by it; a longer range speaks of a chapter and is said of none.
const RANGE: u32 = 10;

/// Records that a paragraph names as citing it.
const AT_PARAGRAPH: usize = 4;

/// The records that cite each source, by the place that they cite; none is the source as a whole.
#[derive(Default)]
pub(super) struct Citations {
    places: BTreeMap<RecordId, BTreeMap<Option<Place>, Vec<RecordId>>>,
    anchors: BTreeMap<(RecordId, String), Vec<RecordId>>,
}

impl Citations {
    /// Collects the cites of all published records.
    pub fn new(model: &Model, plan: &Plan) -> Citations {
        let mut citations = Citations::default();
        for from in model.ids().filter(|id| plan.has(*id) && model.is_published(*id)) {
            // A report that presents a source cites it in every paragraph, which says nothing.
            let presents = model.kind_of(from).numbered;
            model.walk(from, Scope::Public, &mut |part| {
                if let Held::Cite(cite) = part.held
                    && cite.source != from
                    && !presents
                {
                    citations.add(cite, from);
                }
            });
        }
        citations
    }

    fn add(&mut self, cite: &Cite, from: RecordId) {
        let places = self.places.entry(cite.source).or_default();
        note(places.entry(cite.place.clone()).or_default(), from);
        for anchor in cite.place.iter().flat_map(|place| place.anchors(RANGE)) {
            note(self.anchors.entry((cite.source, anchor)).or_default(), from);
        }
    }
}

/// Records come one after the other, so the last one tells whether this one is known.
fn note(known: &mut Vec<RecordId>, from: RecordId) {
    if known.last() != Some(&from) {
        known.push(from);
    }
}

/// Each place of a source that is cited, with the records that cite it.
pub(super) fn of_source(site: &Site, source: RecordId, lang: &Lang) -> Value {
    let Some(places) = site.citations.places.get(&source) else { return Value::List(Vec::new()) };
    let of_place = |(place, records): (&Option<Place>, &Vec<RecordId>)| {
        let cite = Cite { source, place: place.clone() };
        let links: Value = records.iter().map(|id| link::shared(site, *id, lang)).collect();
        Map::new().with("cite", link::cite(site, &cite, lang)).with("links", links).into()
    };
    places.iter().map(of_place).collect()
}

/// What stands below a numbered paragraph of a report: its address, what its text is, and which records cite it.
pub(super) fn paragraph(site: &Site, report: RecordId, number: u64, anchor: &str, lang: &Lang) -> Map {
    let source = match site.model.value(report, "presents") {
        Some(crate::model::Value::Ref(source)) => Some(*source),
        _ => None,
    };
    let citing = source.and_then(|source| site.citations.anchors.get(&(source, anchor.to_owned())));
    let citing = citing.map_or(&[][..], |citing| &citing[..]);
    let status = site.model.kind_of(report).field("text_status").and_then(|field| {
        match site.model.value(report, "text_status") {
            Some(crate::model::Value::Choice(id)) => field.choice(id)?.label.pick(lang).map(|(_, label)| label.clone()),
            _ => None,
        }
    });
    let links: Value = citing.iter().take(AT_PARAGRAPH).map(|id| link::shared(site, *id, lang)).collect();
    let all = source.and_then(|source| site.record_address(source, lang)).filter(|_| citing.len() > AT_PARAGRAPH);
    Map::new()
        .with("anchor", anchor)
        .with("place", site.word(lang, "place-para").replace("{place}", &number.to_string()))
        .with("status", status)
        .with("citing", links)
        .with("count", citing.len())
        .with("all", all.map(Value::Url))
}
