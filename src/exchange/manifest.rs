//! Web manifests: what a phone needs to keep the portal among its programs.

use serde_json::{Map, Value, json};

use crate::view::WebManifest;

/// The longest short name that phones show whole, in characters.
const SHORT: usize = 12;

/// The manifest of a portal in one language.
pub(super) fn manifest(portal: &WebManifest) -> Vec<u8> {
    let mut all = Map::new();
    all.insert("name".into(), json!(portal.name));
    all.insert("short_name".into(), json!(short(&portal.name)));
    if let Some(description) = &portal.description {
        all.insert("description".into(), json!(description));
    }
    all.insert("lang".into(), json!(portal.lang.as_str()));
    all.insert("dir".into(), json!(portal.lang.dir()));
    all.insert("start_url".into(), json!("./"));
    all.insert("scope".into(), json!("./"));
    all.insert("display".into(), json!("minimal-ui"));
    if let Some((frame, paper)) = &portal.colours {
        all.insert("theme_color".into(), json!(frame));
        all.insert("background_color".into(), json!(paper));
    }
    let icon = |(link, kind, sizes): &(String, &str, &str)| json!({ "src": link, "type": kind, "sizes": sizes });
    all.insert("icons".into(), portal.icons.iter().map(icon).collect());
    format!("{:#}\n", Value::Object(all)).into_bytes()
}

/// As many whole words of a name as fit, at least one.
fn short(name: &str) -> String {
    let mut short = String::new();
    for word in name.split_whitespace() {
        if !short.is_empty() && short.chars().count() + 1 + word.chars().count() > SHORT {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}
