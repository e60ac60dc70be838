//! Follows every link of a site as a browser does that opened it from a folder.

use std::collections::{BTreeMap, BTreeSet};

use crate::html::{self, Tag};
use crate::search;
use crate::site::Made;

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["data-manifest", "href", "src", "xlink:href", "poster", "action", "data"];

/// Attributes that hold addresses for a script, with blanks between them; that of the page which filters a list has a query.
const FOR_SCRIPTS: &[&str] = &["data-go", "data-index", "data-root", "data-rows", "data-script", "data-style"];

/// Everything that is wrong with the pages and links of a site.
pub fn faults(site: &Made) -> Vec<String> {
    let mut pages: BTreeMap<&str, Vec<Tag>> = BTreeMap::new();
    let mut faults = Vec::new();
    for (address, bytes) in site.files.iter().filter(|(address, _)| address.ends_with(".html")) {
        match std::str::from_utf8(bytes) {
            Ok(html) => {
                faults.extend(html::faults(html).into_iter().map(|fault| format!("{address}: {fault}")));
                pages.insert(address, html::tags(html));
            }
            Err(error) => faults.push(format!("{address}: no UTF-8: {error}")),
        }
    }
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(address, tags)| (*address, tags.iter().filter_map(|tag| tag.get("id")).collect())).collect();
    let checker = Checker { site, ids: &ids };
    for (address, tags) in &pages {
        for (tag, link) in tags.iter().flat_map(|tag| links(tag).into_iter().map(move |link| (tag, link))) {
            if let Err(why) = checker.follow(address, &link) {
                faults.push(format!("{address}: <{}> `{link}` {why}", tag.name));
            }
        }
    }
    for (address, bytes) in site.files.iter().filter(|(address, _)| address.ends_with(".css")) {
        let css = String::from_utf8_lossy(bytes);
        for link in css
            .split("url(")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'))
            .map(|(link, _)| link.trim_matches(['"', '\'']))
        {
            if !link.starts_with("data:")
                && let Err(why) = checker.follow(address, link)
            {
                faults.push(format!("{address}: `{link}` {why}"));
            }
        }
    }
    faults
}

/// The pages that no way leads to from the home pages.
pub fn unreachable(site: &Made) -> Vec<String> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut open: Vec<String> = vec!["index.html".into()];
    while let Some(address) = open.pop() {
        let Some(bytes) = site.files.get(&address).filter(|_| seen.insert(address.clone())) else { continue };
        if address.ends_with(".html") {
            let html = String::from_utf8_lossy(bytes);
            let tags = html::tags(&html);
            let ways = tags
                .iter()
                .flat_map(links)
                .filter_map(|link| target(&address, link.split('#').next().unwrap_or_default()));
            open.extend(ways);
        } else if address.contains("search/") {
            open.extend(search::named(site, &address));
            // Its manifest names the scripts that know the forms of words.
            let stems = site.files.keys().filter(|address| address.starts_with("assets/stem-"));
            open.extend(stems.cloned());
        }
    }
    site.files.keys().filter(|address| !seen.contains(*address)).cloned().collect()
}

/// The addresses that an element names.
fn links(tag: &Tag) -> Vec<String> {
    let mut links: Vec<String> = ADDRESSES.iter().filter_map(|name| tag.get(name)).map(str::to_owned).collect();
    for list in FOR_SCRIPTS.iter().filter_map(|name| tag.get(name)) {
        links.extend(list.split_whitespace().filter_map(|link| link.split('?').next()).map(str::to_owned));
    }
    if let Some(set) = tag.get("srcset") {
        links.extend(set.split(',').filter_map(|part| part.split_whitespace().next()).map(str::to_owned));
    }
    if tag.get("http-equiv") == Some("refresh") {
        links
            .extend(tag.get("content").and_then(|content| content.split_once("url=")).map(|(_, link)| link.to_owned()));
    }
    links
}

struct Checker<'a> {
    site: &'a Made,
    ids: &'a BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl Checker<'_> {
    fn follow(&self, page: &str, link: &str) -> Result<(), String> {
        if let Some((scheme, rest)) = link.split_once(':') {
            return match scheme {
                "https" | "http" if rest.starts_with("//") && !rest.contains(char::is_whitespace) => Ok(()),
                "mailto" | "tel" => Ok(()),
                _ => Err("has a scheme that is not allowed".into()),
            };
        }
        if page == "404.html" {
            return Err("is relative on a page that is shown at any depth".into());
        }
        let (path, fragment) = link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment)));
        if path.starts_with('/') || path.contains(['\\', '?']) {
            return Err("is no relative path".into());
        }
        if path.ends_with('/') || path == "." || path.ends_with("..") || (path.is_empty() && fragment.is_none()) {
            return Err("leads to a folder".into());
        }
        let target =
            if path.is_empty() { page.to_owned() } else { target(page, path).ok_or("leads out of the site")? };
        if !self.site.files.contains_key(&target) {
            return Err(format!("leads to no file, `{target}`"));
        }
        match (fragment, self.ids.get(target.as_str())) {
            (None, _) => Ok(()),
            (Some(fragment), Some(ids)) if !fragment.is_empty() && ids.contains(fragment) => Ok(()),
            (Some(fragment), _) => Err(format!("names `#{fragment}`, which is not in `{target}`")),
        }
    }
}

/// The file that a path leads to from a page, if it stays in the site.
pub fn target(page: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
