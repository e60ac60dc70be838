//! The command line: the only place that prints and that reads the clock and the environment.

pub mod explain;
pub mod init;
pub mod kinds;
pub mod new;
pub mod refusal;
pub mod report;
