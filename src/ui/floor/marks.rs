//! The worst of what is wrong with each rack, kept while the report stays the same.

use std::sync::Arc;

use egui::Ui;

use super::colours::solved;
use super::kept::kept;
use crate::model::severity::Severity;
use crate::ui::ctx::Ctx;

/// The worst severity of each rack in document order; none where nothing is wrong, or nothing is known yet.
#[derive(Default)]
pub struct Marks(Vec<Option<Severity>>);

impl Marks {
    pub fn of(&self, place: u32) -> Option<Severity> {
        self.0.get(place as usize).copied().flatten()
    }
}

pub fn marks(ui: &Ui, ctx: &Ctx) -> Arc<Marks> {
    kept(ui, "marks", solved(ctx), || Marks(ctx.reading.map_or_else(Vec::new, |reading| reading.report.worst_of_racks())))
}
