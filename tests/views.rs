//! The examples of the theme contract, `tests/views/*.json`: the built-in theme shows each of them without a fault, in every language that it has
//! words for.
//!
//! An example is `{ template, address, lang, data }`. In it `{"$html": …}` stands for HTML, `{"$url": …}` for an address in the site,
//! `{"$link": …}` for a link to a record, whose `html` is made by the theme, and `{"$json": …}` for what is shown as JSON.

use std::fs;
use std::path::PathBuf;

use casebook::base::{Address, Lang, Origin, SourcePath};
use casebook::render::{Renderer, Shell};
use casebook::theme::{self, ThemeFile};
use casebook::view::{Map, Shared, Value, View};
use serde_json::Value as Json;

#[test]
fn the_built_in_theme_shows_every_example() {
    let renderer = renderer();
    let mut shown = 0;
    for path in examples() {
        let example: Json = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for lang in renderer.theme().words().languages() {
            let (view, shell) = view(&example, lang, &renderer);
            let page = renderer.render(&view, &shell);
            assert_eq!(page.diagnostics, [], "{} in {lang}", path.display());
            let html = String::from_utf8(page.bytes).unwrap();
            assert!(
                !html.contains(" style=\""),
                "{}: a style attribute, which the security policy forbids",
                path.display()
            );
            assert!(
                !html.contains("<script>"),
                "{}: a script within the page, which the security policy forbids",
                path.display()
            );
            if !view.template.starts_with("embeds/") {
                assert_eq!(html.matches("<h1").count(), 1, "{}: the number of main headings", path.display());
            }
            shown += 1;
        }
    }
    assert!(shown >= 20 * 6, "only {shown} pages were shown");
}

#[test]
fn each_language_has_every_word_and_its_places() {
    let renderer = renderer();
    let words = renderer.theme().words();
    for lang in words.languages() {
        assert_eq!(words.missing(lang), Vec::<&str>::new(), "words that {lang} lacks");
        for (key, english) in words.all(&Lang::new("en")) {
            let word = words.get(lang, key).unwrap();
            assert_eq!(places(word), places(english), "what is filled in, in the word `{key}` in {lang}");
        }
    }
}

#[test]
fn components_show_plain_links_as_well() {
    let template = "{{ <card card={to} /> }}{{ <links cards={[to]} label=\"x\" /> }}{{ <run links={[to]} /> }}";
    let own = [("theme.toml", "parent = \"portal\""), ("templates/own.html", template)];
    let own = own.map(|(name, text)| ThemeFile::new(format!("themes/own/{name}"), text.as_bytes()));
    let renderer = themed("own", &own);
    let plain = Map::new().with("title", "A & B").with("url", Value::Url("a.html".into())).with("lang", "en");
    let linked = plain.clone().with("dir", "ltr").with("note", Value::None);
    for to in [Value::Map(linked.clone()), Value::Link(Shared::new(linked))] {
        let data = Map::new().with("page", Map::new().with("lang", "en")).with("to", to);
        let view = View { template: "own.html".into(), address: Address::new("x.html"), lang: Lang::new("en"), data };
        let page = renderer.render(&view, &Shell::new(Map::new(), Map::new()));
        assert_eq!(page.diagnostics, []);
        let html = String::from_utf8(page.bytes).unwrap();
        assert_eq!(html.matches("<a href=\"a.html\">A &amp; B</a>").count(), 3, "{html}");
    }
}

/// The names in braces, sorted, each once: one language needs a number twice, for the form of its noun, and another does not.
fn places(word: &str) -> Vec<&str> {
    let inside = word.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(inside, _)| inside);
    let mut places: Vec<&str> = inside.map(|inside| inside.split('|').next().unwrap_or(inside)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn renderer() -> Renderer {
    themed("portal", &[])
}

fn themed(name: &str, own: &[ThemeFile]) -> Renderer {
    let origin = Origin::file(&SourcePath::new("casebook.toml"));
    let (theme, diagnostics) = theme::load(name, &origin, own, &theme::builtin(), &Lang::new("en"));
    assert_eq!(diagnostics, []);
    let (renderer, diagnostics) = Renderer::new(&theme);
    assert_eq!(diagnostics, []);
    renderer
}

fn examples() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/views");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

fn view(example: &Json, lang: &Lang, renderer: &Renderer) -> (View, Shell) {
    let text = |key: &str| example[key].as_str().unwrap().to_owned();
    let (mut data, mut site) = (Map::new(), Map::new());
    for (name, json) in example["data"].as_object().unwrap() {
        match (name.as_str(), value(json)) {
            ("site", Value::Map(map)) => site = map,
            (name, value) => data.insert(name.to_owned(), value),
        }
    }
    let view = View { template: text("template"), address: Address::new(text("address")), lang: lang.clone(), data };
    (view, Shell::new(site, renderer.theme().asset_links()))
}

fn value(json: &Json) -> Value {
    let inner = |name: &str| json.get(name).and_then(Json::as_str);
    match json {
        Json::Null => Value::None,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => Value::Integer(number.as_i64().unwrap()),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => items.iter().map(value).collect(),
        Json::Object(object) => {
            match (inner("$html"), inner("$url"), json.get("$link").map(value), json.get("$json").map(value)) {
                (Some(html), ..) => Value::Html(html.into()),
                (_, Some(url), ..) => Value::Url(url.into()),
                (.., Some(Value::Map(link)), _) => Value::Link(Shared::new(link)),
                (.., Some(Value::Map(map))) => Value::Json(map),
                _ => object.iter().fold(Map::new(), |map, (name, json)| map.with(name.clone(), value(json))).into(),
            }
        }
    }
}
