//! Formats for other programs: what leaves is safe to open there. The same plan gives the same bytes: no clock, no paths.

mod comparison;
pub mod csv;
mod floor;
mod html;
pub mod look;
pub mod png;
mod report;
mod schedule;
pub mod svg;
mod waterfall;

pub use comparison::comparison;
pub use floor::floor;
pub use report::{report, table_page};
pub use schedule::schedule;
pub use waterfall::waterfall;
