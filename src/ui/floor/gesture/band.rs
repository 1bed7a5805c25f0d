//! The rubber band: to the right it takes the racks it encloses, to the left those it touches; Shift keeps what was selected.

use egui::{Pos2, Rect};

use super::Hand;
use crate::model::racks::RackId;
use crate::ui::ctx::Message;
use crate::ui::floor::view::{union, whole};

/// A band as it is drawn now.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    pub mm: [i64; 4],
    /// Drawn to the left: touching is enough.
    pub touches: bool,
    /// Places of the racks it would take, in document order.
    pub places: Vec<u32>,
}

impl Band {
    /// The band from a point on the floor to the pointer.
    pub fn drawn(hand: &Hand, from: [f64; 2], to: Pos2) -> Self {
        let touches = to.x < hand.view.to_screen(from[0], from[1]).x;
        let band = Rect::from_two_pos(hand.view.to_screen(from[0], from[1]), to);
        let ([left, top], [right, bottom]) = (whole(hand.view.to_floor(band.min)), whole(hand.view.to_floor(band.max)));
        let mm = [left, top, right, bottom];
        let inside = |place: &u32| touches || hand.ctx.index.footprint(*place).is_some_and(|rack| union(rack, mm) == mm);
        let places = hand.ctx.index.within(mm).into_iter().filter(inside).collect();
        Self { mm, touches, places }
    }

    /// Selects what it has taken.
    pub fn take(&self, hand: &Hand) {
        let ctx = hand.ctx;
        let kept = ctx.selected().into_iter().filter(|_| hand.modifiers.shift);
        let taken = self.places.iter().filter_map(|place| ctx.plan.racks.at(*place as usize)).map(|rack| rack.id);
        let racks: Vec<RackId> = kept.chain(taken).collect();
        ctx.send(Message::Select(racks));
    }
}
