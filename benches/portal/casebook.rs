//! The portal as casebook reads it.

use std::fs;
use std::io::Result;
use std::path::Path;

use super::body::{Target, body};
use super::markdown::{Dialect, list, markdown, quoted};
use super::site::{Action, BODIES, Case, Cite, Evidence, PARAGRAPHS, Recommendation, Site};
use super::terms::{COUNTRIES, MECHANISMS, PERSONS, RIGHTS, THEMES};

/// Records in one file, for kinds without a text.
const RECORDS: usize = 100;

/// Writes the portal into a folder.
pub fn write(site: &Site, folder: &Path, base_url: &str) -> Result<()> {
    let content = folder.join("content");
    for kind in ["case-studies", "recommendations", "sources", "plans", "areas", "actions", "organisations", "pages"] {
        fs::create_dir_all(content.join(kind))?;
    }
    fs::write(folder.join("casebook.toml"), settings(site, base_url))?;
    let writer = Writer { site };
    for (number, case) in site.cases.iter().enumerate() {
        // Few people keep thousands of files in one folder.
        let shelf = content.join("case-studies").join(format!("{:03}", number / 500));
        if number % 500 == 0 {
            fs::create_dir_all(&shelf)?;
        }
        let text = format!("{}\n{}", writer.case(case), markdown(&body(site, number), &writer));
        fs::write(shelf.join(format!("{}.md", case.id)), text)?;
    }
    chunks(&content.join("recommendations"), &site.recommendations, |record| writer.recommendation(record))?;
    chunks(&content.join("actions"), &site.actions, |record| writer.action(record))?;
    let sources: Vec<usize> = (0..site.sources.len()).collect();
    chunks(&content.join("sources"), &sources, |number| writer.source(*number))?;
    let areas: Vec<String> = site.areas.iter().enumerate().map(|(number, title)| writer.area(number, title)).collect();
    fs::write(content.join("areas/areas.toml"), areas.join("\n"))?;
    fs::write(content.join("plans/action-plan.md"), writer.plan())?;
    let bodies = BODIES.iter().map(|(id, name)| format!("{id},{name},ministry\n"));
    fs::write(content.join("organisations/bodies.csv"), format!("id,title,roles\n{}", bodies.collect::<String>()))?;
    fs::write(content.join("pages/about.md"), ABOUT)
}

/// Records in files of a hundred.
fn chunks<T>(folder: &Path, records: &[T], write: impl Fn(&T) -> String) -> Result<()> {
    for (number, part) in records.chunks(RECORDS).enumerate() {
        let texts: Vec<String> = part.iter().map(&write).collect();
        fs::write(folder.join(format!("part-{number:03}.toml")), texts.join("\n"))?;
    }
    Ok(())
}

fn settings(site: &Site, base_url: &str) -> String {
    format!(
        "# A portal made for measuring. Nothing in it is true of any State or organisation.\nkit = 1\n\
         title = \"Measured portal of {} records\"\n\
         description = \"Invented texts, in the form and of the size of real ones.\"\nlanguages = [\"en\"]\n\
         base_url = \"{base_url}\"\nas_of = \"2026-06-30\"\n\
         notices = [\"Everything here is invented, to measure how long a portal takes to build.\"]\n",
        site.records()
    )
}

const ABOUT: &str = "+++\ntitle = \"About this portal\"\nsummary = \"Why it is there.\"\nreviewed = \"2025-11-21\"\n+++\n\n\
    The texts of this portal were made by a program. They mean nothing and are there to be built.\n";

struct Writer<'a> {
    site: &'a Site,
}

impl Dialect for Writer<'_> {
    fn reference(&self, target: Target, words: Option<&str>) -> String {
        let (kind, id) = match target {
            Target::Term(vocabulary, term) => {
                let vocabulary = &self.site.vocabularies[vocabulary];
                (vocabulary.kind, &vocabulary.terms[term].id)
            }
            Target::Case(number) => ("case-study", &self.site.cases[number].id),
            Target::Recommendation(number) => ("recommendation", &self.site.recommendations[number].id),
            Target::Action(number) => ("action", &self.site.actions[number].id),
        };
        match words {
            Some(words) => format!("[[{kind}:{id}|{words}]]"),
            None => format!("[[{kind}:{id}]]"),
        }
    }

    fn cite(&self, cite: Cite) -> String {
        format!("[[{}]]", self.place(cite))
    }
}

impl Writer<'_> {
    fn place(&self, (source, paragraph): Cite) -> String {
        format!("{}#{paragraph}", self.site.sources[source].id)
    }

    fn cites(&self, cites: &[Cite]) -> String {
        list(cites.iter().map(|cite| self.place(*cite)))
    }

    fn ids(&self, vocabulary: usize, terms: &[usize]) -> String {
        list(terms.iter().map(|term| &self.site.vocabularies[vocabulary].terms[*term].id))
    }

    fn case(&self, case: &Case) -> String {
        let mut text = format!(
            "+++\ntitle = {}\nsummary = {}\nperiod = \"{}/{}\"\nclaimed_by = {}\nconsent = \"not-needed\"\n",
            quoted(&case.title),
            quoted(&case.summary),
            case.period.0,
            case.period.1,
            quoted(case.claimed_by),
        );
        let fields = [
            ("countries", COUNTRIES),
            ("themes", THEMES),
            ("rights", RIGHTS),
            ("rights_holders", PERSONS),
            ("mechanisms", MECHANISMS),
        ];
        for (field, vocabulary) in fields {
            if !case.terms[vocabulary].is_empty() {
                text.push_str(&format!("{field} = {}\n", self.ids(vocabulary, &case.terms[vocabulary])));
            }
        }
        if let Some(reach) = &case.reach {
            text.push_str(&format!("reach = {}\n", quoted(reach)));
        }
        if let Some(cost) = case.cost {
            text.push_str(&format!("cost = \"USD {cost}\"\n"));
        }
        text + &format!("cites = {}\nreviewed = \"{}\"\n+++\n", self.cites(&case.cites), case.reviewed)
    }

    fn recommendation(&self, record: &Recommendation) -> String {
        let mut text = format!(
            "[[recommendation]]\nid = \"{}\"\ntitle = {}\nrec_type = \"recommendation\"\nofficial_text = {}\nplace = \"{}\"\n\
             made_by = {}\ncountries = {}\nthemes = {}\npersons = {}\nmade = \"{}\"\n",
            record.id,
            quoted(&record.title),
            quoted(&record.text),
            self.place(record.place),
            self.ids(MECHANISMS, &record.terms[MECHANISMS]),
            self.ids(COUNTRIES, &record.terms[COUNTRIES]),
            self.ids(THEMES, &record.terms[THEMES]),
            self.ids(PERSONS, &record.terms[PERSONS]),
            record.made,
        );
        if let Some(response) = record.response {
            text.push_str(&format!("response = \"{response}\"\n"));
        }
        self.evidence(&record.evidence, &mut text);
        text + &format!("cites = [\"{}\"]\nreviewed = \"{}\"\n", self.place(record.place), record.reviewed)
    }

    fn action(&self, record: &Action) -> String {
        let recommendations = record.recommendations.iter().map(|number| &self.site.recommendations[*number].id);
        let mut text = format!(
            "[[action]]\nid = \"{}\"\nparent = \"area:area-{}\"\ntitle = {}\nnumber = \"{}\"\ntext = {}\nforce = \"will\"\n\
             lead = \"{}\"\ndue = \"{}\"\nthemes = {}\nrecommendations = {}\nmilestones = [\n",
            record.id,
            record.area + 1,
            quoted(&record.title),
            record.number,
            quoted(&record.text),
            BODIES[record.lead].0,
            record.due,
            self.ids(THEMES, &record.themes),
            list(recommendations),
        );
        for (name, due, done) in &record.milestones {
            let done = done.map_or(String::new(), |done| format!(", done = \"{done}\""));
            text.push_str(&format!("    {{ name = {}, due = \"{due}\"{done} }},\n", quoted(name)));
        }
        text.push_str("]\n");
        self.evidence(&record.evidence, &mut text);
        text + &format!("cites = [\"{}\"]\nreviewed = \"2025-11-21\"\n", self.place(record.cite))
    }

    fn evidence(&self, entries: &[Evidence], text: &mut String) {
        if entries.is_empty() {
            return;
        }
        text.push_str("evidence = [\n");
        for entry in entries {
            text.push_str(&format!(
                "    {{ published = \"{}\", assessor = \"{}\", status = \"{}\", text = {}, sources = [\"{}\"] }},\n",
                entry.published,
                entry.assessor,
                entry.status,
                quoted(&entry.text),
                self.place(entry.source),
            ));
        }
        text.push_str("]\n");
    }

    fn source(&self, number: usize) -> String {
        let source = &self.site.sources[number];
        format!(
            "[[source]]\nid = \"{}\"\ntitle = {}\nshort_title = {}\nsource_type = \"report\"\nissued = \"{}\"\nplaces = [\"1-{PARAGRAPHS}\"]\n",
            source.id,
            quoted(&source.title),
            quoted(&source.short),
            source.issued,
        )
    }

    fn area(&self, number: usize, title: &str) -> String {
        format!(
            "[[area]]\nid = \"area-{}\"\nparent = \"action-plan\"\ntitle = {}\norder = {}\ncites = [\"{}\"]\n",
            number + 1,
            quoted(title),
            number + 1,
            self.place((0, number + 1)),
        )
    }

    fn plan(&self) -> String {
        let cite = self.place((0, 1));
        format!(
            "+++\ntitle = \"National plan of action\"\nsummary = \"What the invented plan sets out to do, by area.\"\n\
             plan_type = \"national\"\nperiod = \"2020/2028\"\nadopted = \"2020-03-02\"\ncites = [\"{cite}\"]\n\
             reviewed = \"2025-11-21\"\n+++\n\n## Background {{#background}}\n\nThe plan has {} areas and {} actions [[{cite}]].\n",
            self.site.areas.len(),
            self.site.actions.len(),
        )
    }
}
