//! Racks where they would land, in red and hatched where they cannot stand; where they come from is dimmed.

use egui::{Align2, FontId, Rect, Stroke, StrokeKind, pos2};

use super::Sight;
use crate::ui::floor::gesture::carry::{Carried, How};
use crate::ui::floor::view::standing;
use crate::ui::theme::SMALL;

/// Ghosts that are looked at one by one, at most; more than these nobody tells apart.
const MOST: usize = 2_000;
/// Between two lines of a hatch.
const HATCH: f32 = 7.0;

impl Sight<'_, '_> {
    pub(super) fn ghosts(&self, carried: &Carried) {
        if carried.how == How::Move {
            let veil = self.ctx.theme.canvas.gamma_multiply(0.7);
            let origins = carried.load.footprints.iter().map(|mm| self.view.rect(*mm)).filter(|rect| self.is_seen(*rect));
            for rect in origins {
                self.painter.rect_filled(rect, 2.0, veil);
            }
        }
        let seen = carried.footprints().map(|mm| (mm, self.view.rect(mm))).filter(|(_, rect)| self.is_seen(*rect));
        for (mm, rect) in seen.take(MOST) {
            self.ghost(rect, carried.is_in_the_way(self.ctx, mm));
        }
        if let [_] = carried.load.footprints.as_slice() {
            self.name(self.view.rect(carried.around()), &carried.load.title);
        }
    }

    /// Racks that a preview adds to the plan.
    pub(super) fn new_racks(&self) {
        let Some(reading) = self.ctx.reading.filter(|reading| reading.preview) else { return };
        let racks = &reading.report.input.plan.racks;
        let new = (self.ctx.plan.racks.len()..racks.len()).filter_map(|place| Some((racks.at(place)?, reading.report.racks.get(place)?)));
        for (rack, at) in new {
            let (width, depth) = if at.sideways { (at.depth, at.width) } else { (at.width, at.depth) };
            let rect = self.view.rect(standing(rack, (width, depth)));
            if self.is_seen(rect) {
                self.ghost(rect, false);
            }
        }
    }

    fn is_seen(&self, rect: Rect) -> bool {
        rect.intersects(self.view.area)
    }

    fn ghost(&self, rect: Rect, in_the_way: bool) {
        let theme = self.ctx.theme;
        let colour = if in_the_way { theme.error } else { theme.accent };
        self.painter.rect(rect, 2.0, colour.gamma_multiply(0.25), Stroke::new(1.5, colour), StrokeKind::Inside);
        if in_the_way {
            self.hatch(rect, Stroke::new(1.0, colour));
        }
    }

    /// Slanted lines across a rectangle, on a raster of the screen so that those of neighbours meet.
    fn hatch(&self, rect: Rect, stroke: Stroke) {
        let seen = rect.intersect(self.view.area);
        let clipped = self.painter.with_clip_rect(seen);
        let height = seen.height();
        let mut x = ((seen.left() + seen.bottom()) / HATCH).floor() * HATCH - seen.bottom() - height;
        while x < seen.right() {
            clipped.line_segment([pos2(x, seen.bottom()), pos2(x + height, seen.top())], stroke);
            x += HATCH;
        }
    }

    fn name(&self, rect: Rect, name: &str) {
        if rect.width() > 26.0 && rect.height() > 16.0 {
            let clipped = self.painter.with_clip_rect(rect.intersect(self.view.area));
            clipped.text(
                rect.center_top() + egui::vec2(0.0, 4.0),
                Align2::CENTER_TOP,
                name,
                FontId::proportional(SMALL),
                self.ctx.theme.text,
            );
        }
    }
}
