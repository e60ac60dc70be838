//! `casebook.toml`: what a portal says about itself as a whole.

use jiff::civil;

use crate::base::{Code, Diagnostic, Diagnostics, Lang, Localised, SourcePath, Span};
use crate::parse::markdown::RawHtml;
use crate::parse::{NodeValue, Reader, Table};

/// The name of the settings file, at the top of a project.
pub const FILE: &str = "casebook.toml";

/// The version of the kit that this program ships.
pub const KIT: u64 = 1;

/// The settings of a portal.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The portal's name.
    pub title: Localised,
    /// One sentence on what it is.
    pub description: Localised,
    /// Who publishes it.
    pub publisher: Localised,
    /// Its languages; the first is the default and has no prefix in addresses.
    pub languages: Vec<Lang>,
    /// The name of its theme.
    pub theme: String,
    /// Where the theme is named.
    pub theme_span: Span,
    /// The public address of its root, ending in `/`, where it is known.
    pub base_url: Option<String>,
    /// The date of the build, where the portal fixes it.
    pub as_of: Option<civil::Date>,
    /// What happens to HTML in Markdown.
    pub raw_html: RawHtml,
    /// Where UN document symbols lead: an address to which a language code, `/` and the symbol are added.
    pub symbol_base: String,
    /// Notices for the foot of every page, in addition to the theme's.
    pub notices: Vec<Localised>,
    /// The number of pages a record above which the check warns.
    pub pages_per_record: u64,
    /// The vocabularies of which every term has a page, also those that no record of the portal leads to, with the place of each name.
    pub pages_for_all: Vec<(String, Span)>,
    /// Whether lists and records are published as data too, for whoever wants to take them away.
    pub data: bool,
    /// The age in days past which a reported status is stale.
    pub stale_after: u32,
    /// Whether readers can search: an index is built, and pages have a field.
    pub search: bool,
    /// The number of days before its due date during which something is due soon.
    pub due_soon: u32,
}

impl Default for Settings {
    fn default() -> Settings {
        let en = Lang::new("en");
        Settings {
            title: Localised::new(&en, "Untitled portal"),
            description: Localised::default(),
            publisher: Localised::default(),
            languages: vec![en],
            theme: "portal".to_owned(),
            theme_span: Span::default(),
            base_url: None,
            as_of: None,
            raw_html: RawHtml::Clean,
            symbol_base: "https://docs.un.org/".to_owned(),
            notices: Vec::new(),
            pages_per_record: 20,
            pages_for_all: Vec::new(),
            data: true,
            stale_after: 365,
            due_soon: 90,
            search: true,
        }
    }
}

impl Settings {
    /// The default language.
    pub fn default_language(&self) -> &Lang {
        &self.languages[0]
    }
}

/// Reads the settings from the table of `casebook.toml`; what is missing or wrong has its default.
pub fn read(path: &SourcePath, table: &Table) -> (Settings, Diagnostics) {
    let mut settings = Settings::default();
    let mut reader = Reader::new(path, table, Code::Settings);
    let languages = reader.texts("languages");
    for (at, (code, span)) in languages.iter().enumerate() {
        if !Lang::is_code(code) {
            let help = "use codes such as `en`, `es`, `ar` or `zh`".to_owned();
            reader.fault(*span, format!("`{code}` is no language code"), Some(help));
        } else if languages[..at].iter().any(|(other, _)| other == code) {
            reader.fault(
                *span,
                format!("the language `{code}` is listed twice"),
                Some("delete one of them".to_owned()),
            );
        }
    }
    let mut listed: Vec<Lang> = Vec::new();
    for lang in languages.iter().filter(|(code, _)| Lang::is_code(code)).map(|(code, _)| Lang::new(code)) {
        if !listed.contains(&lang) {
            listed.push(lang);
        }
    }
    if !listed.is_empty() {
        settings.languages = listed;
    }
    let default = settings.languages[0].clone();
    if let Some(title) = reader.localised("title", &default) {
        settings.title = title;
    } else if table.get("title").is_none() {
        reader.fault(Span::default(), "the portal has no `title`", Some("add `title = \"…\"`".to_owned()));
    }
    settings.description = reader.localised("description", &default).unwrap_or_default();
    settings.publisher = reader.localised("publisher", &default).unwrap_or_default();
    if let Some(theme) = reader.text("theme") {
        settings.theme = theme.to_owned();
        settings.theme_span = table.get("theme").map_or(Span::default(), |entry| entry.node.span);
    }
    if let Some(entry) = reader.entry("base_url") {
        match &entry.node.value {
            NodeValue::Text(text) if base_url(text).is_some() => settings.base_url = base_url(text),
            _ => {
                let help = "write the full address of the portal's root: `https://www.example.org/portal/`".to_owned();
                reader.fault(entry.node.span, "`base_url` is no http or https address", Some(help));
            }
        }
    }
    if let Some(entry) = reader.entry("as_of") {
        match &entry.node.value {
            NodeValue::Text(text) | NodeValue::Date(text) if text.parse::<civil::Date>().is_ok() => {
                settings.as_of = text.parse().ok();
            }
            _ => reader.fault(entry.node.span, "`as_of` is no day", Some("write a day as 2026-11-21".to_owned())),
        }
    }
    if let Some(entry) = reader.entry("raw_html") {
        settings.raw_html = match &entry.node.value {
            NodeValue::Text(text) if text == "clean" => RawHtml::Clean,
            NodeValue::Text(text) if text == "refuse" => RawHtml::Refuse,
            NodeValue::Text(text) if text == "allow" => RawHtml::Allow,
            _ => {
                reader.fault(entry.node.span, "`raw_html` must be `clean`, `refuse` or `allow`", None);
                RawHtml::Clean
            }
        };
    }
    match (reader.count("kit"), table.get("kit")) {
        (Some(KIT), _) => {}
        (Some(other), entry) => reader.fault(
            entry.map_or(Span::default(), |entry| entry.node.span),
            format!("the portal was written for version {other} of the kit, this program ships version {KIT}"),
            Some(match other > KIT {
                true => "use a newer version of casebook".to_owned(),
                false => format!("read the notes on version {KIT}, then set `kit = {KIT}`"),
            }),
        ),
        (None, Some(_)) => {}
        (None, None) => {
            let help = format!("add `kit = {KIT}`");
            reader.fault(Span::default(), "the version of the kit is not stated", Some(help));
        }
    }
    if let Some(base) = reader.text("symbol_base") {
        settings.symbol_base = format!("{}/", base.trim_end_matches('/'));
    }
    if let Some(entry) = reader.entry("notices") {
        match &entry.node.value {
            NodeValue::Array(items) => {
                for item in items {
                    match crate::parse::reader::localised(item, &default) {
                        Ok(text) => settings.notices.push(text),
                        Err((span, message)) => reader.fault(span, format!("`notices`: {message}"), None),
                    }
                }
            }
            _ => reader.fault(entry.node.span, "`notices` must be a list of texts", None),
        }
    }
    if let Some(limit) = reader.count("pages_per_record") {
        settings.pages_per_record = limit;
    }
    settings.data = switch(&mut reader, "data");
    let pages_for_all = reader.texts("pages_for_all").into_iter();
    settings.pages_for_all = pages_for_all.map(|(kind, span)| (kind.to_owned(), span)).collect();
    for (key, days) in [("stale_after", &mut settings.stale_after), ("due_soon", &mut settings.due_soon)] {
        if let Some(count) = reader.count(key) {
            // More than a hundred years are as good as never.
            *days = count.min(36_525) as u32;
        }
    }
    settings.search = switch(&mut reader, "search");
    (settings, reader.finish())
}

/// A setting that is on unless it is `false`.
fn switch(reader: &mut Reader, key: &'static str) -> bool {
    match reader.entry(key) {
        None => true,
        Some(entry) => match entry.node.value {
            NodeValue::Bool(on) => on,
            _ => {
                reader.fault(entry.node.span, format!("`{key}` must be `true` or `false`"), None);
                true
            }
        },
    }
}

/// The finding for a project without settings.
pub fn missing() -> Diagnostic {
    let path = SourcePath::new(FILE);
    Diagnostic::at(Code::Settings, &path, Span::default(), "there is no `casebook.toml`")
        .help("run casebook in the folder of a portal, or make one with `casebook init DIR`")
}

/// The public address of a portal's root with one `/` at its end; none where the text is no http or https address of a folder.
pub fn base_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || "?#\"'<>\\^`{|}".contains(c);
    let host = rest.split('/').next().unwrap_or_default();
    let good = !host.is_empty() && !host.starts_with(':') && !host.contains('@') && !rest.contains(odd);
    good.then(|| format!("{}/", text.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::base_url;

    #[test]
    fn the_address_of_a_portal() {
        for (text, expected) in [
            ("https://example.org", Some("https://example.org/")),
            ("http://localhost:8000/a/b//", Some("http://localhost:8000/a/b/")),
            ("https://", None),
            ("https:///portal", None),
            ("https://:80/", None),
            ("ftp://example.org/", None),
            ("example.org", None),
            ("https://example.org/?page=1", None),
            ("https://example.org/#top", None),
            ("https://example.org/a b", None),
            ("https://example.org/\"><b>", None),
            ("https://user@example.org/", None),
            ("https://example.org/@us", Some("https://example.org/@us/")),
        ] {
            assert_eq!(base_url(text).as_deref(), expected, "{text}");
        }
    }
}
