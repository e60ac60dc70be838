//! Writing sites into folders: what is written, what is left alone, and what a failure, a full disk or a kill leaves.

mod basics;
mod disk;
mod foreign;
mod kill;
#[cfg(target_os = "linux")]
#[path = "../common/mounting.rs"]
mod mounting;
mod refused;
mod site;
