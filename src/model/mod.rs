//! The values that records hold, each with its canonical text form.

pub mod date;
pub mod number;
pub mod period;

pub mod reason;
