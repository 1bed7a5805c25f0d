//! What the window says of a plan: the strip, findings, charts. Driven by labels and keys without a display, compared with the solver's numbers.

mod charts;
mod findings;
#[path = "../ui/hand.rs"]
#[allow(dead_code, reason = "the hand is shared with the tests of the editor")]
mod hand;
mod layout;
mod strip;
