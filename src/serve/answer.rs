//! From a request to its answer.

use std::net::TcpStream;
use std::sync::Arc;

use serde_json::json;

use super::edition::Edition;
use super::events;
use super::findings::Findings;
use super::http::hosts::Hosts;
use super::http::response::is_known;
use super::http::{Reply, Request, Response, types};
use super::inject::{Outline, inject};
use super::pages::Page;
use super::preview::{Found, Preview};
use crate::base::diagnostic::has_errors;
use crate::base::files::{File, Prepared};

/// Where the preview's own files are. No page can be there: the parts of a page's address begin with a letter or a digit.
const OWN: &str = "/-/casebook/";

const HTML: &str = "text/html; charset=utf-8";

/// The policy that every page has beside the one that stands in it.
const POLICY: &str = "frame-ancestors 'none'";

/// Answers a request.
pub fn answer(preview: &Arc<Preview>, hosts: &Hosts, request: &Request) -> Reply {
    if !hosts.permit(request.host.as_deref()) {
        let text = "This preview answers only under the name of this machine, such as localhost. To open it to others, start it with --host.";
        return Reply::Response(Response::text(421, text));
    }
    if request.path == OWN.trim_end_matches('/') {
        return Reply::Response(Response::text(302, "This is a folder.").with("Location", OWN));
    }
    match request.path.strip_prefix(OWN) {
        Some("events") if !request.head_only => {
            let (preview, address) = (preview.clone(), request.parameter("page"));
            Reply::Stream(Box::new(move |stream: &TcpStream| events::tell(&preview, address.as_deref(), stream)))
        }
        Some(own) => Reply::Response(own_file(preview, own)),
        None => Reply::Response(site_file(preview, request)),
    }
}

/// A file of the preview itself.
fn own_file(preview: &Preview, name: &str) -> Response {
    let response = match name {
        "" => Response::new(200, HTML, include_str!("client/status.html").as_bytes().to_vec()),
        "status.css" => Response::new(200, types::of(name), include_str!("client/status.css").as_bytes().to_vec()),
        "status.js" => Response::new(200, types::of(name), include_str!("client/status.js").as_bytes().to_vec()),
        "status.json" => Response::new(200, types::of(name), preview.status().to_string().into_bytes()),
        "preview.js" => Response::new(200, types::of(name), script().into_bytes()),
        _ => return Response::text(404, "The preview has no such file."),
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; {POLICY}"
    );
    response.with("Cache-Control", "no-store").with("Content-Security-Policy", policy)
}

/// The script of every page, with the style of what it shows: so the page's policy need not permit another style sheet.
fn script() -> String {
    let style = json!(include_str!("client/preview.css")).to_string();
    include_str!("client/preview.js").replacen("\"STYLE\"", &style, 1)
}

/// A file of the site.
fn site_file(preview: &Preview, request: &Request) -> Response {
    let path = request.path.trim_start_matches('/');
    let address = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let Some(edition) = preview.settled() else {
        return plain_page(
            503,
            "The portal is being built",
            "This page appears as soon as it is there.",
            &address,
            &Findings::default(),
        )
        .with("Retry-After", "1");
    };
    match edition.built.file(&address) {
        Some(file) if !types::is_page(&address) => other_file(edition.built.files.prepare(file), file, request),
        None if edition.built.files.get(&format!("{address}/index.html")).is_some() => {
            // Links in the page are relative to its folder.
            Response::text(302, "The page is in the folder.").with("Location", format!("/{}/", encoded(&address)))
        }
        _ => page(preview, &edition, &address),
    }
}

/// A page, or the one that says that there is none.
fn page(preview: &Preview, edition: &Edition, address: &str) -> Response {
    preview.count();
    let Some(Found { page, exists }) = preview.find(edition, address) else {
        return plain_page(
            404,
            "There is no such page",
            "The site has no page at this address.",
            address,
            &Findings::default(),
        );
    };
    let Page { html, outline, findings, .. } = &*page;
    let Some(html) = html else {
        let text = "It has errors, which are told here and in the terminal. It appears as soon as they are mended.";
        return plain_page(500, "This page cannot be made", text, address, findings);
    };
    sent(if exists { 200 } else { 404 }, html, outline, address)
}

/// Sends a page with the preview's script in it.
fn sent(status: u16, html: &str, outline: &Outline, address: &str) -> Response {
    let script = format!(
        "<script src=\"{OWN}preview.js\" data-page=\"{}\" data-hash=\"{}\" data-sheets=\"{}\" defer></script>\n",
        escaped(address),
        outline.hash,
        escaped(&json!(outline.sheets).to_string())
    );
    Response::new(status, HTML, inject(html, &script).into_bytes())
        .with("Cache-Control", "no-store")
        .with("Content-Security-Policy", POLICY)
}

/// Anything but a page: style sheets, scripts, pictures, attachments, data.
fn other_file(prepared: Prepared, file: &File, request: &Request) -> Response {
    let tag = format!("\"{}\"", prepared.key);
    if is_known(request, &tag) {
        return Response::unchanged(&tag);
    }
    let produced = (prepared.produce)();
    if has_errors(&produced.diagnostics) {
        let told: Vec<&str> = produced.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
        return Response::text(500, &told.join("\n"));
    }
    Response::new(200, types::of(file.address.as_str()), produced.bytes)
        .with("Cache-Control", "no-cache")
        .with("ETag", tag.as_str())
        .ranged(request, &tag)
}

/// A page where the site has none to show.
fn plain_page(status: u16, title: &str, text: &str, address: &str, findings: &Findings) -> Response {
    let mut list = String::new();
    for finding in &findings.list {
        let place = &finding.place;
        let line = place.line.zip(place.column).map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        let help = finding.help.as_deref().map_or(String::new(), |help| format!(" ({help})"));
        let told = format!("{}{line}: {}: {}{help}", place.path, finding.severity, finding.message);
        list.push_str(&format!("<li>{}</li>\n", escaped(&told)));
    }
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{text}</p>\n<ul>\n{list}</ul>\n</body>\n</html>\n"
    );
    sent(status, &html, &Outline::default(), address)
}

/// A text as it is written in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A path as it is written in a URL.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_carries_its_style() {
        let script = script();
        assert!(!script.contains("\"STYLE\"") && script.contains("prefers-color-scheme"));
    }

    #[test]
    fn texts_cannot_leave_their_place() {
        assert_eq!(escaped("<a b=\"&\">"), "&lt;a b=&quot;&amp;&quot;&gt;");
        assert_eq!(encoded("es/ñ a\r\n"), "es/%C3%B1%20a%0D%0A");
    }
}
