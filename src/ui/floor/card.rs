//! A rack seen from near: its name and role, power against the feed, how it is cooled, the worst of what is wrong, and where its front is.

use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::view::narrow;
use crate::model::geometry::Facing;
use crate::model::rack_type::Role;
use crate::model::racks::Rack;
use crate::model::severity::Severity;
use crate::solve::RackQuantity;
use crate::solve::readout::{self, Unit};
use crate::ui::ctx::Ctx;
use crate::ui::findings_panel::row::sign_of;
use crate::ui::theme::SMALL;
use crate::ui::widgets::sign;

/// A name may come this much closer to the edges than other words.
pub(super) const NAME_BEYOND: f32 = 6.0;
/// Room for one line of text.
const LINE: f32 = 14.0;

pub(super) struct Card<'d, 'c> {
    pub ctx: &'d Ctx<'c>,
    pub rack: &'d Rack,
    pub place: u32,
    /// Where words go.
    pub inside: Rect,
    pub ink: Color32,
    pub worst: Option<Severity>,
}

/// The letter of a rack's role.
pub(super) fn letter_of(ctx: &Ctx, rack: &Rack) -> char {
    ctx.plan.rack_type(&rack.kind).map_or('?', |kind| Role::letter(kind.role))
}

impl Card<'_, '_> {
    /// From the top: name, letter, power; at the bottom the bar of the feed with the badges above it; each where there is room.
    pub fn show(&self, painter: &Painter) {
        let (height, width) = (self.inside.height(), self.inside.width());
        let faint = Stroke::new(2.0, self.ink.gamma_multiply(0.5));
        painter.line_segment(front(self.inside.expand(2.0), self.rack.facing), faint);
        self.line(painter, 0.0, ending(painter, self.rack.name.as_str(), width + NAME_BEYOND));
        if height >= 2.0 * LINE + 6.0 {
            self.line(painter, LINE, letter_of(self.ctx, self.rack));
        }
        if height >= 4.0 * LINE + 6.0 && width >= 38.0 {
            let told = self.quantity(RackQuantity::Draw).map(|watts| readout::text(watts, Unit::Watt));
            self.line(painter, 2.0 * LINE, told.unwrap_or_default());
        }
        if height >= 3.0 * LINE + 6.0 {
            self.cooling(painter);
        }
        self.mark(painter);
        self.feed(painter);
    }

    fn line(&self, painter: &Painter, below: f32, text: impl ToString) {
        let at = pos2(self.inside.center().x, self.inside.top() + below);
        painter.text(at, Align2::CENTER_TOP, text, FontId::proportional(SMALL), self.ink);
    }

    /// A quantity, if the report is about this plan.
    fn quantity(&self, quantity: RackQuantity) -> Option<f64> {
        let reading = self.ctx.reading.filter(|reading| reading.report.racks.len() >= self.ctx.plan.racks.len())?;
        reading.report.rack_quantity(self.place, quantity)
    }

    /// Power against the feed.
    fn feed(&self, painter: &Painter) {
        let Some(percent) = self.quantity(RackQuantity::FeedShare) else { return };
        let track = Rect::from_min_max(pos2(self.inside.left(), self.inside.bottom() - 4.0), self.inside.max);
        painter.rect_filled(track, 1.0, self.ink.gamma_multiply(0.25));
        let filled = vec2(track.width() * narrow(percent / 100.0).clamp(0.0, 1.0), track.height());
        let colour = if percent > 100.0 { self.ctx.theme.error } else { self.ink };
        painter.rect_filled(Rect::from_min_size(track.min, filled), 1.0, colour);
    }

    /// A drop where most heat leaves into liquid, waves where it leaves into air.
    fn cooling(&self, painter: &Painter) {
        let of = |quantity| self.quantity(quantity).unwrap_or(0.0);
        let (liquid, air) = (of(RackQuantity::HeatToLiquid), of(RackQuantity::HeatToAir));
        let at = pos2(self.inside.left() + 5.0, self.inside.bottom() - 13.0);
        if liquid > air {
            droplet(painter, at, self.ink);
        } else if air > 0.0 {
            waves(painter, at, self.ink);
        }
    }

    fn mark(&self, painter: &Painter) {
        let (Some(severity), Some(at)) = (self.worst, mark_at(self.inside)) else { return };
        painter.circle_filled(at, 7.0, self.ctx.theme.panel);
        painter.add(sign::shape(self.ctx.theme, sign_of(severity), at));
    }
}

/// A name, or as much of its end as has room: names of neighbours differ there.
pub(super) fn ending(painter: &Painter, name: &str, room: f32) -> String {
    let font = FontId::proportional(SMALL);
    painter.fonts_mut(|fonts| {
        let mut width = |letter: char| fonts.glyph_width(&font, letter);
        if name.chars().map(&mut width).sum::<f32>() <= room {
            return name.to_string();
        }
        let mut left = room - width('\u{2026}');
        let fits = |letter: &char| {
            left -= width(*letter);
            left >= 0.0
        };
        let mut kept: Vec<char> = name.chars().rev().take_while(fits).collect();
        kept.push('\u{2026}');
        kept.into_iter().rev().collect()
    })
}

/// Where words go in a rack.
pub(super) fn words_in(rack: Rect) -> Rect {
    rack.shrink(5.0)
}

/// Where the mark of a rack stands, by the room for its words; none where there is too little.
pub(super) fn mark_at(inside: Rect) -> Option<Pos2> {
    let at = pos2(inside.right() - 6.0, inside.bottom() - 13.0);
    (inside.height() >= 3.0 * LINE).then_some(at)
}

pub(super) fn front(rect: Rect, facing: Facing) -> [Pos2; 2] {
    match facing {
        Facing::North => [rect.left_top(), rect.right_top()],
        Facing::East => [rect.right_top(), rect.right_bottom()],
        Facing::South => [rect.left_bottom(), rect.right_bottom()],
        Facing::West => [rect.left_top(), rect.left_bottom()],
    }
}

fn droplet(painter: &Painter, at: Pos2, ink: Color32) {
    painter.circle_filled(at + vec2(0.0, 1.5), 3.0, ink);
    let tip = vec![at + vec2(0.0, -5.0), at + vec2(2.7, 0.0), at + vec2(-2.7, 0.0)];
    painter.add(Shape::convex_polygon(tip, ink, Stroke::NONE));
}

fn waves(painter: &Painter, at: Pos2, ink: Color32) {
    for y in [-3.0, 0.0, 3.0] {
        let points = [(-4.0, 0.5), (-2.0, -0.8), (0.0, 0.5), (2.0, -0.8), (4.0, 0.5)].map(|(x, up)| at + vec2(x, y + up));
        painter.add(Shape::line(points.to_vec(), Stroke::new(1.0, ink)));
    }
}
