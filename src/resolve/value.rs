//! Reads one value in the type that its field declares.

use crate::base::suggest::did_you_mean;
use crate::base::{Code, Diagnostic, Lang, Localised, Origin, Span};
use crate::model::{
    Cite, Date, Item, Money, Percent, Period, Reason, RecordId, Symbol, TextPlace, Value, WrittenCite, parse_decimal,
    parse_integer,
};
use crate::parse::{Entry, Node, NodeValue};
use crate::schema::{Choice, Field, FieldType};

use super::index::Found;
use super::paths::{find_file, missing};
use super::read::{Context, Reading};
use super::write::{example, how_to_write};

/// Schemes that a link may have.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// The field by which an entry of a nested table, like a record, is withheld for protection.
const WITHHELD: &str = "withheld";

impl<'a> Reading<'a> {
    /// The values of a field, as its node gives them: one, or for a list any number.
    pub(super) fn items(&mut self, field: &'a Field, place: Option<usize>, node: &Node, context: Context) -> Vec<Item> {
        let list = field.list || matches!(field.ty, FieldType::Series(_));
        let nodes: Vec<Node> = match &node.value {
            NodeValue::Array(items) if list => items.clone(),
            NodeValue::Cell(cell) if list => split_cell(cell, node.span, context.raw.text),
            NodeValue::Array(_) => {
                self.wrong_type(field, node, context, "one value");
                Vec::new()
            }
            _ => vec![node.clone()],
        };
        let mut items = Vec::with_capacity(nodes.len());
        for node in &nodes {
            if let Some(value) = self.value(field, place, node, context) {
                items.push(Item { value, origin: Origin::new(context.raw.path, node.span) });
            }
        }
        items
    }

    fn value(&mut self, field: &'a Field, place: Option<usize>, node: &Node, context: Context) -> Option<Value> {
        match &field.ty {
            FieldType::Text => self.localised(field, node, context).map(Value::Text),
            FieldType::Markdown => self.markdown(field, place, node, context),
            FieldType::Bool => self.boolean(field, node, context).map(Value::Bool),
            FieldType::Integer => {
                let text = self.number(field, node, context, "a whole number")?;
                self.parsed(parse_integer(&text), Code::BadNumber, node, context).map(Value::Integer)
            }
            FieldType::Decimal => {
                let text = self.number(field, node, context, "a number")?;
                self.parsed(parse_decimal(&text), Code::BadNumber, node, context).map(Value::Decimal)
            }
            FieldType::Percent => {
                let text = self.number(field, node, context, "a percentage such as 12.5")?;
                self.parsed(Percent::parse(&text), Code::BadNumber, node, context).map(Value::Percent)
            }
            FieldType::Money => {
                let text = self.plain(field, node, context, "an amount such as \"USD 1250000\"")?;
                self.parsed(Money::parse(&text), Code::BadMoney, node, context).map(Value::Money)
            }
            FieldType::Date => {
                let text =
                    self.date_text(field, node, context, "a date such as \"2017-05-23\", \"2017-05\" or \"2017\"")?;
                self.parsed(Date::parse(&text), Code::BadDate, node, context).map(Value::Date)
            }
            FieldType::Period => {
                let text = self.date_text(field, node, context, "a period such as \"2011/2016\" or \"2005/..\"")?;
                self.parsed(Period::parse(&text), Code::BadPeriod, node, context).map(Value::Period)
            }
            FieldType::Url => {
                let text = self.plain(field, node, context, "an address such as \"https://example.org/\"")?;
                self.url(&text, node, context).then(|| Value::Url(text.as_str().into()))
            }
            FieldType::Symbol => {
                let text = self.plain(field, node, context, "a document symbol such as \"A/HRC/35/20\"")?;
                self.parsed(Symbol::parse(&text), Code::BadSymbol, node, context).map(Value::Symbol)
            }
            FieldType::Cite => {
                let text = self.plain(field, node, context, "a source and a place such as \"A/HRC/35/20#54\"")?;
                self.cite(&text, node, context).map(Value::Cite)
            }
            FieldType::Choice(choices) => {
                let text = self.plain(field, node, context, "one of the field's choices")?;
                self.choice(field, choices, &text, node, context).then(|| Value::Choice(text.as_str().into()))
            }
            FieldType::Ref(to) => {
                let text = self.plain(field, node, context, "the id of a record")?;
                self.reference(to, &text, node, context).map(Value::Ref)
            }
            FieldType::Table(_) | FieldType::Series(_) => match &node.value {
                NodeValue::Table(table) => {
                    let entries: Vec<&Entry> = table.entries.iter().collect();
                    Some(self.table(field, &entries, node.span, context))
                }
                _ => {
                    self.wrong_type(field, node, context, "a table of its own fields");
                    None
                }
            },
            FieldType::File => {
                let text = self.plain(field, node, context, "the path of a file")?;
                let found = find_file(self.input.assets, context.raw.path, &text);
                if found.is_none() {
                    self.missing_file(&text, node.span, context);
                }
                found.map(|path| Value::File(path.clone()))
            }
            FieldType::Image => self.image(field, node, context),
        }
    }

    /// A nested record.
    pub(super) fn table(&mut self, field: &'a Field, entries: &[&Entry], span: Span, context: Context) -> Value {
        let fields = field.fields();
        let mut values: Vec<(usize, Vec<Item>)> = Vec::new();
        // Of an entry that is withheld nothing else becomes a part of the model, so that no later stage can tell it.
        let withheld = entries.iter().find(|entry| entry.key == WITHHELD && fields.iter().any(is_withheld)).copied();
        for entry in withheld.as_ref().map_or(entries, std::slice::from_ref) {
            let Some(place) = fields.iter().position(|nested| nested.id == entry.key) else {
                let names = fields.iter().map(|nested| nested.id.as_str());
                let help = self
                    .above(field, &entry.key)
                    .or_else(|| did_you_mean(&entry.key, names.clone()))
                    .unwrap_or_else(|| format!("its fields are: {}", names.collect::<Vec<_>>().join(", ")));
                let message = format!("`{}` has no field `{}`", field.id, entry.key);
                let path = context.raw.path;
                self.diagnostics.push(Diagnostic::at(Code::UnknownKey, path, entry.key_span, message).help(help));
                continue;
            };
            if entry.node.value == NodeValue::Broken {
                continue;
            }
            let items = self.items(&fields[place], None, &entry.node, context);
            if !items.is_empty() {
                values.push((place, items));
            }
        }
        values.sort_by_key(|(place, _)| *place);
        for (place, nested) in fields.iter().enumerate() {
            if nested.required && withheld.is_none() && entries.iter().all(|entry| entry.key != nested.id) {
                let message = format!("this entry of `{}` has no `{}`", field.id, fields[place].id);
                let path = context.raw.path;
                let help = how_to_write(&fields[place], path);
                self.diagnostics.push(Diagnostic::at(Code::MissingField, path, span, message).help(help));
            }
        }
        Value::Table(values)
    }

    fn localised(&mut self, field: &Field, node: &Node, context: Context) -> Option<Localised> {
        match &node.value {
            NodeValue::Text(text) | NodeValue::Cell(text) if !text.trim().is_empty() => {
                Some(Localised::new(context.lang, text.trim()))
            }
            NodeValue::Text(_) | NodeValue::Cell(_) => {
                self.wrong_type(field, node, context, "a text between quotes");
                None
            }
            NodeValue::Table(table) if field.localised => {
                let mut localised = Localised::default();
                for entry in &table.entries {
                    let lang = self.language(entry, context)?;
                    match &entry.node.value {
                        NodeValue::Text(text) if !text.trim().is_empty() => localised.set(&lang, text.trim()),
                        _ => self.wrong_type(field, &entry.node, context, "a text between quotes"),
                    }
                }
                (!localised.is_empty()).then_some(localised)
            }
            NodeValue::Table(_) => {
                self.wrong_type(field, node, context, "one text, the same in every language");
                None
            }
            _ => {
                self.wrong_type(field, node, context, "a text between quotes");
                None
            }
        }
    }

    fn language(&mut self, entry: &Entry, context: Context) -> Option<Lang> {
        let known = self.input.settings.languages.iter().find(|lang| lang.as_str() == entry.key).cloned();
        if known.is_none() {
            self.unknown_language(&entry.key, entry.key_span, context);
        }
        known
    }

    fn markdown(&mut self, field: &Field, place: Option<usize>, node: &Node, context: Context) -> Option<Value> {
        match &node.value {
            NodeValue::Table(table) => {
                let mut texts = Vec::new();
                for entry in &table.entries {
                    let lang = self.language(entry, context)?;
                    let NodeValue::Text(text) = &entry.node.value else {
                        self.wrong_type(field, &entry.node, context, "a text between quotes");
                        continue;
                    };
                    let at = text_place(context.raw.text, entry.node.span, text);
                    texts.push((lang.clone(), self.text(place, &lang, context.raw, at, text)));
                }
                (!texts.is_empty()).then_some(Value::Markdown(texts))
            }
            NodeValue::Text(text) | NodeValue::Cell(text) if !text.trim().is_empty() => {
                let at = text_place(context.raw.text, node.span, text);
                let id = self.text(place, context.lang, context.raw, at, text);
                Some(Value::Markdown(vec![(context.lang.clone(), id)]))
            }
            _ => {
                self.wrong_type(field, node, context, "a text between quotes");
                None
            }
        }
    }

    fn boolean(&mut self, field: &Field, node: &Node, context: Context) -> Option<bool> {
        match &node.value {
            NodeValue::Bool(value) => Some(*value),
            NodeValue::Cell(cell) if cell.eq_ignore_ascii_case("true") => Some(true),
            NodeValue::Cell(cell) if cell.eq_ignore_ascii_case("false") => Some(false),
            _ => {
                self.wrong_type(field, node, context, "`true` or `false`");
                None
            }
        }
    }

    fn number(&mut self, field: &Field, node: &Node, context: Context, expected: &str) -> Option<String> {
        match &node.value {
            NodeValue::Integer(number) => Some(number.to_string()),
            NodeValue::Float(text) | NodeValue::Cell(text) => Some(text.clone()),
            _ => {
                self.wrong_type(field, node, context, expected);
                None
            }
        }
    }

    /// A text that is the same in every language.
    fn plain(&mut self, field: &Field, node: &Node, context: Context, expected: &str) -> Option<String> {
        match &node.value {
            NodeValue::Text(text) | NodeValue::Cell(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => {
                self.wrong_type(field, node, context, expected);
                None
            }
        }
    }

    fn date_text(&mut self, field: &Field, node: &Node, context: Context, expected: &str) -> Option<String> {
        match &node.value {
            NodeValue::Date(text) => Some(text.clone()),
            // A bare year is a whole number to TOML.
            NodeValue::Integer(year) => Some(year.to_string()),
            _ => self.plain(field, node, context, expected),
        }
    }

    fn url(&mut self, text: &str, node: &Node, context: Context) -> bool {
        let (scheme, rest) = text.split_once(':').unwrap_or(("", text));
        let (code, message) = if scheme.is_empty() {
            (Code::BadUrl, format!("`{text}` is no full address"))
        } else if !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            (Code::ForbiddenScheme, format!("addresses that begin with `{scheme}:` are not allowed"))
        } else if text.contains(char::is_whitespace) || text.contains(['<', '>', '"']) {
            (Code::BadUrl, format!("`{text}` has a blank or a character that addresses do not take"))
        } else if scheme.starts_with("http") && !rest.strip_prefix("//").is_some_and(|host| host.contains('.')) {
            (Code::BadUrl, format!("`{text}` names no site"))
        } else {
            return true;
        };
        let diagnostic = Diagnostic::at(code, context.raw.path, node.span, message);
        self.diagnostics
            .push(diagnostic.help("write a full address that begins with https://, http://, mailto: or tel:"));
        false
    }

    fn cite(&mut self, text: &str, node: &Node, context: Context) -> Option<Cite> {
        let written = self.parsed(WrittenCite::parse(text), Code::BadCite, node, context)?;
        let kinds: Vec<usize> = self.sources.into_iter().collect();
        let source = self.look_up(&written.source, &kinds, node.span, context)?;
        Some(Cite { source, place: written.place })
    }

    fn choice(&mut self, field: &Field, choices: &[Choice], text: &str, node: &Node, context: Context) -> bool {
        let known = choices.iter().any(|choice| choice.id == text);
        if !known {
            let ids = choices.iter().map(|choice| choice.id.as_str());
            let help = did_you_mean(text, ids.clone())
                .unwrap_or_else(|| format!("the choices are: {}", ids.collect::<Vec<_>>().join(", ")));
            let message = format!("`{text}` is no choice of `{}`", field.id);
            self.diagnostics.push(Diagnostic::at(Code::BadChoice, context.raw.path, node.span, message).help(help));
        }
        known
    }

    fn reference(&mut self, to: &[String], text: &str, node: &Node, context: Context) -> Option<RecordId> {
        let kinds: Vec<usize> = to.iter().filter_map(|kind| self.input.schema.position(kind)).collect();
        self.look_up(text, &kinds, node.span, context)
    }

    fn look_up(&mut self, name: &str, kinds: &[usize], span: Span, context: Context) -> Option<RecordId> {
        let found = self.index.find(name, kinds);
        let origin = Origin::new(context.raw.path, span);
        self.diagnostics.extend(self.index.report(&found, name, kinds, origin, Code::UnknownReference));
        match found {
            Found::One(record) | Found::Former(record) => Some(record),
            _ => None,
        }
    }

    /// Advice for a key below `[field]` that is a field of the record: in TOML all keys below a table's header belong to the table.
    fn above(&self, field: &Field, key: &str) -> Option<String> {
        let known = self.kind.field(key).is_some();
        known.then(|| format!("`{key}` is a field of the record: write it above `[{}]`", field.id))
    }

    fn image(&mut self, field: &'a Field, node: &Node, context: Context) -> Option<Value> {
        if let NodeValue::Table(table) = &node.value {
            for entry in table.entries.iter().filter(|entry| !matches!(entry.key.as_str(), "file" | "alt")) {
                let help = self.above(field, &entry.key).unwrap_or_else(|| "a picture has `file` and `alt`".to_owned());
                let message = format!("`{}` has no field `{}`", field.id, entry.key);
                let path = context.raw.path;
                self.diagnostics.push(Diagnostic::at(Code::UnknownKey, path, entry.key_span, message).help(help));
            }
        }
        let (file, alt) = match &node.value {
            NodeValue::Table(table) => (table.get("file"), table.get("alt")),
            NodeValue::Text(_) | NodeValue::Cell(_) => (None, None),
            _ => {
                self.wrong_type(field, node, context, "a table `{ file = \"…\", alt = \"…\" }`");
                return None;
            }
        };
        let help = "say what the picture shows: `{ file = \"photo.jpg\", alt = \"…\" }`";
        let Some(alt) = alt else {
            let message = "the picture has no text alternative, `alt`";
            let diagnostic = Diagnostic::at(Code::NoTextAlternative, context.raw.path, node.span, message);
            self.diagnostics.push(diagnostic.help(help));
            return None;
        };
        let alt = self.localised(field, &alt.node, context)?;
        let Some(Entry { node: Node { value: NodeValue::Text(file), span }, .. }) = file else {
            let span = file.map_or(node.span, |entry| entry.node.span);
            let message = "the picture has no `file`, the path of a picture";
            let help = "write both: `{ file = \"photo.jpg\", alt = \"…\" }`";
            self.diagnostics.push(Diagnostic::at(Code::MissingField, context.raw.path, span, message).help(help));
            return None;
        };
        match find_file(self.input.assets, context.raw.path, file) {
            Some(path) => Some(Value::Image { path: path.clone(), alt }),
            None => {
                self.missing_file(file, *span, context);
                None
            }
        }
    }

    fn missing_file(&mut self, file: &str, span: Span, context: Context) {
        let from = context.raw.path;
        self.diagnostics.push(missing(self.input.assets, from, file, "file", Origin::new(from, span)));
    }

    fn parsed<T>(&mut self, result: Result<T, Reason>, code: Code, node: &Node, context: Context) -> Option<T> {
        result.map_err(|reason| self.diagnostics.push(reason.fault(code, node.span).place(context.raw.path, 0))).ok()
    }

    fn wrong_type(&mut self, field: &Field, node: &Node, context: Context, expected: &str) {
        let blank = matches!(&node.value, NodeValue::Text(text) | NodeValue::Cell(text) if text.trim().is_empty());
        let (message, help) = match blank {
            true => {
                let help = if field.required { "write something" } else { "write something, or leave the field out" };
                (format!("`{}` is empty", field.id), Some(help.to_owned()))
            }
            false => {
                let message = format!("`{}` is {}, but must be {expected}", field.id, node.value.describe());
                let shown = expected.contains("such as");
                (message, example(field, context.raw.path).filter(|_| !shown))
            }
        };
        self.diagnostics.push(Diagnostic::at(Code::WrongType, context.raw.path, node.span, message).maybe_help(help));
    }
}

/// Whether a nested field takes the content of its entry out of the portal.
fn is_withheld(field: &Field) -> bool {
    field.id == WITHHELD && field.ty == FieldType::Date
}

/// The parts of a cell between `|`, each with its place where it can be found in the file as it is.
fn split_cell(cell: &str, span: Span, text: &str) -> Vec<Node> {
    let raw = &text[span.range()];
    let mut from = 0;
    cell.split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let place = raw[from..]
                .find(part)
                .map(|at| Span::new(span.start as usize + from + at, span.start as usize + from + at + part.len()));
            from = place.map_or(from, |place| (place.end - span.start) as usize);
            Node { span: place.unwrap_or(span), value: NodeValue::Cell(part.to_owned()) }
        })
        .collect()
}

/// Where a Markdown text inside a data file stands: verbatim if the file has it as it is.
fn text_place(file: &str, span: Span, text: &str) -> TextPlace {
    match file[span.range()].find(text) {
        Some(at) => TextPlace::Verbatim(span.start + at as u32),
        None => TextPlace::Within(span),
    }
}
