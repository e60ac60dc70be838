//! Nothing that is protected gets out: a word that stands in every kind of protected place is in no file of the site.

use std::collections::BTreeSet;
use std::path::Path;

use crate::portal;
use crate::project::*;

/// Marks a place that must not be published; numbered when it is written, so that a leak tells where it comes from.
const PLACE: &str = "CANARY";

/// The same for places that are never published, protected or not: comments, and files that nobody names.
const NEVER: &str = "SILENT";

/// What stands in the site's files if something leaks.
const WORD: &str = "kanarienvogel";

/// The lines that protect. The control leaves them out.
const PROTECTION: &[&str] =
    &["draft = true", "visibility = \"internal\"", "published = \"2026-06-02\"", "withheld = \"2026-02-02\""];

/// Every kind of place, in files that come to the small portal.
const FILES: &[(&str, &str)] = &[
    // A draft with everything that a record can have.
    (
        "content/case-studies/CANARY.md",
        r#"+++
# SILENT
title = "CANARY title"
summary = "CANARY summary"
draft = true
reviewed = "2026-01-01"
countries = ["PRY"]
themes = ["access-to-justice-remedy"]
partners = ["CANARY-partner"]
claimed_by = "CANARY claim"
reach = "CANARY reach"
cites = ["A/HRC/99/1#1", "CANARY-source"]
formerly = ["CANARY-former"]
files = ["CANARY.txt"]
photograph = { file = "CANARY.webp", alt = "CANARY alternative" }
sector = "water"
+++

CANARY lead.

## CANARY heading {#what-was-done}

CANARY body, **CANARY** [CANARY link](https://example.org/CANARY) ![CANARY picture](CANARY.webp) [[wells|CANARY label]].

<p title="CANARY">CANARY HTML</p>

```records
kind = "story"
title = "CANARY embed"
```

| CANARY column |
| --- |
| CANARY cell |
"#,
    ),
    (
        "content/case-studies/CANARY.es.md",
        "+++\ntitle = \"CANARY título\"\nsummary = \"CANARY resumen\"\n+++\n\n## CANARY parte {#what-was-done}\n\nCANARY texto.\n",
    ),
    ("content/case-studies/CANARY.txt", "CANARY attachment"),
    (
        "content/organisations/hidden.csv",
        "id,title,acronym,roles,draft\nCANARY-partner,CANARY Organisation,CANARY,ngo,true\n",
    ),
    (
        "content/sources/hidden.toml",
        "[[source]]\nid = \"CANARY-source\"\ntitle = \"CANARY source\"\ndraft = true\naliases = [\"CANARY alias\"]\nlink = \"https://example.org/CANARY\"\n",
    ),
    // A slug of its own, nested tables in the file and in a table of their own, values of facets.
    (
        "content/stories/hidden-slug.md",
        "+++\ntitle = \"CANARY\"\nslug = \"CANARY-slug\"\ndraft = true\ntold = \"2024\"\nteller = \"CANARY\"\n\n[[steps]]\nname = \"CANARY step\"\ntext = \"CANARY text with [[story:maria|CANARY label]]\"\n+++\n",
    ),
    (
        "content/stories/steps.csv",
        "record,name,text,remark\nhidden-slug,CANARY name,CANARY text,\njose,Public,Public,CANARY remark\n",
    ),
    (
        "content/figures/hidden.toml",
        "[[figure]]\nid = \"CANARY-figure\"\ntitle = { en = \"CANARY\", es = \"CANARY\" }\nvalue = 1\nunit = \"CANARY\"\nscope = \"CANARY\"\ncites = [\"A/HRC/99/1#1\"]\ndraft = true\n",
    ),
    // What is a part of something hidden is hidden as well.
    (
        "content/plans/hidden.md",
        "+++\ntitle = \"CANARY plan\"\nplan_type = \"national\"\nreviewed = \"2026-01-01\"\nvisibility = \"internal\"\n\n[[challenges]]\nname = \"CANARY challenge\"\n+++\n\nCANARY background.\n",
    ),
    (
        "content/actions/hidden.toml",
        "[[area]]\nid = \"hidden-area\"\nparent = \"hidden\"\ntitle = \"CANARY area\"\n\n[[action]]\nid = \"hidden-action\"\nparent = \"area:hidden-area\"\ntitle = \"CANARY action\"\ntext = \"CANARY text\"\nnumber = \"CANARY\"\n",
    ),
    // Internal, of a later day, and a changed record of the kit.
    (
        "content/stories/CANARY-internal.md",
        "+++\ntitle = \"CANARY\"\nsummary = \"CANARY\"\nvisibility = \"internal\"\nplaces = [\"SEN\"]\ntone = \"calm\"\n+++\n\nCANARY\n",
    ),
    (
        "content/news/CANARY-later.md",
        "+++\ntitle = \"CANARY\"\nsummary = \"CANARY\"\ndate_line = \"2026-05-01\"\npublished = \"2026-06-02\"\n+++\n\nCANARY\n",
    ),
    ("content/countries/hidden.toml", "[[country]]\nid = \"FRA\"\nsummary = \"CANARY\"\ndraft = true\n"),
    (
        "content/recommendations/hidden.csv",
        "id,title,title@es,official_text,cycle,response_as_printed,countries,visibility\nCANARY-1,CANARY,CANARY,CANARY,CANARY,CANARY,PRY,internal\n",
    ),
    // Withheld: its id and address may be known, nothing else; others name it.
    (
        "content/stories/taken-back.md",
        "+++\ntitle = \"CANARY title\"\nsummary = \"CANARY summary\"\nteller = \"CANARY\"\nwithheld = \"2026-02-02\"\nplaces = [\"SEN\"]\n\n[[steps]]\nname = \"CANARY\"\n+++\n\nCANARY body\n",
    ),
    ("content/stories/taken-back.es.md", "+++\ntitle = \"CANARY título\"\n+++\n\nCANARY texto\n"),
    (
        "content/sources/taken-back.toml",
        "[[source]]\nid = \"taken-report\"\nsymbol = \"A/CANARY\"\ntitle = \"CANARY report\"\nwithheld = \"2026-02-02\"\nlink = \"https://example.org/CANARY\"\n",
    ),
    (
        "content/organisations/taken-back.toml",
        "[[organisation]]\nid = \"taken-board\"\ntitle = \"CANARY Board\"\nacronym = \"CANARY\"\nroles = [\"ngo\"]\nwithheld = \"2026-02-02\"\n",
    ),
    (
        "content/case-studies/names-them.md",
        "+++\ntitle = \"Names what is withheld\"\ncountries = [\"PRY\"]\nled_by = [\"taken-board\"]\ncites = [\"taken-report#1\"]\nofficer = \"CANARY officer\"\nhidden_number = \"CANARY 5\"\nhidden_story = \"CANARY-internal\"\nhidden_text = \"CANARY *prose* with [[story:CANARY-internal|CANARY]] <!-- SILENT -->\"\nhidden_files = [\"CANARY-internal.txt\"]\nhidden_tags = [\"CANARY tag\", \"CANARY other\"]\n+++\n\nLead. <!-- SILENT in the lead -->\n\n## What was done {#what-was-done}\n\nSee [[story:taken-back]] and [[taken-report#2]]. <!-- SILENT\nover two lines -->\n\n<!-- SILENT block -->\n\n[//]: # (SILENT)\n\n| a <!-- SILENT --> |\n| - |\n| b |\n",
    ),
    ("content/case-studies/CANARY-internal.txt", "CANARY internal attachment"),
    ("content/case-studies/SILENT.txt", "SILENT file that nobody names"),
    ("content/README.md", "SILENT notes on the work\n"),
    // Fields that a portal declares as internal: values and labels.
    (
        "kinds/case-study.toml",
        r#"# SILENT
[fields.sector]
type = "choice"
facet = true
column = true
label = "Sector"
[fields.sector.choices]
water = "Water"
justice = "Justice"

[fields.officer]
type = "text"
visibility = "internal"
facet = true
column = true
search = true
label = "CANARY officer"
help = "CANARY help"

[fields.hidden_number]
type = "text"
visibility = "internal"
facet = true
localised = false
label = "CANARY number"

[fields.hidden_story]
type = "ref"
to = "story"
visibility = "internal"
facet = true
column = true
label = "CANARY story"

[fields.hidden_text]
type = "markdown"
visibility = "internal"
label = "CANARY text"

[fields.hidden_files]
type = "file"
list = true
visibility = "internal"
label = "CANARY files"

[fields.hidden_tags]
type = "text"
list = true
visibility = "internal"
facet = true
label = "CANARY tags"
"#,
    ),
    (
        "casebook.toml",
        "# SILENT\nkit = 1\ntitle = \"Casebook of two rivers\" # SILENT\nlanguages = [\"en\", \"es\"]\ntheme = \"own\"\nbase_url = \"https://example.org/rivers/\"\npublisher = \"Two rivers\" # SILENT\n",
    ),
    ("themes/own/templates/list.html", "{# SILENT #}{% extends \"portal/list.html\" %}\n"),
    ("themes/own/words/fr.toml", "# SILENT\nhome = \"Accueil\"\n"),
];

/// How a name is told from all others: `CANARY-partner` stands for one record wherever it is named.
fn numbered(
    text: &str,
    places: &mut Vec<(String, bool)>,
    names: &mut std::collections::BTreeMap<String, String>,
    file: &str,
) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((at, mark)) = [PLACE, NEVER].into_iter().filter_map(|mark| Some((rest.find(mark)?, mark))).min() {
        let after = &rest[at + mark.len()..];
        // A name goes on with a hyphen, or stands alone as the name of a file.
        let tail: String = after.chars().take_while(|c| c.is_ascii_alphabetic() || *c == '-').collect();
        let is_name = tail.starts_with('-') || after.starts_with(".txt") || after.starts_with(".webp");
        let word = match names.get(&tail).filter(|_| is_name && mark == PLACE) {
            Some(known) => known.clone(),
            None => {
                let described: String = after.chars().take_while(|c| *c != '"' && *c != '\n').take(20).collect();
                places.push((format!("{mark}{described} in {file}"), mark == PLACE));
                let word = format!("{WORD}{:03}", places.len() - 1);
                if is_name && mark == PLACE {
                    names.insert(tail, word.clone());
                }
                word
            }
        };
        out.push_str(&rest[..at]);
        out.push_str(&word);
        rest = after;
    }
    out + rest
}

fn without_protection(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !PROTECTION.contains(&line.trim_end())).collect()
}

/// Writes the portal, and returns what stands at each number: a description, and whether it shows where nothing protects it.
fn lay_out(root: &Path, protected: bool) -> Vec<(String, bool)> {
    copy(&portal::folder(), root);
    let (mut places, mut names) = (Vec::new(), Default::default());
    // The names of files first: they are what others write.
    let paths: Vec<String> = FILES
        .iter()
        .map(|(path, _)| {
            let path = path.replace("CANARY.es.md", "CANARY.txt.es.md").replace("CANARY.md", "CANARY.txt.md");
            numbered(&path, &mut places, &mut names, "a file's name").replace(".txt.", ".")
        })
        .collect();
    for (path, (file, text)) in paths.iter().zip(FILES) {
        let mut text = numbered(text, &mut places, &mut names, file);
        if !protected {
            text = without_protection(&text);
            text = text.replace(",draft\n", ",reviewed\n").replace(",true\n", ",2026-01-01\n");
            text = text.replace(",visibility\n", ",reviewed\n").replace(",internal\n", ",2026-01-01\n");
        }
        write(root, path, text);
    }
    if !protected {
        let text = std::fs::read_to_string(root.join("kinds/story.toml")).unwrap();
        write(root, "kinds/story.toml", without_protection(&text));
    }
    let picture = format!("content/case-studies/{}.webp", names[""]);
    write(root, &picture, include_bytes!("../images/plain.webp"));
    places
}

/// The numbers of all words that stand in the names and bytes of files.
fn found(output: &Path) -> BTreeSet<(usize, String)> {
    let mut found = BTreeSet::new();
    for (path, bytes) in tree(output) {
        let bytes = bytes.to_ascii_lowercase();
        let text = format!("{}\n{}", path.to_lowercase(), String::from_utf8_lossy(&bytes));
        for (at, _) in text.match_indices(WORD) {
            let number = text[at + WORD.len()..].chars().take(3).collect::<String>().parse().unwrap();
            found.insert((number, path.clone()));
        }
    }
    found
}

#[test]
fn what_is_protected_never_gets_out() {
    let dir = tempfile::tempdir().unwrap();
    let (root, output) = (dir.path().join("portal"), dir.path().join("output"));
    let places = lay_out(&root, true);
    let result = run(&mut build_command(&root, &output));
    assert_eq!(result.code, Some(0), "{}", result.told);
    let leaks: Vec<String> =
        found(&output).into_iter().map(|(number, path)| format!("{} is in {path}", places[number].0)).collect();
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    // The withheld records have pages, and the records that name them are there.
    for page in ["stories/taken-back.html", "sources/taken-report.html", "case-studies/names-them.html"] {
        assert!(output.join(page).exists(), "{page}");
    }
}

/// The same words without what protects them: if they did not show then, the test above would say nothing.
#[test]
fn without_protection_the_same_words_show() {
    let dir = tempfile::tempdir().unwrap();
    let (root, output) = (dir.path().join("portal"), dir.path().join("output"));
    let places = lay_out(&root, false);
    let result = run(&mut build_command(&root, &output));
    assert_eq!(result.code, Some(0), "{}", result.told);
    let shown: BTreeSet<usize> = found(&output).into_iter().map(|(number, _)| number).collect();
    let all = places.iter().enumerate();
    let wrong: Vec<&String> =
        all.filter(|(number, (_, shows))| shown.contains(number) != *shows).map(|(_, (place, _))| place).collect();
    assert!(wrong.is_empty(), "{} places:\n{wrong:#?}", wrong.len());
    assert!(places.len() > 100);
}
