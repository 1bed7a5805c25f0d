//! Table of bill, to be written.

use egui::Ui;

use crate::ui::ctx::Ctx;
use crate::ui::reading::Reading;

pub fn show(_ui: &mut Ui, _ctx: &Ctx, _reading: &Reading) {}
