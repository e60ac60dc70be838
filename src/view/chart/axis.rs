//! The scale of a chart: where it begins and ends, and which values are named on it.

use std::sync::Arc;

use serde::Serialize;

use super::Amount;

/// A scale, which is as long as its first and last tick are apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Axis {
    /// The values that are named on it, the smallest first; at least two, unless nothing is placed.
    pub ticks: Vec<Amount>,
    /// What the values are: "per 100,000 live births".
    pub unit: Option<Arc<str>>,
    /// What is said of a scale that does not begin at 0. It is then also drawn with a break.
    pub cut: Option<Arc<str>>,
}

impl Axis {
    /// Its first value.
    pub fn from(&self) -> f64 {
        self.ticks.first().map_or(0.0, |tick| tick.value)
    }

    /// Its last value.
    pub fn to(&self) -> f64 {
        self.ticks.last().map_or(1.0, |tick| tick.value)
    }

    /// Where a value is on it: 0 at its beginning, 1 at its end. What is beyond it stands at its ends.
    pub fn share(&self, value: f64) -> f64 {
        let (from, to) = (self.from(), self.to());
        if to > from { ((value - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// Round values for a scale that has room for all of these, the smallest first; with `zero`, the scale holds 0 too.
pub fn steps(values: &[f64], zero: bool) -> Vec<f64> {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let (mut low, mut high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    if low > high {
        (low, high) = (0.0, 1.0);
    }
    if zero {
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    if high <= low {
        high = low + 1.0;
    }
    let rough = (high - low) / 4.0;
    let power = rough.log10().floor() as i32;
    let unit = |factor: f64| factor * 10f64.powi(power);
    let step = [1.0, 2.0, 2.5, 5.0].map(unit).into_iter().find(|step| *step >= rough * 0.999).unwrap_or(unit(10.0));
    let first = (low / step + 1e-9).floor() as i64;
    let last = (high / step - 1e-9).ceil() as i64;
    // A scale of few steps reads well; more than a dozen cannot come of this, whatever the values are.
    let round = |place: i64| {
        let digits = (2 - power).clamp(0, 15) as usize;
        format!("{:.digits$}", place as f64 * step).parse().unwrap_or(0.0)
    };
    (first..=last.min(first + 12)).map(round).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_few_round_steps_and_hold_all_values() {
        for (values, zero, expected) in [
            (&[24.0, 56.0, 77.0][..], true, &[0.0, 20.0, 40.0, 60.0, 80.0][..]),
            (&[0.4, 0.7], true, &[0.0, 0.2, 0.4, 0.6, 0.8]),
            (&[98.2, 99.1], false, &[98.0, 98.25, 98.5, 98.75, 99.0, 99.25]),
            (&[-3.0, 5.0], true, &[-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]),
            (&[1_250_000.0], true, &[0.0, 500_000.0, 1_000_000.0, 1_500_000.0]),
            (&[100.0], true, &[0.0, 25.0, 50.0, 75.0, 100.0]),
            (&[], true, &[0.0, 0.25, 0.5, 0.75, 1.0]),
            (&[0.0], true, &[0.0, 0.25, 0.5, 0.75, 1.0]),
            (&[f64::NAN, 3.0], true, &[0.0, 1.0, 2.0, 3.0]),
        ] {
            assert_eq!(steps(values, zero), expected, "{values:?}");
        }
    }

    #[test]
    fn any_value_is_survived() {
        for value in [f64::MAX, f64::MIN, 1e-300, -1e-300, 1e18, f64::INFINITY] {
            assert!(steps(&[value], true).len() <= 14, "{value}");
            assert!(steps(&[value, 1.0], false).len() <= 14, "{value}");
        }
    }
}
