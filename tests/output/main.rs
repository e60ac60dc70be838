//! Writing sites into folders: what is written, what is left alone, and what a failure, a full disk or a kill leaves.

mod basics;
mod disk;
mod foreign;
mod kill;
mod refused;
mod site;
