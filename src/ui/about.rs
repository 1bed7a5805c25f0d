//! What the program is and what its numbers rest on.

use egui::{Id as UiId, Modal, RichText, Ui};

use super::ctx::{Ctx, Message};
use super::theme::HEADLINE;
use super::widgets::row::note;
use crate::model::catalog::Kind;

pub fn show(ui: &Ui, ctx: &Ctx) {
    let modal = Modal::new(UiId::unique("about")).frame(ctx.theme.dialog()).backdrop_color(ctx.theme.backdrop());
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(420.0);
        ui.label(RichText::new("Rackwright").size(HEADLINE));
        ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
        let sources = ctx.catalog.parts(Kind::Source).len();
        let parts: usize = Kind::ALL.iter().filter(|kind| **kind != Kind::Source).map(|kind| ctx.catalog.parts(*kind).len()).sum();
        note(ui, ctx.theme, &format!("The catalogue holds {parts} parts from {sources} sources. Every number has a range, a source and a confidence; hover over it to see them."));
        note(ui, ctx.theme, "Rates are each way, energy is per end.");
        note(ui, ctx.theme, "Licence: MIT or Apache 2.0, as you like");
        ui.button("Close").clicked()
    });
    if shown.should_close() || shown.inner {
        ctx.send(Message::Dialog(None));
    }
}
