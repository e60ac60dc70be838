//! Scales of years.

use super::canvas::Side;

/// A stretch of years, at least one long.
#[derive(Clone, Copy)]
pub struct Years {
    from: f64,
    to: f64,
}

impl Years {
    /// These years, or those that all dates lie in.
    pub fn new(given: Option<(f64, f64)>, dates: impl Iterator<Item = f64>) -> Years {
        let (from, to) = given.unwrap_or_else(|| {
            let ends = (f64::INFINITY, f64::NEG_INFINITY);
            dates.filter(|date| date.abs() < 100_000.0).fold(ends, |(from, to), date| (from.min(date), to.max(date)))
        });
        // No calendar goes further.
        let known = |year: f64| year.abs() < 100_000.0;
        match (known(from) && known(to), to - from >= 1.0) {
            (true, true) => Years { from, to },
            (true, false) => Years { from: from - 1.0, to: from.max(to) + 1.0 },
            (false, _) => Years { from: 0.0, to: 1.0 },
        }
    }

    /// The same, from the beginning of a year to the end of one.
    pub fn whole(self) -> Years {
        Years { from: self.from.floor(), to: self.to.ceil() }
    }

    /// Where a date is: 0 at the beginning, 1 at the end; what lies beyond stands at the ends.
    pub fn share(&self, date: f64) -> f64 {
        if date.is_finite() { ((date - self.from) / (self.to - self.from)).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The years to be named where there is room for so many, each with the side of its name that stands at it; or the ends only.
    pub fn ticks(&self, most: usize, ends: bool) -> Vec<(i64, Side)> {
        let (first, last) = (self.from.ceil() as i64, self.to.floor() as i64);
        if ends {
            let both = [(first, Side::Left), (last, Side::Right)];
            return if first < last { both.into() } else { vec![(first, Side::Middle)] };
        }
        let steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000];
        let count = |step: i64| last.div_euclid(step) - (first - 1).div_euclid(step);
        let Some(step) = steps.into_iter().find(|step| count(*step) <= most.max(2) as i64) else { return Vec::new() };
        (first..=last).filter(|year| year.rem_euclid(step) == 0).map(|year| (year, Side::Middle)).collect()
    }
}
