//! One file's text becomes tables with places, or a Markdown document with an outline. Nothing here fails: what is wrong comes back
//! beside what could be read.

pub mod csv;
pub mod file;
pub mod image;
pub mod markdown;
pub mod node;
pub mod reader;
pub mod toml;
mod toml_words;

pub use csv::Rows;
pub use file::{Content, ParsedText};
pub use node::{Entry, Node, NodeValue, Table};
pub use reader::Reader;
