//! One table with what is done to it: the filter, how many rows pass it, copying and exporting.

use egui::{Align, Button, Layout, RichText, TextEdit, Ui};

use super::{focus_id, grid, kept, keys};
use crate::solve::tables::{Order, Table, TableKind, table};
use crate::ui::ctx::{Ctx, Message};
use crate::ui::reading::Reading;
use crate::ui::state::TableState;
use crate::ui::theme::{GAP, ROW, SMALL};
use crate::ui::widgets::counted;

/// A table with the way it is looked at.
pub struct Shown<'s> {
    pub table: &'s Table<'s>,
    pub order: &'s Order,
    pub state: TableState,
    pub reading: &'s Reading,
}

impl Shown<'_> {
    /// The row of the plan at a place on screen.
    pub fn row_at(&self, place: usize) -> Option<usize> {
        self.order.rows.get(place).and_then(|row| usize::try_from(*row).ok())
    }

    /// Where a row of the plan is on screen.
    pub fn place_of(&self, row: u32) -> Option<usize> {
        self.order.rows.iter().position(|other| *other == row)
    }
}

pub fn show(ui: &mut Ui, ctx: &Ctx, reading: &Reading, kind: TableKind) {
    let table = table(kind, &reading.report, &reading.totals);
    let state = ctx.state.tables.get(&kind).cloned().unwrap_or_default();
    let order = kept::order(ui, reading, &table, &state.view);
    let shown = Shown { table: &table, order: &order, state, reading };
    bar(ui, ctx, &shown);
    ui.add_space(GAP);
    if shown.order.rows.is_empty() {
        return nothing(ui, ctx, &shown);
    }
    grid::show(ui, ctx, &shown);
    keys::take(ui, ctx, &shown);
}

fn nothing(ui: &mut Ui, ctx: &Ctx, shown: &Shown) {
    let empty = match shown.table.kind {
        TableKind::Racks => "No racks yet: take a type from the library, or press 1, 2 or 3 and click on the floor",
        TableKind::Tiers => "No networks yet: add a tier on the page of tiers",
        TableKind::Cables => "No cables yet: place racks and give a tier a technology",
        TableKind::Bill | TableKind::Failures => "Place racks to see it",
    };
    let text = if shown.table.is_empty() { empty } else { "No row passes the filter" };
    ui.label(RichText::new(text).color(ctx.theme.dim));
}

fn bar(ui: &mut Ui, ctx: &Ctx, shown: &Shown) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0 * GAP;
        filter(ui, ctx, shown);
        ui.label(RichText::new(count(shown)).size(SMALL).color(ctx.theme.dim));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| buttons(ui, ctx, shown));
    });
}

fn filter(ui: &mut Ui, ctx: &Ctx, shown: &Shown) {
    let mut state = shown.state.clone();
    let name = format!("Filter {}", shown.table.kind.title().to_lowercase());
    let edit = TextEdit::singleline(&mut state.view.filter).hint_text("Filter").desired_width(180.0).margin(GAP);
    let response = ui.add(edit).accessible_name(name);
    let response = response.on_hover_text("Shows rows whose texts contain every word");
    if response.changed() {
        ctx.send(Message::Table(shown.table.kind, state));
    }
}

fn count(shown: &Shown) -> String {
    let lines = shown.order.rows.iter().filter(|row| !shown.table.is_sum(usize::try_from(**row).unwrap_or(usize::MAX))).count();
    let all = counted(shown.table.lines(), shown.table.kind.row());
    if lines == shown.table.lines() {
        return all;
    }
    format!("{} of {all}", crate::model::counts::grouped(i64::try_from(lines).unwrap_or(i64::MAX)))
}

fn buttons(ui: &mut Ui, ctx: &Ctx, shown: &Shown) {
    let kind = shown.table.kind;
    let title = kind.title().to_lowercase();
    ui.spacing_mut().item_spacing.x = GAP;
    let named = |ui: &mut Ui, text: &str, name: String, tooltip: &str| {
        let response = ui.add(Button::new(RichText::new(text).size(SMALL)).min_size(egui::vec2(0.0, ROW - 2.0)));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.as_str()));
        response.on_hover_text(tooltip).clicked()
    };
    if named(ui, "Export CSV…", format!("Export {title} as CSV"), "Writes these rows to a file, with all digits and without sums") {
        ctx.send(Message::SaveTable(kind));
    }
    let keys = ui.ctx().format_shortcut(&egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::C));
    let tooltip = format!("Copies these rows for a spreadsheet, with all digits and without sums ({keys} in the table)");
    if named(ui, "Copy", format!("Copy {title}"), &tooltip) {
        ctx.send(Message::CopyTable(kind));
        ui.memory_mut(|memory| memory.request_focus(focus_id(kind)));
    }
}
