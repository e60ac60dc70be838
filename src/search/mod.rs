//! The static index and its shards: files that a script in the page loads one by one to find what a reader types.
//!
//! A page becomes [`Terms`], which are remembered; all terms together become an [`Index`]: shards of words with the pages and places
//! where they stand, shards of texts to show, and a manifest that names them all. Every file is a script that makes one call, so that
//! the index works from a disk too, where scripts may load scripts and nothing else.

mod digits;
mod index;
mod manifest;
mod plain;
mod script;
mod skipped;
mod terms;
mod texts;
mod words;

pub use index::{Index, Part, index};
pub use skipped::Skipped;
pub use terms::{Terms, terms};
