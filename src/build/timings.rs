//! How long stages of work took.

use std::time::{Duration, Instant};

/// Stages in their order, each with the time from the end of the one before.
#[derive(Clone, Debug)]
pub struct Timings {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Begins to measure.
    pub fn start() -> Timings {
        Timings { last: Instant::now(), stages: Vec::new() }
    }

    /// Ends the stage with this name, and begins the next.
    pub fn end(&mut self, stage: &'static str) {
        self.end_at(stage, Instant::now());
    }

    /// Ends a stage at a moment that was noted.
    pub fn end_at(&mut self, stage: &'static str, at: Instant) {
        self.stages.push((stage, at.saturating_duration_since(self.last)));
        self.last = at;
    }

    /// Adds the stages of a part of the work that has just ended, which measured itself.
    pub fn add(&mut self, part: &Timings) {
        self.stages.extend(part.stages());
        self.last = Instant::now();
    }

    /// The stages that have ended, in order.
    pub fn stages(&self) -> &[(&'static str, Duration)] {
        &self.stages
    }

    /// The time of all stages.
    pub fn total(&self) -> Duration {
        self.stages.iter().map(|(_, time)| *time).sum()
    }
}
