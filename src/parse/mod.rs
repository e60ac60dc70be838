//! One file's text becomes tables with places, or a Markdown document with an outline. Nothing here fails: what is wrong comes back
//! beside what could be read.

pub mod image;
pub mod node;

pub use node::{Entry, Node, NodeValue, Table};
