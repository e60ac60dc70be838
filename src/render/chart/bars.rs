//! Level bars, each from the zero line, with its name above it and its value at its end.

use crate::view::chart::Bars;

use super::canvas::{Canvas, Side};
use super::key::{self, Entry, Look};
use super::text::{LINE, NARROW, share, wrap};

/// How high a bar is.
const HIGH: f64 = 14.0;

/// From a bar to the next name.
const GAP: f64 = 12.0;

/// Between a bar and its value.
const SPACE: f64 = 5.0;

pub fn draw(canvas: &mut Canvas, bars: &Bars) {
    let values = || bars.bars.iter().map(|bar| bar.amount.value).filter(|value| value.is_finite());
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let room = |below: bool| {
        let side = bars.bars.iter().filter(|bar| (bar.amount.value < 0.0) == below);
        side.map(|bar| share(&bar.amount.text) + SPACE / NARROW * 100.0).fold(0.0, f64::max).min(60.0)
    };
    let (left, right) = (room(true), 100.0 - room(false));
    let scale = if high > low { (right - left).max(10.0) / (high - low) } else { 0.0 };
    let zero = left - low * scale;
    for bar in &bars.bars {
        let lines = wrap(&bar.label.text, NARROW, 3);
        canvas.words((0.0, 0.0, canvas.y + 14.0), Side::Left, "", &lines, &bar.label);
        canvas.y += lines.len() as f64 * LINE + 2.0;
        let value = if bar.amount.value.is_finite() { bar.amount.value } else { 0.0 };
        let (long, below) = (value.abs() * scale, value < 0.0);
        if long > 0.0 {
            canvas.area(if below { zero - long } else { zero }, canvas.y, long, HIGH, bar.fill);
        }
        let (end, shift, side) = match below {
            true => (zero - long, -SPACE, Side::Right),
            false => (zero + long, SPACE, Side::Left),
        };
        canvas.word((end, shift, canvas.y + 12.0), side, "figure", &bar.amount.text);
        canvas.stroke((zero, canvas.y - 2.0), (zero, canvas.y + HIGH + 2.0), "zero", "");
        canvas.y += HIGH + GAP;
    }
    let keys = bars.keys.iter().map(|key| Entry { look: Look::Fill(key.look), label: &key.label, figure: None });
    key::draw(canvas, &keys.collect::<Vec<_>>());
}
