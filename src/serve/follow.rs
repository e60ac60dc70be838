//! Builds a project, and builds it again whenever its files change, until it is told to stop.
//!
//! What the system tells of changes only says where to look. When it has been calm for a while after a change, everything is looked at
//! once more, so that something that was not told cannot be missed for long; where the system tells nothing, that is done all the time.

use std::any::Any;
use std::collections::BTreeSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use jiff::civil;

use super::inbox::{Batch, Inbox, Next};
use crate::base::{Diagnostics, SourcePath};
use crate::build::{self, Builder, Built, Inputs};
use crate::source::watch::{Unwatched, Watcher};
use crate::source::{Changes, Live, Sources, Survey};

/// How long it must be calm after a change until everything is looked at.
const CALM: Duration = Duration::from_secs(1);
/// How often everything is looked at where the system tells nothing.
const POLL: Duration = Duration::from_millis(500);
/// How often it is tried again to be told by the system.
const RETRY: Duration = Duration::from_secs(10);
/// How long to wait where there is nothing else to do.
const FOREVER: Duration = Duration::from_secs(3600);
/// How long a file that was just emptied or deleted may take to come back: some programs save in this way.
const GRACE: Duration = Duration::from_millis(20);

/// What is built.
pub struct Project {
    /// The folder of the portal.
    pub root: PathBuf,
    /// The folders in it that hold sources.
    pub folders: &'static [&'static str],
    /// The inputs of each build, but for files and date.
    pub inputs: Inputs,
    /// Whether files are looked at all the time rather than when the system tells of a change.
    pub poll: bool,
    /// The time by the system's clock.
    pub now: fn() -> SystemTime,
    /// The date of a build that begins now.
    pub today: Box<dyn Fn() -> civil::Date + Send + Sync>,
    /// Is told how far the reading of all records is.
    pub told: Arc<build::Told>,
}

/// One build.
pub struct Round {
    /// Which it is, from 1.
    pub number: usize,
    /// What differs from the one before; the first has no cause.
    pub changes: Changes,
    /// How long it took, from the first look at what changed.
    pub took: Duration,
    /// The files that were built.
    pub sources: Arc<Sources>,
    /// The site; or what is known about a fault of casebook itself that kept it from being built.
    pub built: Result<Built, String>,
}

/// What is done with each build.
pub trait Follower {
    /// A change was seen: what is still done with the build before is in vain.
    fn interrupt(&mut self);
    /// A build is done.
    fn take(&mut self, round: Round);
    /// The system does not tell of changes; they are looked for all the time.
    fn polling(&mut self, why: &Unwatched);
    /// The system tells of changes again.
    fn watching(&mut self);
}

/// Follows a project. Fails only if its folder cannot be read at the beginning.
pub fn follow(project: &Project, inbox: &Arc<Inbox>, follower: &mut dyn Follower) -> io::Result<()> {
    // What changes from here on is seen; so nothing falls between reading and watching.
    let (mut watch, mut watched) = Watch::begin(project, inbox);
    let started = Instant::now();
    let live = Live::read(&project.root, project.folders, (project.now)())?;
    if watched.is_ok() {
        watched = watch.renew(&live.links()).map(drop);
    }
    if let Err(why) = watched {
        follower.polling(&why);
    }
    let surveyor = surveyor(project, inbox)?;
    let mut state = State {
        project,
        live,
        builder: Builder::telling(project.told.clone()),
        built: None,
        outdated: Vec::new(),
        number: 0,
    };
    follower.take(state.build(Changes::default(), started));
    inbox.finish(Inbox::FIRST);

    // Whether something was seen since everything was looked at.
    let mut unsure = false;
    loop {
        let patience = match watch.is_polling() {
            true => POLL,
            false if unsure || !state.outdated.is_empty() => CALM,
            false => FOREVER,
        };
        let next = inbox.next(patience);
        let was_polling = watch.is_polling();
        let renewed = watch.renew(&state.live.links()).unwrap_or_else(|why| {
            follower.polling(&why);
            true
        });
        if was_polling && !watch.is_polling() {
            follower.watching();
        }
        match next {
            Next::Stopped => return Ok(()),
            Next::Calm => {
                if unsure || renewed || watch.is_polling() || !state.outdated.is_empty() {
                    // If one is being taken, that one does as well.
                    let _ = surveyor.try_send(());
                }
                unsure = false;
            }
            Next::Batch(mut batch) => {
                let started = Instant::now();
                // Only a batch that is nothing but a look at everything leaves no doubt.
                unsure |= batch.anywhere || !batch.paths.is_empty();
                batch.anywhere |= renewed;
                let doubted = match batch.anywhere || batch.survey.is_some() {
                    true => state.doubt(&mut batch),
                    false => Vec::new(),
                };
                let (mut changes, ticket) = state.look(batch, inbox);
                // What is as it was read after all was so only for a moment, and the build met that moment.
                let seen: BTreeSet<SourcePath> = changes.paths().cloned().collect();
                changes.changed.extend(doubted.into_iter().filter(|path| state.live.has(path) && !seen.contains(path)));
                if !changes.is_empty() {
                    follower.interrupt();
                    follower.take(state.build(changes, started));
                }
                inbox.finish(ticket);
            }
        }
    }
}

/// The project, and what the last build was made of.
struct State<'a> {
    project: &'a Project,
    live: Live,
    builder: Builder,
    built: Option<(Arc<Sources>, Diagnostics)>,
    /// Files that the last build found to be other than they were read.
    outdated: Vec<SourcePath>,
    number: usize,
}

impl State<'_> {
    /// Looks at what was seen, and tells what differs from what was built, with the ticket up to which that holds.
    fn look(&mut self, batch: Batch, inbox: &Inbox) -> (Changes, u64) {
        let mut ticket = batch.ticket;
        let mut seen = self.look_at(batch);
        if !seen.emptied.is_empty() {
            let mut batch = inbox.after(GRACE);
            ticket = batch.ticket;
            batch.paths.extend(std::mem::take(&mut seen.emptied));
            let again = self.look_at(batch);
            seen.added.extend(again.added);
            seen.changed.extend(again.changed);
            seen.removed.extend(again.removed);
        }
        (self.differences(&seen), ticket)
    }

    /// Has those files looked into again that the last build found to be other than they were read.
    fn doubt(&mut self, batch: &mut Batch) -> Vec<SourcePath> {
        let doubted = std::mem::take(&mut self.outdated);
        self.live.doubt(&doubted);
        batch.paths.extend(doubted.iter().cloned());
        doubted
    }

    fn look_at(&mut self, batch: Batch) -> Changes {
        let now = (self.project.now)();
        if batch.anywhere {
            return self.live.look_at_all(now);
        }
        let mut paths: Vec<SourcePath> = batch.paths.into_iter().collect();
        if let Some(survey) = &batch.survey {
            paths.extend(self.live.differences(survey));
        }
        self.live.look_at(&paths, now)
    }

    /// What differs from what was built, of what was seen to be different at some time since.
    fn differences(&self, seen: &Changes) -> Changes {
        let sources = self.live.sources();
        let empty = (Arc::default(), Diagnostics::new());
        let (built, reading) = self.built.as_ref().unwrap_or(&empty);
        let found = self.live.diagnostics();
        let told = |all: &Diagnostics, path: &SourcePath| -> Diagnostics {
            all.iter().filter(|diagnostic| diagnostic.origin.path == *path).cloned().collect()
        };
        let mut changes = Changes::default();
        for path in seen.paths().collect::<BTreeSet<_>>() {
            let (before, after) = (built.get(path), sources.get(path));
            let same = before == after && (*reading == found || told(reading, path) == told(&found, path));
            let list = match (before, after) {
                _ if same => continue,
                (Some(_), None) if !self.live.has(path) => &mut changes.removed,
                (None, None) if !self.live.has(path) => &mut changes.removed,
                (None, Some(_)) if told(reading, path).is_empty() => &mut changes.added,
                _ => &mut changes.changed,
            };
            list.push(path.clone());
        }
        changes.refused = *reading != found;
        changes
    }

    fn build(&mut self, changes: Changes, started: Instant) -> Round {
        let (sources, reading) = (self.live.sources(), self.live.diagnostics());
        let inputs = Inputs {
            sources: sources.clone(),
            reading: reading.clone(),
            today: (self.project.today)(),
            ..self.project.inputs.clone()
        };
        let builder = &mut self.builder;
        let built = catch_unwind(AssertUnwindSafe(|| builder.build(&inputs))).map_err(|panic| {
            // What it remembers may be half done.
            self.builder = Builder::telling(self.project.told.clone());
            message(&*panic)
        });
        self.number += 1;
        self.outdated = built.as_ref().map_or_else(|_| Vec::new(), |built| built.outdated.clone());
        self.built = Some((sources.clone(), reading));
        Round { number: self.number, changes, took: started.elapsed(), sources, built }
    }
}

/// How it becomes known that something may have changed: from the system, or else only by looking.
struct Watch<'a> {
    project: &'a Project,
    inbox: &'a Arc<Inbox>,
    watcher: Option<Watcher>,
    tried: Instant,
}

impl<'a> Watch<'a> {
    /// Begins to watch; tells why not, if the system cannot.
    fn begin(project: &'a Project, inbox: &'a Arc<Inbox>) -> (Watch<'a>, Result<(), Unwatched>) {
        let mut watch = Watch { project, inbox, watcher: None, tried: Instant::now() };
        let begun = if project.poll { Ok(()) } else { watch.try_again() };
        (watch, begun)
    }

    fn is_polling(&self) -> bool {
        self.watcher.is_none()
    }

    /// Watches what appeared since, and tells whether anything did: there something may have happened unseen. The error, given once,
    /// says why nothing is watched any more.
    fn renew(&mut self, links: &BTreeSet<PathBuf>) -> Result<bool, Unwatched> {
        let Some(watcher) = &mut self.watcher else {
            let due = !self.project.poll && self.tried.elapsed() > RETRY;
            return Ok(due && self.try_again().is_ok());
        };
        let renewed = watcher.renew(links);
        if renewed.is_err() {
            self.watcher = None;
            self.tried = Instant::now();
        }
        renewed
    }

    fn try_again(&mut self) -> Result<(), Unwatched> {
        self.tried = Instant::now();
        let inbox = self.inbox.clone();
        self.watcher = Some(Watcher::new(&self.project.root, self.project.folders, move |seen| inbox.put(seen))?);
        Ok(())
    }
}

/// A thread that takes a survey whenever it is asked to, and puts it into the inbox.
fn surveyor(project: &Project, inbox: &Arc<Inbox>) -> io::Result<SyncSender<()>> {
    let (asked, requests): (SyncSender<()>, Receiver<()>) = sync_channel(1);
    let (root, folders, inbox) = (project.root.clone(), project.folders, inbox.clone());
    let work = move || {
        while requests.recv().is_ok() {
            inbox.put_survey(Survey::take(&root, folders));
        }
    };
    thread::Builder::new().name("survey".into()).spawn(work)?;
    Ok(asked)
}

/// What a panic said.
pub(super) fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("it told nothing about itself").to_owned()
}
