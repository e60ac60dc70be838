//! What the checks say about small portals: every finding with its exact place.

mod evidence;
mod people;
mod portal;
mod protection;
mod structure;
mod whole;
