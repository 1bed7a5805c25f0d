//! The floors side by side at one scale: what pans and zooms one does so to all. A click chooses a plan.

use std::sync::Arc;

use egui::{Align, Label, Layout, Rect, Response, RichText, Role, Sense, Shape, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::columns::Columns;
use super::{Ask, Page};
use crate::explore::Variant;
use crate::model::severity::Severity;
use crate::solve::readout::{self, Unit};
use crate::ui::command::Command;
use crate::ui::ctx::Message;
use crate::ui::floor::index::Index;
use crate::ui::floor::picture::{self, Picture};
use crate::ui::floor::view::{View as OnFloor, whole};
use crate::ui::kept::{Held, kept};
use crate::ui::menu_bar::entry;
use crate::ui::state::Camera;
use crate::ui::theme::{GAP, SMALL};

/// Height of the line with the name.
const HEAD: f32 = 28.0;
/// Around the racks, as a share of the picture.
const MARGIN: f64 = 0.08;
/// Verbs of a right click.
const CONTEXT: [Command; 4] = [Command::SetBaseline, Command::OpenVariant, Command::RemoveVariant, Command::FitAll];

pub fn show(ui: &mut Ui, page: Page, columns: &Columns, above: Rect) {
    let order = page.order();
    let areas: Vec<Rect> = (0..order.len()).map(|column| picture_of(columns.of_plan(column, above))).collect();
    let zoom = order
        .iter()
        .zip(&areas)
        .filter_map(|(place, area)| Some(OnFloor::fitting(*area, racks(page, *place)?, MARGIN).zoom))
        .fold(f64::MAX, f64::min);
    let zoom = zoom * page.view().closer.exp();
    for (column, (place, area)) in order.iter().zip(areas).enumerate() {
        let Some(variant) = page.variants.get(*place) else { continue };
        let all = columns.of_plan(column, above);
        ui.push_id(*place, |ui| one(ui, page, (*place, variant), (all, area), zoom));
    }
}

fn picture_of(column: Rect) -> Rect {
    Rect::from_min_max(pos2(column.left() + GAP, column.top() + HEAD), column.max - vec2(GAP, GAP))
}

/// The rectangle around the racks of a plan.
fn racks(page: Page, place: usize) -> Option<[i64; 4]> {
    Some(picture::around(page.variants.get(place)?.plan(), page.told.floors.get(place)?))
}

fn one(ui: &mut Ui, page: Page, (place, variant): (usize, &Variant), (column, area): (Rect, Rect), zoom: f64) {
    let theme = page.ctx.theme;
    let chosen = page.view().chosen == place;
    let Some(index) = page.told.floors.get(place) else { return };
    let [left, top, right, bottom] = picture::around(variant.plan(), index).map(crate::ui::floor::view::as_float);
    let [dx, dy] = page.view().offset;
    let camera = Camera { centre: [f64::midpoint(left, right) + dx, f64::midpoint(top, bottom) + dy], zoom }.checked();
    let view = OnFloor { area, camera };
    let response = ui.interact(column, ui.scope_id().with("floor"), Sense::click_and_drag());
    let told = format!("Floor of {}{}", variant.name, if place == page.told.baseline { ", baseline" } else { "" });
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &told));
    drawn(ui, page, (place, variant), view, index);
    if chosen || response.has_focus() {
        ui.painter().hline(column.x_range().shrink(GAP), column.top() + 1.0, egui::Stroke::new(2.0, theme.accent));
    }
    if column.left() > ui.max_rect().left() {
        ui.painter().vline(column.left(), column.y_range(), theme.hairline());
    }
    let head = Rect::from_min_max(column.min + vec2(2.0 * GAP, 3.0), pos2(column.right() - GAP, column.top() + HEAD));
    ui.scope_builder(UiBuilder::new().max_rect(head).layout(Layout::left_to_right(Align::Center)), |ui| title(ui, page, place, variant));
    moved(ui, page, view, &response);
    let under = response.hover_pos().filter(|at| area.contains(*at)).and_then(|at| index.at(whole(view.to_floor(at))).first().copied());
    let worst = |rack: u32| page.told.worst.get(place).and_then(|all| all.get(rack as usize)).copied().flatten();
    let under = under.and_then(|rack| rack_told(variant, rack, worst(rack)));
    if response.clicked() || response.secondary_clicked() {
        page.look(|view| (view.chosen, view.step) = (place, None));
    }
    if response.double_clicked() {
        page.ctx.send(Message::Compare(Ask::Edit(place, Vec::new())));
    }
    let response = match under {
        Some(words) => response.on_hover_text_at_pointer(words),
        None => response,
    };
    response.context_menu(|ui| CONTEXT.iter().filter_map(|command| command.row()).for_each(|row| entry(ui, page.ctx, row)));
}

/// The hall, its racks, and what is written on them.
fn drawn(ui: &Ui, page: Page, (place, variant): (usize, &Variant), view: OnFloor, index: &Index) {
    let painter = &ui.painter().with_clip_rect(view.area);
    let worst = page.told.worst.get(place).map_or(&[][..], Vec::as_slice);
    let power = |rack: u32| Some(readout::text(variant.report.rack_draw(rack).likely, Unit::Watt));
    let picture = Picture { plan: variant.plan(), index, theme: page.ctx.theme, worst, power: &power };
    picture.hall(painter, view);
    let pixels = painter.pixels_per_point();
    let key = (Held(Arc::clone(variant.plan())), (view.area, view.camera), page.ctx.theme.dark, pixels.to_bits(), worst.to_vec());
    painter.add(Shape::Mesh(kept(ui, &format!("picture {place}"), key, || picture.mesh(view, pixels))));
    picture.words(painter, view);
}

/// A rack in words: what it is, what it draws, how many findings name it.
fn rack_told(variant: &Variant, place: u32, worst: Option<Severity>) -> Option<String> {
    let report = &variant.report;
    let kind = variant.plan().rack_type(&report.rack(place)?.kind).map_or("", |kind| kind.name.as_str());
    let (draw, feed) = (report.rack_draw(place).likely, report.rack_feed_w(place));
    let state = worst.map(|severity| format!("\nWorst finding: {}", severity.word())).unwrap_or_default();
    let power = format!("{} of {}", readout::text(draw, Unit::Watt), readout::text(feed, Unit::Watt));
    Some(format!("{}\n{kind}\n{power}{state}", report.end_name(place)))
}

fn title(ui: &mut Ui, page: Page, place: usize, variant: &Variant) {
    let theme = page.ctx.theme;
    ui.spacing_mut().item_spacing.x = GAP;
    let baseline = place == page.told.baseline;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let racks = crate::ui::widgets::counted(variant.plan().racks.len(), "rack");
        let told = if baseline { format!("baseline \u{b7} {racks}") } else { racks };
        ui.label(RichText::new(told).size(SMALL).color(if baseline { theme.accent } else { theme.dim }));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(&variant.name).strong()).truncate().sense(Sense::empty()));
        });
    });
}

/// A drag pans all floors, the wheel zooms all of them.
fn moved(ui: &Ui, page: Page, view: OnFloor, response: &Response) {
    if response.dragged() && response.drag_delta() != egui::Vec2::ZERO {
        let centre = view.panned(response.drag_delta()).centre;
        page.look(|looked| {
            let [dx, dy] = looked.offset;
            looked.offset = [dx + centre[0] - view.camera.centre[0], dy + centre[1] - view.camera.centre[1]];
        });
    }
    let Some(pointer) = response.hover_pos() else { return };
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    let by = f64::from(if zoom == 1.0 { (scroll.y / 240.0).exp() } else { zoom });
    if by != 1.0 {
        let centre = view.zoomed(by, pointer).centre;
        page.look(|looked| {
            let [dx, dy] = looked.offset;
            looked.closer += by.ln();
            looked.offset = [dx + centre[0] - view.camera.centre[0], dy + centre[1] - view.camera.centre[1]];
        });
    }
}
