//! The order of lists.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::base::Lang;
use crate::model::{Model, RecordId, Value};
use crate::schema::SortKey;

/// These records in the order of a key, as a reader of `lang` sees their texts; records that are equal in it follow their ids.
/// Records without a value come last, whichever way the order runs.
pub fn sorted(model: &Model, mut ids: Vec<RecordId>, key: &SortKey, lang: &Lang) -> Vec<RecordId> {
    let keys: Vec<(RecordId, Option<Key>)> = ids.iter().map(|id| (*id, key_of(model, *id, key, lang))).collect();
    let mut keyed = keys;
    keyed.sort_by(|(a, key_a), (b, key_b)| {
        let by_key = match (key_a, key_b) {
            (Some(a), Some(b)) if key.descending => b.order(a),
            (Some(a), Some(b)) => a.order(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        by_key.then_with(|| natural(&model.record(*a).id, &model.record(*b).id)).then(a.cmp(b))
    });
    ids.clear();
    ids.extend(keyed.into_iter().map(|(id, _)| id));
    ids
}

enum Key {
    Number(rust_decimal::Decimal),
    Date(jiff::civil::Date),
    Text(String, Arc<str>),
}

impl Key {
    /// What is of different types has no order; one field has one type.
    fn order(&self, other: &Key) -> Ordering {
        match (self, other) {
            (Key::Number(a), Key::Number(b)) => a.cmp(b),
            (Key::Date(a), Key::Date(b)) => a.cmp(b),
            (Key::Text(a, whole_a), Key::Text(b, whole_b)) => natural(a, b).then_with(|| whole_a.cmp(whole_b)),
            _ => Ordering::Equal,
        }
    }
}

fn key_of(model: &Model, id: RecordId, key: &SortKey, lang: &Lang) -> Option<Key> {
    if key.field == "id" {
        return None;
    }
    if key.field == "title" {
        let (_, title) = model.title(id, lang);
        return Some(Key::Text(folded(&title), title));
    }
    Some(match model.value(id, &key.field)? {
        Value::Integer(number) => Key::Number((*number).into()),
        Value::Decimal(number) => Key::Number(*number),
        Value::Percent(percent) => Key::Number(percent.0),
        Value::Money(money) => Key::Number(money.amount),
        Value::Date(date) => Key::Date(date.last_day()),
        Value::Period(period) => Key::Date(period.first_day().or(period.last_day())?),
        Value::Text(text) => text.pick(lang).map(|(_, text)| Key::Text(folded(text), text.clone()))?,
        Value::Ref(target) => {
            let (_, title) = model.title(*target, lang);
            Key::Text(folded(&title), title)
        }
        Value::Choice(choice) => Key::Text(choice.to_string(), choice.clone()),
        _ => return None,
    })
}

/// A text without the marks and cases that readers do not order by.
fn folded(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    text.nfd().filter(|c| !is_combining_mark(*c) && !"'’\"“”«»".contains(*c)).flat_map(char::to_lowercase).collect()
}

/// Texts with numbers in them in the order of the numbers: `1.2` before `1.10`.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    loop {
        match (a.first(), b.first()) {
            (None, None) => return Ordering::Equal,
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let (length_a, length_b) = (digits(a), digits(b));
                let value = |text: &[u8]| text.iter().skip_while(|byte| **byte == b'0').copied().collect::<Vec<u8>>();
                let (number_a, number_b) = (value(&a[..length_a]), value(&b[..length_b]));
                let order = number_a.len().cmp(&number_b.len()).then(number_a.cmp(&number_b));
                if order != Ordering::Equal {
                    return order;
                }
                (a, b) = (&a[length_a..], &b[length_b..]);
            }
            (Some(x), Some(y)) if x == y => (a, b) = (&a[1..], &b[1..]),
            (Some(x), Some(y)) => return x.cmp(y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_texts_count_as_numbers() {
        let mut ids = ["10", "9", "1.10", "1.2", "a", "poa-127", "poa-13"];
        ids.sort_by(|a, b| natural(a, b));
        assert_eq!(ids, ["1.2", "1.10", "9", "10", "a", "poa-13", "poa-127"]);
    }
}
