//! A theme's manifest, theme.toml: which theme it builds on, and what its templates need beyond the contract.

use crate::base::{Code, Diagnostics, Lang, Localised, Origin, SourcePath, Span};
use crate::parse::{Entry, NodeValue, Reader, toml};

use super::files::BUILT_IN;

/// What a theme declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The theme whose templates stand behind this one's, and where it is named.
    pub parent: Option<(String, Origin)>,
    /// What the views of records show beyond their own fields.
    pub expands: Vec<Expand>,
    /// Lists of records that the home page shows.
    pub lists: Vec<List>,
    /// The kinds that the menu of every page begins with.
    pub menu: Vec<Named>,
    /// The ways in that the home page offers.
    pub doors: Vec<Door>,
    /// The colours of a browser's frame around the pages.
    pub frame: Option<Frame>,
}

/// A kind's id, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub kind: String,
    /// Where it is written.
    pub origin: Origin,
}

/// A way in, named as a task of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// Its name.
    pub id: String,
    /// What the reader wants.
    pub title: Option<Localised>,
    /// What is behind it.
    pub text: Option<Localised>,
    /// The kinds behind it, the most important first.
    pub kinds: Vec<Named>,
}

/// The colours with which browsers and phones surround the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// By day: `#0b4753`.
    pub light: String,
    /// By night.
    pub dark: String,
    /// The paper, which is seen before a page is there.
    pub background: String,
}

/// Links that a kind's record view holds in addition: where `path` leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expand {
    /// The kind's id.
    pub kind: String,
    /// Fields joined with dots: `countries.subregion`.
    pub path: String,
    /// Where the path is written.
    pub origin: Origin,
    /// Where the kind is named.
    pub kind_origin: Origin,
}

/// A list of records, chosen by a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its name: templates see it as `lists.ID`.
    pub id: String,
    /// The kind of its records.
    pub kind: String,
    /// What stands above it; without one, the kind's own label.
    pub title: Option<Localised>,
    /// The field to sort by; without one, the kind's own order.
    pub sort: Option<Sort>,
    /// How many records it holds at most.
    pub limit: usize,
    /// Where the list is declared.
    pub origin: Origin,
    /// Where its kind is named.
    pub kind_origin: Origin,
}

/// A field to sort by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The field's id.
    pub field: String,
    /// Whether the greatest comes first: written as `-field`.
    pub descending: bool,
    /// Where it is written.
    pub origin: Origin,
}

/// How many records a list shows where the theme does not say.
const USUAL_LIMIT: usize = 6;

/// Reads the manifest of the theme `name`; texts in one language only are in `lang`.
pub fn read(name: &str, path: &SourcePath, text: &str, lang: &Lang) -> (Manifest, Diagnostics) {
    let (table, faults) = toml::parse(text);
    let mut diagnostics: Diagnostics = faults.iter().map(|fault| fault.place(path, 0)).collect();
    let mut reader = Reader::new(path, &table, Code::Settings);
    let mut manifest = Manifest::default();
    if let Some(entry) = reader.entry("name")
        && entry.node.value != NodeValue::Text(name.to_owned())
    {
        let help = format!("write `name = \"{name}\"`, or leave the line out");
        reader.fault(entry.node.span, format!("the theme's name is that of its folder, `{name}`"), Some(help));
    }
    let span = table.get("parent").map_or(Span::default(), |entry| entry.node.span);
    if let Some(parent) = reader.text("parent") {
        if name == BUILT_IN {
            reader.fault(span, format!("`{BUILT_IN}` is at the root of all themes and has no parent"), None);
        } else {
            manifest.parent = Some((parent.to_owned(), reader.origin(span)));
        }
    }
    for entry in reader.entries("views") {
        read_expands(path, entry, &mut manifest, &mut reader.diagnostics);
    }
    for entry in reader.entries("lists") {
        manifest.lists.extend(read_list(path, entry, lang, &mut reader.diagnostics));
    }
    for entry in reader.entries("doors") {
        manifest.doors.extend(read_door(path, entry, lang, &mut reader.diagnostics));
    }
    manifest.menu = named(&mut reader, "menu");
    if let Some(entry) = reader.entry("frame") {
        manifest.frame = read_frame(path, entry, &mut reader.diagnostics);
    }
    diagnostics.append(&mut reader.finish());
    (manifest, diagnostics)
}

fn read_frame(path: &SourcePath, entry: &Entry, diagnostics: &mut Diagnostics) -> Option<Frame> {
    let mut reader = inner(path, entry, diagnostics)?;
    let mut colour = |key: &'static str| {
        let text = reader.required_text(key, entry.key_span)?;
        let digits = text.strip_prefix('#').unwrap_or_default();
        let good = matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !good {
            let help = "write it as `#0b4753`".to_owned();
            reader.fault(reader.span(key, entry.key_span), format!("`{text}` is no colour"), Some(help));
        }
        good.then(|| text.to_owned())
    };
    let (light, dark, background) = (colour("light"), colour("dark"), colour("background"));
    diagnostics.append(&mut reader.finish());
    Some(Frame { light: light?, dark: dark?, background: background? })
}

fn read_expands(path: &SourcePath, entry: &Entry, manifest: &mut Manifest, diagnostics: &mut Diagnostics) {
    let Some(mut reader) = inner(path, entry, diagnostics) else { return };
    for (expand, span) in reader.texts("expand") {
        if expand.split('.').count() < 2 || expand.split('.').any(str::is_empty) {
            let help = "write a field that refers to records, a dot, and a field of those: `countries.subregion`";
            reader.fault(span, format!("`{expand}` is no path of fields"), Some(help.to_owned()));
            continue;
        }
        let (origin, kind_origin) = (reader.origin(span), reader.origin(entry.key_span));
        manifest.expands.push(Expand { kind: entry.key.clone(), path: expand.to_owned(), origin, kind_origin });
    }
    diagnostics.append(&mut reader.finish());
}

fn read_list(path: &SourcePath, entry: &Entry, lang: &Lang, diagnostics: &mut Diagnostics) -> Option<List> {
    let mut reader = inner(path, entry, diagnostics)?;
    let value_span = |key: &str| match &entry.node.value {
        NodeValue::Table(table) => table.get(key).map_or(entry.key_span, |entry| entry.node.span),
        _ => entry.key_span,
    };
    let kind = reader.required_text("kind", entry.key_span).map(str::to_owned);
    let title = reader.localised("title", lang);
    let sort = reader.text("sort").map(|text| Sort {
        field: text.trim_start_matches('-').to_owned(),
        descending: text.starts_with('-'),
        origin: reader.origin(value_span("sort")),
    });
    let limit = reader.count("limit").map_or(USUAL_LIMIT, |limit| limit as usize);
    let (origin, kind_origin) = (reader.origin(entry.key_span), reader.origin(value_span("kind")));
    diagnostics.append(&mut reader.finish());
    Some(List { id: entry.key.clone(), kind: kind?, title, sort, limit, origin, kind_origin })
}

fn read_door(path: &SourcePath, entry: &Entry, lang: &Lang, diagnostics: &mut Diagnostics) -> Option<Door> {
    let mut reader = inner(path, entry, diagnostics)?;
    let (title, text) = (reader.localised("title", lang), reader.localised("text", lang));
    let kinds = named(&mut reader, "kinds");
    diagnostics.append(&mut reader.finish());
    Some(Door { id: entry.key.clone(), title, text, kinds })
}

fn named(reader: &mut Reader, key: &'static str) -> Vec<Named> {
    let kinds = reader.texts(key).into_iter();
    kinds.map(|(kind, span)| Named { kind: kind.to_owned(), origin: reader.origin(span) }).collect()
}

/// A reader for the table that is an entry's value; anything else is reported.
fn inner<'a>(path: &'a SourcePath, entry: &'a Entry, diagnostics: &mut Diagnostics) -> Option<Reader<'a>> {
    let NodeValue::Table(table) = &entry.node.value else {
        if entry.node.value == NodeValue::Broken {
            return None;
        }
        let message = format!("`{}` is {}, but must be a table", entry.key, entry.node.value.describe());
        diagnostics.push(crate::base::Diagnostic::at(Code::Settings, path, entry.node.span, message));
        return None;
    };
    Some(Reader::new(path, table, Code::Settings))
}
