//! The contract between pages and templates, as data: which variables each template has, and the shape of each. Templates are checked
//! against it, views can be, and its documentation is written from it.

mod charts;
mod conform;
mod data;
mod lists;
mod progress;
mod recommendations;
mod records;
mod shapes;
#[cfg(test)]
mod tests;
mod types;
mod values;
mod ways;

pub use conform::mismatches;
pub use shapes::{Field, Presence, Shape, Type};
pub use types::TYPES;
pub use values::value_shape;

use types::{CHART_EMBED, COMMON, EMBED, MAP_EMBED, PAGES, PARAGRAPH, PROGRESS_EMBED};

/// A kind of records, as far as templates know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its id: `case-study`.
    pub id: String,
    /// The fields that its records show, in order.
    pub fields: Vec<KindField>,
}

impl Kind {
    /// Whether it has the field.
    pub fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|known| known.id == field)
    }
}

/// A field of a kind, as far as templates know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindField {
    /// Its id: `entry_point`.
    pub id: String,
    /// Its type: `choice`.
    pub type_name: String,
    /// Whether it is a list.
    pub list: bool,
}

/// The variables of one kind of page.
pub struct Page {
    /// The template, or `KIND.html` and `KIND-list.html` where there may be one for each kind.
    pub templates: &'static [&'static str],
    /// What it shows.
    pub doc: &'static str,
    /// Its variables beside those of every page.
    pub variables: &'static [Field],
}

/// The variables of a template.
pub struct Variables<'a> {
    /// The variables with their shapes, in order.
    pub fields: Vec<&'static Field>,
    /// The kind that the template is for, where it is for one only.
    pub kind: Option<&'a str>,
    /// Whether there is nothing else: parts of templates may be given more by those that include them.
    pub complete: bool,
}

/// The variables that the template of this name has. One that is no page's own, such as `base.html`, has those of all pages.
pub fn variables<'a>(template: &str, kinds: &'a [Kind]) -> Variables<'a> {
    if template.starts_with("embeds/") {
        let own = match template {
            "embeds/paragraph.html" => PARAGRAPH,
            "embeds/chart.html" | "embeds/timeline.html" => CHART_EMBED,
            "embeds/progress.html" => PROGRESS_EMBED,
            "embeds/map.html" => MAP_EMBED,
            _ => EMBED,
        };
        let fields = COMMON.iter().filter(|field| field.name != "page").chain(own).collect();
        return Variables { fields, kind: None, complete: true };
    }
    let stem = template.strip_suffix(".html").unwrap_or(template);
    let kind = |id: &str| kinds.iter().find(|kind| kind.id == id).map(|kind| kind.id.as_str());
    let named = |name: &str| PAGES.iter().find(|page| page.templates.contains(&name));
    let (page, kind) = match (named(template), kind(stem), stem.strip_suffix("-list").and_then(kind)) {
        (Some(page), ..) => (Some(page), None),
        (None, Some(kind), _) => (named("KIND.html"), Some(kind)),
        (None, None, Some(kind)) => (named("KIND-list.html"), Some(kind)),
        (None, None, None) => (None, None),
    };
    let mut fields: Vec<&'static Field> = COMMON.iter().collect();
    match page {
        Some(page) => fields.extend(page.variables),
        None => {
            for field in PAGES.iter().flat_map(|page| page.variables) {
                if !fields.iter().any(|known| known.name == field.name) {
                    fields.push(field);
                }
            }
        }
    }
    Variables { fields, kind, complete: page.is_some() }
}

/// The contract as Markdown: the variables of each template, then the types that they are made of.
pub fn documentation() -> String {
    let mut text = String::from("## Variables of every template\n\n");
    table(&mut text, COMMON);
    for page in PAGES.iter().filter(|page| !page.variables.is_empty()) {
        let names: Vec<String> = page.templates.iter().map(|name| format!("`{name}`")).collect();
        text.push_str(&format!("\n## {}\n\n{}\n\n", names.join(", "), page.doc));
        table(&mut text, page.variables);
    }
    text.push_str(
        "\n## `embeds/records.html`, `embeds/figures.html`\n\nRecords shown within a text. There is no `page`.\n\n",
    );
    table(&mut text, EMBED);
    text.push_str("\n## `embeds/chart.html`, `embeds/timeline.html`\n\nCharts within a text. There is no `page`.\n\n");
    table(&mut text, CHART_EMBED);
    text.push_str(
        "\n## `embeds/progress.html`\n\nHow far a plan or an area has come, within a text. There is no `page`.\n\n",
    );
    table(&mut text, PROGRESS_EMBED);
    text.push_str("\n## `embeds/map.html`\n\nA map within a text. There is no `page`.\n\n");
    table(&mut text, MAP_EMBED);
    text.push_str(
        "\n## `embeds/paragraph.html`\n\nStands below each numbered paragraph of a report. There is no `page`.\n\n",
    );
    table(&mut text, PARAGRAPH);
    for kind in TYPES.iter().chain(recommendations::ALL) {
        text.push_str(&format!("\n## The type {}\n\n{}\n\n", kind.name, kind.doc));
        table(&mut text, kind.fields);
    }
    text
}

fn table(text: &mut String, fields: &[Field]) {
    text.push_str("| name | value | meaning |\n| --- | --- | --- |\n");
    for field in fields {
        let presence = match field.presence {
            Presence::Always => "",
            Presence::OrNone => ", or none",
            Presence::Sometimes => ", or missing",
        };
        text.push_str(&format!("| `{}` | {}{presence} | {} |\n", field.name, field.shape, field.doc));
    }
}
