//! Formats for other programs: what leaves is safe to open there. The same plan gives the same bytes: no clock, no paths. What takes long is
//! watched: `None` where nobody wants it any more.

mod comparison;
mod comparison_table;
pub mod csv;
mod flip;
mod floor;
mod html;
pub mod look;
pub mod png;
mod report;
mod schedule;
mod sheet;
pub mod svg;
mod tornado;
mod waterfall;

pub use comparison::comparison;
pub use comparison_table::{comparison_table, waterfalls};
pub use flip::flip;
pub use floor::floor;
pub use report::{report, table_page};
pub use schedule::{schedule, schedule_fits};
pub use tornado::tornado;
pub use waterfall::waterfall;
