//! Table of failures: what fails and who waits for it.

use egui::Ui;

use super::panel;
use crate::solve::tables::TableKind;
use crate::ui::ctx::Ctx;
use crate::ui::reading::Reading;

pub fn show(ui: &mut Ui, ctx: &Ctx, reading: &Reading) {
    panel::show(ui, ctx, reading, TableKind::Failures);
}
