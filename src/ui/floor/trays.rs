//! How full the trays are, over the racks: each piece as wide as the plan's trays, from empty to full on the heat map; what is too full is an
//! error. From afar squares of the floor show the fullest piece in them.

use egui::{Color32, Mesh, Painter, Shape, Ui};

use super::coarse::Coarse;
use super::colours::solved;
use super::view::{View, as_float};
use crate::solve::figure::{nearest, whole};
use crate::solve::trays::{Piece, Trays};
use crate::ui::ctx::Ctx;
use crate::ui::kept::kept;
use crate::ui::state::whole_mm;

/// Trays closer than so many points are drawn as squares.
const FINE: f64 = 4.0;
/// A tray as full as it may be; the steps from empty to there.
const FULL: u8 = 254;
/// A tray that is too full.
const OVERFULL: u8 = 255;

pub(super) struct TrayLayer<'d, 'c> {
    pub ctx: &'d Ctx<'c>,
    pub view: View,
    pub painter: &'d Painter,
}

/// How full trays along x and along y are, and the fuller of both.
struct Fill {
    pitch: i64,
    /// How far trays reach along x and y.
    size: [i64; 2],
    along: Coarse,
    across: Coarse,
    both: Coarse,
}

impl TrayLayer<'_, '_> {
    pub fn show(&self, ui: &Ui) {
        let Some(reading) = self.ctx.reading.filter(|_| self.ctx.state.floor.trays) else { return };
        let look = (self.ctx.theme.dark, self.view.area, self.view.camera);
        let fill = || kept(ui, "tray fill", solved(self.ctx), || Fill::of(&reading.report.trays));
        let mesh = kept(ui, "tray mesh", (solved(self.ctx), look), || self.mesh(&fill()));
        self.painter.add(Shape::Mesh(mesh));
    }

    fn mesh(&self, fill: &Fill) -> Mesh {
        let mut mesh = Mesh::default();
        let mut add = |mm: [i64; 4], value: u8| mesh.add_colored_rect(self.view.rect(mm), self.colour(value));
        let visible = self.view.visible();
        if as_float(fill.pitch) * self.view.camera.zoom / 1000.0 < FINE {
            let least = whole_mm(FINE * 1000.0 / self.view.camera.zoom);
            let [width, depth] = fill.size;
            let stretches = fill.both.stretches(least, visible).into_iter();
            stretches.for_each(|([left, top, right, bottom], value)| add([left, top, right.min(width), bottom.min(depth)], value));
            return mesh;
        }
        let half = self.ctx.plan.floor.routing.tray_width.base() / 2;
        for ([left, top, right, bottom], value) in fill.along.stretches(fill.pitch, visible) {
            let middle = i64::midpoint(top, bottom);
            add([left, middle - half, right, middle + half], value);
        }
        for ([left, top, right, bottom], value) in fill.across.stretches(fill.pitch, visible) {
            let middle = i64::midpoint(left, right);
            add([middle - half, top, middle + half, bottom], value);
        }
        mesh
    }

    fn colour(&self, value: u8) -> Color32 {
        let theme = self.ctx.theme;
        let colour = if value == OVERFULL { theme.error } else { theme.heat_at(f64::from(value) / f64::from(FULL)) };
        colour.gamma_multiply(0.75)
    }
}

impl Fill {
    fn of(trays: &Trays) -> Self {
        let pitch = trays.pitch_mm();
        let [width, depth] = trays.size_mm();
        let empty = |along_x| Coarse::over([0, 0, width - 1, depth - 1], pitch, along_x);
        let (mut along, mut across, mut both) = (empty(true), empty(false), empty(true));
        for piece in trays.pieces() {
            let (mm, value) = (square(&piece), step(piece.load_um2, trays.limit_um2));
            if piece.along_x { &mut along } else { &mut across }.raise(mm, value);
            both.raise(mm, value);
        }
        Self { pitch, size: [width, depth], along, across, both: both.levelled() }
    }
}

fn square(piece: &Piece) -> [i64; 4] {
    [piece.x_mm, piece.y_mm, piece.x_mm + piece.length_mm, piece.y_mm + piece.length_mm]
}

/// What is in a tray as a step from 1 to full, or as too full.
fn step(load: i64, limit: i64) -> u8 {
    if load > limit {
        return OVERFULL;
    }
    let steps = whole(load) / whole(limit.max(1)) * f64::from(FULL);
    u8::try_from(nearest(steps)).unwrap_or(FULL).clamp(1, FULL)
}
