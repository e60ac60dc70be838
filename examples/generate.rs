//! Writes a portal of any size, to measure with: `cargo run --release --example generate -- DIR RECORDS`.
//!
//! Case studies of about 8 KB with tables, lists, footnotes, links and cites, and five vocabularies. The same numbers give the same files.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const COUNTRIES: &[&str] = &[
    "PRY", "URY", "KEN", "UGA", "TUN", "NPL", "LKA", "KHM", "SEN", "SLV", "LBN", "SRB", "THA", "TGO", "MDA", "GTM",
    "MEX", "COL", "IRQ", "SOM", "SLE", "LAO", "JAM", "TZA", "AZE", "IDN", "MYS", "JOR", "NGA", "PNG", "FJI", "BOL",
    "ECU", "PER", "CHL", "ARG", "BRA", "CRI", "PAN", "HND",
];
const THEMES: &[&str] = &[
    "human-rights-based-approach",
    "technical-cooperation",
    "nhri",
    "nmirf",
    "right-to-education",
    "right-to-food",
    "right-to-health",
    "right-to-adequate-housing",
    "death-penalty",
    "elections",
    "elections",
    "transitional-justice",
];
const RIGHTS: &[&str] = &["education", "food", "health", "adequate-housing", "work", "life"];
const GROUPS: &[&str] = &["children", "women", "migrants", "minorities", "older-persons", "persons-with-disabilities"];
const COMPONENTS: &[&str] =
    &["national-frameworks", "national-development", "participatory-programmes", "follow-up-to-recommendations"];
const WORDS: &[&str] = &[
    "the",
    "office",
    "supported",
    "district",
    "authorities",
    "planning",
    "with",
    "training",
    "for",
    "officers",
    "and",
    "communities",
    "took",
    "part",
    "in",
    "consultations",
    "on",
    "services",
    "budget",
    "review",
    "of",
    "laws",
    "according",
    "to",
    "reports",
    "from",
    "institutions",
    "that",
    "work",
    "people",
    "who",
    "are",
    "often",
    "left",
    "out",
    "guidance",
    "was",
    "adapted",
    "after",
    "each",
    "round",
];

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(dir), Some(records)) = (args.next(), args.next().and_then(|records| records.parse().ok())) else {
        eprintln!("usage: generate DIR RECORDS");
        std::process::exit(2);
    };
    if let Err(error) = write(Path::new(&dir), records) {
        eprintln!("cannot write to {dir}: {error}");
        std::process::exit(2);
    }
}

fn write(dir: &Path, records: usize) -> std::io::Result<()> {
    let studies = dir.join("content/case-studies");
    fs::create_dir_all(&studies)?;
    fs::create_dir_all(dir.join("content/sources"))?;
    let settings = "kit = 1\ntitle = \"Generated portal\"\nlanguages = [\"en\"]\nbase_url = \"https://example.org/\"\n";
    fs::write(dir.join("casebook.toml"), settings)?;
    let source = "title = \"A generated report\"\nplaces = [\"1-100\"]\n";
    fs::write(dir.join("content/sources/generated-report.toml"), source)?;
    for number in 0..records {
        fs::write(studies.join(format!("case-{number}.md")), case_study(number, records))?;
    }
    Ok(())
}

/// One of several texts, chosen by a number.
fn pick<'a>(of: &[&'a str], number: usize) -> &'a str {
    of[number % of.len()]
}

fn case_study(number: usize, records: usize) -> String {
    let mut random = Random(number as u64 * 0x9E37_79B9_7F4A_7C15 + 1);
    let mut text = format!(
        "+++\ntitle = \"Case {number}: {}\"\nsummary = \"{}.\"\ncountries = [\"{}\", \"{}\"]\nthemes = [\"{}\", \"{}\"]\nrights = [\"{}\"]\n\
         rights_holders = [\"{}\"]\ncomponents = [\"{}\"]\nperiod = \"{}/{}\"\ncites = [\"generated-report#{}\"]\n+++\n",
        sentence(&mut random, 6),
        sentence(&mut random, 20),
        pick(COUNTRIES, number),
        pick(COUNTRIES, number * 7 + 3),
        pick(THEMES, number),
        pick(THEMES, number * 5 + 1),
        pick(RIGHTS, number),
        pick(GROUPS, number),
        pick(COMPONENTS, number),
        2000 + number % 15,
        2016 + number % 5,
        1 + number % 100,
    );
    let sections = [
        ("Context and human rights analysis", "context"),
        ("Standards and recommendations relied on", "standards"),
        ("What was done, and how people took part", "what-was-done"),
        ("Results, and who says so", "results"),
        ("Challenges and lessons", "lessons"),
    ];
    for (at, (label, id)) in sections.into_iter().enumerate() {
        let _ = write!(text, "\n## {label} {{#{id}}}\n");
        for _ in 0..4 {
            let _ = write!(text, "\n");
            for _ in 0..3 {
                let place = 1 + random.below(100);
                let _ = write!(text, "{} [[generated-report#{place}]]. ", sentence(&mut random, 12));
            }
            let _ = writeln!(text);
        }
        let other = random.below(records);
        let _ = write!(
            text,
            "\n- {} [[{}]]\n- **{}** and [[case-study:case-{other}]]\n- {}.[^{at}]\n\n[^{at}]: {}.\n",
            sentence(&mut random, 8),
            pick(COUNTRIES, random.below(40)),
            sentence(&mut random, 4),
            sentence(&mut random, 9),
            sentence(&mut random, 14),
        );
        if at % 2 == 0 {
            let _ = write!(text, "\n| place | what | when |\n|---|---|---|\n");
            for _ in 0..4 {
                let year = 2000 + random.below(20);
                let _ = writeln!(text, "| {} | {} | {year} |", sentence(&mut random, 2), sentence(&mut random, 5));
            }
        }
    }
    text
}

fn sentence(random: &mut Random, words: usize) -> String {
    let mut text = String::new();
    for at in 0..words {
        let word = pick(WORDS, random.below(WORDS.len()));
        if at == 0 {
            text.push_str(&word[..1].to_uppercase());
            text.push_str(&word[1..]);
        } else {
            text.push(' ');
            text.push_str(word);
        }
    }
    text
}

/// A small generator of numbers that look random and are the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
