//! The theme that is compiled in: the files of `themes/portal`, listed when casebook itself is built.

use super::files::{BUILT_IN, ThemeFile};

/// Every file of the built-in theme and its bytes, in the order of the names.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/portal_theme.rs"));

/// The files of the built-in theme.
pub fn builtin() -> Vec<ThemeFile> {
    FILES.iter().map(|(name, bytes)| ThemeFile::new(format!("kit:themes/{BUILT_IN}/{name}"), *bytes)).collect()
}
