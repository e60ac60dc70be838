//! Reads kinds from their TOML files: the kit's first, then the portal's, which may add to them.

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Diagnostics, Lang, Localised, Origin, SourcePath, Span};
use crate::parse::{Entry, Node, NodeValue, Reader, Table};

use super::Schema;
use super::consistent::{self, Places};
use super::field::{Choice, Field, FieldType};
use super::kind::{Kind, Section, SortKey};
use super::schema_org::{Property, ThingType};

/// The file, without extension, that holds the fields of every record.
const EVERY_RECORD: &str = "every-record";

/// The fields that each observation of a series has, declared in the same words as a kind's.
const SERIES_FIELDS: &[(&str, FieldType, bool, &str)] = &[
    ("at", FieldType::Date, true, "At"),
    ("value", FieldType::Decimal, true, "Value"),
    ("scope", FieldType::Text, false, "Scope"),
    ("note", FieldType::Text, false, "Note"),
];

/// Reads declared kinds: each file declares the kind that it is named after. `kit` files come first; a `portal` file with the name of a
/// kit kind adds fields and sections to it. `default` is the language of texts in portal files that name none; the kit's are English.
///
/// `logics` are the names of domain logic that exist. Every fault is reported; a kind that cannot be read at all is left out.
pub fn read(
    kit: &[(SourcePath, Table)],
    portal: &[(SourcePath, Table)],
    default: &Lang,
    logics: &[&str],
) -> (Schema, Diagnostics) {
    let mut diagnostics = Vec::new();
    let mut places = Places::new();
    let mut every = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let english = Lang::new("en");
    for (path, table) in kit {
        let mut declared = Declared { path, lang: &english, of_portal: false, diagnostics: Vec::new() };
        let kind = declared.kind(table, logics, &mut places);
        diagnostics.append(&mut declared.diagnostics);
        if path.stem() == EVERY_RECORD { every = kind.fields } else { kinds.push(kind) }
    }
    for kind in &mut kinds {
        complete(kind, &every);
    }
    for (path, table) in portal {
        let mut declared = Declared { path, lang: default, of_portal: true, diagnostics: Vec::new() };
        let mut kind = declared.kind(table, logics, &mut places);
        diagnostics.append(&mut declared.diagnostics);
        if kind.id == EVERY_RECORD {
            let message = "the fields of every record belong to the kit";
            let found = Diagnostic::new(Code::KindDeclaration, Origin::file(path), message);
            diagnostics.push(found.help("add fields to the kinds that need them, each in a file named after the kind"));
        } else if let Some(known) = kinds.iter_mut().find(|known| known.id == kind.id) {
            changes(path, table, known, &mut diagnostics);
            amend(known, kind, &mut diagnostics);
        } else {
            complete(&mut kind, &every);
            kinds.push(kind);
        }
    }
    consistent::check(&kinds, &places, &mut diagnostics);
    (Schema::new(kinds), diagnostics)
}

/// Puts the fields of every record first, and the parent after them.
fn complete(kind: &mut Kind, every: &[Field]) {
    let mut fields = every.to_vec();
    if !kind.parent.is_empty() {
        let english = Lang::new("en");
        let mut parent = plain("parent", FieldType::Ref(kind.parent.clone()), "Part of", &kind.origin, &english);
        parent.required = true;
        parent.column = true;
        parent.facet = true;
        fields.push(parent);
    }
    fields.append(&mut kind.fields);
    kind.fields = fields;
}

/// What a portal's file may add to a kit kind.
const ADDITIONS: &[&str] = &["fields", "sections", "facet_pairs"];

/// Reports what a portal's file would change in a kit kind.
fn changes(path: &SourcePath, table: &Table, known: &Kind, diagnostics: &mut Diagnostics) {
    let help = "a portal may add `fields`, `sections` and `facet_pairs`; for anything else declare a kind of your own";
    let mut fault = |span: Span, what: String| {
        let message = format!("{what} of the kind `{}` belongs to the kit and cannot be changed", known.id);
        diagnostics.push(Diagnostic::at(Code::KindDeclaration, path, span, message).help(help));
    };
    for entry in &table.entries {
        match &entry.node.value {
            NodeValue::Table(sections) if entry.key == "sections" => {
                let taken = sections.entries.iter().filter(|entry| known.section(&entry.key).is_some());
                taken.for_each(|entry| fault(entry.key_span, format!("the section `{}`", entry.key)));
            }
            _ if !ADDITIONS.contains(&entry.key.as_str()) => fault(entry.key_span, format!("`{}`", entry.key)),
            _ => {}
        }
    }
}

/// Adds a portal's fields and sections to a kit kind.
fn amend(known: &mut Kind, addition: Kind, diagnostics: &mut Diagnostics) {
    for field in addition.fields {
        match known.field(&field.id) {
            Some(old) => diagnostics.push(
                Diagnostic::new(
                    Code::KindDeclaration,
                    field.origin.clone(),
                    format!(
                        "the kind `{}` has a field `{}` already; a portal may add fields, not change them",
                        known.id, field.id
                    ),
                )
                .related(old.origin.clone(), "declared here")
                .help("give your field a name of its own"),
            ),
            None => known.fields.push(field),
        }
    }
    for section in addition.sections {
        if known.section(&section.id).is_none() {
            known.sections.push(section);
        }
    }
    known.facet_pairs.extend(addition.facet_pairs);
}

/// A field with a type and a label, and everything else as usual.
fn plain(id: &str, ty: FieldType, label: &str, origin: &Origin, lang: &Lang) -> Field {
    Field {
        id: id.to_owned(),
        localised: matches!(ty, FieldType::Text | FieldType::Markdown | FieldType::Image),
        ty,
        list: false,
        required: false,
        derived: false,
        facet: false,
        column: false,
        search: false,
        code: false,
        internal: false,
        of_portal: false,
        label: Localised::new(lang, label),
        help: None,
        example: None,
        schema_org: None,
        origin: origin.clone(),
    }
}

/// One file being read.
struct Declared<'a> {
    path: &'a SourcePath,
    lang: &'a Lang,
    of_portal: bool,
    diagnostics: Diagnostics,
}

impl Declared<'_> {
    fn kind(&mut self, table: &Table, logics: &[&str], places: &mut Places) -> Kind {
        let id = self.path.stem().to_owned();
        self.name(&id, Span::default(), '-', "kind");
        let mut reader = Reader::new(self.path, table, Code::KindDeclaration);
        let fallback = Localised::new(self.lang, id.as_str());
        let label = reader.localised("label", self.lang).unwrap_or(fallback);
        let plural = reader.localised("plural", self.lang).unwrap_or_else(|| label.clone());
        let folder = reader.text("folder").unwrap_or(&id).to_owned();
        if table.get("folder").is_some() && crate::base::slug::slug(&folder) != folder {
            reader.fault(
                reader.span("folder", Span::default()),
                format!("the folder `{folder}` is not in lower-case letters, digits and hyphens"),
                like(&folder, '-'),
            );
        }
        let logic = reader.text("logic").map(str::to_owned);
        if let Some(name) = logic.as_deref().filter(|name| !logics.contains(name)) {
            let help = did_you_mean(name, logics.iter().copied())
                .unwrap_or_else(|| format!("there are: {}", logics.join(", ")));
            reader.fault(reader.span("logic", Span::default()), format!("there is no logic `{name}`"), Some(help));
        }
        let sort = reader.text("sort").unwrap_or("title");
        let facet_pairs = match reader.entry("facet_pairs").map(|entry| &entry.node) {
            None => Vec::new(),
            Some(node) => pairs(node).unwrap_or_else(|| {
                let help = "for example: `facet_pairs = [[\"themes\", \"countries\"]]`".to_owned();
                reader.fault(node.span, "`facet_pairs` must be a list of pairs of field names", Some(help));
                Vec::new()
            }),
        };
        let schema_org = reader.text("schema_org").map(|name| {
            ThingType::find(name).unwrap_or_else(|| {
                let help = one_of(name, "types", ThingType::names());
                let message = format!("`{name}` is no type of schema.org that records can have");
                reader.fault(reader.span("schema_org", Span::default()), message, Some(help));
                ThingType::USUAL
            })
        });
        let mut kind = Kind {
            id,
            label,
            plural,
            help: reader.localised("help", self.lang),
            folder,
            narrative: reader.flag("narrative"),
            vocabulary: reader.flag("vocabulary"),
            numbered: reader.flag("numbered"),
            cited: reader.flag("cited"),
            people: reader.flag("people"),
            parent: reader.texts("parent").into_iter().map(|(text, _)| text.to_owned()).collect(),
            logic,
            sort: SortKey { field: sort.trim_start_matches('-').to_owned(), descending: sort.starts_with('-') },
            feed: reader.text("feed").map(str::to_owned),
            schema_org: schema_org.unwrap_or(ThingType::USUAL),
            facet_pairs,
            map: reader.text("map").map(str::to_owned),
            fields: Vec::new(),
            sections: Vec::new(),
            of_kit: !self.of_portal,
            origin: Origin::file(self.path),
        };
        places.keep(&kind.id, &reader);
        let (fields, sections) = (reader.entries("fields"), reader.entries("sections"));
        self.diagnostics.append(&mut reader.finish());
        kind.fields = fields.iter().filter_map(|entry| self.field(entry, true)).collect();
        kind.sections = sections.iter().filter_map(|entry| self.section(entry)).collect();
        kind
    }

    fn field(&mut self, entry: &Entry, nesting: bool) -> Option<Field> {
        self.name(&entry.key, entry.key_span, '_', "field");
        let NodeValue::Table(table) = &entry.node.value else {
            if entry.node.value == NodeValue::Broken {
                return None;
            }
            let ty = if let NodeValue::Text(text) = &entry.node.value { text } else { "…" };
            let help = format!("write `[fields.{}]`, and below it `type = \"{ty}\"`", entry.key);
            self.fault(entry.node.span, format!("the field `{}` must be a table with a `type`", entry.key), Some(help));
            return None;
        };
        let mut reader = Reader::new(self.path, table, Code::KindDeclaration);
        let name = reader.required_text("type", entry.key_span);
        let origin = reader.origin(entry.key_span);
        let to = reader.texts("to");
        let choices = reader.entries("choices");
        let nested = reader.entries("fields");
        let visibility = reader.text("visibility").unwrap_or("public");
        if !matches!(visibility, "public" | "internal") {
            let span = reader.span("visibility", entry.key_span);
            reader.fault(span, format!("`visibility` is `{visibility}`, but must be `public` or `internal`"), None);
        }
        let mut field = plain(&entry.key, FieldType::Text, &entry.key.replace('_', " "), &origin, self.lang);
        field.list = reader.flag("list");
        field.required = reader.flag("required");
        field.derived = reader.flag("derived");
        field.facet = reader.flag("facet");
        field.column = reader.flag("column");
        field.search = reader.flag("search");
        field.code = reader.flag("code");
        field.internal = visibility == "internal";
        field.of_portal = self.of_portal;
        field.label = reader.localised("label", self.lang).unwrap_or(field.label);
        field.help = reader.localised("help", self.lang);
        field.example = reader.text("example").map(str::to_owned);
        field.schema_org = reader.text("schema_org").and_then(|name| {
            let property = Property::find(name);
            if property.is_none() {
                let help = one_of(name, "properties", Property::names());
                let message = format!("`{name}` is no property of schema.org that fields can fill");
                reader.fault(reader.span("schema_org", entry.key_span), message, Some(help));
            }
            property
        });
        let not_localised =
            matches!(reader.entry("localised"), Some(Entry { node: Node { value: NodeValue::Bool(false), .. }, .. }));
        self.diagnostics.append(&mut reader.finish());
        let name = name?;
        let has = |key: &str| table.get(key).is_some();
        field.ty = match name {
            "text" => FieldType::Text,
            "markdown" => FieldType::Markdown,
            "bool" => FieldType::Bool,
            "integer" => FieldType::Integer,
            "decimal" => FieldType::Decimal,
            "percent" => FieldType::Percent,
            "money" => FieldType::Money,
            "date" => FieldType::Date,
            "period" => FieldType::Period,
            "url" => FieldType::Url,
            "symbol" => FieldType::Symbol,
            "cite" => FieldType::Cite,
            "file" => FieldType::File,
            "image" => FieldType::Image,
            "choice" => FieldType::Choice(self.choices(choices)),
            "ref" => FieldType::Ref(to.iter().map(|(text, _)| (*text).to_owned()).collect()),
            "table" if nesting => {
                FieldType::Table(nested.iter().filter_map(|entry| self.field(entry, false)).collect())
            }
            "series" if nesting => FieldType::Series(self.series(nested, &origin)),
            "table" | "series" => {
                self.fault(
                    entry.key_span,
                    format!("`{}` is a table inside a table", entry.key),
                    Some("write its fields into the outer table".into()),
                );
                return None;
            }
            other => {
                let help = did_you_mean(other, FieldType::NAMES.iter().copied())
                    .unwrap_or_else(|| format!("the types are: {}", FieldType::NAMES.join(", ")));
                let span = table.get("type").map_or(entry.key_span, |entry| entry.node.span);
                self.fault(span, format!("`{other}` is no type of fields"), Some(help));
                return None;
            }
        };
        field.localised =
            matches!(field.ty, FieldType::Text | FieldType::Markdown | FieldType::Image) && !not_localised;
        self.consistent(&field, entry.key_span, &has);
        Some(field)
    }

    /// What must hold between the keys of one field.
    fn consistent(&mut self, field: &Field, span: Span, has: &dyn Fn(&str) -> bool) {
        let id = &field.id;
        let mut complain = |holds: bool, message: &str, help: &str| {
            if !holds {
                self.fault(span, format!("`{id}`: {message}"), Some(help.to_owned()));
            }
        };
        match &field.ty {
            FieldType::Choice(_) => complain(
                has("choices"),
                "a choice needs `choices`, each with an id and a label",
                &format!("for example: `[fields.{id}.choices]`, and below it `open = \"Open\"`"),
            ),
            FieldType::Ref(_) => complain(
                has("to"),
                "a reference needs `to`, the kind or kinds that it points to",
                "for example: `to = \"organisation\"`",
            ),
            FieldType::Table(_) => complain(
                has("fields"),
                "a table needs `fields` of its own",
                &format!("for example: `[fields.{id}.fields.note]`, and below it `type = \"text\"`"),
            ),
            _ => {}
        }
        complain(
            !field.facet || field.ty.can_be_facet(),
            "only a choice, a reference, a text or true/false can be a facet",
            "leave out `facet`",
        );
        if let Some(property) = field.schema_org {
            complain(
                property.field_types.contains(&field.ty.name()),
                &format!("a field of the type `{}` cannot fill the property `{}`", field.ty.name(), property.name),
                &format!("that takes the type {}", property.field_types.join(" or ")),
            );
        }
        complain(
            !(field.derived && field.required),
            "casebook works a derived field out, so authors cannot be required to write it",
            "leave out `required`",
        );
    }

    fn series(&mut self, nested: &[Entry], origin: &Origin) -> Vec<Field> {
        let english = Lang::new("en");
        let mut fields: Vec<Field> = SERIES_FIELDS
            .iter()
            .map(|(id, ty, required, label)| Field {
                required: *required,
                ..plain(id, ty.clone(), label, origin, &english)
            })
            .collect();
        fields.push(Field { list: true, ..plain("sources", FieldType::Cite, "Cites", origin, &english) });
        fields.extend(nested.iter().filter_map(|entry| self.field(entry, false)));
        fields
    }

    fn choices(&mut self, entries: &[Entry]) -> Vec<Choice> {
        let mut choices = Vec::new();
        for entry in entries {
            match crate::parse::reader::localised(&entry.node, self.lang) {
                Ok(label) => choices.push(Choice { id: entry.key.clone(), label }),
                Err((span, message)) => self.fault(span, format!("the choice `{}`: {message}", entry.key), None),
            }
        }
        choices
    }

    fn section(&mut self, entry: &Entry) -> Option<Section> {
        let NodeValue::Table(table) = &entry.node.value else {
            if entry.node.value == NodeValue::Broken {
                return None;
            }
            let label = if let NodeValue::Text(text) = &entry.node.value { text } else { "…" };
            let help = format!("write `[sections.{}]`, and below it `label = \"{label}\"`", entry.key);
            self.fault(
                entry.node.span,
                format!("the section `{}` must be a table with a `label`", entry.key),
                Some(help),
            );
            return None;
        };
        let mut reader = Reader::new(self.path, table, Code::KindDeclaration);
        let section = Section {
            id: entry.key.clone(),
            label: reader
                .localised("label", self.lang)
                .unwrap_or_else(|| Localised::new(self.lang, entry.key.as_str())),
            required: reader.flag("required"),
            cited: reader.flag("cited"),
        };
        self.diagnostics.append(&mut reader.finish());
        Some(section)
    }

    /// Checks that a name is lower-case letters and digits, in words joined by `joint`.
    fn name(&mut self, name: &str, span: Span, joint: char, what: &str) {
        let good = name
            .split(joint)
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if !good || name.starts_with(|c: char| c.is_ascii_digit()) {
            let message = format!("the name of the {what} `{name}` must be lower-case words joined by `{joint}`");
            let like = like(name, joint);
            self.fault(
                span,
                message,
                if what == "kind" { like.map(|help| format!("{help}, as the file's name")) } else { like },
            );
        }
    }

    fn fault(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.diagnostics.push(Diagnostic::at(Code::KindDeclaration, self.path, span, message).maybe_help(help));
    }
}

/// Advice with the nearest of the names that exist, or all of them.
fn one_of(wrong: &str, what: &str, names: impl Iterator<Item = &'static str> + Clone) -> String {
    let all = || format!("the {what} are: {}", names.clone().collect::<Vec<_>>().join(", "));
    did_you_mean(wrong, names.clone()).unwrap_or_else(all)
}

/// Advice with the nearest name that is allowed.
fn like(name: &str, joint: char) -> Option<String> {
    let slug = crate::base::slug::slug(name).replace('-', &joint.to_string());
    (!slug.is_empty()).then(|| format!("write `{slug}`"))
}

fn pairs(node: &Node) -> Option<Vec<(String, String)>> {
    let NodeValue::Array(pairs) = &node.value else { return None };
    pairs
        .iter()
        .map(|pair| match &pair.value {
            NodeValue::Array(names) => match &names[..] {
                [Node { value: NodeValue::Text(a), .. }, Node { value: NodeValue::Text(b), .. }] => {
                    Some((a.clone(), b.clone()))
                }
                _ => None,
            },
            _ => None,
        })
        .collect()
}
