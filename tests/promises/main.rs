//! What casebook promises to those who publish with it: what is remembered changes nothing, equal inputs give equal bytes, what is
//! protected never gets out, and neither a kill nor a full disk leaves a broken site.

mod cache;
mod canary;
mod determinism;
mod edits;
mod ends;
#[cfg(unix)]
mod generated;
mod incremental;
#[cfg(unix)]
mod kill;
#[cfg(target_os = "linux")]
#[path = "../common/mounting.rs"]
mod mounting;
mod named;
mod portal;
mod project;
mod random;
