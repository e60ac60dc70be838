//! After a rename everything leads where it led, and nothing but names has changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use casebook::base::{Code, SourcePath};
use casebook::cli::rename::{self, Plan, made_worse};
use casebook::cli::{init, refusal::Refusal};
use casebook::model::{Model, Target};

use crate::common::{Portal, load, portal_in, portal_of};

const SETTINGS: &str = "title = \"T\"\nlanguages = [\"en\", \"es\"]\nkit = 1\n";
const STUDY: &str = "+++\ntitle = \"Other\"\n+++\n";

fn plan(portal: &Portal, kind: &str, old: &str, new: &str) -> Result<Plan, Refusal> {
    rename::plan(&portal.model, &portal.sources, &portal.diagnostics, kind, old, new)
}

/// Every way from one record to another, and every target of a text, by name; `renamed` shows under its old id.
fn ways(model: &Model, kind: &str, old: &str, new: &str) -> BTreeSet<String> {
    let name = |id| {
        let (of, record) = (&model.kind_of(id).id, &model.record(id).id);
        if of == kind && **record == *new { format!("{of}:{old}") } else { format!("{of}:{record}") }
    };
    let mut ways = BTreeSet::new();
    for id in model.ids() {
        for link in &model.backlinks[id.0 as usize] {
            ways.insert(format!("{} -> {}", name(link.from), name(id)));
        }
        for (at, text) in model.record(id).texts.iter().enumerate() {
            for (hole, target) in text.targets.iter().enumerate() {
                let target = match target {
                    Target::Record { record, anchor } => format!("{} {anchor:?}", name(*record)),
                    Target::Cite(cite) => format!("{} {:?}", name(cite.source), cite.place),
                    Target::Embed(query) => query.ids.iter().map(|id| name(*id)).collect(),
                    Target::Broken => "broken".to_owned(),
                    _ => continue,
                };
                ways.insert(format!("{} text {at} hole {hole}: {target}", name(id)));
            }
        }
    }
    ways
}

/// Renames, reads again, and holds the two portals together; the texts afterwards.
fn renamed(before: &Portal, kind: &str, old: &str, new: &str) -> (Plan, Portal) {
    let plan = plan(before, kind, old, new).unwrap_or_else(|refusal| panic!("{kind}:{old}: {refusal}"));
    let after = load(plan.apply(&before.sources));
    let worse: Vec<String> = made_worse(&before.diagnostics, &after.diagnostics)
        .into_iter()
        .map(|found| format!("{}: {} {:?}", found.origin.path, found.message, found.help))
        .collect();
    assert_eq!(worse, Vec::<String>::new(), "{kind}:{old}");
    assert_eq!(ways(&before.model, "", "", ""), ways(&after.model, kind, old, new), "{kind}:{old}");
    let place = after.schema.position(kind).unwrap();
    let record = after.model.find(place, new).unwrap_or_else(|| panic!("{kind}:{new} is there"));
    assert_eq!(after.model.former.get(&(place, old.into())), Some(&record));
    (plan, after)
}

fn text<'a>(portal: &'a Portal, path: &str) -> &'a str {
    portal.sources.get(&SourcePath::new(path)).and_then(|source| source.text()).unwrap_or_else(|| panic!("{path}"))
}

#[test]
fn prose_links_and_embeds_follow() {
    let other = "+++\ntitle = \"Other\"\n+++\n\n## What {#what-was-done}\n\nSee [[simore]], [[ case-study:simore |the `system`]] and [[simore#results]], \
                 not `[[simore]]` nor simore. Also [a](simore.md#results), [b], [c](../case-studies/simore.md).\n\n\
                 | a |\n| --- |\n| [[simore\\|x]] |\n\n- item\n\n  ```records\n  kind = \"case-study\"\n  ids = [\"simore\", \"other\"] # both\n  ```\n\n\
                 > ```records\n> kind = \"case-study\"\n> ids = ['case-study:simore']\n> ```\n\n[b]: <simore.md>\n";
    let study = "+++\n# the title\ntitle = \"Simore\" # a name\ncountries = [\"PRY\"]\n+++\n\nOwn [[#results]] and [[simore#results]].\n\n## R {#results}\n";
    let portal = portal_of(&[
        ("casebook.toml", SETTINGS),
        ("content/case-studies/simore.md", study),
        ("content/case-studies/simore.es.md", "+++\ntitle = \"Sistema\"\n+++\n\n[[simore]]\n"),
        ("content/case-studies/other.md", other),
    ]);
    assert_eq!(portal.diagnostics, []);
    let (plan, after) = renamed(&portal, "case-study", "simore", "simore-pry");
    let expected = other
        .replace("[[simore", "[[simore-pry")
        .replace("`[[simore-pry]]`", "`[[simore]]`")
        .replace("case-study:simore", "case-study:simore-pry")
        .replace("simore.md", "simore-pry.md")
        .replace("\"simore\"", "\"simore-pry\"");
    assert_eq!(text(&after, "content/case-studies/other.md"), expected);
    assert_eq!(
        text(&after, "content/case-studies/simore-pry.md"),
        study.replace("# a name\n", "# a name\nformerly = [\"simore\"]\n").replace("[[simore#", "[[simore-pry#")
    );
    assert_eq!(
        text(&after, "content/case-studies/simore-pry.es.md"),
        "+++\ntitle = \"Sistema\"\n+++\n\n[[simore-pry]]\n"
    );
    assert_eq!(plan.count(), (11, 3));
    assert_eq!(
        plan.summary(true).lines().collect::<Vec<_>>(),
        [
            "`case-study:simore` would become `simore-pry`: 11 references in 3 files",
            "  content/case-studies/simore.md -> content/case-studies/simore-pry.md (1 reference)",
            "  content/case-studies/simore.es.md -> content/case-studies/simore-pry.es.md (1 reference)",
            "  content/case-studies/other.md (9 references)",
            "Nothing was written.",
        ]
    );
}

#[test]
fn fields_and_cites_follow_in_every_form() {
    let plans = "title = \"P\"\nplan_type = \"national\"\n\n[[challenges]]\nname = \"N\"\ntext = \"First [[source:rep-1#2]].\\n\\n\\\"Quoted\\\" [[rep-1]]\"\nsources = [ 'rep-1#3', \"\\u0072ep-1\" ] # both\n";
    let rows = "id,title,unit,value,cites,disagreement\na,A,u,1,rep-1#1|rep-1,\"x \"\"[[rep-1#2]]\"\"\"\n\"b\",B,u,2, rep-1#1 ,\n";
    let sources = "[[source]]\nid = \"rep-1\" # short\ntitle = \"R\"\naliases = [\"rep-one\"]\nplaces = [\"1-9\"]\ndisagrees = [\"rep-2\"]\n\n[[source]]\nid = \"rep-2\"\ntitle = \"S\"\ndisagrees = \"source:rep-1#4\"\n";
    let portal = portal_of(&[
        ("casebook.toml", SETTINGS),
        ("content/plans/p.toml", plans),
        ("content/figures/f.csv", rows),
        ("content/sources/s.toml", sources),
        (
            "content/case-studies/c.md",
            "+++\ntitle = \"C\"\ncites = [\"rep-one#1\"]\n+++\n\n[[rep-one]] and [[rep-1#1]].\n",
        ),
    ]);
    assert_eq!(portal.diagnostics, []);
    let (plan, after) = renamed(&portal, "source", "rep-1", "A/1");
    assert_eq!(text(&after, "content/plans/p.toml"), plans.replace("\\u0072ep-1", "A/1").replace("rep-1", "A/1"));
    assert_eq!(text(&after, "content/figures/f.csv"), rows.replace("rep-1", "A/1"));
    assert_eq!(
        text(&after, "content/sources/s.toml"),
        sources.replace("# short\n", "# short\nformerly = [\"R-1\"]\n").replace("rep-1", "A/1").replace("R-1", "rep-1")
    );
    assert!(text(&after, "content/case-studies/c.md").contains("[\"rep-one#1\"]"), "an alias stays");
    assert_eq!(plan.count(), (10, 4));
}

#[test]
fn parents_and_nested_tables_follow() {
    let actions = "[[action]]\nid = \"a\"\ntitle = \"A\"\nparent = \"plan:p\"\n";
    let beside = "title = \"P\"\nplan_type = \"national\"\n\n[[action]]\nid = \"p\"\ntitle = \"Beside\"\n";
    let portal = portal_of(&[
        ("casebook.toml", SETTINGS),
        ("content/plans/p.toml", beside),
        ("content/actions/x.toml", actions),
        ("content/plans/challenges.csv", "record,name,sources\np,One,\np,Two,\n"),
    ]);
    assert_eq!(portal.diagnostics, []);
    let (plan, after) = renamed(&portal, "plan", "p", "plan-2020");
    assert_eq!(text(&after, "content/plans/challenges.csv"), "record,name,sources\nplan-2020,One,\nplan-2020,Two,\n");
    assert_eq!(text(&after, "content/actions/x.toml"), actions.replace("plan:p", "plan:plan-2020"));
    let own = text(&after, "content/plans/plan-2020.toml");
    assert_eq!(own, beside.replace("\"P\"\n", "\"P\"\nformerly = [\"p\"]\n"), "the action `p` keeps its id");
    assert_eq!(plan.count(), (3, 2));
}

#[test]
fn rows_remember_their_old_id() {
    for (before, after) in [
        ("id,title\nold,Old\nx,X\n", "id,title,formerly\nnew,Old,old\nx,X\n"),
        (
            "id;title;acronym\r\nold;\"Old; one\"\r\nx;X;Y\r\n",
            "id;title;acronym;formerly\r\nnew;\"Old; one\";;old\r\nx;X;Y\r\n",
        ),
        ("formerly,id,title\n,old,Old\nz,x,X\n", "formerly,id,title\nold,new,Old\nz,x,X\n"),
        ("id,title,formerly\nold,Old,older\n", "id,title,formerly\nnew,Old,older|old\n"),
        ("id,title,formerly\nold,Old,\"older|new\"", "id,title,formerly\nnew,Old,older|old"),
        ("title,\"id\"\nOld,\"old\"\n", "title,\"id\",formerly\nOld,\"new\",old\n"),
    ] {
        let portal = portal_of(&[("content/organisations/o.csv", before)]);
        assert_eq!(portal.diagnostics, [], "{before}");
        let (_, read) = renamed(&portal, "organisation", "old", "new");
        assert_eq!(text(&read, "content/organisations/o.csv"), after);
    }
}

#[test]
fn records_in_toml_remember_their_old_id() {
    for (path, before, after) in [
        (
            "old.toml",
            "# note\n\nsummary = \"s\"\n[title]\nen = \"T\"\n",
            "# note\n\nformerly = [\"old\"]\nsummary = \"s\"\n[title]\nen = \"T\"\n",
        ),
        ("old.toml", "title = \"\"\"\nT\"\"\" # t", "title = \"\"\"\nT\"\"\" # t\nformerly = [\"old\"]"),
        (
            "old.toml",
            "title = \"T\"\r\nformerly = \"older\"\r\n",
            "title = \"T\"\r\nformerly = [\"older\", \"old\"]\r\n",
        ),
        (
            "old.toml",
            "title = \"T\"\nformerly = [\n  \"older\", # o\n]\n",
            "title = \"T\"\nformerly = [\n  \"older\", \"old\", # o\n]\n",
        ),
        ("old.toml", "title = \"T\"\nformerly = ['new']\n", "title = \"T\"\nformerly = [\"old\"]\n"),
        (
            "o.toml",
            "[[organisation]]\r\nid = 'old'\r\ntitle = \"T\"\r\n",
            "[[organisation]]\r\nid = 'new'\r\nformerly = [\"old\"]\r\ntitle = \"T\"\r\n",
        ),
        (
            "o.toml",
            "organisation = [{ id = \"old\", title = \"T\" }]\n",
            "organisation = [{ id = \"new\", formerly = [\"old\"], title = \"T\" }]\n",
        ),
    ] {
        let portal = portal_of(&[(&format!("content/organisations/{path}"), before)]);
        assert_eq!(portal.diagnostics, [], "{before}");
        let (_, read) = renamed(&portal, "organisation", "old", "new");
        assert_eq!(text(&read, &format!("content/organisations/{}", path.replace("old", "new"))), after);
    }
}

#[test]
fn names_stay_unambiguous() {
    let prose = "+++\ntitle = \"C\"\n+++\n\n[[alpha]], [[beta]] and [[organisation:beta]].\n";
    let figure = "title = \"F\"\nvalue = 1\nunit = \"u\"\ncites = [\"s\"]\nabout = [\"alpha\", \"beta\"]\n";
    let portal = portal_of(&[
        ("casebook.toml", SETTINGS),
        ("content/case-studies/c.md", prose),
        ("content/case-studies/alpha.md", STUDY),
        ("content/organisations/beta.toml", "title = \"B\"\n"),
        ("content/sources/s.toml", "title = \"S\"\n"),
        ("content/figures/f.toml", figure),
    ]);
    assert_eq!(portal.diagnostics, []);
    let (_, after) = renamed(&portal, "case-study", "alpha", "beta");
    assert_eq!(
        text(&after, "content/case-studies/c.md"),
        "+++\ntitle = \"C\"\n+++\n\n[[case-study:beta]], [[organisation:beta]] and [[organisation:beta]].\n"
    );
    assert!(text(&after, "content/figures/f.toml").contains("about = [\"case-study:beta\", \"organisation:beta\"]"));
}

#[test]
fn former_ids_and_the_way_back() {
    let portal = portal_of(&[
        ("content/case-studies/now.md", "+++\ntitle = \"N\"\nformerly = [\"first\"]\n+++\n"),
        ("content/case-studies/c.md", "+++\ntitle = \"C\"\n+++\n\n[[first]] and [[now]]\n"),
    ]);
    assert_eq!(portal.diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::FormerId]);
    let (_, after) = renamed(&portal, "case-study", "now", "first");
    assert_eq!(text(&after, "content/case-studies/first.md"), "+++\ntitle = \"N\"\nformerly = [\"now\"]\n+++\n");
    assert_eq!(text(&after, "content/case-studies/c.md"), "+++\ntitle = \"C\"\n+++\n\n[[first]] and [[first]]\n");
    assert_eq!(after.diagnostics, []);
}

#[test]
fn what_would_do_harm_is_refused() {
    let portal = portal_of(&[
        ("casebook.toml", SETTINGS),
        ("content/case-studies/a.md", "+++\ntitle = \"A\"\nformerly = [\"was\"]\n+++\n"),
        ("content/case-studies/b.md", "+++\ntitle = \"B\"\nformerly = [\"was-b\"]\n+++\n"),
    ]);
    for (kind, old, new, message) in [
        ("case-study", "c", "d", "there is no `case-study` with the id `c`"),
        ("case-studdy", "a", "d", "there is no kind"),
        ("case-study", "was", "d", "the record is now `a`"),
        ("case-study", "a", "a", "the id is `a` already"),
        ("case-study", "a", "b", "`b` is taken by `b` in content/case-studies/b.md"),
        ("case-study", "a", "B", "`B` is taken by `b`"),
        ("case-study", "a", "was-b", "`was-b` is taken by `b`"),
        ("case-study", "a", "x y", "cannot be an id"),
        ("case-study", "a", "x/y", "cannot be the name of the record's file"),
        ("case-study", "a", "x.es", "cannot be the name of the record's file"),
        ("case-study", "a", "index", "cannot be the name of a page"),
        ("country", "PRY", "PAR", "comes with casebook"),
    ] {
        let refusal = plan(&portal, kind, old, new).expect_err(message);
        assert!(refusal.message.contains(message), "{refusal}");
    }
    let broken =
        portal_of(&[("content/case-studies/a.md", STUDY), ("content/case-studies/b.md", "+++\nx = = 1\n+++\n")]);
    assert!(plan(&broken, "case-study", "a", "c").unwrap_err().message.starts_with("references may be missed"));
    let blocked = portal_of(&[
        ("content/organisations/a.toml", "title = \"A\"\n"),
        ("content/organisations/new.toml", "[[organisation]]\nid = \"x\"\ntitle = \"X\"\n"),
    ]);
    assert_eq!(
        plan(&blocked, "organisation", "a", "new").unwrap_err().message,
        "`content/organisations/new.toml` is there already"
    );
}

#[test]
fn a_record_of_each_kind_of_the_demonstration_portal() {
    let portal = portal_in(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut kinds = BTreeSet::new();
    for id in portal.model.ids().filter(|id| portal.model.record(*id).of_portal && !portal.model.record(*id).of_kit) {
        if kinds.insert(portal.model.record(id).kind) {
            let record = &portal.model.record(id).id;
            renamed(&portal, &portal.model.kind_of(id).id, record, "another-id-2");
        }
    }
    assert!(kinds.len() > 5, "{kinds:?}");
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("portal");
    init::write(&dir).unwrap();
    let marked = dir.join("content/case-studies/plain-language-guide.md");
    let old = fs::read_to_string(&marked).unwrap();
    fs::write(&marked, format!("\u{feff}{old}")).unwrap();
    let portal = portal_in(&dir);
    let plan = plan(&portal, "case-study", "community-hearings", "hearings").unwrap();

    fs::write(&marked, format!("{old} ")).unwrap();
    let refusal = rename::write(&dir, &plan).unwrap_err();
    assert!(refusal.message.contains("has changed since it was read"), "{refusal}");
    assert_eq!(portal_in(&dir).model.find(portal.schema.position("case-study").unwrap(), "hearings"), None);

    fs::write(&marked, format!("\u{feff}{old}")).unwrap();
    rename::write(&dir, &plan).unwrap();
    let after = portal_in(&dir);
    assert_eq!(after.diagnostics, []);
    assert_eq!(after.sources, plan.apply(&portal.sources));
    assert!(fs::read_to_string(&marked).unwrap().starts_with("\u{feff}+++"));
    let hidden = fs::read_dir(dir.join("content/case-studies"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0);
}
