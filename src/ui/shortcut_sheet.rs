//! Every verb with its keys, by menu.

use egui::{Id as UiId, Modal, RichText, ScrollArea, Ui};

use super::command::{Menu, Row, TABLE};
use super::ctx::{Ctx, Message};
use super::theme::{HEADLINE, SMALL};

pub fn show(ui: &Ui, ctx: &Ctx) {
    let modal = Modal::new(UiId::unique("shortcuts")).frame(ctx.theme.dialog()).backdrop_color(ctx.theme.backdrop());
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(640.0);
        ui.label(RichText::new("Keyboard shortcuts").size(HEADLINE));
        ScrollArea::vertical().max_height(480.0).show(ui, |ui| ui.columns(2, |columns| fill(columns, ctx)));
        ui.button("Close").clicked()
    });
    if shown.should_close() || shown.inner {
        ctx.send(Message::Dialog(None));
    }
}

/// Menus go to the shorter column.
fn fill(columns: &mut [Ui], ctx: &Ctx) {
    for menu in Menu::ALL {
        let shortest = columns.iter_mut().min_by(|a, b| a.min_rect().height().total_cmp(&b.min_rect().height()));
        if let Some(ui) = shortest {
            section(ui, ctx, menu);
        }
    }
}

fn section(ui: &mut Ui, ctx: &Ctx, menu: Menu) {
    ui.add_space(8.0);
    ui.label(RichText::new(menu.title().to_uppercase()).size(SMALL).color(ctx.theme.dim));
    let with_keys = TABLE.iter().filter(|row| row.menu == menu && !row.keys.is_empty());
    egui::Grid::new(("shortcuts", menu.title())).num_columns(2).show(ui, |ui| {
        for row in with_keys {
            ui.label(row.title).on_hover_text(row.tooltip);
            ui.label(RichText::new(keys(ui, row)).color(ctx.theme.dim));
            ui.end_row();
        }
    });
}

fn keys(ui: &Ui, row: &Row) -> String {
    row.keys.iter().map(|keys| ui.ctx().format_shortcut(keys)).collect::<Vec<_>>().join("  or  ")
}
