//! A portal of more than two hundred pages in two versions, between which much changes.

use std::fs;
use std::path::Path;

use crate::project::write;

/// Case studies that are numbered; some are in one version only.
const STUDIES: usize = 170;

/// The id of a case study in a version: some end with the first, some begin with the second, some have another id there.
fn id(number: usize, version: usize) -> Option<String> {
    match (number % 10, version) {
        (3, 2) | (4, 1) => None,
        (5, 2) => Some(format!("moved-{number}")),
        _ => Some(format!("study-{number}")),
    }
}

/// Writes a version of the portal to a folder that does not exist yet or holds another version.
pub fn portal(root: &Path, version: usize) {
    let _ = fs::remove_dir_all(root);
    let settings = "kit = 1\ntitle = \"Many cases\"\nlanguages = [\"en\"]\ntheme = \"own\"\npages_per_record = 1000\n";
    write(root, "casebook.toml", settings);
    // A style sheet with a name of its own in each version: every page names it.
    write(root, "themes/own/theme.toml", "parent = \"portal\"\n");
    write(root, "themes/own/assets/own.css", format!("main {{ --version: {version} }}\n"));
    let base = "{% extends \"portal/base.html\" %}\n{% block head %}<link rel=\"stylesheet\" href=\"{{ assets[\"own.css\"] }}\">{% endblock %}\n";
    write(root, "themes/own/templates/base.html", base);
    let source = "id,title,places\nheld,A document,1-200\n";
    write(root, "content/sources/sources.csv", source);
    for number in 0..STUDIES {
        let Some(own) = id(number, version) else { continue };
        let countries = ["PRY", "GTM", "TGO", "SEN"];
        let themes = ["access-to-justice-remedy", "budget-resources", "advancement-of-women"];
        let mut text = format!(
            "+++\ntitle = \"Case {number}\"\ncountries = [\"{}\", \"{}\"]\nthemes = [\"{}\"]\ncites = [\"held#{}\"]\n",
            countries[number % 4],
            countries[(number + version) % 4],
            themes[number % 3],
            number + 1,
        );
        text += "+++\n\n## What was done {#what-was-done}\n\n";
        if number % 5 == 2 {
            text += &format!("This is version {version}.\n\n");
        }
        for step in [1, 7, 31] {
            if let Some(other) = id((number + step) % STUDIES, version) {
                text += &format!("See [[case-study:{other}]].\n");
            }
        }
        if number % 6 == 1 {
            // The same content in both versions for some, another for the rest.
            let content = if number % 4 == 1 { 0 } else { version };
            write(root, &format!("content/case-studies/note-{number}.txt"), format!("Note {number}, {content}\n"));
            text += &format!("\nThere is [a note](note-{number}.txt).\n");
        }
        text += &"\nA paragraph to make pages differ in size.\n".repeat(number % 30);
        write(root, &format!("content/case-studies/{own}.md"), text);
    }
}
