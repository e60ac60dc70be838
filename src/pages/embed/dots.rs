//! Key figures as dots. What differs in scope does not compare, so a break stands between.

use std::sync::Arc;

use crate::base::Lang;
use crate::model::{RecordId, Value as ModelValue};
use crate::pages::chart::{self, Cell, Figure, Table};
use crate::pages::format;
use crate::pages::site::Site;
use crate::view::chart::{Chart, Dot, DotGroup, DotRow, Dots, Form, Label, Symbol};

/// Figures of one scope and unit.
struct Group {
    scope: Option<Arc<str>>,
    unit: Option<Arc<str>>,
    drawn: DotGroup,
}

/// These figures in their order; those of one scope and unit that follow each other form a group.
pub fn figure(site: &Site, ids: &[RecordId], kind: usize, lang: &Lang) -> Option<Figure> {
    let mut groups: Vec<Group> = Vec::new();
    let columns = ["chart-figure", "chart-value", "chart-at", "chart-scope"].map(|key| site.word(lang, key));
    let mut table = Table { columns: columns.into(), rows: Vec::new() };
    for id in ids {
        let Some(ModelValue::Decimal(value)) = site.model.value(*id, "value") else { continue };
        let text = |field: &str| {
            site.model.localised(*id, field).and_then(|text| text.pick(lang)).map(|(l, t)| (l.clone(), t.clone()))
        };
        let (scope, unit) = (text("scope"), text("unit").map(|(_, unit)| unit));
        let pattern = match site.model.value(*id, "qualifier") {
            Some(ModelValue::Choice(choice)) if **choice != *"exact" => site.word(lang, &format!("figure-{choice}")),
            _ => "{n}".into(),
        };
        let amount = chart::amount(site, value, &pattern, lang);
        let when = match (site.model.value(*id, "at"), site.model.value(*id, "period")) {
            (Some(ModelValue::Date(date)), _) => Cell::date(site, date, lang),
            (_, Some(ModelValue::Period(period))) => match format::period(site, period, lang).get("text") {
                Some(crate::view::Value::Text(text)) => {
                    Cell { plain: Some(period.to_string().into()), ..Cell::new(text.clone()) }
                }
                _ => Cell::default(),
            },
            _ => Cell::default(),
        };
        let about = |text: &Option<(Lang, Arc<str>)>| match text {
            Some((text_lang, text)) => {
                Cell { lang: (text_lang != lang).then(|| text_lang.clone()), ..Cell::new(text.clone()) }
            }
            None => Cell::default(),
        };
        table.rows.push(vec![
            Cell::record(site, *id, lang),
            Cell::amount(amount.text.clone(), value),
            when,
            about(&scope),
        ]);
        let row = DotRow { label: chart::record(site, *id, lang), dots: vec![Dot { amount, symbol: Symbol::Circle }] };
        let scope_text = scope.as_ref().map(|(_, text)| text.clone());
        match groups.last_mut() {
            Some(group) if group.scope == scope_text && group.unit == unit => group.drawn.rows.push(row),
            _ => {
                let label = scope.map(|(text_lang, text)| {
                    let label = Label::new(text);
                    if text_lang == *lang { label } else { label.in_lang(text_lang) }
                });
                let drawn = DotGroup { scope: label, rows: vec![row] };
                groups.push(Group { scope: scope_text, unit, drawn });
            }
        }
    }
    if groups.is_empty() {
        return None;
    }
    let notes = if groups.len() > 1 { vec![site.word(lang, "chart-scopes")] } else { Vec::new() };
    // Values of one unit are on one scale even where they do not compare, so that a longer way is never a smaller number.
    let common = groups.windows(2).all(|pair| pair[0].unit == pair[1].unit) || near(&groups);
    let form =
        Form::Dots(Dots { groups: groups.into_iter().map(|group| group.drawn).collect(), common, keys: Vec::new() });
    let title = site.model.schema.kinds()[kind].plural.pick(lang).map(|(_, plural)| plural.clone()).unwrap_or_default();
    let chart = Chart { id: String::new(), description: table.words(), title, lang: lang.clone(), form };
    Some(Figure { chart, table, notes })
}

/// Whether the values are near enough to each other to stand on one scale: the largest is not a hundred times the smallest.
fn near(groups: &[Group]) -> bool {
    let values =
        || groups.iter().flat_map(|group| &group.drawn.rows).flat_map(|row| &row.dots).map(|dot| dot.amount.value);
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(0.0, f64::max));
    low > 0.0 && high < low * 100.0
}
