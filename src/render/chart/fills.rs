//! Patterns and symbols. All are drawn in the colour of the text or of the accent, so they hold in the dark, in forced colours and on paper;
//! they differ in shape, so they hold without any colour.

use std::fmt::Write;

use crate::view::chart::{Fill, Symbol};

/// The end of a pattern's id.
pub fn name(fill: Fill) -> &'static str {
    match fill {
        Fill::Solid => "solid",
        Fill::Rising => "rising",
        Fill::Dotted => "dotted",
        Fill::Level => "level",
        Fill::Crossed => "crossed",
        Fill::Falling => "falling",
        Fill::Upright => "upright",
        Fill::Empty => "empty",
    }
}

/// The end of a symbol's id.
pub fn symbol_name(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Circle => "circle",
        Symbol::Ring => "ring",
        Symbol::Square => "square",
        Symbol::Box => "box",
        Symbol::Diamond => "diamond",
        Symbol::Lozenge => "lozenge",
        Symbol::Triangle => "triangle",
        Symbol::Cross => "cross",
    }
}

/// What a chart uses of them.
pub fn definitions(id: &str, fills: &[Fill], symbols: &[Symbol], broken: bool) -> String {
    let mut defs = String::new();
    for fill in Fill::ALL.into_iter().filter(|fill| fills.contains(fill)) {
        // The size of a tile, how dark its ground is, and what is drawn on it.
        let (size, ground, drawing) = match fill {
            Fill::Solid | Fill::Empty => continue,
            Fill::Rising => (8, ".3", "<path d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\" stroke-width=\"2.5\"/>"),
            Fill::Dotted => {
                (6, ".12", "<path d=\"M1.5 1.5h0M4.5 4.5h0\" stroke-width=\"2.2\" stroke-linecap=\"round\"/>")
            }
            Fill::Level => (5, ".06", "<path d=\"M0 2.5h5\" stroke-width=\"1.2\"/>"),
            Fill::Crossed => (7, ".2", "<path d=\"M0 7l7-7M0 0l7 7\" stroke-width=\"1.2\"/>"),
            Fill::Falling => (9, "0", "<path d=\"M-2-2l13 13M7-2l4 4M-2 7l4 4\" stroke-width=\"1.2\"/>"),
            Fill::Upright => (6, ".15", "<path d=\"M3 0v6\" stroke-width=\"1.5\"/>"),
        };
        let name = name(fill);
        let _ = write!(
            defs,
            "<pattern id=\"page-chart-{id}-{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"{size}\" height=\"{size}\" fill=\"currentColor\" fill-opacity=\"{ground}\"/>\
             <g stroke=\"currentColor\">{drawing}</g></pattern>"
        );
    }
    if broken {
        let _ = write!(
            defs,
            "<pattern id=\"page-chart-{id}-break\" width=\"12\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
             <path d=\"M0 7l6-6 6 6\" stroke=\"currentColor\" fill=\"none\" stroke-width=\"1.5\"/></pattern>"
        );
    }
    for symbol in Symbol::ALL.into_iter().filter(|symbol| symbols.contains(symbol)) {
        let name = symbol_name(symbol);
        let shape = match symbol {
            Symbol::Circle => "<circle id=\"ID\" r=\"4.5\" fill=\"currentColor\"/>",
            Symbol::Ring => "<circle id=\"ID\" r=\"4.5\" class=\"open\" stroke-width=\"2\"/>",
            Symbol::Square => "<path id=\"ID\" d=\"M-4.5-4.5h9v9h-9z\" fill=\"currentColor\"/>",
            Symbol::Box => "<path id=\"ID\" d=\"M-4.5-4.5h9v9h-9z\" class=\"open\" stroke-width=\"2\"/>",
            Symbol::Diamond => "<path id=\"ID\" d=\"M0-6l6 6-6 6-6-6z\" fill=\"currentColor\"/>",
            Symbol::Lozenge => "<path id=\"ID\" d=\"M0-6l6 6-6 6-6-6z\" class=\"open\" stroke-width=\"2\"/>",
            Symbol::Triangle => "<path id=\"ID\" d=\"M0-6l6 10h-12z\" fill=\"currentColor\"/>",
            Symbol::Cross => "<path id=\"ID\" d=\"M-4.5-4.5l9 9M-4.5 4.5l9-9\" stroke-width=\"2.5\"/>",
        };
        defs.push_str(&shape.replace("ID", &format!("page-chart-{id}-{name}")));
    }
    defs
}
