//! Headings: title with its unit, an arrow on the column that sorts, the sum of the rows below. A click sorts.

use egui::{Align, FontId, Label, Layout, Pos2, Rect, RichText, Sense, Shape, Stroke, Ui, WidgetInfo, pos2};

use super::panel::Shown;
use crate::solve::readout;
use crate::solve::tables::{Column, Form};
use crate::ui::ctx::{Ctx, Message};
use crate::ui::state::TableState;
use crate::ui::theme::{GAP, SMALL};

/// Height of a heading, and of the sums below it.
const LINE: f32 = 18.0;

pub fn height(shown: &Shown) -> f32 {
    if has_sums(shown) { 2.0 * LINE + 1.0 } else { LINE + 1.0 }
}

/// Whether the table shows sums.
fn has_sums(shown: &Shown) -> bool {
    shown.table.columns.iter().any(|column| column.summed) && shown.table.lines() > 1
}

pub fn show(ui: &mut Ui, ctx: &Ctx, shown: &Shown, place: usize, column: &Column) {
    let area = ui.max_rect();
    let top = Rect::from_min_size(area.min, egui::vec2(area.width(), LINE));
    let response = ui.interact(top, ui.scope_id().with("sort"), Sense::click());
    let hovered = response.hovered() || response.has_focus();
    title(ui, ctx, shown, place, column, top, hovered);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Sort by {}", column.heading())));
    if response.on_hover_text(tooltip(column)).clicked() {
        let view = shown.state.view.turned(place, column.is_text());
        ctx.send(Message::Table(shown.table.kind, TableState { view, ..shown.state.clone() }));
    }
    if has_sums(shown) {
        let below = Rect::from_min_max(pos2(area.left(), top.bottom()), area.max);
        ui.scope_builder(egui::UiBuilder::new().max_rect(below), |ui| sum(ui, ctx, shown, place, column));
    }
}

fn tooltip(column: &Column) -> String {
    match column.symbol() {
        "" => column.what.to_string(),
        symbol => format!("{}\nIn {symbol}", column.what),
    }
}

/// Title, unit, arrow: painted, as the whole heading is one button.
fn title(ui: &Ui, ctx: &Ctx, shown: &Shown, place: usize, column: &Column, rect: Rect, hovered: bool) {
    let sorted = shown.state.view.sort.filter(|sort| sort.column == place);
    let strong = sorted.is_some() || hovered;
    let colour = if strong { ctx.theme.text } else { ctx.theme.dim };
    let font = FontId::proportional(SMALL);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let lay = |text: &str, colour| painter.layout_no_wrap(text.to_string(), font.clone(), colour);
    let (name, unit) = (lay(column.title, colour), lay(column.symbol(), ctx.theme.dim));
    let gap = if column.symbol().is_empty() { 0.0 } else { 3.0 };
    let arrow = if sorted.is_some() { 10.0 } else { 0.0 };
    let width = name.size().x + gap + unit.size().x + arrow;
    let right = matches!(column.form, Form::Number { .. });
    // A title that does not fit begins where it can be read.
    let left = if right { (rect.right() - width).max(rect.left()) } else { rect.left() };
    let middle = rect.center().y - name.size().y / 2.0;
    let after = left + name.size().x + gap + unit.size().x;
    painter.galley(pos2(left, middle), name, colour);
    painter.galley(pos2(after - unit.size().x, middle), unit, ctx.theme.dim);
    if let Some(sort) = sorted {
        painter.add(triangle(pos2(after + 6.0, rect.center().y), sort.down, ctx.theme.accent));
    }
}

fn triangle(middle: Pos2, down: bool, colour: egui::Color32) -> Shape {
    let tip = if down { 2.5 } else { -2.5 };
    let corners = vec![pos2(middle.x, middle.y + tip), pos2(middle.x + 3.0, middle.y - tip), pos2(middle.x - 3.0, middle.y - tip)];
    Shape::convex_polygon(corners, colour, Stroke::NONE)
}

fn sum(ui: &mut Ui, ctx: &Ctx, shown: &Shown, place: usize, column: &Column) {
    let text = |text: String| RichText::new(text).size(SMALL).color(ctx.theme.text);
    if place == 0 {
        ui.label(text(if shown.state.view.filter.trim().is_empty() { "All" } else { "Shown" }.to_string()));
        return;
    }
    let Some(value) = shown.order.sums.get(place).copied().flatten() else { return };
    let Form::Number { unit, by, places, .. } = column.form else { return };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        super::cell::dot_room(ui, column);
        let digits = readout::fixed(value / by, places);
        // A number that is cut says something else than one that is shorter.
        let fits = fitting(ui, &digits);
        ui.add(Label::new(text(if fits { digits } else { readout::text(value, unit) })).truncate());
    });
}

fn fitting(ui: &Ui, digits: &str) -> bool {
    let font = FontId::proportional(SMALL);
    let galley = ui.painter().layout_no_wrap(digits.to_string(), font, ui.visuals().text_color());
    galley.size().x <= ui.available_width()
}

/// The line under the headings; it tells where keys go.
pub fn underline(ui: &Ui, ctx: &Ctx, y: f32, focused: bool) {
    let stroke = if focused { Stroke::new(1.5, ctx.theme.accent) } else { ctx.theme.hairline() };
    ui.painter().hline(ui.clip_rect().x_range(), y, stroke);
}
