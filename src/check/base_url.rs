//! A portal that does not know its address.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::settings::Settings;

/// Notes that what needs a full address is left out.
pub(super) fn check(settings: &Settings, diagnostics: &mut Diagnostics) {
    if settings.base_url.is_none() {
        let message = "the address of the portal is not set, so it has no feeds and no sitemap, and its pages do not tell their own";
        let help = "once it is known: `base_url = \"https://www.example.org/portal/\"`";
        diagnostics.push(Diagnostic::new(Code::NoBaseUrl, super::portal(), message).help(help));
    }
}
