//! Sums of money as charts: what a fund received and gave, and what a project or action costs. One chart for each currency, for amounts in
//! several are never added up.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Lang;
use crate::model::number::Currency;
use crate::model::{Decimal, Money, RecordId, Row, Value as ModelValue};
use crate::view::chart::{Amount, Bar, Bars, Chart, Fill, Form, Label};

use super::chart::{self, Cell, Figure, Table};
use super::format;
use super::site::Site;

/// Bars of one chart; the smaller ones beyond it stand in the table alone.
const BARS: usize = 20;

/// Bars that the description of a chart tells.
const TOLD: usize = 5;

/// The charts of a fund: who gave, and what was given for.
pub(super) fn of_fund(site: &Site, id: RecordId, lang: &Lang) -> Vec<Figure> {
    let gave = |row: &Row| row.record("from").map(Named::Record);
    let given = |row: &Row| {
        let purpose = || row.text("purpose").cloned().map(Named::Text);
        row.record("to").map(Named::Record).or_else(purpose)
    };
    let mut figures = listed(site, id, "contributions", lang, &gave);
    figures.extend(listed(site, id, "allocations", lang, &given));
    figures
}

/// The charts of what a project, an action or a plan costs: planned, committed and spent.
pub(super) fn of_budget(site: &Site, id: RecordId, lang: &Lang) -> Vec<Figure> {
    let mut sums: BTreeMap<Currency, Vec<(Named, Money)>> = BTreeMap::new();
    for field in ["planned_total", "committed_total", "spent_total"] {
        let Some(declared) = site.model.kind_of(id).field(field) else { continue };
        let label = declared.label.pick(lang).map(|(_, label)| label.clone()).unwrap_or_default();
        for item in site.model.values(id, field) {
            if let ModelValue::Money(money) = &item.value {
                sums.entry(money.currency).or_default().push((Named::Text(label.clone()), *money));
            }
        }
    }
    // A single sum is a number, of which a picture says no more.
    sums.retain(|_, sums| sums.len() > 1);
    let title = site.word(lang, "budget");
    sums.into_iter().map(|(currency, sums)| figure(site, "budget", &title, currency, sums, lang)).collect()
}

/// What an amount belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    Record(RecordId),
    Text(Arc<str>),
}

/// The amounts of a nested table by what they belong to, the largest first, in a chart for each currency.
fn listed(
    site: &Site,
    id: RecordId,
    table: &'static str,
    lang: &Lang,
    name: &dyn Fn(&Row) -> Option<Named>,
) -> Vec<Figure> {
    let mut sums: BTreeMap<Currency, BTreeMap<Named, Decimal>> = BTreeMap::new();
    for row in site.model.rows(id, table) {
        let Some(money) = row.money("amount") else { continue };
        let named = name(&row).unwrap_or_else(|| Named::Text(site.word(lang, "not-stated")));
        let sum = sums.entry(money.currency).or_default().entry(named).or_default();
        *sum = sum.saturating_add(money.amount);
    }
    let label = site.model.kind_of(id).field(table).and_then(|field| field.label.pick(lang));
    let title = label.map(|(_, label)| label.clone()).unwrap_or_default();
    let mut figures = Vec::new();
    for (currency, of_currency) in sums {
        let money = |(named, amount)| (named, Money { currency, amount });
        let mut amounts: Vec<(Named, Money)> = of_currency.into_iter().map(money).collect();
        amounts.sort_by(|a, b| b.1.amount.cmp(&a.1.amount).then_with(|| a.0.cmp(&b.0)));
        if amounts.len() > 1 {
            figures.push(figure(site, table, &title, currency, amounts, lang));
        }
    }
    let unknown = site.model.rows(id, table).filter(|row| row.money("amount").is_none()).count();
    if unknown > 0 {
        let note: Arc<str> = site.word(lang, "amounts-unknown").replace("{n}", &unknown.to_string()).into();
        figures.iter_mut().for_each(|figure| figure.notes.push(note.clone()));
    }
    figures
}

fn figure(
    site: &Site,
    id: &str,
    title: &Arc<str>,
    currency: Currency,
    sums: Vec<(Named, Money)>,
    lang: &Lang,
) -> Figure {
    let text = |money: &Money| format::money_text(site, money, lang);
    let bar = |(named, money): &(Named, Money)| Bar {
        label: match named {
            Named::Record(id) => chart::record(site, *id, lang),
            Named::Text(text) => Label::new(text.clone()),
        },
        amount: Amount::new(chart::float(&money.amount), text(money)),
        fill: Fill::Solid,
    };
    let row = |(named, money): &(Named, Money)| {
        let name = match named {
            Named::Record(id) => Cell::record(site, *id, lang),
            Named::Text(text) => Cell::new(text.clone()),
        };
        vec![name, Cell::amount(text(money), &money.amount)]
    };
    let bars = Bars { bars: sums.iter().take(BARS).map(bar).collect(), keys: Vec::new() };
    let beyond = sums.len().saturating_sub(BARS);
    let more = (beyond > 0).then(|| site.word(lang, "not-shown-n").replace("{n}", &beyond.to_string()).into());
    let told = |bar: &Bar| format!("{}: {}", bar.label.text, bar.amount.text);
    let description = bars.bars.iter().take(TOLD).map(told).collect::<Vec<_>>().join("; ");
    Figure {
        chart: Chart {
            id: format!("{}-{}", id.replace('_', "-"), currency.as_str().to_lowercase()),
            title: format!("{title}, {}", currency.as_str()).into(),
            description: description.into(),
            lang: lang.clone(),
            form: Form::Bars(bars),
        },
        table: Table { columns: vec![title.clone(), currency.as_str().into()], rows: sums.iter().map(row).collect() },
        notes: more.into_iter().collect(),
    }
}
