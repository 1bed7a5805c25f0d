//! The floor: racks drawn to scale, picked, dragged and placed. What a gesture means is sent as one edit when it ends.

mod access;
mod bar;
mod cables;
mod card;
pub mod coarse;
pub mod colours;
pub mod flows;
pub mod gesture;
mod hall;
pub mod index;
mod legend;
mod live;
pub mod look;
mod marks;
mod menu;
mod minimap;
mod motion;
pub mod picture;
mod racks;
pub mod rows;
mod rulers;
pub mod strips;
mod trays;
pub mod view;

use std::sync::Arc;

use egui::{Response, Sense, Ui, WidgetInfo};

use super::canvas_id;
use super::ctx::{Ctx, Message};
use super::widgets::counted;
use crate::model::racks::RackId;
use colours::Colours;
use flows::Flows;
use marks::Marks;
use view::View;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    bar::show(ui, ctx);
    let area = rulers::inside(ui.available_rect_before_wrap());
    let response = ui.interact(area, canvas_id(), Sense::click_and_drag());
    let view = View { area, camera: ctx.state.camera };
    describe(ctx, &response);
    motion::show(ui, ctx, area);
    motion::follow(ui, ctx, area);
    zoom_and_pan(ui, ctx, view, &response);
    let shown = Shown { colours: colours::colours(ui, ctx), flows: cables::kept_flows(ui, ctx), marks: marks::marks(ui, ctx) };
    marks::click(ctx, view, &response, &shown.marks);
    paint(ui, ctx, view, &shown);
    rulers::show(ui.painter(), ctx, view);
    legend::show(ui, ctx, area, &shown.colours, &shown.flows);
    minimap::show(ui, ctx, view, &shown.colours);
    let hand = gesture::Memory::of(ui.ctx());
    live::show(ui, ctx, view, hand.live.as_ref());
    menu::show(ctx, &response, hand.menu_at, hand.is_quiet());
}

/// What is worked out for the racks before they are painted.
struct Shown {
    colours: Arc<Colours>,
    flows: Arc<Flows>,
    marks: Arc<Marks>,
}

/// The hall, the racks, cables above them, and above those what is written on racks.
fn paint(ui: &Ui, ctx: &Ctx, view: View, shown: &Shown) {
    let painter = &ui.painter().with_clip_rect(view.area);
    painter.rect_filled(view.area, 0.0, ctx.theme.canvas);
    hall::HallLayer { ctx, view, painter }.show(ui);
    let selected = racks::selected(ui, ctx);
    let racks = racks::RackLayer { ctx, view, painter, colours: Arc::clone(&shown.colours), marks: Arc::clone(&shown.marks), selected };
    let near = racks.bodies(ui);
    trays::TrayLayer { ctx, view, painter }.show(ui);
    cables::CableLayer { ctx, view, painter, flows: &shown.flows }.show(ui);
    racks.words(&near);
    access::nodes(ui, ctx, view, &near);
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
