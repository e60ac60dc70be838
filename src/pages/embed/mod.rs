//! What a fenced embed asks for, shown inside a text.

mod counts;
mod dots;
mod timeline;

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::{FacetValue, sorted};
use crate::model::{Condition, Form, Query, RecordId, Target, TextId, Value as ModelValue};
use crate::view::{Filling, Map, Value};

use super::chart::Figure;
use super::site::Site;
use super::{charts, list, map, measures, progress, value::list_url};

/// How the charts of a text are named, so that each has an id of its own in the page.
pub(super) struct Naming {
    /// What the ids begin with.
    prefix: String,
    /// Where the files of the charts stand, for charts in the body of a page: the page's address.
    page: Option<Arc<str>>,
    /// How many charts and maps there were.
    count: usize,
}

impl Naming {
    /// The names of the charts of a text. Those of a record's own body have files beside its page.
    pub fn new(site: &Site, text: TextId, lang: &Lang) -> Naming {
        let record = site.model.record(text.record);
        if record.bodies.iter().any(|(_, body)| *body == text) {
            return Naming { prefix: "chart".to_owned(), page: site.record_address(text.record, lang), count: 0 };
        }
        // A text of a field can stand on many pages, beside other texts.
        Naming {
            prefix: format!("{}-{}-{}", site.model.kind_of(text.record).id, site.slug(text.record), text.index),
            page: None,
            count: 0,
        }
    }

    fn next(&mut self) -> String {
        self.count += 1;
        format!("{}-{}", self.prefix, self.count)
    }
}

/// What a query asks for, shown by the theme's template for this embed.
pub(super) fn embed(site: &Site, query: &Query, lang: &Lang, naming: &mut Naming) -> Filling {
    let data = match query.form {
        Form::Records | Form::Figures => cards(site, query, lang),
        Form::Map => {
            let id = naming.next();
            let Some(map) =
                map::of_records(site, query.kind, &select(site, query, lang), query.conditions.is_empty(), lang)
            else {
                return Filling::Nothing;
            };
            Map::new().with("id", id).with("title", title(query, lang)).with("map", map)
        }
        _ => {
            let Some(figure) = figure(site, query, naming.next(), lang) else { return Filling::Nothing };
            let csv = naming.page.as_ref().map(|page| charts::file_beside(page, &figure.chart.id));
            let data = Map::new().with("chart", figure.view(csv));
            match (query.form, query.ids.first()) {
                (Form::Progress, Some(id)) => data.with("sentences", progress::sentences(site, *id, lang)),
                _ => data,
            }
        }
    };
    Filling::Embed { template: query.form.template().into(), data }
}

/// The charts that the body of a record shows, named as in its text.
pub(super) fn of_body(site: &Site, id: RecordId, lang: &Lang) -> Vec<Figure> {
    let Some((_, body)) = site.model.record(id).body(lang) else { return Vec::new() };
    let mut naming = Naming::new(site, body, lang);
    let mut figures = Vec::new();
    for target in &site.model.text(body).targets {
        let Target::Embed(query) = target else { continue };
        match query.form {
            Form::Records | Form::Figures => {}
            Form::Map => _ = naming.next(),
            _ => figures.extend(figure(site, query, naming.next(), lang)),
        }
    }
    figures
}

/// The chart that a query asks for, unless there is nothing to show.
fn figure(site: &Site, query: &Query, id: String, lang: &Lang) -> Option<Figure> {
    let mut figure = match query.form {
        Form::Series => measures::figures(site, shown(site, query)?, lang).into_iter().next()?,
        Form::Dots => dots::figure(site, &select(site, query, lang), query.kind, lang)?,
        Form::Counts { by, whole } => counts::figure(site, query, &select(site, query, lang), by, whole, lang)?,
        Form::Timeline => timeline::figure(site, query, lang)?,
        Form::Progress => progress::of_record(site, shown(site, query)?, lang).into_iter().next()?,
        Form::Records | Form::Figures | Form::Map => return None,
    };
    figure.chart.id = id;
    if let Some(title) = title(query, lang) {
        figure.chart.title = title;
    }
    Some(figure)
}

/// The one record that a query names, if it has a page.
fn shown(site: &Site, query: &Query) -> Option<RecordId> {
    query.ids.first().copied().filter(|id| site.shows(*id))
}

fn title(query: &Query, lang: &Lang) -> Option<Arc<str>> {
    query.title.as_ref().and_then(|title| title.pick(lang)).map(|(_, title)| title.clone())
}

/// The records that a query asks for, in short.
fn cards(site: &Site, query: &Query, lang: &Lang) -> Map {
    let found = select(site, query, lang);
    let limit = query.limit.unwrap_or(usize::MAX);
    let cards: Value = found.iter().take(limit).map(|id| list::card(site, *id, lang)).collect();
    let more = (found.len() > limit).then(|| more(site, query, lang));
    Map::new().with("title", title(query, lang)).with("cards", cards).with("more", more)
}

/// The records with pages that meet all conditions, in the order asked for.
fn select(site: &Site, query: &Query, lang: &Lang) -> Vec<RecordId> {
    if !query.ids.is_empty() {
        let shown = |id: &&RecordId| site.plan.has(**id) && site.model.is_published(**id);
        return query.ids.iter().filter(shown).copied().collect();
    }
    let meets = |id: &RecordId| query.conditions.iter().all(|(field, condition)| holds(site, *id, *field, condition));
    let found: Vec<RecordId> = site.ordered(query.kind, lang).iter().copied().filter(meets).collect();
    match &query.sort {
        Some(key) => sorted(&site.model, found, key, lang),
        None => found,
    }
}

fn holds(site: &Site, id: RecordId, field: usize, condition: &Condition) -> bool {
    let kind = site.model.kind_of(id);
    if kind.fields[field].internal {
        return false;
    }
    site.model.record(id).values(field).iter().any(|item| match (&item.value, condition) {
        (ModelValue::Ref(target), Condition::Ref(wanted)) => target == wanted,
        (ModelValue::Choice(choice), Condition::Text(wanted)) => choice == wanted,
        (ModelValue::Bool(value), Condition::Text(wanted)) => **wanted == *if *value { "true" } else { "false" },
        (ModelValue::Text(text), Condition::Text(wanted)) => text.iter().any(|(_, text)| text == wanted),
        _ => false,
    })
}

/// Where all of them stand: the facet page for a single condition, else the whole list.
fn more(site: &Site, query: &Query, lang: &Lang) -> Value {
    let fields = &site.model.schema.kinds()[query.kind].fields;
    let filters = match &query.conditions[..] {
        [(field, condition)] if fields[*field].facet => {
            let value = match condition {
                Condition::Ref(record) => FacetValue::Ref(*record),
                Condition::Text(text) => FacetValue::Text(text.clone()),
            };
            vec![(*field, value)]
        }
        _ => Vec::new(),
    };
    list_url(site, query.kind, filters, lang)
}
