//! A small reader of the HTML that this project makes: tags with their attributes, and what is not as it must be.

use std::borrow::Cow;

/// A start or end tag.
#[derive(Debug)]
pub struct Tag<'a> {
    pub name: &'a str,
    pub end: bool,
    pub attributes: Vec<(&'a str, Cow<'a, str>)>,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }
}

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that end a paragraph, so that browsers would take the page apart in another way than it is written.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// All tags in order. Text, comments and the document type are left out.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with("<!") {
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        } else {
            let (tag, after) = tag(&rest[1..]);
            rest = after;
            // What stands in these elements is no markup.
            if let Some(name) = ["script", "style"].into_iter().find(|name| *name == tag.name && !tag.end) {
                rest = rest.find(&format!("</{name}")).map_or("", |at| &rest[at..]);
            }
            tags.push(tag);
        }
    }
    tags
}

fn tag(text: &str) -> (Tag<'_>, &str) {
    let (end, text) = text.strip_prefix('/').map_or((false, text), |text| (true, text));
    let length = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let (name, mut rest) = text.split_at(length);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (Tag { name, end, attributes }, after);
        }
        if rest.is_empty() {
            return (Tag { name, end, attributes }, rest);
        }
        let length = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '=').unwrap_or(rest.len());
        let (key, after) = rest.split_at(length);
        let Some(value) = after.strip_prefix("=\"") else {
            attributes.push((key, Cow::Borrowed("")));
            rest = after.strip_prefix('=').unwrap_or(after);
            continue;
        };
        let (value, after) = value.split_once('"').unwrap_or((value, ""));
        attributes.push((key, decoded(value)));
        rest = after;
    }
}

/// The characters that this project writes as references.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Cow::Owned(text.replace("&amp;", "&"))
}

/// What is wrong with the form of a page, wherever it stands.
pub fn faults(html: &str) -> Vec<String> {
    let tags = tags(html);
    let mut faults = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for tag in &tags {
        if tag.end {
            match open.pop() {
                Some(name) if name == tag.name => {}
                other => faults.push(format!("</{}> ends <{}>", tag.name, other.unwrap_or("nothing"))),
            }
            continue;
        }
        if BLOCKS.contains(&tag.name) && open.contains(&"p") {
            faults.push(format!("<{}> stands in a <p>", tag.name));
        }
        if matches!(tag.name, "a" | "button") && open.contains(&"a") {
            faults.push(format!("<{}> stands in an <a>", tag.name));
        }
        let void =
            VOID.contains(&tag.name) || ["path", "rect", "circle", "line", "use", "polyline"].contains(&tag.name);
        if !void {
            open.push(tag.name);
        }
        if tag.name == "style"
            || (tag.name == "script" && tag.get("src").is_none() && tag.get("type") != Some("application/ld+json"))
        {
            faults.push(format!("an inline <{}>", tag.name));
        }
        if tag.name == "img" && tag.get("alt").is_none() {
            faults.push("a picture without `alt`".into());
        }
        for (name, _) in &tag.attributes {
            if *name == "style" || name.starts_with("on") {
                faults.push(format!("the attribute `{name}` of <{}>", tag.name));
            }
            if tag.attributes.iter().filter(|(other, _)| other == name).count() > 1 {
                faults.push(format!("`{name}` twice in <{}>", tag.name));
            }
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> has no end")));
    let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    for (at, id) in ids.iter().enumerate() {
        if ids[..at].contains(id) {
            faults.push(format!("two elements have the id `{id}`"));
        }
    }
    for tag in &tags {
        let names = ["aria-labelledby", "aria-describedby", "aria-controls", "for"]
            .into_iter()
            .filter_map(|name| tag.get(name));
        for id in names.flat_map(str::split_whitespace).filter(|id| !ids.contains(id)) {
            faults.push(format!("<{}> names the id `{id}`, which is not there", tag.name));
        }
    }
    let starts = |name: &str| tags.iter().filter(|tag| tag.name == name && !tag.end).count();
    for name in ["html", "main", "h1"] {
        if starts(name) != 1 {
            faults.push(format!("{} <{name}>", starts(name)));
        }
    }
    // Drawings have titles of their own.
    let head = tags.iter().take_while(|tag| tag.name != "body");
    let titles = head.filter(|tag| tag.name == "title" && !tag.end).count();
    if titles != 1 {
        faults.push(format!("{titles} <title>"));
    }
    if let Some(root) = tags.iter().find(|tag| tag.name == "html")
        && (root.get("lang").is_none_or(str::is_empty) || !matches!(root.get("dir"), Some("ltr" | "rtl")))
    {
        faults.push("<html> lacks its language or direction".into());
    }
    faults
}

/// What stands between `<main>` and `</main>`, trimmed.
pub fn main_of(html: &str) -> &str {
    let inside = html
        .split_once("<main")
        .and_then(|(_, rest)| rest.split_once('>'))
        .and_then(|(_, rest)| rest.split_once("</main>"));
    inside.map_or("", |(inside, _)| inside.trim())
}
