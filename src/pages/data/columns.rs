//! Which columns a field has in a table.

use crate::base::Lang;
use crate::schema::{Field, FieldType};

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// What its head says.
    pub name: String,
    /// The field, by its place among the fields; none for what identifies the row.
    pub field: Option<usize>,
    /// What of the field stands here.
    pub part: Part,
}

/// What of a record or field stands in a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// The id of the record.
    Id,
    /// The address of its page.
    Url,
    /// The value; of a reference or a cite, as authors write it.
    Value,
    /// The text in a language.
    Text(Lang),
    /// What readers call that which is referred to.
    Name,
    /// The currency of an amount.
    Currency,
    /// The beginning of a period.
    From,
    /// The end of a period.
    To,
    /// The text alternative of a picture.
    Alt,
}

/// The columns of records: `id`, `url`, then those of the fields that are no tables themselves.
pub(super) fn of_records<'a>(fields: impl Iterator<Item = (usize, &'a Field)>, languages: &[Lang]) -> Vec<Column> {
    columns(vec![("id", Part::Id), ("url", Part::Url)], fields, languages)
}

/// The columns of the rows of a nested table: `record`, then those of its fields.
pub(super) fn of_rows<'a>(fields: impl Iterator<Item = (usize, &'a Field)>, languages: &[Lang]) -> Vec<Column> {
    columns(vec![("record", Part::Id)], fields, languages)
}

fn columns<'a>(
    first: Vec<(&str, Part)>,
    fields: impl Iterator<Item = (usize, &'a Field)>,
    languages: &[Lang],
) -> Vec<Column> {
    let fields: Vec<(usize, &Field)> = fields.filter(|(_, field)| field.fields().is_empty()).collect();
    let own: Vec<&str> = fields.iter().map(|(_, field)| field.id.as_str()).collect();
    let mut columns: Vec<Column> =
        first.into_iter().map(|(name, part)| Column { name: name.to_owned(), field: None, part }).collect();
    for (place, field) in &fields {
        for (mut name, part) in parts(field, languages) {
            // A field keeps its name; what stands beside another one gets out of the way.
            let beside = name != field.id;
            while columns.iter().any(|column| column.name == name) || (beside && own.contains(&name.as_str())) {
                name.push('_');
            }
            columns.push(Column { name, field: Some(*place), part });
        }
    }
    columns
}

fn parts(field: &Field, languages: &[Lang]) -> Vec<(String, Part)> {
    let id = &field.id;
    let with = |end: &str, part: Part| (format!("{id}_{end}"), part);
    match &field.ty {
        FieldType::Text | FieldType::Markdown if field.localised => {
            let each = languages.iter().enumerate();
            let name = |at: usize, lang: &Lang| if at == 0 { id.clone() } else { format!("{id}@{lang}") };
            each.map(|(at, lang)| (name(at, lang), Part::Text(lang.clone()))).collect()
        }
        FieldType::Money => vec![(id.clone(), Part::Value), with("currency", Part::Currency)],
        FieldType::Period => vec![with("from", Part::From), with("to", Part::To)],
        FieldType::Cite | FieldType::Ref(_) => vec![(id.clone(), Part::Value), with("name", Part::Name)],
        FieldType::Image => vec![(id.clone(), Part::Value), with("alt", Part::Alt)],
        _ => vec![(id.clone(), Part::Value)],
    }
}
