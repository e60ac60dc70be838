//! What charts are drawn on.
//!
//! Across, places are in per cent of the width, and perhaps some pixels from there; down, they are in pixels. So a chart grows with the room
//! that it has, and its words keep their size, which makes it legible on a phone and no larger than the text on a wide screen.

use std::fmt::Write;

use crate::base::Lang;
use crate::render::link::{self, escaped};
use crate::view::chart::{Chart, Fill, Label, Symbol};

use super::fills;
use super::text::LINE;

/// Where the side of a word is that does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Middle,
    Right,
}

/// A place: per cent of the width and pixels from there, then pixels from above.
pub type Place = (f64, f64, f64);

/// The parts of a picture while it is drawn.
pub struct Canvas<'a> {
    chart: &'a Chart,
    /// Whether left and right change places, as scripts that run from right to left have it. Scales of years never do.
    mirrored: bool,
    /// How far down the chart has come.
    pub y: f64,
    grid: String,
    marks: String,
    words: String,
    fills: Vec<Fill>,
    symbols: Vec<Symbol>,
    broken: bool,
    linked: bool,
}

impl<'a> Canvas<'a> {
    /// An empty one.
    pub fn new(chart: &'a Chart, mirrors: bool) -> Canvas<'a> {
        Canvas {
            chart,
            mirrored: mirrors && chart.lang.dir() == "rtl",
            y: 0.0,
            grid: String::new(),
            marks: String::new(),
            words: String::new(),
            fills: Vec::new(),
            symbols: Vec::new(),
            broken: false,
            linked: false,
        }
    }

    /// The picture as SVG. It is a group if anything in it leads somewhere, since a picture has no parts for those who do not see it.
    pub fn svg(self) -> String {
        let id = escaped(&self.chart.id);
        let role = if self.linked { "group" } else { "img" };
        let height = number(self.y.ceil());
        let mut svg = format!(
            "<svg class=\"picture\" role=\"{role}\" aria-labelledby=\"page-chart-{id}-title\" aria-describedby=\"page-chart-{id}-desc\" \
             direction=\"ltr\" width=\"100%\" height=\"{height}\" font-size=\"13\" overflow=\"visible\">\
             <title id=\"page-chart-{id}-title\">{}</title><desc id=\"page-chart-{id}-desc\">{}</desc>",
            escaped(&self.chart.title),
            escaped(&self.chart.description),
        );
        let defs = fills::definitions(&id, &self.fills, &self.symbols, self.broken);
        if !defs.is_empty() {
            let _ = write!(svg, "<defs>{defs}</defs>");
        }
        for (class, attributes, layer) in [
            ("grid", "stroke=\"currentColor\" stroke-opacity=\".3\"", &self.grid),
            ("marks", "stroke=\"currentColor\" fill=\"none\"", &self.marks),
            ("words", "fill=\"currentColor\"", &self.words),
        ] {
            if !layer.is_empty() {
                let _ = write!(svg, "<g class=\"{class}\" {attributes}>{layer}</g>");
            }
        }
        svg.push_str("</svg>");
        svg
    }

    /// Lines of words, the first at this height; `class` may be empty.
    pub fn words(&mut self, (x, shift, y): Place, side: Side, class: &str, lines: &[String], label: &Label) {
        if let Some(url) = &label.url {
            self.linked = true;
            let _ = write!(self.words, "<a href=\"{}\">", link::marked(url));
        }
        for (place, line) in lines.iter().enumerate() {
            self.line((x, shift, y + place as f64 * LINE), side, class, line, label.lang.as_ref());
        }
        if label.url.is_some() {
            self.words.push_str("</a>");
        }
    }

    /// One line of words in the chart's own language.
    pub fn word(&mut self, place: Place, side: Side, class: &str, text: &str) {
        self.line(place, side, class, text, None);
    }

    fn line(&mut self, (x, shift, y): Place, side: Side, class: &str, text: &str, lang: Option<&Lang>) {
        let (x, shift, side) = match (self.mirrored, side) {
            (false, side) => (x, shift, side),
            (true, Side::Left) => (100.0 - x, -shift, Side::Right),
            (true, Side::Middle) => (100.0 - x, -shift, Side::Middle),
            (true, Side::Right) => (100.0 - x, -shift, Side::Left),
        };
        let to_left = lang.unwrap_or(&self.chart.lang).dir() == "rtl";
        let anchor = match (side, to_left) {
            (Side::Left, false) | (Side::Right, true) => "",
            (Side::Middle, _) => " text-anchor=\"middle\"",
            (Side::Right, false) | (Side::Left, true) => " text-anchor=\"end\"",
        };
        let _ = write!(self.words, "<text x=\"{}\" y=\"{}\"", percent(x), number(y));
        if shift != 0.0 {
            let _ = write!(self.words, " transform=\"translate({} 0)\"", number(shift));
        }
        let _ = write!(self.words, "{anchor}{}", if to_left { " direction=\"rtl\"" } else { "" });
        if !class.is_empty() {
            let _ = write!(self.words, " class=\"{class}\"");
        }
        if let Some(lang) = lang.filter(|lang| **lang != self.chart.lang) {
            let _ = write!(self.words, " lang=\"{lang}\"");
        }
        let _ = write!(self.words, ">{}</text>", escaped(text));
    }

    /// A rectangle with an outline.
    pub fn area(&mut self, x: f64, y: f64, wide: f64, high: f64, fill: Fill) {
        let paint = self.paint(fill);
        let x = if self.mirrored { 100.0 - x - wide } else { x };
        let (x, y, wide, high) = (percent(x), number(y), percent(wide), number(high));
        let _ = write!(self.marks, "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" fill=\"{paint}\"/>");
    }

    /// A small square that shows a fill, a little way from the left.
    pub fn swatch(&mut self, x: f64, y: f64, fill: Fill) {
        let paint = self.paint(fill);
        let (x, shift) = if self.mirrored { (100.0 - x, " transform=\"translate(-16 0)\"") } else { (x, "") };
        let (x, y) = (percent(x), number(y));
        let _ = write!(self.marks, "<rect x=\"{x}\" y=\"{y}\" width=\"16\" height=\"12\"{shift} fill=\"{paint}\"/>");
    }

    fn paint(&mut self, fill: Fill) -> String {
        if !self.fills.contains(&fill) {
            self.fills.push(fill);
        }
        match fill {
            Fill::Solid => "currentColor".to_owned(),
            Fill::Empty => "none".to_owned(),
            fill => format!("url(#page-chart-{}-{})", escaped(&self.chart.id), fills::name(fill)),
        }
    }

    /// A symbol around this place.
    pub fn symbol(&mut self, (x, shift, y): Place, symbol: Symbol) {
        if !self.symbols.contains(&symbol) {
            self.symbols.push(symbol);
        }
        let (x, shift) = if self.mirrored { (100.0 - x, -shift) } else { (x, shift) };
        let (id, name) = (escaped(&self.chart.id), fills::symbol_name(symbol));
        let _ = write!(self.marks, "<use href=\"#page-chart-{id}-{name}\" x=\"{}\" y=\"{}\"", percent(x), number(y));
        if shift != 0.0 {
            let _ = write!(self.marks, " transform=\"translate({} 0)\"", number(shift));
        }
        self.marks.push_str("/>");
    }

    /// A thin line of the scale.
    pub fn rule(&mut self, from: (f64, f64), to: (f64, f64)) {
        let line = self.straight(from, to, "");
        self.grid.push_str(&line);
    }

    /// Takes the lines of the scale away from behind words, over the whole width.
    pub fn clear(&mut self, from: f64, to: f64) {
        let (y, high) = (number(from), number(to - from));
        let _ = write!(
            self.grid,
            "<rect class=\"ground\" y=\"{y}\" width=\"100%\" height=\"{high}\" fill=\"none\" stroke=\"none\"/>"
        );
    }

    /// A line that says something; `class` tells what, and `dash` how it is broken.
    pub fn stroke(&mut self, from: (f64, f64), to: (f64, f64), class: &str, dash: &str) {
        let mut attributes = format!(" class=\"{class}\"");
        if !dash.is_empty() {
            let _ = write!(attributes, " stroke-dasharray=\"{dash}\"");
        }
        let line = self.straight(from, to, &attributes);
        self.marks.push_str(&line);
    }

    fn straight(&self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), attributes: &str) -> String {
        let across = |x: f64| percent(if self.mirrored { 100.0 - x } else { x });
        let (x1, x2, y1, y2) = (across(x1), across(x2), number(y1), number(y2));
        format!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"{attributes}/>")
    }

    /// A line through these places, which lie between `left` and `left + wide`.
    pub fn path(&mut self, left: f64, wide: f64, points: &[(f64, f64)], dash: &str) {
        // Paths know no per cent: this one is stretched across, and its stroke is not. Down, a unit is a pixel.
        let _ = write!(
            self.marks,
            "<svg x=\"{}\" width=\"{}\" height=\"100\" viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" overflow=\"visible\">\
             <path d=\"",
            percent(left),
            percent(wide),
        );
        for (place, (x, y)) in points.iter().enumerate() {
            let across = if wide > 0.0 { (x - left) / wide * 1000.0 } else { 0.0 };
            let _ = write!(self.marks, "{}{} {}", if place == 0 { 'M' } else { 'L' }, number(across), number(*y));
        }
        self.marks.push_str("\" vector-effect=\"non-scaling-stroke\"");
        if !dash.is_empty() {
            let _ = write!(self.marks, " stroke-dasharray=\"{dash}\"");
        }
        self.marks.push_str("/></svg>");
    }

    /// A break at the lower end of a scale of values.
    pub fn notch(&mut self, x: f64, y: f64) {
        let x = percent(x);
        let _ = write!(
            self.marks,
            "<svg x=\"{x}\" y=\"{}\" overflow=\"visible\" class=\"cut\"><path d=\"M0-6l4 3-8 4 4 3\"/></svg>",
            number(y)
        );
    }

    /// A break across the whole width: what stands above does not compare with what stands below.
    pub fn breach(&mut self, y: f64) {
        self.broken = true;
        let id = escaped(&self.chart.id);
        let _ = write!(
            self.marks,
            "<rect class=\"breach\" y=\"{}\" width=\"100%\" height=\"8\" fill=\"url(#page-chart-{id}-break)\" stroke=\"none\"/>",
            number(y)
        );
    }
}

/// A number as SVG has it, with two decimals at most.
pub fn number(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A share of the width.
fn percent(value: f64) -> String {
    match number(value) {
        zero if zero == "0" => zero,
        share => format!("{share}%"),
    }
}
