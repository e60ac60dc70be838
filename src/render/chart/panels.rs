//! Small charts of lines, two beside each other, on one scale and over the same years.

use crate::view::chart::{Panel, Panels, Symbol};

use super::canvas::{Canvas, Side};
use super::lines::paragraph;
use super::plot::{self, Frame};
use super::text::{LINE, NARROW, share, wrap};
use super::years::Years;

/// How high the ground of a panel is.
const HIGH: f64 = 84.0;

/// How wide a panel is, and where the second one begins, in per cent.
const WIDE: f64 = 46.0;
const SECOND: f64 = 54.0;

pub fn draw(canvas: &mut Canvas, panels: &Panels) {
    let dates = panels.panels.iter().flat_map(|panel| &panel.runs).flat_map(|run| &run.points).map(|point| point.at);
    let years = Years::new(panels.years, dates);
    let left = panels.axis.ticks.iter().map(|tick| share(&tick.text)).fold(0.0, f64::max) + 8.0 / NARROW * 100.0;
    let left = left.clamp(18.0 / NARROW * 100.0, WIDE / 2.0);
    if let Some(unit) = &panels.axis.unit {
        paragraph(canvas, "quiet", unit);
    }
    for row in panels.panels.chunks(2) {
        let titles: Vec<Vec<String>> =
            row.iter().map(|panel| wrap(&panel.label.text, NARROW * WIDE / 100.0, 4)).collect();
        let most = titles.iter().map(Vec::len).max().unwrap_or(0);
        let top = canvas.y + most as f64 * LINE + LINE + 6.0;
        for (place, (panel, title)) in row.iter().zip(&titles).enumerate() {
            let x = place as f64 * SECOND;
            let above = (most - title.len()) as f64 * LINE;
            canvas.words((x, 0.0, canvas.y + above + 14.0), Side::Left, "name", title, &panel.label);
            let frame = Frame { left: x + left, wide: WIDE - left - 4.0, top, high: HIGH };
            one(canvas, panels, panel, &frame, &years);
        }
        canvas.y = top + HIGH + LINE + 16.0;
    }
    if let Some(cut) = &panels.axis.cut {
        paragraph(canvas, "quiet", cut);
    }
}

fn one(canvas: &mut Canvas, panels: &Panels, panel: &Panel, frame: &Frame, years: &Years) {
    let Some(last) = panel.runs.iter().rev().find_map(|run| run.points.last()) else {
        let (top, bottom, right) = (frame.top, frame.top + frame.high, frame.left + frame.wide);
        for (from, to) in [
            ((frame.left, top), (right, top)),
            ((frame.left, bottom), (right, bottom)),
            ((frame.left, top), (frame.left, bottom)),
            ((right, top), (right, bottom)),
        ] {
            canvas.stroke(from, to, "absent", "2 4");
        }
        let words = wrap(&panel.empty, frame.wide / 100.0 * NARROW - 4.0, 4);
        let first = (top + bottom) / 2.0 + 4.0 - (words.len() as f64 - 1.0) * LINE / 2.0;
        let middle = frame.left + frame.wide / 2.0;
        for (place, line) in words.iter().enumerate() {
            canvas.word((middle, 0.0, first + place as f64 * LINE), Side::Middle, "absent-words", line);
        }
        return;
    };
    plot::scales(canvas, frame, &panels.axis, years, true);
    plot::series(canvas, frame, &panels.axis, years, &panel.runs, Symbol::Circle, "");
    let (x, y) = (frame.across(years, last.at), frame.down(&panels.axis, last.amount.value));
    let side = if x > frame.left + frame.wide * 0.6 { Side::Right } else { Side::Middle };
    canvas.word((x, if side == Side::Right { 4.0 } else { 0.0 }, y - 9.0), side, "halo figure", &last.amount.text);
}
