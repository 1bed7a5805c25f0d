//! Design rules: each with a plan that breaks it and one that does not, every fix, waivers, and the list that waivers rely on.

#[path = "rules/check.rs"]
mod check;
#[path = "rules/presets.rs"]
mod presets;
#[path = "solve/support.rs"]
mod support;
