//! A chart with all that stands around it: its table, its notes, and its file of comma-separated values.

use std::sync::Arc;

use crate::base::Lang;
use crate::model::date::Precision;
use crate::model::{Date, Decimal, RecordId, parse_decimal};
use crate::view::chart::{Amount, Axis, Chart, Label, steps};
use crate::view::{Map, Value};

use super::site::Site;
use super::{format, link};

/// Rows of a table that a description tells.
const TOLD: usize = 12;

/// A chart and its table. Every chart of a page comes from [`super::charts::of_page`].
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// The picture. Its id tells it from the others of its page, and is part of the address of its file.
    pub chart: Chart,
    /// The same figures.
    pub table: Table,
    /// What must be said of the figures: breaks, estimates, limits, sources.
    pub notes: Vec<Arc<str>>,
}

/// The figures of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// The heads of the columns.
    pub columns: Vec<Arc<str>>,
    /// The rows, with a cell for each column. The first cell names the row.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a chart's table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// What readers see.
    pub text: Arc<str>,
    /// Its language, where that is not the page's.
    pub lang: Option<Lang>,
    /// Where it leads: an address of the site, or a fragment of the page.
    pub url: Option<Arc<str>>,
    /// What programs read, where that is something else: plain digits, an ISO date.
    pub plain: Option<Arc<str>>,
}

impl Figure {
    /// The chart as templates see it, with the address of its file.
    pub fn view(&self, csv: Option<String>) -> Map {
        let column = |(place, text): (usize, &Arc<str>)| {
            let end = self.table.rows.iter().any(|row| row.get(place).is_some_and(Cell::is_number));
            Map::new().with("text", text.clone()).with("end", end).into()
        };
        let columns: Value = self.table.columns.iter().enumerate().map(column).collect();
        let rows = self.table.rows.iter().map(|row| row.iter().map(|cell| Value::Map(cell.view())).collect());
        Map::new()
            .with("id", self.chart.id.as_str())
            .with("title", self.chart.title.clone())
            .with("description", self.chart.description.clone())
            .with("picture", Value::Chart(self.chart.clone().into()))
            .with("table", Map::new().with("columns", columns).with("rows", rows.collect::<Value>()))
            .with("csv", csv.map(|address| Value::Url(address.into())))
            .with("notes", self.notes.iter().map(|text| Value::Text(text.clone())).collect::<Value>())
    }

    /// The rows of its file: the heads of the columns, then the figures.
    pub fn csv(&self) -> Vec<Vec<String>> {
        let head = self.table.columns.iter().map(|text| text.to_string()).collect();
        let cell = |cell: &Cell| cell.plain.as_ref().unwrap_or(&cell.text).to_string();
        let rows = self.table.rows.iter().map(|row| row.iter().map(cell).collect());
        std::iter::once(head).chain(rows).collect()
    }
}

impl Table {
    /// The first rows in words, for those who do not see the picture: "Training: 31; Grants: 12".
    pub fn words(&self) -> Arc<str> {
        let row = |row: &Vec<Cell>| {
            let cells: Vec<&str> = row.iter().skip(1).map(|cell| &*cell.text).filter(|text| !text.is_empty()).collect();
            format!("{}: {}", row.first().map_or("", |cell| &cell.text), cells.join(", "))
        };
        let mut words: Vec<String> = self.rows.iter().take(TOLD).map(row).collect();
        if self.rows.len() > TOLD {
            words.push("…".to_owned());
        }
        words.join("; ").into()
    }
}

impl Cell {
    /// A text.
    pub fn new(text: impl Into<Arc<str>>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A record by its title, with the set formula that goes with its name.
    pub fn record(site: &Site, id: RecordId, lang: &Lang) -> Cell {
        let (title_lang, title) = link::title(site, id, lang);
        let text = link::note(site, id, lang).map_or_else(|| title.clone(), |note| format!("{title} – {note}").into());
        let url = site.record_address(id, lang);
        Cell { text, lang: (title_lang != *lang).then_some(title_lang), url, plain: None }
    }

    /// A count.
    pub fn count(count: usize) -> Cell {
        Cell::new(count.to_string())
    }

    /// An amount as readers see it, and the same as plain digits.
    pub fn amount(text: impl Into<Arc<str>>, plain: &Decimal) -> Cell {
        Cell { text: text.into(), plain: Some(plain.to_string().into()), ..Cell::default() }
    }

    /// A date in words, and the same as programs read it.
    pub fn date(site: &Site, date: &Date, lang: &Lang) -> Cell {
        let plain = Some(date.to_string().into());
        Cell { text: format::date_text(site, date, lang).into(), plain, ..Cell::default() }
    }

    /// The same, leading there.
    pub fn to(self, url: Option<impl Into<Arc<str>>>) -> Cell {
        Cell { url: url.map(Into::into), ..self }
    }

    fn view(&self) -> Map {
        Map::new()
            .with("text", self.text.clone())
            .with("lang", self.lang.as_ref().map(Lang::as_str))
            .with("dir", self.lang.as_ref().map(Lang::dir))
            .with("url", self.url.clone().map(Value::Url))
            .with("end", self.is_number())
    }

    /// Whether it is a number, which stands at the end of its column.
    fn is_number(&self) -> bool {
        parse_decimal(self.plain.as_ref().unwrap_or(&self.text)).is_ok()
    }
}

/// A record's name in a chart, leading to its page.
pub(super) fn record(site: &Site, id: RecordId, lang: &Lang) -> Label {
    let (title_lang, title) = link::title(site, id, lang);
    let label = Label::new(title).to(site.record_address(id, lang));
    if title_lang == *lang { label } else { label.in_lang(title_lang) }
}

/// A number in a chart. `pattern` is how readers see it, with `{n}` for the number: a word such as `percent`, or "{n} km".
pub(super) fn amount(site: &Site, number: &Decimal, pattern: &str, lang: &Lang) -> Amount {
    let digits = format::grouped(site, &number.to_string(), lang);
    Amount::new(float(number), pattern.replace("{n}", &digits))
}

/// Where a number is placed.
pub(super) fn float(number: &Decimal) -> f64 {
    number.to_string().parse().unwrap_or(0.0)
}

/// A scale that has room for these values, with `zero` from 0 on; each tick reads as `pattern` has it, with `{n}` for the number. A scale
/// that does not hold 0 says so.
pub(super) fn axis(
    site: &Site,
    values: impl IntoIterator<Item = f64>,
    zero: bool,
    pattern: &str,
    unit: Option<Arc<str>>,
    lang: &Lang,
) -> Axis {
    let values: Vec<f64> = values.into_iter().collect();
    let tick = |value: f64| {
        let digits = format::grouped(site, &value.to_string(), lang);
        Amount::new(value, pattern.replace("{n}", &digits))
    };
    let ticks: Vec<Amount> = steps(&values, zero).into_iter().map(tick).collect();
    let holds_zero = ticks.iter().any(|tick| tick.value <= 0.0) && ticks.iter().any(|tick| tick.value >= 0.0);
    Axis { ticks, unit, cut: (!holds_zero).then(|| site.word(lang, "chart-cut")) }
}

/// Where a date stands on a scale of years: what is known by its year alone at the year itself, a month at its middle.
pub(super) fn year(date: &Date) -> f64 {
    match date.precision() {
        Precision::Year => f64::from(date.year()),
        Precision::Month => f64::from(date.year()) + (f64::from(date.month().unwrap_or(1)) - 0.5) / 12.0,
        Precision::Day => start(date),
    }
}

/// Where the last day that a date may mean stands on a scale of years, on which each year begins at its number.
pub(super) fn end(date: &Date) -> f64 {
    let day = date.last_day();
    f64::from(day.year()) + f64::from(day.day_of_year()) / f64::from(day.days_in_year())
}

/// Where the first day that a date may mean begins on the same scale.
pub(super) fn start(date: &Date) -> f64 {
    let day = date.first_day();
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}
