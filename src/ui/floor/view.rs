//! From millimetres on the floor to points on screen and back, and the footprints of racks. Pure.

use egui::{Pos2, Rect};

use super::index::Index;
use crate::model::catalog::Catalog;
use crate::model::decimal::Decimal;
use crate::model::plan::Plan;
use crate::model::racks::Rack;
use crate::model::text::Id;
use crate::ui::state::{Camera, whole_mm};

/// A camera on an area of the screen.
#[derive(Clone, Copy, Debug)]
pub struct View {
    pub area: Rect,
    pub camera: Camera,
}

impl View {
    pub fn to_screen(self, x: f64, y: f64) -> Pos2 {
        let scale = self.camera.zoom / 1000.0;
        let [cx, cy] = self.camera.centre;
        self.area.center() + egui::vec2(narrow((x - cx) * scale), narrow((y - cy) * scale))
    }

    pub fn to_floor(self, at: Pos2) -> [f64; 2] {
        let scale = self.camera.zoom / 1000.0;
        let [cx, cy] = self.camera.centre;
        let offset = at - self.area.center();
        [cx + f64::from(offset.x) / scale, cy + f64::from(offset.y) / scale]
    }

    pub fn rect(self, mm: [i64; 4]) -> Rect {
        let [left, top, right, bottom] = mm.map(as_float);
        Rect::from_two_pos(self.to_screen(left, top), self.to_screen(right, bottom))
    }

    /// What of the floor is in view.
    pub fn visible(self) -> [i64; 4] {
        let ([left, top], [right, bottom]) = (whole(self.to_floor(self.area.min)), whole(self.to_floor(self.area.max)));
        [left, top, right, bottom]
    }

    /// The camera that shows a rectangle, with this share of the area free on each side.
    pub fn fitting(area: Rect, mm: [i64; 4], margin: f64) -> Camera {
        let [left, top, right, bottom] = mm.map(as_float);
        let (width, height) = ((right - left).max(500.0), (bottom - top).max(500.0));
        let used = 1.0 - 2.0 * margin;
        let zoom = (f64::from(area.width()) * used / width).min(f64::from(area.height()) * used / height) * 1000.0;
        Camera { centre: [(left + right) / 2.0, (top + bottom) / 2.0], zoom }.checked()
    }

    /// The camera zoomed so that the point under the pointer stays there.
    pub fn zoomed(self, by: f64, about: Pos2) -> Camera {
        let [x, y] = self.to_floor(about);
        let zoom = Camera { zoom: self.camera.zoom * by, ..self.camera }.checked().zoom;
        let kept = self.camera.zoom / zoom;
        let [cx, cy] = self.camera.centre;
        Camera { centre: [x + (cx - x) * kept, y + (cy - y) * kept], zoom }.checked()
    }

    /// The camera dragged by so many points.
    pub fn panned(self, by: egui::Vec2) -> Camera {
        let scale = self.camera.zoom / 1000.0;
        let [cx, cy] = self.camera.centre;
        Camera { centre: [cx - f64::from(by.x) / scale, cy - f64::from(by.y) / scale], ..self.camera }.checked()
    }
}

/// Left, top, right, bottom of a rack; one metre square if its frame is not known.
pub fn footprint(plan: &Plan, catalog: &Catalog, rack: &Rack) -> [i64; 4] {
    standing(rack, size_of(plan, catalog, &rack.kind))
}

/// The footprint of a rack of this width and depth, as it is turned.
pub fn standing(rack: &Rack, (width, depth): (i64, i64)) -> [i64; 4] {
    let (dx, dy) = if rack.facing.is_sideways() { (depth, width) } else { (width, depth) };
    [rack.at.x(), rack.at.y(), rack.at.x() + dx, rack.at.y() + dy]
}

/// Width and depth of a rack type in millimetres.
pub fn size_of(plan: &Plan, catalog: &Catalog, kind: &Id) -> (i64, i64) {
    let frame = plan.rack_type(kind).map(|kind| &kind.frame);
    let own = frame.and_then(|id| plan.catalog.frames.iter().find(|frame| frame.id == *id));
    let known = own.or_else(|| frame.and_then(|id| catalog.frame(id)));
    known.map_or((1000, 1000), |frame| (frame.width.value().base(), frame.depth.value().base()))
}

/// The floor with everything that stands on it or beside it.
pub fn everything(plan: &Plan, index: &Index) -> [i64; 4] {
    let floor = [0, 0, plan.floor.width.base(), plan.floor.depth.base()];
    index.bounds().map_or(floor, |racks| union(racks, floor))
}

pub fn union(a: [i64; 4], b: [i64; 4]) -> [i64; 4] {
    let ([al, at, ar, ab], [bl, bt, br, bb]) = (a, b);
    [al.min(bl), at.min(bt), ar.max(br), ab.max(bb)]
}

pub fn contains(mm: [i64; 4], [x, y]: [i64; 2]) -> bool {
    let [left, top, right, bottom] = mm;
    (left..right).contains(&x) && (top..bottom).contains(&y)
}

/// The nearest multiple of a tile.
pub fn snapped(at: [i64; 2], tile: i64) -> [i64; 2] {
    let tile = tile.max(1);
    at.map(|value| (value + tile / 2).div_euclid(tile) * tile)
}

pub fn whole(at: [f64; 2]) -> [i64; 2] {
    at.map(whole_mm)
}

pub fn as_float(whole: i64) -> f64 {
    i32::try_from(whole).map_or_else(|_| Decimal::new(i128::from(whole), 0).float().unwrap_or(0.0), f64::from)
}

/// Screen coordinates need no more than a float of half the size.
pub fn narrow(value: f64) -> f32 {
    let bounded = if value.is_finite() { value.clamp(-1e9, 1e9) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, reason = "bounded just above; points on screen")]
    let narrow = bounded as f32;
    narrow
}
