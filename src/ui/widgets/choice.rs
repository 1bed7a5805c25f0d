//! Rows with a choice: a word, a catalogue part, a switch on or off.

use egui::{ComboBox, Ui};

use super::field::Label;
use super::number::part_title;
use super::part::numbers;
use super::row::row;
use super::title_of;
use crate::model::catalog::Kind;
use crate::model::text::Id;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Theme;

/// One of several titled values; `None` as current shows a dash.
pub fn choice<T: Clone + PartialEq>(ui: &mut Ui, theme: &Theme, label: Label, current: Option<&T>, options: &[(T, String)]) -> Option<T> {
    row(ui, theme, label.name, label.doc, |ui| combo(ui, label, current, options))
}

/// The same without the label on the left.
pub fn combo<T: Clone + PartialEq>(ui: &mut Ui, label: Label, current: Option<&T>, options: &[(T, String)]) -> Option<T> {
    let shown =
        current.and_then(|current| options.iter().find(|(value, _)| value == current)).map_or("\u{2014}", |(_, title)| title.as_str());
    let mut chosen = None;
    let width = ui.available_width();
    let list = ComboBox::from_id_salt((label.name, label.salt)).width(width).truncate().selected_text(shown).height(320.0);
    let shown = list.show_ui(ui, |ui| {
        for (value, title) in options {
            if ui.selectable_label(Some(value) == current, title.as_str()).clicked() {
                chosen = Some(value.clone());
            }
        }
    });
    shown.response.accessible_name(label.name);
    chosen.filter(|chosen| Some(chosen) != current)
}

/// The words of an enum as options.
pub fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<(T, String)> {
    all.iter().map(|value| (*value, title_of(word(*value)))).collect()
}

/// A part of the catalogue, with its numbers below.
pub fn part(ui: &mut Ui, ctx: &Ctx, label: Label, kind: Kind, current: &Id) -> Option<Id> {
    let chosen = choice(ui, ctx.theme, label, Some(current), &parts(ctx, kind, Some(current)));
    ui.push_id((label.name, label.salt), |ui| numbers(ui, ctx, kind, current));
    chosen
}

/// A part of the catalogue, or none: `nothing` says what that means.
pub fn optional_part(ui: &mut Ui, ctx: &Ctx, label: Label, kind: Kind, current: Option<&Id>, nothing: &str) -> Option<Option<Id>> {
    let none = (None, nothing.to_string());
    let options: Vec<(Option<Id>, String)> =
        std::iter::once(none).chain(parts(ctx, kind, current).into_iter().map(|(id, title)| (Some(id), title))).collect();
    let chosen = choice(ui, ctx.theme, label, Some(&current.cloned()), &options);
    if let Some(current) = current {
        ui.push_id((label.name, label.salt), |ui| numbers(ui, ctx, kind, current));
    }
    chosen
}

/// All parts of a kind, and the current one even if the catalogue does not know it.
pub fn parts(ctx: &Ctx, kind: Kind, current: Option<&Id>) -> Vec<(Id, String)> {
    let mut options: Vec<(Id, String)> =
        ctx.catalog.parts(kind).into_iter().map(|part| (part.id().clone(), part.title().to_string())).collect();
    options.sort_by(|(_, a), (_, b)| a.cmp(b));
    if let Some(id) = current.filter(|id| ctx.catalog.part(kind, id).is_none()) {
        options.insert(0, (id.clone(), part_title(ctx.catalog, kind, id)));
    }
    options
}

/// A box to tick.
pub fn flag(ui: &mut Ui, theme: &Theme, label: Label, current: bool) -> Option<bool> {
    row(ui, theme, label.name, label.doc, |ui| {
        let mut ticked = current;
        let response = ui.checkbox(&mut ticked, "").accessible_name(label.name);
        response.changed().then_some(ticked)
    })
}
