//! The line above the floors: what the results are divided by, how they are told, and the verbs of the comparison.

use egui::{Button, RichText, Ui};

use super::{Kept, Shown, Shows, look};
use crate::explore::compare::Per;
use crate::ui::command::Command;
use crate::ui::ctx::Ctx;
use crate::ui::theme::{GAP, SMALL};
use crate::ui::toolbar::{explained, small_button};
use crate::ui::widgets::choice::combo;
use crate::ui::widgets::field::Label;
use crate::ui::widgets::row::action;

/// Verbs with a button.
const BUTTONS: [Command; 2] = [Command::OnlyDifferences, Command::SetBaseline];
const EXPORTS: [(Command, &str); 5] = [
    (Command::ComparisonRon, "RON"),
    (Command::ComparisonHtml, "HTML"),
    (Command::ComparisonCsv, "CSV"),
    (Command::ComparisonSvg, "SVG"),
    (Command::ComparisonPng, "PNG"),
];

pub fn show(ui: &mut Ui, ctx: &Ctx, shown: &Shown) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        if action(ui, ctx.theme, "Back", "Back to the editor (Esc)", true) {
            ctx.run(Command::LeaveComparison);
        }
        ui.separator();
        small_button(ui, ctx, Command::CompareWith);
        ui.separator();
        told(ui, ctx);
        BUTTONS.iter().for_each(|command| small_button(ui, ctx, *command));
        ui.separator();
        ui.label(RichText::new("Export").size(SMALL).color(ctx.theme.dim));
        EXPORTS.iter().for_each(|(command, label)| export(ui, ctx, *command, label));
        if shown.stale {
            ui.spinner();
        }
    });
}

/// How results are told.
fn told(ui: &mut Ui, ctx: &Ctx) {
    let Kept { per, shows, .. } = ctx.state.compare.kept;
    let units: Vec<(Per, String)> = Per::ALL.iter().map(|per| (*per, title(*per))).collect();
    ui.scope(|ui| {
        ui.set_max_width(150.0);
        if let Some(per) = combo(ui, Label { name: "Results per", doc: "", salt: 0 }, Some(&per), &units) {
            look(ctx, |view| view.kept.per = per);
        }
    });
    let all: Vec<(Shows, String)> = Shows::ALL.iter().map(|shows| (*shows, shows.title().to_string())).collect();
    ui.scope(|ui| {
        ui.set_max_width(150.0);
        if let Some(shows) = combo(ui, Label { name: "Cells show", doc: "", salt: 0 }, Some(&shows), &all) {
            look(ctx, |view| view.kept.shows = shows);
        }
    });
}

fn title(per: Per) -> String {
    match per {
        Per::Whole => "Whole plan".to_string(),
        _ => crate::ui::widgets::title_of(per.suffix().trim()).replace("tb/s", "Tb/s"),
    }
}

fn export(ui: &mut Ui, ctx: &Ctx, command: Command, label: &str) {
    let Some(row) = command.row() else { return };
    let response = ui.add(Button::new(RichText::new(label).size(SMALL).color(ctx.theme.accent)).frame(false));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, row.title));
    if explained(ui, response, row, row.enabled(ctx)).clicked() {
        ctx.run(command);
    }
}
