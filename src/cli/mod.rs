//! The command line: the only place that prints and that reads the clock and the environment.

pub mod report;
