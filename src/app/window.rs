//! What the window has to do with the system: its title, theme and scale, events that are no keys, and what it remembers between sessions.

use std::path::{Path, PathBuf};

use egui::{Context, Event, ThemePreference, ViewportCommand};

use super::App;
use super::files::After;
use super::jobs::Job;
use super::rack_sheets;
use crate::io::decode::{Unknown, compact, decode};
use crate::io::read::read_text;
use crate::io::vfs::Vfs;
use crate::ui::command::Command;
use crate::ui::ctx::Message;
use crate::ui::state::{Saved, Screen, Severity, ThemeChoice, UiState};

/// The window as it was left; anything wrong with that: as new.
pub(super) fn restored(fs: &dyn Vfs, folder: Option<&Path>) -> UiState {
    let text = folder.and_then(|folder| read_text(fs, &file(folder)).ok()).map(|read| read.text);
    let saved = text.and_then(|text| decode::<Saved>(&text, Unknown::Refused).ok());
    saved.map_or_else(UiState::default, |(saved, _)| UiState::restored(&saved))
}

fn file(folder: &Path) -> PathBuf {
    folder.join("window.ron")
}

impl App {
    pub(super) fn keep_window(&mut self) {
        if let Some(folder) = &self.files.folder {
            let text = compact(&self.state.to_save());
            self.worker.send(Job::KeepWindow(file(folder), text));
        }
    }

    pub(super) fn apply_look(&self, ctx: &Context) {
        ctx.set_theme(match self.state.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Dark => ThemePreference::Dark,
            ThemeChoice::Light => ThemePreference::Light,
        });
        let percent = f32::from(u16::try_from(self.state.scale.get()).unwrap_or(100));
        ctx.set_zoom_factor(percent / 100.0);
    }

    /// Close requests, dropped files, pasted text, the return of the focus.
    pub(super) fn take_system_events(&mut self, ctx: &Context) {
        if ctx.input(|input| input.viewport().close_requested()) {
            self.close_requested(ctx);
        }
        let mut dropped: Vec<PathBuf> = ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        match (dropped.pop(), dropped.is_empty()) {
            (Some(path), true) if rack_sheets::is_table(&path) && self.state.screen == Screen::Plan => self.read_racks(path),
            (Some(path), true) => self.after_saving(ctx, After::Open(path)),
            (Some(path), false) => self.compare_files(dropped.into_iter().chain([path]).collect()),
            (None, _) => {}
        }
        let free = self.state.dialog.is_none() && !ctx.text_edit_focused();
        let (pasted, focused) = ctx.input_mut(|input| taken(input, free));
        // A field or a dialog may have taken it.
        let came = pasted.is_some() || ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Paste(_))));
        self.await_clipboard(ctx, came);
        if let Some(text) = pasted.filter(|_| self.state.screen == Screen::Plan) {
            self.paste(&text);
        }
        if focused {
            self.look_at_file();
        }
    }

    fn close_requested(&mut self, ctx: &Context) {
        if !self.writing.is_empty() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.files.may_close = false;
            let told = "A file is still being made: wait for it, or give it up with Stop at the bottom";
            self.state.notify(Severity::Warning, told, "");
        } else if self.document.is_dirty() && !self.files.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.outbox.send(Message::Run(Command::Quit));
        }
    }

    /// Set only when it changes: some window managers answer each with an event.
    pub(super) fn tell_title(&mut self, ctx: &Context) {
        let title = match self.state.screen {
            Screen::Start => "Rackwright".to_string(),
            Screen::Compare => {
                let heading = self.comparing.shown().map(crate::ui::compare::Shown::heading).unwrap_or_default();
                format!("{heading} \u{2014} Rackwright")
            }
            Screen::Plan => {
                let dot = if self.view.dirty { "\u{25cf} " } else { "" };
                let lock = if self.view.read_only.is_some() { " [read-only]" } else { "" };
                format!("{dot}{} \u{2014} Rackwright{lock}", self.view.name)
            }
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// Pasted text, if nobody else wants it, and whether the window has got the focus.
fn taken(input: &mut egui::InputState, free: bool) -> (Option<String>, bool) {
    let focused = input.events.contains(&Event::WindowFocused(true));
    let mut pasted = None;
    if free {
        input.events.retain(|event| match event {
            Event::Paste(text) => {
                pasted = Some(text.clone());
                false
            }
            _ => true,
        });
    }
    (pasted, focused)
}
