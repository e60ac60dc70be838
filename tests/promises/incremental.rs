//! A warm build equals a clean build: after each of many random edits, a builder that remembers everything and one that remembers
//! nothing make the same files, bytes and findings.

use std::collections::HashMap;

use casebook::base::diagnostic::has_errors;
use casebook::base::{Address, Hash};
use casebook::build::Builder;

use crate::edits;
use crate::portal::{Made, Portal, Site};
use crate::random::Random;

/// Sequences of edits, each from the small portal on.
const SEQUENCES: u64 = 8;

/// Edits in each sequence.
const EDITS: usize = 126;

#[test]
fn a_warm_build_equals_a_clean_build_after_any_edit() {
    let run = |seeds: Vec<u64>| seeds.into_iter().map(sequence).fold(Tally::default(), Tally::add);
    let total = std::thread::scope(|scope| {
        let halves = [0, 1].map(|rest| (0..SEQUENCES).filter(|seed| seed % 2 == rest).collect());
        let threads = halves.map(|seeds| scope.spawn(move || run(seeds)));
        threads.into_iter().map(|thread| thread.join().unwrap()).fold(Tally::default(), Tally::add)
    });
    println!("{total:?}");
    // The edits must not be idle, and must neither leave the portal whole nor broken all the time.
    assert!(total.edits >= 1000);
    assert!(total.with_errors > total.edits / 10 && total.with_errors < total.edits * 9 / 10, "{total:?}");
    assert!(total.changed > total.edits / 2, "{total:?}");
    assert!(total.remembered > total.produced, "{total:?}");
}

/// Edits of one file that reach records which had no part in it, or of which nothing in that file tells that they are reached.
#[test]
fn what_an_edit_reaches_elsewhere() {
    let countries = "content/countries/additions.toml";
    let actions = "content/actions/rivers.toml";
    let report = "content/reports/rivers.md";
    let more = |portal: &mut Portal, path: &str, text: &str| {
        let whole = format!("{}\n{text}\n", portal.text(path));
        portal.write(path, whole);
    };
    type Edit<'a> = (&'a str, &'a dyn Fn(&mut Portal));
    let edits: [Edit; 7] = [
        ("a record of the kit is amended where another one was", &|portal| {
            more(portal, countries, "[[country]]\nid = \"FRA\"\nsummary = \"Amended.\"");
        }),
        ("it is not any more", &|portal| {
            portal.replace(countries, "[[country]]\nid = \"FRA\"\nsummary = \"Amended.\"\n", "");
        }),
        ("a record is written a second time", &|portal| {
            more(portal, actions, "[[organisation]]\nid = \"keepers\"\ntitle = \"Twice\"");
        }),
        ("once again", &|portal| {
            portal.replace(actions, "[[organisation]]\nid = \"keepers\"\ntitle = \"Twice\"\n", "");
        }),
        ("a paragraph gets another number", &|portal| {
            portal.replace(report, "4. Both districts", "14. Both districts")
        }),
        ("the title of a source grows", &|portal| {
            portal.replace("content/sources/sources.toml", "Report on two rivers", "Report on two long rivers");
        }),
        ("a title that a text chooses by", &|portal| {
            portal.replace("content/stories/maria.md", "What Maria told", "What Maria told us");
        }),
    ];
    let mut portal = Portal::small();
    let mut builder = Builder::new();
    let mut warm = Site::build(&mut builder, &portal, &Site::default());
    for (what, edit) in edits {
        edit(&mut portal);
        warm = Site::build(&mut builder, &portal, &warm);
        assert_eq!(warm.differences(&Site::clean(&portal)), Vec::<String>::new(), "{what}");
    }
}

/// What happened in one or several sequences.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    edits: usize,
    /// Edits after which the site was another.
    changed: usize,
    /// Edits after which there were errors.
    with_errors: usize,
    produced: usize,
    remembered: usize,
}

impl Tally {
    fn add(self, other: Tally) -> Tally {
        Tally {
            edits: self.edits + other.edits,
            changed: self.changed + other.changed,
            with_errors: self.with_errors + other.with_errors,
            produced: self.produced + other.produced,
            remembered: self.remembered + other.remembered,
        }
    }
}

fn sequence(seed: u64) -> Tally {
    let mut random = Random::new(seed);
    let original = Portal::small();
    let mut states = vec![original.clone()];
    let mut builder = Builder::new();
    let mut warm = Site::build(&mut builder, &original, &Site::default());
    assert_eq!(warm.differences(&Site::clean(&original)), Vec::<String>::new());
    let mut promised = Promised::default();
    let mut tally = Tally::default();
    for number in 0..EDITS {
        let mut portal = states[states.len() - 1].clone();
        let edit = edits::edit(&mut portal, &original, &states, &mut random);
        let next = Site::build(&mut builder, &portal, &warm);
        let clean = Site::clean(&portal);
        let mut differences = next.differences(&clean);
        differences.extend(promised.broken(&clean));
        assert!(differences.is_empty(), "seed {seed}, edit {number}, {edit}:\n{}", differences.join("\n"));
        tally.edits += 1;
        tally.changed += usize::from(next.files != warm.files);
        tally.with_errors += usize::from(has_errors(&next.diagnostics));
        tally.produced += next.produced.len();
        tally.remembered += next.files.len() - next.produced.len();
        warm = next;
        states.push(portal);
    }
    tally
}

/// What every key that was ever seen stood for.
#[derive(Default)]
struct Promised(HashMap<(Address, Hash), Hash>);

impl Promised {
    /// The files whose key stood for something else before.
    fn broken(&mut self, site: &Site) -> Vec<String> {
        let mut broken = Vec::new();
        for (address, made) in &site.files {
            let Made { key, bytes, diagnostics } = made;
            let content = Hash::of(format!("{} {diagnostics:?}", Hash::of(bytes)).as_bytes());
            if *self.0.entry((address.clone(), *key)).or_insert(content) != content {
                broken.push(format!("the key of {address} stood for other bytes before"));
            }
        }
        broken
    }
}
