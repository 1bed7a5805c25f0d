//! Wiring of fabrics: links between racks against graphs built link by link, totals against sizing, and the work it takes.

#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "topology/ask.rs"]
mod ask;
#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "support/random.rs"]
mod random;

#[path = "wiring/case.rs"]
mod case;
#[path = "wiring/grids.rs"]
mod grids;
#[path = "wiring/groups.rs"]
mod groups;
#[path = "wiring/racks.rs"]
mod racks;
#[path = "wiring/work.rs"]
mod work;
