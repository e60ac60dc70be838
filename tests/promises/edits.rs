//! Random edits of a portal: what editors do with it on purpose, and what happens to them.

use casebook::base::SourcePath;
use casebook::source::Source;
use jiff::civil;

use crate::portal::Portal;
use crate::random::Random;

/// Words that edits put in the place of others. Some mean something, some break what they are put into.
const WORDS: &[&str] = &[
    "river",
    "wells",
    "PRY",
    "GTM",
    "ohchr",
    "true",
    "title",
    "countries",
    "themes",
    "kind",
    "told",
    "text",
    "date",
    "list",
    "region",
    "A/HRC/99/1",
    "record",
    "words",
    "page",
    "block",
    "water",
    "glad",
    "2025",
    "ñandú",
];

/// Pieces of text that have a meaning somewhere.
const MARKS: &[&str] =
    &["\"", "[", "]]", "{", "}}", "+++\n", "|", ",", "#", "\n\n", "*", "`", "{% if %}", "<b>", "=", "\\"];

/// Lines for the front matter of a Markdown file.
const FIELDS: &[&str] = &[
    "title = \"Another title\"",
    "title = { en = \"Two\", es = \"Dos\" }",
    "summary = \"A new summary.\"",
    "draft = true",
    "draft = false",
    "published = \"2026-07-01\"",
    "published = \"2026-05-31\"",
    "visibility = \"internal\"",
    "withheld = \"2026-04-01\"",
    "countries = [\"GTM\"]",
    "countries = [\"PRY\", \"SEN\", \"TGO\"]",
    "themes = [\"budget-resources\"]",
    "slug = \"elsewhere\"",
    "slug = \"index\"",
    "formerly = [\"old-name\", \"mobile-courts\"]",
    "cites = [\"survey-2020\", \"A/HRC/99/1#1\"]",
    "cites = [\"A/HRC/99/1#77\"]",
    "reviewed = \"2026-01-01\"",
    "reviewed = \"2025\"",
    "date_line = \"2026-02\"",
    "places = [\"GTM\"]",
    "tone = \"calm\"",
    "told = \"2026\"",
    "handled_by = \"keepers\"",
    "officer = \"B. Example\"",
    "menu = 2",
];

/// Paragraphs for a body.
const PARAGRAPHS: &[&str] = &[
    "A new paragraph.",
    "See [[wells]], [[story:maria|her story]] and [[GTM]].",
    "As [[A/HRC/99/1#2]] and [[the survey]] say.",
    "See [[CAT]] and [[nowhere]].",
    "## Results {#results}\n\nNone yet, see [[courts#what-was-done]].",
    "## What was done {#what-was-done}\n\nIt was done.",
    "![Minutes](minutes.txt) ![A well](/case-studies/well.webp)",
    "```records\nkind = \"story\"\nwhere = { places = \"PRY\" }\nlimit = 1\n```",
    "```figures\nids = [\"listeners\", \"wells-dug\"]\n```",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "1. one\n2. two",
    "<!-- a note --> <em>raw</em> <script>no</script>",
    "A note[^1].\n\n[^1]: The note of [[radio]].",
];

/// Whole files: new records, translations, templates, words, kinds, and things that belong nowhere.
const FILES: &[(&str, &str)] = &[
    (
        "content/case-studies/bridge.md",
        "+++\ntitle = \"A bridge\"\ncountries = [\"PRY\"]\nthemes = [\"access-to-justice-remedy\"]\n+++\n\n## What was done {#what-was-done}\n\nBuilt, see [[wells]].\n",
    ),
    ("content/case-studies/bridge.es.md", "+++\ntitle = \"Un puente\"\n+++\n\nHecho.\n"),
    ("content/case-studies/courts.es.md", "+++\ntitle = \"Tribunales\"\nsummary = \"Jueces.\"\n+++\n"),
    ("content/case-studies/radio.ar.md", "+++\ntitle = \"إذاعة\"\n+++\n\nنص.\n"),
    ("content/case-studies/steps.csv", "record,name\nwells,x\n"),
    (
        "content/stories/steps.csv",
        "record,name,text,remark\nmaria,Hoping,She hoped [[radio]].,none\njose,Hearing,,\nnobody,x,,\n",
    ),
    (
        "content/stories/kofi.md",
        "+++\ntitle = \"Kofi\"\ntold = \"2026-02-03\"\nplaces = [\"TGO\"]\ntone = \"glad\"\n+++\n\nHello [[ama]].\n",
    ),
    (
        "content/themes/own.toml",
        "[[theme]]\nid = \"rivers\"\ntitle = \"Rivers\"\n[[theme]]\nid = \"budget-resources\"\ntitle = \"Money\"\n",
    ),
    ("content/organisations/more.csv", "id;title;roles\nohchr;The Office;un-entity\nnew;New One;ngo|donor\n"),
    (
        "content/resources/guide.toml",
        "title = \"A guide\"\nform = \"guidance\"\nthemes = [\"rivers\"]\nlink = \"https://example.org/\"\n",
    ),
    (
        "content/indicators/wells.md",
        "+++\ntitle = \"Wells per village\"\nindicator_type = \"outcome\"\nunit = \"wells\"\nobservations = [{ at = \"2020\", value = 1.5 }, { at = \"2021\", value = 2 }]\n+++\n\nText.\n",
    ),
    ("content/nowhere/lost.md", "+++\ntitle = \"Lost\"\n+++\n"),
    ("content/loose.md", "+++\ntitle = \"Loose\"\n+++\n"),
    (
        "kinds/river.toml",
        "label = \"River\"\nplural = \"Rivers\"\nfolder = \"rivers\"\nsort = \"-length\"\n[fields.length]\ntype = \"integer\"\ncolumn = true\nlabel = \"Length\"\n[fields.flows_by]\ntype = \"ref\"\nto = [\"case-study\", \"story\"]\nlist = true\nfacet = true\nlabel = \"Flows by\"\n",
    ),
    (
        "content/rivers/rivers.csv",
        "id,title,length,flows_by\nnorth,North River,20,wells|story:maria\nsouth,South River,100,wells\n",
    ),
    ("kinds/figure.toml", "[fields.origin_of]\ntype = \"text\"\nfacet = true\nlabel = \"Origin\"\n"),
    (
        "themes/own/templates/case-study.html",
        "{% extends \"record.html\" %}\n{% block sources %}<p>{{ record.fields.sector.label }}</p>{{ super() }}{% endblock %}\n",
    ),
    (
        "themes/own/templates/list.html",
        "{% extends \"portal/list.html\" %}\n{% block results %}<p>{{ list.total }}</p>{{ super() }}{% endblock %}\n",
    ),
    (
        "themes/own/templates/story.html",
        "{% extends \"record.html\" %}\n{% block body %}{{ record.fields.nothing.such }}{% endblock %}\n",
    ),
    ("themes/own/templates/parts/footer.html", "<footer>{{ site.title }} {{ words.home }}</footer>\n"),
    (
        "themes/own/templates/embeds/records.html",
        "<ul>{% for card in cards %}<li>{{ card.title }}</li>{% endfor %}</ul>\n",
    ),
    ("themes/own/assets/style.css", "body { margin: 0 }\n"),
    ("themes/own/assets/script.js", "// nothing\n"),
    ("themes/own/words/ar.toml", "home = \"البداية\"\n"),
    ("themes/other/theme.toml", "parent = \"own\"\n"),
    ("themes/other/templates/404.html", "{% extends \"base.html\" %}{% block main %}Not here{% endblock %}\n"),
];

/// Changes of settings: a key, and the lines that it can have.
const SETTINGS: &[(&str, &[&str])] = &[
    (
        "languages",
        &[
            "languages = [\"en\", \"es\"]",
            "languages = [\"en\"]",
            "languages = [\"es\", \"en\"]",
            "languages = [\"en\", \"es\", \"ar\"]",
            "languages = [\"en\", \"x y\"]",
        ],
    ),
    ("title", &["title = \"Rivers\"", "title = { en = \"Rivers\", es = \"Ríos\" }", "title = 3"]),
    ("description", &["description = \"Rivers and wells.\"", ""]),
    ("base_url", &["base_url = \"https://example.net\"", "", "base_url = \"example.net\""]),
    ("as_of", &["as_of = \"2026-02-01\"", "as_of = 2027-01-01", ""]),
    ("raw_html", &["raw_html = \"allow\"", "raw_html = \"refuse\"", "raw_html = \"clean\"", ""]),
    ("theme", &["theme = \"own\"", "theme = \"portal\"", "theme = \"other\"", "theme = \"none\""]),
    ("symbol_base", &["symbol_base = \"https://example.com/docs\"", ""]),
    ("notices", &["notices = [\"One.\", { en = \"Two.\", es = \"Dos.\" }]", "notices = []", ""]),
    ("publisher", &["publisher = \"Rivers\"", "publisher = { en = \"Two\", es = \"Dos\" }", "publisher = []", ""]),
    ("pages_per_record", &["pages_per_record = 1", ""]),
];

/// Words of the interface: keys and values.
const INTERFACE: &[&str] =
    &["home = \"Start\"", "told-by = \"By\"", "draft = \"A draft\"", "place-para = \"§ {place}\"", "browse = 3"];

/// Lines for a declaration of a kind.
const DECLARATIONS: &[(&str, &str)] = &[
    ("facet = true", "facet = false"),
    ("facet = false", "facet = true"),
    ("column = true\n", ""),
    ("visibility = \"internal\"\n", ""),
    ("visibility = \"public\"", "visibility = \"internal\""),
    ("label = \"Tone\"", "label = \"Mood\""),
    ("type = \"text\"", "type = \"markdown\""),
    ("type = \"markdown\"", "type = \"text\""),
    ("list = true\n", ""),
    ("to = \"country\"", "to = [\"country\", \"region\"]"),
    ("sort = \"-told\"", "sort = \"title\""),
    ("sort = \"-told\"\n", "sort = \"-told\"\nfeed = \"told\"\nschema_org = \"Article\"\n"),
    ("sort = \"-told\"\n", "sort = \"-told\"\nfeed = \"tone\"\nschema_org = \"Story\"\n"),
    ("type = \"date\"\n", "type = \"date\"\nschema_org = \"datePublished\"\n"),
    ("folder = \"stories\"", "folder = \"tales\""),
    ("calm = \"Calm\"\n", ""),
    ("narrative = true\n", ""),
    ("required = true\n", ""),
    ("facet_pairs = [[\"tone\", \"places\"]]\n", ""),
    (
        "[fields.teller]\n",
        "[fields.listener]\ntype = \"text\"\nrequired = true\nlabel = \"Listener\"\n\n[fields.teller]\n",
    ),
];

/// Changes the portal in one way, and says how. `original` is what it once was, `states` all that it has been, the present one last.
pub fn edit(portal: &mut Portal, original: &Portal, states: &[Portal], random: &mut Random) -> String {
    match random.below(100) {
        0..9 => word(portal, random),
        9..13 => line(portal, random),
        13..15 => mark(portal, random),
        15..25 => front_matter(portal, random),
        25..32 => paragraph(portal, random),
        32..39 => add(portal, random),
        39..42 => delete(portal, random),
        42..45 => rename(portal, random),
        45..50 => settings(portal, random),
        50..55 => moment(portal, random),
        55..59 => interface(portal, random),
        59..63 => declaration(portal, random),
        63..67 => bytes(portal, random),
        67..71 => {
            let back = random.below(states.len().min(10)) + 1;
            *portal = states[states.len() - back].clone();
            format!("back by {back} states")
        }
        _ => repair(portal, original, random),
    }
}

/// The paths of all texts, or of those with an extension.
fn texts(portal: &Portal, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let texts = portal.sources.iter().filter(|(path, source)| source.text().is_some() && wanted(path.as_str()));
    texts.map(|(path, _)| path.to_string()).collect()
}

fn one_text(portal: &Portal, random: &mut Random, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut all = texts(portal, wanted);
    (!all.is_empty()).then(|| all.swap_remove(random.below(all.len())))
}

fn nothing() -> String {
    "nothing".to_owned()
}

/// One word becomes another.
fn word(portal: &mut Portal, random: &mut Random) -> String {
    let Some(path) = one_text(portal, random, |_| true) else { return nothing() };
    let text = portal.text(&path);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).collect();
    if words.is_empty() {
        return nothing();
    }
    let old = random.pick(&words);
    let new = random.pick(WORDS);
    let start = old.as_ptr() as usize - text.as_ptr() as usize;
    portal.write(&path, format!("{}{new}{}", &text[..start], &text[start + old.len()..]));
    format!("`{old}` becomes `{new}` in {path}, byte {start}")
}

/// A line goes, is doubled, or moves to another file.
fn line(portal: &mut Portal, random: &mut Random) -> String {
    let Some(path) = one_text(portal, random, |_| true) else { return nothing() };
    let text = portal.text(&path);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = random.below(lines.len());
    match random.below(3) {
        0 => {
            portal.write(&path, [&lines[..at], &lines[at + 1..]].concat().concat());
            format!("line {} of {path} goes", at + 1)
        }
        1 => {
            portal.write(&path, [&lines[..=at], &lines[at..]].concat().concat());
            format!("line {} of {path} is doubled", at + 1)
        }
        _ => {
            let Some(other) = one_text(portal, random, |_| true) else { return nothing() };
            let into = portal.text(&other);
            let mut all: Vec<&str> = into.split_inclusive('\n').collect();
            let place = random.below(all.len() + 1);
            all.insert(place, lines[at]);
            portal.write(&other, all.concat());
            format!("line {} of {path} comes also to {other}, line {}", at + 1, place + 1)
        }
    }
}

/// Something is put into a text at any place, or the text ends there.
fn mark(portal: &mut Portal, random: &mut Random) -> String {
    let Some(path) = one_text(portal, random, |_| true) else { return nothing() };
    let text = portal.text(&path);
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = starts[random.below(starts.len())];
    if random.below(4) == 0 {
        portal.write(&path, &text[..at.max(1).min(text.len())]);
        return format!("{path} ends at byte {at}");
    }
    let mark = random.pick(MARKS);
    portal.write(&path, format!("{}{mark}{}", &text[..at], &text[at..]));
    format!("{mark:?} stands in {path}, byte {at}")
}

fn front_matter(portal: &mut Portal, random: &mut Random) -> String {
    let Some(path) = one_text(portal, random, |path| path.ends_with(".md")) else { return nothing() };
    let text = portal.text(&path);
    let field = random.pick(FIELDS);
    let key = field.split(' ').next().unwrap_or_default();
    let Some(rest) = text.strip_prefix("+++\n") else { return nothing() };
    let rest: String = rest.split_inclusive('\n').filter(|line| line.split(' ').next() != Some(key)).collect();
    portal.write(&path, format!("+++\n{field}\n{rest}"));
    format!("{path} has `{field}`")
}

fn paragraph(portal: &mut Portal, random: &mut Random) -> String {
    let Some(path) = one_text(portal, random, |path| path.ends_with(".md")) else { return nothing() };
    let paragraph = random.pick(PARAGRAPHS);
    portal.write(&path, format!("{}\n{paragraph}\n", portal.text(&path)));
    format!("{path} ends in {paragraph:?}")
}

fn add(portal: &mut Portal, random: &mut Random) -> String {
    let (path, text) = FILES[random.below(FILES.len())];
    portal.write(path, text);
    format!("{path} is written")
}

fn delete(portal: &mut Portal, random: &mut Random) -> String {
    let all: Vec<SourcePath> = portal.sources.iter().map(|(path, _)| path.clone()).collect();
    if all.is_empty() {
        return nothing();
    }
    let path = &all[random.below(all.len())];
    portal.sources.remove(path);
    format!("{path} is deleted")
}

fn rename(portal: &mut Portal, random: &mut Random) -> String {
    let all: Vec<SourcePath> = portal.sources.iter().map(|(path, _)| path.clone()).collect();
    if all.is_empty() {
        return nothing();
    }
    let path = &all[random.below(all.len())];
    let (folder, name) = path.as_str().rsplit_once('/').unwrap_or(("content", path.as_str()));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "md"));
    let new = match random.below(5) {
        0 => format!("{folder}/{stem}-2.{extension}"),
        1 => format!("{folder}/deeper/{name}"),
        2 => format!("{folder}/{stem}.es.{extension}"),
        3 => format!("content/stories/{name}"),
        _ => format!("{folder}/{}.{extension}", stem.to_uppercase()),
    };
    let source = (**portal.sources.get(path).expect("it was listed")).clone();
    portal.sources.remove(path);
    portal.sources.insert(SourcePath::new(&new), source);
    format!("{path} is renamed to {new}")
}

/// Puts a line in the place of the one with the same key.
fn set_line(portal: &mut Portal, path: &str, key: &str, line: &str) {
    let text = match portal.sources.get(&SourcePath::new(path)).and_then(|source| source.text()) {
        Some(text) => text.to_string(),
        None => String::new(),
    };
    let others = text.split_inclusive('\n').filter(|line| line.split(' ').next() != Some(key));
    let text: String = [line, "\n"].into_iter().chain(others).collect();
    portal.write(path, text);
}

fn settings(portal: &mut Portal, random: &mut Random) -> String {
    let (key, lines) = SETTINGS[random.below(SETTINGS.len())];
    let line = random.pick(lines);
    set_line(portal, "casebook.toml", key, line);
    format!("the settings have `{key}`: `{line}`")
}

/// What stands in no file: the date, and what the command line says.
fn moment(portal: &mut Portal, random: &mut Random) -> String {
    let date = civil::date(2026, random.below(12) as i8 + 1, random.below(28) as i8 + 1);
    match random.below(4) {
        0 => portal.today = date,
        1 => portal.as_of = (random.below(2) == 0).then_some(date),
        2 => portal.drafts = !portal.drafts,
        _ => portal.base_url = portal.base_url.is_none().then(|| "https://example.com/x".to_owned()),
    }
    let Portal { today, as_of, drafts, base_url, .. } = portal;
    format!("today {today}, as of {as_of:?}, drafts {drafts}, base URL {base_url:?}")
}

fn interface(portal: &mut Portal, random: &mut Random) -> String {
    let lang = random.pick(&["en", "es", "ar"]);
    let line = random.pick(INTERFACE);
    let key = line.split(' ').next().unwrap_or_default();
    set_line(portal, &format!("themes/own/words/{lang}.toml"), key, line);
    format!("the words of {lang} have `{line}`")
}

fn declaration(portal: &mut Portal, random: &mut Random) -> String {
    let Some(path) = one_text(portal, random, |path| path.starts_with("kinds/")) else { return nothing() };
    let text = portal.text(&path);
    let fitting: Vec<&(&str, &str)> = DECLARATIONS.iter().filter(|(old, _)| text.contains(old)).collect();
    if fitting.is_empty() {
        return nothing();
    }
    let (old, new) = random.pick(&fitting);
    portal.write(&path, text.replacen(old, new, 1));
    format!("{old:?} becomes {new:?} in {path}")
}

/// A picture or attachment changes.
fn bytes(portal: &mut Portal, random: &mut Random) -> String {
    let path = SourcePath::new("content/case-studies/well.webp");
    let made_of = [
        &include_bytes!("../images/plain.webp")[..],
        include_bytes!("../images/lossless.webp"),
        include_bytes!("../images/phone.webp"),
        b"no picture",
    ];
    let which = random.below(made_of.len() + 1);
    match made_of.get(which) {
        Some(bytes) => portal.sources.insert(path, Source::of_bytes(*bytes)),
        None => portal.write("content/case-studies/minutes.txt", format!("Minutes {}\n", random.below(100))),
    }
    format!("file {which} of the pictures and attachments")
}

/// Files become what they were at first: some, or all.
fn repair(portal: &mut Portal, original: &Portal, random: &mut Random) -> String {
    let paths = original.sources.iter().chain(portal.sources.iter()).map(|(path, _)| path.clone());
    let mut wrong: Vec<SourcePath> =
        paths.filter(|path| original.sources.get(path) != portal.sources.get(path)).collect();
    wrong.sort();
    wrong.dedup();
    if wrong.is_empty() {
        return nothing();
    }
    if random.below(2) == 0 {
        portal.sources = original.sources.clone();
        return format!("all of {} files are what they were", wrong.len());
    }
    for path in (0..3).map(|_| wrong[random.below(wrong.len())].clone()).collect::<Vec<_>>() {
        match original.sources.get(&path) {
            Some(source) => portal.sources.insert(path, (**source).clone()),
            None => portal.sources.remove(&path),
        }
    }
    format!("some of {} files are what they were", wrong.len())
}
