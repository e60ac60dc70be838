//! Versions of the files of the small portal: each makes another site, and none has an error.

/// How many case studies there are besides the portal's own.
pub const STUDIES: usize = 500;

const FOLDER: &str = "content/case-studies/batch/";

/// The path of one of them.
pub fn study_path(number: usize) -> String {
    format!("{FOLDER}batch-{number:03}.md")
}

/// Whether a path is that of one of them.
pub fn is_study(path: &str) -> bool {
    path.starts_with(FOLDER)
}

/// A case study. Most are drafts, so that the site stays small; which of them are not differs a little between versions.
pub fn study(number: usize, version: usize) -> String {
    let draft = if number.is_multiple_of(10) || (number + version) % 50 == 7 { "" } else { "draft = true\n" };
    format!(
        "+++\ntitle = \"Study {number} of ñandús, {version}\"\ncountries = [\"PRY\"]\nthemes = [\"budget-resources\"]\n{draft}+++\n\n\
         ## What was done {{#what-was-done}}\n\nStudy {number} came to its {version}. version, as [[wells]] did – «así».\n"
    )
}

/// The next version of a file, from any earlier one.
pub fn next(path: &str, bytes: &[u8], version: usize) -> Vec<u8> {
    let Ok(text) = str::from_utf8(bytes) else { return bytes.to_vec() };
    let line = |start: &str, line: String| with_line(text, start, &line);
    let new = match path {
        "casebook.toml" => {
            line("title =", format!("title = {{ en = \"Casebook of rivers {version}\", es = \"Casos de dos ríos\" }}"))
        }
        "kinds/story.toml" => line("plural =", format!("plural = {{ en = \"Stories {version}\", es = \"Relatos\" }}")),
        "kinds/case-study.toml" => {
            line("label = { en = \"Sector", format!("label = {{ en = \"Sector {version}\", es = \"Sector\" }}"))
        }
        "content/sources/sources.toml" => {
            line("title = \"Report on two", format!("title = \"Report on two rivers {version}\""))
        }
        "content/figures/figures.toml" => line("value =", format!("value = {version}")),
        "content/organisations/organisations.csv" => {
            line("keepers,", format!("keepers,Keepers {version},,ngo,PRY|GTM,water-board"))
        }
        "themes/own/words/en.toml" => line("told-by =", format!("told-by = \"Told by {version}\"")),
        "themes/own/templates/home.html" => {
            line("{% block footer %}", format!("{{% block footer %}}<p>Saved {version}.</p>"))
        }
        "themes/own/assets/own.css" => format!(".told {{ color: inherit; --saved: {version}; }}\n"),
        _ if is_study(path) => {
            let number = path[FOLDER.len()..].trim_start_matches("batch-").trim_end_matches(".md");
            study(number.parse().unwrap_or_default(), version)
        }
        _ if path.ends_with(".md") => {
            let end = text.rfind("\n\nSaved ").unwrap_or(text.trim_end().len());
            format!("{}\n\nSaved {version}.\n", &text[..end])
        }
        _ if path.ends_with(".txt") => format!("Version {version}.\n"),
        _ => text.to_owned(),
    };
    new.into()
}

/// The settings with the other theme.
pub fn other_theme(settings: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(settings);
    let other = if text.contains("theme = \"own\"") { "portal" } else { "own" };
    with_line(&text, "theme =", &format!("theme = \"{other}\"")).into()
}

/// A text in which another line stands for the first that begins so.
fn with_line(text: &str, start: &str, new: &str) -> String {
    let mut is_done = false;
    let lines = text.lines().map(|line| {
        let is_it = !is_done && line.starts_with(start);
        is_done |= is_it;
        format!("{}\n", if is_it { new } else { line })
    });
    lines.collect()
}
