//! Pages that show one side of a plan or an area: lists of its actions, so that every number of the dashboard has the list that it counts.

use std::sync::Arc;

use crate::base::Lang;
use crate::domain::Derived;
use crate::domain::evidence::Assessor;
use crate::domain::progress::{Reports, is_measured};
use crate::domain::rules::{self, Rule};
use crate::model::{Model, RecordId, Value as ModelValue};
use crate::pages::aspect::Aspect;
use crate::pages::plan::Page;
use crate::pages::sentence::{Filler, text};
use crate::pages::shell::{self, Meta};
use crate::pages::site::Site;
use crate::pages::{charts, link, linked, record, reported};
use crate::view::{Map, Value};

use super::{ORDER, Whole, changes, sides as groups};

/// A side of a plan or an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// What needs attention.
    Attention,
    /// The actions by what is reported of them.
    Status,
    /// The actions by the bodies that are responsible.
    Bodies,
    /// The actions by their due dates.
    Timeline,
    /// What changed.
    Changes,
}

impl Side {
    /// All sides, in the order in which they are shown.
    const ALL: &[Side] = &[Side::Attention, Side::Status, Side::Bodies, Side::Timeline, Side::Changes];

    /// The name that pages have, and the template without its extension.
    pub fn name(self) -> &'static str {
        match self {
            Side::Attention => "plan-attention",
            Side::Status => "plan-status",
            Side::Bodies => "plan-bodies",
            Side::Timeline => "plan-timeline",
            Side::Changes => "plan-changes",
        }
    }

    /// The last part of its address.
    pub fn file(self) -> &'static str {
        match self {
            Side::Attention => "attention.html",
            Side::Status => "status.html",
            Side::Bodies => "bodies.html",
            Side::Timeline => "timeline.html",
            Side::Changes => "changes.html",
        }
    }

    /// The key of its title among the words.
    fn word(self) -> &'static str {
        match self {
            Side::Attention => "attention",
            Side::Status => "by-status",
            Side::Bodies => "by-body",
            Side::Timeline => "by-date",
            Side::Changes => "what-changed",
        }
    }
}

/// The part of a class's list with the actions of which it reports a status of parts only.
pub(super) const PARTS: &str = "parts";
/// The part with the actions on which it reports without a status.
pub(super) const UNSTATED: &str = "unstated";
/// The part with the actions on which it reports nothing.
pub(super) const NONE: &str = "none";

/// The anchor of the actions on which a class reports nothing.
pub(super) fn none_of(class: Assessor) -> String {
    format!("{}-{NONE}", class.id())
}

/// The pages of all plans and areas that have one themselves.
pub(in crate::pages) fn planned(model: &Model, derived: &Derived, has_page: &[bool]) -> Vec<Aspect> {
    let shown = |id: &&RecordId| has_page.get(id.0 as usize) == Some(&true) && model.is_published(**id);
    let of = |id: RecordId| sides(model, derived, id).into_iter().map(move |side| Aspect::Progress(id, side));
    derived.tallies.keys().filter(shown).copied().flat_map(of).collect()
}

/// The sides of a plan or an area that have content. An area has those only that its own dashboard leads to.
pub(super) fn sides(model: &Model, derived: &Derived, id: RecordId) -> Vec<Side> {
    let Some(tally) = derived.tallies.get(&id).filter(|tally| tally.all() > 0) else { return Vec::new() };
    let actions = || tally.actions.iter().chain(&tally.statements).copied();
    let whole = model.parent(id).is_none();
    let has = |field: &str| actions().any(|action| !model.values(action, field).is_empty());
    let there = |side: &Side| match side {
        Side::Attention => is_measured(model, id) && !attention_lists(model, derived, id).is_empty(),
        Side::Status => true,
        Side::Bodies => whole && ROLES.iter().any(|(role, _)| has(role)),
        Side::Timeline => whole && has("due"),
        Side::Changes => whole && actions().any(|action| changes::any(model, action, derived.as_of)),
    };
    Side::ALL.iter().copied().filter(there).collect()
}

/// The roles of bodies: the fields of actions, and the keys of their words.
pub(super) const ROLES: &[(&str, &str)] =
    &[("lead", "role-lead"), ("supporting", "role-supporting"), ("consulted", "role-consulted")];

/// A list of what needs attention.
struct Finding<'a> {
    /// Its name: anchors and the keys of words are made from it.
    id: &'static str,
    rule: &'static Rule,
    actions: &'a Vec<RecordId>,
}

fn attention_lists<'a>(model: &Model, derived: &'a Derived, id: RecordId) -> Vec<Finding<'a>> {
    let Some(tally) = derived.tallies.get(&id).filter(|_| is_measured(model, id)) else { return Vec::new() };
    let all = [
        ("past-due", &rules::PROGRESS, &tally.past_due),
        ("due-soon", &rules::PROGRESS, &tally.due_soon),
        ("without-lead", &rules::PROGRESS, &tally.without_lead),
        ("unevidenced", &rules::PROGRESS, &tally.completed_without_evidence),
        ("stale", &rules::STATUS, &tally.stale),
    ];
    let all = all.into_iter().map(|(id, rule, actions)| Finding { id, rule, actions });
    all.filter(|finding| !finding.actions.is_empty()).collect()
}

/// What needs attention, each with the number of actions and the way to their list.
pub(super) fn attention(whole: &Whole) -> Value {
    let lists = attention_lists(&whole.site.model, &whole.site.derived, whole.id);
    let told = lists.into_iter().map(|finding| {
        Map::new()
            .with("id", finding.id)
            .with("label", whole.word(finding.id))
            .with("about", about(whole, finding.id))
            .with("count", finding.actions.len())
            .with("url", whole.url(Side::Attention, finding.id))
            .with("rule", reported::rule(whole.site, finding.rule, whole.lang))
            .into()
    });
    told.collect()
}

/// What a list of what needs attention means, in a sentence.
fn about(whole: &Whole, id: &str) -> String {
    let terms = &whole.site.derived.terms;
    let days = if id == "stale" { terms.stale_after } else { terms.due_soon };
    text(whole.site, whole.lang, &format!("{id}-about"), &[("n", Filler::Number(days as usize, None))])
}

/// The lists of a class: by status, in parts only, without a status, and none. Each action stands in one of them.
pub(super) fn parts<'a>(
    whole: &Whole,
    class: Assessor,
    reports: &'a Reports,
) -> Vec<(String, Arc<str>, &'a Vec<RecordId>)> {
    let of_status = ORDER.iter().filter_map(|status| {
        let actions = reports.by_status.get(status)?;
        let label = reported::label(reported::status(whole.site, whole.any_action(), *status, whole.lang));
        Some((status.id().to_owned(), label, actions))
    });
    let none = if class == Assessor::ResponsibleBody { "no-report" } else { "not-assessed-by" };
    let rest = [
        (PARTS, "in-parts", &reports.in_parts),
        (UNSTATED, "unstated", &reports.unstated),
        (NONE, none, &reports.none),
    ];
    let rest = rest.into_iter().map(|(id, word, actions)| (id.to_owned(), whole.word(word), actions));
    of_status.chain(rest).filter(|(_, _, actions)| !actions.is_empty()).collect()
}

/// The pages of the plan or area: links to all of its sides; `current` is the one that shows them, none its own page.
pub(super) fn pages(whole: &Whole, current: Option<Side>) -> Value {
    let sides = sides(&whole.site.model, &whole.site.derived, whole.id);
    let page = |title: Arc<str>, url: Value, current: bool| {
        Map::new().with("title", title).with("url", url).with("current", current).into()
    };
    let own = whole.site.record_address(whole.id, whole.lang).map(Value::Url);
    let own = page(whole.word("where-it-stands"), own.unwrap_or_default(), current.is_none());
    let others =
        sides.into_iter().map(|side| page(whole.word(side.word()), whole.url(side, ""), current == Some(side)));
    std::iter::once(own).chain(others).collect()
}

/// The variables of a page that shows one side.
pub(in crate::pages) fn view(site: &Site, page: &Page, id: RecordId, side: Side) -> Map {
    let lang: &Lang = &page.lang;
    let (_, title) = link::title(site, id, lang);
    let heading: Arc<str> = format!("{title}: {}", site.word(lang, side.word())).into();
    let mut meta = Meta::new(heading);
    meta.description = Some(site.word(lang, &format!("{}-about", side.word())));
    meta.breadcrumbs = record::breadcrumbs(site, id, lang);
    let own = site.record_address(id, lang).map(Value::Url);
    meta.breadcrumbs.push(shell::crumb(title, own.unwrap_or_default()));
    meta.about = Some(linked::collection(site, page, &meta));
    let shown = Whole::new(site, id, lang).map(|whole| {
        let side_of = Map::new()
            .with("of", link::shared(site, id, lang))
            .with("title", site.word(lang, side.word()))
            .with("about", site.word(lang, &format!("{}-about", side.word())))
            .with("pages", pages(&whole, Some(side)));
        let empty = Value::List(Vec::new());
        let (groups, years) = match side {
            Side::Attention => (attention_groups(&whole), empty),
            Side::Status => (groups::by_status(&whole), empty),
            Side::Bodies => (groups::by_body(&whole), empty),
            Side::Timeline => (groups::by_date(&whole), empty),
            Side::Changes => (empty, changes::by_year(&whole)),
        };
        side_of.with("charts", charts::views(site, page)).with("groups", groups).with("years", years)
    });
    let kind = site.model.kind_of(id).id.as_str();
    Map::new().with("page", shell::page(site, page, Some(kind), meta)).with("side", shown)
}

fn attention_groups(whole: &Whole) -> Value {
    let lists = attention_lists(&whole.site.model, &whole.site.derived, whole.id);
    let sections = lists.into_iter().map(|finding| {
        let about = Some(about(whole, finding.id));
        let rule = Some(reported::rule(whole.site, finding.rule, whole.lang));
        groups::section(whole, finding.id, Some(whole.word(finding.id)), about, rule, finding.actions, &|action| {
            groups::notes_of_owner(whole, action)
        })
    });
    groups::group("", None, None, sections.collect()).into_list()
}

/// The body that leads an action.
pub(super) fn lead(model: &Model, action: RecordId) -> Option<RecordId> {
    match model.value(action, "lead") {
        Some(ModelValue::Ref(lead)) => Some(*lead),
        _ => None,
    }
}
