//! What a plan is: plain values with checked bounds. No files, no derived numbers.

pub mod catalog;
pub mod counts;
pub mod decimal;
pub mod describe;
pub mod estimate;
pub mod faults;
pub mod geometry;
pub mod literal;
pub mod naming;
pub mod numbers;
pub mod parts;
pub mod plan;
pub mod rack_type;
pub mod racks;
pub mod runs;
pub mod severity;
pub mod shape_walk;
pub mod text;
pub mod tier;
pub mod units;
