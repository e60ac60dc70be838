//! Lines over the years, each named at its end, with targets, limits, and the breaks where what is counted changes.

use std::sync::Arc;

use crate::view::chart::{Label, Line, Lines, Point, Run, Symbol};

use super::canvas::{Canvas, Side};
use super::key::{self, Entry, Look};
use super::plot::{self, Frame};
use super::text::{LINE, NARROW, share, width, wrap};
use super::years::Years;

/// How high the ground is.
const HIGH: f64 = 190.0;

/// The room for the names of several lines.
const NAMES: f64 = 96.0;

/// From the ground to the names, in per cent.
const LEADER: f64 = 3.0;

/// A single line with no more points than this has all its values written at them.
const FEW: usize = 6;

/// How the strokes of several lines differ.
const DASHES: [&str; 4] = ["", "7 3", "2 3", "10 3 2 3"];

pub fn draw(canvas: &mut Canvas, lines: &Lines) {
    let several = lines.lines.len() > 1;
    let dates = points(lines).map(|point| point.at).chain(lines.targets.iter().filter_map(|target| target.at));
    let years = Years::new(lines.years, dates);
    let left = lines.axis.ticks.iter().map(|tick| share(&tick.text)).fold(0.0, f64::max) + 8.0 / NARROW * 100.0;
    let left = left.clamp(18.0 / NARROW * 100.0, 45.0);
    let right = if several { NAMES } else { 20.0 } / NARROW * 100.0;
    if let Some(unit) = &lines.axis.unit {
        paragraph(canvas, "quiet", unit);
    }
    let mut frame = Frame { left, wide: (100.0 - left - right).max(20.0), top: 0.0, high: HIGH };
    scopes(canvas, &frame, &years, lines);
    frame.top = canvas.y + LINE + 4.0;
    plot::scales(canvas, &frame, &lines.axis, &years, false);
    limit(canvas, &frame, lines);
    targets(canvas, &frame, &years, lines);
    for (place, line) in lines.lines.iter().enumerate() {
        let dash = DASHES[place % DASHES.len()];
        plot::series(canvas, &frame, &lines.axis, &years, &line.runs, symbol(place, several), dash);
    }
    match &lines.lines[..] {
        [line] => values(canvas, &frame, &years, lines, line),
        several => names(canvas, &frame, &years, lines, several),
    }
    canvas.y = frame.top + frame.high + LINE + 8.0;
    if let Some(cut) = &lines.axis.cut {
        paragraph(canvas, "quiet", cut);
    }
    if let Some(estimate) = lines.estimate.as_ref().filter(|_| points(lines).any(|point| point.estimate)) {
        let label = Label::new(estimate.clone());
        key::draw(canvas, &[Entry { look: Look::Symbol(Symbol::Ring), label: &label, figure: None }]);
    }
}

fn symbol(place: usize, several: bool) -> Symbol {
    match (several, place % 4) {
        (false, _) | (true, 0) => Symbol::Circle,
        (true, 1) => Symbol::Square,
        (true, 2) => Symbol::Diamond,
        _ => Symbol::Triangle,
    }
}

fn points(lines: &Lines) -> impl Iterator<Item = &Point> {
    lines.lines.iter().flat_map(|line| &line.runs).flat_map(|run| &run.points)
}

/// Words across the whole width.
pub fn paragraph(canvas: &mut Canvas, class: &str, text: &Arc<str>) {
    let lines = wrap(text, NARROW, 3);
    canvas.words((0.0, 0.0, canvas.y + 14.0), Side::Left, class, &lines, &Label::new(text.clone()));
    canvas.y += lines.len() as f64 * LINE;
}

/// What each run counts, above it, with a bracket as long as the run.
fn scopes(canvas: &mut Canvas, frame: &Frame, years: &Years, lines: &Lines) {
    let mut told: Vec<(&Label, f64, f64)> = Vec::new();
    for run in lines.lines.iter().flat_map(|line| &line.runs) {
        if let (Some(scope), Some((from, to))) = (&run.scope, ends(run)) {
            match told.iter_mut().find(|(known, ..)| known.text == scope.text) {
                Some((_, first, last)) => (*first, *last) = (first.min(from), last.max(to)),
                None => told.push((scope, from, to)),
            }
        }
    }
    for (scope, from, to) in told {
        let (from, to) = (frame.across(years, from), frame.across(years, to));
        let words = wrap(&scope.text, NARROW * 0.75, 3);
        let side = if from + to > 100.0 { Side::Right } else { Side::Left };
        let x = if side == Side::Left { from } else { to };
        canvas.words((x, 0.0, canvas.y + 14.0), side, "scope", &words, scope);
        canvas.y += words.len() as f64 * LINE + 2.0;
        canvas.stroke((from, canvas.y), (to, canvas.y), "bracket", "");
        for x in [from, to] {
            canvas.stroke((x, canvas.y), (x, canvas.y + 5.0), "bracket", "");
        }
        canvas.y += 6.0;
    }
}

fn ends(run: &Run) -> Option<(f64, f64)> {
    Some((run.points.first()?.at, run.points.last()?.at))
}

fn limit(canvas: &mut Canvas, frame: &Frame, lines: &Lines) {
    let Some(limit) = &lines.limit else { return };
    let y = frame.down(&lines.axis, limit.value);
    canvas.stroke((frame.left, y), (frame.left + frame.wide, y), "limit", "");
    canvas.stroke((frame.left, y - 3.0), (frame.left + frame.wide, y - 3.0), "limit", "");
    canvas.word((frame.left, 4.0, y + 14.0), Side::Left, "halo quiet", &limit.text);
}

/// What is aimed at: a broken line, its words where the values leave most room, and an open mark at its date.
fn targets(canvas: &mut Canvas, frame: &Frame, years: &Years, lines: &Lines) {
    for target in &lines.targets {
        let y = frame.down(&lines.axis, target.amount.value);
        let right = frame.left + frame.wide;
        canvas.stroke((frame.left, y), (right, y), "target", "8 4");
        if let Some(at) = target.at {
            canvas.symbol((frame.across(years, at), 0.0, y), Symbol::Lozenge);
        }
        let far = |point: Option<&Point>| {
            point.map_or(f64::MAX, |point| (frame.down(&lines.axis, point.amount.value) - y).abs())
        };
        let first = points(lines).min_by(|a, b| a.at.total_cmp(&b.at));
        let last = points(lines).max_by(|a, b| a.at.total_cmp(&b.at));
        let (x, side) = if far(first) > far(last) { (frame.left + 1.0, Side::Left) } else { (right, Side::Right) };
        let room = frame.wide / 100.0 * NARROW;
        let words = wrap(&target.label, room, 3);
        let above = y - 8.0 - (words.len() as f64 - 1.0) * LINE;
        canvas.words((x, 0.0, above), side, "halo target-words", &words, &Label::new(target.label.clone()));
    }
}

/// The values of a single line: all where they are few, else those of its ends.
fn values(canvas: &mut Canvas, frame: &Frame, years: &Years, lines: &Lines, line: &Line) {
    let all: Vec<&Point> = line.runs.iter().flat_map(|run| &run.points).collect();
    for (place, point) in all.iter().enumerate() {
        if all.len() > FEW && place > 0 && place + 1 < all.len() {
            continue;
        }
        let (x, y) = (frame.across(years, point.at), frame.down(&lines.axis, point.amount.value));
        let half = width(&point.amount.text) / 2.0;
        let room = |share: f64| share / 100.0 * NARROW;
        let (shift, side) = match (room(x - frame.left) < half, room(100.0 - x) < half) {
            (true, _) => (-4.0, Side::Left),
            (false, true) => (4.0, Side::Right),
            (false, false) => (0.0, Side::Middle),
        };
        // Below a point that others rise from, else above.
        let next = all.get(place + 1).map_or(f64::MAX, |next| frame.down(&lines.axis, next.amount.value));
        let before = place.checked_sub(1).map_or(f64::MAX, |before| frame.down(&lines.axis, all[before].amount.value));
        let room_below = y + 20.0 < frame.top + frame.high;
        let y = if (next < y || before < y) && !(next > y && next < f64::MAX) && room_below && place + 1 < all.len() {
            y + 18.0
        } else {
            y - 9.0
        };
        canvas.word((x, shift, y), side, "halo figure", &point.amount.text);
    }
}

/// Names and newest values of several lines, to the right of their ends and clear of each other.
fn names(canvas: &mut Canvas, frame: &Frame, years: &Years, lines: &Lines, several: &[Line]) {
    let mut labels: Vec<(f64, f64, usize, Vec<String>, &Label)> = Vec::new();
    for (place, line) in several.iter().enumerate() {
        let Some(last) = line.runs.iter().rev().find_map(|run| run.points.last()) else { continue };
        let mut words = wrap(&line.label.text, NAMES - 22.0, 3);
        words.push(last.amount.text.to_string());
        let end = frame.across(years, last.at);
        labels.push((frame.down(&lines.axis, last.amount.value), end, place, words, &line.label));
    }
    labels.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)));
    let high = |words: &[String]| words.len() as f64 * LINE + 6.0;
    // From above: each as near to its line's end as those before it leave it.
    let mut tops: Vec<f64> = Vec::new();
    let mut free = frame.top - LINE;
    for (y, _, _, words, _) in &labels {
        let top = (y - high(words) / 2.0).max(free);
        free = top + high(words);
        tops.push(top);
    }
    // What ran out below moves up again.
    let mut floor =
        (frame.top + frame.high + LINE).max(frame.top - LINE + labels.iter().map(|label| high(&label.3)).sum::<f64>());
    for (place, (_, _, _, words, _)) in labels.iter().enumerate().rev() {
        tops[place] = tops[place].min(floor - high(words));
        floor = tops[place];
    }
    let right = frame.left + frame.wide;
    for ((y, end, place, words, label), top) in labels.into_iter().zip(tops) {
        let middle = top + high(&words) / 2.0;
        canvas.stroke((end, y), (right + LEADER, middle), "leader", "1 3");
        canvas.symbol((right + LEADER, 5.0, middle), symbol(place, true));
        canvas.words((right + LEADER, 15.0, top + 15.0), Side::Left, "", &words, label);
    }
}
