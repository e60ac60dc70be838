//! How requests are answered: what there is and what there is not, types, parts, versions, hosts, and nonsense.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

use crate::client::Client;
use crate::portal::{Portal, WELLS_PAGE, has, text};
use crate::server::{AS_OF, Server};

#[test]
fn what_is_served_is_what_a_build_writes() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let output = portal.at("output");
    let built = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["build", "--quiet", "--as-of", AS_OF, "--root"])
        .arg(portal.root())
        .output()
        .unwrap();
    assert!(built.status.success());
    let mut client = Client::new(server.port);
    let mut folders = vec![output.clone()];
    let mut compared = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.extend((entry.file_name() != ".casebook").then(|| entry.path()));
                continue;
            }
            let address = entry.path().strip_prefix(&output).unwrap().to_str().unwrap().to_owned();
            let answer = client.get(&address).unwrap();
            assert_eq!(answer.status, 200, "{address}");
            let written = fs::read(entry.path()).unwrap();
            compared += 1;
            if !address.ends_with(".html") {
                assert_eq!(answer.body, written, "{address}");
                continue;
            }
            // Without the script and with the policy of the build it is the page of the build.
            let page = text(&answer);
            let (before, rest) = page.split_once("<script src=\"/-/casebook/preview.js\"").unwrap();
            let page = format!("{before}{}", rest.split_once("</script>\n").unwrap().1);
            let policy = |page: &str| {
                let (before, rest) =
                    page.split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"").unwrap();
                let (policy, after) = rest.split_once('"').unwrap();
                (format!("{before}{after}"), policy.to_owned())
            };
            let ((served, permitted), (written, _)) = (policy(&page), policy(&String::from_utf8(written).unwrap()));
            assert_eq!(served, written, "{address}");
            assert!(permitted.contains("script-src 'self'") && permitted.contains("connect-src 'self'"), "{permitted}");
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn files_have_their_types_and_pages_their_headers() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    let home = text(&client.get("").unwrap());
    let style = home.split_once("rel=\"stylesheet\" href=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    for (address, content_type) in [
        ("", "text/html; charset=utf-8"),
        ("es/", "text/html; charset=utf-8"),
        (&style, "text/css; charset=utf-8"),
        ("search/index.js", "text/javascript; charset=utf-8"),
        ("es/search/index.js", "text/javascript; charset=utf-8"),
        ("stories.csv", "text/csv; charset=utf-8"),
        ("stories.json", "application/json"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("-/casebook/", "text/html; charset=utf-8"),
        ("-/casebook/status.json", "application/json"),
        ("-/casebook/preview.js", "text/javascript; charset=utf-8"),
    ] {
        let answer = client.get(address).unwrap();
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(content_type)), "{address}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{address}");
        let is_page = content_type.starts_with("text/html") || address.starts_with("-/");
        assert_eq!(answer.header("cache-control"), Some(if is_page { "no-store" } else { "no-cache" }), "{address}");
        if is_page {
            assert!(answer.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"), "{address}");
        }
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let portal = Portal::new();
    portal.save("secret.txt", "secret");
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    for target in [
        "/nothing.html",
        "/case-studies/wells",
        "/case-studies/",
        "/secret.txt",
        "/casebook.toml",
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "/%00",
        "/index.html%00.txt",
        "//etc/passwd",
        "/etc/passwd",
        "/-/casebook/../index.html",
        "/search/nothing.js",
    ] {
        let answer = client.send("GET", target, &[]).unwrap();
        assert_eq!(answer.status, 404, "{target}");
        assert!(!text(&answer).contains("secret\n"), "{target}");
    }
    let missing = client.get("nothing.html").unwrap();
    assert!(text(&missing).contains("Page not found") && text(&missing).contains("preview.js"), "{}", text(&missing));
    for (folder, with_slash) in [("/es?x=1", "/es/"), ("/-/casebook", "/-/casebook/")] {
        let answer = client.send("GET", folder, &[]).unwrap();
        assert_eq!((answer.status, answer.header("location")), (302, Some(with_slash)));
    }
    for (target, status) in [("/%", 400), ("/%zz", 400), ("/%ff", 400), ("nonsense", 400)] {
        assert_eq!(client.send("GET", target, &[]).unwrap().status, status, "{target}");
    }
}

#[test]
fn parts_heads_and_versions() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    let page = text(&client.get(WELLS_PAGE).unwrap());
    let picture = page.split_once("src=\"../files/").unwrap().1.split_once('"').unwrap().0;
    let picture = format!("files/{picture}");
    let whole = client.get(&picture).unwrap();
    let tag = whole.header("etag").unwrap().to_owned();
    assert_eq!((whole.header("content-type"), whole.header("accept-ranges")), (Some("image/webp"), Some("bytes")));
    let length = whole.body.len();
    let target = format!("/{picture}");
    for (range, status, from, to) in [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=5-", 206, 5, length),
        ("bytes=-3", 206, length - 3, length),
        ("bytes=0-1,4-5", 200, 0, length),
        ("bytes=x", 200, 0, length),
    ] {
        let part = client.send("GET", &target, &[("Range", range)]).unwrap();
        assert_eq!((part.status, &part.body), (status, &whole.body[from..to].to_vec()), "{range}");
        let told = format!("bytes {from}-{}/{length}", to - 1);
        assert_eq!(part.header("content-range"), (status == 206).then_some(told.as_str()), "{range}");
    }
    let outside = client.send("GET", &target, &[("Range", "bytes=99999999-")]).unwrap();
    assert_eq!((outside.status, outside.header("content-range")), (416, Some(&*format!("bytes */{length}"))));
    let head = client.send("HEAD", &target, &[("Range", "bytes=0-9")]).unwrap();
    assert_eq!((head.status, &head.headers), (200, &whole.headers));
    let known = client.send("GET", &target, &[("If-None-Match", &tag)]).unwrap();
    assert_eq!((known.status, known.body.len()), (304, 0));
    for address in [target.as_str(), "/", "/nothing.html"] {
        let (whole, head) = (client.send("GET", address, &[]).unwrap(), client.send("HEAD", address, &[]).unwrap());
        assert_eq!((head.status, &head.headers, head.body.len()), (whole.status, &whole.headers, 0), "{address}");
    }
}

#[test]
fn only_this_machine_is_answered_and_only_questions() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let mut client = Client::new(server.port);
    for (host, status) in [
        ("localhost", 200),
        ("LOCALHOST:4100", 200),
        ("portal.localhost", 200),
        ("[::1]:4100", 200),
        ("example.org", 421),
        ("127.0.0.1.example.org", 421),
        ("", 421),
    ] {
        for address in ["/", "/-/casebook/status.json"] {
            assert_eq!(client.send("GET", address, &[("Host", host)]).unwrap().status, status, "{host}{address}");
        }
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let refused = client.send(method, "/", &[]).unwrap();
        assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn nonsense_ends_its_own_connection_only() {
    let portal = Portal::new();
    let mut server = Server::start(portal.root(), &[]);
    let send = |bytes: &[u8]| {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    };
    assert_eq!(send(b""), "");
    assert_eq!(send(b"GET / HT"), "");
    assert!(send(b"\x16\x03\x01\x02\x00\r\n\r\n").starts_with("HTTP/1.1 400 "));
    assert!(send(&[b'a'; 100_000]).starts_with("HTTP/1.1 431 ") || cfg!(not(target_os = "linux")));
    let two = send(b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_eq!(two.matches("HTTP/1.1 200 OK").count(), 2, "{two}");
    assert!(Client::new(server.port).get("").is_ok_and(|answer| has("two rivers")(&answer)));
    assert_eq!(server.ended(), None);
}

#[test]
fn those_who_say_nothing_make_room_for_others() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &[]);
    let silent: Vec<TcpStream> = (0..150).filter_map(|_| TcpStream::connect(("127.0.0.1", server.port)).ok()).collect();
    assert!(silent.len() > 128, "{}", silent.len());
    assert!(Client::new(server.port).get("").is_ok_and(|answer| has("two rivers")(&answer)));
}

#[test]
fn who_opens_the_preview_to_others_is_told_where_they_find_it() {
    let portal = Portal::new();
    let server = Server::start(portal.root(), &["--host", "0.0.0.0"]);
    // Where the machine would send from; one without a network would not.
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").unwrap();
    let own = socket.connect("198.51.100.1:9").ok().map(|()| socket.local_addr().unwrap().ip());
    let Some(own) = own.filter(|own| !own.is_loopback() && !own.is_unspecified()) else { return };
    let address = format!("{own}:{}", server.port);
    assert!(server.told().contains(&format!("on the network at http://{address}/")), "{}", server.told());
    let mut stream = TcpStream::connect(&address).unwrap();
    let request = format!("GET /robots.txt HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[test]
fn a_port_that_is_taken_is_refused_and_otherwise_passed_over() {
    let portal = Portal::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["serve", "--port", &port, "--root"])
        .arg(portal.root())
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("is taken by another program") && told.contains("help: "), "{told}");
    let nowhere = Command::new(env!("CARGO_BIN_EXE_casebook")).args(["serve", "--root", "/nowhere"]).output().unwrap();
    assert_eq!(nowhere.status.code(), Some(2));
}
