//! New files: they say what is missing until it is filled in, and then they are right.

use casebook::base::{Code, Diagnostic, SourcePath};
use casebook::cli::new::{self, NewFile, Request};
use casebook::schema::{Field, FieldType, Kind};
use casebook::source::Source;

use crate::common::{Portal, load, portal_of};

const SETTINGS: &str = "title = \"T\"\nlanguages = [\"en\", \"es\"]\nkit = 1\n";

/// A portal in which every kind that can be a parent or be referred to has a record `x`.
fn portal() -> Portal {
    let texts = [
        ("casebook.toml", SETTINGS),
        ("content/plans/x.md", "+++\ntitle = \"X\"\nplan_type = \"national\"\n+++\n"),
        ("content/sources/x.toml", "title = \"X\"\n"),
    ];
    let portal = portal_of(&texts);
    assert_eq!(portal.diagnostics, []);
    portal
}

fn request<'a>(kind: &'a str, title: &'a str) -> Request<'a> {
    Request { kind, title, id: None, lang: None }
}

fn with(portal: &Portal, file: &NewFile, text: &str) -> Vec<Diagnostic> {
    let mut sources = portal.sources.clone();
    sources.insert(file.path.clone(), Source::of_text(text));
    load(sources).diagnostics
}

/// A right value of a field, as TOML.
fn value(portal: &Portal, kind: &Kind, field: &Field) -> String {
    match &field.ty {
        FieldType::Ref(to) => {
            let kinds = to.iter().filter_map(|kind| portal.schema.position(kind));
            let record = kinds.flat_map(|kind| portal.model.of_kind(kind)).next();
            let id = record.unwrap_or_else(|| panic!("no record for {}.{}", kind.id, field.id));
            format!("\"{}:{}\"", portal.model.kind_of(id).id, portal.model.record(id).id)
        }
        FieldType::Integer | FieldType::Decimal | FieldType::Percent => "1".to_owned(),
        FieldType::Choice(choices) => format!("\"{}\"", choices[0].id),
        FieldType::Cite => "\"x#1\"".to_owned(),
        FieldType::Date => "\"2017\"".to_owned(),
        FieldType::Money => "\"USD 1\"".to_owned(),
        FieldType::Url => "\"https://example.org/\"".to_owned(),
        FieldType::Symbol => "\"A/HRC/35/20\"".to_owned(),
        _ => "\"text\"".to_owned(),
    }
}

#[test]
fn each_kind_is_incomplete_until_it_is_filled_in() {
    let mut portal = portal();
    // Each kind that something refers to has a record.
    for (kind, text) in [
        ("clusters", "title = \"X\"\n"),
        ("recommendations", ""),
        ("areas", "title = \"X\"\nparent = \"x\"\norder = 1\n"),
        ("indicators", ""),
    ] {
        if !text.is_empty() {
            portal.sources.insert(SourcePath::new(format!("content/{kind}/x.toml")), Source::of_text(text));
        }
    }
    let portal = load(portal.sources);
    for kind in portal.schema.kinds() {
        let file = new::file(&portal.model, &request(&kind.id, "A \"new\" record: één")).unwrap();
        let extension = if kind.narrative { "md" } else { "toml" };
        assert_eq!(file.path.as_str(), format!("content/{}/a-new-record-een.{extension}", kind.folder));
        let mut filled = String::new();
        for line in file.text.lines() {
            let field = line.split_once(" = ").and_then(|(key, _)| kind.field(key));
            match field.filter(|_| line.contains("\"\"") && !line.contains("\"\"\"")) {
                Some(field) if field.list => {
                    filled.push_str(&format!("{} = [{}]\n", field.id, value(&portal, kind, field)))
                }
                Some(field) => filled.push_str(&format!("{} = {}\n", field.id, value(&portal, kind, field))),
                None => filled.push_str(&format!("{line}\n")),
            }
        }
        if filled != file.text {
            assert!(!with(&portal, &file, &file.text).is_empty(), "{} says what is missing", kind.id);
        }
        assert_eq!(with(&portal, &file, &filled), [], "{}\n{filled}", kind.id);
    }
}

#[test]
fn every_field_is_explained_and_every_example_can_be_read() {
    let portal = portal();
    for kind in portal.schema.kinds() {
        let file = new::file(&portal.model, &request(&kind.id, "New")).unwrap();
        let front = file.text.trim_start_matches("+++\n").split("\n+++\n").next().unwrap();
        let active: String = front
            .lines()
            .map(|line| {
                line.strip_prefix("# ").filter(|rest| rest.contains(" = ") || rest.starts_with('[')).unwrap_or(line)
            })
            .map(|line| format!("{line}\n"))
            .collect();
        let (table, faults) = casebook::parse::toml::parse(&active);
        assert_eq!(faults, [], "{}\n{active}", kind.id);
        let written: Vec<&Field> = kind.fields.iter().filter(|field| !field.derived).collect();
        let keys: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
        for field in &written {
            assert!(keys.contains(&field.id.as_str()), "{}.{}", kind.id, field.id);
            assert!(field.id == "title" || front.contains(&format!("# {}: ", field.id)), "{}.{}", kind.id, field.id);
        }
        assert_eq!(keys.len(), written.len(), "{}", kind.id);
        let text = file.text.replace(front.trim_end(), active.trim_end());
        let unknown: Vec<Diagnostic> = with(&portal, &file, &text)
            .into_iter()
            .filter(|found| {
                matches!(found.code, Code::UnknownKey | Code::WrongType | Code::DerivedField | Code::BadDate)
            })
            .filter(|found| &text[found.origin.span.range()] != "\"\"")
            .collect();
        assert_eq!(unknown, [], "{}", kind.id);
    }
}

#[test]
fn sections_stand_as_headings() {
    let portal = portal();
    let file = new::file(&portal.model, &request("case-study", "New")).unwrap();
    let headings: Vec<&str> = file.text.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings[0], "## Context and human rights analysis {#context}");
    assert_eq!(headings.len(), portal.schema.kind("case-study").unwrap().sections.len());
    assert!(file.text.contains("# Required: what-was-done.\n"));
}

#[test]
fn an_id_that_names_no_file_stands_in_a_table() {
    let portal = portal();
    let symbol = Request { id: Some("A/HRC/59/15"), ..request("source", "A report") };
    let file = new::file(&portal.model, &symbol).unwrap();
    assert_eq!(file.path.as_str(), "content/sources/a-hrc-59-15.toml");
    assert!(file.text.starts_with("[[source]]\nid = \"A/HRC/59/15\"\ntitle = \"A report\"\n"));
    assert_eq!(with(&portal, &file, &file.text), []);
    let refused = new::file(&portal.model, &Request { id: Some("a/b"), ..request("case-study", "A") }).unwrap_err();
    assert!(refused.message.contains("cannot be the name of a file"), "{refused}");
}

#[test]
fn a_translation_belongs_to_a_record() {
    let mut portal = portal();
    let original = "+++\ntitle = \"A\"\nperiod = \"2015\"\n+++\n";
    portal.sources.insert(SourcePath::new("content/case-studies/a.md"), Source::of_text(original));
    let portal = load(portal.sources);
    let asked = Request { kind: "case-study", title: "Título", id: Some("a"), lang: Some("es") };
    let file = new::file(&portal.model, &asked).unwrap();
    assert_eq!(file.path.as_str(), "content/case-studies/a.es.md");
    assert!(!file.text.contains("countries"), "{}", file.text);
    assert_eq!(with(&portal, &file, &file.text), []);
    for (wrong, message) in [
        (Request { id: None, ..asked }, "which record"),
        (Request { id: Some("b"), ..asked }, "no `case-study` with the id `b`"),
        (Request { lang: Some("fr"), ..asked }, "`fr` is not one of the portal's languages"),
    ] {
        let refusal = new::file(&portal.model, &wrong).unwrap_err();
        assert!(refusal.message.contains(message), "{refusal}");
    }
}

#[test]
fn what_cannot_be_made_is_refused() {
    let portal = portal();
    for (asked, message) in [
        (request("case-studdy", "A"), "there is no kind"),
        (request("case-study", " "), "the title is empty"),
        (request("case-study", "تدريب"), "no id can be made"),
        (request("case-study", "Index"), "cannot be the name of a page"),
        (Request { id: Some("a b"), ..request("case-study", "A") }, "cannot be an id"),
        (Request { id: Some("PRY"), ..request("country", "A") }, "already: it comes with casebook"),
        (request("plan", "X"), "already: it stands in content/plans/x.md"),
    ] {
        let refusal = new::file(&portal.model, &asked).unwrap_err();
        assert!(refusal.message.contains(message), "{refusal}");
        assert!(refusal.help.is_some() || message == "the title is empty", "{refusal}");
    }
}

#[test]
fn no_file_is_overwritten() {
    let root = tempfile::tempdir().unwrap();
    let file = NewFile { path: SourcePath::new("content/case-studies/a.md"), text: "+++\n+++\n".to_owned() };
    new::write(root.path(), &file).unwrap();
    let other = NewFile { text: "other".to_owned(), ..file.clone() };
    let refusal = new::write(root.path(), &other).unwrap_err();
    assert_eq!(refusal.message, "`content/case-studies/a.md` is there already");
    let twin = NewFile { path: SourcePath::new("content/case-studies/a.toml"), ..other };
    assert!(new::write(root.path(), &twin).is_err());
    let kept = std::fs::read_to_string(root.path().join(file.path.as_str())).unwrap();
    assert_eq!(kept, file.text);
}
