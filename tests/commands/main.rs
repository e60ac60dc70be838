//! The commands that read or write a portal's files, and the schemas for editors.

#[path = "../common/mod.rs"]
mod common;
mod init;
mod kinds;
mod new;
mod rename;
mod schemas;
