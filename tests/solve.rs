//! The solver through ordinary plans: the embedded ones with numbers worked out by hand, invariants, edits that correct a report in place.

#[path = "published/build.rs"]
mod build;
#[path = "solve/defects.rs"]
mod defects;
#[path = "solve/edits.rs"]
mod edits;
#[path = "support/floor.rs"]
mod floor;
#[path = "support/gestures.rs"]
mod gestures;
#[path = "solve/invariants.rs"]
mod invariants;
#[path = "solve/money.rs"]
mod money;
#[path = "solve/power.rs"]
mod power;
#[path = "solve/presets.rs"]
mod presets;
#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "support/random.rs"]
mod random;
#[path = "solve/reliability.rs"]
mod reliability;
#[path = "solve/support.rs"]
mod support;
#[path = "solve/ways.rs"]
mod ways;
#[path = "solve/work.rs"]
mod work;
