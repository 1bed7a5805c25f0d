//! Questions in front of the window: unsaved changes, a path to type, recovery copies, a file that changed on disk. Esc and closing always mean cancel.

use egui::{Id as UiId, Key, Modal, RichText, TextEdit, Ui};

use super::ctx::{Answer, Ctx, FileRequest, Message, Purpose};
use super::state::{Dialog, Recovered};
use super::theme::{GAP, HEADLINE};
use super::widgets::counted;
use super::widgets::row::note;
use super::{about, array_dialog, compare, palette, shortcut_sheet};

/// The dialog that is open, if one is.
pub fn show(ui: &Ui, ctx: &Ctx) {
    match &ctx.state.dialog {
        None => {}
        Some(Dialog::Unsaved { before }) => unsaved(ui, ctx, before),
        Some(Dialog::Path { purpose, reason }) => path(ui, ctx, *purpose, reason.as_deref()),
        Some(Dialog::Recovery(found)) => recovery(ui, ctx, found),
        Some(Dialog::Changed { what }) => changed(ui, ctx, what),
        Some(Dialog::Compare) => compare::entry::show(ui, ctx),
        Some(Dialog::Array) => array_dialog::show(ui, ctx),
        Some(Dialog::Palette { objects }) => palette::show(ui, ctx, *objects),
        Some(Dialog::Shortcuts) => shortcut_sheet::show(ui, ctx),
        Some(Dialog::About) => about::show(ui, ctx),
    }
}

/// Shows a question; `None` while it is not answered, else what the answer asks for.
fn ask(ui: &Ui, ctx: &Ctx, id: &str, title: &str, add: impl FnOnce(&mut Ui) -> Option<Message>, cancel: Message) {
    let modal = Modal::new(UiId::unique(id)).frame(ctx.theme.dialog()).backdrop_color(ctx.theme.backdrop());
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.label(RichText::new(title).size(HEADLINE));
        ui.add_space(GAP);
        add(ui)
    });
    let closed = shown.should_close();
    match shown.inner {
        Some(message) => ctx.send(message),
        None if closed => ctx.send(cancel),
        None => {}
    }
}

fn unsaved(ui: &Ui, ctx: &Ctx, before: &str) {
    let answer = |answer| Message::File(FileRequest::Unsaved(answer));
    let title = format!("Save changes to {}?", ctx.file.name);
    let add = |ui: &mut Ui| {
        note(ui, ctx.theme, &format!("{before} would drop the changes made since the plan was saved."));
        ui.add_space(2.0 * GAP);
        ui.horizontal(|ui| {
            let save = ui.add(egui::Button::new(RichText::new("Save").color(ctx.theme.on_accent)).fill(ctx.theme.accent));
            let enter = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
            let discard = ui.button("Do not save").clicked();
            let cancel = ui.button("Cancel").clicked();
            match () {
                () if save.clicked() || enter => Some(answer(Answer::Save)),
                () if discard => Some(answer(Answer::Discard)),
                () if cancel => Some(answer(Answer::Cancel)),
                () => None,
            }
        })
        .inner
    };
    ask(ui, ctx, "unsaved", &title, add, answer(Answer::Cancel));
}

fn path(ui: &Ui, ctx: &Ctx, purpose: Purpose, reason: Option<&str>) {
    let (title, verb) = match purpose {
        Purpose::Open => ("Open a plan", "Open"),
        Purpose::Insert => ("Insert a plan", "Insert"),
        Purpose::Racks => ("Take racks from a table", "Take"),
        Purpose::SaveAs => ("Save the plan as", "Save"),
        Purpose::Export => ("Export", "Export"),
    };
    let known = if purpose == Purpose::Export { &ctx.file.export } else { &ctx.file.path };
    let name = known.as_ref().and_then(|path| path.file_name()).filter(|_| purpose == Purpose::Export);
    let title = name.map_or_else(|| title.to_string(), |name| format!("{title} {}", name.to_string_lossy()));
    let known = known.as_ref().map(|path| path.to_string_lossy().to_string()).unwrap_or_default();
    // What was typed for one file is not the path of another.
    let memory = UiId::unique("typed path").with((format!("{purpose:?}"), &known));
    let add = |ui: &mut Ui| {
        if let Some(reason) = reason {
            note(ui, ctx.theme, reason);
        }
        let mut text: String = ui.data(|data| data.get_temp(memory)).unwrap_or_else(|| known.clone());
        let edit = TextEdit::singleline(&mut text).hint_text("/path/to/plan.ron").desired_width(f32::INFINITY).margin(2.0 * GAP);
        let response = ui.add(edit).accessible_name("Path of the file");
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        ui.data_mut(|data| data.insert_temp(memory, text.clone()));
        ui.add_space(2.0 * GAP);
        ui.horizontal(|ui| {
            let ready = !text.trim().is_empty();
            let done = ui.add_enabled(ready, egui::Button::new(verb)).clicked() || (enter && ready);
            let cancel = ui.button("Cancel").clicked();
            if done || cancel {
                ui.data_mut(|data| data.remove::<String>(memory));
            }
            match (done, cancel) {
                (true, _) => Some(Message::File(FileRequest::Typed(purpose, text.trim().to_string()))),
                (_, true) => Some(Message::Dialog(None)),
                _ => None,
            }
        })
        .inner
    };
    ask(ui, ctx, "path", &title, add, Message::Dialog(None));
}

fn recovery(ui: &Ui, ctx: &Ctx, found: &[Recovered]) {
    let add = |ui: &mut Ui| {
        note(ui, ctx.theme, "The program ended before these changes were saved. Your own files are as you last saved them.");
        let mut asked = None;
        for (index, copy) in found.iter().enumerate() {
            ui.push_id(index, |ui| {
                if let Some(message) = recovered(ui, ctx, copy) {
                    asked = Some(message);
                }
            });
        }
        ui.add_space(2.0 * GAP);
        if ui.button("Keep for later").on_hover_text("They are offered again at the next start, for seven days").clicked() {
            asked = Some(Message::Dialog(None));
        }
        asked
    };
    ask(ui, ctx, "recovery", "Recover unsaved changes?", add, Message::Dialog(None));
}

fn recovered(ui: &mut Ui, ctx: &Ctx, copy: &Recovered) -> Option<Message> {
    ui.separator();
    let edits = counted(usize::try_from(copy.edits).unwrap_or(usize::MAX), "edit");
    ui.label(RichText::new(copy.title.as_str()).strong());
    note(ui, ctx.theme, &format!("{}, {edits} since it was saved, {}", copy.when, counted(copy.racks, "rack")));
    ui.horizontal(|ui| {
        let recover = ui.button("Recover").on_hover_text("Opens the changes; nothing is written until you save").clicked();
        let delete = ui.button("Delete").on_hover_text("Drops the changes for good").clicked();
        match (recover, delete) {
            (true, _) => Some(Message::File(FileRequest::Recover(copy.copy.clone()))),
            (_, true) => Some(Message::File(FileRequest::DropRecovery(copy.copy.clone()))),
            _ => None,
        }
    })
    .inner
}

fn changed(ui: &Ui, ctx: &Ctx, what: &str) {
    let add = |ui: &mut Ui| {
        note(ui, ctx.theme, what);
        ui.add_space(2.0 * GAP);
        ui.horizontal(|ui| {
            let reload = ui.button("Reload").on_hover_text("Takes what is on disk and drops the changes made here").clicked();
            let overwrite = ui.button("Overwrite").on_hover_text("Writes what is here over what is on disk").clicked();
            let other = ui.button("Save as…").on_hover_text("Keeps both").clicked();
            let later = ui.button("Decide later").clicked();
            match () {
                () if reload => Some(Message::File(FileRequest::Reload)),
                () if overwrite => Some(Message::File(FileRequest::Overwrite)),
                () if other => Some(Message::Run(super::command::Command::SaveAs)),
                () if later => Some(Message::Dialog(None)),
                () => None,
            }
        })
        .inner
    };
    ask(ui, ctx, "changed", "The file has changed on disk", add, Message::Dialog(None));
}
