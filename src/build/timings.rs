//! How long the stages of a build took.

use std::time::{Duration, Instant};

/// The stages of a build in their order, each with the time from the end of the one before.
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
        let now = Instant::now();
        self.stages.push((stage, now - self.last));
        self.last = now;
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
