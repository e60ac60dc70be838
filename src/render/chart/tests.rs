//! What stands where in charts.

use super::*;
use crate::base::Lang;
use crate::view::chart::*;

fn drawn(form: Form) -> String {
    drawn_in("en", form)
}

fn drawn_in(lang: &str, form: Form) -> String {
    let (title, description) = ("<Title>".into(), "Words & figures".into());
    let chart = Chart { id: "test".to_owned(), title, description, lang: Lang::new(lang), form };
    svg(&chart, &Address::new("plans/a.html"))
}

/// The values of an attribute of all marks of a name, without the sign for per cent.
fn numbers(svg: &str, element: &str, attribute: &str) -> Vec<f64> {
    // Before the marks stand patterns and the lines of the scale.
    let elements = svg[svg.find("class=\"marks\"").unwrap_or(0)..]
        .split('<')
        .filter(|piece| piece.starts_with(&format!("{element} ")));
    let value = |piece: &str| {
        let from = piece.find(&format!(" {attribute}=\""))? + attribute.len() + 3;
        let text = piece[from..].split('"').next()?;
        text.trim_end_matches('%').parse().ok()
    };
    elements.filter_map(value).collect()
}

fn parts(counts: &[usize]) -> Vec<Part> {
    let part = |(place, count): (usize, &usize)| Part {
        label: format!("part {place}").into(),
        amount: Amount::count(*count),
        fill: Fill::nth(place),
    };
    counts.iter().enumerate().map(part).collect()
}

fn bar(value: f64) -> Bar {
    Bar { label: "thing".into(), amount: Amount::new(value, value.to_string()), fill: Fill::Solid }
}

fn run(scope: Option<&str>, points: &[(f64, f64)]) -> Run {
    let point = |(at, value): &(f64, f64)| Point {
        at: *at,
        when: at.to_string().into(),
        amount: Amount::new(*value, value.to_string()),
        estimate: false,
    };
    Run { scope: scope.map(Label::new), points: points.iter().map(point).collect() }
}

fn axis(ticks: &[f64]) -> Axis {
    Axis { ticks: ticks.iter().map(|tick| Amount::new(*tick, tick.to_string())).collect(), ..Axis::default() }
}

#[test]
fn a_picture_has_a_name_and_a_description() {
    let svg = drawn(Form::Bars(Bars { bars: vec![bar(1.0)], keys: Vec::new() }));
    assert!(svg.contains("role=\"img\""), "{svg}");
    assert!(
        svg.contains("aria-labelledby=\"page-chart-test-title\" aria-describedby=\"page-chart-test-desc\""),
        "{svg}"
    );
    assert!(svg.contains("<title id=\"page-chart-test-title\">&lt;Title&gt;</title>"), "{svg}");
    assert!(svg.contains("<desc id=\"page-chart-test-desc\">Words &amp; figures</desc>"), "{svg}");
}

#[test]
fn a_picture_with_links_is_a_group() {
    let label = Label::new("thing").to(Some("list.html"));
    let svg = drawn(Form::Bars(Bars { bars: vec![Bar { label, ..bar(1.0) }], keys: Vec::new() }));
    assert!(svg.contains("role=\"group\"") && svg.contains("<a href=\"../list.html\">"), "{svg}");
}

#[test]
fn parts_take_up_the_whole() {
    for counts in [&[1, 1, 1][..], &[25, 6, 52, 9, 16], &[7], &[0, 3, 0, 4], &[1, 999_999]] {
        let svg = drawn(Form::Whole(Whole { label: None, parts: parts(counts) }));
        let bars: Vec<f64> =
            numbers(&svg, "rect", "width").into_iter().take(counts.iter().filter(|c| **c > 0).count()).collect();
        assert!((bars.iter().sum::<f64>() - 100.0).abs() < 0.05, "{counts:?}: {bars:?}");
        for (place, count) in counts.iter().enumerate() {
            assert!(svg.contains(&format!("part {place}: {count}")), "each part is told, {count} too: {svg}");
        }
    }
}

#[test]
fn bars_of_one_scale_compare() {
    let row = |counts: &[usize]| Stack { label: Some("row".into()), total: None, parts: parts(counts) };
    let svg = drawn(Form::Stacked(Stacked { rows: vec![row(&[10]), row(&[5])], common: true }));
    assert_eq!(numbers(&svg, "rect", "width")[..2], [100.0, 50.0]);
    let svg = drawn(Form::Stacked(Stacked { rows: vec![row(&[10]), row(&[5])], common: false }));
    assert_eq!(numbers(&svg, "rect", "width")[..2], [100.0, 100.0]);
    let empty = drawn(Form::Stacked(Stacked { rows: vec![row(&[]), row(&[0])], common: true }));
    assert!(!empty.contains("NaN"), "{empty}");
}

#[test]
fn bars_begin_at_the_zero_line() {
    let svg = drawn(Form::Bars(Bars { bars: vec![bar(4.0), bar(-2.0)], keys: Vec::new() }));
    let (x, wide) = (numbers(&svg, "rect", "x"), numbers(&svg, "rect", "width"));
    let zero = numbers(&svg, "line", "x1")[0];
    assert!((x[0] - zero).abs() < 0.02 && (x[1] + wide[1] - zero).abs() < 0.02, "{svg}");
    assert!((wide[0] - 2.0 * wide[1]).abs() < 0.03, "{wide:?}");
    // From 0 at the left side; in scripts that run from right to left, at the right side.
    let right = drawn_in("ar", Form::Bars(Bars { bars: vec![bar(4.0)], keys: Vec::new() }));
    assert_eq!(numbers(&right, "line", "x1"), [100.0]);
}

#[test]
fn a_line_breaks_where_the_scope_changes() {
    let line = |runs| Lines {
        lines: vec![Line { label: "all".into(), runs }],
        axis: axis(&[0.0, 50.0, 100.0]),
        ..Lines::default()
    };
    let whole = drawn(Form::Lines(line(vec![run(None, &[(2010.0, 10.0), (2012.0, 20.0), (2014.0, 30.0)])])));
    assert_eq!((whole.matches("<path d=\"M").count(), whole.contains("class=\"break\"")), (1, false), "{whole}");
    let runs = vec![
        run(Some("offices"), &[(2010.0, 10.0), (2011.0, 20.0)]),
        run(Some("all presences"), &[(2013.0, 30.0), (2014.0, 40.0)]),
    ];
    let broken = drawn(Form::Lines(line(runs)));
    assert_eq!((broken.matches("<path d=\"M").count(), broken.matches("class=\"break\"").count()), (2, 1), "{broken}");
    assert!(broken.contains("offices") && broken.contains("all presences"), "{broken}");
}

#[test]
fn targets_and_limits_are_drawn_at_their_value() {
    let lines = Lines {
        lines: vec![Line { label: "all".into(), runs: vec![run(None, &[(2010.0, 100.0), (2012.0, 0.0)])] }],
        axis: axis(&[0.0, 50.0, 100.0]),
        targets: vec![Target {
            at: Some(2030.0),
            amount: Amount::new(50.0, "50"),
            label: "Target for 2030: 50".into(),
        }],
        limit: Some(Amount::new(100.0, "100 %")),
        ..Lines::default()
    };
    let svg = drawn(Form::Lines(lines));
    let at = |class: &str| {
        let line = svg
            .split('<')
            .find(|piece| piece.contains(&format!("class=\"{class}\"")))
            .unwrap_or_else(|| panic!("{class}: {svg}"));
        numbers(&format!("<{line}"), "line", "y1")[0]
    };
    assert!((at("target") - (at("limit") + at("zero")) / 2.0).abs() < 0.01, "{svg}");
    assert!(svg.contains("Target for 2030: 50") && svg.contains("100 %") && svg.contains(">2030<"), "{svg}");
}

#[test]
fn a_scale_that_does_not_begin_at_zero_says_so() {
    let lines = Lines {
        lines: vec![Line { label: "all".into(), runs: vec![run(None, &[(2010.0, 60.0)])] }],
        axis: Axis { cut: Some("The scale does not begin at 0.".into()), ..axis(&[50.0, 60.0]) },
        ..Lines::default()
    };
    let svg = drawn(Form::Lines(lines));
    assert!(svg.contains("class=\"cut\"") && svg.contains("does not begin at 0"), "{svg}");
    assert!(!svg.contains("class=\"zero\""), "{svg}");
}

#[test]
fn a_panel_without_data_says_so() {
    let panel = |runs| Panel { label: "Women".into(), runs, empty: "no data".into() };
    let panels = Panels {
        panels: vec![panel(Vec::new()), panel(vec![run(None, &[(2010.0, 1.0)])])],
        axis: axis(&[0.0, 2.0]),
        years: None,
    };
    let svg = drawn(Form::Panels(panels));
    assert_eq!((svg.matches(">no data<").count(), svg.matches(">Women<").count()), (1, 2), "{svg}");
}

#[test]
fn between_scopes_a_break_is_drawn() {
    let group = |scope: &str, value: f64| DotGroup {
        scope: Some(scope.into()),
        rows: vec![DotRow {
            label: "presences".into(),
            dots: vec![Dot { amount: Amount::new(value, value.to_string()), symbol: Symbol::Circle }],
        }],
    };
    let dots = |common| Dots { groups: vec![group("offices", 24.0), group("all", 48.0)], common, keys: Vec::new() };
    let svg = drawn(Form::Dots(dots(true)));
    assert_eq!(svg.matches("class=\"breach\"").count(), 1, "{svg}");
    let x = numbers(&svg, "use", "x");
    assert!((x[1] - 1.0 - 2.0 * (x[0] - 1.0)).abs() < 0.05, "{x:?}");
    let x = numbers(&drawn(Form::Dots(dots(false))), "use", "x");
    assert_eq!(x[0], x[1]);
}

#[test]
fn a_timeline_has_its_dates_in_order() {
    let mark = |at: f64| TimeMark { at, symbol: Symbol::Circle, text: Some(at.to_string().into()) };
    let row = |marks| TimeRow {
        label: "Action".into(),
        note: None,
        span: Some(Span { from: Some(2015.0), to: None, fill: Fill::Dotted }),
        marks,
    };
    let timeline = Timeline {
        rows: vec![row(vec![mark(2014.5), mark(2016.5)])],
        as_of: Some((2018.0, "As of".into())),
        keys: vec![Key::new(Symbol::Circle, "done")],
        years: None,
    };
    let svg = drawn(Form::Timeline(timeline));
    let x = numbers(&svg, "use", "x");
    assert!(x[0] < x[1] && numbers(&svg, "rect", "x")[0] > x[0], "{svg}");
    assert!(svg.contains("class=\"as-of\"") && svg.contains(">done<"), "{svg}");
    // Time runs from left to right in any script.
    let right = drawn_in(
        "ar",
        Form::Timeline(Timeline { rows: vec![row(vec![mark(2014.5), mark(2016.5)])], ..Timeline::default() }),
    );
    let x = numbers(&right, "use", "x");
    assert!(x[0] < x[1], "{right}");
}

#[test]
fn any_number_is_survived() {
    for value in [f64::NAN, f64::INFINITY, f64::MAX, f64::MIN, -0.0, 1e-300] {
        let amount = Amount::new(value, "value");
        let lines = Lines {
            lines: vec![Line { label: "all".into(), runs: vec![run(None, &[(value, value), (2015.0, 1.0)])] }; 2],
            axis: Axis::default(),
            targets: vec![Target { at: Some(value), amount: amount.clone(), label: "target".into() }],
            limit: Some(amount.clone()),
            ..Lines::default()
        };
        let part = Part { label: "part".into(), amount: amount.clone(), fill: Fill::Solid };
        let dots = vec![Dot { amount, symbol: Symbol::Circle }];
        let rows = vec![DotRow { label: "row".into(), dots }];
        for form in [
            Form::Bars(Bars { bars: vec![bar(value), bar(1.0)], keys: Vec::new() }),
            Form::Whole(Whole { label: None, parts: vec![part] }),
            Form::Lines(lines),
            Form::Dots(Dots { groups: vec![DotGroup { scope: None, rows }], ..Dots::default() }),
            Form::Timeline(Timeline { as_of: Some((value, "as of".into())), ..Timeline::default() }),
        ] {
            let svg = drawn(form);
            let sound = |piece: &str| !piece.contains("NaN") && !piece.contains("inf") && !piece.contains("=\"-0");
            assert!(svg.split('<').filter(|piece| !piece.starts_with("text")).all(sound), "{value}: {svg}");
        }
    }
}

#[test]
fn words_wrap_and_end() {
    assert_eq!(text::wrap("one two", 1000.0, 3), ["one two"]);
    assert!(text::wrap("Country and stand-alone offices of all kinds", 100.0, 9).len() > 2);
    assert!(
        text::wrap("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 100.0, 9).iter().all(|line| text::width(line) <= 100.0)
    );
    assert_eq!(text::wrap("人权人权人权人权", 40.0, 2).len(), 2);
    assert!(text::wrap("many words that do not fit at all", 60.0, 2)[1].ends_with('…'));
    assert_eq!(text::wrap("", 60.0, 2), Vec::<String>::new());
    assert!(text::wrap("word", 0.0, 50).len() <= 5);
}
