//! What fills and symbols stand for, in words below the picture.

use crate::view::chart::{Fill, Label, Symbol};

use super::canvas::{Canvas, Side};
use super::text::{LINE, NARROW, width, wrap};

/// From a sample to its words.
const SAMPLE: f64 = 24.0;

/// From one key to the next: links keep their distance.
const PITCH: f64 = 25.0;

/// A fill or symbol with what it stands for, and perhaps a figure.
pub struct Entry<'a> {
    /// What is shown.
    pub look: Look,
    /// What it stands for.
    pub label: &'a Label,
    /// The figure that stands behind the words.
    pub figure: Option<&'a str>,
}

/// What a key explains.
pub enum Look {
    Fill(Fill),
    Symbol(Symbol),
}

/// Draws the keys, side by side where all of them are short.
pub fn draw(canvas: &mut Canvas, entries: &[Entry]) {
    if entries.is_empty() {
        return;
    }
    let written: Vec<String> = entries.iter().map(written).collect();
    let half = NARROW / 2.0 - SAMPLE - 6.0;
    let columns = if written.len() > 1 && written.iter().all(|text| width(text) <= half) { 2 } else { 1 };
    canvas.y += 6.0;
    for (row, text) in entries.chunks(columns).zip(written.chunks(columns)) {
        let mut most = 1;
        for (place, (entry, text)) in row.iter().zip(text).enumerate() {
            let x = place as f64 * 50.0;
            match entry.look {
                Look::Fill(fill) => canvas.swatch(x, canvas.y + 4.0, fill),
                Look::Symbol(symbol) => canvas.symbol((x, 8.0, canvas.y + 10.0), symbol),
            }
            let lines = wrap(text, NARROW - SAMPLE, 3);
            canvas.words((x, SAMPLE, canvas.y + 15.0), Side::Left, "", &lines, entry.label);
            most = most.max(lines.len());
        }
        canvas.y += PITCH + (most - 1) as f64 * LINE;
    }
}

fn written(entry: &Entry) -> String {
    match entry.figure {
        Some(figure) => format!("{}: {figure}", entry.label.text),
        None => entry.label.text.to_string(),
    }
}
