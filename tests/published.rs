//! Published results: reproduced through `size`'s entry point, presets and solved plans, each row a named case.

#[expect(dead_code, reason = "shared with other tests, not all of it is of use here")]
#[path = "topology/ask.rs"]
mod ask;
#[path = "published/build.rs"]
mod build;
#[path = "published/clos.rs"]
mod clos;
#[path = "published/money.rs"]
mod money;
#[path = "published/plans.rs"]
mod plans;
#[path = "published/priced.rs"]
mod priced;
#[path = "published/shapes.rs"]
mod shapes;
#[path = "solve/support.rs"]
mod support;
#[path = "published/table.rs"]
mod table;
