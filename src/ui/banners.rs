//! What the window has to say, above the floor: severity by colour and shape, details on demand, to be copied and dismissed.

use egui::{Align, Label, Layout, RichText, Ui};

use super::ctx::{Ctx, Message};
use super::state::{Notice, Severity};
use super::theme::SMALL;
use super::widgets::row::action;

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    for (index, notice) in ctx.state.notices.iter().enumerate() {
        ui.push_id(("notice", index), |ui| banner(ui, ctx, index, notice));
    }
}

fn banner(ui: &mut Ui, ctx: &Ctx, index: usize, notice: &Notice) {
    let theme = ctx.theme;
    let colour = match notice.severity {
        Severity::Error => theme.error,
        Severity::Warning => theme.warning,
        Severity::Note => theme.note,
    };
    egui::Frame::new().fill(theme.tint(colour)).inner_margin(egui::Margin::symmetric(12, 4)).show(ui, |ui| {
        let open = ui.scope_id().with("open");
        let shown: bool = ui.data(|data| data.get_temp(open)).unwrap_or(false);
        ui.horizontal(|ui| {
            super::widgets::sign::sign(ui, theme, notice.severity);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if action(ui, theme, "Dismiss", "Takes this message away", true) {
                    ctx.send(Message::Dismiss(index));
                }
                if action(ui, theme, "Copy", "Copies the whole message", true) {
                    ui.ctx().copy_text(format!("{}\n{}", notice.text, notice.details));
                }
                if !notice.details.is_empty() && action(ui, theme, if shown { "Less" } else { "Details" }, "Shows the rest", true) {
                    ui.data_mut(|data| data.insert_temp(open, !shown));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(Label::new(notice.text.as_str()).truncate()).on_hover_text(notice.text.as_str());
                });
            });
        });
        if shown {
            ui.add(Label::new(RichText::new(notice.details.as_str()).size(SMALL).color(theme.dim)).wrap());
        }
    });
}
