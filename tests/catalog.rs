//! The embedded catalogue: every number has a source, a range that holds it and the value of its table; parts fit together. Not how it is read.

#[path = "catalog/links.rs"]
mod links;
#[path = "catalog/numbers.rs"]
mod numbers;
#[path = "catalog/racks.rs"]
mod racks;
#[path = "catalog/shared.rs"]
mod shared;
#[path = "catalog/tables.rs"]
mod tables;
