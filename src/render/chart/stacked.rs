//! Bars that are divided into parts: one with all that is said of its parts, or several with common keys.

use crate::view::chart::{Part, Stack, Stacked};

use super::canvas::{Canvas, Side};
use super::key::{self, Entry, Look};
use super::text::{LINE, NARROW, width, wrap};

/// How high a bar is that stands alone, and one of several.
const ALONE: f64 = 28.0;
const HIGH: f64 = 16.0;

/// From a bar to the next name.
const GAP: f64 = 12.0;

pub fn draw(canvas: &mut Canvas, stacked: &Stacked) {
    let largest = stacked.rows.iter().map(total).fold(0.0, f64::max);
    let alone = stacked.rows.len() == 1;
    for row in &stacked.rows {
        let total = total(row);
        let whole = if stacked.common && largest > 0.0 { 100.0 * total / largest } else { 100.0 };
        name(canvas, row);
        bar(canvas, row, total, whole, if alone { ALONE } else { HIGH });
        canvas.y += if alone { 4.0 } else { GAP };
    }
    let mut keys: Vec<Entry> = Vec::new();
    for part in stacked.rows.iter().flat_map(|row| &row.parts) {
        let known = |key: &Entry| {
            matches!(key.look, Look::Fill(fill) if fill == part.fill) && key.label.text == part.label.text
        };
        if alone || !keys.iter().any(known) {
            let figure = alone.then_some(&*part.amount.text);
            keys.push(Entry { look: Look::Fill(part.fill), label: &part.label, figure });
        }
    }
    key::draw(canvas, &keys);
}

fn name(canvas: &mut Canvas, row: &Stack) {
    let total = row.total.as_deref().unwrap_or("");
    let room = NARROW - if total.is_empty() { 0.0 } else { width(total) + 12.0 };
    let lines = row.label.as_ref().map_or(Vec::new(), |label| wrap(&label.text, room, 3));
    if let Some(label) = &row.label {
        canvas.words((0.0, 0.0, canvas.y + 14.0), Side::Left, "", &lines, label);
    }
    if !total.is_empty() {
        canvas.word((100.0, 0.0, canvas.y + 14.0), Side::Right, "quiet", total);
    }
    canvas.y += lines.len().max(usize::from(!total.is_empty())) as f64 * LINE + 2.0;
}

fn bar(canvas: &mut Canvas, row: &Stack, total: f64, whole: f64, high: f64) {
    let long = |part: &Part| if total > 0.0 { amount(part) / total * whole } else { 0.0 };
    let fits = |part: &Part| long(part) / 100.0 * NARROW >= width(&part.amount.text) + 4.0;
    // Figures stand above their parts where these are wide enough on any screen; the table has all.
    let figures = row.parts.iter().any(|part| amount(part) > 0.0 && fits(part));
    if figures {
        canvas.y += LINE - 2.0;
    }
    let mut x = 0.0;
    for part in row.parts.iter().filter(|part| amount(part) > 0.0) {
        let long = long(part);
        canvas.area(x, canvas.y, long, high, part.fill);
        if fits(part) {
            canvas.word((x + long / 2.0, 0.0, canvas.y - 5.0), Side::Middle, "figure", &part.amount.text);
        }
        x += long;
    }
    if x == 0.0 {
        canvas.stroke((0.0, canvas.y + high), (100.0, canvas.y + high), "zero", "2 3");
    }
    canvas.y += high;
}

fn total(row: &Stack) -> f64 {
    row.parts.iter().map(amount).sum()
}

fn amount(part: &Part) -> f64 {
    if part.amount.value.is_finite() { part.amount.value.max(0.0) } else { 0.0 }
}
