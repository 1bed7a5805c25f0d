//! The form that accepts a finding: why, and whether that goes for all findings of its rule.

use egui::{Button, Id as UiId, Key, RichText, TextEdit, Ui};

use crate::edit::Edit;
use crate::model::plan::Waiver;
use crate::model::text::{Id, Text};
use crate::solve::rules::rule_named;
use crate::ui::ctx::{Ctx, Message};
use crate::ui::state::FindingKey;
use crate::ui::theme::{GAP, SMALL};

/// What is typed so far.
#[derive(Clone, Debug, Default)]
struct Typed {
    comment: String,
    all: bool,
    /// The focus was put into the field.
    begun: bool,
}

pub fn show(ui: &mut Ui, ctx: &Ctx) {
    let Some(key) = &ctx.state.waiving else { return };
    let memory = UiId::unique(("waive", key.rule));
    let mut typed: Typed = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    let (done, cancelled) = form(ui, ctx, key, &mut typed);
    let waiver = waiver(key, &typed);
    match waiver {
        Some(waiver) if done => {
            ctx.edit(Edit::AddWaiver { waiver });
            close(ui, ctx, memory);
        }
        _ if cancelled => close(ui, ctx, memory),
        _ => {
            ui.data_mut(|data| data.insert_temp(memory, typed));
        }
    }
}

fn close(ui: &Ui, ctx: &Ctx, memory: UiId) {
    ui.data_mut(|data| data.remove::<Typed>(memory));
    ctx.send(Message::Waive(None));
}

/// Whether it was finished, and whether it was given up.
fn form(ui: &mut Ui, ctx: &Ctx, key: &FindingKey, typed: &mut Typed) -> (bool, bool) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0 * GAP;
        let title = rule_named(key.rule).map_or(key.rule, |rule| rule.title);
        ui.label(RichText::new(format!("Waive: {title}")).size(SMALL).color(ctx.theme.dim));
        let width = (ui.available_width() - 290.0).clamp(120.0, 420.0);
        let edit = TextEdit::singleline(&mut typed.comment).hint_text("Why it is accepted").desired_width(width).margin(GAP);
        let response = ui.add(edit).accessible_name("Why it is accepted");
        if !typed.begun {
            response.request_focus();
            typed.begun = true;
        }
        ui.checkbox(&mut typed.all, RichText::new("All of this rule").size(SMALL));
        let ready = waiver(key, typed).is_some();
        let waive = ui.add_enabled(ready, Button::new("Waive")).on_disabled_hover_text("Say why first").clicked();
        let enter = ready && response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let escape = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        (waive || enter, ui.button("Cancel").clicked() || escape)
    })
    .inner
}

/// The waiver as it would be; none without a comment.
fn waiver(key: &FindingKey, typed: &Typed) -> Option<Waiver> {
    let comment = Text::new(typed.comment.trim()).ok().filter(|comment| !comment.as_str().is_empty())?;
    let subjects = if typed.all { Vec::new() } else { key.subjects.clone() };
    Some(Waiver { rule: Id::new(key.rule).ok()?, subjects, comment })
}
