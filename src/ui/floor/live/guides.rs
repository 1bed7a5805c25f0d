//! Lines along which edges and middles agree, and the free space to the neighbours in metres.

use egui::{Align2, FontId, Pos2, Stroke, Vec2, vec2};

use super::{Sight, metres};
use crate::edit::Axis;
use crate::ui::floor::gesture::snap::{Gap, Guide, Landing};
use crate::ui::floor::view::as_float;
use crate::ui::theme::SMALL;

/// How far a guide goes on beyond what it joins, in points.
const BEYOND: f32 = 8.0;
/// Half the length of the ticks at the ends of a distance.
const TICK: f32 = 4.0;

impl Sight<'_, '_> {
    pub(super) fn guides(&self, landing: &Landing) {
        landing.guides.iter().for_each(|guide| self.guide(guide));
        landing.gaps.iter().for_each(|gap| self.gap(gap));
    }

    fn guide(&self, guide: &Guide) {
        let [from, to] = [guide.from, guide.to].map(|across| self.point(guide.axis, guide.at, across));
        let beyond = (to - from).normalized() * BEYOND;
        self.painter.line_segment([from - beyond, to + beyond], Stroke::new(1.0, self.ctx.theme.accent.gamma_multiply(0.7)));
    }

    /// A line with ticks at its ends and its length in the middle.
    fn gap(&self, gap: &Gap) {
        let theme = self.ctx.theme;
        let [from, to] = [gap.from, gap.to].map(|along| self.point(gap.axis, along, gap.at));
        let across: Vec2 = (to - from).normalized().rot90() * TICK;
        let stroke = Stroke::new(1.0, theme.dim);
        self.painter.line_segment([from, to], stroke);
        for end in [from, to] {
            self.painter.line_segment([end - across, end + across], stroke);
        }
        let (align, aside) = match gap.axis {
            Axis::X => (Align2::CENTER_BOTTOM, vec2(0.0, -3.0)),
            Axis::Y => (Align2::LEFT_CENTER, vec2(6.0, 0.0)),
        };
        let galley = self.painter.layout_no_wrap(metres(gap.mm()), FontId::proportional(SMALL), theme.text);
        let rect = align.anchor_size(from.lerp(to, 0.5) + aside, galley.size());
        self.painter.rect_filled(rect.expand2(vec2(3.0, 0.0)), 2.0, theme.canvas.gamma_multiply(0.85));
        self.painter.galley(rect.min, galley, theme.text);
    }

    fn point(&self, axis: Axis, along: i64, across: i64) -> Pos2 {
        match axis {
            Axis::X => self.view.to_screen(as_float(along), as_float(across)),
            Axis::Y => self.view.to_screen(as_float(across), as_float(along)),
        }
    }
}
