//! Rows with a typed value: a plain one, one that may be left out and is then inherited, and one that several things share.

use egui::{Align, Ui};

use super::draft::Draft;
use super::entry::Entry;
use super::number::{Inherited, hover};
use super::row::{action, row};
use crate::ui::ctx::Ctx;
use crate::ui::theme::Theme;

/// What a row is called and what its help says.
#[derive(Clone, Copy)]
pub struct Label<'a> {
    pub name: &'a str,
    pub doc: &'a str,
    /// Tells fields of one name apart.
    pub salt: u64,
}

/// A label with the help of a field of a record.
pub fn label<'a>(name: &'a str, record: &'static str, field: &'static str) -> Label<'a> {
    Label { name, doc: crate::ui::docs::doc(record, field), salt: 0 }
}

/// A field with a value; `Some` when another one was typed.
pub fn value<T: Entry>(ui: &mut Ui, theme: &Theme, label: Label, value: &T) -> Option<T> {
    row(ui, theme, label.name, label.doc, |ui| edited(ui, theme, label, &value.shown(), "", Align::RIGHT))
}

/// The same with text aligned to the left, as names are.
pub fn text<T: Entry>(ui: &mut Ui, theme: &Theme, label: Label, value: &T) -> Option<T> {
    row(ui, theme, label.name, label.doc, |ui| edited(ui, theme, label, &value.shown(), "", Align::LEFT))
}

/// A field whose value several things may share; they show a dash while they do not.
pub fn shared<T: Entry>(ui: &mut Ui, theme: &Theme, label: Label, same: Option<&T>, align: Align) -> Option<T> {
    let shown = same.map(Entry::shown).unwrap_or_default();
    let hint = if same.is_none() { "\u{2014}" } else { "" };
    row(ui, theme, label.name, label.doc, |ui| edited(ui, theme, label, &shown, hint, align))
}

/// A field that may be left empty: then `hint` counts. `Some(None)` when it was emptied.
pub fn optional<T: Entry>(ui: &mut Ui, theme: &Theme, label: Label, value: Option<&T>, hint: &str) -> Option<Option<T>> {
    let shown = value.map(Entry::shown).unwrap_or_default();
    row(ui, theme, label.name, label.doc, |ui| edited_or_empty(ui, theme, label, &shown, hint))
}

/// A field that inherits a catalogue number while it is empty: the number shows dimmed, its source on hover, and a reset goes back to it.
pub fn inherited<T: Entry>(ui: &mut Ui, ctx: &Ctx, label: Label, value: Option<&T>, from: &Inherited) -> Option<Option<T>> {
    let shown = value.map(Entry::shown).unwrap_or_default();
    row(ui, ctx.theme, label.name, label.doc, |ui| {
        let mut changed = None;
        let field = ui.scope(|ui| edited_or_empty(ui, ctx.theme, label, &shown, &from.text));
        field.response.on_hover_ui(|ui| hover(ui, ctx, from));
        changed = changed.or(field.inner);
        if value.is_some() && action(ui, ctx.theme, &format!("Reset to {}", from.text), &from.origin, true) {
            changed = Some(None);
        }
        changed
    })
}

/// Text over several lines.
pub fn paragraph<T: Entry>(ui: &mut Ui, theme: &Theme, label: Label, value: &T, rows: usize) -> Option<T> {
    let check = |text: &str| T::typed(text).map(|_| ());
    let shown = value.shown();
    let draft = Draft { name: label.name, shown: &shown, hint: "", align: Align::LEFT, rows, salt: label.salt, wants_focus: false };
    draft.show(ui, theme, &check).and_then(|text| T::typed(&text).ok())
}

fn edited<T: Entry>(ui: &mut Ui, theme: &Theme, label: Label, shown: &str, hint: &str, align: Align) -> Option<T> {
    let draft = Draft { name: label.name, shown, hint, align, rows: 1, salt: label.salt, wants_focus: false };
    let check = |text: &str| T::typed(text.trim()).map(|_| ());
    draft.show(ui, theme, &check).and_then(|text| T::typed(text.trim()).ok())
}

fn edited_or_empty<T: Entry>(ui: &mut Ui, theme: &Theme, label: Label, shown: &str, hint: &str) -> Option<Option<T>> {
    let draft = Draft { name: label.name, shown, hint, align: Align::RIGHT, rows: 1, salt: label.salt, wants_focus: false };
    let check = |text: &str| if text.trim().is_empty() { Ok(()) } else { T::typed(text.trim()).map(|_| ()) };
    let text = draft.show(ui, theme, &check)?;
    if text.trim().is_empty() { Some(None) } else { T::typed(text.trim()).ok().map(Some) }
}
