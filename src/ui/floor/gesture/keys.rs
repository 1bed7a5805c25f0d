//! Keys on the floor that are no verbs: Tab goes from rack to rack, Enter drops or asks for details, the menu key opens the menu.

use egui::{EventFilter, FocusDirection, Key, Modifiers, Popup, Pos2};

use super::carry::{Carried, How, Load};
use super::{Hand, Memory, nearest_in};
use crate::ui::canvas_id;
use crate::ui::ctx::Message;
use crate::ui::floor::menu;
use crate::ui::floor::view::union;
use crate::ui::state::Tool;

impl Hand<'_, '_> {
    /// Takes the keys while the floor has the focus and nothing lies over it.
    pub(super) fn take_keys(&self, memory: &mut Memory) {
        let focused = self.egui.memory(|memory| memory.focused());
        if self.ctx.state.dialog.is_some() || Popup::is_any_open(self.egui) || focused.is_some_and(|id| id != canvas_id()) {
            return;
        }
        if self.pressed(Modifiers::NONE, Key::Menu) || self.pressed(Modifiers::SHIFT, Key::F10) {
            memory.menu_at = self.middle_of_selection();
            Popup::open_id(self.egui, menu::id());
        }
        if focused.is_some() {
            self.hold_focus();
            self.tab();
            self.enter();
        }
    }

    fn pressed(&self, modifiers: Modifiers, key: Key) -> bool {
        self.egui.input_mut(|input| input.consume_key(modifiers, key))
    }

    /// Tab and arrows stay on the floor; behind the last rack Tab goes on.
    fn hold_focus(&self) {
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        self.egui.memory_mut(|memory| memory.set_focus_lock_filter(canvas_id(), filter));
    }

    fn tab(&self) {
        let back = self.pressed(Modifiers::SHIFT, Key::Tab);
        if (back || self.pressed(Modifiers::NONE, Key::Tab)) && !self.walk(!back) {
            let direction = if back { FocusDirection::Previous } else { FocusDirection::Next };
            self.egui.memory_mut(|memory| memory.move_focus(direction));
        }
    }

    fn enter(&self) {
        if !self.pressed(Modifiers::NONE, Key::Enter) {
            return;
        }
        match self.ctx.state.tool {
            Tool::Move(step) => self.drop_moved(step),
            Tool::Select if !self.ctx.state.selection.is_empty() => self.ctx.send(Message::Inspect),
            _ => {}
        }
    }

    /// Ends moving by keys with the edit.
    fn drop_moved(&self, step: [i64; 2]) {
        let load = Load::of(self.ctx, self.ctx.selected()).map(std::sync::Arc::new);
        let carried = load.map(|load| Carried::exactly(self.ctx, &load, How::Move, step));
        carried.and_then(|carried| carried.edit()).into_iter().for_each(|edit| self.ctx.edit(edit));
        self.ctx.send(Message::Tool(Tool::Select));
    }

    /// Where the menu opens without a pointer.
    fn middle_of_selection(&self) -> Pos2 {
        let places = self.ctx.state.selection.iter().filter_map(|id| u32::try_from(self.ctx.plan.racks.position(*id)?).ok());
        let around = places.filter_map(|place| self.ctx.index.footprint(place)).reduce(union);
        let middle = around.map_or(self.view.area.center(), |mm| self.view.rect(mm).center());
        nearest_in(self.view.area.shrink(8.0), middle)
    }
}
