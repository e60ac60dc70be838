//! How far actions, areas and plans have come on a day, by the rule [`super::rules::PROGRESS`].
//!
//! The progress of an action is the share of its milestones that are done, by their weights; that of an area or a plan is the mean of its
//! actions. What has no milestones has no such share and is left out of the mean, and what is left out is listed.

mod action;
mod reports;
mod tally;
#[cfg(test)]
mod tests;

pub use action::{Action, Milestone, Outcome};
pub use reports::{Reports, Silence, assessed_by_others};
pub use tally::{Budgets, Pace, Tally, is_measured, of_leads, of_parents};

use jiff::civil;

use crate::model::{Decimal, Period};

/// Shares are rounded to so many places.
const PLACES: u32 = 2;

/// The weight of what states none.
pub const WEIGHT: Decimal = Decimal::ONE;

/// How far an action has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// This share of its milestones is done, from 0 to 100.
    Share(Decimal),
    /// There are entries of evidence, but no milestones to measure by.
    StatusOnly,
    /// Nothing is recorded.
    NotAssessed,
    /// Its milestones have weights of which no share can be made: all zero, or one below zero.
    NoWeight,
    /// Its plan is a list of priorities without owner or date: nothing is measured.
    NotMeasured,
}

impl Progress {
    /// The share, where there is one.
    pub fn share(self) -> Option<Decimal> {
        match self {
            Progress::Share(share) => Some(share),
            _ => None,
        }
    }

    /// The id that derived fields have.
    pub fn id(self) -> &'static str {
        match self {
            Progress::Share(_) => "measured",
            Progress::StatusOnly => "status-only",
            Progress::NotAssessed => "not-assessed",
            Progress::NoWeight => "no-weight",
            Progress::NotMeasured => "not-measured",
        }
    }
}

/// The share of a period in days that is over at the end of the day `as_of`, from 0 to 100; nothing where an end is open.
pub fn expected(period: &Period, as_of: civil::Date) -> Option<Decimal> {
    let (first, last) = (period.first_day()?, period.last_day()?);
    let days = |to: civil::Date| first.until(to).ok().map(|span| Decimal::from(span.get_days()) + Decimal::ONE);
    if as_of < first {
        return Some(Decimal::ZERO);
    }
    share(days(as_of.min(last))?, days(last)?)
}

/// A part of a whole in hundredths, held between 0 and 100; nothing where there is no whole.
fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let hundredths = part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(hundredths.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED).round_dp(PLACES).normalize())
}
