//! A text field that holds what is typed until it is finished. Bad text stays, with the reason beneath; what is not touched is not changed.

use egui::text::{CCursor, CCursorRange};
use egui::{Align, Id, Key, TextEdit, Ui};

use crate::ui::theme::{GAP, Theme};

/// What a text field shows.
pub struct Draft<'a> {
    /// What people and screen readers call it.
    pub name: &'a str,
    /// The value as it stands.
    pub shown: &'a str,
    /// Shown dimmed while the field is empty.
    pub hint: &'a str,
    pub align: Align,
    /// Rows; more than one: Enter makes a new line and Ctrl+Enter finishes.
    pub rows: usize,
    /// Told apart from other fields of the same name by this.
    pub salt: u64,
    pub wants_focus: bool,
}

/// What is typed but not finished.
#[derive(Clone, Debug, Default)]
struct Typed {
    text: String,
    error: String,
}

impl Draft<'_> {
    /// Shows the field. `Some` is a finished text that differs from what was shown and that `check` accepts.
    pub fn show(&self, ui: &mut Ui, theme: &Theme, check: &dyn Fn(&str) -> Result<(), String>) -> Option<String> {
        let id = ui.make_persistent_id(("draft", self.name, self.salt));
        let typed: Option<Typed> = ui.data(|data| data.get_temp(id));
        let mut text = typed.as_ref().map_or_else(|| self.shown.to_string(), |typed| typed.text.clone());
        let bad = typed.as_ref().is_some_and(|typed| !typed.error.is_empty());
        let response = self.edit(ui, theme, id, &mut text, bad);
        let mut finished = None;
        if response.lost_focus() {
            let cancelled = ui.input(|input| input.key_pressed(Key::Escape));
            finished = if cancelled { forget(ui, id) } else { self.finish(ui, id, text, check) };
        } else if response.changed() {
            ui.data_mut(|data| data.insert_temp(id, Typed { text, error: String::new() }));
        }
        if let Some(typed) = ui.data(|data| data.get_temp::<Typed>(id)).filter(|typed| !typed.error.is_empty()) {
            super::row::reason(ui, theme, &typed.error);
        }
        finished
    }

    fn edit(&self, ui: &mut Ui, theme: &Theme, id: Id, text: &mut String, bad: bool) -> egui::Response {
        let hint = egui::RichText::new(self.hint).color(theme.dim);
        let edit = if self.rows > 1 { TextEdit::multiline(text).desired_rows(self.rows) } else { TextEdit::singleline(text) };
        let edit = edit
            .id(id)
            .hint_text(hint)
            .align(egui::Align2([self.align, if self.rows > 1 { Align::Min } else { Align::Center }]))
            .desired_width(ui.available_width())
            .margin(GAP);
        let edit = if bad { edit.text_color(theme.error) } else { edit };
        let mut output = edit.show(ui);
        if self.wants_focus {
            output.response.request_focus();
        }
        if output.response.gained_focus() && self.rows == 1 {
            let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
            output.state.cursor.set_char_range(Some(all));
            output.state.store(ui.ctx(), id);
        }
        output.response.response.accessible_name(self.name)
    }

    fn finish(&self, ui: &Ui, id: Id, text: String, check: &dyn Fn(&str) -> Result<(), String>) -> Option<String> {
        if text == self.shown {
            return forget(ui, id);
        }
        match check(&text) {
            Ok(()) => {
                forget(ui, id);
                Some(text)
            }
            Err(error) => {
                ui.data_mut(|data| data.insert_temp(id, Typed { text, error }));
                None
            }
        }
    }
}

fn forget(ui: &Ui, id: Id) -> Option<String> {
    ui.data_mut(|data| data.remove::<Typed>(id));
    None
}
