//! What follows from a plan. Pure and total: no files, no clock, no panics; a thing that cannot be built is a finding that says why.
//!
//! ```text
//! plan + catalogue -> resolve -> size -> place switches -> wire -> route -> choose media -> tally -> money -> rules -> report
//!                     resolve/   topology/  slots  network  wire/   route    media, bundle   tally    money/   rules/
//! ```
//!
//! Racks and bundles (all links of one kind between two racks) are flat arrays; sums are whole numbers, so that threads, order and
//! correcting a sum after an edit change no bit. What is shown (totals, bills, findings) is worked out from the sums when it is asked for.

pub mod alike;
pub mod bundle;
pub mod charts;
pub mod explain;
pub mod figure;
mod input;
pub mod layout;
pub mod media;
pub mod money;
pub mod network;
pub mod places;
pub mod rack_readings;
mod racks;
pub mod readings;
pub mod readout;
pub mod reliability;
mod report;
pub mod resolve;
pub mod route;
pub mod rules;
pub mod schedule;
mod slots;
pub mod tables;
pub mod tally;
pub mod tier_readings;
pub mod tiers;
pub mod topology;
mod totals;
pub mod trays;
mod update;
mod watch;
mod ways;
pub mod wire;
mod work;

pub use input::{Cancel, Input};
pub use racks::RackQuantity;
pub use report::{Report, Sums, solve};
pub use totals::Totals;
pub use watch::Watch;
pub use ways::Reach;
pub use work::Work;
