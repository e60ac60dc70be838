//! Clusters: their recommendations by mechanism, and how many there are of each response and of each status, every number with its list.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Lang;
use crate::domain::evidence::{Assessor, Status};
use crate::model::{RecordId, Value as ModelValue};
use crate::view::{Map, Value};

use super::recommendation::KIND;
use super::site::Site;
use super::standing::{self, implementing, naming, with_standing};
use super::{link, list, reported};

/// What the page of a cluster has beyond its fields.
pub(super) fn page(site: &Site, id: RecordId, lang: &Lang) -> Map {
    let held = naming(site, id, KIND, "clusters", lang);
    let mut actions: Vec<RecordId> = held.iter().flat_map(|held| implementing(site, *held, lang)).collect();
    actions.sort();
    actions.dedup();
    let actions = site.in_order(actions, lang).into_iter().map(|action| with_standing(site, action, lang));
    Map::new()
        .with("total", held.len())
        .with("responses", responses(site, &held, lang))
        .with("classes", classes(site, &held, lang))
        .with("silent", silent(site, &held, lang))
        .with("groups", groups(site, &held, lang))
        .with("actions", actions.collect::<Value>())
}

/// How many recommendations have each response; those that have none are told as such.
fn responses(site: &Site, held: &[RecordId], lang: &Lang) -> Value {
    let response = |id: &RecordId| match site.model.value(*id, "response") {
        Some(ModelValue::Choice(choice)) => Some(choice.clone()),
        _ => None,
    };
    let Some(first) = held.first() else { return Value::List(Vec::new()) };
    let choices = site.model.kind_of(*first).field("response").map_or(&[][..], |field| field.choices());
    let of = |wanted: Option<&str>, title: Arc<str>| {
        let ids: Vec<RecordId> = held.iter().copied().filter(|id| response(id).as_deref() == wanted).collect();
        counted(site, title, &ids, lang)
    };
    let label = |choice: &crate::schema::Choice| choice.label.pick(lang).map(|(_, label)| label.clone());
    let stated = choices.iter().filter_map(|choice| of(Some(&choice.id), label(choice).unwrap_or_default()));
    stated.chain(of(None, site.word(lang, "response-none"))).collect()
}

/// For each class of assessors that reported on any of them: how many have each status, and how many it did not assess.
fn classes(site: &Site, held: &[RecordId], lang: &Lang) -> Value {
    let Some(first) = held.first() else { return Value::List(Vec::new()) };
    let standings: Vec<_> = held.iter().map(|id| (*id, standing::of(site, *id))).collect();
    let class = |assessor: &Assessor| {
        let mut by: BTreeMap<Status, Vec<RecordId>> = BTreeMap::new();
        let (mut in_parts, mut not) = (Vec::new(), Vec::new());
        for (id, all) in &standings {
            let mut own = all.iter().filter(|standing| standing.assessor == *assessor);
            match own.next() {
                // What is reported of the whole stands first.
                Some(standing) if standing.part.is_none() => by.entry(standing.reported.status).or_default().push(*id),
                Some(_) => in_parts.push(*id),
                None => not.push(*id),
            }
        }
        if by.is_empty() && in_parts.is_empty() {
            return None;
        }
        let label = |status: &Status| reported::label(reported::status(site, *first, *status, lang));
        let counts = by.iter().map(|(status, ids)| counted(site, label(status), ids, lang));
        let counts = counts
            .chain([counted(site, site.word(lang, "assessed-in-parts"), &in_parts, lang)])
            .chain([counted(site, site.word(lang, "unassessed"), &not, lang)]);
        let title = reported::label(reported::assessor(site, *first, *assessor, lang));
        Some(Map::new().with("title", title).with("counts", counts.flatten().collect::<Value>()).into())
    };
    Assessor::ALL.iter().filter_map(class).collect()
}

/// The classes of assessors of which nothing is recorded here.
fn silent(site: &Site, held: &[RecordId], lang: &Lang) -> Value {
    let Some(first) = held.first() else { return Value::List(Vec::new()) };
    let spoke: Vec<Assessor> =
        held.iter().flat_map(|id| standing::of(site, *id)).map(|standing| standing.assessor).collect();
    let silent = Assessor::ALL.iter().filter(|assessor| !spoke.contains(assessor));
    silent.map(|assessor| reported::label(reported::assessor(site, *first, *assessor, lang)).into()).collect()
}

/// A number with the list of what it counts; nothing where it is zero.
fn counted(site: &Site, title: Arc<str>, ids: &[RecordId], lang: &Lang) -> Option<Value> {
    let short = |id: &RecordId| {
        let place = match site.model.value(*id, "place") {
            Some(ModelValue::Cite(cite)) => Some(link::cite_words(site, cite, lang).text),
            _ => None,
        };
        link::link(site, *id, lang).with("short", place).into()
    };
    let counted = Map::new().with("title", title).with("count", ids.len());
    (!ids.is_empty()).then(|| counted.with("links", ids.iter().map(short).collect::<Value>()).into())
}

/// The recommendations by the mechanism that made them; one that several made together stands with the first.
fn groups(site: &Site, held: &[RecordId], lang: &Lang) -> Value {
    let maker = |id: &RecordId| match site.model.value(*id, "made_by") {
        Some(ModelValue::Ref(maker)) => Some(*maker),
        _ => None,
    };
    let mut groups: Vec<(Option<RecordId>, Vec<RecordId>)> = Vec::new();
    for id in held {
        match groups.iter_mut().find(|(known, _)| *known == maker(id)) {
            Some((_, ids)) => ids.push(*id),
            None => groups.push((maker(id), vec![*id])),
        }
    }
    groups.sort_by_key(|(maker, _)| (maker.is_none(), maker.map(|maker| link::title(site, maker, lang).1)));
    let group = |(maker, ids): &(Option<RecordId>, Vec<RecordId>)| {
        Map::new()
            .with("mechanism", maker.map(|maker| link::shared(site, maker, lang)))
            .with("rows", ids.iter().map(|id| list::card(site, *id, lang)).collect::<Value>())
            .into()
    };
    groups.iter().map(group).collect()
}
