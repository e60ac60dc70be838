//! A map of equal squares as SVG. How it looks is the theme's: squares have the class `l1`, `l2` and so on by the step of their count, and
//! none where it is 0; texts have the class `code`, or `count` for the figure.
//!
//! A page has this beside everything else, so a square takes as few elements as can be: a link with its name and its outline. All letters of
//! a row are one text, in which each letter has a place of its own.

use std::fmt::Write;

use crate::base::Lang;
use crate::view::{Ground, Mark, Tile, Tiles};

use super::link::{self, escaped};

/// From one square to the next.
const PITCH: u32 = 42;

/// The side of a square.
const SIDE: u32 = 40;

/// From one letter to the next, which also suits fonts whose letters differ in width.
const LETTER: u32 = 11;

/// Where letters stand below the upper side: alone, and with a figure below them.
const ALONE: u32 = 26;
const ABOVE: u32 = 17;
const BELOW: u32 = 34;

/// What maps with the same ground have in common: its squares where nothing is counted.
pub(super) struct Blank {
    /// The opening of the whole, and of the squares.
    head: String,
    /// The language of most names.
    main: Lang,
    squares: Vec<BlankSquare>,
}

/// The square, and the places of its letters.
struct BlankSquare {
    square: String,
    places: String,
}

impl Blank {
    /// The squares of a ground.
    pub fn new(ground: &Ground) -> Blank {
        let most = |of: fn(&Tile) -> u32| ground.tiles().iter().map(of).max().map_or(0, |most| most + 1);
        let (columns, rows) = (most(|tile| tile.column), most(|tile| tile.row));
        // The text runs from left to right whatever the page does: a map is not mirrored.
        let mut head = format!(
            "<svg class=\"tiles\" role=\"group\" aria-label=\"{}\" direction=\"ltr\" viewBox=\"-2 -2 {} {}\">",
            escaped(ground.label()),
            columns * PITCH + 2,
            rows * PITCH + 2
        );
        // Names are mostly in one language, which may not be the page's.
        let main = ground.tiles().first().map_or(ground.lang(), |tile| &tile.lang).clone();
        match main == *ground.lang() {
            true => head.push_str("<g>"),
            false => head.push_str(&format!("<g lang=\"{main}\">")),
        }
        let blank = |tile: &Tile| {
            let (mut drawn, mut places) = (String::new(), String::new());
            square(&mut drawn, ground, tile, None, &main);
            places_of_letters(&mut places, tile, &tile.code);
            BlankSquare { square: drawn, places }
        };
        let squares = ground.tiles().iter().map(blank).collect();
        Blank { head, main, squares }
    }
}

/// The map, its links still marked; `blank` is that of its ground.
pub(super) fn svg(tiles: &Tiles, blank: &Blank) -> String {
    let mut svg = String::with_capacity(24 * 1024);
    svg.push_str(&blank.head);
    for ((tile, mark), blank_square) in tiles.iter().zip(&blank.squares) {
        match mark {
            None => svg.push_str(&blank_square.square),
            mark => square(&mut svg, tiles.ground(), tile, mark, &blank.main),
        }
    }
    svg.push_str("</g><g aria-hidden=\"true\">");
    let mut lines: Vec<Line> = Vec::new();
    for ((tile, mark), blank_square) in tiles.iter().zip(&blank.squares) {
        let top = tile.row * PITCH;
        let count = mark.and_then(|mark| mark.count).filter(|count| *count > 0);
        let line = line(&mut lines, "code", top + if count.is_some() { ABOVE } else { ALONE });
        line.places.push_str(&blank_square.places);
        line.text.push_str(&tile.code);
        if let Some(count) = count {
            let count = count.to_string();
            let line = self::line(&mut lines, "count", top + BELOW);
            places_of_letters(&mut line.places, tile, &count);
            line.text.push_str(&count);
        }
    }
    for line in lines {
        let places = line.places.trim_end();
        let _ = write!(
            svg,
            "<text class=\"{}\" y=\"{}\" x=\"{places}\">{}</text>",
            line.class,
            line.y,
            escaped(&line.text)
        );
    }
    svg.push_str("</g></svg>");
    svg
}

/// One square: a link if it leads anywhere. One with a count has its name as a title, which is also shown to who points at it.
fn square(svg: &mut String, ground: &Ground, tile: &Tile, mark: Option<&Mark>, main: &Lang) {
    let count = mark.map_or(Some(0), |mark| mark.count);
    let name = ground.name(tile, count);
    let name = escaped(&name);
    let url = mark.and_then(|mark| mark.url.as_deref()).or(tile.url.as_deref());
    let level = mark.map_or(0, |mark| mark.level);
    let element = if url.is_some() { "a" } else { "g" };
    svg.push('<');
    svg.push_str(element);
    if level > 0 {
        let _ = write!(svg, " class=\"l{level}\"");
    }
    if let Some(url) = url {
        svg.push_str(" href=\"");
        svg.push_str(&link::marked(url));
        svg.push('"');
    }
    if tile.lang != *main {
        let _ = write!(svg, " lang=\"{}\"", tile.lang);
    }
    let (before, after) = match (level, url) {
        (0, Some(_)) => (" aria-label=\"", "\">"),
        _ => ("><title>", "</title>"),
    };
    svg.push_str(before);
    svg.push_str(&name);
    svg.push_str(after);
    let (left, top) = (tile.column * PITCH, tile.row * PITCH);
    svg.push_str("<path d=\"M");
    digits(svg, left);
    svg.push(' ');
    digits(svg, top);
    for step in ["h", "v", "h-"] {
        svg.push_str(step);
        digits(svg, SIDE);
    }
    svg.push_str("z\"/></");
    svg.push_str(element);
    svg.push('>');
}

/// A number; there are hundreds in a map, and thousands of maps in a large portal, so it goes the shortest way.
fn digits(out: &mut String, number: u32) {
    if number >= 10 {
        digits(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// Letters of one kind at one height.
struct Line {
    class: &'static str,
    y: u32,
    places: String,
    text: String,
}

/// The line of such letters at this height.
fn line<'a>(lines: &'a mut Vec<Line>, class: &'static str, y: u32) -> &'a mut Line {
    let at = lines.iter().rposition(|line| line.y == y && line.class == class).unwrap_or_else(|| {
        lines.push(Line { class, y, places: String::new(), text: String::new() });
        lines.len() - 1
    });
    &mut lines[at]
}

/// Writes the place of each letter of a word in a square: around its own place.
fn places_of_letters(places: &mut String, tile: &Tile, word: &str) {
    let number = word.chars().count() as u32;
    // A long number stands closer together, but within its square.
    let step = LETTER.min(SIDE / number.max(1));
    let first = tile.column * PITCH + SIDE / 2 - (step * number.saturating_sub(1)) / 2;
    for place in 0..number {
        digits(places, first + place * step);
        places.push(' ');
    }
}
