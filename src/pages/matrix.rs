//! Coverage as tables: how the records of a kind spread over two of its fields, gaps shown as such, and every number with its list.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::base::Lang;
use crate::domain::FacetValue;
use crate::domain::coverage::{Coverage, coverage};
use crate::model::{Model, Value as ModelValue};
use crate::view::{Map, Value};

use super::aspect::{self, Aspect};
use super::plan::{PAIR, Page};
use super::shell::{self, Meta};
use super::site::Site;
use super::standing;
use super::value::list_url;
use super::{address, data, describe, link, linked, list};

/// The tables that there are: the kind, the field of the rows, and that of the columns.
const TABLES: &[(&str, &str, &str)] =
    &[("recommendation", "themes", "made_by"), ("recommendation", "themes", "persons")];

/// Records outside of a table that its page names.
const OUTSIDE: usize = 150;

/// A table with the places of its kind and fields in the schema.
pub(super) struct Table {
    kind: usize,
    row: usize,
    column: usize,
    of: Coverage,
    /// For each row and each column, how many records stand in its cells, each counted once.
    in_rows: BTreeMap<FacetValue, usize>,
    in_columns: BTreeMap<FacetValue, usize>,
}

/// The tables, once a page has asked for them.
pub(super) type Tables = [OnceLock<Option<Arc<Table>>>; TABLES.len()];

fn known(site: &Site, at: usize) -> Option<&Table> {
    site.tables.get(at)?.get_or_init(|| table(&site.model, at).map(Arc::new)).as_deref()
}

fn table(model: &Model, at: usize) -> Option<Table> {
    let (kind, row, column) = TABLES.get(at)?;
    let kind = model.schema.position(kind)?;
    let declared = &model.schema.kinds()[kind];
    let public = |field: &str| {
        declared.position(field).filter(|place| declared.fields[*place].facet && !declared.fields[*place].internal)
    };
    let places = (public(row)?, public(column)?);
    let of = coverage(model, kind, row, column);
    let in_rows = of.rows.iter().map(|value| (value.clone(), of.of_row(value).len())).collect();
    let in_columns = of.columns.iter().map(|value| (value.clone(), of.of_column(value).len())).collect();
    (!of.cells.is_empty()).then_some(Table { kind, row: places.0, column: places.1, of, in_rows, in_columns })
}

/// The parts of the tables that have a record in a cell.
pub(super) fn planned(model: &Model) -> Vec<Aspect> {
    let mut planned = Vec::new();
    for at in 0..TABLES.len() {
        let Some(table) = table(model, at) else { continue };
        let (_, of) = standing::pages(table.of.rows.len(), table.of.columns.len());
        planned.extend((1..=of).map(|number| Aspect::Coverage { table: at, number, of }));
    }
    planned
}

/// Where a part stands: `recommendations/coverage.html`.
pub(super) fn address(model: &Model, at: usize, number: usize) -> String {
    let (kind, _, column) = TABLES[at];
    let folder = model.schema.kind(kind).map_or(kind, |kind| &kind.folder);
    // The first table of a kind has the plain name.
    let first = TABLES.iter().position(|(known, ..)| *known == kind) == Some(at);
    let which = if first { String::new() } else { format!("-{}", column.replace('_', "-")) };
    format!("{folder}/coverage{which}{}.html", address::part(number))
}

/// The tables of a kind, as links.
pub(super) fn links(site: &Site, kind: usize, lang: &Lang) -> Vec<Value> {
    let mut links = Vec::new();
    for (at, (name, ..)) in TABLES.iter().enumerate() {
        let of_kind = site.model.schema.position(name) == Some(kind);
        if !of_kind || known(site, at).is_none() {
            continue;
        }
        let url = aspect::url(site, &Aspect::Coverage { table: at, number: 1, of: 1 }, lang);
        links.push(shell::crumb(heading(site, at, lang), url));
    }
    links
}

/// The whole table for spreadsheets: a row for each value of the first field, and a column for each of the second, by their ids.
pub(super) fn rows(site: &Site, at: usize, lang: &Lang) -> Vec<Vec<String>> {
    let Some(table) = known(site, at) else { return Vec::new() };
    let id = |value: &FacetValue| match value {
        FacetValue::Ref(id) => site.shows(*id).then(|| site.model.record(*id).id.to_string()),
        FacetValue::Text(text) => Some(text.to_string()),
    };
    let row_field = &site.model.schema.kinds()[table.kind].fields[table.row];
    let name = |value: &FacetValue| match value {
        FacetValue::Ref(id) => link::named(site, *id, lang),
        FacetValue::Text(_) => list::value_title(site, row_field, value, lang).1.to_string(),
    };
    let columns: Vec<&FacetValue> =
        sorted(site, table, table.column, &table.of.columns, lang).into_iter().filter(|of| id(of).is_some()).collect();
    let mut head = vec![row_field.id.clone(), format!("{}_name", row_field.id)];
    head.extend(columns.iter().filter_map(|value| id(value)));
    let row = |value: &FacetValue| {
        let mut row = vec![id(value)?, name(value)];
        row.extend(columns.iter().map(|column| table.of.cell(value, column).len().to_string()));
        Some(row)
    };
    let rows = sorted(site, table, table.row, &table.of.rows, lang);
    std::iter::once(head).chain(rows.into_iter().filter_map(row)).collect()
}

fn label(site: &Site, table: &Table, field: usize, lang: &Lang) -> Arc<str> {
    let field = &site.model.schema.kinds()[table.kind].fields[field];
    field.label.pick(lang).map(|(_, label)| label.clone()).unwrap_or_default()
}

fn heading(site: &Site, at: usize, lang: &Lang) -> Arc<str> {
    let (kind, row, column) = TABLES[at];
    site.word(lang, &format!("coverage-{kind}-{row}-{column}").replace('_', "-"))
}

/// The variables of a part.
pub(super) fn view(site: &Site, page: &Page, at: usize, number: usize, of: usize) -> Map {
    let lang = &page.lang;
    let Some(table) = known(site, at) else { return Map::new() };
    let kind = &site.model.schema.kinds()[table.kind];
    let heading = heading(site, at, lang);
    let mut meta = Meta::new(heading.clone());
    if number > 1 {
        let number = site.word(lang, "page-number").replace("{n}", &number.to_string());
        meta.title = format!("{heading}, {number}").into();
    }
    meta.breadcrumbs.push(shell::kind_crumb(site, table.kind, lang));
    meta.description = describe::parts([site.word(lang, "coverage-about"), site.word(lang, "coverage-gap")]);
    meta.about = Some(linked::collection(site, page, &meta));

    let (most, _) = standing::pages(table.of.rows.len(), table.of.columns.len());
    let columns = sorted(site, table, table.column, &table.of.columns, lang);
    let rows = sorted(site, table, table.row, &table.of.rows, lang);
    let shown = rows.chunks(most).nth(number - 1).unwrap_or(&[]);
    let row = |value: &&FacetValue| row(site, table, value, &columns, lang).into();
    let head = |value: &&FacetValue| {
        let inside = table.in_columns.get(value).copied().unwrap_or(0);
        head(site, table, table.column, value, inside, lang).into()
    };
    let outside = site.in_order(table.of.outside.clone(), lang);
    let total = site.ordered(table.kind, lang).len();
    let links = outside.iter().take(OUTSIDE).map(|id| link::shared(site, *id, lang));
    let url = |number: usize| aspect::url(site, &Aspect::Coverage { table: at, number, of }, lang);
    let coverage = Map::new()
        .with("row_label", label(site, table, table.row, lang))
        .with("column_label", label(site, table, table.column, lang))
        .with("columns", columns.iter().map(head).collect::<Value>())
        .with("rows", shown.iter().map(row).collect::<Value>())
        .with("total", total)
        .with("inside", total.saturating_sub(outside.len()))
        .with("all", list_url(site, table.kind, Vec::new(), lang))
        .with("outside", outside.len())
        .with("outside_links", links.collect::<Value>())
        .with("others", links_but(site, table.kind, at, lang))
        .with("csv", data::beside_page(site, &self::address(&site.model, at, 1)))
        .with("pager", list::parts(number, of, None, url));
    Map::new().with("page", shell::page(site, page, Some(&kind.id), meta)).with("coverage", coverage)
}

fn links_but(site: &Site, kind: usize, at: usize, lang: &Lang) -> Value {
    let own = aspect::url(site, &Aspect::Coverage { table: at, number: 1, of: 1 }, lang);
    let other = |link: &Value| link.map().and_then(|link| link.get("url")) != Some(&own);
    links(site, kind, lang).into_iter().filter(other).collect()
}

/// The values of a field by what readers call them.
fn sorted<'a>(site: &Site, table: &Table, field: usize, values: &'a [FacetValue], lang: &Lang) -> Vec<&'a FacetValue> {
    let declared = &site.model.schema.kinds()[table.kind].fields[field];
    let mut sorted: Vec<&FacetValue> = values.iter().collect();
    sorted.sort_by_cached_key(|value| list::value_title(site, declared, value, lang).1);
    sorted
}

/// A row: its head, and for each column the number of records with the way to their list.
fn row(site: &Site, table: &Table, value: &FacetValue, columns: &[&FacetValue], lang: &Lang) -> Map {
    let list_of_row = || list_url(site, table.kind, vec![(table.row, value.clone())], lang);
    let pair = pair_order(site, table);
    let cell = |column: &&FacetValue| {
        let count = table.of.cell(value, column).len();
        let (mine, theirs) = ((table.row, value.clone()), (table.column, (*column).clone()));
        let url = match pair {
            Some(row_first) if count >= PAIR => {
                let filters = if row_first { vec![mine, theirs] } else { vec![theirs, mine] };
                list_url(site, table.kind, filters, lang)
            }
            _ => list_of_row(),
        };
        Map::new().with("count", count).with("url", (count > 0).then_some(url)).into()
    };
    let cells: Value = columns.iter().map(cell).collect();
    let inside = table.in_rows.get(value).copied().unwrap_or(0);
    head(site, table, table.row, value, inside, lang).with("cells", cells)
}

/// Whether lists of pairs of the table's values exist, and then, whether the row's value comes first in their addresses.
fn pair_order(site: &Site, table: &Table) -> Option<bool> {
    let kind = &site.model.schema.kinds()[table.kind];
    let (row, column) = (&kind.fields[table.row].id, &kind.fields[table.column].id);
    kind.facet_pairs.iter().find_map(|(first, second)| match (first == row, second == column) {
        (true, true) => Some(true),
        _ => (first == column && second == row).then_some(false),
    })
}

/// The head of a row or column: all records with its value, and how many of them stand in no cell.
fn head(site: &Site, table: &Table, field: usize, value: &FacetValue, inside: usize, lang: &Lang) -> Map {
    let declared = &site.model.schema.kinds()[table.kind].fields[field];
    let (title_lang, title) = list::value_title(site, declared, value, lang);
    let all = site.derived.facets.facet(table.kind, field).map_or(&[][..], |facet| facet.records(value));
    let short = match value {
        FacetValue::Ref(id) => match site.model.value(*id, "acronym") {
            Some(ModelValue::Text(text)) if site.model.is_published(*id) => {
                text.pick(lang).map(|(_, short)| short.clone())
            }
            _ => None,
        },
        FacetValue::Text(_) => None,
    };
    Map::new()
        .with("title", title)
        .with("short", short)
        .with("lang", title_lang.as_str())
        .with("dir", title_lang.dir())
        .with("url", list_url(site, table.kind, vec![(field, value.clone())], lang))
        .with("count", all.len())
        .with("without", all.len().saturating_sub(inside))
}
