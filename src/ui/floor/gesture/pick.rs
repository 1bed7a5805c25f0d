//! Clicks: which rack is meant when several lie under the pointer, and the way through all racks in reading order.

use egui::Pos2;

use super::{Hand, Memory};
use crate::model::racks::RackId;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::floor::index::Index;
use crate::ui::floor::view::whole;
use crate::ui::state::Camera;

/// Clicks this close together mean the same spot.
const SAME_SPOT: f32 = 4.0;

impl Hand<'_, '_> {
    /// Racks under a point of the screen, the topmost first.
    pub(super) fn stack(&self, at: Pos2) -> Vec<RackId> {
        let places = self.ctx.index.at(whole(self.view.to_floor(at)));
        places.into_iter().filter_map(|place| self.ctx.plan.racks.at(place as usize)).map(|rack| rack.id).collect()
    }

    /// A click takes one rack, with Shift one more or one less; a double click asks for its details.
    pub(super) fn click(&self, memory: &mut Memory, at: Pos2) {
        let stack = self.stack(at);
        // A panel that opens beside the floor moves it under a pointer that stays.
        let near = |before: Pos2| before.distance(at) <= SAME_SPOT;
        let again = memory.clicked.is_some_and(|(screen, [x, y])| near(screen) || near(self.view.to_screen(x, y)));
        memory.clicked = Some((at, self.view.to_floor(at)));
        self.ctx.send(Message::Select(self.picked(&stack, again)));
        if self.response.double_clicked() && !stack.is_empty() {
            self.ctx.send(Message::Inspect);
        }
    }

    fn picked(&self, stack: &[RackId], again: bool) -> Vec<RackId> {
        let selected = self.ctx.selected();
        match (stack.first(), self.modifiers.shift) {
            (Some(top), true) if selected.contains(top) => selected.into_iter().filter(|other| other != top).collect(),
            (Some(top), true) => selected.into_iter().chain([*top]).collect(),
            (Some(top), false) if again => vec![below(stack, &selected).unwrap_or(*top)],
            (Some(top), false) => vec![*top],
            (None, true) => selected,
            (None, false) => Vec::new(),
        }
    }

    /// The menu is about what lies under the pointer, unless that is selected with others.
    pub(super) fn take_for_menu(&self, at: Pos2) {
        let stack = self.stack(at);
        if let Some(top) = stack.first()
            && !stack.iter().any(|id| self.ctx.state.selection.contains(id))
        {
            self.ctx.send(Message::Select(vec![*top]));
        }
    }

    /// The next rack in reading order, or the one before; `false` behind the last.
    pub(super) fn walk(&self, ahead: bool) -> bool {
        let Some(next) = next_in(&reading_order(self.ctx.index), selected_place(self.ctx), ahead) else { return false };
        let (Some(rack), Some(mm)) = (self.ctx.plan.racks.at(next as usize), self.ctx.index.footprint(next)) else { return false };
        self.ctx.send(Message::Select(vec![rack.id]));
        if !self.view.area.contains_rect(self.view.rect(mm)) {
            let [left, top, right, bottom] = mm.map(crate::ui::floor::view::as_float);
            let camera = Camera { centre: [(left + right) / 2.0, (top + bottom) / 2.0], ..self.view.camera };
            self.ctx.send(Message::Camera(camera));
        }
        true
    }
}

/// The rack under the one that is selected; under the lowest comes the topmost.
fn below(stack: &[RackId], selected: &[RackId]) -> Option<RackId> {
    let [single] = selected else { return None };
    let place = stack.iter().position(|id| id == single)?;
    stack.get(place + 1).or(stack.first()).copied()
}

/// The selected rack from which the walk goes on.
fn selected_place(ctx: &Ctx) -> Option<u32> {
    let first = ctx.selected().first().copied()?;
    u32::try_from(ctx.plan.racks.position(first)?).ok()
}

fn next_in(order: &[u32], now: Option<u32>, ahead: bool) -> Option<u32> {
    let Some(place) = now.and_then(|now| order.iter().position(|place| *place == now)) else {
        return if ahead { order.first() } else { order.last() }.copied();
    };
    let next = if ahead { place.checked_add(1) } else { place.checked_sub(1) };
    order.get(next?).copied()
}

/// Row by row from the top, each from left to right. A row is what begins above the end of its first rack's middle.
fn reading_order(index: &Index) -> Vec<u32> {
    let middle = |[_, top, _, bottom]: [i64; 4]| top + bottom;
    let mut racks: Vec<(i64, i64, [i64; 4], u32)> =
        (0_u32..).zip(index.footprints()).map(|(place, mm)| (middle(*mm), mm[0], *mm, place)).collect();
    racks.sort_unstable();
    let mut end = i64::MIN;
    let mut row = 0_u32;
    let mut placed = Vec::with_capacity(racks.len());
    for (middle, left, [.., bottom], place) in racks {
        if middle >= end {
            (row, end) = (row + 1, 2 * bottom);
        }
        placed.push((row, left, middle, place));
    }
    placed.sort_unstable();
    placed.into_iter().map(|(.., place)| place).collect()
}
