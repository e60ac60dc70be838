//! Puts what was worked out into the derived fields that a kind declares for it.

use std::sync::Arc;

use crate::base::Localised;
use crate::model::{Decimal, Item, Model, Percent, RecordId, Value};
use crate::schema::Field;

use crate::domain::money::Sums;

/// Sets a derived field, in place of what it held. A kind that has no such field, or one of another type, is left as it is.
pub(super) fn fill(model: &mut Model, id: RecordId, field: &str, values: Vec<Value>) {
    let kind = model.kind_of(id);
    let Some(place) = kind.position(field) else { return };
    let declared = &kind.fields[place];
    if !declared.derived || values.iter().any(|value| !fits(value, declared)) {
        return;
    }
    let record = model.record_mut(id);
    let origin = record.origin.clone();
    record.set(place, values.into_iter().map(|value| Item { value, origin: origin.clone() }).collect());
}

/// Sets a derived field to one value, or to none.
pub(super) fn fill_one(model: &mut Model, id: RecordId, field: &str, value: Option<Value>) {
    fill(model, id, field, value.into_iter().collect());
}

/// Sets a derived field to the sums of money, one for each currency.
pub(super) fn fill_sums(model: &mut Model, id: RecordId, field: &str, sums: &Sums) {
    fill(model, id, field, sums.totals().map(Value::Money).collect());
}

/// Sets a derived table. Each row gives values by the names of the nested fields; those that the kind does not declare are left out.
pub(super) fn fill_rows(model: &mut Model, id: RecordId, field: &str, rows: Vec<Vec<(&str, Option<Value>)>>) {
    let schema = model.schema.clone();
    let Some(declared) = schema.kinds()[model.record(id).kind].field(field) else { return };
    let origin = model.record(id).origin.clone();
    let cell = |(name, value): (&str, Option<Value>)| {
        let place = declared.fields().iter().position(|nested| nested.id == name)?;
        let value = value.filter(|value| fits(value, &declared.fields()[place]))?;
        Some((place, vec![Item { value, origin: origin.clone() }]))
    };
    let row = |cells: Vec<(&str, Option<Value>)>| {
        let mut values: Vec<(usize, Vec<Item>)> = cells.into_iter().filter_map(cell).collect();
        values.sort_by_key(|(place, _)| *place);
        Value::Table(values)
    };
    let values = rows.into_iter().map(row).collect();
    fill(model, id, field, values);
}

/// A share in hundredths.
pub(super) fn percent(share: Decimal) -> Value {
    Value::Percent(Percent(share))
}

/// A number of things.
pub(super) fn count(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A choice.
pub(super) fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

/// A text that is the same in every language.
pub(super) fn text(model: &Model, text: &str) -> Option<Value> {
    let text: Arc<str> = text.into();
    model.languages.first().map(|lang| Value::Text(Localised::new(lang, text)))
}

/// Whether a value is of a field's type; of a choice, whether it is one of the field's.
fn fits(value: &Value, field: &Field) -> bool {
    let ty = field.ty.name();
    match value {
        Value::Choice(id) => field.choice(id).is_some(),
        Value::Table(_) => matches!(ty, "table" | "series"),
        Value::Bool(_) => ty == "bool",
        Value::Integer(_) => ty == "integer",
        Value::Decimal(_) => ty == "decimal",
        Value::Percent(_) => ty == "percent",
        Value::Money(_) => ty == "money",
        Value::Date(_) => ty == "date",
        Value::Period(_) => ty == "period",
        Value::Text(_) => ty == "text",
        _ => false,
    }
}
