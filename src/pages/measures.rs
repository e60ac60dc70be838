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

/// What a group is called, with the language of that, and its observations, where it has any.
type Group<'a> = ((Lang, Arc<str>), Option<&'a Series>);

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
    let scope = measure.row(newest).and_then(|row| measure.localised(&row, "scope")).map(|(_, scope)| scope);
    let later = |seen: &Observation| seen.at > newest.at && seen.value.is_none();
    let hidden = all.is_some_and(|all| all.observations.iter().any(later));
    Map::new()
        .with("value", format::number(site, &value, lang))
        .with("text", measure.amount(&value).text)
        .with("at", format::date(site, &newest.at, lang))
        .with("scope", scope)
        .with("newer_hidden", hidden)
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
    let mut ids = BTreeSet::new();
    for dimension in site.model.rows(id, "dimensions") {
        // Names in other scripts than the Latin one leave nothing for an address.
        let name = slug(dimension.text("name").map_or("", |name| name));
        let mut id = format!("by-{name}");
        if name.is_empty() || !ids.insert(id.clone()) {
            id = format!("by-{name}-{}", dimension.place + 1).replace("--", "-");
            ids.insert(id.clone());
        }
        figures.extend(measure.of_dimension(&dimension, id));
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

    /// A text of a row in the best language for the reader.
    fn localised(&self, row: &Row, field: &str) -> Option<(Lang, Arc<str>)> {
        let ModelValue::Text(text) = &row.item(field)?.value else { return None };
        text.pick(self.lang).map(|(lang, text)| (lang.clone(), text.clone()))
    }

    /// What a group is called.
    fn group(&self, name: &str) -> (Lang, Arc<str>) {
        let mut groups = self.site.model.rows(self.id, "groups");
        let found = groups.find(|row| row.text("name").is_some_and(|known| **known == *name));
        found.and_then(|row| self.localised(&row, "label")).unwrap_or_else(|| (self.lang.clone(), name.into()))
    }

    /// Stretches of observations that compare with each other: one for each scope, in the order in which they begin; a value that is not shown
    /// ends a stretch, for a line through it would tell it.
    fn runs(&self, series: &Series) -> Vec<Run> {
        let mut scopes: Vec<&Option<Arc<str>>> = Vec::new();
        for seen in &series.observations {
            if !scopes.contains(&&seen.scope) {
                scopes.push(&seen.scope);
            }
        }
        let several = scopes.len() > 1;
        let mut runs = Vec::new();
        for scope in scopes {
            let same: Vec<&Observation> = series.observations.iter().filter(|seen| seen.scope == *scope).collect();
            for stretch in same.split(|seen| seen.value.is_none()) {
                let Some(first) = stretch.first() else { continue };
                let words = self.scope(first).filter(|_| several);
                let points = stretch.iter().filter_map(|seen| self.point(seen)).collect();
                runs.push(Run { scope: words.map(|(lang, text)| self.label(lang, text)), points });
            }
        }
        runs
    }

    /// A name in its language.
    fn label(&self, lang: Lang, text: Arc<str>) -> Label {
        let label = Label::new(text);
        if lang == *self.lang { label } else { label.in_lang(lang) }
    }

    /// The same in a table.
    fn named(&self, lang: Lang, text: Arc<str>) -> Cell {
        Cell { lang: (lang != *self.lang).then_some(lang), ..Cell::new(text) }
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
    fn scope(&self, seen: &Observation) -> Option<(Lang, Arc<str>)> {
        let own = self.row(seen).and_then(|row| self.localised(&row, "scope"));
        let pick = |text: &Localised| text.pick(self.lang).map(|(lang, text)| (lang.clone(), text.clone()));
        own.or_else(|| self.site.model.localised(self.id, "scope").and_then(pick))
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
        let table = self.table(series);
        let description = self.moved(series).unwrap_or_else(|| table.words());
        Figure {
            chart: self.chart("observations".to_owned(), self.title.clone(), description, Form::Lines(lines)),
            table,
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

    fn of_dimension(&self, dimension: &Row, id: String) -> Option<Figure> {
        let name = dimension.text("name")?.clone();
        let label = self.localised(dimension, "label").map_or_else(|| name.clone(), |(_, label)| label);
        let in_it = |row: &Row| row.text("dimension").is_some_and(|of| *of == name);
        let groups: Vec<Arc<str>> =
            self.site.model.rows(self.id, "groups").filter(in_it).filter_map(|row| row.text("name").cloned()).collect();
        let columns: Vec<Group> = groups
            .iter()
            .map(|group| (self.group(group), self.series.iter().find(|series| series.groups == [group.clone()])))
            .collect();
        let title = self.word("indicator-by").replace("{title}", &self.title).replace("{dimension}", &label);
        (!columns.is_empty()).then(|| self.panels(id, title.into(), columns))
    }

    /// Groups of several dimensions at once, such as women in rural areas.
    fn combined(&self) -> Option<Figure> {
        let several = self.series.iter().filter(|series| series.groups.len() > 1);
        let name = |series: &Series| {
            let names: Vec<(Lang, Arc<str>)> = series.groups.iter().map(|group| self.group(group)).collect();
            let lang = names.first().map_or(self.lang, |(lang, _)| lang).clone();
            (lang, Arc::from(names.iter().map(|(_, name)| &**name).collect::<Vec<_>>().join(", ")))
        };
        let columns: Vec<Group> = several.map(|series| (name(series), Some(series))).collect();
        let title = self.word("indicator-combined").replace("{title}", &self.title);
        (!columns.is_empty()).then(|| self.panels("combined".to_owned(), title.into(), columns))
    }

    /// Small charts on one scale, one for each group, also for those without data.
    fn panels(&self, id: String, title: Arc<str>, groups: Vec<Group>) -> Figure {
        let panel = |((lang, label), series): &Group| Panel {
            label: self.label(lang.clone(), label.clone()),
            runs: series.map_or(Vec::new(), |series| self.runs(series)),
            empty: self.word(if series.is_some() { "indicator-suppressed" } else { "chart-no-data" }),
        };
        let panels: Vec<Panel> = groups.iter().map(panel).collect();
        let points = panels.iter().flat_map(|panel| panel.runs.iter().flat_map(|run| &run.points));
        let values: Vec<f64> = points.map(|point| point.amount.value).collect();
        let axis = chart::axis(self.site, values, true, &self.pattern, self.unit.clone(), self.lang);
        let series: Vec<&Series> = groups.iter().filter_map(|(_, series)| *series).collect();
        let table = self.by_group(&groups);
        Figure {
            chart: self.chart(id, title, table.words(), Form::Panels(Panels { panels, axis, years: None })),
            table,
            notes: self.notes(&series),
        }
    }

    fn chart(&self, id: String, title: Arc<str>, description: Arc<str>, form: Form) -> Chart {
        Chart { id, title, description, lang: self.lang.clone(), form }
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
            let scope = || self.scope(seen).map_or_else(Cell::default, |(lang, text)| self.named(lang, text));
            row.extend(scoped.then(scope));
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

    /// The observations of several groups: a row for each date, and for each scope of a date, where there are several.
    fn by_group(&self, groups: &[Group]) -> Table {
        let observations = || groups.iter().filter_map(|(_, series)| *series).flat_map(|series| &series.observations);
        let rows: BTreeSet<(Date, &Option<Arc<str>>)> = observations().map(|seen| (seen.at, &seen.scope)).collect();
        let scopes: BTreeSet<&Option<Arc<str>>> = rows.iter().map(|(_, scope)| *scope).collect();
        let several = scopes.len() > 1;
        let row = |(at, scope): &(Date, &Option<Arc<str>>)| {
            let here = |seen: &&Observation| seen.at == *at && seen.scope == **scope;
            let words = observations().find(here).and_then(|seen| self.scope(seen));
            let words = words.map_or_else(Cell::default, |(lang, text)| self.named(lang, text));
            let value = |(_, series): &Group| {
                let seen = series.and_then(|series| series.observations.iter().find(here));
                seen.map_or_else(|| Cell::new(self.word("chart-no-data")), |seen| self.cell(seen))
            };
            let head = std::iter::once(Cell::date(self.site, at, self.lang)).chain(several.then_some(words));
            head.chain(groups.iter().map(value)).collect()
        };
        let head = std::iter::once(self.word("indicator-when")).chain(several.then(|| self.word("indicator-scope")));
        let columns = head.chain(groups.iter().map(|((_, label), _)| label.clone()));
        Table { columns: columns.collect(), rows: rows.iter().map(row).collect() }
    }
}

/// Whether an observation is an estimate.
fn is_estimate(row: &Row) -> bool {
    matches!(row.item("estimate").map(|item| &item.value), Some(ModelValue::Bool(true)))
}
