//! The number of pages, measured by the number of records.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::Model;
use crate::settings::Settings;

/// Every portal has some pages whatever its records, in each language: its indexes, its lists of kinds, its pages of terms. Those that it
/// wants for all terms of a vocabulary come to this.
const OF_ITS_OWN: u64 = 100;

/// Reports a portal with more pages a record than its settings expect.
pub(super) fn check(model: &Model, settings: &Settings, pages: usize, diagnostics: &mut Diagnostics) {
    let records = super::own(model).count();
    let of_all = |kind: &str| settings.pages_for_all.iter().any(|(name, _)| name == kind);
    let terms = model.ids().filter(|id| of_all(&model.kind_of(*id).id)).count() as u64;
    let own = (OF_ITS_OWN + terms) * settings.languages.len() as u64;
    let limit = settings.pages_per_record.saturating_mul(records.max(1) as u64).saturating_add(own);
    if pages as u64 > limit {
        let records = if records == 1 { "1 record".to_owned() } else { format!("{records} records") };
        let message = format!("the portal has {pages} pages for {records}");
        let help = format!(
            "make fewer fields facets or fewer pairs of them pages; or set `pages_per_record`, which is {}",
            settings.pages_per_record
        );
        diagnostics.push(Diagnostic::new(Code::ManyPages, super::portal(), message).help(help));
    }
}
