//! A drawing of a plan's floor where it is not edited: on the start screen, and side by side where plans are compared. Racks have as much detail as
//! there is room for, as on the floor itself. Looks only, nothing to click.

use egui::emath::GuiRounding;
use egui::{Align2, Color32, FontId, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, vec2};

use super::card::{NAME_BEYOND, ending, front, mark_at, words_in};
use super::index::Index;
use super::racks::{FAR, LETTER, NEAR, shorter};
use super::view::{View, everything, obstacle};
use crate::model::catalog::Catalog;
use crate::model::plan::Plan;
use crate::model::rack_type::Role;
use crate::model::racks::Rack;
use crate::model::severity::Severity;
use crate::ui::findings_panel::row::sign_of;
use crate::ui::theme::{SMALL, Theme};
use crate::ui::widgets::sign;

/// From so many points on a rack keeps a pixel of distance to its neighbour; below, a row is one block.
const APART: f32 = 3.0;
/// From so many points on there is room for the power below the letter.
const POWER: f32 = 44.0;

pub fn paint(painter: &Painter, area: Rect, theme: &Theme, plan: &Plan, catalog: &Catalog) {
    let index = Index::of(plan, catalog);
    // The racks tell more than an empty hall around them.
    let camera = View::fitting(area, around(plan, &index), 0.04);
    let picture = Picture { plan, index: &index, theme, worst: &[], power: &|_| None };
    let view = View { area, camera };
    picture.hall(painter, view);
    painter.add(Shape::mesh(picture.mesh(view, painter.pixels_per_point())));
}

/// The rectangle around the racks, or the hall where there are none.
pub fn around(plan: &Plan, index: &Index) -> [i64; 4] {
    index.bounds().unwrap_or_else(|| everything(plan, index))
}

/// A plan, and what its racks show.
pub struct Picture<'p> {
    pub plan: &'p Plan,
    pub index: &'p Index,
    pub theme: &'p Theme,
    /// The worst of what is wrong with each rack; may be empty.
    pub worst: &'p [Option<Severity>],
    /// What a rack draws, as it is told.
    pub power: &'p dyn Fn(u32) -> Option<String>,
}

impl Picture<'_> {
    /// The hall with what stands in the way of racks.
    pub fn hall(&self, painter: &Painter, view: View) {
        let floor = &self.plan.floor;
        let hall = view.rect([0, 0, floor.width.base(), floor.depth.base()]);
        painter.rect(hall.intersect(view.area.expand(8.0)), 0.0, self.theme.canvas, self.theme.hairline(), StrokeKind::Inside);
        for rect in floor.obstacles.iter().map(|one| view.rect(obstacle(one))).filter(|rect| rect.intersects(view.area)) {
            painter.rect(rect, 0.0, self.theme.raised, self.theme.hairline(), StrokeKind::Inside);
        }
    }

    /// All racks in view: a colour each, nearer an outline, and a mark where something is wrong.
    pub fn mesh(&self, view: View, pixels: f32) -> Mesh {
        let mut mesh = Mesh::default();
        for place in self.index.within(view.visible()) {
            let Some((rack, mm)) = self.plan.racks.at(place as usize).zip(self.index.footprint(place)) else { continue };
            let (colour, true_rect) = (self.colour(rack), view.rect(mm));
            let rect = apart(true_rect, pixels);
            mesh.add_colored_rect(rect, colour);
            if shorter(true_rect) >= FAR {
                mesh.add_colored_rect(rect.shrink(1.0), self.theme.tint(colour));
            }
            if let Some(severity) = self.worst_of(place).filter(|_| shorter(true_rect) < NEAR) {
                let side = (shorter(rect) / 2.0).clamp(1.5, 4.0);
                let corner = Rect::from_min_size(rect.right_top() - vec2(side, 0.0), vec2(side, side));
                mesh.add_colored_rect(corner, self.theme.severity(severity));
            }
        }
        mesh
    }

    /// What is written on racks that are near enough.
    pub fn words(&self, painter: &Painter, view: View) {
        let [width, depth] = self.index.largest();
        if shorter(view.rect([0, 0, width, depth])) < LETTER {
            return;
        }
        for place in self.index.within(view.visible()) {
            let Some((rack, mm)) = self.plan.racks.at(place as usize).zip(self.index.footprint(place)) else { continue };
            let rect = view.rect(mm);
            match shorter(rect) {
                side if side >= NEAR => self.card(painter, (place, rack), rect),
                side if side >= LETTER => self.line(painter, rect, (Align2::CENTER_CENTER, 0.0), (&self.letter(rack), self.ink(rack))),
                _ => {}
            }
        }
    }

    /// Name, letter and power from the top, the mark at the bottom, and where the front is.
    fn card(&self, painter: &Painter, (place, rack): (u32, &Rack), rect: Rect) {
        let (inside, ink) = (words_in(rect), self.ink(rack));
        let painter = painter.with_clip_rect(rect.shrink(2.0).intersect(painter.clip_rect()));
        painter.line_segment(front(inside.expand(2.0), rack.facing), Stroke::new(2.0, ink.gamma_multiply(0.5)));
        let top = |line: f32| (Align2::CENTER_TOP, line * 14.0);
        let name = ending(&painter, rack.name.as_str(), inside.width() + NAME_BEYOND);
        self.line(&painter, inside, top(0.0), (&name, ink));
        self.line(&painter, inside, top(1.0), (&self.letter(rack), ink));
        if let Some(told) = (self.power)(place).filter(|_| rect.width() >= POWER && rect.height() >= 1.5 * POWER) {
            self.line(&painter, inside, top(2.0), (&told, ink));
        }
        if let Some((severity, at)) = self.worst_of(place).zip(mark_at(inside)) {
            painter.circle_filled(at, 7.0, self.theme.panel);
            painter.add(sign::shape(self.theme, sign_of(severity), at));
        }
    }

    fn line(&self, painter: &Painter, rect: Rect, (align, below): (Align2, f32), (text, ink): (&str, Color32)) {
        let at = if align == Align2::CENTER_CENTER { rect.center() } else { rect.center_top() + vec2(0.0, below) };
        painter.text(at, align, text, FontId::proportional(SMALL), ink);
    }

    fn colour(&self, rack: &Rack) -> Color32 {
        self.plan.rack_type(&rack.kind).map_or(self.theme.dim, |kind| self.theme.role(kind.role))
    }

    fn ink(&self, rack: &Rack) -> Color32 {
        self.theme.over(self.theme.tint(self.colour(rack)))
    }

    fn letter(&self, rack: &Rack) -> String {
        self.plan.rack_type(&rack.kind).map_or('?', |kind| Role::letter(kind.role)).to_string()
    }

    fn worst_of(&self, place: u32) -> Option<Severity> {
        self.worst.get(place as usize).copied().flatten()
    }
}

/// On whole pixels and one short of the neighbour, so that racks that touch do not run into one another; smaller ones would vanish.
fn apart(rect: Rect, pixels: f32) -> Rect {
    if shorter(rect) < APART {
        return rect.expand2((vec2(1.5, 1.5) - rect.size()).max(egui::Vec2::ZERO) / 2.0);
    }
    let mut rect = rect.round_to_pixels(pixels);
    rect.max -= vec2(1.0, 1.0) / pixels;
    rect
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Pos2, pos2};

    #[test]
    fn racks_that_touch_do_not_run_into_one_another() {
        for pixels in [1.0, 1.25, 2.0] {
            for side in [3.5, 4.3, 6.0, 9.1, 30.0] {
                let at = |place: f32| Rect::from_min_size(pos2(10.3 + place * side, 7.7), vec2(side, 2.0 * side));
                for place in [0.0, 1.0, 2.0, 3.0] {
                    let (left, right) = (apart(at(place), pixels), apart(at(place + 1.0), pixels));
                    let gap = (right.left() - left.right()) * pixels;
                    assert!((0.99..1.01).contains(&gap), "{side} points at {pixels}: {gap} pixels");
                }
            }
        }
        let small = apart(Rect::from_min_size(Pos2::ZERO, vec2(0.2, 0.4)), 1.0);
        assert!(small.width() >= 1.4 && small.height() >= 1.4, "{small:?}");
    }
}
