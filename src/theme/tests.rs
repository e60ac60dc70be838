//! Layers, manifests, words and assets of themes made for the purpose.

use super::*;
use crate::base::Localised;

const CASEBOOK: &str = "casebook.toml";

fn files(files: &[(&str, &str)]) -> Vec<ThemeFile> {
    files.iter().map(|(path, text)| ThemeFile::new(path, text.as_bytes())).collect()
}

fn made(name: &str, own: &[(&str, &str)], portal: &[(&str, &str)]) -> (Theme, Diagnostics) {
    let origin = Origin::file(&SourcePath::new(CASEBOOK));
    load(name, &origin, &files(own), &files(portal), &Lang::new("fr"))
}

/// The findings as `PATH: underlined: message (help)`.
fn faults(name: &str, own: &[(&str, &str)], portal: &[(&str, &str)]) -> Vec<String> {
    let all: Vec<_> = own.iter().chain(portal).collect();
    let show = |diagnostic: &Diagnostic| {
        let path = diagnostic.origin.path.as_str();
        let text = all.iter().find(|(known, _)| *known == path).map_or("", |(_, text)| text);
        let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
        format!("{path}: {}: {}{help}", &text[diagnostic.origin.span.range()], diagnostic.message)
    };
    made(name, own, portal).1.iter().map(show).collect()
}

#[test]
fn layers_lie_over_each_other() {
    let own = [
        ("themes/a/theme.toml", "name = \"a\"\nparent = \"b\"\n[views.case-study]\nexpand = [\"countries.subregion\"]"),
        ("themes/a/templates/record.html", "a"),
        ("themes/a/assets/logo.svg", "a"),
        (
            "themes/b/theme.toml",
            "[lists.latest]\nkind = \"news\"\ntitle = \"Nouvelles\"\nsort = \"-published\"\nlimit = 3",
        ),
        ("themes/b/templates/record.html", "b"),
        ("themes/b/templates/list.html", "\u{FEFF}b"),
        ("themes/b/assets/logo.svg", "b"),
        ("themes/README.md", ""),
        ("themes/c/theme.toml", "not read"),
    ];
    let portal = [
        ("kit:themes/portal/templates/list.html", "p"),
        ("kit:themes/portal/templates/home.html", "p"),
        (
            "kit:themes/portal/theme.toml",
            "[lists.latest]\nkind = \"event\"\n[lists.cases]\nkind = \"case-study\"\ntitle = { en = \"Cases\", es = \"Casos\" }",
        ),
    ];
    let (theme, diagnostics) = made("a", &own, &portal);
    assert_eq!(diagnostics, []);
    assert_eq!(theme.layers(), ["a", "b", "portal"]);
    let names: Vec<String> = theme.templates().iter().map(Template::full_name).collect();
    assert_eq!(names, ["a/record.html", "b/list.html", "b/record.html", "portal/home.html", "portal/list.html"]);
    let found =
        |name: &str| theme.template(name).map(|template| (template.layer.as_str(), &*template.text, template.offset));
    assert_eq!(found("record.html"), Some(("a", "a", 0)));
    assert_eq!(found("list.html"), Some(("b", "b", 3)));
    assert_eq!(found("portal/list.html"), Some(("portal", "p", 0)));
    assert_eq!(
        (theme.template_for("plan.html", "record.html"), theme.template_for("home.html", "x")),
        ("record.html", "home.html")
    );
    assert_eq!(theme.asset("logo.svg").map(|asset| asset.path.as_str()), Some("themes/a/assets/logo.svg"));
    assert_eq!(theme.expands()[0].path, "countries.subregion");
    let lists: Vec<_> = theme
        .lists()
        .iter()
        .map(|list| (list.id.as_str(), list.kind.as_str(), list.limit, list.title.clone()))
        .collect();
    let mut both = Localised::new(&Lang::new("en"), "Cases");
    both.set(&Lang::new("es"), "Casos");
    assert_eq!(
        lists,
        [
            ("latest", "news", 3, Some(Localised::new(&Lang::new("fr"), "Nouvelles"))),
            ("cases", "case-study", 6, Some(both))
        ]
    );
    let sort = theme.lists()[0].sort.clone().map(|sort| (sort.field, sort.descending));
    assert_eq!(sort, Some(("published".to_owned(), true)));
}

#[test]
fn chains_that_do_not_hold_are_reported() {
    assert_eq!(faults("protal", &[], &[]), ["casebook.toml: : there is no theme `protal` (did you mean `portal`?)"]);
    let own = [("themes/a/theme.toml", "parent = \"bb\""), ("themes/b/templates/x.html", "")];
    assert_eq!(faults("a", &own, &[]), ["themes/a/theme.toml: \"bb\": there is no theme `bb` (did you mean `b`?)"]);
    let own = [("themes/a/theme.toml", "parent = \"b\""), ("themes/b/theme.toml", "parent = \"a\"")];
    assert_eq!(
        faults("a", &own, &[]),
        [
            "themes/b/theme.toml: \"a\": the theme `a` builds on itself: a -> b -> a (end the chain with `parent = \"portal\"`)"
        ]
    );
    assert_eq!(made("a", &own, &[]).0.layers(), ["a", "b", "portal"]);
}

#[test]
fn wrong_manifests_and_files_are_reported() {
    let own = [
        (
            "themes/a/theme.toml",
            "name = \"b\"\nparnt = \"portal\"\n[views]\ncase-study = 3\n[views.plan]\nexpand = [\"area\"]\n[lists.x]\nlimit = -1",
        ),
        ("themes/a/template/x.html", ""),
        ("themes/a/words/english.toml", ""),
        ("themes/a/LICENSE", ""),
        ("themes/portal/templates/home.html", "changed"),
    ];
    let portal = [("kit:themes/portal/templates/home.html", "as it is")];
    assert_eq!(
        faults("a", &own, &portal),
        [
            "themes/a/template/x.html: : `template/x.html` is no part of a theme (a theme holds theme.toml and the folders templates, assets and words (a LANG.toml for each language))",
            "themes/a/theme.toml: \"b\": the theme's name is that of its folder, `a` (write `name = \"a\"`, or leave the line out)",
            "themes/a/theme.toml: 3: `case-study` is a whole number, but must be a table",
            "themes/a/theme.toml: \"area\": `area` is no path of fields (write a field that refers to records, a dot, and a field of those: `countries.subregion`)",
            "themes/a/theme.toml: x: the key `kind` is missing (add `kind = \"…\"`)",
            "themes/a/theme.toml: -1: `limit` must not be negative",
            "themes/a/theme.toml: parnt: unknown key `parnt` (did you mean `parent`?)",
            "themes/portal/templates/home.html: : the theme `portal` is part of casebook, so this folder is not used (give the folder another name, and write `parent = \"portal\"` in its theme.toml)",
            "themes/a/words/english.toml: : `english` is no language code (name the file after the language of its words, such as words/es.toml)",
        ]
    );
    assert_eq!(faults("portal", &[("themes/portal/templates/home.html", "as it is")], &portal), Vec::<String>::new());
}

#[test]
fn words_fall_back_and_strange_ones_are_reported() {
    let own = [
        ("themes/a/words/fr.toml", "only-french = \"Ici\"\nhome = \"Chez nous\""),
        ("themes/a/words/es.toml", "hom = \"Casa\"\nlist = [\"x\"]"),
    ];
    let portal = [
        ("kit:themes/portal/words/en.toml", "home = \"Home\"\nskip-link = \"Skip\"\nlist = \"List\""),
        ("kit:themes/portal/words/zh.toml", "home = \"首页\""),
    ];
    let (theme, _) = made("a", &own, &portal);
    let word = |lang: &str, key: &str| theme.words().get(&Lang::new(lang), key).map(|word| word.to_string());
    assert_eq!(word("fr", "home").as_deref(), Some("Chez nous"));
    assert_eq!(word("zh-Hans", "home").as_deref(), Some("首页"));
    assert_eq!(word("ar", "home").as_deref(), Some("Home"));
    assert_eq!(word("fr", "skip_link").as_deref(), Some("Skip"));
    assert_eq!(word("en", "only_french").as_deref(), Some("Ici"));
    assert_eq!(word("en", "skip-link"), None);
    assert_eq!(theme.words().keys().collect::<Vec<_>>(), ["home", "list", "only_french", "skip_link"]);
    assert_eq!(theme.words().missing(&Lang::new("zh")), ["list", "only_french", "skip_link"]);
    assert_eq!(
        faults("a", &own, &portal),
        [
            "themes/a/words/es.toml: [\"x\"]: the word `list` is a list, but must be a text",
            "themes/a/words/es.toml: hom: no template asks for the word `hom`: it does not exist in English (did you mean `home`?)",
        ]
    );
}

#[test]
fn assets_are_published_under_the_hash_of_their_content() {
    let css = "@font-face{src:url('fonts/serif.woff2')} a{background:url( icons/a.svg )} b{background:url(data:x)} c{background:url(#d) url(no.svg)}";
    let portal = [
        ("kit:themes/portal/assets/style.css", css),
        ("kit:themes/portal/assets/fonts/serif.woff2", "font"),
        ("kit:themes/portal/assets/icons/a.svg", "icon"),
        ("kit:themes/portal/assets/icons/LICENSE", "free"),
    ];
    let (theme, _) = made("portal", &[], &portal);
    let addresses: Vec<&str> = theme.assets().iter().map(|asset| asset.address.as_str()).collect();
    let Content::Bytes(sheet) = &theme.asset("style.css").unwrap().content else { panic!("no bytes") };
    assert_eq!(
        addresses,
        [
            "assets/fonts/serif.8921bed7.woff2",
            "assets/icons/LICENSE.35fe17e1",
            "assets/icons/a.df6bf077.svg",
            "assets/style.ce7358d3.css"
        ]
    );
    assert_eq!(
        std::str::from_utf8(sheet).unwrap(),
        "@font-face{src:url(\"fonts/serif.8921bed7.woff2\")} a{background:url(\"icons/a.df6bf077.svg\")} \
         b{background:url(data:x)} c{background:url(#d) url(no.svg)}"
    );
    assert_eq!(
        faults("portal", &[], &portal),
        [
            "kit:themes/portal/assets/style.css: no.svg: the theme has no asset `no.svg` (links in a style sheet are relative to it, lead to files of the theme's assets, and to no other style sheet)"
        ]
    );
    assert_eq!(theme.asset_links().iter().count(), 4);
}

#[test]
fn the_hash_follows_templates_and_words() {
    let hash = |template: &str, word: &str, asset: &str| {
        let portal = [
            ("kit:themes/portal/templates/x.html", template),
            ("kit:themes/portal/words/en.toml", word),
            ("kit:themes/portal/assets/x.css", asset),
        ];
        made("portal", &[], &portal).0.hash()
    };
    let first = hash("a", "b = \"c\"", "");
    assert_eq!(first, hash("a", "b = \"c\"", "changed"));
    assert_ne!(first, hash("b", "b = \"c\"", ""));
    assert_ne!(first, hash("a", "b = \"d\"", ""));
}

#[test]
fn the_built_in_theme_is_without_fault() {
    let origin = Origin::file(&SourcePath::new(CASEBOOK));
    let (_, diagnostics) = load(BUILT_IN, &origin, &[], &builtin(), &Lang::new("en"));
    assert_eq!(diagnostics, []);
}
