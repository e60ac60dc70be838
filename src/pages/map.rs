//! The map of equal squares: how many records name each State. It ranks and judges nobody; the scale follows from the figures alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::base::Lang;
use crate::domain::FacetValue;
use crate::kit;
use crate::model::{Model, RecordId, Value as ModelValue};
use crate::schema::Kind;
use crate::view::{Ground, Map, Mark, Tile, Tiles, Value};

use super::link;
use super::plan::{ListPage, PAIR};
use super::site::Site;
use super::value::list_url;

/// The kind whose records have places on the map.
pub(super) const COUNTRY: &str = "country";

/// Steps of the scale above 0.
const STEPS: u32 = 4;

/// A map with fewer countries than this says no more than a sentence would.
const FEWEST: usize = 2;

/// Where the squares are, worked out once for all pages.
pub(super) struct Layout {
    /// The place of the kind of countries in the schema.
    kind: Option<usize>,
    /// The squares: the country, and its column and row.
    squares: Vec<(RecordId, u32, u32)>,
    /// The place of each country among the squares.
    places: BTreeMap<RecordId, usize>,
    /// The squares as readers of each language see them, once a page has shown them.
    grounds: Vec<OnceLock<Arc<Ground>>>,
}

impl Layout {
    /// The squares of the kit that are countries of this portal.
    pub fn new(model: &Model) -> Layout {
        let kind = model.schema.position(COUNTRY);
        let square = |(id, column, row): (&str, u32, u32)| Some((model.find(kind?, id)?, column, row));
        let mut squares: Vec<(RecordId, u32, u32)> = squares(kit::TILES).filter_map(square).collect();
        // From the upper left on, as one reads: who moves by keyboard follows the rows.
        squares.sort_by_key(|(_, column, row)| (*row, *column));
        let places = squares.iter().enumerate().map(|(place, (id, ..))| (*id, place)).collect();
        Layout { kind, squares, places, grounds: model.languages.iter().map(|_| OnceLock::new()).collect() }
    }

    fn ground(&self, site: &Site, lang: &Lang) -> Arc<Ground> {
        let make = || {
            let tile = |&(id, column, row): &(RecordId, u32, u32)| {
                let (title_lang, title) = link::title(site, id, lang);
                let url = site.record_address(id, lang);
                Tile { code: site.model.record(id).id.clone(), title, lang: title_lang, column, row, url }
            };
            let tiles = self.squares.iter().map(tile).collect();
            Arc::new(Ground::new(lang.clone(), site.word(lang, "map-label"), site.word(lang, "map-name"), tiles))
        };
        let place = site.model.languages.iter().position(|known| known == lang);
        place.and_then(|place| self.grounds.get(place)).map_or_else(make, |ground| ground.get_or_init(make).clone())
    }
}

/// The lines of the kit's file: country, column, row.
fn squares(text: &str) -> impl Iterator<Item = (&str, u32, u32)> {
    text.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        Some((cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?))
    })
}

/// The map of all records, by the countries that they name.
pub(super) fn of_portal(site: &Site, lang: &Lang) -> Option<Map> {
    of_countries(site, lang, None)
}

/// The map above a list: of the records in it by the countries that its kind names for that; above a list of countries, of all records
/// that name them. Only the first page of a list has one, and only if it is narrowed by one value at most.
pub(super) fn of_list(site: &Site, list: &ListPage, ids: &[RecordId], lang: &Lang) -> Option<Map> {
    if list.number > 1 || list.all || list.filters.len() > 1 {
        return None;
    }
    if Some(list.kind) == site.layout.kind {
        return of_countries(site, lang, (!list.filters.is_empty()).then_some(ids));
    }
    let kind = &site.model.schema.kinds()[list.kind];
    let field = kind.position(kind.map.as_deref()?)?;
    if list.filters.iter().any(|(own, _)| *own == field) {
        return None;
    }
    let counts = counted(site, field, ids);
    let filters = |country: RecordId, count: usize| {
        let chosen = (field, FacetValue::Ref(country));
        let Some(own) = list.filters.first() else { return Some(vec![chosen]) };
        let pairs = kind.facet_pairs.iter().filter(|_| count >= PAIR);
        let mut pairs = pairs.filter_map(|(first, second)| Some((kind.position(first)?, kind.position(second)?)));
        pairs.find_map(|pair| match pair {
            pair if pair == (own.0, field) => Some(vec![own.clone(), chosen.clone()]),
            pair if pair == (field, own.0) => Some(vec![chosen.clone(), own.clone()]),
            _ => None,
        })
    };
    let address = |country, count| match list_url(site, list.kind, filters(country, count)?, lang) {
        Value::Url(url) => Some(url),
        _ => None,
    };
    map(site, lang, about(kind, field, lang), counts, None, &address)
}

/// The map of some records of a kind by the countries that the kind names for that; of all records of the kind, if `all`.
pub(super) fn of_records(site: &Site, kind: usize, ids: &[RecordId], all: bool, lang: &Lang) -> Option<Map> {
    let declared = &site.model.schema.kinds()[kind];
    let field = declared.position(declared.map.as_deref()?)?;
    // With conditions, the list of a country would show more than was counted.
    let address = |country, _| match list_url(site, kind, vec![(field, FacetValue::Ref(country))], lang) {
        Value::Url(url) if all => Some(url),
        _ => None,
    };
    map(site, lang, about(declared, field, lang), counted(site, field, ids), None, &address)
}

/// What is counted: the plural of the kind, and the field.
fn about(kind: &Kind, field: usize, lang: &Lang) -> (Arc<str>, Option<Arc<str>>) {
    let label = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone());
    (label(&kind.plural).unwrap_or_default(), label(&kind.fields[field].label))
}

/// How many of the records name each country in a field.
fn counted(site: &Site, field: usize, ids: &[RecordId]) -> BTreeMap<RecordId, usize> {
    let mut counts: BTreeMap<RecordId, usize> = BTreeMap::new();
    for id in ids {
        let items = site.model.record(*id).values(field);
        let country = |value: &ModelValue| match value {
            ModelValue::Ref(target) if Some(site.model.record(*target).kind) == site.layout.kind => Some(*target),
            _ => None,
        };
        let named: BTreeSet<RecordId> = items.iter().filter_map(|item| country(&item.value)).collect();
        named.into_iter().for_each(|country| *counts.entry(country).or_default() += 1);
    }
    counts
}

/// The map of all records that name countries: of all, or of those that a list has.
fn of_countries(site: &Site, lang: &Lang, within: Option<&[RecordId]>) -> Option<Map> {
    let all = site.ordered(site.layout.kind?, lang);
    let count = |id: RecordId| {
        // A record that names the country in several fields stands there several times, one after the other.
        let named = site.model.backlinks[id.0 as usize].chunk_by(|a, b| a.from == b.from).map(|links| links[0].from);
        named.filter(|from| site.shows(*from) && site.model.parent(*from) != Some(id)).count()
    };
    let counts = within.unwrap_or(all).iter().map(|id| (*id, count(*id))).filter(|(_, count)| *count > 0);
    map(site, lang, (site.word(lang, "map-records"), None), counts.collect(), within, &|_, _| None)
}

/// The map with these counts, none of them 0; `within` are the countries that it is about, if not all. A country leads to `address`, or else
/// to its page.
fn map(
    site: &Site,
    lang: &Lang,
    (of, field): (Arc<str>, Option<Arc<str>>),
    counts: BTreeMap<RecordId, usize>,
    within: Option<&[RecordId]>,
    address: &dyn Fn(RecordId, usize) -> Option<Arc<str>>,
) -> Option<Map> {
    let layout = &site.layout;
    let named = site.in_order(counts.keys().copied().collect(), lang);
    if named.len() < FEWEST {
        return None;
    }
    let count = |id: RecordId| counts.get(&id).copied().unwrap_or(0);
    let scale = Scale::of(named.iter().map(|id| count(*id)).max().unwrap_or(0));
    let (mut marks, mut places, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for id in named {
        let count = count(id);
        let url = address(id, count);
        let place = place(site, id, count, url.clone(), lang);
        match layout.places.get(&id) {
            Some(tile) => marks.push(Mark { tile: *tile, count: Some(count), level: scale.level(count), url }),
            None => others.push(place.clone()),
        }
        places.push(place);
    }
    let (all, shown) = (layout.squares.len(), marks.len());
    let mut about = all;
    if let Some(within) = within {
        let within: BTreeSet<RecordId> = within.iter().copied().collect();
        let outside = layout.squares.iter().enumerate().filter(|(_, (id, ..))| !within.contains(id));
        let outside = outside.map(|(tile, _)| Mark { tile, count: None, level: 0, url: None });
        marks.extend(outside);
        about = all - (marks.len() - shown);
    }
    let tiles = Tiles::new(layout.ground(site, lang), marks);
    let map = Map::new()
        .with("of", of)
        .with("field", field)
        .with("picture", Value::Tiles(tiles.into()))
        .with("legend", scale.legend())
        .with("unnamed", about - shown)
        .with("places", places)
        .with("others", others);
    Some(map)
}

/// A country with its count: a link that leads where its square does.
fn place(site: &Site, id: RecordId, count: usize, url: Option<Arc<str>>, lang: &Lang) -> Value {
    let mut place = Map::new();
    for (name, value) in link::link(site, id, lang).entries() {
        let value = match (name.as_ref(), &url) {
            ("url", Some(url)) => Value::Url(url.clone()),
            _ => value.clone(),
        };
        place.insert(name.clone(), value);
    }
    place.with("count", count).into()
}

/// The scale of a map: each step holds `base` times as many numbers as the one before, and `base` is the smallest from 2 up with which the
/// largest count is on one of the [`STEPS`]. So there are 1, 2-3, 4-7, 8-15 as long as nothing counts more than 15; then 1-2, 3-8, 9-26, 27-80.
struct Scale {
    base: usize,
    largest: usize,
}

impl Scale {
    fn of(largest: usize) -> Scale {
        let reaches = |base: &usize| base.checked_pow(STEPS).is_none_or(|end| end > largest);
        Scale { base: (2..).find(reaches).unwrap_or(usize::MAX), largest }
    }

    /// The step of a count: 0 for none.
    fn level(&self, count: usize) -> usize {
        count.checked_ilog(self.base).map_or(0, |step| step as usize + 1)
    }

    /// The steps that are in use, each with its first and last count; the last ends with the largest count.
    fn legend(&self) -> Value {
        let none = Map::new().with("level", 0).with("from", 0).with("to", 0).into();
        let step = |level: usize| {
            let from = self.base.pow(level as u32 - 1);
            let to = self.base.saturating_pow(level as u32).saturating_sub(1).min(self.largest);
            Map::new().with("level", level).with("from", from).with("to", to).into()
        };
        std::iter::once(none).chain((1..=self.level(self.largest)).map(step)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(largest: usize) -> Vec<(usize, usize)> {
        let number = |step: &Map, name| match step.get(name) {
            Some(Value::Integer(number)) => *number as usize,
            other => panic!("{name} is {other:?}"),
        };
        match Scale::of(largest).legend() {
            Value::List(steps) => steps
                .iter()
                .map(|step| match step {
                    Value::Map(step) => (number(step, "from"), number(step, "to")),
                    other => panic!("{other:?}"),
                })
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn steps_grow_with_the_largest_count() {
        assert_eq!(steps(1), [(0, 0), (1, 1)]);
        assert_eq!(steps(3), [(0, 0), (1, 1), (2, 3)]);
        assert_eq!(steps(12), [(0, 0), (1, 1), (2, 3), (4, 7), (8, 12)]);
        assert_eq!(steps(15), [(0, 0), (1, 1), (2, 3), (4, 7), (8, 15)]);
        assert_eq!(steps(16), [(0, 0), (1, 2), (3, 8), (9, 16)]);
        assert_eq!(steps(300), [(0, 0), (1, 4), (5, 24), (25, 124), (125, 300)]);
    }

    #[test]
    fn every_count_is_on_the_step_that_the_legend_tells() {
        for largest in (1..400).chain([9_999, 1_000_000, usize::MAX]) {
            let scale = Scale::of(largest);
            let steps = steps(largest.min(1_000_000));
            assert!(scale.level(largest) <= STEPS as usize);
            for count in (0..=largest).take(400).filter(|_| largest <= 1_000_000) {
                let step = steps.iter().position(|(from, to)| (*from..=*to).contains(&count));
                assert_eq!(step, Some(scale.level(count)), "{count} of {largest}");
            }
        }
    }
}
