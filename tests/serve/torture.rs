//! Two thousand things that editors and their programs do to a portal, while somebody reads it: the preview answers throughout, and
//! in the end it shows what a clean build makes, with no more memory and open files than before.
//!
//! `CASEBOOK_TORTURE_SEED` and `CASEBOOK_TORTURE_OPERATIONS` set what is done and how much of it.

mod asking;
mod editor;
#[path = "../promises/random.rs"]
mod random;
mod site;
mod versions;

use std::collections::VecDeque;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use asking::Asking;
use editor::Editor;
use random::Random;
use site::Site;

use crate::client::Client;
use crate::server::Server;

/// After so many operations everything is mended, and the newest save must be seen.
const BETWEEN: usize = 100;

/// How soon the preview must show what was saved last.
const SOON: Duration = Duration::from_secs(10);

/// How soon it must have closed what it opened for others: a reader that went without a word is found out at a heartbeat.
const CLOSED: Duration = Duration::from_secs(40);

/// How much more memory the second half may have left than the first: a part of it, and KiB.
const GROWTH: (usize, usize) = (4, 8 << 10);

/// All that a failure tells.
struct Torture {
    seed: u64,
    done: usize,
    last: VecDeque<String>,
    server: Server,
}

#[test]
fn whatever_editors_do_the_preview_answers_and_ends_right() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let seed = number("CASEBOOK_TORTURE_SEED").unwrap_or(4173);
    let operations = number("CASEBOOK_TORTURE_OPERATIONS").unwrap_or(2000) as usize;
    let dir = tempfile::tempdir().unwrap();
    let [root, away, output] = ["portal", "away", "output"].map(|name| dir.path().join(name));
    fs::create_dir(&away).unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/promises/portal"), &root);
    let mut editor = Editor::new(&root, &away, Random::new(seed));
    let first = site::build(&root, &output);

    let server = Server::start(&root, &["--format", "short"]);
    let mut torture = Torture { seed, done: 0, last: VecDeque::new(), server };
    let mut client = Client::new(torture.server.port);
    torture.compare(&first, first.keys().cloned().collect(), &mut client);
    let (handles, watches) = (torture.server.handles(), torture.server.watches());

    let pages = first.keys().filter(|address| address.ends_with(".html")).cloned().collect();
    let asking = Asking::begin(torture.server.port, pages, Random::new(seed + 1));
    let mut sites = Vec::new();
    let mut memory = Vec::new();
    let mut times = Vec::new();
    for half in [operations / 2, operations - operations / 2] {
        let begin = Instant::now();
        torture.operate(half, &mut editor, &asking, &mut client);
        editor.save_some();
        editor.mend();
        let site = site::build(&root, &output);
        let gone = first.keys().filter(|address| !site.contains_key(*address));
        torture.compare(&site, site.keys().chain(gone).cloned().collect(), &mut client);
        sites.push(site);
        memory.extend(torture.server.memory());
        times.push(begin.elapsed());
    }
    let tally = torture.asking_ends(asking);
    println!(
        "{operations} operations with seed {seed} in {times:?}; {tally:?}; memory in KiB after each half {memory:?}"
    );
    assert!(sites[1] != first && sites[1] != sites[0], "the site is what it was");
    torture.handles_are_closed(handles, watches, &mut editor);
    if let [one, two] = memory[..] {
        let most = one + one / GROWTH.0 + GROWTH.1;
        torture.hold(two <= most, || format!("memory grew from {one} KiB to {two} KiB, {most} are allowed"));
    }
}

impl Torture {
    /// Fails with all that helps to find out why.
    #[track_caller]
    fn hold(&mut self, condition: bool, what: impl FnOnce() -> String) {
        if condition {
            return;
        }
        let ended = self.server.ended().map(|how| format!("the server ended: {how}\n")).unwrap_or_default();
        let last: String = self.last.iter().map(|what| format!("  {what}\n")).collect();
        let (seed, done, told) = (self.seed, self.done, self.server.told());
        panic!(
            "{}\n{ended}seed {seed}, after {done} operations; the last of them:\n{last}the server said last:\n{told}",
            what()
        );
    }

    /// Does so many things, one after the other, and looks now and then whether they are seen.
    fn operate(&mut self, count: usize, editor: &mut Editor, asking: &Asking, client: &mut Client) {
        let mut random = Random::new(self.seed + self.done as u64);
        for _ in 0..count {
            let what = editor.operate();
            self.done += 1;
            self.last.push_back(format!("{}: {what}", self.done));
            if self.last.len() > 25 {
                self.last.pop_front();
            }
            // Some saves come all at once, some after the server has done with the one before.
            sleep(Duration::from_millis([0, 0, 0, 1, 2, 4, 12][random.below(7)]));
            self.hold(asking.fault().is_none(), || asking.fault().unwrap_or_default());
            if self.done.is_multiple_of(BETWEEN) {
                let mended = editor.mend();
                self.last.push_back(format!("{}: everything is mended, {mended} paths", self.done));
                self.newest_is_seen(editor, client);
            }
        }
    }

    fn newest_is_seen(&mut self, editor: &mut Editor, client: &mut Client) {
        let (page, mark) = editor.mark();
        let begin = Instant::now();
        loop {
            let answer = client.get(page);
            if answer.as_ref().is_ok_and(|answer| String::from_utf8_lossy(&answer.body).contains(&mark)) {
                return;
            }
            let told =
                answer.map(|answer| format!("status {}", answer.status)).unwrap_or_else(|error| error.to_string());
            let shown = begin.elapsed() < SOON;
            let errors = if shown { String::new() } else { errors(client) };
            self.hold(shown, || format!("{page} does not show {mark:?} after {SOON:?}; its answer: {told}\n{errors}"));
            sleep(Duration::from_millis(5));
        }
    }

    /// Asks for all these addresses until the answers are those of a site.
    fn compare(&mut self, site: &Site, addresses: Vec<String>, client: &mut Client) {
        let begin = Instant::now();
        let mut open = addresses;
        loop {
            let found = site::differences(site, &open, client);
            if found.is_empty() {
                return;
            }
            let shown = || {
                let all: String =
                    found.iter().take(12).map(|(address, what)| format!("  {address}: {what}\n")).collect();
                format!("{} of {} files are not what a clean build makes:\n{all}", found.len(), site.len())
            };
            self.hold(begin.elapsed() < SOON, shown);
            open = found.into_iter().map(|(address, _)| address).collect();
            sleep(Duration::from_millis(20));
        }
    }

    fn asking_ends(&mut self, asking: Asking) -> asking::Tally {
        let fault = asking.fault();
        self.hold(fault.is_none(), || fault.unwrap_or_default());
        asking.end()
    }

    /// Handles must become as few as they were; whoever has gone is found out when there is news for him.
    fn handles_are_closed(&mut self, handles: Option<usize>, watches: Option<usize>, editor: &mut Editor) {
        let (Some(handles), Some(watches)) = (handles, watches) else { return };
        let begin = Instant::now();
        loop {
            let now = [self.server.handles(), self.server.watches()].map(Option::unwrap_or_default);
            if now[0] <= handles && now[1] <= watches {
                return;
            }
            let files = self.server.open_files();
            self.hold(begin.elapsed() < CLOSED, || {
                format!("{now:?} files and watches are open, {:?} were:\n{files}", [handles, watches])
            });
            editor.mark();
            sleep(Duration::from_millis(200));
        }
    }
}

/// What the server finds wrong.
fn errors(client: &mut Client) -> String {
    let status = client.get("-/casebook/status.json").map(|answer| String::from_utf8_lossy(&answer.body).into_owned());
    let status: serde_json::Value = serde_json::from_str(&status.unwrap_or_default()).unwrap_or_default();
    let findings = status["findings"]["list"].as_array().cloned().unwrap_or_default();
    let errors = findings.iter().filter(|finding| finding["severity"] == "error");
    errors.take(5).map(|error| format!("  {error}\n")).collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}
