//! Templates with slips, and what the check says of each.

use crate::base::{Diagnostic, Lang, Origin, SourcePath};
use crate::theme::contract::KindField;
use crate::theme::{ThemeFile, load};

use super::*;

/// Two kinds with a few fields each.
fn kinds() -> Vec<Kind> {
    let field =
        |id: &str, type_name: &str, list| KindField { id: id.to_owned(), type_name: type_name.to_owned(), list };
    let fields = vec![field("period", "period", false), field("countries", "ref", true), field("cites", "cite", true)];
    let plan = vec![field("aims", "table", false), field("period", "period", false)];
    vec![Kind { id: "case-study".to_owned(), fields }, Kind { id: "plan".to_owned(), fields: plan }]
}

/// The findings in a theme made of these templates and the words `skip` and `home`, as `NAME: underlined: message (help)`.
fn faults(templates: &[(&str, &str)]) -> Vec<String> {
    let mut files: Vec<ThemeFile> = templates
        .iter()
        .map(|(name, text)| ThemeFile::new(format!("kit:themes/portal/templates/{name}"), text.as_bytes()))
        .collect();
    files.push(ThemeFile::new("kit:themes/portal/words/en.toml", *b"skip = \"Skip\"\nhome = \"Home\""));
    files.push(ThemeFile::new("kit:themes/portal/assets/logo.svg", *b""));
    files.push(ThemeFile::new(
        "kit:themes/portal/theme.toml",
        *b"[lists.latest]\nkind = \"plan\"\n[views.plan]\nexpand = [\"aims.b\"]",
    ));
    let origin = Origin::file(&SourcePath::new("casebook.toml"));
    let (theme, diagnostics) = load("portal", &origin, &[], &files, &Lang::new("en"));
    assert_eq!(diagnostics, []);
    let show = |diagnostic: &Diagnostic| {
        let name = diagnostic.origin.path.as_str().trim_start_matches("kit:themes/portal/templates/");
        let text = templates.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
        let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
        format!("{name}: {}: {}{help}", &text[diagnostic.origin.span.range()], diagnostic.message)
    };
    check(&theme, &kinds()).iter().map(show).collect()
}

#[test]
fn right_templates_are_without_fault() {
    let templates = [
        ("base.html", "{{ page.title }}{% if record is defined %}{{ record.title }}{% endif %}{% block main %}{% endblock %}"),
        (
            "case-study.html",
            "{% extends \"base.html\" %}{% block main %}{% set first = record.fields.countries[0] %}{{ first.title }}
             {% if record.fields.period %}{{ record.fields.period.from?.iso }}{% endif %}
             {% for group in record.backlinks %}{{ loop.index }}{{ <links group title={words.skip} /> }}{% endfor %}
             {{ assets[\"logo.svg\"] }}{{ site.menu[0].url }}{{ (record.children | first).entries | length }}{% endblock %}",
        ),
        ("record.html", "{{ record.fields.aims.rows }}{{ record.fields.period.text }}{{ record.expanded[\"aims.b\"][0].title }}"),
        ("home.html", "{% for id, list in lists %}{{ id }}{{ list.cards[0].title }}{% endfor %}{{ lists.latest.title }}{{ lists[page.kind].url }}"),
        ("parts/components.html", "{% component links(group: map, title, @words) %}{{ title }}{{ words.home }}{% for role in group.roles %}{{ role.label }}{% endfor %}{% endcomponent %}"),
        ("plan-list.html", "{% for row in list.rows %}{% include \"parts/row.html\" %}{% endfor %}"),
        ("parts/row.html", "{{ row.title }}{% for cell in row.cells %}{{ cell.value.whatever }}{% endfor %}"),
        ("embeds/records.html", "{% for card in cards %}{{ card.summary }}{% endfor %}{{ words.home }}{% if page?.lang %}{% endif %}"),
    ];
    assert_eq!(faults(&templates), Vec::<String>::new());
}

#[test]
fn what_the_contract_does_not_have_is_reported() {
    let templates = [
        ("404.html", "é {% if page.titel %}{% endif %}{{ pages.title }}{{ words.skp }}{{ site.zzz }}"),
        (
            "case-study.html",
            "{{ record.fields.contries }}{{ record.fields.aims }}{{ record.fields.period.start }}{{ record.title.text }}",
        ),
        ("record.html", "{{ record.fields.zzz }}{{ record.backlinks.links }}{{ record.expanded[\"aims.c\"] }}"),
        (
            "home.html",
            "{{ lists.lates.url }}{{ assets['logo.png'] }}{% for kind in kinds %}{{ kind.label }}{% endfor %}{{ kind }}",
        ),
        (
            "plan-list.html",
            "{% set rows = [row for row in list.rows if row.drft] %}{% for row in rows %}{{ row.titel }}{% endfor %}",
        ),
        ("parts/any.html", "{{ whatever }}{{ page.titel }}"),
        ("embeds/records.html", "{{ page.lang }}"),
    ];
    assert_eq!(
        faults(&templates),
        [
            "404.html: titel: there is no `page.titel` (did you mean `title`?)",
            "404.html: pages: this page has no variable `pages` (did you mean `page`?)",
            "404.html: skp: the theme has no word `skp` (did you mean `skip`?)",
            "404.html: zzz: there is no `site.zzz` (a site has: as_of, base_url, browse, css, data, description, dir, extra_css, footer, frame, generator, home, index_az, lang, menu, methodology, notice, root, script, search, search_index, title)",
            "case-study.html: contries: the kind `case-study` has no field `contries` (did you mean `countries`?)",
            "case-study.html: aims: the kind `case-study` has no field `aims` (its fields are: cites, countries, period)",
            "case-study.html: start: there is no `record.fields.period.start` (a period has: from, text, to)",
            "case-study.html: text: `record.title` is a text and has no `text`",
            "embeds/records.html: page: this page has no variable `page` (its variables are: assets, cards, more, site, title, words)",
            "home.html: lates: there is no `lates` in `lists` (did you mean `latest`?)",
            "home.html: 'logo.png': there is no `logo.png` in `assets` (did you mean `logo.svg`?)",
            "home.html: label: there is no `kind.label` (a kind has: count, help, id, kind, title, url)",
            "home.html: kind: this page has no variable `kind` (did you mean `kinds`?)",
            "parts/any.html: titel: there is no `page.titel` (did you mean `title`?)",
            "plan-list.html: drft: there is no `row.drft` (did you mean `draft`?)",
            "plan-list.html: titel: there is no `row.titel` (did you mean `title` or `cites`?)",
            "record.html: zzz: no kind has a field `zzz`",
            "record.html: links: `record.backlinks` is a list and has no `links` (go through it with `{% for … in record.backlinks %}`, or take one with `record.backlinks[0]`)",
            "record.html: \"aims.c\": there is no `aims.c` in `record.expanded` (did you mean `aims.b`?)",
        ]
    );
}

#[test]
fn what_is_json_already_is_not_made_json_again() {
    let templates = [
        ("base.html", "<script type=\"application/ld+json\">{{ page.linked | json_script }}</script>"),
        ("record.html", "{{ record.title | json_script }}{{ record.body | json_script }}"),
    ];
    let told = "what is shown as HTML or JSON already cannot be made JSON (leave the filter out)";
    let expected = ["base.html", "record.html"].map(|template| format!("{template}: json_script: {told}"));
    assert_eq!(faults(&templates), expected);
}

#[test]
fn parts_and_components_are_checked_with_what_they_are_given() {
    let templates = [
        ("list.html", "{% for row in list.rows %}{% include \"parts/row.html\" %}{{ <card card={row} /> }}{% endfor %}{{ <card card={list.term} /> }}"),
        ("record.html", "{{ <outer record={record} /> }}{{ <card cart={record} /> }}{{ <open anything={1} /> }}"),
        ("parts/row.html", "{{ row.titel }}"),
        ("parts/components.html", "{% component card(card: map) %}{{ card.note }}{{ card.sumary }}{{ page.title }}{% endcomponent %}
            {% component outer(record: map) %}{{ <inner facts={record.facts} /> }}{% endcomponent %}
            {% component inner(facts: array, only = []) %}{% for fact in facts %}{{ fact.lable }}{% endfor %}{% endcomponent %}
            {% component open(...rest) %}{{ rest.anything }}{% endcomponent %}"),
    ];
    assert_eq!(
        faults(&templates),
        [
            "parts/components.html: sumary: there is no `card.sumary` (did you mean `summary`?)",
            "parts/components.html: page: the component `card` is not given `page` (it sees its arguments only: body, card)",
            "parts/components.html: lable: there is no `fact.lable` (did you mean `label`?)",
            "parts/row.html: titel: there is no `row.titel` (did you mean `title` or `cites`?)",
            "record.html: card: the component `card` is not given its argument `card`",
            "record.html: cart: the component `card` has no argument `cart` (did you mean `card`?)",
        ]
    );
}

#[test]
fn the_variable_with_all_variables_is_refused() {
    assert_eq!(
        faults(&[("home.html", "{{ __tera_context }}")]),
        [
            "home.html: __tera_context: `__tera_context` shows all variables in no fixed order, so no page can be made with it",
        ]
    );
}
