//! casebook, a static site generator for report portals.
//!
//! The stages are the folders, in the order of `src/README.md`; a build is a pure function of its inputs, with reading and writing at
//! the two ends only.

pub mod base;
pub mod output;
pub mod parse;
