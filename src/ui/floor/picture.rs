//! A small drawing of a plan's floor, as the start screen shows it. Looks only, nothing to click.

use egui::{Painter, Rect, StrokeKind};

use super::view::{View, bounds, footprint, union};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::ui::theme::Theme;

pub fn paint(painter: &Painter, area: Rect, theme: &Theme, plan: &Plan, catalog: &Catalog) {
    // The racks tell more than an empty hall around them.
    let racks = plan.racks.iter().map(|rack| footprint(plan, catalog, rack)).reduce(union);
    let camera = View::fitting(area, racks.unwrap_or_else(|| bounds(plan, catalog)));
    at(painter, View { area, camera }, theme, plan, catalog);
}

/// The same as a camera sees it.
pub fn at(painter: &Painter, view: View, theme: &Theme, plan: &Plan, catalog: &Catalog) {
    let area = view.area;
    let floor = view.rect([0, 0, plan.floor.width.base(), plan.floor.depth.base()]);
    painter.rect(floor.intersect(area.expand(8.0)), 0.0, theme.canvas, theme.hairline(), StrokeKind::Inside);
    for rack in plan.racks.iter() {
        let colour = plan.rack_type(&rack.kind).map_or(theme.dim, |kind| theme.role(kind.role));
        let rect = view.rect(footprint(plan, catalog, rack));
        // Smaller racks than this would vanish between pixels.
        let rect = rect.expand2((egui::vec2(1.5, 1.5) - rect.size()).max(egui::Vec2::ZERO) / 2.0);
        painter.rect_filled(rect.shrink(0.25), 0.0, colour);
    }
}
