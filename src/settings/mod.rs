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
    /// The age in days past which a reported status is stale.
    pub stale_after: u32,
    /// The number of days before its due date during which something is due soon.
    pub due_soon: u32,
}

impl Default for Settings {
    fn default() -> Settings {
        let en = Lang::new("en");
        Settings {
            title: Localised::new(&en, "Untitled portal"),
            description: Localised::default(),
            languages: vec![en],
            theme: "portal".to_owned(),
            theme_span: Span::default(),
            base_url: None,
            as_of: None,
            raw_html: RawHtml::Clean,
            symbol_base: "https://docs.un.org/".to_owned(),
            notices: Vec::new(),
            pages_per_record: 20,
            stale_after: 365,
            due_soon: 90,
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
    if let Some(theme) = reader.text("theme") {
        settings.theme = theme.to_owned();
        settings.theme_span = table.get("theme").map_or(Span::default(), |entry| entry.node.span);
    }
    if let Some(entry) = reader.entry("base_url") {
        match &entry.node.value {
            NodeValue::Text(text) if is_base(text) => {
                settings.base_url = Some(format!("{}/", text.trim_end_matches('/')))
            }
            _ => {
                let help = "write the full address of the portal's root: `https://example.org/portal/`".to_owned();
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
    for (key, days) in [("stale_after", &mut settings.stale_after), ("due_soon", &mut settings.due_soon)] {
        if let Some(count) = reader.count(key) {
            // More than a hundred years are as good as never.
            *days = count.min(36_525) as u32;
        }
    }
    (settings, reader.finish())
}

/// The finding for a project without settings.
pub fn missing() -> Diagnostic {
    let path = SourcePath::new(FILE);
    Diagnostic::at(Code::Settings, &path, Span::default(), "there is no `casebook.toml`")
        .help("run casebook in the folder of a portal, or make one with `casebook init DIR`")
}

fn is_base(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(['?', '#', ' ']))
}
