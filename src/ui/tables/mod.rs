//! Tables of the results, one a tab.

pub mod bill;
pub mod cables;
pub mod failures;
pub mod racks;
pub mod tiers;
