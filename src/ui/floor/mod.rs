//! The floor: racks drawn to scale, picked, dragged and placed. What a gesture means is sent as one edit when it ends.

mod drawing;
pub mod gesture;
pub mod index;
mod live;
mod menu;
pub mod picture;
pub mod view;

use egui::{Rect, Response, Sense, Ui, WidgetInfo};

use super::canvas_id;
use super::ctx::{Ctx, Message};
use super::state::Fit;
use super::widgets::counted;
use crate::model::racks::RackId;
use drawing::Drawing;
use view::{View, footprint, union};

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let area = ui.available_rect_before_wrap();
    let response = ui.interact(area, canvas_id(), Sense::click_and_drag());
    let view = View { area, camera: ctx.state.camera };
    describe(ctx, &response);
    fit(ctx, area);
    zoom_and_pan(ui, ctx, view, &response);
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, ctx.theme.canvas);
    Drawing { ctx, view, painter: &painter }.all();
    let hand = gesture::Memory::of(ui.ctx());
    live::show(ui, ctx, view, hand.live.as_ref());
    menu::show(ctx, &response, hand.menu_at, hand.is_quiet());
}

fn describe(ctx: &Ctx, response: &Response) {
    let text = format!("Floor, {}, {} selected", counted(ctx.plan.racks.len(), "rack"), ctx.state.selection.len());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Canvas, true, &text));
}

fn fit(ctx: &Ctx, area: Rect) {
    let Some(fit) = ctx.state.fit else { return };
    let selected = ctx.state.selection.iter().filter_map(|id| ctx.plan.racks.get(*id)).map(|rack| footprint(ctx.plan, ctx.catalog, rack));
    let of_selection = selected.reduce(union).filter(|_| fit == Fit::Selection);
    let mm = of_selection.unwrap_or_else(|| view::bounds(ctx.plan, ctx.catalog));
    ctx.send(Message::Camera(View::fitting(area, mm)));
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
