//! What fails, what is exchanged for it, who waits meanwhile: one table for each plan, side by side to be read across.

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use super::Page;
use crate::explore::compare::told;
use crate::ui::theme::{GAP, SMALL};

pub fn show(ui: &mut Ui, page: Page) {
    ScrollArea::both().id_salt("service").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(5.0 * GAP, GAP);
        Grid::new("service").show(ui, |ui| {
            head(ui, page);
            page.order().into_iter().for_each(|place| plan(ui, page, place));
        });
    });
}

fn head(ui: &mut Ui, page: Page) {
    for title in std::iter::once("Plan").chain(told::SERVICE) {
        ui.label(RichText::new(title).size(SMALL).color(page.ctx.theme.dim));
    }
    ui.end_row();
}

fn plan(ui: &mut Ui, page: Page, place: usize) {
    let services = page.told.services.get(place).map_or(&[][..], Vec::as_slice);
    for (row, service) in services.iter().enumerate() {
        let name = if row == 0 { page.shown.name(place) } else { "" };
        ui.label(RichText::new(name).size(SMALL + 1.0).strong());
        let cells = told::service(service);
        let last = cells.len() - 1;
        for (column, cell) in cells.iter().enumerate() {
            let text = RichText::new(cell).size(SMALL + 1.0);
            if column == 0 || column == last {
                ui.add(Label::new(text.color(if column == 0 { page.ctx.theme.text } else { page.ctx.theme.dim })).extend());
            } else {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(text));
            }
        }
        ui.end_row();
    }
}
