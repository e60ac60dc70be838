//! The sentences at the head of a plan: what the responsible bodies report, what others assess, and where the sources are silent. Every
//! number leads to the list that it counts.

use crate::domain::evidence::Assessor;
use crate::domain::progress::{Reports, Silence, assessed_by_others};
use crate::pages::sentence::{Filler, Piece, enumeration, sentence};
use crate::pages::{format, reported};
use crate::view::Value;

use super::lists::{self, Side};
use super::{ORDER, Whole};

/// What the responsible bodies report.
pub(super) fn reported(whole: &Whole) -> Value {
    let (site, lang, class) = (whole.site, whole.lang, Assessor::ResponsibleBody);
    let reports = whole.reports(class);
    let total = all(whole);
    let items = items(whole, class, &reports);
    let mut told = Vec::new();
    if whole.tally.actions.is_empty() {
        return Value::List(Vec::new());
    }
    if items.is_empty() {
        let total = number(whole, whole.tally.actions.len(), &lists::none_of(class));
        told.push(sentence(site, lang, "reported-none", &[("total", total)]));
    } else {
        let list = Filler::Pieces(enumeration(site, lang, items));
        told.push(sentence(site, lang, "reported-line", &[("total", total), ("list", list)]));
        if !reports.none.is_empty() {
            let rest = number(whole, reports.none.len(), &lists::none_of(class));
            told.push(sentence(site, lang, "reported-rest", &[("n", rest)]));
        }
    }
    if let Some(newest) = reports.newest {
        let date = Filler::Text(format::date_text(site, &newest, lang).into());
        told.push(sentence(site, lang, "newest-report", &[("date", date)]));
    }
    values(told)
}

/// What others assess: how many actions, then for each class a line made with the word of this key.
pub(super) fn assessed(whole: &Whole, of_class: &str) -> Value {
    let (site, lang) = (whole.site, whole.lang);
    let all = assessed_by_others(whole.tally, &site.derived.outcomes);
    if whole.tally.actions.is_empty() {
        return Value::List(Vec::new());
    }
    if all.is_empty() {
        return values(vec![sentence(site, lang, "assessed-none", &[])]);
    }
    let classes = Assessor::ALL.iter().filter(|class| **class != Assessor::ResponsibleBody);
    let told = classes.filter_map(|class| {
        let items = items(whole, *class, &whole.reports(*class));
        let name = reported::label(reported::assessor(site, whole.any_action(), *class, lang));
        let list = Filler::Pieces(enumeration(site, lang, items.clone()));
        let line = || sentence(site, lang, of_class, &[("class", Filler::Text(name)), ("list", list)]);
        (!items.is_empty()).then(line)
    });
    let head = sentence(site, lang, "assessed-line", &[("n", number(whole, all.len(), "others"))]);
    values(std::iter::once(head).chain(told).collect())
}

/// Where the sources are silent, which says nothing of what was done.
pub(super) fn silent(whole: &Whole) -> Value {
    let (site, lang) = (whole.site, whole.lang);
    let silence = Silence::of(&site.model, whole.tally, site.derived.as_of);
    let mut told = Vec::new();
    if !silence.silent.is_empty() {
        let n = number(whole, silence.silent.len(), "silent");
        let total = all(whole);
        told.push(sentence(site, lang, "silent-line", &[("n", n), ("total", total)]));
    }
    if !silence.unstated.is_empty() {
        let n = number(whole, silence.unstated.len(), "unstated");
        told.push(sentence(site, lang, "unstated-line", &[("n", n)]));
    }
    values(told)
}

/// The statements, which are counted nowhere else.
pub(super) fn statements(whole: &Whole) -> Value {
    let count = whole.tally.statements.len();
    let n = number(whole, count, "statements");
    let told = (count > 0).then(|| sentence(whole.site, whole.lang, "statements-line", &[("n", n)]));
    values(told.into_iter().collect())
}

/// What the mean of the plan's progress is made of.
pub(super) fn mean(whole: &Whole) -> Value {
    let (site, lang, tally) = (whole.site, whole.lang, whole.tally);
    let mut told = vec![sentence(site, lang, "mean-of", &[("n", number(whole, tally.measured.len(), "measured"))])];
    if !tally.left_out.is_empty() {
        let n = number(whole, tally.left_out.len(), "left-out");
        told.push(sentence(site, lang, "mean-without", &[("n", n)]));
    }
    values(told)
}

/// Of how many actions expected progress is compared with actual.
pub(super) fn pace(whole: &Whole, count: usize) -> Value {
    values(vec![sentence(whole.site, whole.lang, "pace-of", &[("n", number(whole, count, "paced"))])])
}

/// "31 as implemented", "2 in parts only": what a class reports, the statuses first.
fn items(whole: &Whole, class: Assessor, reports: &Reports) -> Vec<Vec<Piece>> {
    let (site, lang) = (whole.site, whole.lang);
    let of_status = ORDER.iter().filter_map(|status| {
        let count = reports.by_status.get(status)?.len();
        let n = number(whole, count, &format!("{}-{}", class.id(), status.id()));
        Some(sentence(site, lang, &format!("as-{}", status.id()), &[("n", n)]))
    });
    let others = [(lists::PARTS, "as-parts", &reports.in_parts), (lists::UNSTATED, "as-unstated", &reports.unstated)];
    let others = others.into_iter().filter(|(_, _, actions)| !actions.is_empty()).map(|(id, key, actions)| {
        let n = number(whole, actions.len(), &format!("{}-{id}", class.id()));
        sentence(site, lang, key, &[("n", n)])
    });
    of_status.chain(others).collect()
}

/// A number that leads to a list on the page by status.
fn number(whole: &Whole, count: usize, anchor: &str) -> Filler {
    Filler::Number(count, Some(whole.url(Side::Status, anchor)))
}

/// The number of all actions, which leads to them.
fn all(whole: &Whole) -> Filler {
    let page = whole.site.record_address(whole.id, whole.lang);
    let url = page.map(|page| Value::Url(format!("{page}#page-actions").into()));
    Filler::Number(whole.tally.actions.len(), url)
}

/// The sentences, each as the list of its pieces.
fn values(sentences: Vec<Vec<Piece>>) -> Value {
    sentences.into_iter().map(|pieces| pieces.into_iter().map(Value::from).collect()).collect()
}
