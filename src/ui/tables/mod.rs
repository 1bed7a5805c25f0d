//! Tables of the results, one a tab: sorted by a click on a heading, filtered by words, gone through by keys, copied and exported.
//!
//! What stands in them comes from `solve::tables`; here it is put on screen, the visible rows only.

pub mod bill;
pub mod cables;
mod cell;
pub mod failures;
mod grid;
mod head;
mod kept;
mod keys;
mod panel;
pub mod racks;
pub mod tiers;

use crate::solve::tables::TableKind;

/// What has the focus while a table is gone through by keys.
pub fn focus_id(kind: TableKind) -> egui::Id {
    egui::Id::unique(("table", kind.word()))
}
