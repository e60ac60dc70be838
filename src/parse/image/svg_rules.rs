//! What a drawing may not do: run code, show HTML, load other files.

use super::Reason;
use super::xml::{Attribute, decode, split};

/// Checks the start of an element.
pub(super) fn element(name: &str, attributes: &[Attribute]) -> Result<(), Reason> {
    let (local, _) = split(name);
    if FORBIDDEN.iter().any(|forbidden| local.eq_ignore_ascii_case(forbidden)) {
        return Err(Reason::active(format!("has a `<{name}>` element; a picture may not run code or hold a page")));
    }
    attributes.iter().try_for_each(|one| attribute(local, one))
}

/// Checks style rules.
pub(super) fn style(rules: &str) -> Result<(), Reason> {
    if rules.contains('\\') {
        return Err(Reason::active("has a `\\` in its style rules, which can hide what they do".to_string()));
    }
    let rules = rules.to_ascii_lowercase();
    for loading in ["@import", "image-set(", "javascript:", "expression("] {
        if rules.contains(loading) {
            return Err(Reason::active(format!(
                "has `{loading}` in its style rules; a picture may not load other files"
            )));
        }
    }
    for (at, mark) in rules.match_indices("url(") {
        let target = rules[at + mark.len()..].trim_start().trim_start_matches(['"', '\'']);
        if !FONTS.iter().any(|allowed| target.starts_with(allowed)) {
            let end = target.find(['"', '\'', ')']).unwrap_or(target.len());
            return Err(loads(&target[..end]));
        }
    }
    Ok(())
}

/// Whether an attribute with this name (without its prefix) refers to something.
pub(super) fn is_reference(local: &str) -> bool {
    matches!(local, "href" | "src")
}

/// The text of base64 in an address that holds a picture.
pub(super) fn embedded(address: &str) -> Option<&str> {
    let (head, data) = address.trim().split_once(',')?;
    let head = head.to_ascii_lowercase();
    let picture = ["png", "jpeg", "jpg", "gif", "webp"]
        .iter()
        .any(|format| head.strip_prefix("data:image/").and_then(|rest| rest.strip_prefix(format)) == Some(";base64"));
    picture.then_some(data)
}

const FORBIDDEN: &[&str] = &[
    "script",
    "foreignObject",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "handler",
    "listener",
    "link",
    "base",
    "html",
    "body",
];

const FONTS: &[&str] =
    &["#", "data:font/", "data:application/font", "data:application/x-font", "data:application/vnd.ms-font"];

fn attribute(element: &str, attribute: &Attribute) -> Result<(), Reason> {
    let (local, prefix) = split(attribute.name);
    let value = decode(attribute.value);
    let lower = local.to_ascii_lowercase();
    if lower.starts_with("on") {
        return Err(Reason::active(format!("has an `{}` attribute; a picture may not run code", attribute.name)));
    }
    if prefix == "xml" && lower == "base" {
        return Err(loads(&value));
    }
    if (prefix == "xmlns" || attribute.name == "xmlns") && value.contains("/xhtml") {
        return Err(Reason::active("holds HTML; a picture may not hold a page".to_string()));
    }
    if lower == "attributename" && changes_reference(&value) {
        return Err(Reason::active(format!("changes `{value}` while it is shown; a picture may not load other files")));
    }
    if is_reference(&lower) {
        return reference(element, value.trim());
    }
    if prefix.is_empty() && (lower == "style" || value.to_ascii_lowercase().contains("url(")) {
        return style(&value);
    }
    Ok(())
}

fn reference(element: &str, address: &str) -> Result<(), Reason> {
    let link = || element == "a" && ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    match address.is_empty() || address.starts_with('#') || embedded(address).is_some() || link() {
        true => Ok(()),
        false => Err(loads(address)),
    }
}

/// Whether an animation of the attribute `name` could make a drawing load or run something.
fn changes_reference(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    is_reference(split(&name).0) || name.starts_with("on")
}

fn loads(address: &str) -> Reason {
    let shown: String = address.chars().take(60).collect();
    Reason::active(format!("refers to `{shown}`; a picture may not load other files"))
}
