//! A table by keys: up and down, a page at a time, to either end, copy, and Enter to see a rack on the floor.

use egui::{Event, EventFilter, Id, Key, Modifiers, Ui};

use super::panel::Shown;
use super::{focus_id, grid};
use crate::solve::tables::TableKind;
use crate::ui::command::Command;
use crate::ui::ctx::{Ctx, Message};

/// Rows a page key goes over.
const PAGE: i64 = 10;
/// Farther than any table is long.
const FAR: i64 = 1 << 40;

/// Arrow keys go through the table and not to the next widget.
pub fn hold(ui: &Ui, id: Id) {
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, tab: false, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

pub fn take(ui: &Ui, ctx: &Ctx, shown: &Shown) {
    if !ui.memory(|memory| memory.has_focus(focus_id(shown.table.kind))) {
        return;
    }
    if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
        ctx.send(Message::CopyTable(shown.table.kind));
    }
    if let Some((steps, modifiers)) = steps(ui) {
        go(ctx, shown, steps, modifiers);
    }
    if shown.table.kind == TableKind::Racks && pressed(ui, Key::Enter).is_some() {
        ctx.run(Command::FitSelection);
    }
}

/// How often a key was pressed since the last frame, and with what.
fn pressed(ui: &Ui, key: Key) -> Option<(i64, Modifiers)> {
    let (modifiers, times) = ui.input(|input| (input.modifiers, input.num_presses(key)));
    let plain = modifiers.is_none() || modifiers.shift_only();
    (plain && times > 0).then(|| (i64::try_from(times).unwrap_or(1), modifiers))
}

/// How far the keys of this frame go.
fn steps(ui: &Ui) -> Option<(i64, Modifiers)> {
    let keys = [(Key::ArrowUp, -1), (Key::ArrowDown, 1), (Key::PageUp, -PAGE), (Key::PageDown, PAGE), (Key::Home, -FAR), (Key::End, FAR)];
    keys.into_iter().find_map(|(key, steps)| pressed(ui, key).map(|(times, modifiers)| (times.saturating_mul(steps), modifiers)))
}

fn go(ctx: &Ctx, shown: &Shown, steps: i64, modifiers: Modifiers) {
    let last = i64::try_from(shown.order.rows.len()).unwrap_or(i64::MAX) - 1;
    let place = grid::current(ctx, shown).and_then(|row| shown.place_of(row)).and_then(|place| i64::try_from(place).ok());
    let next = place.map_or(0, |place| place.saturating_add(steps)).clamp(0, last.max(0));
    if let Some(row) = usize::try_from(next).ok().and_then(|place| shown.row_at(place)) {
        grid::choose(ctx, shown, row, modifiers);
    }
}
