//! What casebook says about authors' mistakes: small portals in Markdown files, each with the findings that it must have, word for word
//! and place for place. The form of the suites is told in `tests/diagnostics/README.md`.

mod printed;
mod project;
mod suite;

use std::collections::BTreeSet;

use casebook::base::Code;

use suite::Suite;

/// Declares a test for each suite, so that they run side by side and each can be run alone.
macro_rules! suites {
    ($($name:ident)*) => {
        const SUITES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            fn $name() {
                Suite::read(stringify!($name)).hold();
            }
        )*
    };
}

suites! {
    files toml csv settings kinds records values references addresses text embeds people themes opinions places progress
}

#[test]
fn every_markdown_file_is_a_suite() {
    let names: BTreeSet<String> = suite::names().into_iter().filter(|name| name != "README").collect();
    let declared: BTreeSet<String> = SUITES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(names, declared);
}

#[test]
fn every_code_is_found_somewhere() {
    let suites: Vec<Suite> = SUITES.iter().map(|name| Suite::read(name)).collect();
    let found: BTreeSet<&str> = suites.iter().flat_map(Suite::codes).collect();
    let missing: Vec<&str> = Code::ALL.iter().map(|code| code.id()).filter(|code| !found.contains(code)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}
