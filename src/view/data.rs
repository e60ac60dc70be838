//! Records as data: rows of a table and JSON, made and hashed once, however many lists hold them.

use std::sync::Arc;

use crate::base::{Digest, Hash, Hasher};

/// A row of a table. Copies share its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells(Arc<(Hash, String, Vec<u32>)>);

impl Cells {
    /// A row of these cells.
    pub fn new(cells: impl IntoIterator<Item = String>) -> Cells {
        let (mut text, mut ends) = (String::new(), Vec::new());
        let mut hasher = Hasher::new();
        for cell in cells {
            hasher.text(&cell);
            text.push_str(&cell);
            ends.push(text.len() as u32);
        }
        text.shrink_to_fit();
        ends.shrink_to_fit();
        Cells(Arc::new((hasher.finish(), text, ends)))
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (_, text, ends) = &*self.0;
        let mut start = 0;
        ends.iter().map(move |end| {
            let cell = &text[start..*end as usize];
            start = *end as usize;
            cell
        })
    }

    /// The cell at a place; nothing where the row has none there.
    pub fn get(&self, place: usize) -> &str {
        self.iter().nth(place).unwrap_or_default()
    }
}

impl Digest for Cells {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.hash(self.0.0);
    }
}

/// A JSON text. Copies share it.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonText(Arc<(Hash, String)>);

impl JsonText {
    /// This text, which must be JSON.
    pub fn new(mut text: String) -> JsonText {
        text.shrink_to_fit();
        JsonText(Arc::new((Hash::of(text.as_bytes()), text)))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0.1
    }
}

impl Digest for JsonText {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.hash(self.0.0);
    }
}

/// A JSON value in which numbers keep all their digits and names their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// True or false.
    Bool(bool),
    /// A number, as its digits.
    Number(String),
    /// A text.
    Text(String),
    /// Several values.
    List(Vec<Json>),
    /// Named values.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// On one line.
    pub fn compact(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// An object with each of its values on a line of its own.
    pub fn lines(&self) -> String {
        let Json::Object(entries) = self else { return self.compact() };
        let mut out = String::from("{");
        for (at, (name, value)) in entries.iter().enumerate() {
            out.push_str(if at == 0 { "\n  " } else { ",\n  " });
            quote(name, &mut out);
            out.push_str(": ");
            value.write(&mut out);
        }
        out.push_str("\n}");
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Number(digits) => out.push_str(digits),
            Json::Text(text) => quote(text, out),
            Json::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(entries) => {
                out.push('{');
                for (at, (name, value)) in entries.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    quote(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Json {
        Json::Text(text)
    }
}

fn quote(text: &str, out: &mut String) {
    // A text can always be written.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_cells() {
        let row = Cells::new(["a", "", "b|c"].map(str::to_owned));
        assert_eq!(row.iter().collect::<Vec<_>>(), ["a", "", "b|c"]);
        assert_eq!((row.get(2), row.get(3)), ("b|c", ""));
        let other = Cells::new(["a", "b|c", ""].map(str::to_owned));
        assert_ne!(Hash::of_value(&row), Hash::of_value(&other));
    }

    #[test]
    fn numbers_keep_their_digits() {
        let money = Json::Object(vec![
            ("amount".into(), Json::Number("12345678901234567890.10".into())),
            ("said".into(), "\"x\"\n\u{2028}".into()),
            ("all".into(), Json::List(vec![Json::Bool(true), Json::List(Vec::new())])),
        ]);
        let compact = money.compact();
        assert_eq!(compact, "{\"amount\":12345678901234567890.10,\"said\":\"\\\"x\\\"\\n\u{2028}\",\"all\":[true,[]]}");
        assert!(money.lines().starts_with("{\n  \"amount\": 12345678901234567890.10,\n  \"said\": "));
        let read: [serde_json::Value; 2] =
            [&compact, &money.lines()].map(|text| serde_json::from_str(text).expect("JSON"));
        assert_eq!(read[0], read[1]);
    }
}
