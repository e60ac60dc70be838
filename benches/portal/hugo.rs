//! The same site as Hugo reads it: the same texts, with terms as taxonomies and references as `relref`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Result;
use std::path::Path;

use super::body::{Block, Inline, Target, body};
use super::layouts::{FILES, STYLE};
use super::markdown::{Dialect, list, markdown, quoted};
use super::site::{Action, BODIES, Case, Cite, Evidence, Recommendation, Site};
use super::terms::{COUNTRIES, THEMES};

/// Rows on a page of a list of case studies and of recommendations, and the longest list that is also shown on one page: as in casebook.
const CASES: usize = 25;
const RECOMMENDATIONS: usize = 50;
const ALL_ROWS: usize = 500;

/// A vocabulary is three taxonomies: one for its terms, which lead to everything that has them, and one for the lists of each kind.
const PREFIXES: [&str; 2] = ["case-", "rec-"];

/// Writes the site into a folder.
pub fn write(site: &Site, folder: &Path, base_url: &str) -> Result<()> {
    for (path, text) in FILES {
        put(folder, path, &text.replace("https://portal.example/", base_url))?;
    }
    put(folder, "static/style.css", STYLE)?;
    let writer = Writer { site, pairs: site.pairs() };
    let mut lists = Lists::default();
    for (number, case) in site.cases.iter().enumerate() {
        let blocks = body(site, number);
        let text = format!("{}\n{}", writer.case(case, &blocks, &mut lists), markdown(&blocks, &writer));
        put(folder, &format!("content/case-studies/{}.md", case.id), &text)?;
    }
    for record in &site.recommendations {
        put(folder, &format!("content/recommendations/{}.md", record.id), &writer.recommendation(record, &mut lists))?;
    }
    for record in &site.actions {
        put(folder, &format!("content/actions/{}.md", record.id), &writer.action(record, &mut lists))?;
    }
    writer.few(folder)?;
    writer.lists(folder, &lists)
}

fn put(folder: &Path, path: &str, text: &str) -> Result<()> {
    let path = folder.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// How many records each list has: taxonomy and term.
#[derive(Default)]
struct Lists {
    counts: BTreeMap<(String, String), usize>,
    titles: BTreeMap<(String, String), String>,
}

impl Lists {
    fn add(&mut self, taxonomy: &str, term: &str, title: &str) {
        let key = (taxonomy.to_owned(), term.to_owned());
        *self.counts.entry(key.clone()).or_default() += 1;
        self.titles.entry(key).or_insert_with(|| title.to_owned());
    }
}

struct Writer<'a> {
    site: &'a Site,
    pairs: BTreeMap<(usize, usize), usize>,
}

impl Dialect for Writer<'_> {
    fn reference(&self, target: Target, words: Option<&str>) -> String {
        let (path, title) = self.path(target);
        format!("[{}]({{{{< relref \"/{path}\" >}}}})", words.unwrap_or(title))
    }

    fn cite(&self, (source, paragraph): Cite) -> String {
        let source = &self.site.sources[source];
        format!("[{}, para. {paragraph}]({{{{< relref \"/sources/{}\" >}}}})", source.short, source.id)
    }
}

impl Writer<'_> {
    /// Where a record stands, and its title.
    fn path(&self, target: Target) -> (String, &str) {
        match target {
            Target::Term(vocabulary, term) => {
                let vocabulary = &self.site.vocabularies[vocabulary];
                let term = &vocabulary.terms[term];
                (format!("{}/{}", vocabulary.folder, term.id.to_lowercase()), &term.title)
            }
            Target::Case(number) => {
                (format!("case-studies/{}", self.site.cases[number].id), &self.site.cases[number].title)
            }
            Target::Recommendation(number) => {
                let record = &self.site.recommendations[number];
                (format!("recommendations/{}", record.id), &record.title)
            }
            Target::Action(number) => {
                let record = &self.site.actions[number];
                (format!("actions/{}", record.id), &record.title)
            }
        }
    }

    fn place(&self, (source, paragraph): Cite) -> String {
        format!("{}#{paragraph}", self.site.sources[source].id)
    }

    /// The sources of some cites, each once.
    fn sources(&self, cites: &[Cite]) -> String {
        let sources: BTreeSet<&str> = cites.iter().map(|(source, _)| self.site.sources[*source].id.as_str()).collect();
        list(sources)
    }

    /// The terms of a record, as front matter, and their lists: those of its kind, if it has any, and those of all kinds.
    fn terms(&self, terms: &[Vec<usize>; 5], kind: Option<&str>, lists: &mut Lists) -> String {
        let mut text = String::new();
        for (vocabulary, terms) in self.site.vocabularies.iter().zip(terms).filter(|(_, terms)| !terms.is_empty()) {
            let terms: Vec<_> = terms.iter().map(|term| &vocabulary.terms[*term]).collect();
            let ids: Vec<String> = terms.iter().map(|term| term.id.to_lowercase()).collect();
            for prefix in kind.into_iter().chain([""]) {
                let taxonomy = format!("{prefix}{}", vocabulary.folder);
                text.push_str(&format!("{taxonomy} = {}\n", list(&ids)));
                for (id, term) in ids.iter().zip(&terms) {
                    lists.add(&taxonomy, id, &term.title);
                }
            }
        }
        text
    }

    fn case(&self, case: &Case, blocks: &[Block], lists: &mut Lists) -> String {
        let mut text = head(&case.title, Some(&case.summary), &case.reviewed);
        text.push_str(&format!(
            "period = \"{}/{}\"\nclaimed_by = {}\n",
            case.period.0,
            case.period.1,
            quoted(case.claimed_by)
        ));
        text.push_str(&self.terms(&case.terms, Some(PREFIXES[0]), lists));
        let pairs = self.pairs_of(case);
        if !pairs.is_empty() {
            pairs.iter().for_each(|(id, title)| lists.add("pairs", id, title));
            text.push_str(&format!("pairs = {}\n", list(pairs.iter().map(|(id, _)| id))));
        }
        if let Some(reach) = &case.reach {
            text.push_str(&format!("reach = {}\n", quoted(reach)));
        }
        if let Some(cost) = case.cost {
            text.push_str(&format!("cost = {cost}\n"));
        }
        let (refs, cited) = self.mentions(blocks);
        let all: Vec<Cite> = case.cites.iter().copied().chain(cited).collect();
        text.push_str(&format!("cites = {}\n", list(case.cites.iter().map(|cite| self.place(*cite)))));
        text + &format!("sources = {}\nrefs = {}\n+++\n", self.sources(&all), list(refs))
    }

    /// The lists by theme and country that a case study is on: id and title.
    fn pairs_of(&self, case: &Case) -> Vec<(String, String)> {
        let (themes, countries) = (&self.site.vocabularies[THEMES].terms, &self.site.vocabularies[COUNTRIES].terms);
        let mut pairs = Vec::new();
        for theme in &case.terms[THEMES] {
            for country in case.terms[COUNTRIES].iter().filter(|country| self.pairs.contains_key(&(*theme, **country)))
            {
                let (theme, country) = (&themes[*theme], &countries[*country]);
                let title = format!("{}, {}", theme.title, country.title);
                pairs.push((format!("{}--{}", theme.id, country.id.to_lowercase()), title));
            }
        }
        pairs
    }

    /// What a text refers to, and what it cites.
    fn mentions(&self, blocks: &[Block]) -> (BTreeSet<String>, Vec<Cite>) {
        let (mut refs, mut cites) = (BTreeSet::new(), Vec::new());
        for block in blocks {
            let Block::Paragraph(line) = block else { continue };
            for inline in line {
                match inline {
                    Inline::Reference(target, _) => {
                        refs.insert(self.path(*target).0.replace('/', "--"));
                    }
                    Inline::Cite(cite) => cites.push(*cite),
                    _ => {}
                }
            }
        }
        (refs, cites)
    }

    fn recommendation(&self, record: &Recommendation, lists: &mut Lists) -> String {
        let mut text = head(&record.title, None, &record.reviewed);
        let place = self.place(record.place);
        text.push_str(&format!("text = {}\nplace = \"{place}\"\nmade = \"{}\"\n", quoted(&record.text), record.made));
        if let Some(response) = record.response {
            text.push_str(&format!("response = \"{response}\"\n"));
        }
        text.push_str(&self.terms(&record.terms, Some(PREFIXES[1]), lists));
        text.push_str(&self.cites(record.place, &record.evidence));
        text + &self.evidence(&record.evidence) + "+++\n"
    }

    fn action(&self, record: &Action, lists: &mut Lists) -> String {
        let mut text = head(&record.title, None, "2025-11-21");
        let recommendations: Vec<&str> =
            record.recommendations.iter().map(|number| self.site.recommendations[*number].id.as_str()).collect();
        let refs = recommendations.iter().map(|id| format!("recommendations--{id}"));
        text.push_str(&format!(
            "number = \"{}\"\ntext = {}\narea = \"area-{}\"\nlead = \"{}\"\ndue = \"{}\"\nrecommendations = {}\nrefs = {}\n",
            record.number,
            quoted(&record.text),
            record.area + 1,
            BODIES[record.lead].0,
            record.due,
            list(&recommendations),
            list(refs),
        ));
        let terms = [Vec::new(), record.themes.clone(), Vec::new(), Vec::new(), Vec::new()];
        text.push_str(&self.terms(&terms, None, lists));
        text.push_str(&self.cites(record.cite, &record.evidence));
        for (name, due, done) in &record.milestones {
            let done = done.map_or(String::new(), |done| format!("done = \"{done}\"\n"));
            text.push_str(&format!("[[milestones]]\nname = {}\ndue = \"{due}\"\n{done}", quoted(name)));
        }
        text + &self.evidence(&record.evidence) + "+++\n"
    }

    fn cites(&self, place: Cite, evidence: &[Evidence]) -> String {
        let all: Vec<Cite> = evidence.iter().map(|entry| entry.source).chain([place]).collect();
        format!("cites = [\"{}\"]\nsources = {}\n", self.place(place), self.sources(&all))
    }

    fn evidence(&self, entries: &[Evidence]) -> String {
        let entry = |entry: &Evidence| {
            format!(
                "[[evidence]]\npublished = \"{}\"\nassessor = \"{}\"\nstatus = \"{}\"\ntext = {}\nsource = \"{}\"\n",
                entry.published,
                entry.assessor,
                entry.status,
                quoted(&entry.text),
                self.place(entry.source),
            )
        };
        entries.iter().map(entry).collect()
    }

    /// The records of which there are few, and the heads of the sections.
    fn few(&self, folder: &Path) -> Result<()> {
        let page = |title: &str, more: &str| format!("{}{more}+++\n", head(title, None, "2025-11-21"));
        for (name, title) in [
            ("case-studies", "Case studies"),
            ("recommendations", "Recommendations"),
            ("plans", "Plans of action"),
            ("areas", "Areas"),
            ("actions", "Actions"),
            ("organisations", "Organisations"),
            ("sources", "Sources"),
        ] {
            put(folder, &format!("content/{name}/_index.md"), &page(title, ""))?;
        }
        for vocabulary in &self.site.vocabularies {
            put(folder, &format!("content/{}/_index.md", vocabulary.folder), &page(vocabulary.label, ""))?;
            for prefix in PREFIXES {
                let text = page(vocabulary.label, "[build]\nrender = \"never\"\n");
                put(folder, &format!("content/{prefix}{}/_index.md", vocabulary.folder), &text)?;
            }
        }
        for (number, title) in self.site.areas.iter().enumerate() {
            let more = format!("weight = {}\ncites = [\"{}\"]\n", number + 1, self.place((0, number + 1)));
            put(folder, &format!("content/areas/area-{}.md", number + 1), &page(title, &more))?;
        }
        for (id, name) in BODIES {
            put(folder, &format!("content/organisations/{id}.md"), &page(name, ""))?;
        }
        for source in &self.site.sources {
            let more = format!("short = {}\nissued = \"{}\"\n", quoted(&source.short), source.issued);
            put(folder, &format!("content/sources/{}/_index.md", source.id), &page(&source.title, &more))?;
        }
        put(folder, "content/plans/action-plan.md", &page("National plan of action", ""))?;
        put(folder, "content/about.md", &page("About this portal", ""))?;
        put(folder, "content/browse.md", &page("Browse everything", "layout = \"browse\"\n"))?;
        let silent = "[build]\nrender = \"never\"\n[[cascade]]\n[cascade.build]\nrender = \"never\"\n";
        put(folder, "content/refs/_index.md", &page("Mentions", silent))?;
        put(folder, "content/pairs/_index.md", &page("Themes and countries", "[build]\nrender = \"never\"\n"))
    }

    /// A page for each term that is in use, and one with all rows for lists of a middling length.
    fn lists(&self, folder: &Path, lists: &Lists) -> Result<()> {
        for ((taxonomy, term), title) in &lists.titles {
            let two = term.split_once("--").filter(|_| taxonomy == "pairs");
            let two =
                two.map_or(String::new(), |(theme, country)| format!("theme = \"{theme}\"\ncountry = \"{country}\"\n"));
            let text = format!("+++\ntitle = {}\n{two}+++\n", quoted(title));
            put(folder, &format!("content/{taxonomy}/{term}/_index.md"), &text)?;
        }
        put(folder, "content/all/_index.md", "+++\ntitle = \"All\"\n[build]\nrender = \"never\"\n+++\n")?;
        let rows = |taxonomy: &str| match taxonomy {
            "pairs" => Some(CASES),
            _ if taxonomy.starts_with(PREFIXES[0]) => Some(CASES),
            _ if taxonomy.starts_with(PREFIXES[1]) => Some(RECOMMENDATIONS),
            _ => None,
        };
        let is_long =
            |taxonomy: &str, count: usize| rows(taxonomy).is_some_and(|rows| (rows + 1..=ALL_ROWS).contains(&count));
        let long = lists.counts.iter().filter(|((taxonomy, _), count)| is_long(taxonomy, **count));
        for ((taxonomy, term), _) in long {
            let title = &lists.titles[&(taxonomy.clone(), term.clone())];
            let text = format!("+++\ntitle = {}\nof = \"/{taxonomy}/{term}\"\n+++\n", quoted(title));
            put(folder, &format!("content/all/{taxonomy}--{term}.md"), &text)?;
        }
        Ok(())
    }
}

/// The beginning of a front matter.
fn head(title: &str, summary: Option<&str>, date: &str) -> String {
    let summary = summary.map_or(String::new(), |summary| format!("description = {}\n", quoted(summary)));
    format!("+++\ntitle = {}\n{summary}date = \"{date}\"\n", quoted(title))
}
