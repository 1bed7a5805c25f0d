//! How it looks: panels read a context and send messages, nothing here changes a plan, opens a file or computes a result.
//!
//! `frame` puts the panels together; `command` is the table of verbs; `theme` has the colours; `widgets` the fields panels are made of.

mod about;
mod array_dialog;
mod banners;
mod bottom_panel;
pub mod charts;
pub mod command;
pub mod compare;
pub mod ctx;
mod dialogs;
mod docs;
mod economy_panel;
pub mod findings_panel;
pub mod floor;
pub mod frame;
mod fuzzy;
mod history_panel;
mod icons;
mod inspector;
mod kept;
mod library_panel;
mod menu_bar;
mod palette;
mod rack_readings;
pub mod reading;
mod shortcut_sheet;
mod site_panel;
mod start_screen;
pub mod state;
mod status_bar;
mod summary_strip;
mod tables;
pub mod theme;
mod tiers;
mod toolbar;
mod widgets;

/// The floor as one focusable thing.
pub fn canvas_id() -> egui::Id {
    egui::Id::unique("floor")
}

/// Width and depth of the rectangle around some racks, in millimetres.
pub fn floor_size<'r>(
    plan: &crate::model::plan::Plan,
    catalog: &crate::model::catalog::Catalog,
    racks: impl Iterator<Item = &'r crate::model::racks::Rack>,
) -> (i64, i64) {
    let around = racks.map(|rack| floor::view::footprint(plan, catalog, rack)).reduce(floor::view::union);
    around.map_or((0, 0), |[left, top, right, bottom]| (right - left, bottom - top))
}
