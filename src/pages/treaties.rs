//! What States did with treaties: a table of all of them, and what a country's page tells. An empty cell is not recorded here, and no more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::Lang;
use crate::domain::ratification::{Bond, Recorded, acts, bond};
use crate::domain::{Derived, FacetValue};
use crate::model::{Model, RecordId, Value as ModelValue};
use crate::view::{Map, Value};

use super::aspect::{self, Aspect};
use super::plan::Page;
use super::shell::{self, Meta};
use super::site::Site;
use super::standing;
use super::value::{self, Eyes, list_url};
use super::{address, data, describe, format, link, linked, list};

/// The kind.
const KIND: &str = "ratification";

type Acts = BTreeMap<(RecordId, RecordId), Vec<Recorded>>;

fn states_and_treaties(acts: &Acts) -> (BTreeSet<RecordId>, BTreeSet<RecordId>) {
    (acts.keys().map(|(state, _)| *state).collect(), acts.keys().map(|(_, treaty)| *treaty).collect())
}

/// The parts of the table, if anything is recorded.
pub(super) fn planned(model: &Model, derived: &Derived) -> Vec<Aspect> {
    let (states, treaties) = states_and_treaties(&acts(model, derived.as_of));
    let (_, of) = standing::pages(states.len(), 4 * treaties.len());
    (1..=of).filter(|_| !states.is_empty()).map(|number| Aspect::Treaties { number, of }).collect()
}

/// Where a part stands: `ratifications/matrix.html`.
pub(super) fn address(model: &Model, number: usize) -> String {
    let folder = model.schema.kind(KIND).map_or(KIND, |kind| &kind.folder);
    format!("{folder}/matrix{}.html", address::part(number))
}

/// The table, as a link from the list of the kind.
pub(super) fn links(site: &Site, kind: usize, lang: &Lang) -> Option<Value> {
    if site.model.schema.position(KIND) != Some(kind) || acts(&site.model, site.derived.as_of).is_empty() {
        return None;
    }
    let url = aspect::url(site, &Aspect::Treaties { number: 1, of: 1 }, lang);
    Some(shell::crumb(site.word(lang, "treaties-title"), url))
}

/// The variables of a part of the table.
pub(super) fn view(site: &Site, page: &Page, number: usize, of: usize) -> Map {
    let lang = &page.lang;
    let heading = site.word(lang, "treaties-title");
    let mut meta = Meta::new(heading.clone());
    if number > 1 {
        let number = site.word(lang, "page-number").replace("{n}", &number.to_string());
        meta.title = format!("{heading}, {number}").into();
    }
    let kind = site.model.schema.position(KIND);
    meta.breadcrumbs.extend(kind.map(|kind| shell::kind_crumb(site, kind, lang)));
    meta.description = describe::parts([site.word(lang, "treaties-about"), site.word(lang, "treaties-gap")]);
    meta.about = Some(linked::collection(site, page, &meta));

    let acts = acts(&site.model, site.derived.as_of);
    let (states, treaties) = states_and_treaties(&acts);
    let (most, _) = standing::pages(states.len(), 4 * treaties.len());
    let mut states: Vec<RecordId> = states.into_iter().collect();
    states.sort_by_cached_key(|state| (link::title(site, *state, lang).1, *state));
    let mut treaties: Vec<RecordId> = treaties.into_iter().collect();
    treaties.sort_by_cached_key(|treaty| adopted(site, *treaty));
    let row = |state: &RecordId| {
        let cell = |treaty: &RecordId| -> Value {
            let recorded = acts.get(&(*state, *treaty)).map_or(&[][..], |acts| acts);
            recorded.iter().map(|recorded| act(site, recorded, lang)).collect()
        };
        let cells: Value = treaties.iter().map(cell).collect();
        Map::new().with("state", link::shared(site, *state, lang)).with("cells", cells).into()
    };
    let column = |treaty: &RecordId| {
        let recorded = acts.iter().filter(|((_, of), _)| of == treaty).map(|(_, acts)| acts.len()).sum::<usize>();
        let all = kind.and_then(|kind| list_of(site, kind, "treaty", *treaty, recorded, lang));
        link::link(site, *treaty, lang)
            .with("short", acronym(site, *treaty, lang))
            .with("all", all)
            .with("count", recorded)
            .into()
    };
    let url = |number: usize| aspect::url(site, &Aspect::Treaties { number, of }, lang);
    let total = acts.values().map(Vec::len).sum::<usize>();
    let all = kind.filter(|kind| site.ordered(*kind, lang).len() == total);
    let table = Map::new()
        .with("treaties", treaties.iter().map(column).collect::<Value>())
        .with("rows", states.chunks(most).nth(number - 1).unwrap_or(&[]).iter().map(row).collect::<Value>())
        .with("legend", legend(site, lang))
        .with("all", all.map(|kind| list_url(site, kind, Vec::new(), lang)))
        .with("total", total)
        .with("csv", data::beside_page(site, &self::address(&site.model, 1)))
        .with("pager", list::parts(number, of, None, url));
    Map::new().with("page", shell::page(site, page, Some(KIND), meta)).with("treaties", table)
}

/// The whole table for spreadsheets: a row for each State, a column for each treaty, by their ids. A cell holds the acts, each with its date.
pub(super) fn rows(site: &Site, lang: &Lang) -> Vec<Vec<String>> {
    let acts = acts(&site.model, site.derived.as_of);
    let (mut states, mut treaties): (Vec<RecordId>, Vec<RecordId>) = {
        let (states, treaties) = states_and_treaties(&acts);
        let shown = |ids: BTreeSet<RecordId>| ids.into_iter().filter(|id| site.shows(*id)).collect();
        (shown(states), shown(treaties))
    };
    states.sort_by_cached_key(|state| (link::title(site, *state, lang).1, *state));
    treaties.sort_by_cached_key(|treaty| adopted(site, *treaty));
    let mut head = vec!["state".to_owned(), "state_name".to_owned()];
    head.extend(treaties.iter().map(|treaty| site.model.record(*treaty).id.to_string()));
    let act = |recorded: &Recorded| {
        let on = recorded.on.map(|on| format!(" {on}"));
        format!("{}{}", id(site, recorded), on.unwrap_or_default())
    };
    let row = |state: &RecordId| {
        let cell = |treaty: &RecordId| {
            let recorded = acts.get(&(*state, *treaty)).map_or(&[][..], |acts| acts);
            recorded.iter().map(act).collect::<Vec<_>>().join("|")
        };
        let mut row = vec![site.model.record(*state).id.to_string(), link::named(site, *state, lang)];
        row.extend(treaties.iter().map(cell));
        row
    };
    std::iter::once(head).chain(states.iter().map(row)).collect()
}

/// What a country's page tells of treaties: for each of which something is recorded, its bond, and the acts with their dates.
pub(super) fn of_state(site: &Site, state: RecordId, lang: &Lang) -> Value {
    let all = acts(&site.model, site.derived.as_of);
    let mut own: Vec<(RecordId, &Vec<Recorded>)> =
        all.iter().filter(|((of, _), _)| *of == state).map(|((_, treaty), acts)| (*treaty, acts)).collect();
    own.sort_by_cached_key(|(treaty, _)| adopted(site, *treaty));
    let told = own.iter().filter_map(|(treaty, acts)| {
        let bond = match bond(acts)? {
            Bond::Party => "bond-party",
            Bond::Signatory => "bond-signatory",
            Bond::Withdrawn => "bond-withdrawn",
        };
        let acts: Value = acts.iter().map(|recorded| act(site, recorded, lang)).collect();
        let told = Map::new().with("treaty", link::shared(site, *treaty, lang)).with("bond", site.word(lang, bond));
        Some(told.with("acts", acts).into())
    });
    told.collect()
}

/// Where the first part of the table stands.
pub(super) fn url(site: &Site, lang: &Lang) -> Value {
    aspect::url(site, &Aspect::Treaties { number: 1, of: 1 }, lang)
}

fn act(site: &Site, recorded: &Recorded, lang: &Lang) -> Value {
    let eyes = Eyes { site, id: recorded.record, lang, expected: lang };
    let label = value::named(eyes, "act").map().and_then(|choice| choice.get("label")).cloned().unwrap_or_default();
    let address = site.record_address(recorded.record, lang).map(Value::Url);
    Map::new()
        .with("letter", letter(site, id(site, recorded), lang))
        .with("label", label)
        .with("date", recorded.on.map(|on| format::date(site, &on, lang)))
        .with("url", address)
        .into()
}

fn id(site: &Site, recorded: &Recorded) -> Arc<str> {
    match site.model.value(recorded.record, "act") {
        Some(ModelValue::Choice(choice)) => choice.clone(),
        _ => "".into(),
    }
}

fn letter(site: &Site, act: Arc<str>, lang: &Lang) -> Arc<str> {
    site.word(lang, &format!("letter-{act}"))
}

/// What each letter stands for.
fn legend(site: &Site, lang: &Lang) -> Value {
    let Some(field) = site.model.schema.kind(KIND).and_then(|kind| kind.field("act")) else {
        return Value::List(Vec::new());
    };
    let entry = |choice: &crate::schema::Choice| {
        let label = choice.label.pick(lang).map(|(_, label)| label.clone());
        Map::new().with("letter", letter(site, choice.id.as_str().into(), lang)).with("label", label).into()
    };
    field.choices().iter().map(entry).collect()
}

/// Treaties stand in the order in which they were adopted; those of which that is not known come last.
fn adopted(site: &Site, treaty: RecordId) -> impl Ord + use<> {
    let adopted = match site.model.value(treaty, "adopted") {
        Some(ModelValue::Date(date)) => Some(*date),
        _ => None,
    };
    (adopted.is_none(), adopted, treaty)
}

fn acronym(site: &Site, treaty: RecordId, lang: &Lang) -> Option<Arc<str>> {
    let text = site.model.localised(treaty, "acronym").filter(|_| site.model.is_published(treaty))?;
    text.pick(lang).map(|(_, text)| text.clone())
}

/// The list of all records of a kind with a value, where the field is a facet and the list has so many. It may have more: acts of a day to come
/// are recorded too.
fn list_of(site: &Site, kind: usize, field: &str, id: RecordId, count: usize, lang: &Lang) -> Option<Value> {
    let field = site.model.schema.kinds()[kind].position(field)?;
    let value = FacetValue::Ref(id);
    let found = site.derived.facets.facet(kind, field)?.records(&value).len();
    (found == count).then(|| list_url(site, kind, vec![(field, value)], lang))
}
