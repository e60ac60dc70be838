//! What each form of chart is made of.

use std::sync::Arc;

use serde::Serialize;

use super::{Amount, Axis, Fill, Key, Label, Symbol};

/// Level bars, one below the other, each with its name above it and its value at its end.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Bars {
    /// The bars from above.
    pub bars: Vec<Bar>,
    /// What the fills stand for, where they stand for anything.
    pub keys: Vec<Key<Fill>>,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// What it is the bar of.
    pub label: Label,
    /// How long it is; below 0 it runs the other way.
    pub amount: Amount,
    /// How it looks.
    pub fill: Fill,
}

/// Bars that are divided into parts. The parts of one bar are explained with their values; those of several by keys below all.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stacked {
    /// The bars from above.
    pub rows: Vec<Stack>,
    /// Whether the lengths of the bars compare: the longest is as long as the chart is wide. Otherwise each is.
    pub common: bool,
}

/// A bar with parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stack {
    /// What it is the bar of; a single bar needs none.
    pub label: Option<Label>,
    /// What stands at its name's other end: "12 actions".
    pub total: Option<Arc<str>>,
    /// The parts in order. Those of 0 are not drawn; in a single bar they are told.
    pub parts: Vec<Part>,
}

/// A part of a bar.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// What it is.
    pub label: Label,
    /// How much it is; never below 0.
    pub amount: Amount,
    /// How it looks; the same in all bars.
    pub fill: Fill,
}

/// Lines over the years.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Lines {
    /// The lines; with several, each is named at its end.
    pub lines: Vec<Line>,
    /// The scale of the values.
    pub axis: Axis,
    /// Where the years begin and end, if not with the first and last point.
    pub years: Option<(f64, f64)>,
    /// Values that are aimed at.
    pub targets: Vec<Target>,
    /// What the values cannot pass by their nature, such as 100 %.
    pub limit: Option<Amount>,
    /// What an open point means: "estimate". Needed where a point is one.
    pub estimate: Option<Arc<str>>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// What moves.
    pub label: Label,
    /// Its stretches, the earliest first: between two of them the line is interrupted. Where they count different things, a break is marked.
    pub runs: Vec<Run>,
}

/// Points that can be compared with each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Run {
    /// What was counted, where that differs from one run to the next: stands above the run, in a few words.
    pub scope: Option<Label>,
    /// The points, the earliest first.
    pub points: Vec<Point>,
}

/// A point of a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// When, in years: 2015.5 is the middle of 2015. What is known by its year alone stands at the year itself.
    pub at: f64,
    /// When, in words.
    pub when: Arc<str>,
    /// How much.
    pub amount: Amount,
    /// Whether it is an estimate.
    pub estimate: bool,
}

/// A value that is aimed at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Target {
    /// By when, in years; none where it holds at any time.
    pub at: Option<f64>,
    /// How much.
    pub amount: Amount,
    /// What stands at it: "Target for 2030: 40".
    pub label: Arc<str>,
}

/// Small charts of one line each, on one scale and over the same years.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Panels {
    /// The charts, row by row.
    pub panels: Vec<Panel>,
    /// The scale of all.
    pub axis: Axis,
    /// Where the years begin and end, if not with the first and last point of all.
    pub years: Option<(f64, f64)>,
}

/// A small chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Panel {
    /// What moves.
    pub label: Label,
    /// Its stretches, as a line has them; with no point at all, the panel says so.
    pub runs: Vec<Run>,
    /// What it says then: "no data".
    pub empty: Arc<str>,
}

/// Dots on rows, for values of which each stands for itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Dots {
    /// The rows by what was counted. Between two groups a break is drawn: they do not compare.
    pub groups: Vec<DotGroup>,
    /// Whether all groups are in one unit, and so on one scale.
    pub common: bool,
    /// What the symbols stand for, where they stand for anything.
    pub keys: Vec<Key<Symbol>>,
}

/// Rows that compare with each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DotGroup {
    /// What was counted: stands above the rows.
    pub scope: Option<Label>,
    /// The rows from above.
    pub rows: Vec<DotRow>,
}

/// A row of dots.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DotRow {
    /// What the row is about.
    pub label: Label,
    /// The dots.
    pub dots: Vec<Dot>,
}

/// A dot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dot {
    /// Where it is, and what stands at it.
    pub amount: Amount,
    /// How it looks.
    pub symbol: Symbol,
}

/// Rows over the years.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timeline {
    /// The rows from above.
    pub rows: Vec<TimeRow>,
    /// Where the years begin and end, if not with the first and last date.
    pub years: Option<(f64, f64)>,
    /// A line through all rows: when, and what it says, such as "As of 3 March 2025".
    pub as_of: Option<(f64, Arc<str>)>,
    /// What the symbols stand for.
    pub keys: Vec<Key<Symbol>>,
}

/// A row of a timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimeRow {
    /// What the row is about.
    pub label: Label,
    /// What stands at its name's other end: a status, or the dates in words.
    pub note: Option<Arc<str>>,
    /// The stretch of time that it takes.
    pub span: Option<Span>,
    /// Its dates.
    pub marks: Vec<TimeMark>,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Span {
    /// When it begins, in years; open where it is not known.
    pub from: Option<f64>,
    /// When it ends, in years; open where it is not known.
    pub to: Option<f64>,
    /// How it looks.
    pub fill: Fill,
}

/// A date on a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TimeMark {
    /// When, in years.
    pub at: f64,
    /// How it looks; the keys tell what it stands for.
    pub symbol: Symbol,
    /// What stands at it, where there is room for it: the date.
    pub text: Option<Arc<str>>,
}

/// The parts of one whole, as one bar that is as wide as the chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Whole {
    /// What the whole is, with its amount: "All 77 presences".
    pub label: Option<Label>,
    /// The parts in order; together they are the whole.
    pub parts: Vec<Part>,
}
