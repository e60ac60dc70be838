//! The page on the rules by which the portal works something out, the settings in force, and the words that assessments are made of.

use crate::base::Lang;
use crate::domain::evidence;
use crate::domain::rules::{self, Rule};
use crate::schema::{Field, FieldType, Kind};
use crate::view::{Map, Value};

use super::aspect::{self, Aspect};
use super::plan::Page;
use super::shell::{self, Meta};
use super::site::Site;
use super::value::list_url;
use super::{linked, reported};

/// The fields whose choices are the words of assessments: nested ones by the table that they stand in.
const VOCABULARY: &[(Option<&str>, &str)] =
    &[(Some(evidence::FIELD), "status"), (Some(evidence::FIELD), "assessor"), (None, "response"), (None, "force")];

/// The variables of the page.
pub(super) fn methodology(site: &Site, page: &Page) -> Map {
    let lang = &page.lang;
    let mut meta = Meta::new(site.word(lang, "methodology"));
    meta.description = Some(site.word(lang, "methodology-about"));
    meta.about = Some(linked::collection(site, page, &meta));
    let about = Map::new()
        .with("url", aspect::url(site, &Aspect::Methodology, lang))
        .with("rules", rules::ALL.iter().map(|rule| of_rule(site, rule, lang).into()).collect::<Value>())
        .with("stale_after", site.derived.terms.stale_after as usize)
        .with("due_soon", site.derived.terms.due_soon as usize)
        .with("vocabularies", vocabularies(site, lang));
    Map::new().with("page", shell::page(site, page, None, meta)).with("methodology", about)
}

fn of_rule(site: &Site, rule: &Rule, lang: &Lang) -> Map {
    Map::new()
        .with("id", rule.to_string())
        .with("anchor", reported::anchor(rule))
        .with("title", site.word(lang, &format!("rule-{}", rule.id)))
        .with("text", rule.words())
        .with("kinds", kinds(site, lang, |kind| uses(kind, rule)))
}

/// Whether a rule says something of the records of a kind.
fn uses(kind: &Kind, rule: &Rule) -> bool {
    let logic = kind.logic.as_deref().unwrap_or_default();
    match rule.id {
        id if id == rules::STATUS.id => kind.field(evidence::FIELD).is_some(),
        id if id == rules::PROGRESS.id => ["plan", "action"].contains(&logic),
        _ => logic == "indicator",
    }
}

/// The kinds of which the portal has records, as links to their lists.
fn kinds(site: &Site, lang: &Lang, wanted: impl Fn(&Kind) -> bool) -> Value {
    let all = site.model.schema.kinds().iter().enumerate();
    let shown = all.filter(|(place, kind)| wanted(kind) && !site.ordered(*place, lang).is_empty());
    let shown = shown.map(|(place, kind)| {
        let title = kind.plural.pick(lang).map(|(_, plural)| plural.clone());
        Map::new().with("title", title).with("url", list_url(site, place, Vec::new(), lang)).into()
    });
    shown.collect()
}

/// The words of assessments with all that a kind declares for them. Fields of several kinds that declare the same stand there once.
fn vocabularies(site: &Site, lang: &Lang) -> Value {
    let mut shown = Vec::new();
    for (table, id) in VOCABULARY {
        let mut known: Vec<(&Field, Vec<&str>)> = Vec::new();
        for kind in site.model.schema.kinds() {
            let Some(field) = declared(kind, *table, id) else { continue };
            match known.iter_mut().find(|(other, _)| other.ty == field.ty) {
                Some((_, kinds)) => kinds.push(&kind.id),
                None => known.push((field, vec![&kind.id])),
            }
        }
        for (field, of) in known {
            let FieldType::Choice(choices) = &field.ty else { continue };
            let text = |text: &crate::base::Localised| text.pick(lang).map(|(_, text)| text.clone());
            let choices = choices
                .iter()
                .map(|choice| Map::new().with("id", choice.id.as_str()).with("label", text(&choice.label)).into());
            let vocabulary = Map::new()
                .with("title", text(&field.label))
                .with("help", field.help.as_ref().and_then(text))
                .with("choices", choices.collect::<Value>())
                .with("kinds", kinds(site, lang, |kind| of.contains(&kind.id.as_str())));
            shown.push(vocabulary.into());
        }
    }
    Value::List(shown)
}

fn declared<'a>(kind: &'a Kind, table: Option<&str>, id: &str) -> Option<&'a Field> {
    let field = match table {
        Some(table) => kind.field(table)?.fields().iter().find(|field| field.id == id)?,
        None => kind.field(id)?,
    };
    (!field.internal).then_some(field)
}
