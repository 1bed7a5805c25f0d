//! Trust in the file layer: after any fault, crash or meddling the file is the old one or the new
//! one. Simulated disks for power cuts and failing calls, the real disk for paths, races and locks.

mod support;

#[path = "faults/crash_states.rs"]
mod crash_states;
#[path = "faults/failing_calls.rs"]
mod failing_calls;
#[path = "faults/locks.rs"]
mod locks;
#[path = "faults/meddling.rs"]
mod meddling;
#[path = "faults/real_paths.rs"]
mod real_paths;
#[path = "faults/real_reads.rs"]
mod real_reads;
