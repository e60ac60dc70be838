//! What is saved is shown: whatever way it is saved, wherever it is seen, and nothing is made that did not change.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use crate::client::Client;
use crate::portal::{Portal, WELLS, WELLS_PAGE, has, until};
use crate::server::Server;

fn status(client: &mut Client) -> Value {
    serde_json::from_slice(&client.get("-/casebook/status.json").unwrap().body).unwrap()
}

#[test]
fn a_save_is_shown_in_whatever_way_it_is_made() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    let text = portal.text(WELLS);
    let version =
        |number: usize| (format!("{text}\nVersion number {number} of it.\n"), format!("Version number {number} of"));
    let (path, spare) = (portal.at(WELLS), portal.at("content/case-studies/.spare"));

    let (new, seen) = version(1);
    fs::write(&path, new).unwrap();
    until(&mut client, WELLS_PAGE, has(&seen));

    // Written beside it and renamed over it.
    let (new, seen) = version(2);
    fs::write(&spare, new).unwrap();
    fs::rename(&spare, &path).unwrap();
    until(&mut client, WELLS_PAGE, has(&seen));

    // The old one becomes a backup, the new one is made in its place.
    let (new, seen) = version(3);
    fs::rename(&path, portal.at("content/case-studies/wells.md~")).unwrap();
    fs::write(&path, new).unwrap();
    until(&mut client, WELLS_PAGE, has(&seen));

    // Emptied, and written a moment later.
    let (new, seen) = version(4);
    fs::write(&path, "").unwrap();
    sleep(Duration::from_millis(12));
    fs::write(&path, new).unwrap();
    until(&mut client, WELLS_PAGE, has(&seen));

    // The date of the file is set back.
    let (new, seen) = version(5);
    fs::write(&path, new).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000)).unwrap();
    until(&mut client, WELLS_PAGE, has(&seen));
}

#[test]
fn records_folders_and_themes_come_and_go() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    let missing = |client: &mut Client, address: &str| drop(until(client, address, |answer| answer.status == 404));

    portal.save(
        "content/stories/later.md",
        &portal.text("content/stories/ama.md").replace("What Ama told", "What came later"),
    );
    until(&mut client, "stories/later.html", |answer| answer.status == 200);
    until(&mut client, "stories.html", has("What came later"));
    fs::remove_file(portal.at("content/stories/later.md")).unwrap();
    missing(&mut client, "stories/later.html");

    fs::rename(portal.at("content/news"), portal.at("elsewhere")).unwrap();
    missing(&mut client, "news/first.html");
    fs::rename(portal.at("elsewhere"), portal.at("content/news")).unwrap();
    until(&mut client, "news/first.html", |answer| answer.status == 200);

    // What is in a folder that comes is watched from then on.
    portal.add("content/news/first.md", "Written after the folder came back.");
    until(&mut client, "news/first.html", has("Written after the folder came back."));

    // The whole content goes and comes back; it is watched again.
    fs::rename(portal.at("content"), portal.at("away")).unwrap();
    sleep(Duration::from_millis(50));
    fs::rename(portal.at("away"), portal.at("content")).unwrap();
    until(&mut client, WELLS_PAGE, |answer| answer.status == 200);
    portal.add(WELLS, "Written after all came back.");
    until(&mut client, WELLS_PAGE, has("Written after all came back."));

    let settings = portal.text("casebook.toml");
    portal.save("casebook.toml", &settings.replace("theme = \"own\"\n", ""));
    until(&mut client, "stories/ama.html", |answer| !has("class=\"told\"")(answer));
    portal.save("casebook.toml", &settings);
    until(&mut client, "stories/ama.html", has("class=\"told\""));
    portal.save("themes/own/assets/extra.css", ".new { color: red }\n");
    until(&mut client, "", has("href=\"assets/extra."));
}

#[test]
fn a_question_after_a_save_waits_for_its_build() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    let mut late = 0;
    for number in 0..10 {
        portal.add(WELLS, &format!("Paragraph {number}."));
        // Until the system has told of it, it cannot be known.
        sleep(Duration::from_millis(30));
        late += usize::from(!has(&format!("Paragraph {number}."))(&client.get(WELLS_PAGE).unwrap()));
    }
    assert!(late <= 2, "{late} of 10 answers were old");
}

#[test]
fn nothing_is_built_or_made_without_a_change() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    client.get(WELLS_PAGE).unwrap();
    // Written as it was, an ignored file, a file of nobody: no build.
    portal.save(WELLS, &portal.text(WELLS));
    portal.save("content/case-studies/wells.md.swp", "x");
    portal.save("content/README.md", "x");
    portal.save("notes.md", "x");
    portal.save("output/index.html", "x");
    sleep(Duration::from_millis(1500));
    let told = status(&mut client);
    assert_eq!(told["builds"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(told["builds"][0]["rendered"], 1, "{told}");

    // Another page changes: this one is sent again, not made again.
    portal.add("content/case-studies/radio.md", "A word more.");
    until(&mut client, "case-studies/radio.html", has("A word more."));
    client.get(WELLS_PAGE).unwrap();
    let told = status(&mut client);
    let newest = &told["builds"][0];
    assert_eq!(newest["number"], 2, "{told}");
    assert_eq!(newest["changed"]["first"][0], "content/case-studies/radio.md");
    assert_eq!((&newest["stats"]["parsed_files"], &newest["rendered"]), (&Value::from(1), &Value::from(1)), "{told}");
}

#[test]
fn a_disk_that_tells_nothing_is_looked_at() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &["--poll"]);
    let mut client = Client::new(server.port);
    portal.add(WELLS, "Found by looking.");
    until(&mut client, WELLS_PAGE, has("Found by looking."));
    fs::remove_file(portal.at("content/stories/jose.md")).unwrap();
    until(&mut client, "stories/jose.html", |answer| answer.status == 404);
    assert_eq!(status(&mut client)["polling"], true);
}

#[test]
fn drafts_are_shown_with_a_flag_only() {
    let portal = Portal::new();
    portal
        .save("content/case-studies/idea.md", "+++\ntitle = \"An idea\"\ndraft = true\nsummary = \"Not yet.\"\n+++\n");
    for (options, status) in [(&[][..], 404), (&["--drafts"][..], 200)] {
        let server = Server::start(portal.root(), options);
        let answer = Client::new(server.port).get("case-studies/idea.html").unwrap();
        assert_eq!(answer.status, status, "{options:?}: {}", server.told());
    }
}
