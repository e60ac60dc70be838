//! Records inside a text, as a fenced embed asks for them.

use crate::base::Lang;
use crate::domain::{FacetValue, sorted};
use crate::model::{Condition, Query, RecordId, Value as ModelValue};
use crate::view::{Filling, Map, Value};

use super::site::Site;
use super::{list, value::list_url};

/// The records that a query asks for, shown by the theme's template for this embed.
pub(super) fn embed(site: &Site, query: &Query, lang: &Lang) -> Filling {
    let found = select(site, query, lang);
    let limit = query.limit.unwrap_or(usize::MAX);
    let cards: Value = found.iter().take(limit).map(|id| list::card(site, *id, lang)).collect();
    let more = (found.len() > limit).then(|| more(site, query, lang));
    let title = query.title.as_ref().and_then(|title| title.pick(lang)).map(|(_, title)| title.clone());
    let data = Map::new().with("title", title).with("cards", cards).with("more", more);
    Filling::Embed { template: format!("embeds/{}.html", query.form).into(), data }
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
