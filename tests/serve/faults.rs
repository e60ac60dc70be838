//! With errors the last good pages stay, and what is wrong is told until it is mended.

use std::fs;

use crate::client::Client;
use crate::news::News;
use crate::portal::{Portal, WELLS, WELLS_PAGE, has, text, until};
use crate::server::Server;

#[test]
fn the_last_good_pages_stay_until_errors_are_mended() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    let mut news = News::of(&server, "index.html");
    let good = news.next();
    assert_eq!((&good["findings"]["errors"], &good["old"]), (&0.into(), &false.into()));

    let text_before = portal.text(WELLS);
    portal.save(
        WELLS,
        &text_before
            .replace("Wells for all in two districts", "Not seen")
            .replace("sector = \"water\"", "sector = \"watr\""),
    );
    let bad = news.until(|news| news["findings"]["errors"] == 1);
    assert_eq!((&bad["old"], &bad["page"]), (&true.into(), &good["page"]));
    let finding = &bad["findings"]["list"][0];
    assert_eq!((&finding["severity"], &finding["place"]["path"]), (&"error".into(), &WELLS.into()), "{finding}");
    assert_eq!(
        (&finding["place"]["line"], &finding["place"]["source"][1]),
        (&6.into(), &"\"watr\"".into()),
        "{finding}"
    );
    let page = client.get(WELLS_PAGE).unwrap();
    assert!(has("Wells for all in two districts")(&page), "{}", text(&page));

    portal.save(WELLS, &text_before.replace("Wells for all in two districts", "Seen again"));
    let mended = news.until(|news| news["findings"]["errors"] == 0);
    assert_eq!(mended["old"], false);
    until(&mut client, WELLS_PAGE, has("Seen again"));
}

#[test]
fn without_a_good_build_what_there_is_is_shown() {
    let portal = Portal::new();
    let settings = portal.text("casebook.toml");
    portal.add(WELLS, "A link to [[nobody]].");
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    assert!(has("A link to")(&client.get(WELLS_PAGE).unwrap()));
    assert_eq!(News::of(&server, WELLS_PAGE).next()["findings"]["errors"], 1);
    fs::remove_file(portal.at("casebook.toml")).unwrap();
    News::of(&server, WELLS_PAGE).until(|news| news["findings"]["list"][0]["place"]["path"] == "casebook.toml");
    assert!(client.get(WELLS_PAGE).is_ok());
    portal.save("casebook.toml", &settings);
    portal.save(WELLS, &portal.text(WELLS).replace("[[nobody]]", "nobody"));
    News::of(&server, WELLS_PAGE).until(|news| news["findings"]["errors"] == 0);
}

#[test]
fn a_page_that_cannot_be_made_stays_as_it_was() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    let before = text(&client.get("stories/ama.html").unwrap());
    let mut news = News::of(&server, "stories/ama.html");
    news.next();
    let template = "themes/own/templates/story.html";
    let good = portal.text(template);
    portal.save(template, &good.replace("words.told_by", "record.title | round"));
    let bad = news.until(|news| news["findings"]["errors"] != 0);
    assert_eq!((&bad["old"], &bad["findings"]["list"][0]["place"]["path"]), (&true.into(), &template.into()), "{bad}");
    assert_eq!(text(&client.get("stories/ama.html").unwrap()), before);
    // A page that was never made in a good way: the findings themselves, and nothing else is harmed.
    let other = client.get("stories/jose.html").unwrap();
    assert!(other.status == 500 || other.status == 200, "{}", other.status);
    assert_eq!(client.get(WELLS_PAGE).unwrap().status, 200);
    portal.save(template, &good);
    news.until(|news| news["findings"]["errors"] == 0);
    assert_eq!(text(&client.get("stories/ama.html").unwrap()), before);
}

#[test]
fn with_strict_a_warning_is_an_error() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &["--strict"]);
    let mut client = Client::new(server.port);
    // There was never a build without warnings, so the newest is shown.
    portal.add(WELLS, "Seen all the same.");
    until(&mut client, WELLS_PAGE, has("Seen all the same."));
    let status: serde_json::Value =
        serde_json::from_slice(&client.get("-/casebook/status.json").unwrap().body).unwrap();
    assert_eq!(status["builds"][0]["good"], false, "{status}");
}
