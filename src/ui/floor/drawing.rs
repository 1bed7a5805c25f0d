//! What is painted on the floor. Looks only; nothing is sent from here.

use std::sync::Arc;

use egui::{Rect, Response, Stroke, StrokeKind, Ui};

use super::colours::Colours;
use super::gesture::{Gesture, stamp_corner, step};
use super::hall::HallLayer;
use super::marks::marks;
use super::racks::RackLayer;
use super::view::{self, View, footprint};
use crate::ui::ctx::Ctx;
use crate::ui::state::Tool;

/// Everything that is painted.
pub(super) struct Drawing<'d, 'c> {
    pub ctx: &'d Ctx<'c>,
    pub view: View,
    pub painter: &'d egui::Painter,
}

impl Drawing<'_, '_> {
    pub fn all(&self, ui: &Ui, response: &Response, gesture: Option<Gesture>, colours: &Arc<Colours>) {
        let Self { ctx, view, painter } = *self;
        HallLayer { ctx, view, painter }.show(ui);
        RackLayer { ctx, view, painter, colours: Arc::clone(colours), marks: marks(ui, ctx) }.show(ui);
        match (gesture, response.interact_pointer_pos()) {
            (Some(Gesture::Band(from)), Some(to)) => {
                let band = Rect::from_two_pos(from, to);
                let stroke = Stroke::new(1.0, self.ctx.theme.accent);
                self.painter.rect(band, 0.0, self.ctx.theme.accent.gamma_multiply(0.1), stroke, StrokeKind::Inside);
            }
            (Some(Gesture::Move(from)), Some(to)) => self.ghosts(step(self.ctx, from, self.view.to_floor(to))),
            _ => {}
        }
        self.stamp();
    }

    fn ghosts(&self, [dx, dy]: [i64; 2]) {
        for rack in self.ctx.state.selection.iter().filter_map(|id| self.ctx.plan.racks.get(*id)) {
            let [left, top, right, bottom] = footprint(self.ctx.plan, self.ctx.catalog, rack);
            self.ghost([left + dx, top + dy, right + dx, bottom + dy]);
        }
    }

    fn stamp(&self) {
        if let (Tool::Place(kind), Some(at)) = (&self.ctx.state.tool, self.ctx.state.pointer) {
            let [x, y] = stamp_corner(self.ctx, kind, at);
            let (width, depth) = view::size_of(self.ctx.plan, self.ctx.catalog, kind);
            self.ghost([x, y, x + width, y + depth]);
        }
    }

    fn ghost(&self, mm: [i64; 4]) {
        let rect = self.view.rect(mm);
        let accent = self.ctx.theme.accent;
        self.painter.rect(rect, 2.0, accent.gamma_multiply(0.2), Stroke::new(1.0, accent), StrokeKind::Inside);
    }
}
