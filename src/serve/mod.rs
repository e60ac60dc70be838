//! Shows a portal while it is written: every save is built at once and served from memory, and open pages follow.
//!
//! One thread builds ([`follow`]), and what is seen of changes comes to it through an inbox. Each connection has a thread that
//! answers from the newest good build; nothing is read from the disk but attachments that the build knows of, so no address can lead
//! out of the portal. The bytes of a build are as ever: what a preview needs is added to a page when it is sent.

mod answer;
pub mod edition;
mod events;
pub mod findings;
pub mod follow;
pub mod http;
mod inbox;
mod inject;
mod pages;
mod preview;
pub mod write;

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::Diagnostics;
use crate::output::{self, Outcome};
use crate::source::Sources;
use crate::source::watch::Unwatched;

use edition::{Edition, Report, Summary};
use findings::TextOf;
use follow::{Follower, Project, Round};
use http::hosts::Hosts;
use inbox::Inbox;
use preview::Preview;
use write::{Target, Writer};

/// The first port that is tried, and how many after it, where none is asked for.
pub const PORT: u16 = 4100;
const PORTS: u16 = 100;

/// What to serve, and where.
pub struct Options {
    /// The portal.
    pub project: Project,
    /// Whether warnings count as errors: then the last site without any stays.
    pub strict: bool,
    /// The name or address to listen at.
    pub host: String,
    /// The port, 0 for any; without one, the first that is free from [`PORT`] on.
    pub port: Option<u16>,
    /// A folder to keep current.
    pub write: Option<Target>,
    /// The text of files that are compiled into the program.
    pub text_of: TextOf,
}

/// Ends what goes on until it is ended. Its copies are one and the same.
#[derive(Clone)]
pub struct Control(Arc<Inbox>);

impl Control {
    /// One that ends nothing yet.
    pub fn new() -> Control {
        Control(Arc::new(Inbox::new()))
    }

    /// Ends it; may be called from any thread.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// Whether it was ended.
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped()
    }

    /// Builds a project now and whenever it changes, until it is ended.
    pub fn follow(&self, project: &Project, follower: &mut dyn Follower) -> io::Result<()> {
        follow::follow(project, &self.0, follower)
    }
}

impl Default for Control {
    fn default() -> Control {
        Control::new()
    }
}

/// What is told while a portal is served.
pub enum Told<'a> {
    /// It can be looked at.
    Serving {
        /// On this machine, here.
        url: &'a str,
        /// On others, here, if it is served to them.
        network: Option<&'a str>,
    },
    /// Something was built.
    Built {
        /// In a few words.
        summary: &'a Summary,
        /// The findings.
        diagnostics: &'a Diagnostics,
        /// The files that it was made of.
        sources: &'a Sources,
        /// Why it could not be built, where that is a fault of casebook itself.
        fault: Option<&'a str>,
        /// Whether an earlier build is shown, because this one has errors.
        is_hidden: bool,
    },
    /// The system does not tell of changes.
    Polling(&'a Unwatched),
    /// A write ended.
    Written {
        /// The number of the build that was written.
        number: usize,
        /// How it ended.
        outcome: Result<Outcome, output::Failure>,
        /// The files that it was made of.
        sources: &'a Sources,
    },
}

/// Why a portal cannot be served. `Display` says what is wrong, [`Failure::help`] what to do.
#[derive(Debug)]
pub enum Failure {
    /// The address cannot be listened at.
    Address {
        /// The host and port.
        address: String,
        /// What the system said.
        error: io::Error,
    },
    /// The portal cannot be read.
    Project {
        /// Its folder.
        root: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The system gives no thread.
    Threads(io::Error),
}

/// Serves until it is ended.
pub fn serve(options: &Options, control: &Control, tell: Arc<dyn Fn(Told) + Send + Sync>) -> Result<(), Failure> {
    let listener = listen(&options.host, options.port)?;
    let address = listener.local_addr().map_err(Failure::Threads)?;
    let attic = edition::attic().map_err(Failure::Threads)?;
    let preview = Arc::new(Preview::new(control.0.clone(), options.text_of, attic));
    let (hosts, answering) = (Hosts::new(&options.host), preview.clone());
    let handler = Arc::new(move |request: &http::Request| answer::answer(&answering, &hosts, request));
    http::listen(listener, handler).map_err(Failure::Threads)?;
    let writer = match options.write.clone() {
        Some(target) => {
            let tell = tell.clone();
            let told = Arc::new(move |outcome, edition: &Edition| {
                let report = &edition.report;
                tell(Told::Written { number: report.summary.number, outcome, sources: &report.sources });
            });
            Some(Writer::new(target, told).map_err(Failure::Threads)?)
        }
        None => None,
    };
    preview.set_polling(options.project.poll);
    let url = Some((url(address), network_url(address)));
    let mut show = Show { preview, writer, strict: options.strict, tell: &*tell, url };
    let root = options.project.root.clone();
    control.follow(&options.project, &mut show).map_err(|error| Failure::Project { root, error })
}

/// Shows each build.
struct Show<'a> {
    preview: Arc<Preview>,
    writer: Option<Writer>,
    strict: bool,
    tell: &'a (dyn Fn(Told) + Send + Sync),
    /// The address, and that for other machines, until they were told.
    url: Option<(String, Option<String>)>,
}

impl Follower for Show<'_> {
    fn interrupt(&mut self) {
        if let Some(writer) = &self.writer {
            writer.interrupt();
        }
    }

    fn take(&mut self, round: Round) {
        let (report, built) = Report::of(round, self.strict);
        let shown: Option<Arc<Edition>> = self.preview.take(report.clone(), built);
        (self.tell)(Told::Built {
            summary: &report.summary,
            diagnostics: &report.diagnostics,
            sources: &report.sources,
            fault: report.fault.as_deref(),
            is_hidden: shown.is_none(),
        });
        if let Some((url, network)) = self.url.take() {
            (self.tell)(Told::Serving { url: &url, network: network.as_deref() });
        }
        match (&self.writer, shown) {
            (Some(writer), Some(edition)) if report.summary.good => writer.put(edition),
            (Some(writer), _) => writer.go_on(),
            (None, _) => {}
        }
    }

    fn polling(&mut self, why: &Unwatched) {
        self.preview.set_polling(true);
        (self.tell)(Told::Polling(why));
    }

    fn watching(&mut self) {
        self.preview.set_polling(false);
    }
}

/// Listens at the port, or at the first that is free.
fn listen(host: &str, port: Option<u16>) -> Result<TcpListener, Failure> {
    let bind = |port: u16| -> io::Result<TcpListener> {
        let addresses: Vec<SocketAddr> = (host.trim_matches(['[', ']']), port).to_socket_addrs()?.collect();
        TcpListener::bind(&addresses[..])
    };
    let failure = |port: u16, error: io::Error| Failure::Address { address: format!("{host}:{port}"), error };
    if let Some(port) = port {
        return bind(port).map_err(|error| failure(port, error));
    }
    let mut last = PORT;
    loop {
        match bind(last) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && last < PORT + PORTS => last += 1,
            Err(error) => return Err(failure(last, error)),
        }
    }
}

/// The address to look at. One that means all addresses of the machine is shown as the machine's own.
fn url(mut address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    format!("http://{address}/")
}

/// The address at which other machines find one that listens on all addresses: the one that this machine would send from.
fn network_url(address: SocketAddr) -> Option<String> {
    if !address.ip().is_unspecified() {
        return None;
    }
    // Nothing is sent: the system only looks up the way. Both addresses are set apart for documentation.
    let somewhere: IpAddr = match address.ip() {
        IpAddr::V4(_) => std::net::Ipv4Addr::new(192, 0, 2, 1).into(),
        IpAddr::V6(_) => std::net::Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
    };
    let socket = UdpSocket::bind((address.ip(), 0)).ok()?;
    socket.connect((somewhere, 9)).ok()?;
    let own = socket.local_addr().ok()?.ip();
    let reachable = !own.is_loopback() && !own.is_unspecified();
    reachable.then(|| format!("http://{}/", SocketAddr::new(own, address.port())))
}

impl Failure {
    /// What to do, as a sentence without a full stop.
    pub fn help(&self) -> &'static str {
        match self {
            Failure::Address { error, .. } if error.kind() == io::ErrorKind::AddrInUse => {
                "end the program that listens there, or leave --port out to take the next one that is free"
            }
            Failure::Address { error, .. } if error.kind() == io::ErrorKind::PermissionDenied => {
                "choose a port from 1024 on"
            }
            Failure::Address { .. } => "give --host a name or address of this machine, or leave it out",
            Failure::Project { .. } => "look at the permissions of the folder",
            Failure::Threads(_) => "end other programs, then try again",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Address { address, error, .. } if error.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "`{address}` is taken by another program")
            }
            Failure::Address { address, error, .. } => write!(f, "cannot listen at `{address}`: {error}"),
            Failure::Project { root, error } => write!(f, "cannot read `{}`: {error}", root.display()),
            Failure::Threads(error) => write!(f, "the system gives no more threads: {error}"),
        }
    }
}

impl std::error::Error for Failure {}
