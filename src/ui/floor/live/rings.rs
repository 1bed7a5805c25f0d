//! How far each medium reaches from where the rack would stand, as the solver routes cables: along rows and across them, up and down, with slack.
//! Links that would be too long are drawn on their way.

use egui::{Align2, FontId, Pos2, Rect, Shape, Stroke, vec2};

use super::{Sight, metres};
use crate::model::parts::Family;
use crate::solve::Reach;
use crate::ui::ctx::Ctx;
use crate::ui::floor::gesture::carry::{Carried, How};
use crate::ui::floor::view::{as_float, shifted};
use crate::ui::theme::SMALL;

/// Rings larger than this on screen are not drawn: no edge of them would be seen.
const LARGEST: f32 = 20_000.0;
/// Links that are too long, at most.
const MOST_LINKS: usize = 40;

/// The reaches from the rack in the hand, longest first, each once; none for what the solver does not know.
pub(super) fn found(ctx: &Ctx, carried: &Carried) -> Vec<Reach> {
    let report = ctx.reading.map(|reading| &reading.report);
    let index = carried.load.sample.zip(report).and_then(|(sample, report)| report.position(sample));
    let mut reaches = report.zip(index).map_or_else(Vec::new, |(report, index)| report.reaches_of(index));
    reaches.retain(|reach| reach.span_mm > 0);
    reaches.dedup_by(|next, kept| next.technology == kept.technology && next.span_mm == kept.span_mm);
    reaches
}

impl Sight<'_, '_> {
    pub(super) fn rings(&self, carried: &Carried, reaches: &[Reach]) {
        let Some(centre) = self.centre(carried) else { return };
        for (place, reach) in reaches.iter().enumerate() {
            self.ring(centre, reach, place);
        }
        self.too_long(carried);
    }

    /// The middle of the rack that was taken hold of, where it would stand.
    fn centre(&self, carried: &Carried) -> Option<(i64, i64)> {
        let sample = carried.load.sample?;
        let place = || u32::try_from(self.ctx.plan.racks.position(sample)?).ok();
        let [left, top, right, bottom] = match carried.how {
            How::Put => carried.around(),
            How::Move | How::Copy => shifted(self.ctx.index.footprint(place()?)?, carried.landing.step),
        };
        Some(((left + right).div_euclid(2), (top + bottom).div_euclid(2)))
    }

    fn ring(&self, centre: (i64, i64), reach: &Reach, place: usize) {
        let Some(reading) = self.ctx.reading else { return };
        let points: Vec<Pos2> = reading.report.reach_around(centre, reach.span_mm).into_iter().map(|point| self.to_screen(point)).collect();
        if points.is_empty() || Rect::from_points(&points).width() > LARGEST {
            return;
        }
        let family = reading.report.reach_family(reach);
        let colour = family.map_or(self.ctx.theme.other_media, |family| self.ctx.theme.family(family));
        self.outline(&points, family, Stroke::new(1.5, colour));
        self.label(&points, reach, colour, place);
    }

    fn to_screen(&self, (x, y): (i64, i64)) -> Pos2 {
        self.view.to_screen(as_float(x), as_float(y))
    }

    /// Passive copper in one line, active copper in dashes, light in dots and dashes, as the legend of cables has it.
    fn outline(&self, points: &[Pos2], family: Option<Family>, stroke: Stroke) {
        let closed: Vec<Pos2> = points.iter().chain(points.first()).copied().collect();
        match family {
            Some(Family::PassiveCopper | Family::Backplane) => self.painter.extend([Shape::line(closed, stroke)]),
            Some(Family::ActiveCopper) => self.painter.extend(Shape::dashed_line(&closed, stroke, 8.0, 4.0)),
            _ => self.painter.extend(Shape::dashed_line(&closed, stroke, 2.0, 4.0)),
        }
    }

    /// At a corner that is seen; rings take turns so that labels do not cover each other.
    fn label(&self, points: &[Pos2], reach: &Reach, colour: egui::Color32, place: usize) {
        let room = self.view.area.shrink2(vec2(60.0, 12.0));
        let corners = points.iter().cycle().skip(place).take(points.len());
        let Some(at) = corners.copied().find(|point| room.contains(*point)) else { return };
        let theme = self.ctx.theme;
        let galley = self.painter.layout_no_wrap(told(reach), FontId::proportional(SMALL), theme.text);
        let rect = Align2::CENTER_CENTER.anchor_size(at, galley.size());
        self.painter.rect(rect.expand2(vec2(4.0, 1.0)), 3.0, theme.panel, Stroke::new(1.0, colour), egui::StrokeKind::Outside);
        self.painter.galley(rect.min, galley, theme.text);
    }

    /// Links of the rack that no medium carries, on the way the solver takes.
    fn too_long(&self, carried: &Carried) {
        let Some(reading) = self.ctx.reading.filter(|_| carried.how == How::Move) else { return };
        let report = &reading.report;
        let Some(index) = carried.load.sample.and_then(|sample| report.position(sample)) else { return };
        let stroke = Stroke::new(1.5, self.ctx.theme.error.gamma_multiply(0.8));
        for way in report.ways_too_long(index).take(MOST_LINKS) {
            self.painter.line(way.into_iter().map(|point| self.to_screen(point)).collect(), stroke);
        }
    }
}

/// `dac_106 1.85 m`, whole centimetres that it does reach.
pub(super) fn told(reach: &Reach) -> String {
    format!("{} {}", reach.technology, metres(reach.span_mm / 10 * 10))
}
