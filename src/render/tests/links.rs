//! Links and other values that many pages show: made once, and right on each.

use super::*;

#[test]
fn links_have_html_that_the_theme_makes_once_for_all_pages() {
    let link = || {
        let map = Map::new().with("title", "A & B").with("url", Value::Url("themes/a.html".into())).with("lang", "es");
        Value::Link(Shared::new(map))
    };
    let files = [
        ("portal:templates/record.html", "{{ to.html }} {{ to.title }} {{ many[0].html }}"),
        (
            "portal:templates/parts/components.html",
            "{% component link(to: map, @page) %}<a href=\"{{ to.url }}\">{{ to.title }} {{ page.lang }}</a>{% endcomponent link %}",
        ),
    ];
    let renderer = renderer(&files);
    let shown = |address: &str, lang: &str| {
        let data = Map::new().with("to", link()).with("many", vec![link()]);
        let view = View { lang: Lang::new(lang), ..view("record.html", address, data) };
        let produced = renderer.render(&view, &shell());
        assert_eq!(produced.diagnostics, []);
        text(&produced).to_owned()
    };
    let expected = |url: &str, lang: &str| {
        let link = format!("<a href=\"{url}\">A &amp; B {lang}</a>");
        format!("{link} A &amp; B {link}")
    };
    assert_eq!(shown("themes/b.html", "en"), expected("a.html", "en"));
    assert_eq!(shown("index.html", "en"), expected("themes/a.html", "en"));
    assert_eq!(shown("index.html", "es"), expected("themes/a.html", "es"));
}

#[test]
fn a_link_that_cannot_be_shown_is_reported_on_every_page() {
    let link = || Value::Link(Shared::new(Map::new().with("title", "A")));
    let shared = || Value::Shared(Shared::new(Map::new().with("to", link())));
    let files = [
        ("portal:templates/record.html", "{{ one.html }}{{ other.to.html }}"),
        (
            "portal:templates/parts/components.html",
            "{% component link(to: map) %}{{ to.nothing }}{% endcomponent link %}",
        ),
    ];
    let renderer = renderer(&files);
    for address in ["a.html", "b.html"] {
        let data = Map::new().with("one", link()).with("other", shared());
        let found = renderer.render(&view("record.html", address, data), &shell()).diagnostics;
        let expected = [
            "kit:themes/portal/templates/parts/components.html: nothing: field `nothing` is not defined (there is: title)",
        ];
        assert_eq!(shown(&files, &found), expected);
    }
}

#[test]
fn links_inside_a_text_tell_their_language() {
    let link = || Value::Link(Shared::new(Map::new().with("title", "A").with("lang", "en")));
    let embed = Filling::Embed { template: "embeds/one.html".into(), data: Map::new().with("to", link()) };
    let files = [
        ("portal:templates/record.html", "{{ to.html }} {{ body }} {{ to.html }}"),
        ("portal:templates/embeds/one.html", "{{ to.html }}"),
        (
            "portal:templates/parts/components.html",
            "{% component link(to: map, @page) %}{{ to.title }}{% if to.lang != page.lang %} in {{ to.lang }}{% endif %}{% endcomponent link %}",
        ),
    ];
    // What stands in a text may be read in another language than the page's, so that nothing is left out there.
    let data = Map::new().with("to", link()).with("body", prose("(\u{E000}0\u{E001})", vec![embed]));
    let produced = renderer(&files).render(&view("record.html", "a.html", data), &shell());
    assert_eq!((produced.diagnostics.len(), text(&produced)), (0, "A (A in en) A"));
}

#[test]
fn what_stands_on_a_page_twice_is_equal() {
    let list = Value::from(vec![Value::Url("a.html".into()), Value::from("<b>")]).repeated();
    let template = "{% for x in one %}{{ x }} {% endfor %}{% for x in other %}{{ x }} {% endfor %}";
    let data = Map::new().with("one", list.clone()).with("other", list);
    assert_eq!(page(template, data), "../a.html &lt;b&gt; ../a.html &lt;b&gt; ");
}

#[test]
fn texts_of_the_portal_cannot_make_links() {
    let mark = "\u{FDD0}a.html\u{FDD1}";
    let data =
        Map::new().with("text", mark).with("html", Value::Html(mark.into())).with("body", prose(mark, Vec::new()));
    let expected = "\u{FFFD}a.html\u{FFFD}";
    assert_eq!(page("{{ text }}|{{ html }}|{{ body }}", data), format!("{expected}|{expected}|{expected}"));
}
