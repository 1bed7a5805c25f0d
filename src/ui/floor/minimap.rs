//! The whole hall in a corner of the floor, with the part in view framed; a click or a drag moves the view there.

use std::sync::Arc;

use egui::{Align2, Color32, Mesh, Rect, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::colours::{Colours, solved};
use super::strips::strips;
use super::view::{View, everything};
use crate::ui::canvas_id;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::kept::{Held, kept};
use crate::ui::state::Camera;
use crate::ui::theme::GAP;

/// The map at most.
const SIZE: egui::Vec2 = vec2(168.0, 120.0);
/// Racks closer than so many points become one.
const GRAIN: f32 = 1.5;

/// Shows the map where some of the hall is out of view.
pub fn show(ui: &Ui, ctx: &Ctx, view: View, colours: &Arc<Colours>) {
    let hall = everything(ctx.plan, ctx.index);
    let rect = Align2::RIGHT_BOTTOM.align_size_within_rect(SIZE, view.area.shrink(3.0 * GAP));
    if !ctx.state.floor.minimap || view.area.contains_rect(view.rect(hall)) || view.area.width() < 3.0 * SIZE.x {
        return;
    }
    let map = View { area: rect, camera: View::fitting(rect, hall, 0.04) };
    paint(ui, ctx, view, map, colours);
    let response = ui.interact(rect, canvas_id().with("minimap"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, "Minimap"));
    let at = response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on() || response.clicked());
    if let Some(at) = at {
        ctx.send(Message::Camera(Camera { centre: map.to_floor(at), ..view.camera }));
    }
    response.on_hover_text("Click or drag to move the view");
}

fn paint(ui: &Ui, ctx: &Ctx, view: View, map: View, colours: &Arc<Colours>) {
    let painter = ui.painter().with_clip_rect(map.area);
    painter.rect(map.area, 2.0, ctx.theme.canvas, ctx.theme.hairline(), StrokeKind::Inside);
    let floor = map.rect([0, 0, ctx.plan.floor.width.base(), ctx.plan.floor.depth.base()]);
    painter.rect(floor, 0.0, ctx.theme.panel, ctx.theme.hairline(), StrokeKind::Inside);
    let key = (Held(Arc::clone(ctx.plan)), solved(ctx), ctx.state.floor.colour, ctx.theme.dark, map.area, map.camera);
    painter.add(Shape::Mesh(kept(ui, "minimap", key, || mesh(ctx, map, colours))));
    let seen = Rect::from_two_pos(corner(map, view, view.area.min), corner(map, view, view.area.max));
    painter.rect(seen, 0.0, ctx.theme.accent.gamma_multiply(0.12), Stroke::new(1.0, ctx.theme.accent), StrokeKind::Inside);
}

/// A corner of the view as a point of the map.
fn corner(map: View, view: View, at: egui::Pos2) -> egui::Pos2 {
    let [x, y] = view.to_floor(at);
    map.to_screen(x, y)
}

/// Racks as rectangles; what would lie where the last one already is, is left out.
fn mesh(ctx: &Ctx, map: View, colours: &Colours) -> Mesh {
    let mut mesh = Mesh::default();
    let mut last: Option<(Rect, Color32)> = None;
    strips(ctx.index.footprints().iter().copied().zip(colours.of_racks.iter().copied()), |mm, colour| {
        let rect = map.rect(mm);
        let rect = rect.expand2((vec2(GRAIN, GRAIN) - rect.size()).max(egui::Vec2::ZERO) / 2.0);
        if last.is_none_or(|(other, same)| same != colour || !other.contains_rect(rect.shrink(GRAIN / 3.0))) {
            mesh.add_colored_rect(rect, colour);
            last = Some((rect, colour));
        }
    });
    mesh
}
