//! The values that records hold, each with its canonical text form.

pub mod cite;
pub mod date;
pub mod number;
pub mod period;
pub mod place;
pub mod places;
pub mod reason;
pub mod symbol;
mod symbol_faults;
pub mod text;
