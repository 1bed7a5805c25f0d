//! What must hold for any plan, tried on random ones: nothing is lost between racks, tiers and totals; no number depends on where the hall is
//! drawn, on names or on how a unit is spelled; more never becomes less; edits and threads change no bit. Plans of presets: `tests/solve`.

#[path = "properties/check.rs"]
mod check;
#[path = "support/gestures.rs"]
mod gestures;
#[path = "properties/plans.rs"]
mod plans;
#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "support/random.rs"]
mod random;

#[path = "properties/bits.rs"]
mod bits;
#[path = "properties/conservation.rs"]
mod conservation;
#[path = "properties/labels.rs"]
mod labels;
#[path = "properties/more.rs"]
mod more;
#[path = "properties/symmetry.rs"]
mod symmetry;
