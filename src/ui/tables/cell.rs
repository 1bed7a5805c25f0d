//! One cell: texts to the left, numbers to the right with their digits under each other, a dot for what is known of an amount.

use egui::{Align, Label, Layout, Response, RichText, Sense, Stroke, Ui, Vec2};

use super::panel::Shown;
use crate::solve::rules::Rule;
use crate::solve::tables::{Cell, Column, Form, TableKind, told};
use crate::ui::ctx::Ctx;
use crate::ui::findings_panel::row::sign_of;
use crate::ui::state::Severity;
use crate::ui::theme::{GAP, SMALL};
use crate::ui::widgets::sign;

/// Room of the dot of an estimate.
const DOT: f32 = 7.0;

pub fn show(ui: &mut Ui, ctx: &Ctx, shown: &Shown, row: usize, place: usize, column: &Column) {
    let cell = shown.table.cell(row, place);
    let is_sum = shown.table.is_sum(row);
    match (&cell, column.form) {
        (Cell::Marks(marks), _) => self::marks(ui, ctx, shown, row, *marks),
        (_, Form::Number { .. }) => number(ui, ctx, column, &cell, is_sum),
        _ => text(ui, ctx, shown, place, &column.shown(&cell), is_sum),
    }
}

fn text(ui: &mut Ui, ctx: &Ctx, shown: &Shown, place: usize, words: &str, is_sum: bool) {
    if words.is_empty() {
        return;
    }
    // What a row is called stands out from what it is like.
    let leads = place == 0 || (place == 1 && shown.table.kind == TableKind::Bill);
    let colour = if leads { ctx.theme.text } else { ctx.theme.dim };
    let words = RichText::new(words).size(SMALL + 1.0).color(colour);
    ui.add(Label::new(if is_sum { words.strong() } else { words }).truncate());
}

fn number(ui: &mut Ui, ctx: &Ctx, column: &Column, cell: &Cell, is_sum: bool) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        if column.dotted {
            dot(ui, ctx, cell.guessed());
        }
        let words = column.shown(cell);
        if words.is_empty() {
            return;
        }
        let zero = cell.number() == Some(0.0);
        let words = RichText::new(words).size(SMALL + 1.0).color(if zero { ctx.theme.dim } else { ctx.theme.text });
        let response = ui.add(Label::new(if is_sum { words.strong() } else { words }).extend().sense(Sense::hover()));
        hint(response, column, cell);
    });
}

/// The number with its unit, range and what it rests on.
fn hint(response: Response, column: &Column, cell: &Cell) {
    response.on_hover_ui(|ui| {
        if let Some(told) = told(column, cell) {
            ui.label(told);
        }
    });
}

/// The room a dot takes, below it and above.
pub fn dot_room(ui: &mut Ui, column: &Column) {
    if column.dotted {
        ui.allocate_exact_size(Vec2::new(DOT, 12.0), Sense::hover());
    }
}

/// Open where most of the number rests on estimates, filled where it was read in a source.
fn dot(ui: &mut Ui, ctx: &Ctx, guessed: Option<f64>) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(DOT, 12.0), Sense::hover());
    let Some(share) = guessed else { return };
    if share > 0.5 {
        ui.painter().circle_stroke(rect.center(), 2.5, Stroke::new(1.0, ctx.theme.dim));
        response.on_hover_text("Rests on estimates");
    } else {
        ui.painter().circle_filled(rect.center(), 2.5, ctx.theme.dim);
        response.on_hover_text("Rests on sources");
    }
}

fn marks(ui: &mut Ui, ctx: &Ctx, shown: &Shown, row: usize, [errors, warnings, notes]: [u32; 3]) {
    let response = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (severity, count) in [(Severity::Error, errors), (Severity::Warning, warnings), (Severity::Note, notes)] {
            if count > 0 {
                sign::sign(ui, ctx.theme, severity);
                ui.label(RichText::new(count.to_string()).size(SMALL).color(ctx.theme.dim));
            }
        }
    });
    if [errors, warnings, notes] != [0; 3] {
        response.response.on_hover_ui(|ui| broken(ui, ctx, shown, row));
    }
}

/// Titles of the rules a rack breaks.
fn broken(ui: &mut Ui, ctx: &Ctx, shown: &Shown, row: usize) {
    let report = &shown.reading.report;
    let rules: Vec<&'static Rule> = u32::try_from(row).map(|index| report.broken_at(index, &report.broken_bundles())).unwrap_or_default();
    for rule in rules {
        ui.horizontal(|ui| {
            sign::sign(ui, ctx.theme, sign_of(rule.severity));
            ui.label(rule.title);
        });
    }
}
