//! The steps made so far: what is undone is dimmed, a click goes to any of them.

use egui::{RichText, ScrollArea, Ui};

use super::ctx::{Ctx, Message};
use super::theme::ROW;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let rows = ctx.history.steps.len() + 1;
    ScrollArea::vertical().auto_shrink(false).id_salt("history").show_rows(ui, ROW, rows, |ui, range| {
        for made in range {
            row(ui, ctx, made);
        }
    });
}

/// The state after so many steps.
fn row(ui: &mut Ui, ctx: &Ctx, made: usize) {
    let label = made.checked_sub(1).and_then(|index| ctx.history.steps.get(index)).map_or("As opened", String::as_str);
    let undone = made > ctx.history.made;
    let text = RichText::new(format!("{made}  {label}")).color(if undone { ctx.theme.dim } else { ctx.theme.text });
    let response = ui.add_sized([ui.available_width(), ROW], egui::Button::selectable(made == ctx.history.made, text).truncate());
    if response.clicked() {
        ctx.send(Message::Jump(made));
    }
}
