//! The paths that are found in templates, and trees of texts that are none.

use super::*;

/// The paths that a template reads, as they are written.
fn paths(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    visit(&parse(text), &mut |node| match node {
        Node::Output(expr) => read(expr, &mut found),
        Node::If(branches) => {
            branches.iter().flat_map(|(condition, _)| condition).for_each(|expr| read(expr, &mut found))
        }
        Node::For { over, .. } => read(over, &mut found),
        Node::Set { value, .. } => value.iter().for_each(|expr| read(expr, &mut found)),
        Node::Wrapped(call, _) => read(call, &mut found),
        Node::Filtered(exprs, _) => exprs.iter().for_each(|expr| read(expr, &mut found)),
        _ => {}
    });
    found
}

fn read(expr: &Expr, found: &mut Vec<String>) {
    let mut all = |exprs: &[&Expr]| exprs.iter().for_each(|expr| read(expr, found));
    match expr {
        Expr::Literal | Expr::Text(_) => {}
        Expr::Path { root, steps } => {
            let mut path = root.text.clone();
            for step in steps {
                match step {
                    Step::Field { name, .. } => path = format!("{path}.{}", name.text),
                    Step::Item(expr) => {
                        read(expr, found);
                        path.push_str("[]");
                    }
                    Step::Slice(exprs) => {
                        exprs.iter().for_each(|expr| read(expr, found));
                        path.push_str("[:]");
                    }
                }
            }
            found.push(path);
        }
        Expr::Filter { value, arguments, .. } | Expr::Test { value, arguments, .. } => {
            all(&[value]);
            arguments.iter().for_each(|expr| read(expr, found));
        }
        Expr::Function { arguments } | Expr::Many(arguments) => arguments.iter().for_each(|expr| read(expr, found)),
        Expr::Call { arguments, spread, .. } => {
            arguments.iter().for_each(|(_, expr)| read(expr, found));
            spread.iter().for_each(|expr| read(expr, found));
        }
        Expr::Comprehension { item, over, condition, .. } => {
            all(&[over]);
            condition.iter().for_each(|expr| read(expr, found));
            read(item, found);
        }
        Expr::Choice { condition, yes, no } => all(&[condition, yes, no]),
    }
}

#[test]
fn every_path_is_found() {
    let cases = [
        ("{{ a.b?.c[\"d e\"][0].f }}", vec!["a.b.c.d e[].f"]),
        ("{{ a[b.c] }}{{ a[b:c.d] }}{{ a[:8] }}", vec!["b.c", "a[]", "b", "c.d", "a[:]", "a[:]"]),
        (
            "{{- a -}} x {%- if not b and c.d is not none or (e + 1) * f > -g -%}{% endif %}",
            vec!["a", "b", "c.d", "e", "f", "g"],
        ),
        ("{% if a %}{% elif b %}{{ c }}{% else %}{{ d }}{% endif %}{{ e }}", vec!["a", "b", "c", "d", "e"]),
        ("{% for x in a.b %}{{ x }}{% else %}{{ c }}{% endfor %}{{ d }}", vec!["a.b", "x", "c", "d"]),
        ("{{ a | replace(from=\"{n}\", to=b | str) | upper ~ c }}", vec!["a", "b", "c"]),
        ("{% set x = [y.z for y in a if y.b not in c] %}{{ [a, ...b, 1] }}", vec!["a", "y.b", "c", "y.z", "a", "b"]),
        ("{{ { \"k\": a, ...b } }}{{ f(x=a) }}{{ a if b else c }}", vec!["a", "b", "a", "b", "a", "c"]),
        (
            "{{ <card to={a.b} text=\"x\" c {...d} /> }}{% <box a={b}> %}{{ c }}{% </box> %}{{ d }}",
            vec!["a.b", "c", "d", "b", "c", "d"],
        ),
        ("{# {{ a }} #}{% raw %}{{ b }}{%- endraw %}{{ \"{{ c }}\" }}{{ '\\'' ~ d }}", vec!["d"]),
        (
            "{% filter replace(from=a, to=b) %}{{ c }}{% endfilter %}{% block x %}{{ d }}{% endblock x %}",
            vec!["a", "b", "c", "d"],
        ),
        ("{% set x %}{{ a }}{% endset %}{% set_global y = b %}", vec!["a", "b"]),
        (
            "{% component a.b(x: map, @y = none, z = [1], ...rest) {\"k\": 1} %}{{ x.y }}{% endcomponent a.b %}{{ z }}",
            vec!["x.y", "z"],
        ),
        ("é{ {{ a }} } {{ 1.5 + b }}", vec!["a", "b"]),
    ];
    for (text, expected) in cases {
        let mut found = paths(text);
        // The order within one expression is not of interest.
        found.sort();
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        expected.sort();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn places_are_exact() {
    let text = "é {% if page.titel %}{{ words[\"skip link\"] }}{% endif %}";
    let mut places = Vec::new();
    visit(&parse(text), &mut |node| {
        let exprs: Vec<&Expr> = match node {
            Node::If(branches) => branches.iter().flat_map(|(condition, _)| condition).collect(),
            Node::Output(expr) => vec![expr],
            _ => Vec::new(),
        };
        for expr in exprs {
            let Expr::Path { root, steps } = expr else { panic!("no path") };
            places.push(&text[root.span.range()]);
            places.extend(steps.iter().map(|step| match step {
                Step::Field { name, .. } => &text[name.span.range()],
                _ => "",
            }));
        }
    });
    assert_eq!(places, ["page", "titel", "words", "\"skip link\""]);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_some_tree(text in "(\\{\\{|\\{%|%\\}|\\}\\}|[a-c ]|if|for|in|else|endif|set|component|block|[\\[\\](){}<>|=.,:\"'-]|é|\\{#|#\\}|is|not){0,60}") {
        parse(&text);
    }
}

#[test]
fn deep_nesting_comes_to_an_end() {
    for open in [
        "{{ (",
        "{{ [",
        "{{ {\"a\": ",
        "{{ a[",
        "{{ a if ",
        "{{ -",
        "{{ not ",
        "{{ f(x=",
        "{{ <c x={",
        "{% if a %}",
        "{% for a in b %}",
    ] {
        parse(&format!("{{{{ {}", open.trim_start_matches("{{ ").repeat(3000)));
        parse(&open.repeat(3000));
    }
}
