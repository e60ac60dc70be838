//! The filters that templates have beside the engine's own. All are pure: they see their value and nothing else.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::base::slug;

use super::json;

/// Every filter that a template can use: the engine's and ours.
pub(super) const NAMES: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "json_script",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "slug",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// Adds the filters to an engine without templates.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("slug", |text: &str, _: Kwargs, _: &State| slug::slug(text));
    tera.register_filter("json_script", json_script);
}

/// A value as JSON that can stand in a `<script>` element of a data type.
fn json_script(value: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let json = json::for_script(&value).map_err(|error| tera::Error::message(format!("this is no JSON: {error}")))?;
    Ok(Value::safe_string(&json))
}
