//! Indicators: the newest value in words, and the charts of their observations.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Lang, Localised, slug::slug};
use crate::domain::indicator::{self, FIELD, Observation, Series};
use crate::domain::rules;
use crate::model::{Date, Decimal, RecordId, Row, Value as ModelValue};
use crate::view::chart::{Amount, Chart, Form, Label, Line, Lines, Panel, Panels, Point, Run, Target};
use crate::view::{Map, Value};

use super::chart::{self, Cell, Figure, Table};
use super::site::Site;
use super::standing::naming;
use super::value::{self, Eyes};
use super::{format, link};

/// An indicator in the eyes of a reader.
struct Measure<'a> {
    site: &'a Site,
    id: RecordId,
    lang: &'a Lang,
    title: Arc<str>,
    unit: Option<Arc<str>>,
    /// Whether values are percentages, which readers see with their sign.
    percentage: bool,
    /// How readers see a value, with `{n}` for the number.
    pattern: Arc<str>,
    /// What is measured by: the direction, the target, the limit.
    terms: crate::domain::trend::Terms,
    /// The series, that of all first.
    series: Vec<Series>,
}

/// The newest value of all with its date, and how far it moved since the base of the trend; none where there is no such value.
pub(super) fn newest(site: &Site, id: RecordId, lang: &Lang) -> Value {
    let measure = Measure::new(site, id, lang);
    let all = measure.series.iter().find(|series| series.groups.is_empty());
    let shown = all.and_then(|series| series.observations.iter().rev().find(|seen| seen.value.is_some()));
    let Some((newest, value)) = shown.and_then(|newest| Some((newest, newest.value?))) else { return Value::None };
    let scope = measure.row(newest).and_then(|row| measure.localised(&row, "scope"));
    Map::new()
        .with("value", format::number(site, &value, lang))
        .with("text", measure.amount(&value).text)
        .with("at", format::date(site, &newest.at, lang))
        .with("scope", scope)
        .with("moved", all.and_then(|series| measure.moved(series)))
        .into()
}

/// The charts of an indicator: its observations of all, then a small chart for each group of a dimension.
pub(super) fn figures(site: &Site, id: RecordId, lang: &Lang) -> Vec<Figure> {
    let measure = Measure::new(site, id, lang);
    let mut figures = Vec::new();
    if let Some(all) = measure.series.iter().find(|series| series.groups.is_empty()) {
        figures.push(measure.of_all(all));
    }
    for dimension in site.model.rows(id, "dimensions") {
        figures.extend(measure.of_dimension(&dimension));
    }
    figures.extend(measure.combined());
    figures
}

/// The indicators of a country, each with its newest value, its trend, and the points of a small line where its values compare.
pub(super) fn of_country(site: &Site, country: RecordId, lang: &Lang) -> Value {
    let indicator = |id: RecordId| {
        let eyes = Eyes { site, id, lang, expected: lang };
        let measure = Measure::new(site, id, lang);
        link::link(site, id, lang)
            .with("unit", measure.unit.clone().filter(|_| !measure.percentage))
            .with("newest", newest(site, id, lang))
            .with("trend", value::named(eyes, "trend"))
            .with("line", measure.line())
            .into()
    };
    naming(site, country, "indicator", "countries", lang).into_iter().map(indicator).collect()
}

impl<'a> Measure<'a> {
    fn new(site: &'a Site, id: RecordId, lang: &'a Lang) -> Measure<'a> {
        let model = &site.model;
        let percentage =
            matches!(model.value(id, "measure"), Some(ModelValue::Choice(choice)) if **choice == *"percentage");
        let unit = model.localised(id, "unit").and_then(|unit| unit.pick(lang)).map(|(_, unit)| unit.clone());
        Measure {
            site,
            id,
            lang,
            title: link::title(site, id, lang).1,
            unit,
            percentage,
            pattern: if percentage { site.word(lang, "percent") } else { "{n}".into() },
            terms: indicator::terms(model, id),
            series: indicator::series(model, id, site.derived.as_of),
        }
    }

    fn amount(&self, value: &Decimal) -> Amount {
        chart::amount(self.site, value, &self.pattern, self.lang)
    }

    fn word(&self, key: &str) -> Arc<str> {
        self.site.word(self.lang, key)
    }

    fn row(&self, observation: &Observation) -> Option<Row<'a>> {
        self.site.model.rows(self.id, FIELD).find(|row| row.place == observation.place)
    }

    fn localised(&self, row: &Row, field: &str) -> Option<Arc<str>> {
        pick(row, field, self.lang)
    }

    /// What a group is called.
    fn group(&self, name: &str) -> Arc<str> {
        let mut groups = self.site.model.rows(self.id, "groups");
        let found = groups.find(|row| row.text("name").is_some_and(|known| **known == *name));
        found.and_then(|row| self.localised(&row, "label")).unwrap_or_else(|| name.into())
    }

    /// Stretches of observations that compare with each other: where the scope changes, another begins.
    fn runs(&self, series: &Series) -> Vec<Run> {
        let several = series.observations.windows(2).any(|pair| pair[0].scope != pair[1].scope);
        let stretches = series.observations.chunk_by(|a, b| a.scope == b.scope);
        let run = |stretch: &[Observation]| Run {
            scope: stretch.first().filter(|_| several).and_then(|first| self.scope(first)).map(Label::new),
            points: stretch.iter().filter_map(|seen| self.point(seen)).collect(),
        };
        stretches.map(run).filter(|run| !run.points.is_empty()).collect()
    }

    fn point(&self, seen: &Observation) -> Option<Point> {
        let value = seen.value?;
        let when = format::date_text(self.site, &seen.at, self.lang);
        Some(Point {
            at: chart::year(&seen.at),
            when: when.into(),
            amount: self.amount(&value),
            estimate: self.row(seen).is_some_and(|row| is_estimate(&row)),
        })
    }

    /// What was counted, in words: the observation's own scope, or that of the indicator.
    fn scope(&self, seen: &Observation) -> Option<Arc<str>> {
        let own = self.row(seen).and_then(|row| self.localised(&row, "scope"));
        let common = || self.site.model.localised(self.id, "scope")?.pick(self.lang).map(|(_, text)| text.clone());
        own.or_else(common)
    }

    /// "From 12 (2015) to 9 (2023)": the base and the latest value of the trend, or the first and the last where they compare.
    fn moved(&self, series: &Series) -> Option<Arc<str>> {
        let (first, last) = match series.trend(&self.terms) {
            Ok(trend) => {
                let year = |year: i16| year.to_string();
                ((trend.base.value, year(trend.base.year)), (trend.latest.value, year(trend.latest.year)))
            }
            Err(_) => {
                let of = |seen: &Observation| Some((seen.value?, format::date_text(self.site, &seen.at, self.lang)));
                let mut shown = series.observations.iter().filter(|seen| seen.value.is_some());
                let first = shown.next()?;
                let last = shown.next_back().filter(|last| last.scope == first.scope)?;
                (of(first)?, of(last)?)
            }
        };
        let text = self.word("indicator-moved");
        let text = text.replace("{from}", &self.amount(&first.0).text).replace("{then}", &first.1);
        Some(text.replace("{to}", &self.amount(&last.0).text).replace("{now}", &last.1).into())
    }

    /// The points of a line 100 wide and 20 high, which begins at zero.
    fn line(&self) -> Option<String> {
        let all = self.series.iter().find(|series| series.groups.is_empty())?;
        let runs = self.runs(all);
        let [run] = &runs[..] else { return None };
        let [first, .., last] = &run.points[..] else { return None };
        let values = || run.points.iter().map(|point| point.amount.value);
        let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
        let place = |point: &Point| {
            let across = 100.0 * (point.at - first.at) / (last.at - first.at).max(f64::EPSILON);
            let up = 20.0 * (point.amount.value - low) / (high - low).max(f64::EPSILON);
            format!("{across:.1},{:.1}", 20.0 - up)
        };
        Some(run.points.iter().map(place).collect::<Vec<_>>().join(" "))
    }

    fn of_all(&self, series: &Series) -> Figure {
        let runs = self.runs(series);
        let targets: Vec<Target> = self.target().into_iter().collect();
        let limit = self.terms.limit.as_ref().map(|limit| self.amount(limit));
        let values = runs.iter().flat_map(|run| run.points.iter().map(|point| point.amount.value));
        let marks = targets.iter().map(|target| target.amount.value).chain(limit.iter().map(|limit| limit.value));
        let axis = chart::axis(self.site, values.chain(marks), true, &self.pattern, self.unit.clone(), self.lang);
        let estimates = runs.iter().flat_map(|run| &run.points).any(|point| point.estimate);
        let lines = Lines {
            lines: vec![Line { label: Label::new(self.title.clone()), runs }],
            axis,
            years: None,
            targets,
            limit,
            estimate: estimates.then(|| self.word("chart-estimate")),
        };
        let description = self.moved(series).unwrap_or_else(|| self.counted(series.observations.len()));
        Figure {
            chart: self.chart("observations".to_owned(), self.title.clone(), description, Form::Lines(lines)),
            table: self.table(series),
            notes: self.notes(std::slice::from_ref(&series)),
        }
    }

    /// The value that is aimed at.
    fn target(&self) -> Option<Target> {
        let target = self.terms.target?;
        let amount = self.amount(&target);
        let label = self.word("indicator-target").replace("{year}", &self.terms.target_year.to_string());
        Some(Target {
            at: Some(f64::from(self.terms.target_year)),
            label: label.replace("{n}", &amount.text).into(),
            amount,
        })
    }

    fn of_dimension(&self, dimension: &Row) -> Option<Figure> {
        let name = dimension.text("name")?.clone();
        let label = self.localised(dimension, "label").unwrap_or_else(|| name.clone());
        let in_it = |row: &Row| row.text("dimension").is_some_and(|of| *of == name);
        let groups: Vec<Arc<str>> =
            self.site.model.rows(self.id, "groups").filter(in_it).filter_map(|row| row.text("name").cloned()).collect();
        let columns: Vec<(Arc<str>, Option<&Series>)> = groups
            .iter()
            .map(|group| (self.group(group), self.series.iter().find(|series| series.groups == [group.clone()])))
            .collect();
        let title = self.word("indicator-by").replace("{title}", &self.title).replace("{dimension}", &label);
        (!columns.is_empty()).then(|| self.panels(format!("by-{}", slug(&name)), title.into(), columns))
    }

    /// Groups of several dimensions at once, such as women in rural areas.
    fn combined(&self) -> Option<Figure> {
        let several = self.series.iter().filter(|series| series.groups.len() > 1);
        let name = |series: &Series| {
            let names: Vec<Arc<str>> = series.groups.iter().map(|group| self.group(group)).collect();
            Arc::from(names.join(", "))
        };
        let columns: Vec<(Arc<str>, Option<&Series>)> = several.map(|series| (name(series), Some(series))).collect();
        let title = self.word("indicator-combined").replace("{title}", &self.title);
        (!columns.is_empty()).then(|| self.panels("combined".to_owned(), title.into(), columns))
    }

    /// Small charts on one scale, one for each group, also for those without data.
    fn panels(&self, id: String, title: Arc<str>, groups: Vec<(Arc<str>, Option<&Series>)>) -> Figure {
        let panel = |(label, series): &(Arc<str>, Option<&Series>)| Panel {
            label: Label::new(label.clone()),
            runs: series.map_or(Vec::new(), |series| self.runs(series)),
            empty: self.word(if series.is_some() { "indicator-suppressed" } else { "chart-no-data" }),
        };
        let panels: Vec<Panel> = groups.iter().map(panel).collect();
        let points = panels.iter().flat_map(|panel| panel.runs.iter().flat_map(|run| &run.points));
        let values: Vec<f64> = points.map(|point| point.amount.value).collect();
        let axis = chart::axis(self.site, values, true, &self.pattern, self.unit.clone(), self.lang);
        let series: Vec<&Series> = groups.iter().filter_map(|(_, series)| *series).collect();
        let description = self.counted(groups.len());
        Figure {
            chart: self.chart(id, title, description, Form::Panels(Panels { panels, axis, years: None })),
            table: self.by_group(&groups),
            notes: self.notes(&series),
        }
    }

    fn chart(&self, id: String, title: Arc<str>, description: Arc<str>, form: Form) -> Chart {
        Chart { id, title, description, lang: self.lang.clone(), form }
    }

    fn counted(&self, n: usize) -> Arc<str> {
        self.word("indicator-counted").replace("{n}", &n.to_string()).into()
    }

    fn notes(&self, series: &[&Series]) -> Vec<Arc<str>> {
        let seen = || series.iter().flat_map(|series| &series.observations);
        let breaks =
            series.iter().any(|series| series.observations.windows(2).any(|pair| pair[0].scope != pair[1].scope));
        let hidden = seen().filter(|seen| seen.value.is_none()).count();
        let mut notes = Vec::new();
        notes.extend(breaks.then(|| self.word("chart-break")));
        if hidden > 0 {
            let text = self.word("indicator-hidden").replace("{n}", &hidden.to_string());
            notes.push(text.replace("{rule}", &rules::SUPPRESSION.to_string()).into());
        }
        notes
    }

    /// What stands for a value.
    fn cell(&self, seen: &Observation) -> Cell {
        let Some(value) = seen.value else { return Cell::new(self.word("indicator-suppressed")) };
        let mut text = self.amount(&value).text.to_string();
        if self.row(seen).is_some_and(|row| is_estimate(&row)) {
            text = format!("{text} ({})", self.word("chart-estimate"));
        }
        Cell::amount(text, &value)
    }

    /// The observations of one series: when, what, what was counted, and the source.
    fn table(&self, series: &Series) -> Table {
        let scoped = series.observations.iter().any(|seen| self.scope(seen).is_some());
        let cited = series.observations.iter().any(|seen| self.source(seen).is_some());
        let mut columns =
            vec![self.word("indicator-when"), self.unit.clone().unwrap_or_else(|| self.word("indicator-value"))];
        columns.extend(scoped.then(|| self.word("indicator-scope")));
        columns.extend(cited.then(|| self.word("sources")));
        let row = |seen: &Observation| {
            let mut row = vec![Cell::date(self.site, &seen.at, self.lang), self.cell(seen)];
            row.extend(scoped.then(|| self.scope(seen).map(Cell::new).unwrap_or_default()));
            row.extend(cited.then(|| self.source(seen).unwrap_or_default()));
            row
        };
        Table { columns, rows: series.observations.iter().map(row).collect() }
    }

    /// The first source of an observation, with those that follow it.
    fn source(&self, seen: &Observation) -> Option<Cell> {
        let row = self.row(seen)?;
        let cites = row.items("sources").iter().filter_map(|item| match &item.value {
            ModelValue::Cite(cite) => Some(link::cite_words(self.site, cite, self.lang)),
            _ => None,
        });
        let cites: Vec<link::CiteWords> = cites.collect();
        let texts: Vec<&str> = cites.iter().map(|cite| &*cite.text).collect();
        let first = cites.first()?;
        Some(Cell::new(texts.join("; ")).to(first.url.clone()))
    }

    /// The observations of several groups: a row for each date.
    fn by_group(&self, groups: &[(Arc<str>, Option<&Series>)]) -> Table {
        let observations = || groups.iter().filter_map(|(_, series)| *series).flat_map(|series| &series.observations);
        let dates: BTreeSet<Date> = observations().map(|seen| seen.at).collect();
        let none = || Cell::new(self.word("chart-no-data"));
        let row = |at: &Date| {
            let value = |(_, series): &(Arc<str>, Option<&Series>)| {
                let seen = series.and_then(|series| series.observations.iter().find(|seen| seen.at == *at));
                seen.map_or_else(none, |seen| self.cell(seen))
            };
            std::iter::once(Cell::date(self.site, at, self.lang)).chain(groups.iter().map(value)).collect()
        };
        let columns = std::iter::once(self.word("indicator-when")).chain(groups.iter().map(|(label, _)| label.clone()));
        Table { columns: columns.collect(), rows: dates.iter().map(row).collect() }
    }
}

/// Whether an observation is an estimate.
fn is_estimate(row: &Row) -> bool {
    matches!(row.item("estimate").map(|item| &item.value), Some(ModelValue::Bool(true)))
}

/// A text of a row in the best language for the reader.
fn pick(row: &Row, field: &str, lang: &Lang) -> Option<Arc<str>> {
    let text: &Localised = match &row.item(field)?.value {
        ModelValue::Text(text) => text,
        _ => return None,
    };
    text.pick(lang).map(|(_, text)| text.clone())
}
