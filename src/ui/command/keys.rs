//! From keys to verbs. A key belongs to a text field while that has the focus; a key with more modifiers wins over one with fewer.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers, Popup};

use super::{Command, TABLE};
use crate::solve::tables::TableKind;
use crate::ui::canvas_id;
use crate::ui::floor::gesture::is_busy;
use crate::ui::tables::focus_id;

/// Takes the pressed shortcuts out of the input and returns their verbs, in the order they were pressed.
///
/// `was_typing`: a text field had the focus when the last frame ended. Esc takes the focus away before anyone can ask.
pub fn take_pressed(ctx: &Context, was_typing: bool) -> Vec<Command> {
    if Popup::is_any_open(ctx) || is_busy(ctx) {
        return Vec::new();
    }
    let typing = was_typing || ctx.text_edit_focused();
    let on_floor = ctx.memory(|memory| memory.focused().is_none_or(|focused| focused == canvas_id()));
    let in_table = ctx.memory(|memory| memory.focused()).is_some_and(is_table);
    let mut taken = Vec::new();
    ctx.input_mut(|input| {
        let mut letters = Vec::new();
        input.events.retain(|event| match command_of(event) {
            Some((command, keys)) if may_take(&keys, typing, on_floor) && !(in_table && belongs_to_table(&keys)) => {
                taken.push(command);
                letters.push(keys.logical_key);
                false
            }
            _ => true,
        });
        // The letter of a key that became a verb is no text for a field that gets the focus by it.
        input.events.retain(|event| !(matches!(event, Event::Text(_)) && !letters.is_empty() && !typing));
    });
    taken
}

fn command_of(event: &Event) -> Option<(Command, KeyboardShortcut)> {
    let by_event = |command: Command| Some((command, *command.row()?.keys.first()?));
    match event {
        Event::Copy => by_event(Command::Copy),
        Event::Cut => by_event(Command::Cut),
        Event::Key { key, pressed: true, modifiers, .. } => command_for(*key, *modifiers),
        _ => None,
    }
}

/// The verb of a key: of those that fit, the one with the most modifiers.
pub(super) fn command_for(key: Key, modifiers: Modifiers) -> Option<(Command, KeyboardShortcut)> {
    let rows = TABLE.iter().flat_map(|row| row.keys.iter().map(move |keys| (row.command, *keys)));
    rows.filter(|(_, keys)| keys.logical_key == key && fits(keys, modifiers)).max_by_key(|(_, keys)| count(keys.modifiers))
}

/// Signs are typed with Shift on some keyboards and without on others.
fn fits(keys: &KeyboardShortcut, pressed: Modifiers) -> bool {
    let sign = matches!(keys.logical_key, Key::Plus | Key::Minus | Key::Equals | Key::Questionmark);
    pressed.matches_exact(keys.modifiers) || (sign && pressed.matches_logically(keys.modifiers))
}

fn count(modifiers: Modifiers) -> usize {
    [modifiers.alt, modifiers.shift, modifiers.ctrl, modifiers.command].into_iter().filter(|pressed| *pressed).count()
}

fn may_take(keys: &KeyboardShortcut, typing: bool, on_floor: bool) -> bool {
    let arrow = matches!(keys.logical_key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown);
    if typing { !belongs_to_text(keys) } else { on_floor || !arrow }
}

fn is_table(focused: egui::Id) -> bool {
    TableKind::ALL.iter().any(|kind| focus_id(*kind) == focused)
}

/// Keys that go through a table and copy it.
fn belongs_to_table(keys: &KeyboardShortcut) -> bool {
    let copies = keys.logical_key == Key::C && keys.modifiers == Modifiers::COMMAND;
    copies || matches!(keys.logical_key, Key::Home | Key::End | Key::PageUp | Key::PageDown)
}

/// Keys a text field has a use for.
fn belongs_to_text(keys: &KeyboardShortcut) -> bool {
    let function = matches!(keys.logical_key, Key::F1 | Key::F2 | Key::F3 | Key::F6 | Key::F7 | Key::F8);
    let plain = !keys.modifiers.command && !keys.modifiers.ctrl;
    let edits = matches!(
        keys.logical_key,
        Key::Z | Key::Y | Key::A | Key::X | Key::C | Key::V | Key::Backspace | Key::Delete | Key::Home | Key::End
    );
    let moves = matches!(keys.logical_key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown);
    !function && (plain || edits || moves)
}
