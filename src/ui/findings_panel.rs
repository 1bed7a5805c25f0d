//! Findings by severity: what is wrong, by how much, what mends it; a click shows where, a waiver with its reason accepts it.

mod filter;
pub mod row;
mod waive;
pub mod walk;

use egui::{RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder};

use super::ctx::{Ctx, Message};
use super::reading::Reading;
use super::state::FindingKey;
use super::theme::{GAP, ROW, SMALL};
use crate::solve::rules::Finding;
use walk::{key, listed};

/// Below this width the columns with numbers give way to the text.
const NARROW: f32 = 760.0;

pub fn show(ui: &mut Ui, ctx: &Ctx, reading: &Reading) {
    let shown = listed(reading, &ctx.state.filter);
    filter::show(ui, ctx, reading, shown.len());
    waive::show(ui, ctx);
    ui.add_space(GAP);
    if shown.is_empty() {
        return nothing(ui, ctx, reading);
    }
    table(ui, ctx, reading, &shown);
}

fn nothing(ui: &mut Ui, ctx: &Ctx, reading: &Reading) {
    let text = if reading.findings().is_empty() { "No design rule is broken" } else { "No finding passes the filter" };
    ui.label(RichText::new(text).color(ctx.theme.dim));
}

fn table(ui: &mut Ui, ctx: &Ctx, reading: &Reading, shown: &[&Finding]) {
    let wide = ui.available_width() > NARROW;
    let actions = (ui.available_width() * 0.3).clamp(150.0, 440.0);
    let current = ctx.state.finding.as_ref().and_then(|current| shown.iter().position(|finding| key(finding) == *current));
    let moved = just_moved(ui, ctx);
    let height = ui.available_height();
    let mut table = TableBuilder::new(ui)
        .id_salt("findings")
        .striped(false)
        .sense(Sense::click())
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .max_scroll_height(height)
        .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
        .column(Column::exact(20.0))
        .column(Column::exact(if wide { 150.0 } else { 110.0 }).clip(true))
        .column(Column::remainder().at_least(120.0).clip(true));
    if wide {
        table = table.columns(Column::exact(90.0).clip(true), 2);
    }
    table = table.column(Column::exact(actions).clip(true));
    if let Some(place) = current.filter(|_| moved) {
        table = table.scroll_to_row(place, None);
    }
    let table = table.header(18.0, |mut header| {
        let titles: &[&str] = if wide { &["", "Rule", "Finding", "Actual", "Limit", ""] } else { &["", "Rule", "Finding", ""] };
        titles.iter().for_each(|title| {
            header.col(|ui| head(ui, ctx, title));
        });
    });
    table.body(|body| {
        body.rows(ROW, shown.len(), |mut row| {
            let Some(finding) = shown.get(row.index()) else { return };
            row.set_selected(Some(row.index()) == current);
            row::show(&mut row, ctx, reading, finding, wide);
            if row.response().clicked() {
                ctx.send(Message::Finding(key(finding)));
            }
        });
    });
}

/// Whether another finding was marked since the last frame: then its row has to be in view.
fn just_moved(ui: &Ui, ctx: &Ctx) -> bool {
    let memory = egui::Id::unique("finding in view");
    let now = ctx.state.finding.clone();
    ui.data_mut(|data| {
        let moved = data.get_temp::<Option<FindingKey>>(memory).flatten() != now;
        data.insert_temp(memory, now);
        moved
    })
}

fn head(ui: &mut Ui, ctx: &Ctx, title: &str) {
    let text = RichText::new(title).size(SMALL).color(ctx.theme.dim);
    if matches!(title, "Actual" | "Limit") {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(text));
    } else {
        ui.label(text);
    }
}
