//! Values as dots on rows from a zero line. Between what does not compare, a break is drawn across.

use crate::view::chart::{DotGroup, Dots};

use super::canvas::{Canvas, Side};
use super::key::{self, Entry, Look};
use super::text::{LINE, NARROW, share, wrap};

/// From the names of a row to its dots, and from there to the next row.
const DOWN: f64 = 10.0;
const GAP: f64 = 14.0;

pub fn draw(canvas: &mut Canvas, dots: &Dots) {
    let common = dots.common.then(|| scale(dots.groups.iter()));
    for (place, group) in dots.groups.iter().enumerate() {
        if place > 0 {
            canvas.y += 4.0;
            canvas.breach(canvas.y);
            canvas.y += 14.0;
        }
        if let Some(scope) = &group.scope {
            let words = wrap(&scope.text, NARROW, 3);
            canvas.words((0.0, 0.0, canvas.y + 14.0), Side::Left, "scope", &words, scope);
            canvas.y += words.len() as f64 * LINE + 4.0;
        }
        let (low, scale, zero) = common.unwrap_or_else(|| self::scale(std::iter::once(group)));
        for row in &group.rows {
            let lines = wrap(&row.label.text, NARROW, 3);
            canvas.words((0.0, 0.0, canvas.y + 14.0), Side::Left, "", &lines, &row.label);
            canvas.y += lines.len() as f64 * LINE + DOWN;
            let y = canvas.y;
            let across = |value: f64| zero + if value.is_finite() { value * scale } else { 0.0 };
            canvas.rule((zero + low * scale, y), (100.0, y));
            for dot in &row.dots {
                let x = across(dot.amount.value);
                canvas.symbol((x, 0.0, y), dot.symbol);
                canvas.word((x, 10.0, y + 4.5), Side::Left, "halo figure", &dot.amount.text);
            }
            canvas.stroke((zero, y - 7.0), (zero, y + 7.0), "zero", "");
            canvas.y += GAP;
        }
    }
    let keys = dots.keys.iter().map(|key| Entry { look: Look::Symbol(key.look), label: &key.label, figure: None });
    key::draw(canvas, &keys.collect::<Vec<_>>());
}

/// The smallest value or 0, how much of the width one of the values' units takes, and where 0 is.
fn scale<'a>(groups: impl Iterator<Item = &'a DotGroup> + Clone) -> (f64, f64, f64) {
    let dots = || groups.clone().flat_map(|group| &group.rows).flat_map(|row| &row.dots);
    let values = || dots().map(|dot| dot.amount.value).filter(|value| value.is_finite());
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let words = dots().map(|dot| share(&dot.amount.text)).fold(0.0, f64::max) + 14.0 / NARROW * 100.0;
    let room = (100.0 - words - 1.0).max(20.0);
    let scale = if high > low { room / (high - low) } else { 0.0 };
    (low, scale, 1.0 - low * scale)
}
