//! How large a drawing is shown where nothing else tells.

use super::xml::{Attribute, decode};

/// The width and height that the attributes of a drawing's outermost element tell, in pixels.
pub(super) fn size(attributes: &[Attribute]) -> (u32, u32) {
    let value = |name: &str| attributes.iter().find(|attribute| attribute.name == name).map(|one| decode(one.value));
    let stated = |name: &str| value(name).and_then(|text| length(&text));
    let shape = value("viewBox").and_then(|text| view_box(&text));
    let (width, height) = match (stated("width"), stated("height"), shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(shape)) => shape,
        // What browsers take.
        (width, height, None) => (width.unwrap_or(300.0), height.unwrap_or(150.0)),
    };
    let pixels = |length: f64| length.round().clamp(1.0, 1_000_000.0) as u32;
    (pixels(width), pixels(height))
}

/// A length in pixels; a percentage is none.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let units = [("px", 1.0), ("pt", 4.0 / 3.0), ("pc", 16.0), ("mm", 96.0 / 25.4), ("cm", 96.0 / 2.54), ("in", 96.0)];
    for (unit, pixels) in units.into_iter().chain([("em", 16.0), ("ex", 8.0)]) {
        if let Some(number) = text.strip_suffix(unit) {
            return positive(number).map(|number| number * pixels);
        }
    }
    positive(text)
}

fn view_box(text: &str) -> Option<(f64, f64)> {
    let mut numbers = text.split([' ', ',', '\t', '\r', '\n']).filter(|part| !part.is_empty()).skip(2);
    Some((positive(numbers.next()?)?, positive(numbers.next()?)?))
}

fn positive(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0)
}
