//! Reads a TOML file, or the front matter of a Markdown file, into a table with places.

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::node::{Entry, Node, NodeValue, Table};
use super::toml_words::fault;
use crate::base::{Fault, Span};

/// The table that the text holds, as far as it can be read, and what is wrong: one fault a line at most.
///
/// What stands on a line with a fault is [`NodeValue::Broken`]. Entries stand in the order in which they are written. The span of a `[table]` is its header; that of an array of
/// tables is its first header, with each item's own header on the item.
pub fn parse(text: &str) -> (Table, Vec<Fault>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut errors: Vec<(Span, &str)> = errors
        .iter()
        .map(|error| (within(text, error.span().unwrap_or(text.len()..text.len())), error.message()))
        .collect();
    // Errors of structure come first and stay first where one of a value stands at the same place.
    errors.sort_by_key(|(span, _)| span.start);
    errors.dedup_by(|(later, _), (first, _)| !text[first.start as usize..later.start as usize].contains('\n'));
    // Below a header that is not one, keys seem to be those of the table before.
    if let Some(header) = errors.iter().find(|(_, message)| message.starts_with("unclosed")).map(|(span, _)| span.start)
    {
        errors.retain(|(span, message)| span.start < header || !message.starts_with("duplicate key"));
    }
    let mut table = table(text, root.get_ref());
    if !errors.is_empty() {
        let starts: Vec<usize> = errors.iter().map(|(span, _)| span.start as usize).collect();
        break_lines(text, &mut table, &starts);
    }
    let faults = errors.into_iter().map(|(span, message)| fault(text, span, message)).collect();
    (table, faults)
}

/// Marks the values that share a line with one of these bytes.
fn break_lines(text: &str, table: &mut Table, faults: &[usize]) {
    for Entry { key_span, node, .. } in &mut table.entries {
        // The place of a table with a header of its own, or written as `a.b`, is not that of what it holds.
        let apart = node.span.start <= key_span.start;
        match &mut node.value {
            NodeValue::Table(inner) if apart => break_lines(text, inner, faults),
            NodeValue::Array(items) if apart => {
                for item in items {
                    if let NodeValue::Table(inner) = &mut item.value {
                        break_lines(text, inner, faults);
                    }
                }
            }
            value => {
                let start = text[..key_span.start as usize].rfind('\n').map_or(0, |end| end + 1);
                let rest = &text[node.span.end as usize..];
                let end = rest.find('\n').map_or(text.len(), |length| node.span.end as usize + length);
                if faults.iter().any(|fault| (start..=end).contains(fault)) {
                    *value = NodeValue::Broken;
                }
            }
        }
    }
}

fn table(text: &str, table: &DeTable<'_>) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .filter(|(_, value)| !is_missing(value))
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: within(text, key.span()),
            node: node(text, value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    Table { entries }
}

fn node(text: &str, value: &Spanned<DeValue<'_>>) -> Node {
    let span = within(text, value.span());
    let value = match value.get_ref() {
        DeValue::String(string) => NodeValue::Text(string.to_string()),
        DeValue::Integer(number) => integer(number),
        DeValue::Float(number) => NodeValue::Float(number.as_str().to_owned()),
        DeValue::Boolean(value) => NodeValue::Bool(*value),
        DeValue::Datetime(_) => NodeValue::Date(text[span.range()].to_owned()),
        DeValue::Array(items) => {
            NodeValue::Array(items.iter().filter(|item| !is_missing(item)).map(|item| node(text, item)).collect())
        }
        DeValue::Table(inner) => NodeValue::Table(table(text, inner)),
    };
    Node { span, value }
}

/// A whole number beyond 64 bits is kept as a decimal number, which loses no digit.
fn integer(number: &DeInteger<'_>) -> NodeValue {
    match i64::from_str_radix(number.as_str(), number.radix()) {
        Ok(value) => NodeValue::Integer(value),
        Err(_) => NodeValue::Float(number.as_str().to_owned()),
    }
}

/// Whether the reader put this value in the place of one that is not there.
fn is_missing(value: &Spanned<DeValue<'_>>) -> bool {
    value.span().is_empty()
}

/// The range as a span that can be cut out of the text, whatever the reader says.
fn within(text: &str, range: std::ops::Range<usize>) -> Span {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every entry with its path, the text of its key and the text of its value, in order.
    fn outline(text: &str) -> Vec<String> {
        fn walk(text: &str, path: &str, table: &Table, lines: &mut Vec<String>) {
            for entry in &table.entries {
                let path = format!("{path}{}", entry.key);
                lines.push(format!("{path} <{}> {}", &text[entry.key_span.range()], &text[entry.node.span.range()]));
                walk_node(text, &path, &entry.node, lines);
            }
        }
        fn walk_node(text: &str, path: &str, node: &Node, lines: &mut Vec<String>) {
            match &node.value {
                NodeValue::Table(table) => walk(text, &format!("{path}."), table, lines),
                NodeValue::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        lines.push(format!("{path}[{index}] {}", &text[item.span.range()]));
                        walk_node(text, &format!("{path}[{index}]"), item, lines);
                    }
                }
                _ => {}
            }
        }
        let (table, faults) = parse(text);
        assert_eq!(faults, [], "{text}");
        let mut lines = Vec::new();
        walk(text, "", &table, &mut lines);
        lines
    }

    #[test]
    fn entries_stand_in_the_order_of_the_file_with_exact_places() {
        let text = "title = \"T\"\nabout.b = 1\nabout.a = { en = 'x', \"es\" = 'é' }\n[[action]]\nid = 'one'\n[[action]]\nid = 'two'\n[action.more]\nx = [1, 2.50]\n";
        assert_eq!(
            outline(text),
            [
                "title <title> \"T\"",
                "about <about> about",
                "about.b <b> 1",
                "about.a <a> { en = 'x', \"es\" = 'é' }",
                "about.a.en <en> 'x'",
                "about.a.es <\"es\"> 'é'",
                "action <action> [[action]]",
                "action[0] [[action]]",
                "action[0].id <id> 'one'",
                "action[1] [[action]]",
                "action[1].id <id> 'two'",
                "action[1].more <more> [action.more]",
                "action[1].more.x <x> [1, 2.50]",
                "action[1].more.x[0] 1",
                "action[1].more.x[1] 2.50",
            ]
        );
    }

    #[test]
    fn values_are_kept_as_they_are_written() {
        let value = |text: &str| parse(&format!("a = {text}")).0.entries.remove(0).node.value;
        assert_eq!(value("\"a\\nb\""), NodeValue::Text("a\nb".into()));
        assert_eq!(value("0x1F"), NodeValue::Integer(31));
        assert_eq!(value("-1_000"), NodeValue::Integer(-1000));
        assert_eq!(value("12.50"), NodeValue::Float("12.50".into()));
        assert_eq!(value("99999999999999999999"), NodeValue::Float("99999999999999999999".into()));
        assert_eq!(value("true"), NodeValue::Bool(true));
        assert_eq!(value("2017-05-23"), NodeValue::Date("2017-05-23".into()));
        assert_eq!(value("2017-05-23T10:00:00Z"), NodeValue::Date("2017-05-23T10:00:00Z".into()));
    }

    #[test]
    fn what_can_be_read_is_read_and_a_line_has_one_fault() {
        let (table, faults) = parse("a = b c = d\ntitle = \"x\"\nlist = [1, 2\nz = 3\n");
        assert_eq!(table.get("title").map(|entry| &entry.node.value), Some(&NodeValue::Text("x".into())));
        assert_eq!(faults.len(), 2, "{faults:#?}");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "([a-z\\[\\]{}=.,'\"#\\\\ \n\r\té“0-9:-]|\\PC){0,60}") {
            let (table, faults) = parse(&text);
            for fault in &faults {
                prop_assert!(text.get(fault.span.range()).is_some());
            }
            inside(&text, &table);
        }
    }

    fn inside(text: &str, table: &Table) {
        for entry in &table.entries {
            assert!(text.get(entry.key_span.range()).is_some() && text.get(entry.node.span.range()).is_some());
            if let NodeValue::Table(table) = &entry.node.value {
                inside(text, table);
            }
        }
    }
}
