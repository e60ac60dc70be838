//! What a clean build makes, and whether a server answers the same.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::client::Client;
use crate::server::AS_OF;

/// The files of a site by their addresses.
pub type Site = BTreeMap<String, Vec<u8>>;

/// Builds a portal with a program that remembers nothing, into a folder that is not there.
pub fn build(root: &Path, output: &Path) -> Site {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(["build", "--quiet", "--as-of", AS_OF, "--root"]).arg(root).arg("--output").arg(output);
    let run = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    assert!(run.status.success(), "the build: {}", String::from_utf8_lossy(&run.stderr));
    let mut site = Site::new();
    for entry in
        walkdir::WalkDir::new(output).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        let address = entry.path().strip_prefix(output).unwrap().to_str().unwrap().replace('\\', "/");
        if !address.starts_with(".casebook/") {
            site.insert(address, std::fs::read(entry.path()).unwrap());
        }
    }
    std::fs::remove_dir_all(output).unwrap();
    site
}

/// What a server answers otherwise than a site is, in words: of these addresses, or of all.
pub fn differences(site: &Site, addresses: &[String], client: &mut Client) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for address in addresses {
        let built = site.get(address);
        let difference = match (client.get(address), built) {
            (Err(error), _) => Some(format!("no answer: {error}")),
            (Ok(answer), None) if answer.status == 404 => None,
            (Ok(answer), None) => Some(format!("status {}, though it is gone", answer.status)),
            (Ok(answer), Some(_)) if answer.status != 200 => {
                Some(format!("status {}, though it is there", answer.status))
            }
            (Ok(answer), Some(built)) => difference(address, built, &answer.body),
        };
        found.extend(difference.map(|difference| (address.clone(), difference)));
    }
    found
}

fn difference(address: &str, built: &[u8], served: &[u8]) -> Option<String> {
    if !address.ends_with(".html") {
        return (built != served)
            .then(|| format!("{} bytes were built, {} others are served", built.len(), served.len()));
    }
    let [built, served] = [built, served].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let Some(served) = without_preview(&served) else {
        return Some("the script of the preview is not on it once".to_owned());
    };
    let built = without_policy(&built);
    if built == served {
        return None;
    }
    let at = built.lines().zip(served.lines()).position(|(one, other)| one != other).unwrap_or_default();
    let [one, other] = [&built, &served].map(|text| text.lines().nth(at).unwrap_or_default());
    let from = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count().saturating_sub(40);
    let shown = |line: &str| line.chars().skip(from).take(120).collect::<String>();
    Some(format!("line {}\n    built:  {}\n    served: {}", at + 1, shown(one), shown(other)))
}

/// A page without what the preview puts on it, which must be there once; nor has it a policy, which the preview replaces.
fn without_preview(page: &str) -> Option<String> {
    let (before, rest) = page.split_once("<script src=\"/-/casebook/")?;
    let (_, after) = rest.split_once("</script>")?;
    let page = without_policy(&format!("{before}{}", after.strip_prefix('\n').unwrap_or(after)));
    (!page.contains("/-/casebook/")).then_some(page)
}

fn without_policy(page: &str) -> String {
    const META: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    match page.split_once(META).and_then(|(before, rest)| Some((before, rest.split_once('"')?.1))) {
        Some((before, after)) => format!("{before}{META}{after}"),
        None => page.to_owned(),
    }
}
