//! The portal as typed records: values with their canonical text forms, records, texts, and the ways between them.

pub mod cite;
pub mod date;
pub mod graph;
pub mod number;
pub mod period;
pub mod place;
pub mod places;
pub mod query;
pub mod reason;
pub mod record;
pub mod row;
pub mod symbol;
mod symbol_faults;
pub mod text;
pub mod value;
mod walk;

pub use cite::WrittenCite;
pub use date::Date;
pub use graph::{Backlink, Model};
pub use number::{Decimal, Money, Percent, parse_decimal, parse_integer};
pub use period::Period;
pub use place::Place;
pub use places::{Declared, Places};
pub use query::{Condition, Form, Query};
pub use reason::Reason;
pub use record::{Record, RecordId, Standing};
pub use row::Row;
pub use symbol::Symbol;
pub use text::{Target, Text, TextId, TextPlace};
pub use value::{Cite, Item, Value};
pub use walk::{Held, Part, Scope};
