//! Consent, and contact data in texts about people.

use crate::portal::{front, portal};

const STORY: &str = "label = \"Story\"\nfolder = \"stories\"\nnarrative = true\npeople = true\n";
const CONSENT: &str = "[fields.consent]\ntype = \"choice\"\nvisibility = \"internal\"\nlabel = \"Consent\"\n\
                       [fields.consent.choices]\ngiven = \"Given\"\nnot-needed = \"Not needed\"\n";

#[test]
fn records_about_people_say_whether_they_agreed() {
    let kind = STORY.to_owned() + CONSENT;
    let files = [
        ("kinds/story.toml", kind.as_str()),
        ("content/stories/a.md", &front("")),
        ("content/stories/b.md", &front("consent = \"given\"\n")),
        ("content/stories/c.md", &front("withheld = 2026-01-01\n")),
    ];
    let portal = portal(&files);
    assert_eq!(portal.found(), ["a.md no-consent: `a` does not say whether the persons in it agreed"]);
    assert_eq!(portal.help(), "ask them, then write `consent = \"given\"` or `consent = \"not-needed\"`");
}

#[test]
fn a_kind_about_people_has_a_field_for_consent() {
    let found = portal(&[("kinds/story.toml", STORY), ("content/stories/a.md", &front(""))]).found();
    let message = "kind-declaration: records of the kind `story` are about people, but it has no field `consent`";
    assert_eq!(found, [format!("story.toml {message}")]);
}

#[test]
fn contact_data_is_found_where_people_are_written_about() {
    let text = "## Done {#what-was-done}\n\nWrite to ana@un-x.org or call +595 21 123 456, at -25.2637, -57.5759.\n";
    let found = portal(&[("content/case-studies/a.md", &(front("") + text))]).found();
    assert_eq!(
        found,
        [
            "a.md:6:10 «ana@un-x.org» contact-data: an e-mail address in a text about people",
            "a.md:6:31 «+595 21 123 456» contact-data: a telephone number in a text about people",
            "a.md:6:51 «-25.2637, -57.5759» contact-data: an exact position in a text about people",
        ]
    );
    let internal = front("visibility = \"internal\"\n") + text;
    assert_eq!(portal(&[("content/case-studies/a.md", &internal)]).found(), Vec::<String>::new());
    assert_eq!(portal(&[("content/lessons/a.md", &(front("") + text))]).found(), Vec::<String>::new());
}

#[test]
fn fields_count_as_far_as_they_are_public() {
    let fields = "[fields.told]\ntype = \"markdown\"\nlabel = \"Told\"\n\
                  [fields.note]\ntype = \"markdown\"\nlabel = \"Note\"\nvisibility = \"internal\"\n";
    let kind = STORY.to_owned() + CONSENT + fields;
    let text = front("consent = \"given\"\ntold = \"By a@b.org\"\nnote = \"By c@d.org\"\n");
    let found = portal(&[("kinds/story.toml", &kind), ("content/stories/a.md", &text)]).found();
    assert_eq!(found, ["a.md:4:12 «a@b.org» contact-data: an e-mail address in a text about people"]);
}
