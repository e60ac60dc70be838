//! What casebook promises to those who publish with it: what is remembered changes nothing, equal inputs give equal bytes, what is
//! protected never gets out, and neither a kill nor a full disk leaves a broken site.

mod edits;
mod incremental;
mod portal;
mod random;
