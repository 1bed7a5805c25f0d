//! The area at the bottom: findings, tables and charts, one tab each.

use egui::{Align, Button, Layout, Response, RichText, Ui, Vec2, WidgetInfo};

use super::ctx::{Ctx, Message};
use super::reading::Reading;
use super::state::{Focus, Severity, Tab};
use super::theme::{GAP, ROW, SMALL};
use super::widgets::sign;
use super::{charts, findings_panel, icons, tables};
use crate::model::counts::grouped;
use crate::ui::command::Command;

/// A chevron that points down.
const DOWN: &[&[(f32, f32)]] = &[&[(4.0, 6.0), (8.0, 10.0), (12.0, 6.0)]];

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    // Without it the area would shrink to the one line that says why there is nothing.
    ui.set_min_height(ui.available_height());
    tabs(ui, ctx);
    ui.add_space(GAP);
    match ctx.reading {
        Some(reading) => ui.scope(|ui| page(ui, ctx, reading)).inner,
        None => waiting(ui, ctx),
    }
}

fn page(ui: &mut Ui, ctx: &Ctx, reading: &Reading) {
    if reading.stale {
        ui.multiply_opacity(0.6);
    }
    match ctx.state.bottom {
        Tab::Findings => findings_panel::show(ui, ctx, reading),
        Tab::Racks => tables::racks::show(ui, ctx, reading),
        Tab::Tiers => tables::tiers::show(ui, ctx, reading),
        Tab::Cables => tables::cables::show(ui, ctx, reading),
        Tab::Bill => tables::bill::show(ui, ctx, reading),
        Tab::Failures => tables::failures::show(ui, ctx, reading),
        Tab::Charts => charts::show(ui, ctx, reading),
    }
}

fn waiting(ui: &mut Ui, ctx: &Ctx) {
    ui.label(RichText::new("Solving").size(SMALL).color(ctx.theme.dim));
}

fn tabs(ui: &mut Ui, ctx: &Ctx) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for tab in Tab::ALL {
            let response = self::tab(ui, ctx, *tab);
            if ctx.state.bottom == *tab && ctx.state.focus == Some(Focus::Results) {
                response.request_focus();
                ctx.send(Message::Focused);
            }
            if response.clicked() {
                ctx.send(Message::Tab(*tab));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| close(ui, ctx));
    });
}

/// A tab with a line under it where it is the one that shows.
fn tab(ui: &mut Ui, ctx: &Ctx, tab: Tab) -> Response {
    let on = ctx.state.bottom == tab;
    let colour = if on { ctx.theme.text } else { ctx.theme.dim };
    let response = ui.add(Button::new(RichText::new(tab.title()).size(SMALL).color(colour)).frame(false).min_size(Vec2::new(0.0, ROW)));
    response.widget_info(|| WidgetInfo::selected(egui::Role::Tab, true, on, tab.title()));
    if on || response.has_focus() {
        let stroke = egui::Stroke::new(2.0, if response.has_focus() { ctx.theme.text } else { ctx.theme.accent });
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 1.0, stroke);
    }
    if tab == Tab::Findings {
        ui.add_space(GAP);
        counts(ui, ctx);
    }
    ui.add_space(2.0 * GAP);
    response
}

/// How many findings of each severity, with their shapes.
pub fn counts(ui: &mut Ui, ctx: &Ctx) {
    let Some(reading) = ctx.reading else { return };
    let counts = reading.counts;
    for (severity, count) in [(Severity::Error, counts.errors), (Severity::Warning, counts.warnings), (Severity::Note, counts.notes)] {
        if count > 0 {
            sign::sign(ui, ctx.theme, severity);
            let told = grouped(i64::try_from(count).unwrap_or(i64::MAX));
            ui.label(RichText::new(told).size(SMALL).color(ctx.theme.dim));
            ui.add_space(GAP);
        }
    }
}

fn close(ui: &mut Ui, ctx: &Ctx) {
    let response = ui.add(Button::new("").frame_when_inactive(false).min_size(Vec2::splat(ROW)));
    icons::paint(ui.painter(), response.rect, DOWN, ctx.theme.dim);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Hide results"));
    if response.on_hover_text("Hides findings, tables and charts").clicked() {
        ctx.run(Command::Bottom);
    }
}
