//! Narrative records that are not there in one of the portal's languages.

use crate::base::{Code, Diagnostic, Diagnostics, Lang, SourcePath};
use crate::model::{Model, RecordId};

/// Reports, for each language, published narrative records without a title or a body in it.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    if model.languages.len() < 2 {
        return;
    }
    for id in super::own(model).filter(|id| model.kind_of(*id).narrative && model.is_published(*id)) {
        for lang in &model.languages {
            diagnostics.extend(lacking(model, id, lang));
        }
    }
}

fn lacking(model: &Model, id: RecordId, lang: &Lang) -> Option<Diagnostic> {
    let record = model.record(id);
    let localised = model.kind_of(id).field("title").is_some_and(|field| field.localised);
    // A record without any title was reported already.
    let title = localised && model.localised(id, "title").is_some_and(|title| title.get(lang).is_none());
    let body = !record.bodies.is_empty() && record.bodies.iter().all(|(known, _)| known != lang);
    let what = match (title, body) {
        (true, true) => "title and text",
        (true, false) => "title",
        (false, true) => "text",
        (false, false) => return None,
    };
    let translation = record.bodies.iter().find(|(known, _)| known == lang).map(|(_, text)| &model.text(*text).path);
    let path = &record.origin.path;
    let help = match translation {
        Some(translation) => format!("add `title = \"…\"` to `{translation}`"),
        None if body || path.extension() == "md" => format!("write the translation into `{}`", beside(path, lang)),
        None => format!("add the title in this language: `title = {{ {lang} = \"…\" }}`"),
    };
    let message = format!("`{}` has no {what} in the language `{lang}`", record.id);
    Some(Diagnostic::new(Code::Untranslated, record.origin.clone(), message).help(help))
}

/// The path of a file's translation: `simore.es.md`.
fn beside(path: &SourcePath, lang: &Lang) -> SourcePath {
    let (folder, stem) = (path.folder(), path.stem());
    SourcePath::new(format!("{folder}/{stem}.{lang}.md"))
}
