//! The menus, the name of the plan and the way into the palette. The menus hold every verb of the table.

use egui::{Align, Button, Label, Layout, MenuBar, RichText, Ui, UiBuilder};

use super::command::{Command, Menu, Row, TABLE};
use super::ctx::{Ctx, FileRequest, Message};
use super::theme::SMALL;
use super::toolbar::{explained, is_on};

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    MenuBar::new().ui(ui, |ui| {
        let bar = ui.max_rect();
        for menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| entries(ui, ctx, menu));
        }
        let menus = ui.next_widget_position().x;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| palette(ui, ctx));
        let middle = egui::Rect::from_min_max(egui::pos2(menus.max(bar.left()), bar.top()), egui::pos2(bar.right() - 180.0, bar.bottom()));
        if middle.width() > 80.0 {
            ui.scope_builder(
                UiBuilder::new().max_rect(middle).layout(Layout::centered_and_justified(egui::Direction::LeftToRight)),
                |ui| title(ui, ctx),
            );
        }
    });
}

fn palette(ui: &mut Ui, ctx: &Ctx) {
    let keys = Command::Palette.shortcut_text(ui.ctx());
    let text = RichText::new(format!("Find  {keys}")).size(SMALL).color(ctx.theme.dim);
    if ui.add(Button::new(text).frame(false)).on_hover_text("Finds any command or rack by its name").clicked() {
        ctx.run(Command::Palette);
    }
}

fn title(ui: &mut Ui, ctx: &Ctx) {
    if ctx.state.screen == super::state::Screen::Start {
        return;
    }
    if let (super::state::Screen::Compare, Some(shown)) = (ctx.state.screen, ctx.comparing) {
        ui.add(Label::new(RichText::new(shown.heading()).color(ctx.theme.dim)).truncate());
        return;
    }
    let star = if ctx.file.dirty { "*" } else { "" };
    let lock = if ctx.file.read_only.is_some() { "  (read-only)" } else { "" };
    let response = ui.add(Label::new(RichText::new(format!("{}{star}{lock}", ctx.file.name)).color(ctx.theme.dim)).truncate());
    if let Some(reason) = &ctx.file.read_only {
        response.on_hover_text(reason.as_str());
    }
}

fn entries(ui: &mut Ui, ctx: &Ctx, menu: Menu) {
    ui.set_min_width(240.0);
    let rows: Vec<&Row> = TABLE.iter().filter(|row| row.menu == menu).collect();
    for (index, row) in rows.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| rows.get(before));
        if before.is_some_and(|before| before.group != row.group) {
            ui.separator();
        }
        if is_nudge(row) {
            if !before.is_some_and(|before| is_nudge(before)) {
                ui.menu_button("Nudge", |ui| rows.iter().filter(|row| is_nudge(row)).for_each(|row| entry(ui, ctx, row)));
            }
        } else {
            entry(ui, ctx, row);
        }
        if row.command == Command::OpenPath {
            ui.menu_button("Open recent", |ui| recent(ui, ctx));
        }
    }
}

fn is_nudge(row: &Row) -> bool {
    matches!(row.command, Command::Nudge(..))
}

/// One verb as a menu entry.
pub fn entry(ui: &mut Ui, ctx: &Ctx, row: &Row) {
    let enabled = row.enabled(ctx);
    let keys = row.command.shortcut_text(ui.ctx());
    let button = Button::new(row.title_now(ctx)).shortcut_text(RichText::new(keys).color(ctx.theme.dim)).selected(is_on(ctx, row.command));
    let response = ui.add_enabled(enabled.is_ok(), button);
    if explained(ui, response, row, enabled).clicked() {
        ctx.run(row.command);
        ui.close();
    }
}

fn recent(ui: &mut Ui, ctx: &Ctx) {
    ui.set_min_width(240.0);
    if ctx.start.recent.is_empty() {
        ui.label(RichText::new("No files yet").color(ctx.theme.dim));
    }
    for file in &ctx.start.recent {
        let response = ui.add_enabled(file.there, Button::new(file.shown.as_str()));
        if response.on_disabled_hover_text("The file is not there").clicked() {
            ctx.send(Message::File(FileRequest::Open(file.path.clone())));
            ui.close();
        }
    }
}
