//! What is shown while something is in the hand: ghosts where it would land, lines it agrees with, distances, how far each medium reaches from
//! there, and a card with what it changes. Nothing is sent from here.

mod card;
mod ghosts;
mod guides;
mod rings;

use egui::{Painter, Shape, Stroke, StrokeKind, Ui};

use super::gesture::Live;
use super::gesture::band::Band;
use super::view::{View, as_float};
use crate::solve::readout;
use crate::ui::ctx::Ctx;
use crate::ui::state::Dialog;

/// Where and how it is painted.
struct Sight<'s, 'c> {
    ctx: &'s Ctx<'c>,
    view: View,
    painter: &'s Painter,
}

pub(super) fn show(ui: &Ui, ctx: &Ctx, view: View, live: Option<&Live>) {
    let painter = ui.painter().with_clip_rect(view.area);
    let sight = Sight { ctx, view, painter: &painter };
    match live {
        Some(Live::Carried(carried)) => {
            let reaches = rings::found(ctx, carried);
            sight.rings(carried, &reaches);
            sight.ghosts(carried);
            sight.guides(&carried.landing);
            card::show(ui, &sight, carried, &reaches);
        }
        Some(Live::Band(band)) => sight.band(band),
        None if ctx.state.dialog == Some(Dialog::Array) => sight.new_racks(),
        None => {}
    }
}

impl Sight<'_, '_> {
    /// Solid while it encloses, dashed while touching is enough.
    fn band(&self, band: &Band) {
        let accent = self.ctx.theme.accent;
        for mm in band.places.iter().filter_map(|place| self.ctx.index.footprint(*place)) {
            self.painter.rect(self.view.rect(mm), 2.0, accent.gamma_multiply(0.2), Stroke::new(1.5, accent), StrokeKind::Inside);
        }
        let rect = self.view.rect(band.mm);
        self.painter.rect_filled(rect, 0.0, accent.gamma_multiply(0.08));
        let stroke = Stroke::new(1.0, accent);
        if band.touches {
            let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
            self.painter.extend(Shape::dashed_line(&corners, stroke, 6.0, 4.0));
        } else {
            self.painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
        }
    }
}

/// `1.20 m`, to the millimetre where it is not a whole centimetre.
fn metres(mm: i64) -> String {
    let places = if mm % 10 == 0 { 2 } else { 3 };
    format!("{} m", readout::fixed(as_float(mm) / 1000.0, places))
}
