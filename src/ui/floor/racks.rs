//! Racks with as much detail as there is room for: far away one colour each, all in one mesh; nearer an outline and the letter of the role;
//! nearest the name, power against the feed, how it is cooled and what is wrong.

use std::sync::Arc;

use egui::emath::GuiRounding;
use egui::{Align2, Color32, FontId, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Ui, vec2};

use super::card::{Card, letter_of, words_in};
use super::colours::{Colours, solved};
use super::kept::{Same, kept};
use super::look::ColourBy;
use super::marks::Marks;
use super::view::View;
use crate::model::racks::Rack;
use crate::ui::ctx::Ctx;
use crate::ui::theme::SMALL;

/// Below so many points on its shorter side a rack is only a colour.
const FAR: f32 = 6.0;
/// From here on it has the letter of its role.
const LETTER: f32 = 13.0;
/// From here on it has everything.
pub(super) const NEAR: f32 = 26.0;

/// The racks in view.
pub(super) struct RackLayer<'d, 'c> {
    pub ctx: &'d Ctx<'c>,
    pub view: View,
    pub painter: &'d Painter,
    pub colours: Arc<Colours>,
    pub marks: Arc<Marks>,
}

impl RackLayer<'_, '_> {
    /// Racks in view, without words: cables run above them.
    pub fn bodies(&self, ui: &Ui) -> Vec<u32> {
        let visible = self.ctx.index.within(self.view.visible());
        let mesh = kept(ui, "racks", self.mesh_key(), || self.mesh(&visible));
        self.painter.add(Shape::Mesh(mesh));
        let near = visible.into_iter().filter(|place| self.rect(*place).is_some_and(|rect| shorter(rect) >= LETTER));
        let near: Vec<u32> = near.collect();
        for place in near.iter().copied() {
            if let Some(rect) = self.rect(place).filter(|rect| shorter(*rect) >= NEAR) {
                self.body(place, rect);
            }
        }
        near
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
        (Same(Arc::clone(ctx.plan)), solved(ctx), look, seen, ctx.state.selection.clone())
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

    fn mesh(&self, visible: &[u32]) -> Mesh {
        let mut mesh = Mesh::default();
        mesh.reserve_triangles(2 * visible.len());
        mesh.reserve_vertices(4 * visible.len());
        let some = !self.ctx.state.selection.is_empty();
        for place in visible.iter().copied() {
            let Some(rect) = self.rect(place) else { continue };
            let selected = some && self.is_selected(place);
            match shorter(rect) {
                side if side < FAR => {
                    mesh.add_colored_rect(at_least(rect), if selected { self.ctx.theme.text } else { self.colour(place) })
                }
                side if side < NEAR => self.boxed(&mut mesh, place, rect, selected),
                _ => {}
            }
        }
        mesh
    }

    fn is_selected(&self, place: u32) -> bool {
        let rack = self.ctx.plan.racks.at(place as usize);
        rack.is_some_and(|rack| self.ctx.state.selection.contains(&rack.id))
    }

    /// An outline and a fill, both as plain rectangles: that many rounded ones would take longer than a frame has.
    fn boxed(&self, mesh: &mut Mesh, place: u32, rect: Rect, selected: bool) {
        let pixels = self.painter.pixels_per_point();
        let outer = rect.shrink(0.5).round_to_pixels(pixels);
        let (line, width) = if selected { (self.ctx.theme.text, 2.0) } else { (self.colour(place), 1.0) };
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

/// Smaller racks would vanish between pixels; larger ones leave a gap to their neighbours.
fn at_least(rect: Rect) -> Rect {
    let gap = if shorter(rect) >= 3.0 { 0.25 } else { 0.0 };
    rect.shrink(gap).expand2((vec2(1.0, 1.0) - rect.size()).max(egui::Vec2::ZERO) / 2.0)
}
