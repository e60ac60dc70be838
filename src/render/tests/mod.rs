//! Pages made with small themes, and what is found wrong with templates.

mod links;

use std::sync::Arc;

use super::*;
use crate::base::{Address, Diagnostic, Hash, Origin, SourcePath};
use crate::theme::{self, ThemeFile};
use crate::view::{Filling, Prose, Shared, Value};

const BASE: &str = "<html lang=\"{{ page.lang }}\"><body>{% block main %}{% endblock %}</body></html>";

/// The renderer of a theme made of these files; paths without `portal:` in front are below `themes/own/`.
fn loaded(files: &[(&str, &str)]) -> (Renderer, Diagnostics) {
    let (mut own, mut builtin) = (vec![ThemeFile::new("themes/own/theme.toml", *b"")], Vec::new());
    for (name, text) in files {
        match name.strip_prefix("portal:") {
            Some(name) => builtin.push(ThemeFile::new(format!("kit:themes/portal/{name}"), text.as_bytes())),
            None => own.push(ThemeFile::new(format!("themes/own/{name}"), text.as_bytes())),
        }
    }
    let origin = Origin::file(&SourcePath::new("casebook.toml"));
    let (theme, diagnostics) = theme::load("own", &origin, &own, &builtin, &Lang::new("en"));
    assert_eq!(diagnostics, []);
    Renderer::new(&theme)
}

fn renderer(files: &[(&str, &str)]) -> Renderer {
    let (renderer, diagnostics) = loaded(files);
    assert_eq!(diagnostics, []);
    renderer
}

/// The findings as `PATH: underlined: message (help)`.
fn shown(files: &[(&str, &str)], diagnostics: &[Diagnostic]) -> Vec<String> {
    let text = |path: &str| {
        let name = path.replace("kit:themes/portal/", "portal:").replace("themes/own/", "");
        files.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
    };
    let show = |diagnostic: &Diagnostic| {
        let path = diagnostic.origin.path.as_str();
        let underlined = &text(path)[diagnostic.origin.span.range()];
        let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
        format!("{path}: {underlined}: {}{help}", diagnostic.message)
    };
    diagnostics.iter().map(show).collect()
}

fn faults(files: &[(&str, &str)]) -> Vec<String> {
    shown(files, &loaded(files).1)
}

fn shell() -> Shell {
    let site = Map::new().with("title", "A & B").with("home", Value::Url("index.html".into()));
    Shell::new(site, Map::new().with("style.css", Value::Url("assets/style.0a.css".into())))
}

fn view(template: &str, address: &str, data: Map) -> View {
    View { template: template.to_owned(), address: Address::new(address), lang: Lang::new("en"), data }
}

fn text(produced: &Produced) -> &str {
    std::str::from_utf8(&produced.bytes).unwrap()
}

/// What the template shows of `data` on the page `case-studies/x.html`.
fn page(template: &str, data: Map) -> String {
    let renderer = renderer(&[("portal:templates/record.html", template)]);
    let produced = renderer.render(&view("record.html", "case-studies/x.html", data), &shell());
    assert_eq!(produced.diagnostics, []);
    text(&produced).to_owned()
}

fn prose(html: &str, fillings: Vec<Filling>) -> Value {
    Value::Prose(Arc::new(Prose::new(html.into(), Hash::of(html.as_bytes()), fillings)))
}

#[test]
fn values_are_converted_and_escaped() {
    let data = Map::new()
        .with("nothing", Value::None)
        .with("flag", true)
        .with("count", 3_usize)
        .with("text", "<b> \"q\" 'a' & é")
        .with("html", Value::Html("<b>x</b>".into()))
        .with("list", vec![Value::from("<a>"), Value::Integer(-2)])
        .with("map", Map::new().with("z", "1").with("a", "2").with("m", "3"));
    let template = "[{{ nothing }}] {{ flag }} {{ count }} {{ text }} {{ html }} {% for x in list %}{{ x }};{% endfor %} \
                    {% for key, value in map %}{{ key }}={{ value }} {% endfor %}";
    assert_eq!(
        page(template, data),
        "[] true 3 &lt;b&gt; &quot;q&quot; &#39;a&#39; &amp; é <b>x</b> &lt;a&gt;;-2; z=1 a=2 m=3 "
    );
}

#[test]
fn links_are_relative_to_the_page_and_safe() {
    let link = |target: &str| Value::Url(target.into());
    let data = Map::new()
        .with("near", link("case-studies/y.html#top"))
        .with("far", link("es/index.html"))
        .with("odd", link("files/50% of \"x\"?.pdf"))
        .with("here", link("#part"));
    let template =
        "{{ near }} {{ far }} {{ odd }} {{ here }} {{ site.home }} {{ assets[\"style.css\"] }} {{ site.title }}";
    let expected = "y.html#top ../es/index.html ../files/50%25%20of%20%22x%22%3F.pdf #part ../index.html ../assets/style.0a.css A &amp; B";
    assert_eq!(page(template, data), expected);
}

#[test]
fn a_shell_serves_every_folder() {
    let renderer = renderer(&[("portal:templates/record.html", "{{ site.home }}")]);
    let shell = shell();
    let home = |address: &str| text(&renderer.render(&view("record.html", address, Map::new()), &shell)).to_owned();
    assert_eq!(
        [home("index.html"), home("a/x.html"), home("es/a/x.html"), home("a/y.html")],
        ["index.html", "../index.html", "../../index.html", "../index.html"]
    );
}

#[test]
fn prose_is_filled() {
    let link = |url: Option<&str>, text: &str, class, lang: Option<&str>, note: Option<&str>| Filling::Link {
        url: url.map(Arc::from),
        text: text.into(),
        lang: lang.map(Lang::new),
        class,
        note: note.map(Arc::from),
    };
    let fillings = vec![
        link(Some("countries/pry.html"), "Paraguay", "reference", None, None),
        link(Some("sources/a.html#p54"), "A/1, para. <54>", "cite", Some("ar"), None),
        link(None, "Kosovo", "reference", None, Some("[1244 & 1999]")),
        Filling::Href("other page.html#x".into()),
        Filling::Image { url: "media/a.webp".into(), alt: "A \"map\"".into(), title: None, size: Some((4, 3)) },
        Filling::Image { url: "media/b.webp".into(), alt: "".into(), title: Some("<t>".into()), size: None },
        Filling::Word("note"),
        Filling::Nothing,
    ];
    let html = "<p>\u{E000}0\u{E001}, \u{E000}1\u{E001}, \u{E000}2\u{E001}</p><a href=\"\u{E000}3\u{E001}\">o</a>\
                \u{E000}4\u{E001}\u{E000}5\u{E001}<b>\u{E000}6\u{E001}</b>[\u{E000}7\u{E001}\u{E000}99\u{E001}\u{E000}x\u{E001}]\u{E000}";
    let files = [("portal:templates/record.html", "{{ body }}"), ("portal:words/en.toml", "note = \"A <note>\"")];
    let produced = renderer(&files)
        .render(&view("record.html", "case-studies/x.html", Map::new().with("body", prose(html, fillings))), &shell());
    assert_eq!(produced.diagnostics, []);
    assert_eq!(
        text(&produced),
        "<p><a class=\"reference\" href=\"../countries/pry.html\">Paraguay</a>, \
         <a class=\"cite\" href=\"../sources/a.html#p54\" lang=\"ar\" dir=\"rtl\"><bdi>A/1, para. &lt;54&gt;</bdi></a>, \
         <span class=\"reference\">Kosovo</span> <span class=\"note\">[1244 &amp; 1999]</span></p>\
         <a href=\"../other%20page.html#x\">o</a>\
         <img src=\"../media/a.webp\" alt=\"A &quot;map&quot;\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\">\
         <img src=\"../media/b.webp\" alt=\"\" title=\"&lt;t&gt;\" loading=\"lazy\" decoding=\"async\">\
         <b>A &lt;note&gt;</b>[]"
    );
}

#[test]
fn an_embed_is_shown_by_the_themes_template() {
    let files = [
        ("portal:templates/record.html", "{{ body }}"),
        (
            "portal:templates/embeds/records.html",
            "<ul>{% for card in cards %}<li>{{ card.title }} {{ site.home }} {{ words.more }}{% endfor %}</ul>",
        ),
        ("portal:words/en.toml", "more = \"More\""),
    ];
    let embed = |template: &str, name: &'static str| {
        let cards = Value::List(vec![Map::new().with(name, "<T>").into()]);
        prose(
            "\u{E000}0\u{E001}",
            vec![Filling::Embed { template: template.into(), data: Map::new().with("cards", cards) }],
        )
    };
    let renderer = renderer(&files);
    let show =
        |value: Value| renderer.render(&view("record.html", "a/x.html", Map::new().with("body", value)), &shell());
    let good = show(embed("embeds/records.html", "title"));
    assert_eq!((text(&good), &good.diagnostics[..]), ("<ul><li>&lt;T&gt; ../index.html More</ul>", &[][..]));
    let bad = show(embed("embeds/records.html", "titel"));
    assert_eq!(
        shown(&files, &bad.diagnostics),
        [
            "kit:themes/portal/templates/embeds/records.html: title: field `title` is not defined (did you mean `titel`? there is: titel)"
        ]
    );
    let none = show(embed("embeds/record.html", "title"));
    assert_eq!(
        shown(&files, &none.diagnostics),
        [
            "themes/own/templates/embeds/record.html: : the theme has no template `embeds/record.html` (did you mean `embeds/records.html` or `record.html`?)"
        ]
    );
}

#[test]
fn a_child_replaces_one_block_of_the_template_that_it_names() {
    let files = [
        ("portal:templates/base.html", BASE),
        (
            "portal:templates/record.html",
            "{% extends \"base.html\" %}{% block main %}<h1>{% block title %}{{ record.title }}{% endblock %}</h1>{% endblock %}",
        ),
        ("templates/record.html", "{% extends \"portal/record.html\" %}{% block title %}~{{ super() }}~{% endblock %}"),
    ];
    let data = Map::new().with("page", Map::new().with("lang", "en")).with("record", Map::new().with("title", "T"));
    let produced = renderer(&files).render(&view("record.html", "x.html", data), &shell());
    assert_eq!(text(&produced), "<html lang=\"en\"><body><h1>~T~</h1></body></html>");
}

#[test]
fn a_layer_replaces_parts_and_components_for_the_templates_below() {
    let files = [
        ("portal:templates/record.html", "{% include \"parts/head.html\" %} {{<badge text=\"x\" />}}"),
        ("portal:templates/parts/head.html", "portal"),
        (
            "portal:templates/parts/components.html",
            "{% component badge(text: string) %}<b>{{ text }}</b>{% endcomponent %}",
        ),
        ("templates/parts/head.html", "own"),
        ("templates/parts/components.html", "{% component badge(text: string) %}<i>{{ text }}</i>{% endcomponent %}"),
    ];
    let produced = renderer(&files).render(&view("record.html", "x.html", Map::new()), &shell());
    assert_eq!(text(&produced), "own <i>x</i>");
}

#[test]
fn a_view_without_a_template_of_its_own_takes_the_general_one() {
    let renderer = renderer(&[
        ("portal:templates/record.html", "r"),
        ("portal:templates/list.html", "l"),
        ("templates/plan.html", "p"),
    ]);
    let shown = ["plan.html", "case-study.html", "plan-list.html"]
        .map(|name| text(&renderer.render(&view(name, "x.html", Map::new()), &shell())).to_owned());
    assert_eq!(shown, ["p", "r", "l"]);
}

#[test]
fn words_fall_back() {
    let files = [
        ("portal:templates/record.html", "{{ words.skip_link }}|{{ words.home }}|{{ words.own }}"),
        ("portal:words/en.toml", "skip-link = \"Skip\"\nhome = \"Home\"\nown = \"Own\""),
        ("portal:words/es.toml", "skip-link = \"Saltar\"\nhome = \"Inicio\""),
        ("words/es.toml", "home = \"Portada\""),
    ];
    let renderer = renderer(&files);
    let shown = ["en", "es", "es-PY", "ne"].map(|lang| {
        let view = View { lang: Lang::new(lang), ..view("record.html", "x.html", Map::new()) };
        text(&renderer.render(&view, &shell())).to_owned()
    });
    assert_eq!(shown, ["Skip|Home|Own", "Saltar|Portada|Own", "Saltar|Portada|Own", "Skip|Home|Own"]);
}

#[test]
fn every_fault_of_every_template_is_reported_at_its_place() {
    let files = [
        ("portal:templates/a.html", "é {% if x %}\n{{ x | uper }} {{ y | lenght }}{% endif %}"),
        ("portal:templates/b.html", "one\ntwo {{ x }"),
        (
            "portal:templates/c.html",
            "é{% include \"parts/hed.html\" %}{{<bagde text=\"x\" />}}{{ now() }}{% if x is odds %}{% endif %}",
        ),
        ("portal:templates/d.html", "{% extends \"bas.html\" %}"),
        ("portal:templates/e.html", "{% for x in y %}"),
        ("portal:templates/parts/head.html", "ok"),
        ("portal:templates/parts/x.html", "{% component badge(text) %}{{ text }}{% endcomponent %}"),
        ("portal:templates/base.html", BASE),
        ("portal:templates/f.html", "{% extends \"base.html\" %}{% block mian %}{% endblock %}"),
        ("templates/g.html", "{% extends \"b.html\" %}"),
        ("templates/d.html", "{% extends \"d.html\" %}"),
    ];
    assert_eq!(
        faults(&files),
        [
            "kit:themes/portal/templates/b.html: }: found `}` but expected }}",
            "kit:themes/portal/templates/e.html: %}: unexpected end of input",
            "themes/own/templates/d.html: extends \"d.html\": the template extends itself (to build on the template of that name below, write `{% extends \"portal/d.html\" %}`)",
            "kit:themes/portal/templates/a.html: uper: unknown filter `uper` (did you mean `upper`?)",
            "kit:themes/portal/templates/a.html: lenght: unknown filter `lenght` (did you mean `length`?)",
            "kit:themes/portal/templates/c.html: \"parts/hed.html\": unknown template `parts/hed.html` (did you mean `parts/head.html`, `parts/x.html` or `d.html`?)",
            "kit:themes/portal/templates/c.html: <bagde text=\"x\" />: unknown component `bagde`",
            "kit:themes/portal/templates/c.html: now(): unknown function `now`",
            "kit:themes/portal/templates/c.html: odds: unknown test `odds`",
            "kit:themes/portal/templates/d.html: extends \"bas.html\": there is no template `bas.html` (did you mean `base.html`, `a.html` or `b.html`?)",
            "kit:themes/portal/templates/f.html: mian: block `mian` is not defined in any parent template",
        ]
    );
}

#[test]
fn circles_are_reported_where_they_begin() {
    let message = "the template extends or includes itself, by way of others";
    let files = [
        ("portal:templates/a.html", "{% include \"b.html\" %}"),
        ("portal:templates/b.html", "{% include \"a.html\" %}"),
    ];
    assert_eq!(
        faults(&files),
        [
            format!("kit:themes/portal/templates/a.html: include \"b.html\": {message}"),
            format!("kit:themes/portal/templates/b.html: include \"a.html\": {message}"),
        ]
    );
    let files = [("portal:templates/a.html", "x {%- include \"a.html\" -%}")];
    assert_eq!(
        faults(&files),
        ["kit:themes/portal/templates/a.html: include \"a.html\": the template includes itself"]
    );
    let files = [
        ("portal:templates/a.html", "{% component x() %}{% endcomponent %}"),
        ("portal:templates/b.html", "\n{% component x() %}{% endcomponent %}"),
    ];
    assert_eq!(
        faults(&files),
        [
            "kit:themes/portal/templates/b.html: component x(): component `x` is defined in both `portal/a.html` and `portal/b.html`"
        ]
    );
}

#[test]
fn wrong_calls_of_components_are_reported_at_the_call() {
    let files = [
        ("portal:templates/record.html", "a\n{{<badge txt=\"x\" />}}"),
        ("portal:templates/list.html", "{{<badge text={3} />}}"),
        ("portal:templates/parts/components.html", "{% component badge(text: string) %}{{ text }}{% endcomponent %}"),
    ];
    let renderer = renderer(&files);
    let found = ["record.html", "list.html"]
        .map(|name| shown(&files, &renderer.render(&view(name, "x.html", Map::new()), &shell()).diagnostics).remove(0));
    assert_eq!(
        found,
        [
            "kit:themes/portal/templates/record.html: <badge txt=\"x\" />: unknown argument(s) `txt` in component call (did you mean `text`? there is: text)",
            "kit:themes/portal/templates/list.html: <badge text={3} />: component argument `text` (type: `i64`) does not match expected type: `string`",
        ]
    );
}

#[test]
fn faults_that_show_in_rendering_are_reported_once_at_their_place() {
    let files = [
        ("portal:templates/base.html", BASE),
        (
            "portal:templates/record.html",
            "{% extends \"base.html\" %}\n{% block main %}é {{ record.titel }}{% endblock %}",
        ),
    ];
    let renderer = renderer(&files);
    let data = || {
        Map::new()
            .with("page", Map::new().with("lang", "en"))
            .with("record", Map::new().with("title", "T").with("url", Value::None))
    };
    let faults: Vec<Diagnostics> = ["x.html", "a/y.html"]
        .map(|address| renderer.render(&view("record.html", address, data()), &shell()).diagnostics)
        .into();
    assert_eq!(
        shown(&files, &faults[0]),
        [
            "kit:themes/portal/templates/record.html: titel: field `titel` is not defined (did you mean `title`? there is: title, url)"
        ]
    );
    assert_eq!(faults[0], faults[1]);
}

#[test]
fn data_for_scripts_cannot_leave_its_element() {
    let data = Map::new().with("title", "</script><!-- & \u{2028}").with("list", vec![Value::Integer(1), Value::None]);
    assert_eq!(
        page(
            "{{ {\"@type\": \"Article\", \"name\": title, \"list\": list} | json_script }} {{ \"A/HRC/35/20\" | slug }}",
            data
        ),
        "{\"@type\":\"Article\",\"name\":\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\",\"list\":[1,null]} a-hrc-35-20"
    );
}

#[test]
fn the_same_view_gives_the_same_bytes_on_every_thread() {
    let renderer = renderer(&[(
        "portal:templates/record.html",
        "{{ site.home }}{% for key, value in map %}{{ key }}{{ value }}{% endfor %}",
    )]);
    let shell = shell();
    let mut map = Map::new();
    for number in 0..50_usize {
        map.insert(format!("k{number}"), number);
    }
    let view = view("record.html", "a/x.html", Map::new().with("map", map));
    let first = renderer.render(&view, &shell);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(renderer.render(&view, &shell), first));
        }
    });
}

const PIECE: &str = "(\\{\\{ ?|\\{% ?|%\\}|\\}\\}|a|b|x\\.y|if |for a in x |else |endif|endfor|set a = |include |extends |block b|endblock|component c\\(a\\)|                     endcomponent|<c a=\\{a\\} />|\"record.html\"|\\| ?|upper|nope|is |super\\(\\)|[\\[\\](){}<>=.,:'-]|é|\n|\\{#|#\\}){0,14}";

proptest::proptest! {
    #[test]
    fn no_template_ends_the_program(first in PIECE, second in PIECE) {
        let files = [("portal:templates/record.html", first.as_str()), ("templates/record.html", second.as_str())];
        let (renderer, diagnostics) = loaded(&files);
        shown(&files, &diagnostics);
        let data = Map::new().with("x", Map::new().with("y", vec![Value::from("z")])).with("b", "c");
        let produced = renderer.render(&view("record.html", "x.html", data), &shell());
        shown(&files, &produced.diagnostics);
    }
}
