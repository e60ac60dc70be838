//! A picture of each form of chart, in a page that can be looked at: `tests/sites/charts/`.

use casebook::base::{Address, Lang};
use casebook::render::chart::svg;
use casebook::view::chart::*;

use crate::golden::Goldens;
use crate::site::root;

#[test]
fn the_forms_of_charts() {
    let folder = root().join("tests/sites/charts");
    let mut goldens = Goldens::new(&folder, "html");
    for lang in ["en", "ar"] {
        let lang = Lang::new(lang);
        let forms = forms(lang.dir() == "rtl");
        let figures: Vec<String> = forms
            .into_iter()
            .map(|(id, title, form)| {
                let description = "What the picture says, in words.".into();
                let chart = Chart { id: id.into(), title: title.into(), description, lang: lang.clone(), form };
                let picture = svg(&chart, &Address::new("charts.html"));
                assert_eq!(picture, svg(&chart, &Address::new("charts.html")), "{id} is drawn the same way each time");
                assert!(!picture.contains("style=") && !picture.contains("NaN"), "{id}: {picture}");
                // One element a line, so that differences can be read.
                let picture = picture.replace("><", ">\n<");
                format!("<figure class=\"chart\"><figcaption>{title}</figcaption>\n{picture}\n</figure>\n")
            })
            .collect();
        let page = format!(
            "<!doctype html>\n<html lang=\"{lang}\" dir=\"{}\"><head><meta charset=\"utf-8\"><title>Charts</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <link rel=\"stylesheet\" href=\"../../../themes/portal/assets/style.css\"></head>\n<body><main class=\"wide\">\n\
             <h1>Charts</h1>\n{}</main></body></html>\n",
            lang.dir(),
            figures.join("")
        );
        goldens.add(lang.as_str(), page);
    }
    goldens.compare();
}

fn forms(arabic: bool) -> Vec<(&'static str, &'static str, Form)> {
    let pick = |en: &'static str, ar: &'static str| if arabic { ar } else { en };
    let bar = |label: &str, value: f64, text: &str| Bar {
        label: Label::new(label).to(Some("list.html")),
        amount: Amount::new(value, text),
        fill: Fill::Solid,
    };
    let part = |label: &str, count: usize, fill: Fill| Part { label: label.into(), amount: Amount::count(count), fill };
    let parts = |counts: [usize; 5]| {
        let names = [
            pick("Reported as completed; evidence recorded here", "أُبلغ عن إنجازه؛ وتوجد أدلة مسجلة هنا"),
            pick("Reported as completed; no evidence recorded here", "أُبلغ عن إنجازه؛ ولا توجد أدلة مسجلة هنا"),
            pick("Under way", "قيد التنفيذ"),
            pick("Past its due date", "تجاوز موعده"),
            pick("Not assessed", "لم يُقيَّم"),
        ];
        let looks = [Fill::Solid, Fill::Rising, Fill::Dotted, Fill::Crossed, Fill::Empty];
        names.iter().zip(counts).zip(looks).map(|((name, count), fill)| part(name, count, fill)).collect::<Vec<_>>()
    };
    let run = |scope: Option<&str>, points: &[(f64, f64)]| Run {
        scope: scope.map(Label::new),
        points: points
            .iter()
            .map(|(at, value)| Point {
                at: *at,
                when: at.to_string().into(),
                amount: Amount::new(*value, value.to_string()),
                estimate: *at == 2020.0,
            })
            .collect(),
    };
    let axis = |ticks: &[f64]| Axis {
        ticks: ticks.iter().map(|tick| Amount::new(*tick, tick.to_string())).collect(),
        unit: Some(pick("per 100,000 live births", "لكل 100 ألف مولود حي").into()),
        cut: None,
    };
    let line = |label: &str, runs: Vec<Run>| Line { label: label.into(), runs };
    let single = Lines {
        lines: vec![line(
            "Maternal deaths",
            vec![run(None, &[(2012.0, 96.3), (2015.0, 81.8), (2018.0, 67.3), (2020.0, 71.0)])],
        )],
        axis: axis(&[0.0, 25.0, 50.0, 75.0, 100.0]),
        targets: vec![Target {
            at: Some(2030.0),
            amount: Amount::new(40.0, "40"),
            label: pick("Target for 2030: 40", "الغاية لعام 2030: 40").into(),
        }],
        estimate: Some(pick("estimate", "تقدير").into()),
        ..Lines::default()
    };
    let broken = Lines {
        lines: vec![line(
            "Presences",
            vec![
                run(
                    Some(pick("Country and stand-alone offices", "المكاتب القطرية")),
                    &[(2010.0, 24.0), (2011.0, 25.0), (2012.0, 27.0)],
                ),
                run(
                    Some(pick("All presences in the field, with advisers", "جميع أشكال الحضور الميداني")),
                    &[(2014.0, 56.0), (2016.0, 60.0), (2017.0, 72.0)],
                ),
            ],
        )],
        axis: Axis { unit: None, ..axis(&[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]) },
        limit: Some(Amount::new(100.0, "100 %")),
        ..Lines::default()
    };
    let years =
        |values: [f64; 5]| values.iter().zip(2016..).map(|(value, year)| (f64::from(year), *value)).collect::<Vec<_>>();
    let several = Lines {
        lines: [
            ("Women", [61.0, 62.5, 64.0, 64.5, 66.0]),
            ("Men", [70.0, 70.5, 71.0, 71.5, 72.0]),
            ("Persons with disabilities", [40.0, 41.0, 43.5, 52.0, 65.0]),
        ]
        .map(|(name, values)| line(name, vec![run(None, &years(values))]))
        .into(),
        axis: Axis {
            unit: Some("Per cent of adults".into()),
            cut: Some("The scale does not begin at 0.".into()),
            ..axis(&[40.0, 50.0, 60.0, 70.0, 80.0])
        },
        ..Lines::default()
    };
    let panel =
        |name: &str, runs: Vec<Run>| Panel {
            label: name.into(), runs, empty: pick("no data", "لا توجد بيانات").into()
        };
    let panels = Panels {
        panels: vec![
            panel("Women", vec![run(None, &years([61.0, 62.5, 64.0, 64.5, 66.0]))]),
            panel("Men", vec![run(None, &years([70.0, 70.5, 71.0, 71.5, 72.0]))]),
            panel("Persons with disabilities of all ages", Vec::new()),
            panel("Indigenous peoples", vec![run(None, &[(2018.0, 33.0)]), run(None, &[(2020.0, 38.0)])]),
        ],
        axis: Axis { unit: Some("Per cent of adults".into()), ..axis(&[0.0, 20.0, 40.0, 60.0, 80.0]) },
        years: None,
    };
    let dot = |value: f64, symbol: Symbol| Dot { amount: Amount::new(value, value.to_string()), symbol };
    let dot_row = |label: &str, values: &[f64]| DotRow {
        label: label.into(),
        dots: values.iter().zip(Symbol::ALL).map(|(value, symbol)| dot(*value, symbol)).collect(),
    };
    let dots = Dots {
        groups: vec![
            DotGroup {
                scope: Some(pick("Country and stand-alone offices", "المكاتب القطرية").into()),
                rows: vec![dot_row(pick("Offices at the end of 2010", "المكاتب في نهاية عام 2010"), &[24.0])],
            },
            DotGroup {
                scope: Some(pick("All forms of field presence", "جميع أشكال الحضور الميداني").into()),
                rows: vec![
                    dot_row("Presences in 2011", &[56.0]),
                    dot_row("Presences in 2022 and in 2023, of which the report gives both", &[77.0, 92.0]),
                ],
            },
        ],
        common: true,
        keys: vec![Key::new(Symbol::Circle, "first"), Key::new(Symbol::Box, "second")],
    };
    let mark =
        |at: f64, symbol: Symbol, text: &str| TimeMark { at, symbol, text: (!text.is_empty()).then(|| text.into()) };
    let time_row = |label: &str, note: &str, span: Option<(f64, f64)>, marks: Vec<TimeMark>| TimeRow {
        label: Label::new(label).to(Some("plans/a.html")),
        note: (!note.is_empty()).then(|| note.into()),
        span: span.map(|(from, to)| Span { from: Some(from), to: Some(to), fill: Fill::Dotted }),
        marks,
    };
    let timeline = Timeline {
        rows: vec![
            time_row(
                pick("Adopt a law on access to information", "اعتماد قانون بشأن الحصول على المعلومات"),
                pick("completed", "أُنجز"),
                Some((2014.2, 2016.0)),
                vec![mark(2016.0, Symbol::Lozenge, "2015"), mark(2017.4, Symbol::Circle, "May 2017")],
            ),
            time_row(
                "Train all judges of first instance in the law of the treaties that the State is a party to",
                "past its due date",
                None,
                vec![mark(2018.5, Symbol::Lozenge, "June 2018")],
            ),
            time_row("Report to the Committee", "", Some((2015.0, 2019.5)), vec![]),
        ],
        years: None,
        as_of: Some((2019.1, pick("As of 5 February 2019", "في 5 شباط/فبراير 2019").into())),
        keys: vec![
            Key::new(Symbol::Lozenge, pick("due", "مستحق")),
            Key::new(Symbol::Circle, pick("reported as completed", "أُبلغ عن إنجازه")),
        ],
    };
    let stack = |label: &str, counts: [usize; 5]| Stack {
        label: Some(Label::new(label).to(Some("plans/area.html"))),
        total: Some(format!("{}", counts.iter().sum::<usize>()).into()),
        parts: parts(counts),
    };
    vec![
        (
            "bars",
            pick("Assistance by component", "المساعدة بحسب العنصر"),
            Form::Bars(Bars {
                bars: vec![
                    bar(
                        pick(
                            "Advice on laws and policies, and support to the drafting of both",
                            "المشورة بشأن القوانين والسياسات",
                        ),
                        12.0,
                        "12",
                    ),
                    bar(pick("Training", "التدريب"), 31.0, "31"),
                    bar(pick("Grants", "المنح"), 0.0, "0"),
                ],
                keys: Vec::new(),
            }),
        ),
        (
            "below-zero",
            "Change in contributions",
            Form::Bars(Bars {
                bars: vec![bar("2015", 2.5, "+2.5"), bar("2016", -1.25, "−1.25")],
                keys: vec![Key::new(Fill::Solid, "in millions of dollars")],
            }),
        ),
        (
            "alone",
            pick("108 actions", "108 إجراءات"),
            Form::Stacked(Stacked {
                rows: vec![Stack { label: None, ..stack("", [25, 6, 52, 9, 16]) }],
                common: false,
            }),
        ),
        (
            "rows",
            "By area",
            Form::Stacked(Stacked {
                rows: vec![
                    stack("Education", [3, 1, 10, 2, 0]),
                    stack(
                        pick("Access to justice and the administration of justice", "الوصول إلى العدالة"),
                        [1, 0, 2, 1, 4],
                    ),
                    stack("Nothing yet", [0; 5]),
                ],
                common: true,
            }),
        ),
        (
            "whole",
            "All fills",
            Form::Whole(Whole {
                label: Some("All 72 records".into()),
                parts: Fill::ALL.iter().map(|fill| part(&format!("{fill:?}"), 9, *fill)).collect(),
            }),
        ),
        ("line", "Maternal mortality", Form::Lines(single)),
        ("break", "Presences in the field", Form::Lines(broken)),
        ("lines", "Literacy", Form::Lines(several)),
        ("panels", "Literacy by group", Form::Panels(panels)),
        ("dots", "Presences in three counts", Form::Dots(dots)),
        ("timeline", pick("Actions by date", "الإجراءات بحسب التاريخ"), Form::Timeline(timeline)),
    ]
}
