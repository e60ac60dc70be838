//! `casebook serve` as a process of its own, with what it says and what it holds of the machine.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The date of all builds here, so that no test depends on the day on which it runs.
pub const AS_OF: &str = "2026-06-01";

/// How long a first build may take.
const START: Duration = Duration::from_secs(60);

/// How many of the last lines are kept.
const LINES: usize = 40;

/// A running server; it ends with this value.
pub struct Server {
    child: Child,
    /// The port that it chose.
    pub port: u16,
    told: Arc<Mutex<VecDeque<String>>>,
}

impl Server {
    /// Starts a server for a portal on a free port, and waits until it says where it serves.
    pub fn start(root: &Path, options: &[&str]) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.args(["serve", "--port", "0", "--as-of", AS_OF, "--root"]).arg(root).args(options);
        command.env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let told = Arc::new(Mutex::new(VecDeque::new()));
        let (send, port) = mpsc::channel();
        let (lines, kept) = (BufReader::new(child.stderr.take().unwrap()), told.clone());
        // Whoever does not read what a process says stops it sooner or later.
        thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                if let Some(port) = port_in(&line) {
                    let _ = send.send(port);
                }
                let mut kept = kept.lock().unwrap();
                kept.push_back(line);
                if kept.len() > LINES {
                    kept.pop_front();
                }
            }
        });
        let Ok(port) = port.recv_timeout(START) else {
            let _ = child.kill();
            panic!("the server did not say where it serves: {:?}", told.lock().unwrap());
        };
        Server { child, port, told }
    }

    /// The last lines that it said.
    pub fn told(&self) -> String {
        self.told.lock().unwrap().iter().map(|line| format!("  {line}\n")).collect()
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> Option<String> {
        self.child.try_wait().unwrap().map(|status| status.to_string())
    }

    /// How many files, sockets and the like it has open, where the system tells.
    pub fn handles(&self) -> Option<usize> {
        Some(self.proc("fd").read_dir().ok()?.count())
    }

    /// What it has open, one on a line, for those who look for one too many.
    pub fn open_files(&self) -> String {
        let Ok(entries) = self.proc("fd").read_dir() else { return String::new() };
        entries
            .filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok())
            .map(|to| format!("  {}\n", to.display()))
            .collect()
    }

    /// How many folders it watches, where the system tells.
    pub fn watches(&self) -> Option<usize> {
        let entries = self.proc("fdinfo").read_dir().ok()?;
        let texts = entries.filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok());
        Some(texts.map(|text| text.lines().filter(|line| line.starts_with("inotify ")).count()).sum())
    }

    /// Its resident memory in KiB, where the system tells.
    pub fn memory(&self) -> Option<usize> {
        let status = std::fs::read_to_string(self.proc("status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    }

    fn proc(&self, name: &str) -> std::path::PathBuf {
        Path::new("/proc").join(self.child.id().to_string()).join(name)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The port in a line that tells the address.
fn port_in(line: &str) -> Option<u16> {
    let rest = line.split_once("http://127.0.0.1:")?.1;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
