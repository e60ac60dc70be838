//! How long it takes to read a body of 8 KB: `cargo run --release --example markdown_speed [FILE…]`. With files, lists what is found in
//! them as well.

use std::time::Instant;

use casebook::parse::markdown::{Options, RawHtml, parse};

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    for path in &files {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let body = text.splitn(3, "+++\n").nth(2).unwrap_or(&text);
        let (markdown, faults) = parse(body, &Options::default());
        println!(
            "{path}: {} holes, {} headings, lead: {}",
            markdown.holes.len(),
            markdown.outline.len(),
            markdown.lead
        );
        for fault in faults {
            println!("  {}: {}", fault.code, fault.message);
        }
        for figure in markdown.figures {
            println!("  figure {:?} in {:?}", &body[figure.span.range()], figure.section);
        }
        for contact in markdown.contacts {
            println!("  {:?} {:?}", contact.kind, &body[contact.span.range()]);
        }
    }
    let body = body_of(8192);
    for (name, raw_html, extra) in
        [("plain", RawHtml::Clean, ""), ("with a line of HTML, cleaned", RawHtml::Clean, "\n\nx <b>y</b>\n")]
    {
        let text = format!("{body}{extra}");
        let options = Options { numbered: false, raw_html };
        let mut times: Vec<f64> = (0..400)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(parse(std::hint::black_box(&text), &options));
                start.elapsed().as_secs_f64() * 1e6
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("{name}: {} bytes, best {:.0} µs, median {:.0} µs", text.len(), times[0], times[times.len() / 2]);
    }
}

/// A body with what case studies have: sections, cites, lists, a table, links, a footnote.
fn body_of(bytes: usize) -> String {
    let section = "## What was done {#done-N}\n\nThe executive, the legislature and the judiciary joined with the *Attorney-General* and the \
        Ombudsman in one initiative [[A/HRC/35/20#54]]. It gives information on the follow-up to **all** of them, \"as agreed\" \
        in 2013, to 140 officials in 12 ministries. See [the report](../reports/a.html#para-5) and [[organisation:ohchr|OHCHR]].\n\n\
        - which State institutions are in charge of carrying them out [[A/HRC/35/20#54]]\n- all policies and programmes that bear \
        on them [[A/HRC/35/20#54]]\n- actions, indicators and challenges.\n\n| Year | People | Share |\n|---|--:|--:|\n| 2012 | 1,250 \
        | 12% |\n| 2013 | 2,400 | 24% |\n\nIts aim was a mechanism between institutions that monitors recommendations, follows them up \
        and reports on them; 35 per cent of those asked said so.[^N]\n\n[^N]: Written to <info@example.org> -- see <https://un.org>.\n\n";
    let mut body = String::new();
    for number in 1.. {
        if body.len() + section.len() > bytes + section.len() / 2 {
            break;
        }
        body.push_str(&section.replace('N', &number.to_string()));
    }
    body
}
