//! Every format of findings, against the expected text in `tests/report/`. `CASEBOOK_ACCEPT=1` writes what is printed now.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use casebook::base::diagnostic::sort;
use casebook::base::{Code, Diagnostic, Diagnostics, Origin, SourcePath, Span};
use casebook::cli::report::{Format, Printer, print};
use proptest::prelude::*;

const FORMATS: [(&str, Format); 4] =
    [("human", Format::Human), ("short", Format::Short), ("json", Format::Json), ("github", Format::GitHub)];

/// Sources, and findings in them; `at` finds the span of a value by its text.
struct Case {
    texts: BTreeMap<SourcePath, Arc<str>>,
    diagnostics: Diagnostics,
}

impl Case {
    fn new() -> Case {
        Case { texts: BTreeMap::new(), diagnostics: Vec::new() }
    }

    fn file(&mut self, path: &str, text: &str) -> SourcePath {
        let path = SourcePath::new(path);
        self.texts.insert(path.clone(), text.into());
        path
    }

    fn at(&self, path: &SourcePath, value: &str) -> Origin {
        let start = self.texts[path].find(value).unwrap_or_else(|| panic!("`{value}` does not occur in {path}"));
        Origin::new(path, Span::new(start, start + value.len()))
    }

    fn finding(&mut self, code: Code, path: &SourcePath, value: &str, message: &str) -> &mut Diagnostic {
        let origin = self.at(path, value);
        self.push(Diagnostic::new(code, origin, message))
    }

    fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.diagnostics.push(diagnostic);
        self.diagnostics.last_mut().expect("one was pushed")
    }

    fn printed(&mut self, format: Format, colour: bool) -> String {
        sort(&mut self.diagnostics);
        let text_of = |path: &SourcePath| self.texts.get(path).cloned();
        let mut out = Vec::new();
        print(&self.diagnostics, &Printer { format, colour, text_of: &text_of }, &mut out)
            .expect("memory takes everything");
        String::from_utf8(out).expect("formats print UTF-8")
    }
}

/// One finding of each shape that the formats must cope with.
fn case() -> Case {
    let mut case = Case::new();

    let simore = case.file(
        "content/case-studies/simore.md",
        "+++\ntitle = \"SIMORE\"\ncountries = [\"PRX\"]\n+++\n\n## Results {#results}\n\nThe first line\nof a paragraph,\nand its end.\n",
    );
    case.finding(Code::UnknownReference, &simore, "PRX", "no country has the id `PRX`").help =
        Some("did you mean `PRY`?".into());
    let end = case.at(&simore, "+++\n\n## Results").span.start;
    case.push(Diagnostic::at(Code::MissingField, &simore, Span { start: end, end }, "the field `reviewed` is missing"));
    case.finding(Code::FigureWithoutCite, &simore, "first line\nof a paragraph,\nand", "a figure without a cite")
        .help = Some("add a cite, for example `[[A/HRC/35/20#54]]`:\nit stands before the full stop".into());

    let arabic = case.file("content/news/تقرير.toml", "title = \"التدريب على حقوق الإنسان\"\r\ndate_line = \"أمس\"\r\n");
    case.finding(Code::BadDate, &arabic, "أمس", "`أمس` is not a date");

    let tabs = case.file(
        "content/actions/2005.toml",
        "[[action]]\n\tid\t= \"a\"\n\tdue\t= \"2017-13\"\n\n[[action]]\n\tid\t= \"a\"\n",
    );
    let first = case.at(&tabs, "\"a\"");
    case.finding(Code::BadDate, &tabs, "\"2017-13\"", "`2017-13` is not a date");
    let again = case.texts[&tabs].rfind("\"a\"").expect("it is there");
    let again = Origin::new(&tabs, Span::new(again, again + 3));
    case.push(Diagnostic::new(Code::DuplicateId, again, "two actions have the id `a`")).related = vec![
        (first, "the other one".into()),
        (Origin::file(&SourcePath::new("kit:records/a.csv")), "and one in the kit".into()),
    ];

    let wide = case.file("content/pages/人权.md", "# 人权 e\u{301}ducation\n\n见 [[报告]] 。\n");
    case.finding(Code::UnknownReference, &wide, "报告", "nothing has the id `报告`");
    case.finding(Code::DuplicateAnchor, &wide, "e\u{301}ducation", "100% `a,b:c`");

    let long = case.file(
        "content/figures/all.csv",
        &format!("\u{feff}id,title\n{}WRONG,{}\n", "x,".repeat(3000), "y,".repeat(3000)),
    );
    case.finding(Code::WrongType, &long, "WRONG", "`WRONG` is not a number");
    let all = Span::new(12, 12 + 9000);
    case.push(Diagnostic::at(Code::CsvSyntax, &long, all, "too many cells"));
    case.finding(Code::UnknownKey, &long, "id", "unknown key `id`");

    let bad = SourcePath::new("content/photos/a,b.jpg");
    case.push(Diagnostic::new(
        Code::LocationData,
        Origin::file(&bad),
        "the photograph carries the place where it was taken",
    ))
    .help = Some("casebook strip content/photos/a,b.jpg".into());
    let empty = case.file("content/plans/empty.md", "");
    case.push(Diagnostic::new(Code::EmptyFile, Origin::file(&empty), "the file is empty"));
    case.push(Diagnostic::at(
        Code::BadId,
        &empty,
        Span::new(90, 95),
        "a place after the end, \u{1b}[31mand\u{202e} a trick",
    ));

    let theme = case.file("themes/mine/page.html", "<h1>{{ page.titel }}</h1>\n");
    for _ in 0..3 {
        let origin = case.at(&theme, "page.titel");
        case.push(Diagnostic::new(Code::TemplateField, origin, "the view has no field `titel`").on_page());
    }
    case.push(Diagnostic::new(
        Code::NoBaseUrl,
        Origin::file(&SourcePath::new("casebook.toml")),
        "no `base_url` is set",
    ));
    case
}

#[test]
fn each_format_prints_as_expected() {
    for (name, format) in FORMATS {
        let printed = case().printed(format, false);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/report/{name}.txt"));
        if std::env::var_os("CASEBOOK_ACCEPT").is_some() {
            std::fs::write(&file, &printed).expect("the expected text can be written");
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(printed == expected, "{name} differs from {}; printed is:\n{printed}", file.display());
    }
}

#[test]
fn colour_only_when_asked_for() {
    assert!(!case().printed(Format::Human, false).contains('\u{1b}'));
    assert!(case().printed(Format::Human, true).contains('\u{1b}'));
    for (name, format) in FORMATS.into_iter().skip(1) {
        assert!(!case().printed(format, true).contains('\u{1b}'), "{name}");
    }
}

#[test]
fn nothing_found_prints_nothing() {
    for (name, format) in FORMATS {
        assert_eq!(Case::new().printed(format, false), "", "{name}");
    }
}

#[test]
fn lines_of_the_human_format_are_short() {
    for line in case().printed(Format::Human, false).lines() {
        assert!(line.chars().count() < 140, "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Any text and any span, however wrong, is printed in every format.
    #[test]
    fn nothing_panics(
        text in "(?s)([a\t\r\n é人\u{301}\u{200d}\u{feff}🇵🇾]|a{90}|.){0,60}",
        start in 0u32..400,
        length in 0u32..400,
    ) {
        for (_, format) in FORMATS {
            let mut case = Case::new();
            let path = case.file("content/a.md", &text);
            case.push(Diagnostic::at(Code::BadId, &path, Span { start, end: start + length }, "wrong"))
                .related.push((Origin::new(&path, Span { start: start / 2, end: start }), "related".into()));
            let printed = case.printed(format, false);
            prop_assert!(!printed.is_empty());
            let flooded = format == Format::Human && printed.lines().any(|line| line.chars().count() > 140);
            prop_assert!(!flooded, "{printed}");
        }
    }
}
