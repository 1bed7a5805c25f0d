//! Sizing of fabrics: published counts, invariants, brute-force graphs, cliffs, and the verb `size`. Not racks, lengths or money.

#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "support/random.rs"]
mod random;
#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "cli/run.rs"]
mod run;
#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "support/scratch.rs"]
mod scratch;

#[path = "topology/ask.rs"]
mod ask;
#[path = "topology/cliffs.rs"]
mod cliffs;
#[path = "topology/graphs.rs"]
mod graphs;
#[path = "topology/invariants.rs"]
mod invariants;
#[path = "topology/reference.rs"]
mod reference;
#[path = "topology/verb.rs"]
mod verb;
