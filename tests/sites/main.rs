//! Whole portals in folders, built and compared with what is expected of them.

mod charts;
mod child_theme;
mod data;
mod documents;
mod golden;
mod html;
mod indicators;
mod links;
mod map;
mod pages;
mod plans;
mod protection;
mod recommendations;
mod rows;
mod search;
mod site;
mod training_events;
mod two_languages;
mod views;

use site::{inputs, make, portal, root};

/// The portals of this folder.
const PORTALS: &[&str] =
    &["two-languages", "training-events", "protection", "child-theme", "exampleland", "six-languages"];

#[test]
fn every_link_of_every_portal_leads_somewhere() {
    for name in PORTALS {
        let faults = links::faults(&portal(name));
        assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
    }
}

#[test]
fn every_link_of_the_demonstration_portal_leads_somewhere() {
    let made = make(&inputs(root()));
    let faults = links::faults(&made);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(40)].join("\n"));
    made.assert_good();
}

#[test]
fn every_page_can_be_reached_from_home() {
    for name in PORTALS {
        let made = portal(name);
        let mut lost = links::unreachable(&made);
        // Programs know where these are; the icons stand in the web manifest, which pages of a portal with an address name; the filters of
        // lists in the lists of several records.
        let known = |address: &str| {
            ["404.html", "robots.txt", "sitemap.xml"].contains(&address)
                || address.starts_with("assets/icon-")
                || address.starts_with("assets/list.")
        };
        lost.retain(|address| !known(address) && !made.html(address).contains("http-equiv=\"refresh\""));
        assert!(lost.is_empty(), "{name}: {lost:#?}");
    }
}
