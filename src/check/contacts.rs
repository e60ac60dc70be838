//! Contact data in texts that may be about persons who can be identified.

use crate::base::{Code, Diagnostic, Diagnostics};
use crate::model::{Held, Model, RecordId, Scope, Standing};
use crate::parse::markdown::ContactKind;

use super::consent::about_people;

/// Reports contact data in public Markdown texts.
pub(super) fn check(model: &Model, id: RecordId, diagnostics: &mut Diagnostics) {
    if !about_people(model.kind_of(id)) {
        return;
    }
    if model.record(id).standing == Standing::Internal {
        return;
    }
    model.walk(id, Scope::Public, &mut |part| {
        let Held::Text(text) = part.held else { return };
        for contact in &text.parsed.markdown.contacts {
            let (what, help) = words(contact.kind);
            let diagnostic = Diagnostic::new(Code::ContactData, text.origin(contact.span), what);
            diagnostics.push(diagnostic.help(help));
        }
    });
}

fn words(kind: ContactKind) -> (&'static str, &'static str) {
    let office = "name an office and link to its contact page instead, or leave it out";
    match kind {
        ContactKind::Email => ("an e-mail address in a text about people", office),
        ContactKind::Phone => ("a telephone number in a text about people", office),
        ContactKind::Coordinates => {
            ("an exact position in a text about people", "name the district or the region instead, or leave it out")
        }
    }
}
