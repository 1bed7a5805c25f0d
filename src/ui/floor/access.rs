//! Racks for those who do not see them: a node with name, role and power for each rack in view that is near enough to be read.

use egui::{Ui, accesskit};

use super::view::View;
use crate::model::racks::Rack;
use crate::solve::RackQuantity;
use crate::solve::readout;
use crate::ui::canvas_id;
use crate::ui::ctx::Ctx;

/// Racks told at most; the table of racks has all of them.
const MOST: usize = 400;

/// Adds a node for each of these racks, where somebody listens.
pub(super) fn nodes(ui: &Ui, ctx: &Ctx, view: View, places: &[u32]) {
    for place in places.iter().copied().take(MOST) {
        let (Some(rack), Some(mm)) = (ctx.plan.racks.at(place as usize), ctx.index.footprint(place)) else { continue };
        let rect = view.rect(mm).intersect(view.area);
        let written = ui.ctx().accesskit_node_builder(canvas_id().with(("rack", rack.id)), |node| {
            node.set_role(accesskit::Role::ListItem);
            node.set_label(told(ctx, place, rack));
            node.set_selected(ctx.state.selection.contains(&rack.id));
            let [x0, y0, x1, y1] = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f64::from);
            node.set_bounds(accesskit::Rect { x0, y0, x1, y1 });
        });
        if written.is_none() {
            return;
        }
    }
}

/// `Rack A01, compute, 118 kW`.
fn told(ctx: &Ctx, place: u32, rack: &Rack) -> String {
    let role = ctx.plan.rack_type(&rack.kind).map_or("unknown type", |kind| kind.role.word());
    let report = ctx.reading.map(|reading| &reading.report).filter(|report| report.racks.len() >= ctx.plan.racks.len());
    let watts = report.and_then(|report| report.rack_quantity(place, RackQuantity::Draw));
    let power = watts.map(|watts| format!(", {}", readout::text(watts, RackQuantity::Draw.readout()))).unwrap_or_default();
    format!("Rack {}, {role}{power}", rack.name)
}
