//! What open pages are told.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use crate::client::{Client, open};
use crate::portal::{Portal, WELLS, WELLS_PAGE, has, text, until};
use crate::server::Server;

/// The news of one page.
pub struct News(BufReader<TcpStream>);

impl News {
    /// Begins to listen.
    pub fn of(server: &Server, page: &str) -> News {
        News(BufReader::new(open(server.port, &format!("/-/casebook/events?page={page}")).unwrap()))
    }

    /// The next news.
    pub fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the connection was closed");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// The first news that are as wanted.
    pub fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let news = self.next();
            if wanted(&news) {
                return news;
            }
        }
    }
}

fn hash_in(page: &str) -> String {
    page.split_once("data-hash=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
}

#[test]
fn a_page_learns_that_it_changed_and_others_do_not() {
    let portal = Portal::new();
    portal.save("themes/own/assets/extra.css", ".new { color: blue }\n");
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    let loaded = hash_in(&text(&client.get(WELLS_PAGE).unwrap()));
    let (mut wells, mut radio) = (News::of(&server, WELLS_PAGE), News::of(&server, "case-studies/radio.html"));
    assert_eq!(wells.next()["page"]["hash"], loaded.as_str(), "the present state comes at once");
    let before = radio.next();

    portal.add(WELLS, "A paragraph more.");
    let after = wells.next();
    assert_ne!(after["page"]["hash"], loaded.as_str());
    assert_eq!(after["page"]["hash"], hash_in(&text(&client.get(WELLS_PAGE).unwrap())).as_str());

    // A style sheet: other sheets, the same page. The other page heard nothing of what happened before.
    portal.save("themes/own/assets/extra.css", ".new { color: red }\n");
    for news in [wells.next(), radio.next()] {
        let known = if news["page"]["hash"] == after["page"]["hash"] { &after } else { &before };
        assert_eq!(news["page"]["hash"], known["page"]["hash"]);
        assert_ne!(news["page"]["sheets"], known["page"]["sheets"]);
    }
}

#[test]
fn a_page_that_is_missing_learns_that_it_came() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    let missing = client.get("case-studies/later.html").unwrap();
    assert_eq!(missing.status, 404);
    let mut later = News::of(&server, "case-studies/later.html");
    assert_eq!(later.next()["page"]["hash"], hash_in(&text(&missing)).as_str());
    portal.save("content/case-studies/later.md", &portal.text("content/case-studies/radio.md"));
    later.until(|news| news["page"]["hash"] != hash_in(&text(&missing)).as_str());
    until(&mut client, "case-studies/later.html", |answer| answer.status == 200);
}

#[test]
fn readers_who_leave_or_do_not_read_keep_nobody() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    client.get("").unwrap();
    let before = server.handles();
    // One that never reads, and many that leave.
    let _silent = open(server.port, &format!("/-/casebook/events?page={WELLS_PAGE}")).unwrap();
    for _ in 0..40 {
        News::of(&server, WELLS_PAGE).next();
    }
    for number in 0..5 {
        portal.add(WELLS, &format!("Paragraph {number}."));
        until(&mut client, WELLS_PAGE, has(&format!("Paragraph {number}.")));
    }
    if let (Some(before), Some(mut after)) = (before, server.handles()) {
        for _ in 0..100 {
            if after <= before + 3 {
                return;
            }
            sleep(Duration::from_millis(50));
            after = server.handles().unwrap();
        }
        panic!("{before} open files became {after}:\n{}", server.open_files());
    }
}
