//! What follows from a plan. Pure and total: no files, no clock, no panics; a thing that cannot be built is a value that says why.
//!
//! Stages, in order: resolve, **size**, place switches, wire, route, choose media, tally, money, rules. Sizing is here, in [`topology`];
//! the others take their places beside it.

pub mod topology;
