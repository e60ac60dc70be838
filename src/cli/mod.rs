//! The command line: the only place that prints and that reads the clock and the environment.

pub mod explain;
pub mod kinds;
pub mod refusal;
pub mod report;
