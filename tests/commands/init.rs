//! The new portal has no faults, teaches what exists, and never mixes with other files.

use std::fs;
use std::path::Path;

use casebook::base::Code;
use casebook::cli::init;

use crate::common::portal_in;

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const TOP: [&str; 5] = [".gitignore", "README.md", "casebook.toml", "content", "kinds"];

#[test]
fn a_new_portal_has_no_faults() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("a/portal");
    init::write(&dir).unwrap();
    assert_eq!(names(&dir), TOP);
    assert_eq!(names(&root.path().join("a")), ["portal"], "nothing else is left");
    let portal = portal_in(&dir);
    assert_eq!(portal.diagnostics, []);
    let own = portal.model.records.iter().filter(|record| record.of_portal && !record.of_kit).count();
    assert_eq!(own, 9);
    for (kind, id) in [("article", "home"), ("article", "about"), ("training-event", "report-writing-2023")] {
        let place = portal.schema.position(kind).unwrap();
        assert!(portal.model.find(place, id).is_some(), "{kind} {id}");
    }
}

#[test]
fn the_examples_name_no_country() {
    for (path, text) in init::FILES.iter().filter(|(path, _)| path.starts_with("content/")) {
        assert!(!text.contains("\ncountries ="), "{path}");
        assert!(text.to_lowercase().contains("example"), "{path} says that it is an example");
    }
}

#[test]
fn every_file_of_the_template_is_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/init");
    let mut on_disk: Vec<String> = Vec::new();
    let mut folders = vec![folder.clone()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => on_disk.push(path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/")),
            }
        }
    }
    on_disk.sort();
    let mut compiled: Vec<&str> = init::FILES.iter().map(|(path, _)| *path).chain(["gitignore.txt"]).collect();
    compiled.sort();
    assert_eq!(on_disk, compiled);
}

#[test]
fn the_lesson_about_figures_holds() {
    let texts: Vec<(&str, &str)> = init::FILES.to_vec();
    let portal = crate::common::portal_of(&texts);
    let figures = |portal: &crate::common::Portal| -> usize {
        portal
            .model
            .records
            .iter()
            .flat_map(|record| &record.texts)
            .map(|text| text.parsed.markdown.figures.len())
            .sum()
    };
    assert_eq!(figures(&portal), 0);
    let path = "content/case-studies/community-hearings.md";
    let text = texts.iter().find(|(name, _)| *name == path).unwrap().1.replace(" [[example-report#7]]", "");
    let changed: Vec<(&str, &str)> =
        texts.iter().map(|(name, old)| (*name, if *name == path { &*text } else { *old })).collect();
    assert_eq!(figures(&crate::common::portal_of(&changed)), 1, "{}", Code::FigureWithoutCite);
}

#[test]
fn an_empty_folder_is_filled_and_kept() {
    let root = tempfile::tempdir().unwrap();
    init::write(root.path()).unwrap();
    assert_eq!(names(root.path()), TOP);
}

#[test]
fn what_is_there_stays_as_it_is() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("thesis.txt"), "mine").unwrap();
    let refusal = init::write(root.path()).unwrap_err();
    assert!(refusal.message.ends_with("is not empty: `thesis.txt`"), "{refusal}");
    assert_eq!(names(root.path()), ["thesis.txt"]);
    let refusal = init::write(&root.path().join("thesis.txt")).unwrap_err();
    assert!(refusal.message.ends_with("is a file, not a folder"), "{refusal}");
    (0..20).for_each(|at| fs::write(root.path().join(format!("{at}.txt")), "").unwrap());
    assert!(init::write(root.path()).unwrap_err().message.ends_with(", and 13 more"));
}
