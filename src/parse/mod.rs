//! One file's text becomes tables with places, or a Markdown document with an outline. Nothing here fails: what is wrong comes back
//! beside what could be read.

pub mod csv;
pub mod node;
pub mod toml;
mod toml_words;

pub use self::csv::{Row, Rows};
pub use node::{Entry, Node, NodeValue, Table};
