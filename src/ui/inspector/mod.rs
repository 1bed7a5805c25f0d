//! The page about what is selected: racks and their type, or the plan itself when nothing is.

mod elevation;
mod floor_fields;
mod plan_fields;
mod plan_readings;
mod rack_type;
mod racks;

use egui::Ui;

use super::ctx::Ctx;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    if ctx.state.selection.is_empty() {
        plan_fields::show(ui, ctx);
        plan_readings::show(ui, ctx);
        floor_fields::show(ui, ctx);
    } else {
        racks::show(ui, ctx);
    }
}
