//! Design rules: each with a plan that breaks it and one that does not, every fix, waivers, and the list that waivers rely on.

#[path = "rules/cases.rs"]
mod cases;
#[path = "rules/details.rs"]
mod details;
#[path = "rules/fixes.rs"]
mod fixes;
#[path = "solve/support.rs"]
mod support;
#[path = "rules/whole.rs"]
mod whole;
