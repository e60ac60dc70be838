//! The ground on which lines are drawn: its scales, and the lines of one series.

use crate::view::chart::{Axis, Run, Symbol};

use super::canvas::{Canvas, Side};
use super::text::{LINE, NARROW};
use super::years::Years;

/// With more points than this in a line, only its ends are marked.
const MARKED: usize = 24;

/// From the ends of the scale of years to the ends of the ground, in per cent: room for marks.
const INSET: f64 = 2.0;

/// Where the lines stand: across in per cent, down in pixels.
pub struct Frame {
    pub left: f64,
    pub wide: f64,
    pub top: f64,
    pub high: f64,
}

impl Frame {
    /// Where a date is across.
    pub fn across(&self, years: &Years, date: f64) -> f64 {
        self.left + INSET + years.share(date) * (self.wide - 2.0 * INSET)
    }

    /// Where a value is down.
    pub fn down(&self, axis: &Axis, value: f64) -> f64 {
        self.top + (1.0 - axis.share(value)) * self.high
    }

    fn right(&self) -> f64 {
        self.left + self.wide
    }
}

/// Draws the scales: the values at the left, the years below. The line of 0 is strong; a scale that does not reach down to it ends in a break.
pub fn scales(canvas: &mut Canvas, frame: &Frame, axis: &Axis, years: &Years, sparse: bool) {
    let last = axis.ticks.len().saturating_sub(1);
    for (place, tick) in axis.ticks.iter().enumerate() {
        let y = frame.down(axis, tick.value);
        match tick.value == 0.0 {
            true => canvas.stroke((frame.left, y), (frame.right(), y), "zero", ""),
            false => canvas.rule((frame.left, y), (frame.right(), y)),
        }
        if !sparse || place == 0 || place == last {
            canvas.word((frame.left, -6.0, y + 4.5), Side::Right, "quiet", &tick.text);
        }
    }
    let bottom = frame.top + frame.high;
    if axis.cut.is_some() {
        canvas.notch(frame.left, bottom - 12.0);
    }
    let most = (frame.wide / 100.0 * NARROW / 42.0) as usize;
    for (year, side) in years.ticks(most, sparse) {
        let x = frame.across(years, year as f64);
        canvas.rule((x, bottom), (x, bottom + 5.0));
        canvas.word((x, 0.0, bottom + LINE), side, "quiet", &year.to_string());
    }
}

/// Draws one series: a line through each run of points that compare, and a mark where another thing is counted from then on.
pub fn series(
    canvas: &mut Canvas,
    frame: &Frame,
    axis: &Axis,
    years: &Years,
    runs: &[Run],
    symbol: Symbol,
    dash: &str,
) {
    let points: usize = runs.iter().map(|run| run.points.len()).sum();
    for run in runs {
        let places: Vec<(f64, f64)> = run
            .points
            .iter()
            .map(|point| (frame.across(years, point.at), frame.down(axis, point.amount.value)))
            .collect();
        if places.len() > 1 {
            canvas.path(frame.left, frame.wide, &places, dash);
        }
        for (place, (point, (x, y))) in run.points.iter().zip(&places).enumerate() {
            let end = place == 0 || place + 1 == places.len();
            match (point.estimate, points <= MARKED || end) {
                (true, _) => canvas.symbol((*x, 0.0, *y), open(symbol)),
                (false, true) => canvas.symbol((*x, 0.0, *y), symbol),
                (false, false) => {}
            }
        }
    }
    for pair in runs.windows(2) {
        if let (Some(before), Some(after)) = (pair[0].points.last(), pair[1].points.first())
            && before.at < after.at
            && pair[0].scope != pair[1].scope
        {
            let x = frame.across(years, (before.at + after.at) / 2.0);
            canvas.stroke((x, frame.top - 4.0), (x, frame.top + frame.high + 4.0), "break", "4 4");
        }
    }
}

/// The same symbol as an outline.
pub fn open(symbol: Symbol) -> Symbol {
    match symbol {
        Symbol::Circle => Symbol::Ring,
        Symbol::Square => Symbol::Box,
        Symbol::Diamond | Symbol::Triangle => Symbol::Lozenge,
        other => other,
    }
}
