//! The solver through ordinary plans: numbers worked out by hand, invariants, edits that correct a report in place.

#[path = "solve/presets.rs"]
mod presets;
#[path = "solve/support.rs"]
mod support;
