//! One line a finding: `path:line:column: error[code]: message (help)`. Related places are left out.

use std::io;

use crate::base::Diagnostic;

use super::located::{Sources, one_line};

/// Prints one finding.
pub fn print(diagnostic: &Diagnostic, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let place = sources.place(&diagnostic.origin);
    write!(out, "{place}: {}[{}]: {}", diagnostic.severity(), diagnostic.code, one_line(&diagnostic.message))?;
    if let Some(help) = &diagnostic.help {
        write!(out, " ({})", one_line(help))?;
    }
    writeln!(out)
}
