//! Files below `content/` that were meant as records, and are none.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Diagnostics, Origin, SourcePath};
use crate::model::{Item, Model, Target, Value};

/// Formats of word processors, spreadsheets and other tools, in which people write what casebook then does not read.
const WRITTEN: &[&str] =
    &["doc", "docx", "odt", "rtf", "txt", "markdown", "xls", "xlsx", "ods", "tsv", "yaml", "yml", "json", "html"];

/// Reports files of such formats in the folders of kinds that no record offers as a file.
pub(super) fn check(model: &Model, assets: &[SourcePath], diagnostics: &mut Diagnostics) {
    let in_kind = |path: &SourcePath| {
        let folder = path.below("content").and_then(|below| below.split_once('/')).map(|(folder, _)| folder);
        folder.is_some_and(|folder| model.schema.kind_of_folder(folder).is_some())
    };
    let meant = |path: &&SourcePath| WRITTEN.contains(&path.extension().as_str()) && in_kind(path);
    let written: Vec<&SourcePath> = assets.iter().filter(meant).collect();
    if written.is_empty() {
        return;
    }
    let mut offered = BTreeSet::new();
    for record in &model.records {
        record.all_values().for_each(|(_, items)| files_of(items, &mut offered));
        let targets = record.texts.iter().flat_map(|text| &text.targets);
        offered.extend(targets.filter_map(|target| match target {
            Target::File(path) => Some(path),
            _ => None,
        }));
    }
    for path in written.into_iter().filter(|path| !offered.contains(path)) {
        let message = format!("`{path}` is not read: records are Markdown, TOML and CSV files");
        let help = "save it as `.md` or `.csv`, name it in a record that offers it, or move it out of `content/`";
        diagnostics.push(Diagnostic::new(Code::UnknownFile, Origin::file(path), message).help(help));
    }
}

fn files_of<'a>(items: &'a [Item], offered: &mut BTreeSet<&'a SourcePath>) {
    for item in items {
        match &item.value {
            Value::File(path) | Value::Image { path, .. } => drop(offered.insert(path)),
            Value::Table(values) => values.iter().for_each(|(_, items)| files_of(items, offered)),
            _ => {}
        }
    }
}
