//! The floor: racks drawn to scale, picked, dragged and placed. What a gesture means is sent as one edit when it ends.

mod bar;
mod card;
pub mod colours;
mod drawing;
mod gesture;
mod hall;
pub mod index;
mod kept;
mod legend;
pub mod look;
mod marks;
mod minimap;
mod motion;
pub mod picture;
mod racks;
pub mod rows;
mod rulers;
pub mod view;

use egui::{Response, Sense, Ui, WidgetInfo};

use super::canvas_id;
use super::ctx::{Ctx, Message};
use super::widgets::counted;
use crate::model::racks::RackId;
use drawing::Drawing;
use view::View;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    bar::show(ui, ctx);
    let area = rulers::inside(ui.available_rect_before_wrap());
    let response = ui.interact(area, canvas_id(), Sense::click_and_drag());
    let view = View { area, camera: ctx.state.camera };
    describe(ctx, &response);
    motion::show(ui, ctx, area);
    zoom_and_pan(ui, ctx, view, &response);
    let gesture = gesture::gestures(ui, ctx, view, &response);
    let colours = colours::colours(ui, ctx);
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, ctx.theme.canvas);
    Drawing { ctx, view, painter: &painter }.all(ui, &response, gesture, &colours);
    rulers::show(ui.painter(), ctx, view);
    legend::show(ui, ctx, area, &colours);
    minimap::show(ui, ctx, view, &colours);
}

fn describe(ctx: &Ctx, response: &Response) {
    let text = format!("Floor, {}, {} selected", counted(ctx.plan.racks.len(), "rack"), ctx.state.selection.len());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Canvas, true, &text));
}

fn zoom_and_pan(ui: &Ui, ctx: &Ctx, view: View, response: &Response) {
    let Some(pointer) = response.hover_pos() else { return };
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    let wheel = if zoom == 1.0 { (scroll.y / 240.0).exp() } else { zoom };
    if wheel != 1.0 {
        ctx.send(Message::Camera(view.zoomed(f64::from(wheel), pointer)));
    }
}

fn rack_at(ctx: &Ctx, floor: [i64; 2]) -> Option<RackId> {
    let topmost = *ctx.index.at(floor).first()?;
    ctx.plan.racks.at(topmost as usize).map(|rack| rack.id)
}
