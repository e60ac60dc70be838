//! How many records have each value of a field.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Lang;
use crate::domain::{FacetValue, facet_value};
use crate::model::{Query, RecordId};
use crate::pages::chart::{Cell, Figure, Table};
use crate::pages::list;
use crate::pages::site::Site;
use crate::pages::value::list_url;
use crate::view::Value;
use crate::view::chart::{Amount, Bar, Bars, Chart, Fill, Form, Label, Part, Whole};

/// Bars or the parts of a whole; the most used value first.
pub fn figure(site: &Site, query: &Query, ids: &[RecordId], by: usize, whole: bool, lang: &Lang) -> Option<Figure> {
    let kind = &site.model.schema.kinds()[query.kind];
    let field = &kind.fields[by];
    let mut counts: BTreeMap<FacetValue, usize> = BTreeMap::new();
    let (mut without, mut several) = (0, false);
    for id in ids {
        let mut values: Vec<FacetValue> =
            site.model.record(*id).values(by).iter().filter_map(|item| facet_value(&item.value)).collect();
        values.sort();
        values.dedup();
        without += usize::from(values.is_empty());
        several |= values.len() > 1;
        values.into_iter().for_each(|value| *counts.entry(value).or_default() += 1);
    }
    let named = |(value, count): (FacetValue, usize)| {
        let (title_lang, title) = list::value_title(site, field, &value, lang);
        // With conditions, the page of the value would show more than was counted.
        let url = match list_url(site, query.kind, vec![(by, value)], lang) {
            Value::Url(url) if query.conditions.is_empty() => Some(url),
            _ => None,
        };
        let own_lang = (title_lang != *lang).then_some(title_lang);
        (Label { text: title, lang: own_lang, url }, count)
    };
    let mut values: Vec<(Label, usize)> = counts.into_iter().map(named).collect();
    if values.is_empty() {
        return None;
    }
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.text.cmp(&b.0.text)));
    let label = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone()).unwrap_or_default();
    let rest: usize = values.iter().skip(query.limit.unwrap_or(usize::MAX)).map(|(_, count)| count).sum();
    let left_out = values.len() - values.len().min(query.limit.unwrap_or(usize::MAX));
    values.truncate(query.limit.unwrap_or(usize::MAX));
    let mut notes = Vec::new();
    let count_of = |key: &str, count: usize| Arc::from(site.word(lang, key).replace("{n}", &count.to_string()));
    if several {
        notes.push(site.word(lang, "chart-several"));
    }
    // Parts make up a whole only where each record is in exactly one of them.
    let whole = whole && !several;
    if whole && rest > 0 {
        values.push((Label::new(site.word(lang, "chart-others")), rest));
    } else if left_out > 0 {
        notes.push(count_of("not-shown-n", left_out));
    }
    if without > 0 {
        match whole {
            true => values.push((Label::new(site.word(lang, "not-stated")), without)),
            false => notes.push(count_of("chart-without", without)),
        }
    }
    let cell = |label: &Label| Cell { lang: label.lang.clone(), ..Cell::new(label.text.clone()).to(label.url.clone()) };
    let table = Table {
        columns: vec![label(&field.label), label(&kind.plural)],
        rows: values.iter().map(|(label, count)| vec![cell(label), Cell::count(*count)]).collect(),
    };
    let form = match whole {
        true => {
            let part = |(place, (label, count)): (usize, (Label, usize))| Part {
                label,
                amount: Amount::count(count),
                fill: Fill::nth(place),
            };
            let all = site.word(lang, "records-n").replace("{n}", &ids.len().to_string());
            Form::Whole(Whole { label: Some(all.into()), parts: values.into_iter().enumerate().map(part).collect() })
        }
        false => {
            let bar = |(label, count)| Bar { label, amount: Amount::count(count), fill: Fill::Solid };
            Form::Bars(Bars { bars: values.into_iter().map(bar).collect(), keys: Vec::new() })
        }
    };
    let title =
        site.word(lang, "chart-by").replace("{records}", &label(&kind.plural)).replace("{field}", &label(&field.label));
    let chart = Chart { id: String::new(), title: title.into(), description: table.words(), lang: lang.clone(), form };
    Some(Figure { chart, table, notes })
}
