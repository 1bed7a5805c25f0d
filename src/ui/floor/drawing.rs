//! What is painted on the floor. Looks only; nothing is sent from here.

use egui::{Align2, FontId, Rect, Stroke, StrokeKind};

use super::view::{self, View, footprint};
use crate::model::racks::Rack;
use crate::ui::ctx::Ctx;
use crate::ui::theme::SMALL;

/// Everything that is painted.
pub(super) struct Drawing<'d, 'c> {
    pub ctx: &'d Ctx<'c>,
    pub view: View,
    pub painter: &'d egui::Painter,
}

impl Drawing<'_, '_> {
    pub fn all(&self) {
        let plan = self.ctx.plan;
        let floor = self.view.rect([0, 0, plan.floor.width.base(), plan.floor.depth.base()]);
        self.painter.rect(floor, 0.0, self.ctx.theme.panel, self.ctx.theme.hairline(), StrokeKind::Outside);
        self.grid(floor);
        for obstacle in &plan.floor.obstacles {
            let rect = self.view.rect(view::obstacle(obstacle));
            self.painter.rect(rect, 0.0, self.ctx.theme.raised, self.ctx.theme.hairline(), StrokeKind::Inside);
            let clipped = self.painter.with_clip_rect(rect);
            clipped.text(rect.center(), Align2::CENTER_CENTER, obstacle.name.as_str(), FontId::proportional(SMALL), self.ctx.theme.dim);
        }
        plan.racks.iter().for_each(|rack| self.rack(rack));
    }

    fn grid(&self, floor: Rect) {
        let tile = view::as_float(self.ctx.plan.floor.tile.base().max(1));
        if tile * self.view.camera.zoom / 1000.0 < 8.0 {
            return;
        }
        let visible = floor.intersect(self.view.area);
        let [left, top] = self.view.to_floor(visible.min);
        let [right, bottom] = self.view.to_floor(visible.max);
        let stroke = Stroke::new(1.0, self.ctx.theme.grid);
        let lines = |from: f64, to: f64| {
            let count = ((to - from) / tile).clamp(0.0, 2000.0);
            (0..=view::whole([count, 0.0])[0]).map(move |index| ((from / tile).ceil() + view::as_float(index)) * tile)
        };
        lines(left, right).for_each(|x| {
            self.painter.vline(self.view.to_screen(x, 0.0).x, visible.y_range(), stroke);
        });
        lines(top, bottom).for_each(|y| {
            self.painter.hline(visible.x_range(), self.view.to_screen(0.0, y).y, stroke);
        });
    }

    fn rack(&self, rack: &Rack) {
        let rect = self.view.rect(footprint(self.ctx.plan, self.ctx.catalog, rack));
        if !rect.intersects(self.view.area) {
            return;
        }
        let theme = self.ctx.theme;
        let role = self.ctx.plan.rack_type(&rack.kind).map(|kind| kind.role);
        let colour = role.map_or(theme.dim, |role| theme.role(role));
        let selected = self.ctx.state.selection.contains(&rack.id);
        let stroke = if selected { Stroke::new(2.0, theme.text) } else { Stroke::new(1.0, colour) };
        self.painter.rect(rect.shrink(0.5), 2.0, theme.tint(colour), stroke, StrokeKind::Inside);
        if rect.width() > 26.0 && rect.height() > 26.0 {
            let clipped = self.painter.with_clip_rect(rect.shrink(2.0));
            let font = |size| FontId::proportional(size);
            clipped.text(rect.center_top() + egui::vec2(0.0, 4.0), Align2::CENTER_TOP, rack.name.as_str(), font(SMALL), theme.text);
            let letter = role.map_or('?', crate::model::rack_type::Role::letter);
            clipped.text(view::middle(rect), Align2::CENTER_CENTER, letter, font(SMALL), theme.text);
        }
    }
}
