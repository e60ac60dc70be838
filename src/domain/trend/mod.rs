//! Whether an indicator moves as it should, by the rule [`super::rules::TREND`].
//!
//! The growth a year from the base year to the latest one is compared with fixed bounds, or, where there is a target, with the growth that
//! the target needs. What the method cannot tell has a named reason; no number is put in place of another.

mod power;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use power::{exact, power};

use crate::model::Decimal;

/// Rates and scores are rounded to so many places, and compared only then: where the arithmetic ends, no bound is missed by a hair.
const PLACES: u32 = 12;

/// The exponent of the factor by which the bounds shrink towards a natural limit.
const EXPONENT: Decimal = exact("4.44");

/// The year from which on progress is measured where nothing else is said.
pub const BASE_YEAR: i16 = 2015;

/// The year of a target that names none.
pub const TARGET_YEAR: i16 = 2030;

/// An observation of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The year.
    pub year: i16,
    /// The value.
    pub value: Decimal,
    /// What was counted; points of different scope do not compare.
    pub scope: Option<Arc<str>>,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A higher value is better.
    Up,
    /// A lower value is better.
    Down,
}

/// What a series is measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Which way is better, where it is declared.
    pub direction: Option<Direction>,
    /// The first year that counts; without an observation in it, the next year that has one is the base.
    pub base_year: i16,
    /// The value to be reached.
    pub target: Option<Decimal>,
    /// The year by which the target is to be reached.
    pub target_year: i16,
    /// The value that cannot be passed in the better direction, such as 100 per cent. It counts only without a target.
    pub limit: Option<Decimal>,
}

impl Default for Terms {
    fn default() -> Terms {
        Terms { direction: None, base_year: BASE_YEAR, target: None, target_year: TARGET_YEAR, limit: None }
    }
}

/// How a series moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The latest value is at the target or past it.
    Achieved,
    /// Fast enough.
    Substantial,
    /// In the right direction, but not fast enough.
    Moderate,
    /// Hardly in the right direction.
    Limited,
    /// In the wrong direction.
    Deterioration,
}

/// Why no trend can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// There is no observation.
    NoObservation,
    /// Nothing tells which way is better.
    NoDirection,
    /// All observations are from before the base year.
    BaseAfterData,
    /// There is one observation from the base year on.
    OneObservation,
    /// A year has several observations.
    DuplicateYear,
    /// The observations differ in scope.
    NotComparable,
    /// The base is zero: nothing grows from it.
    ZeroBase,
    /// The target is zero: no rate of growth leads to it.
    ZeroTarget,
    /// The target is the base value: it needs no growth.
    TargetIsBase,
    /// The target's year is not after the base year.
    TargetBeforeBase,
    /// The value passes from below zero to above or back, or the target is on the other side of it.
    SignChange,
    /// A value lies beyond the limit that cannot be passed.
    BeyondLimit,
    /// Too few values are left of those that may be shown without telling of single persons.
    NotShown,
    /// The numbers are too large or too small for exact arithmetic.
    TooLarge,
}

/// How a series moves, with all that it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The class.
    pub status: Status,
    /// From -5, deterioration, to 5.
    pub score: Decimal,
    /// Growth a year in the better direction, or its share of the growth that the target needs; none where the target is achieved.
    pub rate: Option<Decimal>,
    /// The factor by which the limit shrinks the bounds; none without a limit, or with a target.
    pub factor: Option<Decimal>,
    /// The observation of the base year.
    pub base: Point,
    /// The latest observation.
    pub latest: Point,
}

impl Status {
    /// The id that data files and derived fields have.
    pub fn id(self) -> &'static str {
        match self {
            Status::Achieved => "achieved",
            Status::Substantial => "substantial",
            Status::Moderate => "moderate",
            Status::Limited => "limited",
            Status::Deterioration => "deterioration",
        }
    }
}

impl Reason {
    /// The id that derived fields have.
    pub fn id(self) -> &'static str {
        match self {
            Reason::NoObservation => "no-observation",
            Reason::NoDirection => "no-direction",
            Reason::BaseAfterData => "base-after-data",
            Reason::OneObservation => "one-observation",
            Reason::DuplicateYear => "duplicate-year",
            Reason::NotComparable => "not-comparable",
            Reason::ZeroBase => "zero-base",
            Reason::ZeroTarget => "zero-target",
            Reason::TargetIsBase => "target-is-base",
            Reason::TargetBeforeBase => "target-before-base",
            Reason::SignChange => "sign-change",
            Reason::BeyondLimit => "beyond-limit",
            Reason::NotShown => "not-shown",
            Reason::TooLarge => "too-large",
        }
    }
}

/// How a series moves. The order of its points does not matter.
pub fn trend(points: &[Point], terms: &Terms) -> Result<Trend, Reason> {
    let mut used: Vec<&Point> = points.iter().filter(|point| point.year >= terms.base_year).collect();
    used.sort_by_key(|point| point.year);
    let (base, latest) = match used[..] {
        [] if points.is_empty() => return Err(Reason::NoObservation),
        [] => return Err(Reason::BaseAfterData),
        [_] => return Err(Reason::OneObservation),
        [first, .., last] => (first, last),
    };
    if used.windows(2).any(|pair| pair[0].year == pair[1].year) {
        return Err(Reason::DuplicateYear);
    }
    if used.iter().any(|point| point.scope != base.scope) {
        return Err(Reason::NotComparable);
    }
    let direction = terms.direction.ok_or(Reason::NoDirection)?;
    let found = match terms.target {
        Some(target) => towards(target, terms.target_year, base, latest, direction)?,
        None => unbounded(terms.limit, base, latest, direction)?,
    };
    let Found { status, score, rate, factor } = found;
    Ok(Trend { status, score, rate, factor, base: base.clone(), latest: latest.clone() })
}

/// The trend of an indicator with several series: the mean of the scores of those that have one. The target is achieved if each of them
/// achieved its own. Nothing if none has a score.
pub fn combined(series: &[Result<Trend, Reason>]) -> Option<(Status, Decimal)> {
    let scored: Vec<&Trend> = series.iter().filter_map(|trend| trend.as_ref().ok()).collect();
    let count = Decimal::from(scored.len());
    let mean = scored.iter().map(|trend| trend.score).sum::<Decimal>().checked_div(count)?.round_dp(PLACES);
    let status = if scored.iter().all(|trend| trend.status == Status::Achieved) {
        Status::Achieved
    } else if mean >= exact("2.5") {
        Status::Substantial
    } else if mean >= Decimal::ZERO {
        Status::Moderate
    } else if mean >= exact("-2.5") {
        Status::Limited
    } else {
        Status::Deterioration
    };
    Some((status, mean))
}

struct Found {
    status: Status,
    score: Decimal,
    rate: Option<Decimal>,
    factor: Option<Decimal>,
}

fn towards(target: Decimal, year: i16, base: &Point, latest: &Point, direction: Direction) -> Result<Found, Reason> {
    if at_or_past(latest.value, target, direction) {
        return Ok(Found { status: Status::Achieved, score: exact("5"), rate: None, factor: None });
    }
    if year <= base.year {
        return Err(Reason::TargetBeforeBase);
    }
    if base.value.is_zero() {
        return Err(Reason::ZeroBase);
    }
    if target.is_zero() {
        return Err(Reason::ZeroTarget);
    }
    if target == base.value {
        return Err(Reason::TargetIsBase);
    }
    let actual = growth(base.value, latest.value, years(base.year, latest.year))?;
    let needed = growth(base.value, target, years(base.year, year))?;
    let ratio = actual.checked_div(needed.abs()).ok_or(Reason::TooLarge)?;
    let rate = (sign(base, direction) * ratio).round_dp(PLACES);
    let score = if rate < exact("0.6") {
        clamped(exact("4.1667"), rate, exact("-2.5"))
    } else {
        clamped(exact("7.1429"), rate, exact("-4.2857"))
    };
    let status = class(rate, exact("0.6"), exact("0.95"));
    Ok(Found { status, score, rate: Some(rate), factor: None })
}

fn unbounded(limit: Option<Decimal>, base: &Point, latest: &Point, direction: Direction) -> Result<Found, Reason> {
    let beyond = |value: Decimal, limit: Decimal| value != limit && at_or_past(value, limit, direction);
    if limit.is_some_and(|limit| beyond(base.value, limit) || beyond(latest.value, limit)) {
        return Err(Reason::BeyondLimit);
    }
    if base.value.is_zero() {
        return Err(Reason::ZeroBase);
    }
    let actual = growth(base.value, latest.value, years(base.year, latest.year))?;
    let rate = (sign(base, direction) * actual).round_dp(PLACES);
    let factor = match limit {
        Some(limit) => Some(factor(base.value.abs(), limit.abs()).ok_or(Reason::TooLarge)?),
        None => None,
    };
    let k = factor.unwrap_or(Decimal::ONE);
    let (medium, high) = (exact("0.005") * k, exact("0.015") * k);
    let score = if rate < Decimal::ZERO {
        clamped(exact("125"), rate, exact("-2.5"))
    } else {
        match rate.checked_div(k) {
            None => exact("5"),
            Some(share) if rate < medium => clamped(exact("500"), share, exact("-2.5")),
            Some(share) if rate < high => clamped(exact("250"), share, exact("-1.25")),
            Some(share) => clamped(exact("500"), share, exact("-5")),
        }
    };
    Ok(Found { status: class(rate, medium, high), score, rate: Some(rate), factor })
}

/// Growth a year, compounded: the two values lie on one side of zero, and the first is not zero.
fn growth(from: Decimal, to: Decimal, years: Decimal) -> Result<Decimal, Reason> {
    let ratio = to.checked_div(from).ok_or(Reason::TooLarge)?;
    if ratio < Decimal::ZERO {
        return Err(Reason::SignChange);
    }
    let root = power(ratio, Decimal::ONE / years).ok_or(Reason::TooLarge)?;
    Ok(root - Decimal::ONE)
}

/// The years between two that differ; at least one.
fn years(from: i16, to: i16) -> Decimal {
    Decimal::from(i32::from(to) - i32::from(from)).max(Decimal::ONE)
}

/// One if growth is good, less one if it is not: below zero, growth leads down.
fn sign(base: &Point, direction: Direction) -> Decimal {
    match (direction, base.value.is_sign_negative()) {
        (Direction::Up, false) | (Direction::Down, true) => Decimal::ONE,
        _ => Decimal::NEGATIVE_ONE,
    }
}

fn at_or_past(value: Decimal, mark: Decimal, direction: Direction) -> bool {
    match direction {
        Direction::Up => value >= mark,
        Direction::Down => value <= mark,
    }
}

/// How much of the usual growth can be expected so near a limit: 1 far away from it, 0 at it. Both values are absolute.
fn factor(base: Decimal, limit: Decimal) -> Option<Decimal> {
    let double = limit.checked_mul(Decimal::TWO)?;
    if base >= double {
        return Some(Decimal::ONE);
    }
    let nearness = if base <= limit { base } else { double - base };
    let share = nearness.checked_div(limit)?;
    Some((Decimal::ONE - power(share, EXPONENT)?).round_dp(PLACES))
}

fn class(rate: Decimal, medium: Decimal, high: Decimal) -> Status {
    if rate < Decimal::ZERO {
        Status::Deterioration
    } else if rate < medium {
        Status::Limited
    } else if rate < high {
        Status::Moderate
    } else {
        Status::Substantial
    }
}

/// A line of the score, held between -5 and 5.
fn clamped(slope: Decimal, rate: Decimal, shift: Decimal) -> Decimal {
    // Far outside, the exact value does not matter, and may not have room.
    let line = slope.checked_mul(rate).map_or(rate, |product| product + shift);
    line.clamp(exact("-5"), exact("5")).round_dp(PLACES)
}
