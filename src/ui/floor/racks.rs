//! Racks with as much detail as there is room for: far away one colour each, all in one mesh; nearer an outline and the letter of the role;
//! nearest the name, power against the feed, how it is cooled and what is wrong.

use std::sync::Arc;

use egui::emath::GuiRounding;
use egui::{Align2, Color32, FontId, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Ui, vec2};

use super::card::{Card, letter_of, words_in};
use super::colours::{Colours, solved};
use super::look::ColourBy;
use super::marks::Marks;
use super::strips::strips;
use super::view::View;
use crate::model::racks::Rack;
use crate::ui::ctx::Ctx;
use crate::ui::kept::{Held, kept};
use crate::ui::state::whole_mm;
use crate::ui::theme::SMALL;

/// Below so many points on its shorter side a rack has no gap to its neighbours.
const JOINED: f32 = 3.0;
/// Below so many points a rack is only a colour.
pub(super) const FAR: f32 = 6.0;
/// From here on it has the letter of its role.
pub(super) const LETTER: f32 = 13.0;
/// From here on it has everything.
pub(super) const NEAR: f32 = 26.0;

/// The racks in view.
pub(super) struct RackLayer<'d, 'c> {
    pub ctx: &'d Ctx<'c>,
    pub view: View,
    pub painter: &'d Painter,
    pub colours: Arc<Colours>,
    pub marks: Arc<Marks>,
    pub selected: Arc<Vec<bool>>,
}

/// Whether each rack is selected, in document order; nothing where none is.
pub(super) fn selected(ui: &Ui, ctx: &Ctx) -> Arc<Vec<bool>> {
    let selection = &ctx.state.selection;
    if selection.is_empty() {
        return Arc::default();
    }
    let key = (Held(Arc::clone(ctx.plan)), Held(Arc::clone(selection)));
    kept(ui, "selected", key, || ctx.plan.racks.marked(selection).map(|(_, marked)| marked).collect())
}

impl RackLayer<'_, '_> {
    /// Racks in view, without words: cables run above them. Those near enough to be written on.
    pub fn bodies(&self, ui: &Ui) -> Vec<u32> {
        let mesh = kept(ui, "racks", self.mesh_key(), || self.mesh());
        self.painter.add(Shape::Mesh(mesh));
        let near = self.near();
        for place in near.iter().copied() {
            if let Some(rect) = self.rect(place).filter(|rect| shorter(*rect) >= NEAR) {
                self.body(place, rect);
            }
        }
        near
    }

    /// Racks with room for a letter. Where the largest has none, the others need not be looked at.
    fn near(&self) -> Vec<u32> {
        let [width, depth] = self.ctx.index.largest();
        if shorter(self.view.rect([0, 0, width, depth])) < LETTER {
            return Vec::new();
        }
        let visible = self.ctx.index.within(self.view.visible());
        visible.into_iter().filter(|place| self.rect(*place).is_some_and(|rect| shorter(rect) >= LETTER)).collect()
    }

    /// What is written on those near enough.
    pub fn words(&self, near: &[u32]) {
        for place in near.iter().copied() {
            let (Some(rack), Some(rect)) = (self.ctx.plan.racks.at(place as usize), self.rect(place)) else { continue };
            if shorter(rect) < NEAR { self.letter(rack, place, rect) } else { self.card(rack, place, rect) }
        }
    }

    /// Everything the mesh depends on.
    fn mesh_key(&self) -> impl PartialEq + Send + Sync + 'static {
        let ctx = self.ctx;
        let look = (ctx.state.floor.colour, ctx.theme.dark, self.painter.pixels_per_point().to_bits());
        let seen = (self.view.area, self.view.camera);
        (Held(Arc::clone(ctx.plan)), solved(ctx), look, seen, Held(Arc::clone(&ctx.state.selection)))
    }

    fn rect(&self, place: u32) -> Option<Rect> {
        self.ctx.index.footprint(place).map(|mm| self.view.rect(mm))
    }

    fn colour(&self, place: u32) -> Color32 {
        self.colours.of_racks.get(place as usize).copied().unwrap_or(self.ctx.theme.dim)
    }

    /// Inside a rack: its colour where that is a number, a tint of it where it is a role.
    fn fill(&self, place: u32) -> Color32 {
        let colour = self.colour(place);
        if self.ctx.state.floor.colour == ColourBy::Role { self.ctx.theme.tint(colour) } else { colour }
    }

    fn mesh(&self) -> Mesh {
        let mut mesh = Mesh::default();
        let joined_mm = whole_mm(f64::from(JOINED) * 1000.0 / self.view.camera.zoom);
        let joined = |place: &u32| self.ctx.index.footprint(*place).is_some_and(|[l, t, r, b]| (r - l).min(b - t) < joined_mm);
        let (far, rest): (Vec<u32>, Vec<u32>) = self.ctx.index.within(self.view.visible()).into_iter().partition(joined);
        let plain = far.into_iter().filter_map(|place| Some((self.ctx.index.footprint(place)?, self.plain_colour(place))));
        strips(plain, |mm, colour| mesh.add_colored_rect(at_least(self.view.rect(mm)), colour));
        for place in rest {
            match self.rect(place) {
                Some(rect) if shorter(rect) < FAR => mesh.add_colored_rect(rect.shrink(0.25), self.plain_colour(place)),
                Some(rect) if shorter(rect) < NEAR => self.boxed(&mut mesh, place, rect),
                _ => {}
            }
        }
        mesh
    }

    /// Of a rack that is only a colour.
    fn plain_colour(&self, place: u32) -> Color32 {
        if self.is_selected(place) { self.ctx.theme.text } else { self.colour(place) }
    }

    fn is_selected(&self, place: u32) -> bool {
        self.selected.get(place as usize).copied().unwrap_or(false)
    }

    /// An outline and a fill, both as plain rectangles: that many rounded ones would take longer than a frame has.
    fn boxed(&self, mesh: &mut Mesh, place: u32, rect: Rect) {
        let pixels = self.painter.pixels_per_point();
        let outer = rect.shrink(0.5).round_to_pixels(pixels);
        let (line, width) = if self.is_selected(place) { (self.ctx.theme.text, 2.0) } else { (self.colour(place), 1.0) };
        mesh.add_colored_rect(outer, line);
        mesh.add_colored_rect(outer.shrink(width), self.fill(place));
        if let Some(severity) = self.marks.of(place) {
            let corner = Rect::from_min_size(outer.right_top() - vec2(4.0, 0.0), vec2(4.0, 4.0));
            mesh.add_colored_rect(corner, self.ctx.theme.severity(severity));
        }
    }

    fn letter(&self, rack: &Rack, place: u32, rect: Rect) {
        let ink = self.ctx.theme.over(self.fill(place));
        self.painter.text(rect.center(), Align2::CENTER_CENTER, letter_of(self.ctx, rack), FontId::proportional(SMALL), ink);
    }

    fn body(&self, place: u32, rect: Rect) {
        let stroke = if self.is_selected(place) { Stroke::new(2.0, self.ctx.theme.text) } else { Stroke::new(1.0, self.colour(place)) };
        self.painter.rect(rect.shrink(0.5), 2.0, self.fill(place), stroke, StrokeKind::Inside);
    }

    fn card(&self, rack: &Rack, place: u32, rect: Rect) {
        let ink = self.ctx.theme.over(self.fill(place));
        let card = Card { ctx: self.ctx, rack, place, inside: words_in(rect), ink, worst: self.marks.of(place) };
        card.show(&self.painter.with_clip_rect(rect.shrink(2.0).intersect(self.painter.clip_rect())));
    }
}

pub(super) fn shorter(rect: Rect) -> f32 {
    rect.width().min(rect.height())
}

/// Smaller racks would vanish between pixels.
fn at_least(rect: Rect) -> Rect {
    rect.expand2((vec2(1.0, 1.0) - rect.size()).max(egui::Vec2::ZERO) / 2.0)
}
