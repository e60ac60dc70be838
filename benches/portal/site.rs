//! The portal as values: what each record says, whoever writes it down.

use std::collections::BTreeMap;

use super::prose::{DEMANDS, TITLES, Writer, patterns};
use super::random::{Random, Zipf};
use super::terms::{COUNTRIES, MECHANISMS, PERSONS, RIGHTS, THEMES, Vocabulary, vocabularies};
use super::words::Words;

/// The portal: everything but the texts of its case studies, which are written one at a time.
pub struct Site {
    seed: u64,
    /// The vocabulary of the texts.
    pub words: Words,
    patterns: Zipf,
    /// The five vocabularies.
    pub vocabularies: Vec<Vocabulary>,
    /// Documents that are cited.
    pub sources: Vec<Source>,
    /// Case studies.
    pub cases: Vec<Case>,
    /// Recommendations.
    pub recommendations: Vec<Recommendation>,
    /// The areas of the plan.
    pub areas: Vec<String>,
    /// Its actions.
    pub actions: Vec<Action>,
}

/// Terms of one vocabulary, by their places.
pub type Terms = Vec<usize>;

/// A place in a source: the source by its place, and a paragraph.
pub type Cite = (usize, usize);

/// Paragraphs that each source has.
pub const PARAGRAPHS: usize = 120;

/// A document.
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How cites name it.
    pub short: String,
    /// Its date.
    pub issued: String,
}

/// A case study.
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Its terms in each of the five vocabularies.
    pub terms: [Terms; 5],
    /// From one year to another.
    pub period: (usize, usize),
    /// Who says so.
    pub claimed_by: &'static str,
    /// How many persons were reached, as a text.
    pub reach: Option<String>,
    /// What it cost, in dollars.
    pub cost: Option<usize>,
    /// The places that the record as a whole rests on.
    pub cites: Vec<Cite>,
    /// When it was last compared with them.
    pub reviewed: String,
}

/// A recommendation.
pub struct Recommendation {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What the mechanism said.
    pub text: String,
    /// Its terms; rights have none.
    pub terms: [Terms; 5],
    /// Where it stands.
    pub place: Cite,
    /// Its date.
    pub made: String,
    /// What the State answered, in the universal periodic review.
    pub response: Option<&'static str>,
    /// What was reported.
    pub evidence: Vec<Evidence>,
    /// When it was last compared with its source.
    pub reviewed: String,
}

/// An action of the plan.
pub struct Action {
    /// Its id.
    pub id: String,
    /// Its number in the plan.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What is to be done.
    pub text: String,
    /// Its area, by its place.
    pub area: usize,
    /// The body that leads it, by its place in `BODIES`.
    pub lead: usize,
    /// When it is to be done.
    pub due: String,
    /// Its themes.
    pub themes: Terms,
    /// The recommendations that it carries out, by their places.
    pub recommendations: Vec<usize>,
    /// Its steps: name, year due, year done.
    pub milestones: Vec<(String, usize, Option<usize>)>,
    /// What was reported.
    pub evidence: Vec<Evidence>,
    /// Where it stands in the plan.
    pub cite: Cite,
}

/// What a source says about how far something has come.
pub struct Evidence {
    /// The date of the source.
    pub published: String,
    /// The class of those who say it.
    pub assessor: &'static str,
    /// What they say of its status.
    pub status: &'static str,
    /// What they say, in a sentence.
    pub text: String,
    /// Where.
    pub source: Cite,
}

/// The bodies that answer for actions: id and name.
pub const BODIES: &[(&str, &str)] = &[
    ("ministry-justice", "Ministry of Justice"),
    ("ministry-health", "Ministry of Health"),
    ("ministry-education", "Ministry of Education"),
    ("ministry-interior", "Ministry of the Interior"),
    ("ministry-labour", "Ministry of Labour"),
    ("ministry-finance", "Ministry of Finance"),
    ("rights-commission", "National Human Rights Commission"),
    ("statistics-office", "National Statistical Office"),
];

const AREAS: &[&str] = &[
    "Equality and non-discrimination",
    "Administration of justice",
    "Liberty and security of person",
    "Work and social security",
    "Health and education",
    "Housing, land and water",
    "Participation and public life",
    "Follow-up to recommendations",
];

const CLAIMANTS: &[&str] = &[
    "the Government",
    "the United Nations country team",
    "an independent evaluation",
    "the national human rights institution",
    "organisations of civil society",
];

const ASSESSORS: &[&str] =
    &["responsible-body", "responsible-body", "un-mechanism", "nhri", "civil-society", "independent-evaluation"];
const STATUSES: &[&str] = &["not-started", "under-way", "under-way", "partially-implemented", "implemented"];
const RESPONSES: &[&str] = &["supported", "supported", "supported", "noted", "pending"];

impl Site {
    /// A portal of so many records: nine in ten are case studies; recommendations, sources and actions are the rest.
    pub fn new(seed: u64, records: usize) -> Site {
        let (recommendations, sources, actions) =
            (records / 10, (records / 50).max(12), (records / 100).max(AREAS.len()));
        let others = recommendations + sources + actions + AREAS.len() + BODIES.len() + 2;
        let vocabularies = vocabularies();
        let mut site = Site {
            seed,
            words: Words::new(),
            patterns: patterns(),
            vocabularies,
            sources: Vec::new(),
            cases: Vec::new(),
            recommendations: Vec::new(),
            areas: AREAS.iter().map(|area| (*area).to_owned()).collect(),
            actions: Vec::new(),
        };
        let terms: Vec<Zipf> =
            site.vocabularies.iter().map(|vocabulary| Zipf::new(vocabulary.terms.len(), 12)).collect();
        site.sources = (0..sources).map(|number| site.source(number)).collect();
        site.cases = (0..records.saturating_sub(others)).map(|number| site.case(number, &terms)).collect();
        site.recommendations = (0..recommendations).map(|number| site.recommendation(number, &terms)).collect();
        site.actions = (0..actions).map(|number| site.action(number, &terms)).collect();
        site
    }

    /// How many records the portal has.
    pub fn records(&self) -> usize {
        let texts = self.cases.len() + self.recommendations.len() + self.actions.len() + self.areas.len();
        // The plan and the page about the portal are the two others.
        texts + self.sources.len() + BODIES.len() + 2
    }

    /// A writer with a stream of its own.
    pub fn writer(&self, what: &str, number: usize) -> Writer<'_> {
        Writer::new(&self.words, &self.patterns, Random::stream(self.seed, what, number))
    }

    /// A place in a source; some sources are cited more than others.
    pub fn cite(&self, random: &mut Random) -> Cite {
        let (one, other) = (random.below(self.sources.len()), random.below(self.sources.len()));
        (one.min(other), random.between(1, PARAGRAPHS))
    }

    /// The pairs of a theme and a country that three case studies or more have, for which casebook makes lists.
    pub fn pairs(&self) -> BTreeMap<(usize, usize), usize> {
        let mut pairs = BTreeMap::new();
        for case in &self.cases {
            for theme in &case.terms[THEMES] {
                for country in &case.terms[COUNTRIES] {
                    *pairs.entry((*theme, *country)).or_default() += 1;
                }
            }
        }
        pairs.retain(|_, count| *count >= 3);
        pairs
    }

    fn source(&self, number: usize) -> Source {
        let mut writer = self.writer("source", number);
        let issued = writer.random().day(2004, 2025);
        let title = writer.fill("Report on the {n} of {N} and on {a} {N}");
        let short = format!("Report {} of {}", number + 1, &issued[..4]);
        Source { id: format!("report-{:04}", number + 1), title, short, issued }
    }

    fn case(&self, number: usize, terms: &[Zipf]) -> Case {
        let mut writer = self.writer("case", number);
        let title = writer.title(TITLES);
        let summary = format!("{}. {}.", writer.sentence(), writer.sentence());
        let reach = format!("{} in {}", writer.fill("{N}"), writer.fill("{p}"));
        let random = writer.random();
        let some = |random: &mut Random, vocabulary: usize, least, most| {
            let count = random.between(least, most);
            terms[vocabulary].ranks(random, count)
        };
        let terms = [
            some(random, COUNTRIES, 1, 2),
            some(random, THEMES, 1, 3),
            some(random, RIGHTS, 1, 2),
            some(random, PERSONS, 1, 2),
            some(random, MECHANISMS, 0, 2),
        ];
        let from = random.between(2004, 2020);
        let cites = (0..random.between(2, 4)).map(|_| self.cite(random)).collect();
        Case {
            id: format!("{}-{:05}", slug(&title), number + 1),
            title,
            summary,
            terms,
            period: (from, from + random.between(1, 5)),
            claimed_by: random.pick(CLAIMANTS),
            reach: random.chance(50).then_some(reach),
            cost: random.chance(40).then(|| random.between(20, 2400) * 1000),
            cites,
            reviewed: random.day(2023, 2025),
        }
    }

    fn recommendation(&self, number: usize, terms: &[Zipf]) -> Recommendation {
        let mut writer = self.writer("recommendation", number);
        let title = writer.title(DEMANDS);
        let text = format!(
            "{}, and {}.",
            writer.fill("{i} the {n} of {N}, {N} and {a} {N}"),
            writer.fill("to that end {i} {a} {N}").to_lowercase()
        );
        let random = writer.random();
        let made_by = terms[MECHANISMS].rank(random);
        let mut some = |vocabulary: usize, count| terms[vocabulary].ranks(random, count);
        let terms = [some(COUNTRIES, 1), some(THEMES, 2), Vec::new(), some(PERSONS, 1), vec![made_by]];
        let response = random.chance(90).then(|| random.pick(RESPONSES));
        let evidence = random.below(3);
        let (place, made, reviewed) = (self.cite(random), random.day(2015, 2022), random.day(2023, 2025));
        Recommendation {
            id: format!("rec-{:05}", number + 1),
            title,
            text,
            place,
            made,
            // Only the universal periodic review knows responses.
            response: response.filter(|_| self.vocabularies[MECHANISMS].terms[made_by].id == "UPR"),
            terms,
            evidence: (0..evidence).map(|_| self.evidence(&mut writer)).collect(),
            reviewed,
        }
    }

    fn action(&self, number: usize, terms: &[Zipf]) -> Action {
        let mut writer = self.writer("action", number);
        let title = writer.title(DEMANDS);
        let text = format!("{}. {}.", writer.fill("{i} the {n} of {N} and {N} in the {a} {n}"), writer.sentence());
        let steps: Vec<String> = (0..writer.random().between(2, 4)).map(|_| writer.fill("{a} {n} of {N}")).collect();
        let random = writer.random();
        let milestone = |(at, name)| {
            let due = 2021 + 2 * at;
            (name, due, random.chance(60).then_some(due))
        };
        let milestones = steps
            .into_iter()
            .enumerate()
            .map(milestone)
            .map(|(name, due, done)| (name, due, done.filter(|year| *year < 2026)))
            .collect();
        let (area, position) = (number % self.areas.len(), number / self.areas.len());
        let answers = random.between(1, 3).min(self.recommendations.len());
        let recommendations = (0..answers).map(|_| random.below(self.recommendations.len())).collect();
        let (lead, due) = (number % BODIES.len(), random.day(2024, 2028));
        let (themes, cite) = (terms[THEMES].ranks(random, 2), self.cite(random));
        let evidence = random.between(1, 4);
        Action {
            id: format!("action-{}-{}", area + 1, position + 1),
            number: format!("{}.{}", area + 1, position + 1),
            title,
            text,
            area,
            lead,
            due,
            themes,
            recommendations,
            milestones,
            evidence: (0..evidence).map(|_| self.evidence(&mut writer)).collect(),
            cite,
        }
    }

    fn evidence(&self, writer: &mut Writer) -> Evidence {
        let text = format!("{}.", writer.sentence());
        let random = writer.random();
        Evidence {
            published: random.day(2023, 2025),
            assessor: random.pick(ASSESSORS),
            status: random.pick(STATUSES),
            text,
            source: self.cite(random),
        }
    }
}

/// The first words of a title as a part of an address.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 2);
    words.take(4).map(str::to_lowercase).collect::<Vec<_>>().join("-")
}
