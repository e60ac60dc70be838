//! Where a record stands: the status that each class of assessors last reported, side by side, each with its date and sources.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::evidence::{self, Assessor, Reported};
use crate::model::{Date, RecordId, Row, Value as ModelValue};
use crate::view::{Map, Value};

use super::site::Site;
use super::value::{self, Eyes};
use super::{format, link, plan, reported};

/// What one class of assessors last reported of a record, or of a part of it.
pub(super) struct Standing {
    /// The part; without one, it is the record as a whole.
    pub part: Option<Arc<str>>,
    /// The class.
    pub assessor: Assessor,
    /// What it reported.
    pub reported: Reported,
}

/// What is reported of a record on the day of the build: of the whole first, then of each part, the classes in their fixed order.
pub(super) fn of(site: &Site, id: RecordId) -> Vec<Standing> {
    if site.model.kind_of(id).field("statuses").is_none_or(|field| field.internal) {
        return Vec::new();
    }
    let entries = evidence::entries(&site.model, id);
    let (as_of, terms) = (site.derived.as_of, &site.derived.terms);
    let parts = evidence::parts(&entries, as_of).into_iter().map(Some);
    let of_part = |part: Option<Arc<str>>| {
        let statuses = evidence::statuses(&entries, part.as_deref(), as_of, terms).into_iter();
        statuses.map(move |(assessor, reported)| Standing { part: part.clone(), assessor, reported })
    };
    std::iter::once(None).chain(parts).flat_map(of_part).collect()
}

/// The same as templates see it; an empty list where nobody assessed the record.
pub(super) fn standing(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let rows: Vec<Row> = site.model.rows(id, evidence::FIELD).collect();
    of(site, id).iter().map(|standing| one(site, id, standing, &rows, lang).into()).collect()
}

fn one(site: &Site, id: RecordId, standing: &Standing, rows: &[Row], lang: &Lang) -> Map {
    let Standing { part, assessor, reported: latest } = standing;
    let row = rows.iter().find(|row| row.place == latest.place);
    let eyes = Eyes { site, id, lang, expected: lang };
    let of_row = |name: &str| row.map_or(Value::None, |row| value::nested(eyes, evidence::FIELD, row, name));
    let cites = row.map(|row| value::nested_list(eyes, evidence::FIELD, row, "sources"));
    Map::new()
        .with("assessor", reported::label(reported::assessor(site, id, *assessor, lang)))
        .with("assessor_id", assessor.id())
        .with("status", reported::label(reported::status(site, id, latest.status, lang)))
        .with("status_id", latest.status.id())
        .with("part", part.clone())
        .with("published", format::date(site, &latest.published, lang))
        .with("stale_since", latest.stale_since.map(|day| format::date(site, &Date::day(day), lang)))
        .with("by", of_row("by"))
        .with("cites", cites.unwrap_or(Value::List(Vec::new())))
}

/// The records of a kind that name this one in a field, in their order.
pub(super) fn naming(site: &Site, id: RecordId, kind: &str, field: &str, lang: &Lang) -> Vec<RecordId> {
    let Some(kind) = site.model.schema.position(kind) else { return Vec::new() };
    let Some(field) = site.model.schema.kinds()[kind].position(field) else { return Vec::new() };
    let back =
        site.model.backlinks[id.0 as usize].iter().filter(|link| link.field == Some(field)).map(|link| link.from);
    site.in_order(back.filter(|from| site.model.record(*from).kind == kind).collect(), lang)
}

/// The actions and commitments that implement a recommendation.
pub(super) fn implementing(site: &Site, id: RecordId, lang: &Lang) -> Vec<RecordId> {
    ["action", "commitment"].into_iter().flat_map(|kind| naming(site, id, kind, "recommendations", lang)).collect()
}

/// A record with where it stands, and when it is due.
pub(super) fn with_standing(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let due = match site.model.value(id, "due") {
        Some(ModelValue::Date(date)) => Some(format::date(site, date, lang)),
        _ => None,
    };
    link::link(site, id, lang).with("standing", standing(site, id, lang)).with("due", due).into()
}

/// How many pages a table of so many rows needs, where each row has so many cells.
pub(super) fn pages(rows: usize, cells: usize) -> (usize, usize) {
    let most = (ELEMENTS / (cells + 3)).clamp(10, plan::ROWS);
    (most, rows.div_ceil(most).max(1))
}

/// The elements that a table may have, so that a page stays light.
const ELEMENTS: usize = 850;
