//! The conditions of a block: `where = { field = value }`.

use std::sync::Arc;

use crate::base::suggest::did_you_mean;
use crate::model::{Condition, Query};
use crate::parse::{Node, NodeValue};
use crate::schema::{Field, FieldType};

use super::block::Block;

/// Reads the conditions, if there are any.
pub fn read(block: &mut Block, query: &mut Query) {
    let Some(node) = block.node("where") else { return };
    let NodeValue::Table(table) = &node.value else {
        return block.fault(node.span, "`where` must be a table: `where = { themes = \"…\" }`", None);
    };
    let kind = block.declared(query.kind);
    for entry in &table.entries {
        let Some(place) = kind.position(&entry.key) else {
            let help = did_you_mean(&entry.key, kind.fields.iter().map(|field| field.id.as_str()));
            let help = help.or_else(|| Some(format!("`casebook kinds {}` lists the fields", kind.id)));
            block.fault(entry.key_span, format!("the kind `{}` has no field `{}`", kind.id, entry.key), help);
            continue;
        };
        if let Some(condition) = condition(block, &kind.fields[place], &entry.node) {
            query.conditions.push((place, condition));
        }
    }
}

fn condition(block: &mut Block, field: &Field, node: &Node) -> Option<Condition> {
    match (&field.ty, &node.value) {
        (FieldType::Bool, NodeValue::Bool(value)) => {
            Some(Condition::Text(if *value { "true" } else { "false" }.into()))
        }
        (FieldType::Choice(choices), NodeValue::Text(text)) => {
            if choices.iter().any(|choice| choice.id == *text) {
                return Some(Condition::Text(text.as_str().into()));
            }
            let help = did_you_mean(text, choices.iter().map(|choice| choice.id.as_str()));
            block.fault(node.span, format!("`{text}` is no choice of `{}`", field.id), help);
            None
        }
        (FieldType::Text, NodeValue::Text(text)) => Some(Condition::Text(Arc::from(text.as_str()))),
        (FieldType::Ref(to), NodeValue::Text(_)) => {
            let schema = &block.links.model.schema;
            let kinds: Vec<usize> = to.iter().filter_map(|kind| schema.position(kind)).collect();
            block.record(node, &kinds).map(Condition::Ref)
        }
        _ => {
            let (message, help) = match &field.ty {
                FieldType::Bool => {
                    (format!("`{}` is true or false", field.id), "write `true` or `false` without quotes")
                }
                FieldType::Choice(_) | FieldType::Text => {
                    (format!("`{}` is a text", field.id), "write one text between quotes")
                }
                FieldType::Ref(_) => {
                    (format!("`{}` is a reference", field.id), "write the id of one record between quotes")
                }
                _ => {
                    let message = format!("records cannot be chosen by `{}`", field.id);
                    (message, "choose by a field that is a choice, a reference, a text or true/false")
                }
            };
            block.fault(node.span, message, Some(help.to_owned()));
            None
        }
    }
}
