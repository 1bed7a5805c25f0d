//! The tables of the window and the readings beside the floor, driven by labels and keys and compared with the solver's numbers.

#[path = "../ui/hand.rs"]
#[allow(dead_code, reason = "the hand is shared with the tests of the editor")]
mod hand;
mod readings;
mod tables;
