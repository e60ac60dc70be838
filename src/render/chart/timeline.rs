//! Rows over the years: each with the stretch of time that it takes, and its dates.

use crate::view::chart::{TimeRow, Timeline};

use super::canvas::{Canvas, Side};
use super::key::{self, Entry, Look};
use super::text::{LINE, NARROW, width, wrap};
use super::years::Years;

/// How high a stretch of time is.
const HIGH: f64 = 10.0;

/// The room that symbols at the ends of the scale need.
const EDGE: f64 = 3.0;

/// From a row to the next name.
const GAP: f64 = 12.0;

pub fn draw(canvas: &mut Canvas, timeline: &Timeline) {
    let spans = timeline.rows.iter().filter_map(|row| row.span.as_ref());
    let dates = spans.flat_map(|span| [span.from, span.to]).flatten();
    let marks = timeline.rows.iter().flat_map(|row| &row.marks).map(|mark| mark.at);
    let as_of = timeline.as_of.iter().map(|(at, _)| *at);
    let years = Years::new(timeline.years, dates.chain(marks).chain(as_of)).whole();
    let across = |at: f64| EDGE + years.share(at) * (100.0 - 2.0 * EDGE);
    if let Some((at, words)) = &timeline.as_of {
        let x = across(*at);
        let side = if x > 50.0 { Side::Right } else { Side::Left };
        canvas.word((x, 0.0, canvas.y + 14.0), side, "as-of-words", words);
        canvas.y += LINE;
    }
    let ticks = years.ticks(5, false);
    for (year, _) in &ticks {
        let x = across(*year as f64);
        let (x, side) = match x {
            x if x < 6.0 => (0.0, Side::Left),
            x if x > 94.0 => (100.0, Side::Right),
            x => (x, Side::Middle),
        };
        canvas.word((x, 0.0, canvas.y + 14.0), side, "quiet", &year.to_string());
    }
    canvas.y += LINE + 4.0;
    let top = canvas.y;
    let mut named = Vec::new();
    for row in &timeline.rows {
        let from = canvas.y;
        let to = one(canvas, row, &across);
        named.push((from, to));
    }
    for (year, _) in &ticks {
        let x = across(*year as f64);
        canvas.rule((x, top - 4.0), (x, canvas.y - GAP / 2.0));
    }
    named.into_iter().for_each(|(from, to)| canvas.clear(from, to));
    if let Some((at, _)) = &timeline.as_of {
        let x = across(*at);
        canvas.stroke((x, top - LINE - 6.0), (x, canvas.y - GAP / 2.0), "as-of", "5 3");
    }
    let keys = timeline.keys.iter().map(|key| Entry { look: Look::Symbol(key.look), label: &key.label, figure: None });
    key::draw(canvas, &keys.collect::<Vec<_>>());
}

/// Draws a row, and returns how far down its name reaches.
fn one(canvas: &mut Canvas, row: &TimeRow, across: &dyn Fn(f64) -> f64) -> f64 {
    let note = row.note.as_deref().unwrap_or("");
    let beside = width(note) <= NARROW / 2.0;
    let room = if note.is_empty() || !beside { NARROW } else { NARROW - width(note) - 12.0 };
    let lines = wrap(&row.label.text, room, 3);
    canvas.words((0.0, 0.0, canvas.y + 14.0), Side::Left, "halo", &lines, &row.label);
    if beside && !note.is_empty() {
        canvas.word((100.0, 0.0, canvas.y + 14.0), Side::Right, "halo quiet", note);
    }
    canvas.y += lines.len().max(1) as f64 * LINE;
    if !beside {
        for line in wrap(note, NARROW, 2) {
            canvas.word((0.0, 0.0, canvas.y + 14.0), Side::Left, "halo quiet", &line);
            canvas.y += LINE;
        }
    }
    let named = canvas.y;
    let middle = canvas.y + 10.0;
    if let Some(span) = &row.span {
        let (from, to) = (span.from.map_or(0.0, across), span.to.map_or(100.0, across));
        canvas.area(from, middle - HIGH / 2.0, (to - from).max(0.5), HIGH, span.fill);
    }
    // Texts to the right of their marks, or to the left near the end, as long as they are clear of what stands there.
    let mut taken: Vec<(f64, f64)> = row.marks.iter().map(|mark| around(across(mark.at), 7.0)).collect();
    if let Some(span) = &row.span {
        taken.push((span.from.map_or(0.0, across), span.to.map_or(100.0, across)));
    }
    for mark in &row.marks {
        let x = across(mark.at);
        canvas.symbol((x, 0.0, middle), mark.symbol);
        let Some(text) = &mark.text else { continue };
        let wide = width(text) / NARROW * 100.0;
        let shift = 10.0 / NARROW * 100.0;
        let free = |from: f64, to: f64| {
            from >= 0.0 && to <= 100.0 && taken.iter().all(|(start, end)| to <= *start || from >= *end)
        };
        let (side, from) = match (free(x + shift, x + shift + wide), free(x - shift - wide, x - shift)) {
            (true, _) => (Side::Left, x + shift),
            (false, true) => (Side::Right, x - shift - wide),
            (false, false) => continue,
        };
        let move_by = if side == Side::Left { 10.0 } else { -10.0 };
        canvas.word((x, move_by, middle + 4.5), side, "halo figure", text);
        taken.push((from, from + wide));
    }
    canvas.y = middle + 8.0 + GAP;
    named
}

fn around(x: f64, pixels: f64) -> (f64, f64) {
    let half = pixels / NARROW * 100.0;
    (x - half, x + half)
}
