//! Advice that shows how a field is written.

use crate::base::{Lang, SourcePath};
use crate::schema::{Field, FieldType};

/// How an author adds this field to a record in the file `path`.
pub(super) fn how_to_write(field: &Field, path: &SourcePath) -> String {
    let what = match &field.ty {
        FieldType::Choice(choices) => {
            let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
            format!("; the choices are: {}", ids.join(", "))
        }
        FieldType::Ref(to) => format!("; it is the id of a record of the kind {}", to.join(" or ")),
        _ => {
            let help = field.help.as_ref().and_then(|help| help.pick(&Lang::new("en")));
            help.map_or(String::new(), |(_, help)| format!(": {}", help.trim_end_matches('.')))
        }
    };
    if path.extension() == "csv" {
        return format!("fill the column `{}`{what}", field.id);
    }
    let value = match (&field.example, sample(&field.ty)) {
        (Some(example), sample) if sample.starts_with('"') => format!("\"{example}\""),
        (Some(example), _) => example.clone(),
        (None, sample) => sample.to_owned(),
    };
    let value = if field.list { format!("[{value}]") } else { value };
    format!("add `{} = {value}`{what}", field.id)
}

/// A value of a type as TOML has it.
fn sample(ty: &FieldType) -> &'static str {
    match ty {
        FieldType::Bool => "true",
        FieldType::Integer => "12",
        FieldType::Decimal | FieldType::Percent => "12.5",
        FieldType::Money => "\"USD 1250000\"",
        FieldType::Date => "\"2017-05-23\"",
        FieldType::Period => "\"2011/2016\"",
        FieldType::Url => "\"https://www.example.org/\"",
        FieldType::Symbol => "\"A/HRC/35/20\"",
        FieldType::Cite => "\"A/HRC/35/20#54\"",
        FieldType::Image => "{ file = \"…\", alt = \"…\" }",
        FieldType::Table(_) | FieldType::Series(_) => "{ … }",
        FieldType::Text | FieldType::Markdown | FieldType::File | FieldType::Choice(_) | FieldType::Ref(_) => "\"…\"",
    }
}
