//! Measures the stages of a build on a portal: cold, when nothing changed, and after one record's text was saved.
//!
//!     cargo bench --bench stages -- FOLDER [--search] [--rounds N] [--only TYPE]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use casebook::base::SourcePath;
use casebook::build::{Builder, Built, Inputs};
use casebook::pages::PageKind;
use casebook::source::{self, Source, Sources};
use jiff::civil::date;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let value = |name: &str| arguments.iter().position(|known| known == name).and_then(|at| arguments.get(at + 1));
    let Some(folder) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        // `cargo test` and a bare `cargo bench` start every bench; without a portal there is nothing to measure.
        println!("name the folder of a portal, such as one that `cargo bench --bench portal -- generate` made");
        return;
    };
    let rounds: usize = value("--rounds").and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    let search = arguments.iter().any(|argument| argument == "--search");

    let start = Instant::now();
    let (sources, reading) =
        source::read(Path::new(folder), &["content", "kinds", "themes"]).expect("a portal to read");
    println!("read {} files in {}\n", sources.len(), time(start.elapsed()));
    let inputs = Inputs { reading, index: search, ..Inputs::new(sources, date(2026, 6, 30)) };
    let mut builder = Builder::new();
    let mut columns: BTreeMap<&str, Vec<Built>> = BTreeMap::new();
    let mut order = Vec::new();
    let cold = builder.build(&inputs);
    table("cold", &[&cold]);

    let edited: Vec<SourcePath> =
        inputs.sources.below("content").map(|(path, _)| path.clone()).filter(|path| path.extension() == "md").collect();
    for round in 0..rounds {
        columns.entry("nothing changed").or_default().push(builder.build(&inputs));
        let path = &edited[(round * 7919 + 17) % edited.len()];
        let text = inputs.sources.get(path).and_then(|source| source.text().cloned()).unwrap_or_default();
        let mut sources: Sources = (*inputs.sources).clone();
        sources.insert(path.clone(), Source::of_text(format!("{text}\nOne more sentence, number {round}.\n")));
        let after = Inputs { sources: sources.into(), ..inputs.clone() };
        columns.entry("one text saved").or_default().push(builder.build(&after));
        order = vec!["nothing changed", "one text saved"];
    }
    for name in order {
        table(name, &columns[name].iter().collect::<Vec<_>>());
    }

    pages(&cold, value("--only").map_or("", String::as_str));
}

/// Prints what those pages cost whose type has `only` in its name, by what they show: on one thread, so that the times add up.
fn pages(built: &Built, only: &str) {
    let page = |address: &str| built.site.plan.pages.binary_search_by(|page| page.address.as_str().cmp(address)).ok();
    let mut kinds: BTreeMap<String, (usize, usize, Duration, Duration)> = BTreeMap::new();
    for file in built.files.iter() {
        let kind = match page(file.address.as_str()).map(|place| &built.site.plan.pages[place].kind) {
            Some(PageKind::Record(id)) => format!("page of a record: {}", built.model.kind_of(*id).id),
            Some(PageKind::List(list)) => {
                let kind = &built.model.schema.kinds()[list.kind].id;
                let all = if list.all { ", all rows" } else { "" };
                format!("list: {kind}, {} facets{all}", list.filters.len())
            }
            Some(_) => "other pages".to_owned(),
            None => format!("*.{}", file.address.as_str().rsplit('.').next().unwrap_or_default()),
        };
        if !kind.contains(only) {
            continue;
        }
        let start = Instant::now();
        let prepared = built.files.prepare(file);
        let seen = Instant::now();
        let bytes = (prepared.produce)().bytes.len();
        let (count, size, viewed, made) = kinds.entry(kind).or_default();
        (*count, *size) = (*count + 1, *size + bytes);
        (*viewed, *made) = (*viewed + (seen - start), *made + seen.elapsed());
    }
    println!("{:<44} {:>7} {:>9} {:>12} {:>12}", "files", "number", "KB each", "view", "make");
    for (kind, (count, size, viewed, made)) in kinds {
        let size = size as f64 / 1e3 / count as f64;
        println!("{kind:<44} {count:>7} {size:>9.1} {} {}", time(viewed), time(made));
    }
}

/// Prints the median of each stage.
fn table(name: &str, builds: &[&Built]) {
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    println!("{name}: {}", time(median(&mut builds.iter().map(|built| built.timings.total()).collect())));
    for (place, (stage, _)) in builds[0].timings.stages().iter().enumerate() {
        let mut times: Vec<Duration> = builds.iter().map(|built| built.timings.stages()[place].1).collect();
        println!("  {stage:<20} {}", time(median(&mut times)));
    }
    println!();
}

fn time(duration: Duration) -> String {
    format!("{:>9.2} ms", duration.as_secs_f64() * 1e3)
}
