//! Charts as SVG, drawn when the site is built. How they look is the theme's: lines of the scale stand in a group of the class `grid`, what is
//! drawn in `marks`, what is written in `words`; they need no style at all to be read.

mod bars;
mod canvas;
mod dots;
mod fills;
mod key;
mod lines;
mod panels;
mod plot;
mod stacked;
#[cfg(test)]
mod tests;
mod text;
mod timeline;
mod years;

use crate::base::Address;
use crate::view::chart::{Chart, Form, Stack, Stacked};

use super::link;
use canvas::Canvas;

/// The chart as it stands on the page at `address`.
pub fn svg(chart: &Chart, address: &Address) -> String {
    // Links are made of texts, so they leave a text.
    String::from_utf8(link::finished(drawn(chart).into_bytes(), address)).unwrap_or_default()
}

/// The chart with its links still marked.
pub(super) fn drawn(chart: &Chart) -> String {
    let over_years = matches!(chart.form, Form::Lines(_) | Form::Panels(_) | Form::Timeline(_));
    let mut canvas = Canvas::new(chart, !over_years);
    match &chart.form {
        Form::Bars(bars) => bars::draw(&mut canvas, bars),
        Form::Stacked(stacked) => stacked::draw(&mut canvas, stacked),
        Form::Lines(lines) => lines::draw(&mut canvas, lines),
        Form::Panels(panels) => panels::draw(&mut canvas, panels),
        Form::Dots(dots) => dots::draw(&mut canvas, dots),
        Form::Timeline(timeline) => timeline::draw(&mut canvas, timeline),
        Form::Whole(whole) => {
            let row = Stack { label: whole.label.clone(), total: None, parts: whole.parts.clone() };
            stacked::draw(&mut canvas, &Stacked { rows: vec![row], common: false });
        }
    }
    canvas.svg()
}
