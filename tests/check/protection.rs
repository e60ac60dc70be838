//! References to what readers cannot see, and pictures that tell too much.

use casebook::model::Standing;
use casebook::parse::image::{Facts, Format, Kind, Metadata, Reason};

use crate::portal::{Portal, front, portal};

const DRAFT: &str = "+++\ntitle = \"D\"\ndraft = true\n+++\n";

fn with_targets(text: &str) -> Portal {
    let source = "title = \"S\"\nvisibility = \"internal\"\n";
    portal(&[
        ("content/lessons/a.md", text),
        ("content/lessons/d.md", DRAFT),
        ("content/lessons/later.md", "+++\ntitle = \"L\"\npublished = 2027-01-01\n+++\n"),
        ("content/lessons/gone.md", "+++\ntitle = \"G\"\nwithheld = 2026-01-01\n+++\n"),
        ("content/sources/S.toml", source),
    ])
}

#[test]
fn prose_and_cites_that_lead_to_what_is_not_published() {
    let text = front("cites = [\"S\"]\n")
        + "See [[d]], [[lesson:later|this]], [[gone]], [[S#4]] and [it](d.md).\n\n\
           ```records\nkind = \"lesson\"\nids = [\"gone\", \"d\"]\n```\n";
    let draft = "refers-to-draft: `d` is a draft, and this record is published; the draft: d.md:3:9 «true»";
    let internal = "refers-to-internal: `S` is internal, and this record is public; \
                    the internal record: S.toml:2:14 «\"internal\"»";
    let later = "refers-to-draft: `later` is not published before 2027-01-01, and this record is; \
                 the record of a later day: later.md:3:13 «2027-01-01»";
    assert_eq!(
        with_targets(&text).found(),
        [
            format!("a.md:3:10 «\"S\"» {internal}"),
            format!("a.md:5:7 «d» {draft}"),
            format!("a.md:5:14 «lesson:later» {later}"),
            format!("a.md:5:47 «S#4» {internal}"),
            format!("a.md:5:62 «d.md» {draft}"),
            format!("a.md:9:16 «\"d\"» {draft}"),
        ]
    );
}

#[test]
fn what_is_not_published_may_refer_to_its_like() {
    for standing in ["draft = true\n", "published = 2027-01-01\n", "visibility = \"internal\"\n"] {
        assert_eq!(with_targets(&(front(standing) + "See [[d]] and [[S]].\n")).found(), Vec::<String>::new());
    }
    let mut preview = with_targets(&(front("") + "See [[d]].\n"));
    preview.drafts = true;
    assert_eq!(preview.found(), Vec::<String>::new());
}

#[test]
fn nested_tables_count_and_internal_fields_do_not() {
    let kind = "label = \"Visit\"\nfolder = \"visits\"\n[fields.hidden]\ntype = \"ref\"\nto = \"lesson\"\nlabel = \"H\"\n\
                visibility = \"internal\"\n[fields.stops]\ntype = \"table\"\nlist = true\nlabel = \"Stops\"\n\
                [fields.stops.fields.seen]\ntype = \"ref\"\nto = \"lesson\"\nlabel = \"Seen\"\n\
                [fields.stops.fields.noted]\ntype = \"markdown\"\nlabel = \"Noted\"\n\
                [fields.stops.fields.told]\ntype = \"ref\"\nto = \"lesson\"\nlabel = \"Told\"\nvisibility = \"internal\"\n";
    let visit = "title = \"V\"\nhidden = \"d\"\n[[stops]]\nseen = \"d\"\nnoted = \"as in [[d]]\"\ntold = \"d\"\n";
    let files = [("kinds/visit.toml", kind), ("content/visits/v.toml", visit), ("content/lessons/d.md", DRAFT)];
    let draft = "refers-to-draft: `d` is a draft, and this record is published; the draft: d.md:3:9 «true»";
    assert_eq!(portal(&files).found(), [format!("v.toml:4:8 «\"d\"» {draft}"), format!("v.toml:5:18 «d» {draft}")]);
}

#[test]
fn a_part_of_a_draft_is_a_draft() {
    let plan = "title = \"P\"\nplan_type = \"national\"\ndraft = true\n\n[[area]]\nid = \"one\"\ntitle = \"One\"\n";
    let text = front("") + "See [[area:one]].\n";
    let found = portal(&[("content/plans/p.toml", plan), ("content/lessons/a.md", &text)]).found();
    let message = "refers-to-draft: `one` is a draft, and this record is published; the draft: p.toml:6:6 «\"one\"»";
    assert_eq!(found, [format!("a.md:4:7 «area:one» {message}")]);
}

#[test]
fn a_kit_record_that_the_portal_hides_is_not_held_against_the_kit() {
    let files = [("content/norms/own.toml", "[[norm]]\nid = \"ICERD\"\ndraft = true\n")];
    assert_eq!(portal(&files).found(), Vec::<String>::new());
}

fn facts(format: Format, metadata: &[(Kind, &'static str)]) -> Result<Facts, Reason> {
    let metadata = metadata.iter().map(|(kind, what)| Metadata { kind: *kind, what }).collect();
    Ok(Facts { format, width: 4, height: 3, orientation: 1, metadata })
}

fn with_pictures(text: &str) -> Portal {
    let text = front("photograph = { file = \"p.jpg\", alt = \"P\" }\n") + "## Done {#what-was-done}\n\n" + text;
    portal(&[("content/case-studies/a.md", &text)])
}

const TELLING: &[(Kind, &str)] =
    &[(Kind::Location, "GPS position"), (Kind::Device, "camera model"), (Kind::Other, "thumbnail")];

#[test]
fn pictures_with_hidden_data_are_found_where_they_are_used() {
    let harmless = facts(Format::Jpeg, &[(Kind::Other, "thumbnail")]);
    let portal = with_pictures("![P](p.jpg) and ![Q](q.jpg), [full size](p.jpg)\n")
        .picture("content/case-studies/p.jpg", facts(Format::Jpeg, TELLING))
        .picture("content/case-studies/q.jpg", harmless)
        .picture("content/case-studies/unused.jpg", facts(Format::Jpeg, TELLING));
    let message =
        "location-data: the picture `content/case-studies/p.jpg` carries hidden data: GPS position, camera model";
    assert_eq!(
        portal.found(),
        [
            format!("a.md:3:14 «{{ file = \"p.jpg\", alt = \"P\" }}» {message}"),
            format!("a.md:7:6 «p.jpg» {message}"),
            format!("a.md:7:42 «p.jpg» {message}"),
        ]
    );
    let helps: Vec<Option<String>> = portal.check().into_iter().map(|found| found.help).collect();
    assert_eq!(helps[0].as_deref(), Some("run `casebook strip content/case-studies/p.jpg`"));
}

#[test]
fn what_cannot_be_stripped_or_read_is_told() {
    let avif = with_pictures("").picture("content/case-studies/p.jpg", facts(Format::Avif, TELLING));
    assert!(avif.help().starts_with("convert it to JPEG, PNG or WebP"), "{}", avif.help());
    let damaged = Err(Reason { message: "the JPEG file is damaged: no end".to_owned(), help: "export it anew" });
    let damaged = with_pictures("").picture("content/case-studies/p.jpg", damaged);
    let message = "the picture `content/case-studies/p.jpg` cannot be published: the JPEG file is damaged: no end";
    let place = "a.md:3:14 «{ file = \"p.jpg\", alt = \"P\" }»";
    assert_eq!(damaged.found(), [format!("{place} bad-image: {message}")]);
    assert_eq!(damaged.help(), "export it anew");
}

#[test]
fn pictures_of_drafts_may_wait() {
    let text = front("draft = true\nphotograph = { file = \"p.jpg\", alt = \"P\" }\n") + "## Done {#what-was-done}\n";
    let portal = portal(&[("content/case-studies/a.md", &text)])
        .picture("content/case-studies/p.jpg", facts(Format::Jpeg, TELLING));
    assert_eq!(portal.found(), Vec::<String>::new());
}

#[test]
fn what_is_part_of_something_withheld_is_withheld_however_deep() {
    let kind = "label = \"Node\"\nparent = [\"plan\", \"node\"]\n";
    let mut nodes = String::from("[[node]]\nid = \"f\"\ntitle = \"F\"\nparent = \"plan:p\"\n");
    for (id, parent) in [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f")] {
        nodes += &format!("[[node]]\nid = \"{id}\"\ntitle = \"{id}\"\nparent = \"node:{parent}\"\n");
    }
    let plan = "title = \"P\"\nplan_type = \"national\"\nwithheld = 2026-01-01\n";
    let model =
        portal(&[("kinds/node.toml", kind), ("content/plans/p.toml", plan), ("content/node/n.toml", &nodes)]).model();
    let place = model.schema.position("node").unwrap();
    let standings: Vec<Standing> = model.of_kind(place).map(|id| model.record(id).standing).collect();
    assert_eq!(standings, [Standing::Withheld; 6]);
}
