//! A small drawing of a plan's floor, as the start screen shows it. Looks only, nothing to click.

use egui::{Mesh, Painter, Rect, Shape, StrokeKind};

use super::index::Index;
use super::view::{View, everything};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::ui::theme::Theme;

pub fn paint(painter: &Painter, area: Rect, theme: &Theme, plan: &Plan, catalog: &Catalog) {
    let index = Index::of(plan, catalog);
    // The racks tell more than an empty hall around them.
    let camera = View::fitting(area, around(plan, &index), 0.04);
    at(painter, View { area, camera }, theme, plan, &index);
}

/// The rectangle around the racks, or the hall where there are none.
pub fn around(plan: &Plan, index: &Index) -> [i64; 4] {
    index.bounds().unwrap_or_else(|| everything(plan, index))
}

/// The same as a camera sees it.
pub fn at(painter: &Painter, view: View, theme: &Theme, plan: &Plan, index: &Index) {
    let floor = view.rect([0, 0, plan.floor.width.base(), plan.floor.depth.base()]);
    painter.rect(floor.intersect(view.area.expand(8.0)), 0.0, theme.canvas, theme.hairline(), StrokeKind::Inside);
    let mut mesh = Mesh::default();
    for place in index.within(view.visible()) {
        let Some((rack, mm)) = plan.racks.at(place as usize).zip(index.footprint(place)) else { continue };
        let colour = plan.rack_type(&rack.kind).map_or(theme.dim, |kind| theme.role(kind.role));
        let rect = view.rect(mm);
        // Smaller racks than this would vanish between pixels.
        let rect = rect.expand2((egui::vec2(1.5, 1.5) - rect.size()).max(egui::Vec2::ZERO) / 2.0);
        mesh.add_colored_rect(rect.shrink(0.25), colour);
    }
    painter.add(Shape::mesh(mesh));
}
