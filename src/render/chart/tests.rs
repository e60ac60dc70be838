//! What stands where in charts.
