//! Rackwright: what a floor of racks and an interconnect per tier lead to, in kW, bandwidth, cables, cost and broken rules.
//!
//! # Rooms
//! - [`model`]: what a plan is. Plain values with checked bounds; no files, no derived numbers.
//! - [`edit`]: how a plan changes. One `Edit` enum and `apply`; `Document` keeps labelled snapshots.
//! - [`io`]: the only room that names `std::fs`. Text to plans and back, places of problems, safe saving, exports.
//! - [`solve`]: what follows from a plan: power, heat, links, cables, bandwidth, money, failures, broken rules. Its map is in `solve/mod.rs`.
//! - [`explore`]: what else could be: plans side by side and why they differ, sweeps, uncertainty. Solves plans, never the other way round.
//! - [`background`]: the solver's thread, latest plan wins.
//! - `ui` (feature `gui`): how it looks. Panels read a context and send messages; keeps no plan and opens no file.
//! - `app` (feature `gui`): the window. Owns document, state, solver and file worker; turns messages into edits.
//! - [`cli`]: the headless verbs. Parses arguments, prints, sets the exit code; computes nothing.
//!
//! # Who may name whom
//! `model` -> serde. `edit` -> model. `solve` -> model, edit's `Edit` (the fixes of findings are edits), rayon. `explore` -> model, solve, edit (a variant is an edit), rayon.
//! `io` -> model, solve's report, explore's results (reports print them), edit's `Edit` (comparison files hold edits), serde, ron.
//! `background` -> model, solve. `ui` -> model, edit, solve, explore, egui. `cli` -> all but `ui` and `app`. `app` -> everything.
//! Held by `tests/architecture.rs` and, for the window, by the feature `gui`.
//!
//! # Flow, one way
//! presets and files -> `io` -> `model` -> gesture or verb -> `Edit` -> new `Plan` (shared with the old one) -> solver -> report -> panels, command line, exports.
//!
//! # Invariants
//! - A `Plan` only comes from `io::plan_file` or from `edit::apply`; both check it. Nothing else builds or changes one.
//! - Every number in a plan or the catalogue is finite and in range: its type cannot hold another.
//! - Quantities that are summed are whole base units (mm, mW, Mb/s, g): totals do not depend on order or threads.
//! - Every catalogue number has a range, a source and a confidence.
//! - After any fault a file is the old one or the new one.
//! - Rates are each way; energy is per end. Names of fields that mean otherwise say so.
//!
//! # Deliberately absent
//! No unsafe code, no network, no clock or environment outside `cli` and `app`, no hash maps (their order changes from run to run),
//! no numbers derived in `model`, no caches inside a plan, no second way to change one, no `Result` from the solver: findings instead; `None` only when cancelled.

#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::iter_over_hash_type
)]

#[cfg(feature = "gui")]
pub mod app;
pub mod background;
pub mod cli;
pub mod edit;
pub mod explore;
pub mod io;
pub mod model;
pub mod solve;
#[cfg(feature = "gui")]
pub mod ui;
