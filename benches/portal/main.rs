//! Makes portals to measure with: the same invented site for casebook and for Hugo, of any size, always the same bytes.
//!
//! `cargo bench --bench portal -- generate RECORDS FOLDER` writes `FOLDER/casebook` and `FOLDER/hugo`. The program uses nothing but the
//! standard library, so that `rustc` alone builds it in seconds; `benches/compare` does that.

mod body;
mod casebook;
mod hugo;
mod layouts;
mod markdown;
mod prose;
mod random;
mod site;
mod terms;
mod words;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: portal generate RECORDS FOLDER\n\nWrites a portal of RECORDS records to FOLDER/casebook, and the same site for Hugo to FOLDER/hugo.";

/// The fewest records that make a portal with something of each kind.
const FEWEST: usize = 100;

const SEED: u64 = 2026;
const BASE_URL: &str = "https://portal.example/";

fn main() -> ExitCode {
    // Cargo adds `--bench` when it runs a benchmark.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        // Without arguments there is nothing to make: `cargo bench` and `cargo test --all-targets` run all benchmarks so.
        [] => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        ["generate", records, folder] => match records.parse() {
            Ok(records) if records >= FEWEST => generate(records, Path::new(folder)),
            _ => fail(&format!("RECORDS must be a number, {FEWEST} or more")),
        },
        _ => fail(USAGE),
    }
}

fn generate(records: usize, folder: &Path) -> ExitCode {
    let site = site::Site::new(SEED, records);
    let written = casebook::write(&site, &folder.join("casebook"), BASE_URL);
    match written.and_then(|()| hugo::write(&site, &folder.join("hugo"), BASE_URL)) {
        Ok(()) => {
            println!("{} records, {} of them case studies, in {}", site.records(), site.cases.len(), folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => fail(&format!("{}: {error}", folder.display())),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::from(2)
}
