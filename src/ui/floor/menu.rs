//! The menu a right click or the menu key opens on the floor.

use egui::{Id, Popup, Pos2, Response, SetOpenCommand};

use crate::ui::canvas_id;
use crate::ui::command::Command;
use crate::ui::ctx::Ctx;
use crate::ui::menu_bar::entry;

/// What the menu offers: most likely first, then arranging, looking, details.
const GROUPS: &[&[Command]] = &[
    &[Command::Duplicate, Command::Array, Command::Copy, Command::Cut, Command::Paste, Command::Delete],
    &[Command::Carry, Command::TurnRight, Command::TurnLeft, Command::MirrorX, Command::MirrorY, Command::PickSame],
    &[Command::FitSelection, Command::FitAll],
    &[Command::Rename, Command::ShowInspector],
];

pub(super) fn id() -> Id {
    canvas_id().with("menu")
}

/// `quiet`: this right click meant something else.
pub(super) fn show(ctx: &Ctx, response: &Response, at: Pos2, quiet: bool) {
    let open = match (response.secondary_clicked() && !quiet, response.clicked()) {
        (true, _) => Some(SetOpenCommand::Bool(true)),
        (_, true) => Some(SetOpenCommand::Bool(false)),
        _ => None,
    };
    let popup = Popup::context_menu(response).id(id()).open_memory(open).at_position(at);
    popup.show(|ui| {
        ui.set_min_width(220.0);
        for (place, group) in GROUPS.iter().enumerate() {
            if place > 0 {
                ui.separator();
            }
            group.iter().filter_map(|command| command.row()).for_each(|row| entry(ui, ctx, row));
        }
    });
}
