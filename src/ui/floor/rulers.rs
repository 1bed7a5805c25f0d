//! Rulers in metres along the top and the left edge of the floor, with where the pointer is.

use egui::{Align2, FontId, Painter, Pos2, Rect, Stroke, pos2, vec2};

use super::hall::steps;
use super::view::View;
use crate::solve::charts::nice_step;
use crate::solve::readout::significant;
use crate::ui::ctx::Ctx;
use crate::ui::theme::SMALL;

/// Height of the ruler along the top, width of the one along the left edge.
pub(super) const SIZE: egui::Vec2 = vec2(34.0, 18.0);
/// Points between two numbers, at least.
const APART: f64 = 64.0;

/// What is left of an area for the floor.
pub(super) fn inside(area: Rect) -> Rect {
    Rect::from_min_max((area.min + SIZE).min(area.max), area.max)
}

/// Paints both beside the floor's area.
pub(super) fn show(painter: &Painter, ctx: &Ctx, view: View) {
    let floor = view.area;
    let (top, left) = (
        Rect::from_min_max(floor.min - vec2(0.0, SIZE.y), floor.right_top()),
        Rect::from_min_max(floor.min - vec2(SIZE.x, 0.0), floor.left_bottom()),
    );
    painter.rect_filled(top.union(Rect::from_min_size(floor.min - SIZE, SIZE)), 0.0, ctx.theme.panel);
    painter.rect_filled(left, 0.0, ctx.theme.panel);
    painter.hline(top.x_range(), floor.top(), ctx.theme.hairline());
    painter.vline(floor.left(), left.y_range(), ctx.theme.hairline());
    painter.text(floor.min - vec2(6.0, 3.0), Align2::RIGHT_BOTTOM, "m", FontId::proportional(SMALL), ctx.theme.dim);
    let step = nice_step(APART / view.camera.zoom) * 1000.0;
    let ([from_x, from_y], [to_x, to_y]) = (view.to_floor(floor.min), view.to_floor(floor.max));
    let ruler = Ruler { painter, ctx };
    for (share, length) in [(5.0, 3.0), (1.0, 6.0)] {
        let fine = step / share;
        steps(from_x, to_x, fine).for_each(|x| ruler.tick(pos2(view.to_screen(x, 0.0).x, floor.top()), vec2(0.0, -length)));
        steps(from_y, to_y, fine).for_each(|y| ruler.tick(pos2(floor.left(), view.to_screen(0.0, y).y), vec2(-length, 0.0)));
    }
    let (across, down) = (painter.with_clip_rect(top), painter.with_clip_rect(left));
    steps(from_x, to_x, step).for_each(|x| {
        let at = pos2(view.to_screen(x, 0.0).x, floor.top() - 5.0);
        Ruler { painter: &across, ctx }.number(at, Align2::CENTER_BOTTOM, x);
    });
    steps(from_y, to_y, step).for_each(|y| {
        let at = pos2(floor.left() - 8.0, view.to_screen(0.0, y).y);
        Ruler { painter: &down, ctx }.number(at, Align2::RIGHT_CENTER, y);
    });
    ruler.pointer(view);
}

struct Ruler<'r, 'c> {
    painter: &'r Painter,
    ctx: &'r Ctx<'c>,
}

impl Ruler<'_, '_> {
    fn tick(&self, from: Pos2, by: egui::Vec2) {
        self.painter.line_segment([from, from + by], self.ctx.theme.hairline());
    }

    fn number(&self, at: Pos2, align: Align2, mm: f64) {
        self.painter.text(at, align, significant(mm / 1000.0), FontId::proportional(SMALL), self.ctx.theme.dim);
    }

    fn pointer(&self, view: View) {
        let Some([x, y]) = self.ctx.state.pointer else { return };
        let at = view.to_screen(super::view::as_float(x), super::view::as_float(y));
        let stroke = Stroke::new(1.0, self.ctx.theme.accent);
        if view.area.contains(at) {
            self.painter.line_segment([pos2(at.x, view.area.top()), pos2(at.x, view.area.top() - SIZE.y)], stroke);
            self.painter.line_segment([pos2(view.area.left(), at.y), pos2(view.area.left() - SIZE.x, at.y)], stroke);
        }
    }
}
