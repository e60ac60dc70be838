//! Puts the parts of each record together: the kit's, what the portal amends, translations, rows of nested tables.

use crate::base::suggest::{did_you_mean, nearest, one_of};
use crate::base::{Code, Diagnostic, Diagnostics};

use super::gather::{Part, Raw};

/// A record before its values are read: its parts, in the order in which later ones amend earlier ones.
pub(super) struct Draft<'a> {
    /// The place of its kind in the schema.
    pub kind: usize,
    /// The id.
    pub id: &'a str,
    /// The parts; the first is the record itself.
    pub parts: Vec<Raw<'a>>,
}

/// All records in the order of kinds, then ids. Two originals of one record, and parts without an original, are reported.
pub(super) fn amend<'a>(mut raws: Vec<Raw<'a>>, diagnostics: &mut Diagnostics) -> Vec<Draft<'a>> {
    raws.sort_by(|a, b| (a.kind, a.id, &a.part, a.path).cmp(&(b.kind, b.id, &b.part, b.path)));
    let mut drafts: Vec<Draft> = Vec::new();
    let mut orphans = Vec::new();
    for raw in raws {
        let known = drafts.last_mut().filter(|draft| (draft.kind, draft.id) == (raw.kind, raw.id));
        match known {
            Some(draft) => {
                let twin =
                    draft.parts.iter().find(|part| part.part == raw.part && !matches!(raw.part, Part::Nested(_)));
                match twin {
                    Some(twin) => diagnostics.push(duplicate(&raw, twin)),
                    None => draft.parts.push(raw),
                }
            }
            None if matches!(raw.part, Part::Kit | Part::Portal) => {
                drafts.push(Draft { kind: raw.kind, id: raw.id, parts: vec![raw] });
            }
            None => orphans.push(raw),
        }
    }
    diagnostics.extend(orphans.iter().map(|raw| orphan(raw, &drafts)));
    drafts
}

fn duplicate(raw: &Raw, twin: &Raw) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, raw.origin.clone(), format!("there are two records with the id `{}`", raw.id))
        .related(twin.origin.clone(), "the other one is here")
        .help("give one of them another id, or put their fields together")
}

fn orphan(raw: &Raw, drafts: &[Draft]) -> Diagnostic {
    match &raw.part {
        Part::Translation(lang) => {
            let message = format!("this is the `{lang}` translation of `{}`, which does not exist", raw.id);
            let known = drafts.iter().filter(|draft| draft.kind == raw.kind).map(|draft| draft.id);
            let extension = raw.path.extension();
            let near: Vec<String> =
                nearest(raw.id, known).iter().map(|id| format!("`{id}.{lang}.{extension}`")).collect();
            let help = match near.is_empty() {
                true => format!("name the file as the original is named, with `.{lang}` before its extension"),
                false => format!("did you mean to name the file {}?", one_of(&near)),
            };
            Diagnostic::new(Code::TranslationWithoutOriginal, raw.origin.clone(), message).help(help)
        }
        _ => {
            let message = format!("this row belongs to the record `{}`, which does not exist", raw.id);
            let known = drafts.iter().filter(|draft| draft.kind == raw.kind).map(|draft| draft.id);
            let help = did_you_mean(raw.id, known).unwrap_or_else(|| "add the record, or delete the row".to_owned());
            Diagnostic::new(Code::UnknownReference, raw.origin.clone(), message).help(help)
        }
    }
}
