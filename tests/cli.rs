//! The command line as a user meets it: the real binary, in a fresh folder, with an environment of nothing. Not what plans mean: other tests know that.

#[path = "cli/run.rs"]
mod run;
#[path = "support/scratch.rs"]
mod scratch;

#[path = "cli/bombs.rs"]
mod bombs;
#[path = "cli/catalog.rs"]
mod catalog;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/csv.rs"]
mod csv;
#[path = "cli/edit.rs"]
mod edit;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/fmt.rs"]
mod fmt;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/layers.rs"]
mod layers;
#[path = "cli/presets.rs"]
mod presets;
#[path = "cli/rules.rs"]
mod rules;
#[path = "cli/schema.rs"]
mod schema;
#[path = "cli/solve.rs"]
mod solve;
#[path = "cli/strange_files.rs"]
mod strange_files;
#[path = "cli/streams.rs"]
mod streams;
