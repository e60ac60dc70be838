//! A theme of ten lines, as the theme documentation shows it: another colour, another mark, one block of one template.

use std::fs;

use crate::site::{folder, portal, root};

#[test]
fn it_changes_the_colour_the_mark_and_one_block() {
    let made = portal("child-theme");
    let page = made.html("case-studies/river-hearings.html");
    let (first, second) =
        (page.find("assets/style.").expect("the style"), page.find("assets/extra.").expect("its own"));
    assert!(first < second, "its own style comes after the built-in one");
    let own = made.files.iter().find(|(address, _)| address.starts_with("assets/extra.")).expect("the file").1;
    assert!(String::from_utf8_lossy(own).contains("--accent: #7a2048"));
    assert!(page.contains("<img class=\"logo\" src=\"../assets/logo."));
    assert!(!page.contains("<svg class=\"logo\""));
    assert!(page.contains("<p>Tell us what you did with this case.</p>"));
    assert!(page.contains("Last checked against its sources"), "the block's own content stays");
    assert!(page.contains("What was done"), "all else is as in the built-in theme");
}

/// What the documentation shows is the theme that is tested.
#[test]
fn the_documentation_shows_this_theme() {
    let readme = fs::read_to_string(root().join("themes/README.md")).expect("the documentation");
    let shown =
        readme.split("## In ten lines").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("its section");
    let theme = folder("child-theme").join("themes/ngo");
    let mut lines = 0;
    for file in ["theme.toml", "assets/extra.css", "templates/parts/logo.html", "templates/case-study.html"] {
        assert!(shown.contains(&format!("themes/ngo/{file}")), "{file}");
        for line in fs::read_to_string(theme.join(file)).expect("a file of the theme").lines() {
            assert!(shown.contains(&format!("        {line}\n")), "{file}: {line}");
            lines += 1;
        }
    }
    assert!(lines <= 10, "{lines} lines");
}
