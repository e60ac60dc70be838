//! casebook, a static site generator for report portals.
//!
//! The stages are the folders, in the order of `src/README.md`; a build is a pure function of its inputs, with reading and writing at
//! the two ends only.

pub mod base;
pub mod build;
pub mod check;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod kit;
pub mod model;
pub mod output;
pub mod pages;
pub mod parse;
pub mod render;
pub mod resolve;
pub mod schema;
pub mod search;
pub mod serve;
pub mod settings;
pub mod source;
pub mod theme;
pub mod view;
